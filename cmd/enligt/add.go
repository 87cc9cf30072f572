package main

import (
	"bufio"
	"context"
	"fmt"
	"iter"
	"maps"
	"net/netip"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/intake/fetch"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
	"github.com/enligt/enligt/reading"
)

// addCommand is `enligt add`. Each document is acknowledged on standard output, in
// the order of the input, when it is on the disk.
type addCommand struct {
	ledgerFlags
	From         string         `help:"What the input is: auto, text, html, feed (RSS, Atom, JSON Feed) or jsonl (one document a line)." enum:"auto,text,html,feed,jsonl" default:"auto"`
	Lang         string         `help:"Language of the texts (sv, en, fr …), or auto." default:"auto"`
	Published    string         `help:"When the texts were published: 2023-07-28, or with a time." placeholder:"DATE"`
	Outlet       string         `help:"Who published the texts, where they do not say." placeholder:"NAME"`
	AllowPrivate []netip.Prefix `help:"Addresses to fetch from though they are not public: 127.0.0.0/8 …" placeholder:"CIDR"`
	Timeout      time.Duration  `help:"How long a web address may take, redirects and all." default:"30s"`
	Files        []string       `arg:"" optional:"" help:"Files, folders and web addresses to add; - or none is standard input."`
}

// Bounds of a commit: one that waits is no use to a reader, and one document each
// costs a write to the disk for every document.
const (
	commitSize = 64
	commitWait = 250 * time.Millisecond
)

func (c *addCommand) Run(std streams) error {
	store, set, err := c.open(false)
	if err != nil {
		return err
	}
	defer store.Close()
	names := expandFolders(c.Files)
	promptFor(std, names)
	items := addressed(gather(c.addSources(names, std), c.From, c.settle))
	a := &adding{store: store, std: std, out: bufio.NewWriter(std.Out)}
	if err := a.all(readAll(reading.Open(set).ReadWords, items, runtime.GOMAXPROCS(0))); err != nil {
		return err
	}
	a.tell()
	if a.failed > 0 {
		return errFailed
	}
	return nil
}

// addSources are the files and web addresses named; the addresses have one client.
func (c *addCommand) addSources(names []string, std streams) []source {
	sources := fileSources(names, std.In)
	client := fetch.New(fetch.Options{AllowPrivate: c.AllowPrivate, Timeout: c.Timeout})
	for i, s := range sources {
		if isWebAddress(s.name) {
			sources[i].documents = func(from string) iter.Seq2[enligt.Document, error] {
				return webDocuments(client, s.name, from, time.Now)
			}
		}
	}
	return sources
}

// settle puts what the command line says into a document.
func (c *addCommand) settle(d *enligt.Document) {
	r := readCommand{Lang: c.Lang, Published: c.Published}
	r.settle(d)
	if d.Outlet == "" {
		d.Outlet = c.Outlet
	}
}

// addressed gives each document its address, where intake did not.
func addressed(items iter.Seq[item]) iter.Seq[item] {
	return func(yield func(item) bool) {
		for it := range items {
			if it.doc.Address == "" {
				it.doc.Address = addressOf(it.name, &it.doc)
			}
			if !yield(it) {
				return
			}
		}
	}
}

// adding keeps readings as they come.
type adding struct {
	store         *sqlite.Store
	std           streams
	out           *bufio.Writer
	batch         []ledger.Entry
	names         []string
	added, known  int
	failed, found int
	unread        map[string]int // added documents in a language that is not read, by its code
}

// all keeps results in commits of commitSize, or what came within commitWait.
func (a *adding) all(results iter.Seq[result]) error {
	stop, come := make(chan struct{}), make(chan result)
	defer close(stop)
	go func() {
		defer close(come)
		for r := range results {
			select {
			case come <- r:
			case <-stop:
				return
			}
		}
	}()
	var late <-chan time.Time
	for {
		select {
		case r, ok := <-come:
			if !ok {
				return a.commit()
			}
			if len(a.batch) == 0 {
				late = time.After(commitWait)
			}
			a.take(r)
			if len(a.batch) < commitSize {
				continue
			}
		case <-late:
		}
		late = nil
		if err := a.commit(); err != nil {
			return err
		}
	}
}

func (a *adding) take(r result) {
	if r.reading.Err != nil {
		a.failed++
		complain(a.std.Err, r.name, r.reading.Err)
	}
	a.batch = append(a.batch, ledger.Entry{Reading: r.reading, Words: r.words})
	a.names = append(a.names, r.reading.Document.ID)
}

// commit keeps what has come and acknowledges it.
func (a *adding) commit() error {
	if len(a.batch) == 0 {
		return nil
	}
	list, err := a.store.Add(context.Background(), origin(), a.batch)
	if err != nil {
		return err
	}
	for i, r := range list {
		switch r.State {
		case ledger.New:
			a.added++
			a.found += len(a.batch[i].Reading.Statements)
			a.countUnread(&a.batch[i].Reading)
		case ledger.Known:
			a.known++
		default:
			continue
		}
		fmt.Fprintf(a.out, "%s %s %s\n", r.State, r.Version, printable(a.names[i]))
		if r.SameText != "" {
			fmt.Fprintf(a.std.Err, "enligt: %s: note: same text as %s\n", printable(a.names[i]), r.SameText)
		}
	}
	clear(a.batch)
	a.batch, a.names = a.batch[:0], a.names[:0]
	return a.out.Flush()
}

// tell closes with a count on standard error.
func (a *adding) tell() {
	fmt.Fprintf(a.std.Err, "%s added, %d known, %d failed, %s\n", plural(a.added, "document"), a.known, a.failed, plural(a.found, "statement"))
	for _, lang := range slices.Sorted(maps.Keys(a.unread)) {
		fmt.Fprintf(a.std.Err, "enligt: note: %s kept and not read: %s is no language of the packs\n", plural(a.unread[lang], "document"), lang)
	}
}

// countUnread counts a document that no pack has read.
func (a *adding) countUnread(r *enligt.Reading) {
	if r.Err != nil || r.MadeBy.Pack != "" || strings.TrimSpace(r.Document.Text) == "" {
		return
	}
	if a.unread == nil {
		a.unread = map[string]int{}
	}
	a.unread[r.Document.Lang]++
}
