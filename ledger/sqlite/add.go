package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// Add keeps entries as one commit.
func (s *Store) Add(ctx context.Context, by ledger.Origin, entries []ledger.Entry) ([]ledger.Added, error) {
	cuts := make([]ledger.Kept, len(entries))
	for i := range entries {
		if entries[i].Reading.Document.Address == "" {
			return nil, errors.New("ledger: a document without an address cannot be kept")
		}
		if entries[i].Reading.Err != nil {
			continue
		}
		var err error
		if cuts[i], err = ledger.Keep(&entries[i].Reading); err != nil {
			return nil, err
		}
	}
	out := make([]ledger.Added, len(entries))
	var fresh []formLemma
	err := s.write(ctx, func(t *sql.Tx) error {
		w := &writer{t: t, by: by, seen: &s.lemmas}
		defer w.close()
		for i := range entries {
			var err error
			if out[i], err = w.add(&entries[i], &cuts[i]); err != nil {
				return err
			}
		}
		fresh = w.fresh
		return nil
	})
	if err != nil {
		return nil, s.failed("add", err)
	}
	s.lemmas.keep(fresh)
	return out, nil
}

// writer puts rows into one transaction. Its commit is made with the first row.
type writer struct {
	t      *sql.Tx
	by     ledger.Origin
	kind   ledger.Kind
	commit ledger.Commit
	ready  map[string]*sql.Stmt
	seen   *seenLemmas
	fresh  []formLemma // put into the table by this transaction
}

func (w *writer) begin() (err error) {
	if w.commit.Number == 0 {
		kind := w.kind
		if kind == "" {
			kind = ledger.KindAdd
		}
		w.commit, err = begin(w.t, w.by, kind)
	}
	return err
}

// exec runs a statement that is prepared once a transaction.
func (w *writer) exec(query string, args ...any) (int64, error) {
	p, err := w.prepared(query)
	if err != nil {
		return 0, err
	}
	r, err := p.Exec(args...)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

func (w *writer) prepared(query string) (p *sql.Stmt, err error) {
	if p = w.ready[query]; p == nil {
		if p, err = w.t.Prepare(query); err != nil {
			return nil, err
		}
		if w.ready == nil {
			w.ready = map[string]*sql.Stmt{}
		}
		w.ready[query] = p
	}
	return p, nil
}

// look scans one row; found is false where there is none.
func (w *writer) look(query string, args []any, to ...any) (found bool, err error) {
	p, err := w.prepared(query)
	if err != nil {
		return false, err
	}
	err = p.QueryRow(args...).Scan(to...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

func (w *writer) close() {
	for _, p := range w.ready {
		p.Close()
	}
}

// add keeps an entry, and where it was seen.
func (w *writer) add(e *ledger.Entry, k *ledger.Kept) (ledger.Added, error) {
	out, err := w.document(e, k)
	if err == nil && e.Item != nil {
		err = w.item(e.Item, e.Reading.Document.Address)
	}
	return out, err
}

func (w *writer) document(e *ledger.Entry, k *ledger.Kept) (ledger.Added, error) {
	doc := &e.Reading.Document
	out := ledger.Added{State: ledger.Known, Document: ledger.DocumentID(doc.Address)}
	if e.Reading.Err != nil {
		return w.fail(e, out)
	}
	hash := doc.TextHash()
	out.Version = ledger.VersionID(doc.Address, hash)
	found, err := w.look("SELECT commit_ FROM versions WHERE key = ?", []any{out.Version}, &out.Commit)
	if err != nil || found {
		return out, err
	}
	if err := w.begin(); err != nil {
		return out, err
	}
	out.State, out.Commit = ledger.New, w.commit.Number
	text, err := w.text(hash, doc.Text, &out)
	if err != nil {
		return out, err
	}
	version, err := w.version(doc, k, text, &out)
	if err != nil {
		return out, err
	}
	if _, err := w.exec("INSERT INTO version_words (rowid, forms, lemmas) VALUES (?, ?, ?)", version, forms(doc.Title+"\n"+doc.Text), lemmas(doc.Title, e.Words)); err != nil {
		return out, err
	}
	if err := w.lemmas(e.Words); err != nil {
		return out, err
	}
	id, err := w.reading(version, out.Document, hash, e, k)
	if err == nil && out.SameText != "" {
		err = w.carry(id, text)
	}
	return out, err
}

func (w *writer) fail(e *ledger.Entry, out ledger.Added) (ledger.Added, error) {
	out.State = ledger.Failed
	address, bad := e.Reading.Document.Address, e.Reading.Err
	found, err := w.look("SELECT commit_ FROM failures WHERE address = ? AND what = ? AND at = ?", []any{address, bad.What, bad.At}, &out.Commit)
	if err != nil || found {
		return out, err
	}
	if err := w.begin(); err != nil {
		return out, err
	}
	out.Commit = w.commit.Number
	_, err = w.exec("INSERT INTO failures (address, name, at, what, todo, commit_) VALUES (?, ?, ?, ?, ?, ?)",
		address, e.Reading.Document.ID, bad.At, bad.What, bad.Do, w.commit.Number)
	return out, err
}

// text stores the bytes once and names the first document that had them.
func (w *writer) text(hash, text string, out *ledger.Added) (id int64, err error) {
	found, err := w.look("SELECT id FROM texts WHERE hash = ?", []any{hash}, &id)
	if err != nil {
		return 0, err
	}
	if found {
		_, err = w.look("SELECT key FROM versions WHERE text_id = ? ORDER BY id LIMIT 1", []any{id}, &out.SameText)
		return id, err
	}
	return w.exec("INSERT INTO texts (hash, text, commit_) VALUES (?, ?, ?)", hash, text, w.commit.Number)
}

func (w *writer) version(doc *enligt.Document, k *ledger.Kept, text int64, out *ledger.Added) (int64, error) {
	var id, last int64
	found, err := w.look("SELECT id, (SELECT max(number) FROM versions WHERE document_id = d.id) FROM documents d WHERE key = ?", []any{out.Document}, &id, &last)
	if err == nil && !found {
		id, err = w.exec("INSERT INTO documents (key, address, commit_) VALUES (?, ?, ?)", out.Document, doc.Address, w.commit.Number)
	}
	if err == nil && found {
		err = w.uncount(id, last)
	}
	if err != nil {
		return 0, err
	}
	id, err = w.exec("INSERT INTO versions (key, document_id, text_id, number, facts, outlet, lang, day, commit_) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		out.Version, id, text, last+1, string(k.Document), doc.Outlet, baseLang(doc.Lang), dayOf(doc.Published, w.commit.UTC), w.commit.Number)
	if err == nil {
		err = w.prints(id)
	}
	return id, err
}

// baseLang is "sv" of "sv-FI".
func baseLang(lang string) string {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return base
}

// dayOf is the day of publication as it is written, else that of the commit.
func dayOf(published string, known time.Time) string {
	if len(published) >= len(time.DateOnly) {
		if _, err := time.Parse(time.DateOnly, published[:len(time.DateOnly)]); err == nil {
			return published[:len(time.DateOnly)]
		}
	}
	return known.Format(time.DateOnly)
}
