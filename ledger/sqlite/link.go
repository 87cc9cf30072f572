package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/enligt/enligt/ledger"
)

// Join makes one actor one with another, or sets it apart in a document.
func (s *Store) Join(ctx context.Context, by ledger.Origin, l ledger.Link) (ledger.Link, error) {
	err := s.write(ctx, func(t *sql.Tx) error {
		w := &writer{t: t, by: by, kind: ledger.KindLink}
		defer w.close()
		return w.join(&l)
	})
	return l, s.wrap(err)
}

func (w *writer) join(l *ledger.Link) error {
	from, to, document, err := w.ends(l)
	if err != nil {
		return err
	}
	payload, err := json.Marshal(map[string]string{"from": l.From, "to": l.To, "document": l.Document, "why": l.Why})
	if err != nil {
		return err
	}
	if _, err := w.link(ledger.ChainJoin, l.From, payload); err != nil {
		return err
	}
	if to == 0 { // set apart: an actor of its own
		to, err = w.exec("INSERT INTO actors (key, kind, packkey, reason, commit_) SELECT ?, kind, '', ?, ? FROM actors WHERE id = ? ON CONFLICT (key) DO UPDATE SET key = key",
			l.To, string(ledger.Alone), w.commit.Number, from)
		if err == nil {
			_, err = w.look("SELECT id FROM actors WHERE key = ?", []any{l.To}, &to)
		}
		if err == nil {
			_, err = w.exec("INSERT OR IGNORE INTO heard (actor_id, statements) VALUES (?, 0)", to)
		}
		if err == nil {
			err = w.nameApart(from, to, document.Int64)
		}
	}
	if err != nil {
		return err
	}
	l.Who, l.Commit, l.Ended = w.by.Who, w.commit.Number, 0
	l.ID, err = w.exec("INSERT INTO links (from_actor, to_actor, document_id, why, who, commit_) VALUES (?, ?, ?, ?, ?, ?)", from, to, document, l.Why, l.Who, l.Commit)
	return err
}

// nameApart gives an actor set apart the names that its document has for it.
func (w *writer) nameApart(from, to, document int64) error {
	var names []string
	var version int64
	err := each(w.t, `SELECT DISTINCT p.name, v.id FROM appearances p JOIN readings r ON r.id = p.reading_id JOIN versions v ON v.id = r.version_id
		WHERE p.actor_id = ? AND v.document_id = ? ORDER BY v.id DESC`, []any{from, document}, func(r *sql.Rows) error {
		var name string
		err := r.Scan(&name, &version)
		names = append(names, name)
		return err
	})
	for _, name := range names {
		if err == nil {
			err = w.name(to, version, name, "")
		}
	}
	return err
}

// ends are the rows that a link ties; to is 0 for an actor that is to be set apart,
// and l.To then its id.
func (w *writer) ends(l *ledger.Link) (from, to int64, document sql.NullInt64, err error) {
	if l.Document != "" {
		document.Valid, err = w.look("SELECT id FROM documents WHERE key = ?", []any{l.Document}, &document.Int64)
		if err == nil && !document.Valid {
			err = fmt.Errorf("document %s is %w", l.Document, ledger.ErrNotFound)
		}
	}
	actor := func(key string, id *int64) {
		if err != nil {
			return
		}
		var found bool
		if found, err = w.look("SELECT id FROM actors WHERE key = ?", []any{key}, id); err == nil && !found {
			err = fmt.Errorf("actor %s is %w", key, ledger.ErrNotFound)
		}
	}
	actor(l.From, &from)
	switch {
	case l.To != "":
		actor(l.To, &to)
	case l.Document == "":
		err = errors.Join(err, errors.New("an actor is set apart in one document; name it"))
	default:
		l.To = ledger.Apart(l.From, l.Document)
	}
	if err == nil && strings.TrimSpace(l.Why) == "" {
		err = errors.New("a link without a why; say what it rests on")
	}
	if err == nil && from == to {
		err = errors.New("an actor is one with itself already")
	}
	return from, to, document, err
}

// Undo ends a link that Join made.
func (s *Store) Undo(ctx context.Context, by ledger.Origin, link int64, why string) error {
	return s.wrap(s.write(ctx, func(t *sql.Tx) error {
		w := &writer{t: t, by: by, kind: ledger.KindLink}
		defer w.close()
		var from string
		found, err := w.look("SELECT a.key FROM links l JOIN actors a ON a.id = l.from_actor WHERE l.id = ? AND NOT EXISTS (SELECT 1 FROM link_ends e WHERE e.link_id = l.id)", []any{link}, &from)
		if err == nil && !found {
			err = fmt.Errorf("link %d, or one that still holds, is %w", link, ledger.ErrNotFound)
		}
		if err == nil && strings.TrimSpace(why) == "" {
			err = errors.New("an undoing without a why; say what it rests on")
		}
		if err != nil {
			return err
		}
		payload, err := json.Marshal(map[string]string{"link": strconv.FormatInt(link, 10), "why": why})
		if err != nil {
			return err
		}
		if _, err := w.link(ledger.ChainUndo, from, payload); err != nil {
			return err
		}
		_, err = w.exec("INSERT INTO link_ends (link_id, commit_) VALUES (?, ?)", link, w.commit.Number)
		return err
	}))
}

