package sqlite

import (
	"database/sql"
	"fmt"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// where collects conditions over statements s, or documents without statements,
// and versions v. Words of a query are arguments, never text of the SQL.
type where struct {
	statements bool // there are statements s
	conds      []string
	args       []any
}

// fewVersions are few enough to look their statements up instead of walking all.
const fewVersions = 2000

// ofFew bounds statements to those of some versions, where these are few.
func (w *where) ofFew(t *sql.Tx, versions string, args ...any) error {
	if !w.statements {
		return nil
	}
	var n int
	err := t.QueryRow("SELECT count(*) FROM ("+versions+" LIMIT ?)", append(args, fewVersions+1)...).Scan(&n)
	if err == nil && n <= fewVersions {
		w.add("s.version_id IN ("+versions+")", args...)
	}
	return err
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
	which := ""
	switch {
	case isVersion:
		which = "SELECT id FROM versions WHERE key = ?"
	case q.Document != "":
		which = "SELECT id FROM versions WHERE document_id = (SELECT id FROM documents WHERE key = ?)"
	}
	if which != "" {
		w.add("v.id IN ("+which+")", q.Document)
		if w.statements {
			w.add("s.version_id IN ("+which+")", q.Document)
		}
	}
	if q.Versions == "" && !isVersion {
		w.add(newest, n)
	}
	for _, c := range []struct{ value, cond string }{
		{baseLang(q.Lang), "lang = ?"}, {q.Outlet, "outlet = ?"}, {q.Since, "day >= ?"}, {q.Until, "day <= ?"},
	} {
		if c.value == "" {
			continue
		}
		w.add("v."+c.cond, c.value)
		if err := w.ofFew(t, "SELECT id FROM versions WHERE "+c.cond, c.value); err != nil {
			return err
		}
	}
	return nil
}

// between bounds rows to the commits after one and up to another. Ids grow with
// commits, so the bounds are ids, and a list stops where they do.
func (w *where) between(t *sql.Tx, table, alias string, after, n int64) error {
	for _, b := range []struct {
		cond   string
		commit int64
	}{{alias + ".id > ?", after}, {alias + ".id <= ?", n}} {
		if b.commit == 0 && b.cond == alias+".id > ?" {
			continue
		}
		last, err := lastOf(t, table, b.commit)
		if err != nil {
			return err
		}
		w.add(b.cond, last)
	}
	return nil
}

// lastOf is the last row of a table that came with a commit or before it.
func lastOf(t *sql.Tx, table string, commit int64) (id int64, err error) {
	err = t.QueryRow("SELECT coalesce((SELECT id FROM "+table+" WHERE commit_ <= ? ORDER BY commit_ DESC, id DESC LIMIT 1), 0)", commit).Scan(&id)
	return id, err
}

// ofStatements are the conditions on a statement, words aside.
func (w *where) ofStatements(t *sql.Tx, q *ledger.Query, n int64) error {
	w.statements = true
	if err := w.between(t, "statements", "s", q.After, n); err != nil {
		return err
	}
	w.add(fmt.Sprintf(current, "s.reading_id"), n)
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
		w.add("s.doubt <> ' ' AND instr(s.doubt, ?) > 0", " "+q.Doubt+" ")
	}
	if q.Status != "" {
		w.add(statusAt+" = ?", n, q.Status)
		if q.Status != string(enligt.Unseen) {
			w.add("s.id IN (SELECT statement_id FROM decided)")
		}
	}
	for _, p := range []struct{ part, who string }{{"speaker", q.Who}, {"via", q.Via}, {"addressee", q.To}} {
		if p.who == "" {
			continue
		}
		a, err := actorsNamed(t, p.who, n)
		if err != nil {
			return err
		}
		cond, args := a.have(p.part)
		w.add("s.id IN ("+cond+")", args...)
	}
	return w.about(t, q, n)
}

// about finds what is said of an actor, and what names the words in its content.
func (w *where) about(t *sql.Tx, q *ledger.Query, n int64) error {
	if q.About == "" {
		return nil
	}
	a, err := actorsNamed(t, q.About, n)
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
	about, args := a.have("about")
	speaks, same := a.have("speaker")
	w.add("(s.id IN ("+about+") OR s.id IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?) AND s.id NOT IN ("+speaks+"))",
		append(append(args, match.loose), same...)...)
	return nil
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
