package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"

	"github.com/enligt/enligt/ledger"
)

// Actors lists actors by name, those heard most often first.
func (s *Store) Actors(ctx context.Context, q ledger.Query) (page ledger.Page[ledger.Actor], err error) {
	err = s.read(ctx, func(t *sql.Tx) error {
		at, err := placeOf(t, &q)
		if err != nil {
			return err
		}
		if q.Cursor == "" {
			at.below = 0 // here: how many were shown
		}
		page.AsOf = at.asOf
		links, err := loadLinks(t, at.asOf)
		if err != nil {
			return err
		}
		ids, err := listActors(t, &q, at, links)
		if err != nil {
			return err
		}
		if limit := limitOf(&q); len(ids) > limit {
			ids = ids[:limit]
			page.Next = place{at.asOf, 0, at.below + int64(limit)}.String()
		}
		for _, row := range ids {
			a, err := loadActor(t, row, at.asOf, links)
			if err != nil {
				return err
			}
			page.Items = append(page.Items, a)
		}
		return nil
	})
	return page, s.wrap(err)
}

// speaker is a row of actors with what it alone says, -1 where that is not counted.
type speaker struct {
	row   int64
	heard int
}

// listActors are the rows of one page and one more. Those that stand for themselves
// no longer are left out; the order counts what each row alone says.
func listActors(t *sql.Tx, q *ledger.Query, at place, l *links) (ids []speaker, err error) {
	cond, args := "1", []any{}
	if q.Who != "" {
		g, err := actorsNamed(t, q.Who, at.asOf)
		if err != nil {
			return nil, err
		}
		cond, args = "a.id IN (SELECT value FROM json_each(?))", []any{asJSON(g.rows)}
	}
	if len(l.everywhere) > 0 {
		moved := []int64{}
		for from := range l.everywhere {
			moved = append(moved, from)
		}
		cond, args = cond+" AND a.id NOT IN (SELECT value FROM json_each(?))", append(args, asJSON(moved))
	}
	query := "SELECT a.actor_id, a.statements AS n FROM heard a WHERE " + strings.ReplaceAll(cond, "a.id", "a.actor_id") + " ORDER BY a.statements DESC, a.actor_id"
	switch {
	case l.newest:
	case q.Who != "":
		query, args = heardBy(cond+" AND a.commit_ <= ?")+" ORDER BY n DESC, a.id", append(append([]any{at.asOf, at.asOf, at.asOf}, args...), at.asOf)
	default:
		if query, args, err = allHeard(t, at.asOf, cond, args, at.below+int64(limitOf(q))+1); err != nil {
			return nil, err
		}
	}
	err = each(t, query+" LIMIT ? OFFSET ?", append(args, limitOf(q)+1, at.below), func(r *sql.Rows) error {
		var s speaker
		err := r.Scan(&s.row, &s.heard)
		ids = append(ids, s)
		return err
	})
	return ids, err
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
		links, err := loadLinks(t, n)
		if err != nil {
			return err
		}
		out, err = loadActor(t, speaker{links.whole(row), -1}, n, links)
		return err
	})
	return out, s.wrap(err)
}

// mostRoles of an actor are told.
const mostRoles = 50

// loadActor loads one actor with all that is joined to it, as of commit n.
func loadActor(t *sql.Tx, s speaker, n int64, l *links) (a ledger.Actor, err error) {
	row, g := s.row, l.group([]int64{s.row})
	if err := t.QueryRow("SELECT a.key, a.kind, a.packkey, a.reason FROM actors a WHERE a.id = ?", row).Scan(&a.ID, &a.Kind, &a.Key, &a.Reason); err != nil {
		return a, err
	}
	if a.Statements = s.heard; s.heard < 0 || !g.alone() {
		if a.Statements, err = statementsOf(t, g, n, l); err != nil {
			return a, err
		}
	}
	with, documents, args := `WITH told AS MATERIALIZED (SELECT p.actor_id, p.name, count(DISTINCT w.document_id) AS n FROM appearances p CROSS JOIN readings r ON r.id = p.reading_id
		CROSS JOIN versions w ON w.id = r.version_id WHERE `+g.is("p.actor_id")+` AND r.commit_ <= ? GROUP BY p.actor_id, p.name) `,
		"SELECT o.n FROM told o WHERE o.actor_id = m.actor_id AND o.name = m.name", []any{n}
	if l.newest {
		with, documents, args = "", "SELECT d.documents FROM named d WHERE d.name_id = m.id", nil
	}
	err = each(t, with+"SELECT m.name, v.key, json_extract(v.facts, '$.published'), m.commit_, coalesce(("+documents+"), 0) AS documents"+
		" FROM names m JOIN versions v ON v.id = m.version_id WHERE "+g.is("m.actor_id")+" AND m.commit_ <= ? ORDER BY documents DESC, m.id", append(args, n), namings(&a.Names))
	if err != nil {
		return a, err
	}
	if len(a.Names) > 0 {
		a.Name = a.Names[0].Words
	}
	err = each(t, `WITH latest AS MATERIALIZED (SELECT o.role, o.version_id, o.commit_ FROM roles o WHERE `+g.is("o.actor_id")+` AND o.commit_ <= ? ORDER BY o.version_id DESC, o.role LIMIT ?)
		SELECT o.role, v.key, json_extract(v.facts, '$.published'), o.commit_, 1 FROM latest o JOIN versions v ON v.id = o.version_id ORDER BY o.version_id DESC, o.role`,
		[]any{n, mostRoles}, namings(&a.Roles))
	if err != nil {
		return a, err
	}
	a.Links, err = linksOf(t, g, n)
	return a, err
}

// alone reports whether the group is one row that means nobody else in any document.
func (g *group) alone() bool { return len(g.rows) == 1 && len(g.away)+len(g.to) == 0 }

// is is a condition that a column is one of the group's rows; they are numbers.
func (g *group) is(column string) string {
	list := make([]string, len(g.rows))
	for i, row := range g.rows {
		list[i] = strconv.FormatInt(row, 10)
	}
	return column + " IN (" + strings.Join(list, ", ") + ")"
}

func namings(to *[]ledger.Naming) func(*sql.Rows) error {
	return func(r *sql.Rows) error {
		var name ledger.Naming
		var published sql.NullString
		err := r.Scan(&name.Words, &name.Version, &published, &name.Commit, &name.Documents)
		name.Published = published.String
		*to = append(*to, name)
		return err
	}
}

// linksOf lists what people joined to a group or set apart from it, ended ones too.
func linksOf(t *sql.Tx, g *group, n int64) (out []ledger.Link, err error) {
	err = each(t, `SELECT l.id, a.key, b.key, coalesce(d.key, ''), l.why, l.who, l.commit_, coalesce((SELECT e.commit_ FROM link_ends e WHERE e.link_id = l.id AND e.commit_ <= ?), 0)
		FROM links l JOIN actors a ON a.id = l.from_actor JOIN actors b ON b.id = l.to_actor LEFT JOIN documents d ON d.id = l.document_id
		WHERE l.commit_ <= ? AND (l.from_actor IN (SELECT value FROM json_each(?)) OR l.to_actor IN (SELECT value FROM json_each(?))) ORDER BY l.id`,
		[]any{n, n, asJSON(g.rows), asJSON(g.rows)}, func(r *sql.Rows) error {
			var l ledger.Link
			err := r.Scan(&l.ID, &l.From, &l.To, &l.Document, &l.Why, &l.Who, &l.Commit, &l.Ended)
			out = append(out, l)
			return err
		})
	return out, err
}
