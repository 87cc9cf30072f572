package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// Documents lists versions of documents, newest first.
func (s *Store) Documents(ctx context.Context, q ledger.Query) (page ledger.Page[ledger.Version], err error) {
	err = s.read(ctx, func(t *sql.Tx) error {
		at, err := placeOf(t, &q)
		if err != nil {
			return err
		}
		page.AsOf = at.asOf
		ids, err := s.findVersions(t, &q, at, &page.Next)
		if err != nil {
			return err
		}
		versions, err := loadVersions(t, ids, func(id *int64) int64 { return *id }, at.asOf)
		for _, id := range ids {
			if v := versions[id]; v != nil {
				if _, err := v.unpack(nil, nil); err != nil {
					return err
				}
				page.Items = append(page.Items, v.Version)
			}
		}
		return err
	})
	return page, s.wrap(err)
}

func (s *Store) findVersions(t *sql.Tx, q *ledger.Query, at place, next *string) (ids []int64, err error) {
	var w where
	if err := w.between(t, "versions", "v", q.After, at.asOf); err != nil {
		return nil, err
	}
	if err := w.ofVersions(t, q, at.asOf); err != nil {
		return nil, err
	}
	if err := w.withStatements(t, q, at.asOf); err != nil {
		return nil, err
	}
	m, err := matching(t, q.Text, at.asOf)
	if err != nil {
		return nil, err
	}
	limit := limitOf(q)
	err = m.pages("versions v", "version_words", "v.id", w, at, limit+1, func(from, rest string, args []any) (int, error) {
		err := each(t, "SELECT v.id FROM "+from+" WHERE "+rest+" LIMIT ?", append(args, limit+1-len(ids)), func(r *sql.Rows) error {
			var id int64
			err := r.Scan(&id)
			ids = append(ids, id)
			return err
		})
		return len(ids), err
	}, func(tier int) {
		if len(ids) > limit {
			*next = place{at.asOf, tier, ids[limit-1]}.String()
			ids = ids[:limit]
		}
	})
	return ids, err
}

// withStatements wants a statement of the kind that the query asks for, where it
// asks for any.
func (w *where) withStatements(t *sql.Tx, q *ledger.Query, n int64) error {
	of := ledger.Query{Who: q.Who, About: q.About, Via: q.Via, To: q.To, Act: q.Act, Form: q.Form, Doubt: q.Doubt, Status: q.Status, Key: q.Key}
	if of.String() == "" {
		return nil
	}
	var inner where
	if err := inner.ofStatements(t, &of, n); err != nil {
		return err
	}
	w.add("v.id IN (SELECT s.version_id FROM statements s WHERE "+inner.String()+")", inner.args...)
	return nil
}

// version is a version with its facts as they are stored. Until they are unpacked its
// document has an address and a text only.
type version struct {
	ledger.Version
	facts []byte
}

// unpack reads the facts, with parts of a reading of the version beside them.
func (v *version) unpack(statements [][]byte, rest []byte) (r enligt.Reading, err error) {
	address := v.Address
	k := ledger.Kept{Document: v.facts, Text: v.Text, Statements: statements, Rest: rest}
	if r, err = k.Reading(); err != nil {
		return r, fmt.Errorf("document %s: %w; run enligt verify", address, err)
	}
	v.Document = r.Document
	v.Address = address
	return r, nil
}

// loadVersions loads the versions that rows speak of, each once.
func loadVersions[R any](t *sql.Tx, rows []R, of func(*R) int64, n int64) (map[int64]*version, error) {
	out := map[int64]*version{}
	for i := range rows {
		out[of(&rows[i])] = nil
	}
	err := eachVersion(t, "v.id IN (SELECT value FROM json_each(?))", []any{jsonKeys(out)}, n, func(id int64, v *version) error {
		out[id] = v
		return nil
	})
	return out, err
}

