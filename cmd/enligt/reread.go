package main

import (
	"bufio"
	"context"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
	"github.com/enligt/enligt/packs"
	"github.com/enligt/enligt/reading"
)

// rereadCommand is `enligt reread`: the models of today over the texts of then. The
// readings of then are kept, and questions as of then still answer by them.
type rereadCommand struct {
	selectFlags
	All bool `help:"Those too that these versions of program and packs have read."`
}

func (c *rereadCommand) Run(std streams) error {
	q, err := c.query(nil)
	if err != nil {
		return err
	}
	if !q.AsOf.Now() {
		return usageError{fmt.Errorf("--as-of: the past cannot be read anew")}
	}
	store, set, err := c.open(true)
	if err != nil {
		return err
	}
	defer store.Close()
	ids, err := versionIDs(store, q)
	if err != nil {
		return err
	}
	r := &rereading{store: store, set: set, all: c.All, std: std, out: bufio.NewWriter(std.Out)}
	for res := range readAll(reading.Open(set).ReadWords, r.items(ids), runtime.GOMAXPROCS(0)) {
		if err := r.take(res); err != nil {
			return err
		}
	}
	if err := r.commit(); err != nil {
		return err
	}
	return r.close()
}

// versionIDs are the ids of the versions that a query finds, oldest first.
func versionIDs(store *sqlite.Store, q ledger.Query) (ids []string, err error) {
	q.Limit = ledger.MaxLimit
	for {
		page, err := store.Documents(context.Background(), q)
		if err != nil {
			return nil, err
		}
		for i := range page.Items {
			ids = append(ids, page.Items[i].ID)
		}
		if q.Cursor = page.Next; q.Cursor == "" {
			slices.Reverse(ids)
			return ids, nil
		}
	}
}

// rereading keeps new readings as they come.
type rereading struct {
	store                    *sqlite.Store
	set                      *packs.Set
	all                      bool
	std                      streams
	out                      *bufio.Writer
	batch                    []ledger.Entry
	read, found, gone, fails int
	err                      error
}

// items yields the texts that are to be read again.
func (r *rereading) items(ids []string) iter.Seq[item] {
	return func(yield func(item) bool) {
		for _, id := range ids {
			d, err := r.store.Document(context.Background(), id, ledger.AsOf{})
			if err != nil {
				r.err = err
				return
			}
			if !r.all && r.current(&d.Reading) {
				continue
			}
			doc := d.Version.Document
			doc.Warnings = nil
			if !yield(item{name: d.Version.ID, doc: doc}) {
				return
			}
		}
	}
}

// current reports whether a reading was made by what would read it now.
func (r *rereading) current(of *enligt.Reading) bool {
	m := of.MadeBy
	switch {
	case m.Enligt != enligt.Version:
		return false
	case m.Pack == "": // in a language that was not read then
		return r.set.Get(of.Document.Lang) == nil
	}
	for name := range strings.SplitSeq(m.Pack, ", ") {
		lang, _, _ := strings.Cut(name, " ")
		if p := r.set.Get(lang); p == nil || p.Name() != name {
			return false
		}
	}
	return true
}

func (r *rereading) take(res result) error {
	if res.reading.Err != nil { // the reading before stays the one that counts
		r.fails++
		complain(r.std.Err, res.name, res.reading.Err)
		return nil
	}
	r.batch = append(r.batch, ledger.Entry{Reading: res.reading, Words: res.words})
	if len(r.batch) < commitSize {
		return nil
	}
	return r.commit()
}

func (r *rereading) commit() error {
	if len(r.batch) == 0 {
		return nil
	}
	list, err := r.store.Reread(context.Background(), origin(), r.batch)
	if err != nil {
		return err
	}
	for i, c := range list {
		r.read++
		r.found += c.New
		r.gone += c.Gone
		fmt.Fprintf(r.out, "reread %s %s: %d the same, %d new, %d gone\n", c.Version, printable(r.batch[i].Reading.Document.ID), c.Same, c.New, c.Gone)
	}
	clear(r.batch)
	r.batch = r.batch[:0]
	return r.out.Flush()
}

// close lists the decisions that have lost their statement, and counts.
func (r *rereading) close() error {
	if r.err != nil {
		return r.err
	}
	orphans, err := r.store.Orphans(context.Background(), ledger.AsOf{})
	if err != nil {
		return err
	}
	for _, d := range orphans {
		what := string(d.Status)
		if d.Field != "" {
			what = d.Field + ": " + d.Right
		}
		fmt.Fprintln(r.out, printable(fmt.Sprintf("orphan %d %s %s, %s", d.Number, d.Key, what, d.Why)))
	}
	fmt.Fprintf(r.std.Err, "%s read again, %s new, %d gone, %s without its statement\n", plural(r.read, "document"), plural(r.found, "statement"), r.gone, plural(len(orphans), "decision"))
	if err := r.out.Flush(); err != nil || r.fails == 0 {
		return err
	}
	return errFailed
}
