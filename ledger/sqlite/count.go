package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"github.com/enligt/enligt/ledger"
)

// facetLength is how many values of a kind are told.
const facetLength = 12

// Count says how many statements a query finds, and of which kinds.
func (s *Store) Count(ctx context.Context, q ledger.Query) (out ledger.Count, err error) {
	q.Cursor = ""
	err = s.read(ctx, func(t *sql.Tx) error {
		at, err := placeOf(t, &q)
		if err != nil {
			return err
		}
		var w where
		if err := w.ofStatements(t, &q, at.asOf); err != nil {
			return err
		}
		if err := w.ofVersions(t, &q, at.asOf); err != nil {
			return err
		}
		m, err := matching(t, q.Text, at.asOf)
		if err != nil || m.none {
			return err
		}
		if m.loose != "" {
			w.add("s.id IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)", m.loose)
		}
		if m.except != "" {
			w.add("s.id NOT IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)", m.except)
		}
		return count(t, &out, &w, at.asOf)
	})
	return out, s.wrap(err)
}

// tally counts values.
type tally map[string]int

// facets are the most frequent values, of equals the first by name.
func (c tally) facets() []ledger.Facet {
	var out []ledger.Facet
	for value, n := range c {
		out = append(out, ledger.Facet{Value: value, Count: n})
	}
	slices.SortFunc(out, func(a, b ledger.Facet) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value)) })
	return out[:min(len(out), facetLength)]
}

func count(t *sql.Tx, out *ledger.Count, w *where, n int64) error {
	acts, doubts, langs, documents, ids := tally{}, tally{}, tally{}, map[int64]bool{}, []int64{}
	query := "SELECT s.id, s.act, s.doubt, v.lang, v.document_id FROM statements s CROSS JOIN versions v ON v.id = s.version_id WHERE " + w.String() + " ORDER BY s.id DESC LIMIT ?"
	err := each(t, query, append(w.args, ledger.MaxCount+1), func(r *sql.Rows) error {
		var id, document int64
		var act, doubt, lang string
		if err := r.Scan(&id, &act, &doubt, &lang, &document); err != nil {
			return err
		}
		if len(ids) == ledger.MaxCount {
			out.More = true
			return nil
		}
		ids = append(ids, id)
		documents[document] = true
		acts[act]++
		langs[lang]++
		first, _, _ := strings.Cut(strings.TrimSpace(doubt), " ")
		doubts[cmp.Or(first, "none")]++
		return nil
	})
	if err != nil {
		return err
	}
	out.Statements, out.Documents = len(ids), len(documents)
	out.Act, out.Doubt, out.Lang = acts.facets(), doubts.facets(), langs.facets()
	return speakersOf(t, out, ids, n)
}

// speakersOf counts who speaks in statements, those that are joined as one.
func speakersOf(t *sql.Tx, out *ledger.Count, ids []int64, n int64) error {
	l, err := loadLinks(t, n)
	if err != nil {
		return err
	}
	said := map[int64]int{}
	err = each(t, "SELECT p.actor_id, count(*) FROM parts p WHERE p.statement_id IN (SELECT value FROM json_each(?)) AND p.part = 'speaker' GROUP BY p.actor_id", []any{asJSON(ids)}, func(r *sql.Rows) error {
		var actor int64
		var count int
		err := r.Scan(&actor, &count)
		said[l.whole(actor)] += count
		return err
	})
	if err != nil {
		return err
	}
	type row struct {
		actor int64
		count int
	}
	var list []row
	for actor, count := range said {
		list = append(list, row{actor, count})
	}
	slices.SortFunc(list, func(a, b row) int { return cmp.Or(b.count-a.count, cmp.Compare(a.actor, b.actor)) })
	for _, r := range list[:min(len(list), facetLength)] {
		f := ledger.Facet{Count: r.count}
		if err := t.QueryRow("SELECT a.key, coalesce((SELECT m.name FROM names m WHERE m.actor_id = a.id ORDER BY m.id LIMIT 1), '') FROM actors a WHERE a.id = ?", r.actor).Scan(&f.ID, &f.Value); err != nil {
			return err
		}
		out.Who = append(out.Who, f)
	}
	return nil
}
