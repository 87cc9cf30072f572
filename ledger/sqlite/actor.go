package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/enligt/enligt/ledger"
)

// said counts what an actor a said as of a commit (three times).
var said = `(SELECT count(*) FROM parts p JOIN statements s ON s.id = p.statement_id JOIN versions v ON v.id = s.version_id
	WHERE p.actor_id = a.id AND p.part = 'speaker' AND s.commit_ <= ? AND ` + fmt.Sprintf(current, "s.reading_id") + ` AND ` + newest + `)`

// Actors lists actors by name, those who said most first.
func (s *Store) Actors(ctx context.Context, q ledger.Query) (page ledger.Page[ledger.Actor], err error) {
	err = s.read(ctx, func(t *sql.Tx) error {
		at, err := placeOf(t, &q)
		if err != nil {
			return err
		}
		if q.Cursor == "" {
			at.below = 0 // rows already shown
		}
		page.AsOf = at.asOf
		cond, args := "1", []any{}
		if q.Who != "" {
			ids, err := s.actorsNamed(t, q.Who, at.asOf)
			if err != nil {
				return err
			}
			cond, args = "a.id IN (SELECT value FROM json_each(?))", []any{ids}
		}
		limit := limitOf(&q)
		var keys []int64
		err = each(t, "SELECT a.id, "+said+" AS said FROM actors a WHERE a.commit_ <= ? AND "+cond+" ORDER BY said DESC, a.id LIMIT ? OFFSET ?",
			append(append([]any{at.asOf, at.asOf, at.asOf, at.asOf}, args...), limit+1, at.below), func(r *sql.Rows) error {
				var id, count int64
				err := r.Scan(&id, &count)
				keys = append(keys, id)
				return err
			})
		if err != nil {
			return err
		}
		if len(keys) > limit {
			keys = keys[:limit]
			page.Next = place{at.asOf, 0, at.below + int64(limit)}.String()
		}
		for _, id := range keys {
			a, err := s.actor(t, id, at.asOf)
			if err != nil {
				return err
			}
			page.Items = append(page.Items, a)
		}
		return nil
	})
	return page, s.wrap(err)
}

// Actor is one actor by id.
func (s *Store) Actor(ctx context.Context, id string, at ledger.AsOf) (out ledger.Actor, err error) {
	err = s.read(ctx, func(t *sql.Tx) error {
		n, err := moment(t, at)
		if err != nil {
			return err
		}
		var row int64
		err = t.QueryRow("SELECT id FROM actors WHERE key = ? AND commit_ <= ?", id, n).Scan(&row)
		if errors.Is(err, sql.ErrNoRows) {
			return ledger.ErrNotFound
		}
		if err != nil {
			return err
		}
		out, err = s.actor(t, row, n)
		return err
	})
	return out, s.wrap(err)
}

// actor loads one actor with its names, the most used first, as of commit n.
func (s *Store) actor(t *sql.Tx, row, n int64) (a ledger.Actor, err error) {
	var reason string
	err = t.QueryRow("SELECT a.key, a.kind, a.packkey, a.reason, "+said+" FROM actors a WHERE a.id = ?", n, n, n, row).
		Scan(&a.ID, &a.Kind, &a.Key, &reason, &a.Statements)
	if err != nil {
		return a, err
	}
	err = each(t, `SELECT m.name, v.key, json_extract(v.facts, '$.published'), m.commit_,
		(SELECT count(DISTINCT w.document_id) FROM appearances p JOIN readings r ON r.id = p.reading_id JOIN versions w ON w.id = r.version_id
			WHERE p.actor_id = m.actor_id AND p.name = m.name AND r.commit_ <= ?) AS documents
		FROM names m JOIN versions v ON v.id = m.version_id WHERE m.actor_id = ? AND m.commit_ <= ? ORDER BY documents DESC, m.id`,
		[]any{n, row, n}, func(r *sql.Rows) error {
			var name ledger.Naming
			var published sql.NullString
			err := r.Scan(&name.Words, &name.Version, &published, &name.Commit, &name.Documents)
			name.Published = published.String
			a.Names = append(a.Names, name)
			return err
		})
	if err == nil && len(a.Names) > 0 {
		a.Name = a.Names[0].Words
	}
	return a, err
}
