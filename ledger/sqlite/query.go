package sqlite

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/enligt/enligt/ledger"
)

// where collects conditions over statements s, or documents without statements,
// and versions v. Words of a query are arguments, never text of the SQL.
type where struct {
	conds []string
	args  []any
}

func (w *where) add(cond string, args ...any) {
	w.conds = append(w.conds, cond)
	w.args = append(w.args, args...)
}

func (w *where) String() string {
	if len(w.conds) == 0 {
		return "1"
	}
	return strings.Join(w.conds, " AND ")
}

// newest leaves out versions that have a newer one as of a commit.
const newest = `NOT EXISTS (SELECT 1 FROM versions n WHERE n.document_id = v.document_id AND n.number > v.number AND n.commit_ <= ?)`

// current leaves out readings that another had replaced by a commit.
const current = `NOT EXISTS (SELECT 1 FROM reading_ends e WHERE e.reading_id = %s AND e.commit_ <= ?)`

// ofVersions are the conditions on the version.
func (w *where) ofVersions(t *sql.Tx, q *ledger.Query, n int64) error {
	isVersion := false
	if q.Document != "" {
		if err := t.QueryRow("SELECT EXISTS (SELECT 1 FROM versions WHERE key = ?)", q.Document).Scan(&isVersion); err != nil {
			return err
		}
	}
	switch {
	case isVersion:
		w.add("v.key = ?", q.Document)
	case q.Document != "":
		w.add("v.document_id = (SELECT id FROM documents WHERE key = ?)", q.Document)
	}
	if q.Versions == "" && !isVersion {
		w.add(newest, n)
	}
	if q.Lang != "" {
		w.add("v.lang = ?", baseLang(q.Lang))
	}
	if q.Outlet != "" {
		w.add("v.outlet = ?", q.Outlet)
	}
	if q.Since != "" {
		w.add("v.day >= ?", q.Since)
	}
	if q.Until != "" {
		w.add("v.day <= ?", q.Until)
	}
	return nil
}

// ofStatements are the conditions on a statement, words aside.
func (w *where) ofStatements(s *Store, t *sql.Tx, q *ledger.Query, n int64) error {
	w.add("s.commit_ <= ?", n)
	w.add(fmt.Sprintf(current, "s.reading_id"), n)
	if q.After > 0 {
		w.add("s.commit_ > ?", q.After)
	}
	if q.Key != "" {
		w.add("s.key = ?", q.Key)
	}
	if q.Act != "" {
		w.add("s.act = ?", q.Act)
	}
	if q.Form != "" {
		w.add("s.form = ?", q.Form)
	}
	switch q.Doubt {
	case "":
	case "none":
		w.add("s.doubt = ' '")
	case "any":
		w.add("s.doubt <> ' '")
	default:
		w.add("instr(s.doubt, ?) > 0", " "+q.Doubt+" ")
	}
	for _, p := range []struct{ part, who string }{{"speaker", q.Who}, {"via", q.Via}, {"addressee", q.To}} {
		if p.who == "" {
			continue
		}
		ids, err := s.actorsNamed(t, p.who, n)
		if err != nil {
			return err
		}
		w.add("s.id IN (SELECT statement_id FROM parts WHERE part = ? AND actor_id IN (SELECT value FROM json_each(?)))", p.part, ids)
	}
	return w.about(s, t, q, n)
}

// about finds what is said of an actor, and what names the words in its content.
func (w *where) about(s *Store, t *sql.Tx, q *ledger.Query, n int64) error {
	if q.About == "" {
		return nil
	}
	ids, err := s.actorsNamed(t, q.About, n)
	if err != nil {
		return err
	}
	match, err := matching(t, []ledger.Word{{Text: q.About}}, n)
	if err != nil {
		return err
	}
	if match.loose == "" {
		match.loose = nothing
	}
	w.add(`(s.id IN (SELECT statement_id FROM parts WHERE part = 'about' AND actor_id IN (SELECT value FROM json_each(?)))
		OR s.id IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)
		AND s.id NOT IN (SELECT statement_id FROM parts WHERE part = 'speaker' AND actor_id IN (SELECT value FROM json_each(?))))`, ids, match.loose, ids)
	return nil
}

// actorsNamed are the rows of the actors that an id or the words of a name mean, as
// a JSON list.
func (s *Store) actorsNamed(t *sql.Tx, who string, n int64) (string, error) {
	ids := []int64{}
	take := func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	}
	err := each(t, "SELECT id FROM actors WHERE key = ? AND commit_ <= ?", []any{who, n}, take)
	if err != nil {
		return "", err
	}
	m, err := matching(t, []ledger.Word{{Text: who}}, n)
	if err == nil && len(ids) == 0 && m.loose != "" {
		err = each(t, "SELECT DISTINCT m.actor_id FROM name_words w JOIN names m ON m.id = w.rowid WHERE name_words MATCH ? AND m.commit_ <= ?", []any{m.loose, n}, take)
	}
	if err != nil {
		return "", err
	}
	list, err := json.Marshal(ids)
	return string(list), err
}

// limitOf keeps the length of a page within bounds.
func limitOf(q *ledger.Query) int {
	if q.Limit < 1 {
		return ledger.DefaultLimit
	}
	return min(q.Limit, ledger.MaxLimit)
}

// place is where a list goes on: the commit it is of, which hits (exact first), and
// the row before which it continues.
type place struct {
	asOf  int64
	tier  int
	below int64
}

func (p place) String() string { return fmt.Sprintf("%d.%d.%d", p.asOf, p.tier, p.below) }

// placeOf reads a cursor, or starts where the query says.
func placeOf(t *sql.Tx, q *ledger.Query) (p place, err error) {
	if q.Cursor == "" {
		p.below = 1 << 62
		p.asOf, err = moment(t, q.AsOf)
		return p, err
	}
	if n, err := fmt.Sscanf(q.Cursor, "%d.%d.%d", &p.asOf, &p.tier, &p.below); n != 3 || err != nil || p.String() != q.Cursor || p.tier < 0 || p.tier > 1 || p.asOf < 0 {
		return p, ledger.ErrCursor
	}
	return p, nil
}
