package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/enligt/enligt/ledger"
)

// begin writes the commit that everything else in the transaction carries. Time
// never runs backwards in a ledger, whatever the clock does.
func begin(t *sql.Tx, by ledger.Origin, kind ledger.Kind) (ledger.Commit, error) {
	var number, utc int64
	err := t.QueryRow("SELECT number, utc FROM commits ORDER BY number DESC LIMIT 1").Scan(&number, &utc)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return ledger.Commit{}, err
	}
	utc = max(utc, by.UTC.Unix())
	_, err = t.Exec("INSERT INTO commits (number, utc, program, who, kind) VALUES (?, ?, ?, ?, ?)", number+1, utc, by.Program, by.Who, string(kind))
	return ledger.Commit{Number: number + 1, UTC: time.Unix(utc, 0).UTC(), Program: by.Program, Who: by.Who, Kind: kind}, err
}

// Head is the newest commit.
func (s *Store) Head(ctx context.Context) (ledger.Commit, error) {
	list, err := s.commits(ctx, "ORDER BY number DESC LIMIT 1")
	if err != nil || len(list) == 0 {
		return ledger.Commit{}, err
	}
	return list[0], nil
}

// Since lists the commits after a number.
func (s *Store) Since(ctx context.Context, after int64, limit int) ([]ledger.Commit, error) {
	if limit < 1 {
		limit = -1
	}
	return s.commits(ctx, "WHERE number > ? ORDER BY number LIMIT ?", after, limit)
}

func (s *Store) commits(ctx context.Context, rest string, args ...any) (out []ledger.Commit, err error) {
	err = s.read(ctx, func(t *sql.Tx) error {
		return each(t, "SELECT number, utc, program, who, kind FROM commits "+rest, args, func(r *sql.Rows) error {
			var c ledger.Commit
			err := scanCommit(r, &c)
			out = append(out, c)
			return err
		})
	})
	return out, s.wrap(err)
}

// scanCommit reads more columns and then those of a commit.
func scanCommit(r *sql.Rows, c *ledger.Commit, before ...any) error {
	var utc int64
	err := r.Scan(append(before, &c.Number, &utc, &c.Program, &c.Who, &c.Kind)...)
	c.UTC = time.Unix(utc, 0).UTC()
	return err
}

// moment is the number of the commit that a question is of.
func moment(t *sql.Tx, at ledger.AsOf) (n int64, err error) {
	if at.UTC.IsZero() {
		err = t.QueryRow("SELECT coalesce(max(number), 0) FROM commits").Scan(&n)
	} else {
		err = t.QueryRow("SELECT coalesce(max(number), 0) FROM commits WHERE utc <= ?", at.UTC.Unix()).Scan(&n)
	}
	if at.Commit > 0 {
		n = min(n, at.Commit)
	}
	return n, err
}

// each calls do for every row of a query.
func each(t *sql.Tx, query string, args []any, do func(*sql.Rows) error) error {
	rows, err := t.Query(query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (s *Store) wrap(err error) error {
	if err == nil || errors.Is(err, ledger.ErrNotFound) || errors.Is(err, ledger.ErrCursor) || errors.Is(err, context.Canceled) {
		return err
	}
	return s.failed("answer", err)
}
