package sqlite

import (
	"database/sql"
	"fmt"
)

// The tables heard and named hold counts as of the newest commit. Whoever adds rows
// that count keeps them up in the same transaction.

// counts takes the speakers of a reading into the counts, or with sign -1 out of them:
// those of a reading that ends, or of a version that another follows.
func (w *writer) counts(reading int64, sign int) error {
	_, err := w.exec(`INSERT INTO heard (actor_id, statements) SELECT p.actor_id, ?2 * count(*) FROM statements s CROSS JOIN parts p ON p.statement_id = s.id
		WHERE s.reading_id = ?1 AND p.part = 'speaker' GROUP BY p.actor_id ON CONFLICT (actor_id) DO UPDATE SET statements = statements + excluded.statements`, reading, sign)
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

// statementsOf counts what a group says, as of commit n.
func statementsOf(t *sql.Tx, g *group, n int64, l *links) (count int, err error) {
	if l.newest && len(g.rows) == 1 && len(g.away)+len(g.to) == 0 {
		err = t.QueryRow("SELECT coalesce((SELECT statements FROM heard WHERE actor_id = ?), 0)", g.rows[0]).Scan(&count)
		return count, err
	}
	said, args := g.have("speaker")
	query := "SELECT count(*) FROM statements s JOIN versions v ON v.id = s.version_id WHERE s.id IN (" + said +
		") AND s.commit_ <= ? AND " + fmt.Sprintf(current, "s.reading_id") + " AND " + newest
	err = t.QueryRow(query, append(args, n, n, n)...).Scan(&count)
	return count, err
}

// counted: the counts are those that come out when all is counted again.
func (v *verifier) counted() error {
	for what, q := range map[string]string{
		"actor": "SELECT c.id, coalesce(h.statements, 0), c.n FROM (" + heardBy("1") + ") c LEFT JOIN heard h ON h.actor_id = c.id WHERE c.n <> coalesce(h.statements, -1)",
		"name": `SELECT m.id, coalesce(d.documents, 0), coalesce(c.n, 0) FROM names m LEFT JOIN named d ON d.name_id = m.id LEFT JOIN (SELECT x.id, count(DISTINCT w.document_id) AS n
			FROM appearances p JOIN readings r ON r.id = p.reading_id JOIN versions w ON w.id = r.version_id JOIN names x ON x.actor_id = p.actor_id AND x.name = p.name GROUP BY x.id) c ON c.id = m.id
			WHERE coalesce(c.n, 0) <> coalesce(d.documents, 0)`,
	} {
		var args []any
		if what == "actor" {
			args = []any{int64(1 << 62), int64(1 << 62), int64(1 << 62)}
		}
		err := each(v.t, q, args, func(r *sql.Rows) error {
			var id, kept, is int64
			err := r.Scan(&id, &kept, &is)
			v.fault(fmt.Sprintf("%s %d", what, id), "is counted %d times, and has %d", kept, is)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
