package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// Verify recomputes everything that is kept and reports each fault.
func (s *Store) Verify(ctx context.Context, head string, report func(ledger.Fault)) (out ledger.Verified, err error) {
	err = s.read(ctx, func(t *sql.Tx) error {
		v := &verifier{t: t, out: &out, report: report}
		for _, check := range []func() error{v.file, v.commits, v.texts, v.versions, v.readings, v.people, v.counted, v.feeds, v.decisions, v.joins, func() error { return v.chain(head) }} {
			if err := check(); err != nil {
				return err
			}
		}
		return nil
	})
	return out, s.wrap(err)
}

type verifier struct {
	t      *sql.Tx
	out    *ledger.Verified
	report func(ledger.Fault)
	text   string // of the reading that is looked at
	cast   struct {
		reading int64
		actors  map[string]int64
	}
}

func (v *verifier) fault(where, what string, args ...any) {
	v.report(ledger.Fault{Where: where, What: fmt.Sprintf(what, args...)})
}

// file asks SQLite about its pages, its indexes and the keys between tables.
func (v *verifier) file() error {
	err := each(v.t, "PRAGMA integrity_check(100)", nil, func(r *sql.Rows) error {
		var said string
		err := r.Scan(&said)
		if said != "ok" {
			v.fault("file", "%s", said)
		}
		return err
	})
	if err != nil {
		return err
	}
	return each(v.t, "PRAGMA foreign_key_check", nil, func(r *sql.Rows) error {
		var table, parent string
		var row sql.NullInt64
		var key int
		err := r.Scan(&table, &row, &parent, &key)
		v.fault(fmt.Sprintf("table %s, row %d", table, row.Int64), "points at a row of %s that is not there", parent)
		return err
	})
}

// commits count up without a gap, in time.
func (v *verifier) commits() error {
	var before, earlier int64
	return each(v.t, "SELECT number, utc FROM commits ORDER BY number", nil, func(r *sql.Rows) error {
		var n, utc int64
		err := r.Scan(&n, &utc)
		if n != before+1 {
			v.fault(fmt.Sprintf("commit %d", n), "follows commit %d", before)
		}
		if utc < earlier {
			v.fault(fmt.Sprintf("commit %d", n), "is earlier than the one before it")
		}
		before, earlier = n, utc
		v.out.Commits++
		return err
	})
}

// texts have the hash that they are known by.
func (v *verifier) texts() error {
	return each(v.t, "SELECT hash, text FROM texts", nil, func(r *sql.Rows) error {
		var hash, text string
		err := r.Scan(&hash, &text)
		if got := ledger.HashOf([]byte(text)); got != hash {
			v.fault("text "+hash, "has the hash %s now: it was changed", got)
		}
		return err
	})
}

// versions have the ids of what they name, and the columns of their facts.
func (v *verifier) versions() error {
	if err := v.t.QueryRow("SELECT count(*) FROM documents").Scan(&v.out.Documents); err != nil {
		return err
	}
	return each(v.t, `SELECT v.key, d.key, d.address, x.hash, v.facts, v.outlet, v.lang, v.day, c.utc FROM versions v
		JOIN documents d ON d.id = v.document_id JOIN texts x ON x.id = v.text_id JOIN commits c ON c.number = v.commit_`, nil, func(r *sql.Rows) error {
		var key, document, address, hash, outlet, lang, day string
		var facts []byte
		var utc int64
		if err := r.Scan(&key, &document, &address, &hash, &facts, &outlet, &lang, &day, &utc); err != nil {
			return err
		}
		v.out.Versions++
		if document != ledger.DocumentID(address) || key != ledger.VersionID(address, hash) {
			v.fault("document "+document, "its ids are not those of its address and text")
		}
		k := ledger.Kept{Document: facts}
		doc, err := k.Facts()
		if err != nil {
			v.fault("version "+key, "its facts cannot be read: %v", err)
			return nil
		}
		if doc.Outlet != outlet || baseLang(doc.Lang) != lang || dayOf(doc.Published, time.Unix(utc, 0).UTC()) != day {
			v.fault("version "+key, "its outlet, language or day are not those of its facts")
		}
		return nil
	})
}

// readings stand on their texts: every span with its words, every key, every cell
// beside a statement, every actor.
func (v *verifier) readings() error {
	var ids []int64
	err := each(v.t, "SELECT id FROM readings ORDER BY id", nil, func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	})
	for _, id := range ids {
		if err == nil {
			err = v.reading(id)
		}
	}
	return err
}

func (v *verifier) reading(id int64) error {
	var version, document, hash string
	var k ledger.Kept
	var rest []byte
	var count int
	err := v.t.QueryRow(`SELECT v.key, d.key, x.hash, v.facts, x.text, r.rest, r.statements FROM readings r JOIN versions v ON v.id = r.version_id
		JOIN documents d ON d.id = v.document_id JOIN texts x ON x.id = v.text_id WHERE r.id = ?`, id).Scan(&version, &document, &hash, &k.Document, &k.Text, &rest, &count)
	if err != nil {
		return err
	}
	where := "version " + version
	if k.Rest, err = inflate(rest); err != nil {
		v.fault(where, "its reading cannot be unpacked: %v", err)
		return nil
	}
	list, err := rows(v.t, "FROM statements s WHERE s.reading_id = ? ORDER BY s.id DESC", id)
	if err != nil {
		return err
	}
	for i := range list {
		k.Statements = append(k.Statements, list[i].statement)
	}
	r, err := k.Reading()
	if err != nil {
		v.fault(where, "%v", err)
		return nil
	}
	v.out.Readings++
	v.out.Statements += len(list)
	v.out.Spans += ledger.CountSpans(&r)
	if len(list) != count {
		v.fault(where, "has %d statements, its reading had %d", len(list), count)
	}
	for _, what := range ledger.Unfounded(&r) {
		v.fault(where, "%s", what)
	}
	v.text = k.Text
	for i := range list {
		if err := v.cells(where, hash, &list[i], &r.Statements[i]); err != nil {
			return err
		}
		if err := v.parts(where, &list[i], &r.Statements[i], r.Actors); err != nil {
			return err
		}
	}
	if err := v.decided(where, id, list, r.Statements); err != nil {
		return err
	}
	return v.identities(where, id, document, hash, &r)
}