// links are those that hold at one commit.
type links struct {
	newest     bool // no commit follows it
	everywhere map[int64]int64
	within     map[inDocument]int64
	keys       map[int64]string
}

// inDocument is an actor in one document.
type inDocument struct{ document, actor int64 }

func loadLinks(t *sql.Tx, n int64) (*links, error) {
	l := &links{everywhere: map[int64]int64{}, within: map[inDocument]int64{}, keys: map[int64]string{}}
	if err := t.QueryRow("SELECT NOT EXISTS (SELECT 1 FROM commits WHERE number > ?)", n).Scan(&l.newest); err != nil {
		return nil, err
	}
	err := each(t, `SELECT l.from_actor, l.to_actor, l.document_id, a.key, b.key FROM links l JOIN actors a ON a.id = l.from_actor JOIN actors b ON b.id = l.to_actor
		WHERE l.commit_ <= ?1 AND NOT EXISTS (SELECT 1 FROM link_ends e WHERE e.link_id = l.id AND e.commit_ <= ?1) ORDER BY l.id`, []any{n}, func(r *sql.Rows) error {
		var from, to int64
		var document sql.NullInt64
		var fromKey, toKey string
		err := r.Scan(&from, &to, &document, &fromKey, &toKey)
		l.keys[from], l.keys[to] = fromKey, toKey
		if document.Valid {
			l.within[inDocument{document.Int64, from}] = to
		} else if l.whole(to) != from { // a ring of links has no actor to stand for it
			l.everywhere[from] = to
		}
		return err
	})
	return l, err
}

// whole is the actor that stands for one everywhere.
func (l *links) whole(actor int64) int64 {
	for range len(l.everywhere) {
		to, ok := l.everywhere[actor]
		if !ok {
			break
		}
		actor = to
	}
	return actor
}

// in is the actor that stands for one in a document.
func (l *links) in(actor, document int64) int64 {
	if to, ok := l.within[inDocument{document, actor}]; ok {
		return l.whole(to)
	}
	return l.whole(actor)
}

func (l *links) keyOf(actor, document int64, key string) string {
	if to := l.in(actor, document); to != actor {
		return l.keys[to]
	}
	return key
}

// sources are all rows that some actors stand for, themselves among them, in order.
func (l *links) sources(actors []int64) []int64 {
	want := map[int64]bool{}
	for _, a := range actors {
		want[l.whole(a)] = true
	}
	out := maps.Clone(want)
	for from := range l.everywhere {
		if want[l.whole(from)] {
			out[from] = true
		}
	}
	return slices.Sorted(maps.Keys(out))
}

// group is a set of rows of actors that a question means by one name, with the
// documents where a row means somebody else, or somebody else means it.
type group struct {
	rows     []int64
	away, to [][2]int64 // document, actor
}

func (l *links) group(actors []int64) *group {
	g := &group{rows: l.sources(actors)}
	for w, to := range l.within {
		if slices.Contains(g.rows, w.actor) {
			g.away = append(g.away, [2]int64{w.document, w.actor})
		}
		if slices.Contains(g.rows, to) {
			g.to = append(g.to, [2]int64{w.document, w.actor})
		}
	}
	return g
}

// have is a query of the statements in which the group has a part.
func (g *group) have(part string) (string, []any) {
	query := "SELECT p.statement_id FROM parts p WHERE p.part = ? AND p.actor_id IN (SELECT value FROM json_each(?))"
	args := []any{part, asJSON(g.rows)}
	const listed = `EXISTS (SELECT 1 FROM statements z JOIN versions y ON y.id = z.version_id
		JOIN json_each(?) j ON j.value ->> 0 = y.document_id AND j.value ->> 1 = p.actor_id WHERE z.id = p.statement_id)`
	if len(g.away) > 0 {
		query += " AND NOT " + listed
		args = append(args, asJSON(g.away))
	}
	if len(g.to) > 0 {
		query += " UNION SELECT p.statement_id FROM parts p WHERE p.part = ? AND p.actor_id IN (SELECT value ->> 1 FROM json_each(?)) AND " + listed
		args = append(args, part, asJSON(g.to), asJSON(g.to))
	}
	return query, args
}

// asJSON is a list for json_each.
func asJSON[T any](list []T) string {
	if list == nil {
		return "[]"
	}
	b, _ := json.Marshal(list) // numbers always marshal
	return string(b)
}

// actorsNamed is the group that an id or the words of a name mean.
func actorsNamed(t *sql.Tx, who string, n int64) (*group, error) {
	var ids []int64
	take := func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	}
	if err := each(t, "SELECT id FROM actors WHERE key = ? AND commit_ <= ?", []any{who, n}, take); err != nil {
		return nil, err
	}
	m, err := matching(t, []ledger.Word{{Text: who}}, n)
	if err == nil && len(ids) == 0 && m.loose != "" {
		err = each(t, "SELECT DISTINCT m.actor_id FROM name_words w JOIN names m ON m.id = w.rowid WHERE name_words MATCH ? AND m.commit_ <= ?", []any{m.loose, n}, take)
	}
	if err != nil {
		return nil, err
	}
	l, err := loadLinks(t, n)
	if err != nil {
		return nil, err
	}
	return l.group(ids), nil
}
