package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// Statements lists statements, the newest reading first.
func (s *Store) Statements(ctx context.Context, q ledger.Query) (page ledger.Page[ledger.Statement], err error) {
	err = s.read(ctx, func(t *sql.Tx) error {
		at, err := placeOf(t, &q)
		if err != nil {
			return err
		}
		page.AsOf = at.asOf
		rows, next, err := s.find(t, &q, at)
		if err != nil {
			return err
		}
		page.Next = next
		page.Items, err = s.statements(t, rows, at.asOf)
		return err
	})
	return page, s.wrap(err)
}

// found is a row of statements.
type found struct {
	id, reading, version int64
	key                  string
	statement            []byte
	commit               int64
}

// rows scans statements s from the rest of a query.
func rows(t *sql.Tx, rest string, args ...any) (out []found, err error) {
	err = each(t, "SELECT s.id, s.reading_id, s.version_id, s.key, s.statement, s.commit_ "+rest, args, func(r *sql.Rows) error {
		var f found
		err := r.Scan(&f.id, &f.reading, &f.version, &f.key, &f.statement, &f.commit)
		out = append(out, f)
		return err
	})
	return out, err
}

// find gives one page of rows and where the next begins.
func (s *Store) find(t *sql.Tx, q *ledger.Query, at place) (out []found, next string, err error) {
	var w where
	if err := w.ofStatements(t, q, at.asOf); err != nil {
		return nil, "", err
	}
	if err := w.ofVersions(t, q, at.asOf); err != nil {
		return nil, "", err
	}
	m, err := matching(t, q.Text, at.asOf)
	if err != nil {
		return nil, "", err
	}
	limit := limitOf(q)
	err = m.pages("statements s", "statement_words", "s.id", w, at, limit+1, func(from, rest string, args []any) (int, error) {
		more, err := rows(t, "FROM "+from+" CROSS JOIN versions v ON v.id = s.version_id WHERE "+rest+" LIMIT ?", append(args, limit+1-len(out))...)
		out = append(out, more...)
		return len(out), err
	}, func(tier int) {
		if len(out) > limit {
			next = place{at.asOf, tier, out[limit-1].id}.String()
			out = out[:limit]
		}
	})
	return out, next, err
}

// statements fills rows with their words, versions and actors.
func (s *Store) statements(t *sql.Tx, rows []found, n int64) ([]ledger.Statement, error) {
	versions, err := loadVersions(t, rows, func(f *found) int64 { return f.version }, n)
	if err != nil {
		return nil, err
	}
	links, err := loadLinks(t, n)
	if err != nil {
		return nil, err
	}
	casts, err := loadCasts(t, rows, links)
	if err != nil {
		return nil, err
	}
	decisions, err := loadDecisions(t, rows, n)
	if err != nil {
		return nil, err
	}
	byVersion := map[int64][]int{}
	for i := range rows {
		byVersion[rows[i].version] = append(byVersion[rows[i].version], i)
	}
	out := make([]ledger.Statement, len(rows))
	for id, at := range byVersion {
		v := versions[id]
		var kept [][]byte
		for _, i := range at {
			kept = append(kept, rows[i].statement)
		}
		r, err := v.unpack(kept, nil)
		if err != nil {
			return nil, err
		}
		for j, i := range at {
			out[i] = ledger.Statement{
				Statement: r.Statements[j], Key: rows[i].key, Version: &v.Version, Actors: casts[rows[i].reading],
				Status: enligt.Unseen, Commit: rows[i].commit, Decisions: decisions[rows[i].id],
			}
			out[i].Status = statusOf(out[i].Decisions)
		}
	}
	return out, nil
}

// loadCasts gives, for each reading among the rows, the ledger's ids of its actors.
func loadCasts(t *sql.Tx, rows []found, links *links) (map[int64]map[string]string, error) {
	casts := map[int64]map[string]string{}
	for i := range rows {
		casts[rows[i].reading] = map[string]string{}
	}
	err := each(t, `SELECT p.reading_id, p.local, a.key, a.id, v.document_id FROM appearances p JOIN actors a ON a.id = p.actor_id
		JOIN readings r ON r.id = p.reading_id JOIN versions v ON v.id = r.version_id WHERE p.reading_id IN (SELECT value FROM json_each(?))`,
		[]any{jsonKeys(casts)}, func(r *sql.Rows) error {
			var reading, actor, document int64
			var local, key string
			err := r.Scan(&reading, &local, &key, &actor, &document)
			if err == nil {
				casts[reading][local] = links.keyOf(actor, document, key)
			}
			return err
		})
	return casts, err
}

// jsonKeys are the keys of a map as a JSON list.
func jsonKeys[V any](m map[int64]V) string {
	list := make([]int64, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	b, _ := json.Marshal(list)
	return string(b)
}

// pages walks the tiers of a text query from a place on: run asks for rows below a
// row id, filled is told the tier when there are enough.
func (m *match) pages(table, index, rowid string, w where, at place, enough int,
	run func(from, rest string, args []any) (int, error), filled func(tier int)) error {
	for tier, query := range m.tiers() {
		if tier < at.tier {
			continue
		}
		below := int64(1 << 62)
		if tier == at.tier {
			below = at.below
		}
		from, order, cond, args := table, rowid, rowid+" < ? AND "+w.String(), append([]any{below}, w.args...)
		if query != "" {
			order = "x.rowid" // the index walks its rows downwards; by another column it would sort them
			from = index + " x CROSS JOIN " + table + " ON " + rowid + " = x.rowid"
			cond = index + " MATCH ? AND x.rowid < ? AND " + w.String()
			args = append([]any{query}, args...)
		}
		if m.except != "" {
			cond += " AND " + rowid + " NOT IN (SELECT rowid FROM " + index + " WHERE " + index + " MATCH ?)"
			args = append(args, m.except)
		}
		n, err := run(from, cond+" ORDER BY "+order+" DESC", args)
		if err != nil {
			return err
		}
		if n >= enough {
			filled(tier)
			return nil
		}
	}
	return nil
}