// eachVersion calls do for versions with their texts, as of commit n, in the order
// in which they came.
func eachVersion(t *sql.Tx, cond string, args []any, n int64, do func(int64, *version) error) error {
	query := `SELECT v.id, v.key, v.number, v.facts, d.key, d.address, x.hash, x.text,
		EXISTS (SELECT 1 FROM versions n WHERE n.document_id = v.document_id AND n.number > v.number AND n.commit_ <= ?),
		coalesce((SELECT r.statements FROM readings r WHERE r.version_id = v.id AND r.commit_ <= ? ORDER BY r.id DESC LIMIT 1), 0),
		c.number, c.utc, c.program, c.who, c.kind
		FROM versions v JOIN documents d ON d.id = v.document_id JOIN texts x ON x.id = v.text_id JOIN commits c ON c.number = v.commit_
		WHERE v.commit_ <= ? AND ` + cond + ` ORDER BY v.id`
	return each(t, query, append([]any{n, n, n}, args...), func(r *sql.Rows) error {
		var id int64
		var address, text string
		v := &version{}
		if err := scanCommit(r, &v.Commit, &id, &v.ID, &v.Number, &v.facts, &v.DocumentID, &address, &v.Hash, &text, &v.Superseded, &v.Count); err != nil {
			return err
		}
		v.Address, v.Text = address, text
		return do(id, v)
	})
}

// Document is one document by the id of it or of a version of it, or by its address.
func (s *Store) Document(ctx context.Context, id string, at ledger.AsOf) (out ledger.Document, err error) {
	err = s.read(ctx, func(t *sql.Tx) error {
		n, err := moment(t, at)
		if err != nil {
			return err
		}
		row, err := s.versionRow(t, id, n)
		if err != nil {
			return err
		}
		if err := s.versionsAround(t, &out, row, n); err != nil {
			return err
		}
		return s.readingOf(t, &out, row, n)
	})
	return out, s.wrap(err)
}

// versionRow is the version that an id means: of a document, the newest.
func (s *Store) versionRow(t *sql.Tx, id string, n int64) (row int64, err error) {
	err = t.QueryRow(`SELECT id FROM (SELECT v.id, 1 AS given, v.number FROM versions v WHERE v.key = ?1 AND v.commit_ <= ?2
		UNION ALL SELECT v.id, 0, v.number FROM versions v JOIN documents d ON d.id = v.document_id WHERE (d.key = ?1 OR d.address = ?1) AND v.commit_ <= ?2)
		ORDER BY given DESC, number DESC LIMIT 1`, id, n).Scan(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, ledger.ErrNotFound
	}
	return row, err
}

// versionsAround are the version itself, its brothers, and those that share its text.
func (s *Store) versionsAround(t *sql.Tx, out *ledger.Document, row, n int64) error {
	var document, text int64
	if err := t.QueryRow("SELECT document_id, text_id FROM versions WHERE id = ?", row).Scan(&document, &text); err != nil {
		return err
	}
	return eachVersion(t, "(v.document_id = ? OR v.text_id = ?)", []any{document, text}, n, func(id int64, v *version) error {
		if _, err := v.unpack(nil, nil); err != nil {
			return err
		}
		if id == row {
			out.Version, out.ID, out.Address = v.Version, v.DocumentID, v.Address
		}
		var in bool
		if err := t.QueryRow("SELECT document_id = ? FROM versions WHERE id = ?", document, id).Scan(&in); err != nil {
			return err
		}
		v.Text = ""
		if in {
			out.Versions = append(out.Versions, v.Version)
		} else {
			out.SameText = append(out.SameText, v.Version)
		}
		return nil
	})
}

// readingOf loads the reading that counts, with its statements.
func (s *Store) readingOf(t *sql.Tx, out *ledger.Document, row, n int64) error {
	var reading int64
	var rest []byte
	err := each(t, `SELECT r.id, r.rest, coalesce((SELECT e.commit_ FROM reading_ends e WHERE e.reading_id = r.id AND e.commit_ <= ?), 0),
		c.number, c.utc, c.program, c.who, c.kind
		FROM readings r JOIN commits c ON c.number = r.commit_ WHERE r.version_id = ? AND r.commit_ <= ? ORDER BY r.id`, []any{n, row, n}, func(r *sql.Rows) error {
		var id ledger.ReadingID
		var of int64
		var packed []byte
		if err := scanCommit(r, &id.Commit, &of, &packed, &id.Ended); err != nil {
			return err
		}
		if id.Ended == 0 {
			reading, rest = of, packed
			return nil
		}
		made, err := madeBy(packed)
		id.MadeBy = made
		out.Earlier = append(out.Earlier, id)
		return err
	})
	if err != nil {
		return err
	}
	return s.fillReading(t, out, reading, rest, n)
}

