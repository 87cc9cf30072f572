package sqlite

import (
	"context"
	"database/sql"

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
		return count(t, &out, &w)
	})
	return out, s.wrap(err)
}

func count(t *sql.Tx, out *ledger.Count, w *where) error {
	all := "WITH hit AS MATERIALIZED (SELECT s.id, s.version_id, s.act, s.doubt, v.lang, v.document_id FROM statements s JOIN versions v ON v.id = s.version_id WHERE " + w.String() + ") "
	if err := t.QueryRow(all+"SELECT count(*), count(DISTINCT document_id) FROM hit", w.args...).Scan(&out.Statements, &out.Documents); err != nil {
		return err
	}
	for _, f := range []struct {
		to    *[]ledger.Facet
		query string
	}{
		{&out.Act, "SELECT act, '', count(*) AS n FROM hit GROUP BY act"},
		{&out.Lang, "SELECT lang, '', count(*) AS n FROM hit GROUP BY lang"},
		{&out.Doubt, "SELECT CASE doubt WHEN ' ' THEN 'none' ELSE substr(doubt, 2, instr(substr(doubt, 2), ' ') - 1) END AS d, '', count(*) AS n FROM hit GROUP BY d"},
		{&out.Who, `SELECT (SELECT m.name FROM names m WHERE m.actor_id = a.id ORDER BY m.id LIMIT 1), a.key, count(*) AS n
			FROM hit JOIN parts p ON p.statement_id = hit.id AND p.part = 'speaker' JOIN actors a ON a.id = p.actor_id GROUP BY a.id`},
	} {
		err := each(t, all+f.query+" ORDER BY n DESC, 1 LIMIT ?", append(append([]any{}, w.args...), facetLength), func(r *sql.Rows) error {
			var facet ledger.Facet
			err := r.Scan(&facet.Value, &facet.ID, &facet.Count)
			*f.to = append(*f.to, facet)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
