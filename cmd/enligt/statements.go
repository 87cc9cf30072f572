package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
)

// selectFlags are the flags that say which statements.
type selectFlags struct {
	ledgerFlags
	Who      string `help:"Who speaks: a name, or an actor's id." placeholder:"NAME"`
	About    string `help:"Whom or what it is about." placeholder:"WORDS"`
	To       string `help:"To whom it was said." placeholder:"NAME"`
	Via      string `help:"Who carried it here." placeholder:"NAME"`
	Act      string `help:"What the speaker does by it: assert, deny, accuse, demand …" placeholder:"ACT"`
	Doubt    string `help:"Kind of doubt: claimed, believed, reported, purported, unverified, any, none." placeholder:"KIND"`
	Status   string `help:"Where it stands with the desk: unseen, open, reported, disputed, confirmed, refuted, withdrawn." placeholder:"STATUS"`
	Lang     string `help:"Language of the documents." placeholder:"CODE"`
	Outlet   string `help:"Who published it." placeholder:"NAME"`
	Since    string `help:"First day of publication." placeholder:"DATE"`
	Until    string `help:"Last day of publication." placeholder:"DATE"`
	Versions bool   `help:"Versions that have a newer one too."`
	After    int64  `help:"Only what came with commits after this one." placeholder:"COMMIT"`
	AsOf     string `help:"As it stood after a commit, or at a time (UTC)." placeholder:"COMMIT|TIME" name:"as-of"`
}

// queryFlags say which statements and how to print them.
type queryFlags struct {
	selectFlags
	Limit  int      `help:"At most so many; 0 is all." default:"50"`
	Format string   `help:"What to print: text or jsonl." enum:"text,jsonl" default:"text"`
	Color  string   `help:"Colours: auto, always or never." enum:"auto,always,never" default:"auto"`
	words  []string // of search
}

type statementsCommand struct{ queryFlags }

type searchCommand struct {
	queryFlags
	Words []string `arg:"" help:"Words that must all be there; \"in quotes\" beside each other, -word not at all. who:NAME and the other flags may stand among them."`
}

func (c *statementsCommand) Run(std streams) error { return c.list(std) }

func (c *searchCommand) Run(std streams) error {
	c.words = c.Words
	return c.list(std)
}

// excluded marks a word with a dash that is no flag, on its way through the parser of
// flags; no argument of a command can hold it.
const excluded = "\x00"

// excludedWords lets `enligt search hamn -färja` mean what it says: no flag of search
// has one dash but -h.
func excludedWords(args []string) []string {
	if len(args) == 0 || args[0] != "search" {
		return args
	}
	out := slices.Clone(args)
	for i, a := range out {
		if len(a) > 1 && a[0] == '-' && a[1] != '-' && a != "-h" {
			out[i] = excluded + a
		}
	}
	return out
}

// query is what the flags and words ask for.
func (f *selectFlags) query(words []string) (ledger.Query, error) {
	q := ledger.ParseQuery(asTyped(words))
	for _, given := range []struct{ name, value string }{
		{"who", f.Who}, {"about", f.About}, {"to", f.To}, {"via", f.Via}, {"act", f.Act}, {"doubt", f.Doubt}, {"status", f.Status}, {"lang", f.Lang},
		{"outlet", f.Outlet}, {"since", f.Since}, {"until", f.Until}, {"as-of", f.AsOf},
	} {
		if given.value == "" {
			continue
		}
		if !q.Set(given.name, given.value) {
			return q, usageError{fmt.Errorf("--%s %s: not a value of it; %s", given.name, given.value, ledger.Expected(given.name))}
		}
	}
	if f.Versions {
		q.Versions = "all"
	}
	q.After = max(q.After, f.After)
	return q, nil
}

// asTyped joins the words that the shell has cut: one with a space was in quotation
// marks, unless it is a query by itself.
func asTyped(words []string) string {
	var out []string
	for _, w := range words {
		w = strings.TrimPrefix(w, excluded)
		if strings.Contains(w, " ") && !strings.ContainsAny(w, `":`) && !strings.Contains(w, " -") {
			not := ""
			if strings.HasPrefix(w, "-") {
				not, w = "-", w[1:]
			}
			w = not + `"` + w + `"`
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

// list prints the statements that the flags ask for.
func (f *queryFlags) list(std streams) error {
	q, err := f.query(f.words)
	if err != nil {
		return err
	}
	store, set, err := f.open(true)
	if err != nil {
		return err
	}
	defer store.Close()
	if f.Format == "jsonl" {
		return eachStatement(store, q, f.Limit, func(list []ledger.Statement, _ int64) error { return printLines(std.Out, list) })
	}
	dict, err := readDictionary(set)
	if err != nil {
		return err
	}
	p := newStatementPrinter(std, dict, f.Color)
	if err := eachStatement(store, q, f.Limit, p.print); err != nil {
		return err
	}
	return p.close(context.Background(), store, q)
}

// eachStatement walks a list page by page, limit statements of it or all.
func eachStatement(store *sqlite.Store, q ledger.Query, limit int, do func([]ledger.Statement, int64) error) error {
	left := limit
	for {
		q.Limit = ledger.MaxLimit
		if limit > 0 {
			q.Limit = min(left, ledger.MaxLimit)
		}
		page, err := store.Statements(context.Background(), q)
		if err != nil {
			return err
		}
		if err := do(page.Items, page.AsOf); err != nil {
			return err
		}
		left -= len(page.Items)
		q.Cursor = page.Next
		if q.Cursor == "" || limit > 0 && left <= 0 {
			return nil
		}
	}
}

// byVersion cuts a list where the document changes.
func byVersion(list []ledger.Statement) [][]ledger.Statement {
	var out [][]ledger.Statement
	for len(list) > 0 {
		n := slices.IndexFunc(list, func(s ledger.Statement) bool { return s.Version.ID != list[0].Version.ID })
		if n < 0 {
			n = len(list)
		}
		out = append(out, list[:n])
		list = list[n:]
	}
	return out
}

// asReading makes of statements of one version a reading that can be printed.
func asReading(list []ledger.Statement) *enligt.Reading {
	r := &enligt.Reading{Document: list[0].Version.Document}
	for i := range list {
		r.Statements = append(r.Statements, list[i].Statement)
	}
	return r
}