func madeBy(packed []byte) (enligt.MadeBy, error) {
	rest, err := inflate(packed)
	if err != nil {
		return enligt.MadeBy{}, err
	}
	k := ledger.Kept{Document: []byte("{}"), Rest: rest}
	return k.MadeBy()
}

func (s *Store) fillReading(t *sql.Tx, out *ledger.Document, reading int64, packed []byte, n int64) error {
	rest, err := inflate(packed)
	if err != nil {
		return err
	}
	rows, err := rows(t, "FROM statements s WHERE s.reading_id = ? ORDER BY s.id DESC", reading)
	if err != nil {
		return err
	}
	var facts []byte
	if err := t.QueryRow("SELECT facts FROM versions WHERE key = ?", out.Version.ID).Scan(&facts); err != nil {
		return err
	}
	k := ledger.Kept{Document: facts, Text: out.Version.Text, Rest: rest}
	for i := range rows {
		k.Statements = append(k.Statements, rows[i].statement)
	}
	if out.Reading, err = k.Reading(); err != nil {
		return fmt.Errorf("document %s: %w; run enligt verify", out.Address, err)
	}
	out.Version.MadeBy = out.Reading.MadeBy
	if out.Notes, err = s.statements(t, rows, n); err != nil {
		return err
	}
	for i := range out.Notes {
		out.Notes[i].Version = &out.Version
	}
	return nil
}

// Outlets lists who published what is kept.
func (s *Store) Outlets(ctx context.Context, at ledger.AsOf) (out []ledger.Outlet, err error) {
	err = s.read(ctx, func(t *sql.Tx) error {
		n, err := moment(t, at)
		if err != nil {
			return err
		}
		var newest bool
		if err := t.QueryRow("SELECT NOT EXISTS (SELECT 1 FROM commits WHERE number > ?)", n).Scan(&newest); err != nil {
			return err
		}
		from, args := "printed o", []any(nil)
		if !newest {
			from, args = "("+outletsAt+") o", []any{n, n}
		}
		return each(t, "SELECT o.outlet, o.documents, o.statements, c.number, c.utc, c.program, c.who, c.kind FROM "+from+" JOIN commits c ON c.number = o.last ORDER BY o.documents DESC, o.outlet",
			args, func(r *sql.Rows) error {
				var o ledger.Outlet
				err := scanCommit(r, &o.Last, &o.Name, &o.Documents, &o.Statements)
				out = append(out, o)
				return err
			})
	})
	return out, s.wrap(err)
}

// Failures lists what could not be read, newest first.
func (s *Store) Failures(ctx context.Context, at ledger.AsOf, limit int) (out []ledger.Failure, err error) {
	if limit < 1 {
		limit = -1
	}
	err = s.read(ctx, func(t *sql.Tx) error {
		n, err := moment(t, at)
		if err != nil {
			return err
		}
		return each(t, `SELECT f.address, f.name, f.at, f.what, f.todo, c.number, c.utc, c.program, c.who, c.kind
			FROM failures f JOIN commits c ON c.number = f.commit_ WHERE f.commit_ <= ?1
				AND NOT EXISTS (SELECT 1 FROM documents d JOIN versions v ON v.document_id = d.id WHERE d.address = f.address AND v.commit_ > f.commit_ AND v.commit_ <= ?1)
			ORDER BY f.id DESC LIMIT ?2`, []any{n, limit}, func(r *sql.Rows) error {
			var f ledger.Failure
			err := scanCommit(r, &f.Commit, &f.Address, &f.Name, &f.Err.At, &f.Err.What, &f.Err.Do)
			out = append(out, f)
			return err
		})
	})
	return out, s.wrap(err)
}
