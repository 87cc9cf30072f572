package sqlite

import (
	"database/sql"
	"fmt"
)

// The tables heard, named and printed hold counts as of the newest commit. Whoever adds rows
// that count keeps them up in the same transaction.

// counts takes the statements of a reading into the counts, or with sign -1 out of them:
// those of a reading that ends, or of a version that another follows.
func (w *writer) counts(reading int64, sign int) error {
	_, err := w.exec(`INSERT INTO heard (actor_id, statements) SELECT p.actor_id, ?2 * count(*) FROM statements s CROSS JOIN parts p ON p.statement_id = s.id
		WHERE s.reading_id = ?1 AND p.part = 'speaker' GROUP BY p.actor_id ON CONFLICT (actor_id) DO UPDATE SET statements = statements + excluded.statements`, reading, sign)
	if err == nil {
		_, err = w.exec(`UPDATE printed SET statements = printed.statements + ?2 * r.statements FROM readings r JOIN versions v ON v.id = r.version_id WHERE r.id = ?1 AND printed.outlet = v.outlet`, reading, sign)
	}
	return err
}

// prints counts a document for its outlet, where it is the outlet's first version of it.
func (w *writer) prints(version int64) error {
	_, err := w.exec(`INSERT INTO printed (outlet, documents, statements, last)
		SELECT v.outlet, NOT EXISTS (SELECT 1 FROM versions b WHERE b.document_id = v.document_id AND b.number < v.number AND b.outlet = v.outlet), 0, v.commit_ FROM versions v WHERE v.id = ?
		ON CONFLICT (outlet) DO UPDATE SET documents = documents + excluded.documents, last = excluded.last`, version)
	return err
}

// uncount takes what a document said last out of the counts, before a newer version
// of it is put in.
func (w *writer) uncount(document, number int64) error {
	var reading int64
	found, err := w.look(`SELECT r.id FROM versions v JOIN readings r ON r.version_id = v.id WHERE v.document_id = ? AND v.number = ?
		AND NOT EXISTS (SELECT 1 FROM reading_ends e WHERE e.reading_id = r.id)`, []any{document, number}, &reading)
	if err == nil && found {
		err = w.counts(reading, -1)
	}
	return err
}

// isNewest reports whether no version follows.
func (w *writer) isNewest(version int64) (is bool, err error) {
	_, err = w.look(`SELECT NOT EXISTS (SELECT 1 FROM versions n WHERE n.document_id = v.document_id AND n.number > v.number) FROM versions v WHERE v.id = ?`, []any{version}, &is)
	return is, err
}

// namesCount counts a document for the names that a reading is the first of it to give.
func (w *writer) namesCount(reading, version int64) error {
	_, err := w.exec(`INSERT INTO named (name_id, documents) SELECT m.id, 1 FROM (SELECT DISTINCT actor_id, name FROM appearances WHERE reading_id = ?1) a
		CROSS JOIN names m ON m.actor_id = a.actor_id AND m.name = a.name
		WHERE NOT EXISTS (SELECT 1 FROM versions w CROSS JOIN readings r ON r.version_id = w.id CROSS JOIN appearances p ON p.reading_id = r.id
			WHERE w.document_id = (SELECT document_id FROM versions WHERE id = ?2) AND r.id <> ?1 AND p.actor_id = a.actor_id AND p.name = a.name)
		ON CONFLICT (name_id) DO UPDATE SET documents = documents + 1`, reading, version)
	return err
}

// heardBy counts, as of commit n, the statements of each actor in readings that count;
// cond is about a.id and has its arguments after the first three.
func heardBy(cond string) string {
	return `SELECT a.id, (SELECT count(*) FROM parts p JOIN statements s ON s.id = p.statement_id JOIN versions v ON v.id = s.version_id
		WHERE p.actor_id = a.id AND p.part = 'speaker' AND s.commit_ <= ? AND ` + fmt.Sprintf(current, "s.reading_id") + " AND " + newest + ") AS n FROM actors a WHERE " + cond
}

// allHeard lists, as of commit n, the actors that a condition on a.id lets through, with
// the statements of each, most first: at most so many, in columns id and n. Near the
// present it counts back from the counts of today, else up from nothing.
func allHeard(t *sql.Tx, n int64, cond string, args []any, most int64) (query string, all []any, err error) {
	last, err := lastOf(t, "statements", n)
	if err != nil {
		return "", nil, err
	}
	var total int64
	if err := t.QueryRow("SELECT coalesce(max(id), 0) FROM statements").Scan(&total); err != nil {
		return "", nil, err
	}
	if last > total-total/8 {
		query, all = heardBack(last, n, cond, args, most)
	} else {
		query, all = heardUp(last, n, cond, args, most)
	}
	return query, all, nil
}

// superseded are the statements of a reading that ended, or of a version that another
// followed; the comparison says when.
const superseded = `SELECT z.id FROM reading_ends e CROSS JOIN statements z ON z.reading_id = e.reading_id WHERE e.commit_ %[1]s ? UNION
	SELECT z.id FROM versions w CROSS JOIN versions o ON o.document_id = w.document_id AND o.number < w.number CROSS JOIN statements z ON z.version_id = o.id WHERE w.number > 1 AND w.commit_ %[1]s ?`

