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
		if m.except != "" {
			w.add("s.id NOT IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)", m.except)
		}
		return count(t, &out, &w, m.loose)
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

// count reads what the conditions let through, and the words match where there are
// any: newest first and no more than are counted, for a common word stands in a good
// part of all statements.
func count(t *sql.Tx, out *ledger.Count, w *where, words string) error {
	acts, doubts, langs, documents := tally{}, tally{}, tally{}, map[int64]bool{}
	from, cond, order, args := "statements s", w.String(), "s.id", w.args
	if words != "" {
		from, cond, order = "statement_words x CROSS JOIN statements s ON s.id = x.rowid", "statement_words MATCH ? AND "+cond, "x.rowid"
		args = append([]any{words}, args...)
	}
	query := "SELECT s.act, s.doubt, v.lang, v.document_id FROM " + from + " CROSS JOIN versions v ON v.id = s.version_id WHERE " + cond + " ORDER BY " + order + " DESC LIMIT ?"
	err := each(t, query, append(args, ledger.MaxCount+1), func(r *sql.Rows) error {
		var document int64
		var act, doubt, lang string
		if err := r.Scan(&act, &doubt, &lang, &document); err != nil {
			return err
		}
		if out.Statements == ledger.MaxCount {
			out.More = true
			return nil
		}
		out.Statements++
		documents[document] = true
		acts[act]++
		langs[lang]++
		first, _, _ := strings.Cut(strings.TrimSpace(doubt), " ")
		doubts[cmp.Or(first, "none")]++
		return nil
	})
	out.Documents = len(documents)
	out.Act, out.Doubt, out.Lang = acts.facets(), doubts.facets(), langs.facets()
	return err
}
