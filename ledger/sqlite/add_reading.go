package sqlite

import (
	"bytes"
	"compress/flate"
	"io"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// reading stores one reading of a version with its statements and who has a part.
func (w *writer) reading(version int64, document, hash string, e *ledger.Entry, k *ledger.Kept) (id int64, err error) {
	rest, err := deflate(k.Rest)
	if err != nil {
		return 0, err
	}
	id, err = w.exec("INSERT INTO readings (version_id, statements, rest, commit_) VALUES (?, ?, ?, ?)", version, len(k.Statements), rest, w.commit.Number)
	if err != nil {
		return 0, err
	}
	cast, err := w.cast(id, version, document, hash, e)
	if err != nil {
		return 0, err
	}
	for i := len(k.Statements) - 1; i >= 0; i-- { // the last gets the lowest id
		if err := w.statement(id, version, hash, e, i, k.Statements[i], cast); err != nil {
			return 0, err
		}
	}
	if err := w.namesCount(id, version); err != nil {
		return 0, err
	}
	last, err := w.isNewest(version)
	if err == nil && last {
		err = w.counts(id, 1)
	}
	return id, err
}

// cast stores the actors of a reading and gives the ledger's row of each.
func (w *writer) cast(reading, version int64, document, hash string, e *ledger.Entry) (map[string]int64, error) {
	out := map[string]int64{}
	for i := range e.Reading.Actors {
		a := &e.Reading.Actors[i]
		key, reason := ledger.Identity(a, document, hash)
		id, err := w.actor(key, reason, a)
		if err != nil {
			return nil, err
		}
		if err := w.name(id, version, a.Name, a.Kind); err != nil {
			return nil, err
		}
		if _, err := w.exec("INSERT INTO appearances (reading_id, local, actor_id, name) VALUES (?, ?, ?, ?)", reading, a.ID, id, a.Name); err != nil {
			return nil, err
		}
		for _, role := range a.Roles {
			if _, err := w.exec("INSERT OR IGNORE INTO roles (actor_id, role, version_id, commit_) VALUES (?, ?, ?, ?)", id, role.Of(e.Reading.Document.Text), version, w.commit.Number); err != nil {
				return nil, err
			}
		}
		out[a.ID] = id
	}
	return out, nil
}

func (w *writer) actor(key string, reason ledger.Reason, a *enligt.Actor) (id int64, err error) {
	found, err := w.look("SELECT id FROM actors WHERE key = ?", []any{key}, &id)
	if err != nil || found {
		return id, err
	}
	id, err = w.exec("INSERT INTO actors (key, kind, packkey, reason, commit_) VALUES (?, ?, ?, ?, ?)", key, string(a.Kind), a.Key, string(reason), w.commit.Number)
	if err == nil {
		_, err = w.exec("INSERT INTO heard (actor_id, statements) VALUES (?, 0)", id)
	}
	return id, err
}

func (w *writer) name(actor, version int64, name string, kind enligt.ActorKind) error {
	var id int64
	found, err := w.look("SELECT id FROM names WHERE actor_id = ? AND name = ?", []any{actor, name}, &id)
	if err != nil || found {
		return err
	}
	sound := ""
	if ledger.Proposable(kind) {
		sound = ledger.Sound(name)
		if err := w.propose(actor, name, sound); err != nil {
			return err
		}
	}
	id, err = w.exec("INSERT INTO names (actor_id, name, sound, version_id, commit_) VALUES (?, ?, ?, ?, ?)", actor, name, sound, version, w.commit.Number)
	if err != nil {
		return err
	}
	_, err = w.exec("INSERT INTO name_words (rowid, forms, lemmas) VALUES (?, ?, ?)", id, forms(name), lemmas(name, nil))
	return err
}

func (w *writer) statement(reading, version int64, hash string, e *ledger.Entry, i int, kept []byte, cast map[string]int64) error {
	s := &e.Reading.Statements[i]
	id, err := w.exec("INSERT INTO statements (reading_id, version_id, key, act, form, doubt, statement, commit_) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		reading, version, ledger.KeyOf(hash, ledger.SpansOf(s)), string(s.Act), string(s.Form), doubtCell(s), string(kept), w.commit.Number)
	if err != nil {
		return err
	}
	for _, p := range partsOf(s, e.Reading.Actors) {
		if actor, ok := cast[p.local]; ok {
			if _, err := w.exec("INSERT OR IGNORE INTO parts (actor_id, part, statement_id) VALUES (?, ?, ?)", actor, p.part, id); err != nil {
				return err
			}
		}
	}
	names, said := speakerWords(s), make([]string, len(s.Content))
	for j, c := range s.Content {
		said[j] = c.Of(e.Reading.Document.Text)
	}
	_, err = w.exec("INSERT INTO statement_words (rowid, forms, lemmas) VALUES (?, ?, ?)", id,
		forms(strings.Join(said, "\n")+"\n"+names), lemmas(names, within(e.Words, s.Content)))
	return err
}

// doubtCell holds the kinds of doubt between spaces.
func doubtCell(s *enligt.Statement) string {
	cell := " "
	for _, d := range s.Doubt {
		cell += string(d.Kind) + " "
	}
	return cell
}

// speakerWords are the names of those who speak or carry: a search for a name finds what
// its bearer said.
func speakerWords(s *enligt.Statement) string {
	var names []string
	for _, p := range s.Speaker {
		names = append(names, p.Name)
	}
	return strings.Join(names, "\n")
}

// part is what an actor has to do with a statement.
type part struct{ local, part string }

// partsOf lists who speaks, is spoken to, carries, and is named in the content.
func partsOf(s *enligt.Statement, actors []enligt.Actor) []part {
	var out []part
	for _, p := range s.Speaker {
		out = append(out, part{p.Actor, "speaker"})
	}
	for _, p := range s.Addressee {
		out = append(out, part{p.Actor, "addressee"})
	}
	for _, p := range s.Via {
		out = append(out, part{p.Actor, "via"})
	}
	for i := range actors {
		if mentionedIn(actors[i].Mentions, s.Content) {
			out = append(out, part{actors[i].ID, "about"})
		}
	}
	return out
}

func mentionedIn(mentions, content []enligt.Span) bool {
	for _, m := range mentions {
		for _, c := range content {
			if c.Contains(m) && !m.Empty() {
				return true
			}
		}
	}
	return false
}

func deflate(b []byte) ([]byte, error) {
	var out bytes.Buffer
	z, err := flate.NewWriter(&out, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(b); err != nil {
		return nil, err
	}
	err = z.Close()
	return out.Bytes(), err
}

func inflate(b []byte) ([]byte, error) {
	z := flate.NewReader(bytes.NewReader(b))
	out, err := io.ReadAll(io.LimitReader(z, enligt.MaxReadingJSON))
	return out, err
}