// cells beside a statement are those that it has.
func (v *verifier) cells(where, hash string, row *found, s *enligt.Statement) error {
	var act, form, doubt string
	if err := v.t.QueryRow("SELECT act, form, doubt FROM statements WHERE id = ?", row.id).Scan(&act, &form, &doubt); err != nil {
		return err
	}
	if err := v.findable(where, row, s); err != nil {
		return err
	}
	if act != string(s.Act) || form != string(s.Form) || doubt != doubtCell(s) || row.key != ledger.KeyOf(hash, ledger.SpansOf(s)) {
		v.fault(where, "statement %s: its key, act, form or doubt is not that of its record", row.key)
	}
	return nil
}

// findable: the index finds a statement by the first word of what it says.
func (v *verifier) findable(where string, row *found, s *enligt.Statement) error {
	for _, c := range s.Content {
		tokens := ledger.Tokens(c.Of(v.text))
		if len(tokens) == 0 {
			continue
		}
		var found bool
		err := v.t.QueryRow("SELECT EXISTS (SELECT 1 FROM statement_words WHERE statement_words MATCH ? AND rowid = ?)", "forms : "+phrase(tokens[:1]), row.id).Scan(&found)
		if !found {
			v.fault(where, "statement %s: the search index does not have its words", row.key)
		}
		return err
	}
	return nil
}

// parts: who speaks, hears, carries and is spoken of is who the record says, and nobody else.
func (v *verifier) parts(where string, row *found, s *enligt.Statement, actors []enligt.Actor) error {
	cast, err := v.actorsOf(row.reading)
	if err != nil {
		return err
	}
	type role struct {
		part  string
		actor int64
	}
	want := map[role]bool{}
	for _, p := range partsOf(s, actors) {
		if a, ok := cast[p.local]; ok {
			want[role{p.part, a}] = true
		}
	}
	kept, others := 0, 0
	err = each(v.t, "SELECT part, actor_id FROM parts WHERE statement_id = ?", []any{row.id}, func(r *sql.Rows) error {
		var p role
		err := r.Scan(&p.part, &p.actor)
		if want[p] {
			kept++
		} else {
			others++
		}
		return err
	})
	if kept < len(want) || others > 0 {
		v.fault(where, "statement %s: %d of its %d parts are kept, and %d that it does not have", row.key, kept, len(want), others)
	}
	return err
}

// actorsOf are the ledger's actors of a reading by its own ids.
func (v *verifier) actorsOf(reading int64) (map[string]int64, error) {
	if v.cast.reading == reading {
		return v.cast.actors, nil
	}
	actors := map[string]int64{}
	err := each(v.t, "SELECT local, actor_id FROM appearances WHERE reading_id = ?", []any{reading}, func(r *sql.Rows) error {
		var local string
		var actor int64
		err := r.Scan(&local, &actor)
		actors[local] = actor
		return err
	})
	v.cast.reading, v.cast.actors = reading, actors
	return actors, err
}

// identities: each actor is the one that the rules make it.
func (v *verifier) identities(where string, reading int64, document, hash string, r *enligt.Reading) error {
	got := map[string]string{}
	err := each(v.t, "SELECT p.local, a.key FROM appearances p JOIN actors a ON a.id = p.actor_id WHERE p.reading_id = ?", []any{reading}, func(rows *sql.Rows) error {
		var local, key string
		err := rows.Scan(&local, &key)
		got[local] = key
		return err
	})
	for i := range r.Actors {
		if want, _ := ledger.Identity(&r.Actors[i], document, hash); got[r.Actors[i].ID] != want {
			v.fault(where, "actor %s is not the one that the rules make it", r.Actors[i].Name)
		}
	}
	if len(got) != len(r.Actors) {
		v.fault(where, "has %d actors, its reading %d", len(got), len(r.Actors))
	}
	return err
}

// people: nothing ends before it began.
func (v *verifier) people() error {
	for _, q := range []string{
		"SELECT 'reading', r.id FROM reading_ends e JOIN readings r ON r.id = e.reading_id WHERE e.commit_ <= r.commit_",
		"SELECT 'link', l.id FROM link_ends e JOIN links l ON l.id = e.link_id WHERE e.commit_ <= l.commit_",
		"SELECT 'version without a reading', v.id FROM versions v WHERE NOT EXISTS (SELECT 1 FROM readings r WHERE r.version_id = v.id AND NOT EXISTS (SELECT 1 FROM reading_ends e WHERE e.reading_id = r.id))",
	} {
		err := each(v.t, q, nil, func(r *sql.Rows) error {
			var what string
			var id int64
			err := r.Scan(&what, &id)
			v.fault(fmt.Sprintf("%s %d", what, id), "ends before it begins, or has none that counts")
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
