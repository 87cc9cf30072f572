package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
	"github.com/enligt/enligt/weighing/revision"
)

// changesCommand is `enligt changes`.
type changesCommand struct {
	ledgerFlags
	AsOf      string   `help:"As it stood after a commit, or at a time (UTC)." placeholder:"COMMIT|TIME" name:"as-of"`
	Limit     int      `help:"At most so many changed texts, where none is named; 0 is all." default:"20"`
	Format    string   `help:"What to print: text or jsonl." enum:"text,jsonl" default:"text"`
	Color     string   `help:"Colours: auto, always or never." enum:"auto,always,never" default:"auto"`
	Documents []string `arg:"" optional:"" help:"Documents, by address, file or id: every version against the one before it. The id of a version is that one alone. Without any: the newest versions in which statements changed."`
}

// comparison is a version, the one before it and what became of the statements.
type comparison struct {
	old, now ledger.Document
	changes  []revision.Change
}

func (c *changesCommand) Run(std streams) error {
	q := ledger.Query{}
	if c.AsOf != "" && !q.Set("as-of", c.AsOf) {
		return usageError{fmt.Errorf("--as-of %s: not a moment; %s", c.AsOf, ledger.Expected("as-of"))}
	}
	store, set, err := c.open(true)
	if err != nil {
		return err
	}
	defer store.Close()
	dict, err := readDictionary(set)
	if err != nil {
		return err
	}
	p := newChangePrinter(std, dict, c.Format, c.Color)
	if p.numerals, err = numeralsOf(set); err != nil {
		return err
	}
	if len(c.Documents) == 0 {
		err = c.newest(store, q, p)
	} else {
		err = c.named(store, q.AsOf, p, std)
	}
	if err != nil {
		return err
	}
	return p.close()
}

// named prints what became of the documents on the command line.
func (c *changesCommand) named(store *sqlite.Store, at ledger.AsOf, p *changePrinter, std streams) error {
	for _, name := range c.Documents {
		d, err := findDocument(store, name, at)
		if errors.Is(err, ledger.ErrNotFound) {
			return fmt.Errorf("%s: not in the ledger; enligt statements shows ids", name)
		}
		if err != nil {
			return err
		}
		if len(d.Versions) == 1 {
			fmt.Fprintf(std.Err, "enligt: %s: note: only one version is known\n", printable(name))
			continue
		}
		for _, v := range d.Versions {
			if v.Number == 1 || name == d.Version.ID && v.ID != name {
				continue
			}
			compared, err := compareVersions(store, v.ID, at, p.numerals)
			if err == nil {
				err = p.print(&compared)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// newest prints the newest versions whose statements changed.
func (c *changesCommand) newest(store *sqlite.Store, q ledger.Query, p *changePrinter) error {
	for q.Limit, q.Versions = ledger.MaxLimit, "all"; ; {
		page, err := store.Documents(context.Background(), q)
		if err != nil {
			return err
		}
		for _, v := range page.Items {
			if v.Number == 1 {
				continue
			}
			compared, err := compareVersions(store, v.ID, q.AsOf, p.numerals)
			if err != nil {
				return err
			}
			if len(compared.changes) == 0 {
				continue
			}
			if c.Limit > 0 && p.texts == c.Limit {
				p.more = true
				return nil
			}
			if err := p.print(&compared); err != nil {
				return err
			}
		}
		if q.Cursor = page.Next; q.Cursor == "" {
			return nil
		}
	}
}

// findDocument looks for an id, an address, or a file's name.
func findDocument(store *sqlite.Store, name string, at ledger.AsOf) (d ledger.Document, err error) {
	for _, id := range []string{name, canonical(name), "file:" + absolute(name)} {
		if d, err = store.Document(context.Background(), id, at); !errors.Is(err, ledger.ErrNotFound) {
			return d, err
		}
	}
	return d, err
}

// compareVersions compares a version with the one before it.
func compareVersions(store *sqlite.Store, version string, at ledger.AsOf, numerals revision.Numerals) (c comparison, err error) {
	if c.now, err = store.Document(context.Background(), version, at); err != nil {
		return c, err
	}
	if c.old, err = store.Document(context.Background(), c.now.Before(), at); err != nil {
		return c, err
	}
	c.changes = revision.Between(&c.old.Reading, &c.now.Reading, numerals)
	return c, nil
}