// heardBack corrects the counts of today by what came since; whoever is not touched by
// that stands in its order already.
func heardBack(last, n int64, cond string, args []any, most int64) (string, []any) {
	const ever = int64(1 << 62)
	counting := fmt.Sprintf(current, "s.reading_id") + " AND " + newest
	changes := "SELECT s.id, -1 AS d FROM statements s CROSS JOIN versions v ON v.id = s.version_id WHERE s.id > ? AND " + counting +
		" UNION ALL SELECT s.id, 1 FROM (" + fmt.Sprintf(superseded, ">") + ") gone CROSS JOIN statements s ON s.id = gone.id CROSS JOIN versions v ON v.id = s.version_id WHERE s.id <= ? AND " + counting
	known := "CROSS JOIN actors a ON a.id = h.actor_id WHERE a.commit_ <= ? AND " + cond
	query := `WITH changed AS MATERIALIZED (SELECT p.actor_id AS id, sum(x.d) AS n FROM (` + changes + `) x CROSS JOIN parts p ON p.statement_id = x.id WHERE p.part = 'speaker' GROUP BY p.actor_id)
		SELECT id, n FROM (SELECT c.id AS id, h.statements + c.n AS n FROM changed c CROSS JOIN heard h ON h.actor_id = c.id ` + known + `
			UNION ALL SELECT * FROM (SELECT h.actor_id, h.statements FROM heard h ` + known + ` AND h.actor_id NOT IN (SELECT id FROM changed) ORDER BY h.statements DESC, h.actor_id LIMIT ?))
		ORDER BY n DESC, id`
	all := append([]any{last, ever, ever, n, n, last, n, n, n}, args...)
	return query, append(append(append(all, n), args...), most)
}

// heardUp counts the parts in the order in which they lie, which is by actor, and takes
// those out that no longer counted then; those who had said nothing come last.
func heardUp(last, n int64, cond string, args []any, most int64) (string, []any) {
	query := `WITH gone AS MATERIALIZED (` + fmt.Sprintf(superseded, "<=") + `),
		lost AS MATERIALIZED (SELECT p.actor_id AS id, count(*) AS n FROM gone g CROSS JOIN parts p ON p.statement_id = g.id WHERE p.part = 'speaker' AND g.id <= ? GROUP BY p.actor_id)
		SELECT id, n FROM (
			SELECT a.id AS id, a.n - coalesce((SELECT l.n FROM lost l WHERE l.id = a.id), 0) AS n FROM
				(SELECT p.actor_id AS id, count(*) AS n FROM parts p WHERE p.part = 'speaker' AND p.statement_id <= ? GROUP BY p.actor_id) a WHERE ` + cond + `
			UNION ALL SELECT * FROM (SELECT a.id, 0 FROM actors a WHERE a.commit_ <= ? AND ` + cond + `
				AND NOT EXISTS (SELECT 1 FROM parts p WHERE p.actor_id = a.id AND p.part = 'speaker' AND p.statement_id <= ?) ORDER BY a.id LIMIT ?))
		ORDER BY n DESC, id`
	all := append([]any{n, n, last, last}, args...)
	return query, append(append(append(all, n), args...), last, most)
}

// statementsOf counts what a group says, as of commit n.
func statementsOf(t *sql.Tx, g *group, n int64, l *links) (count int, err error) {
	if l.newest && g.alone() {
		err = t.QueryRow("SELECT coalesce((SELECT statements FROM heard WHERE actor_id = ?), 0)", g.rows[0]).Scan(&count)
		return count, err
	}
	said, args := g.have("speaker")
	query := "SELECT count(*) FROM statements s JOIN versions v ON v.id = s.version_id WHERE s.id IN (" + said +
		") AND s.commit_ <= ? AND " + fmt.Sprintf(current, "s.reading_id") + " AND " + newest
	err = t.QueryRow(query, append(args, n, n, n)...).Scan(&count)
	return count, err
}

// outletsAt are the outlets as of commit ?1, counted.
var outletsAt = `WITH seen AS MATERIALIZED (SELECT v.id, v.outlet, v.document_id, v.number, v.commit_ FROM versions v WHERE v.commit_ <= ?1),
	latest AS MATERIALIZED (SELECT document_id, max(number) AS number FROM seen GROUP BY document_id),
	told AS MATERIALIZED (SELECT r.version_id, sum(r.statements) AS statements FROM readings r WHERE r.commit_ <= ?1 AND ` + fmt.Sprintf(current, "r.id") + ` GROUP BY r.version_id)
	SELECT seen.outlet AS outlet, count(DISTINCT seen.document_id) AS documents, coalesce(sum(c.statements * (l.number = seen.number)), 0) AS statements, max(seen.commit_) AS last
	FROM seen JOIN latest l ON l.document_id = seen.document_id LEFT JOIN told c ON c.version_id = seen.id GROUP BY seen.outlet`

// counted: the counts are those that come out when all is counted again.
func (v *verifier) counted() error {
	ever := int64(1 << 62)
	for _, c := range []struct {
		what, query string
		args        []any
	}{
		{"actor", "SELECT c.id FROM (" + heardBy("1") + ") c LEFT JOIN heard h ON h.actor_id = c.id WHERE c.n IS NOT h.statements", []any{ever, ever, ever}},
		{"name", `SELECT m.name FROM names m LEFT JOIN named d ON d.name_id = m.id LEFT JOIN (SELECT x.id, count(DISTINCT w.document_id) AS n
			FROM appearances p JOIN readings r ON r.id = p.reading_id JOIN versions w ON w.id = r.version_id JOIN names x ON x.actor_id = p.actor_id AND x.name = p.name GROUP BY x.id) c ON c.id = m.id
			WHERE coalesce(c.n, 0) <> coalesce(d.documents, 0)`, nil},
		{"outlet", "SELECT o.outlet FROM (" + outletsAt + ") o LEFT JOIN printed p ON p.outlet = o.outlet WHERE p.documents IS NOT o.documents OR p.statements IS NOT o.statements OR p.last IS NOT o.last", []any{ever, ever}},
	} {
		err := each(v.t, c.query, c.args, func(r *sql.Rows) error {
			var name string
			err := r.Scan(&name)
			v.fault(c.what+" "+name, "its counts are not those that come out when all is counted again")
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
