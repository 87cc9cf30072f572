package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/intake/feed"
	"github.com/enligt/enligt/intake/fetch"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
)

// feedsCommand is `enligt feeds`: which feeds `enligt watch` looks at.
type feedsCommand struct {
	Add    feedsAddCommand    `cmd:"" help:"Follow a feed, or the one that a page names."`
	List   feedsListCommand   `cmd:"" help:"List the feeds that are followed, and how they do."`
	Remove feedsRemoveCommand `cmd:"" help:"Stop following a feed; what came from it stays."`
	Import feedsImportCommand `cmd:"" help:"Follow the feeds of a list (OPML), as feed readers export it."`
	Export feedsExportCommand `cmd:"" help:"Write the feeds that are followed as a list (OPML)."`
}

// feedsAddCommand is `enligt feeds add`.
type feedsAddCommand struct {
	ledgerFlags
	AllowPrivate []netip.Prefix `help:"Addresses to fetch from though they are not public: 127.0.0.0/8 …" placeholder:"CIDR"`
	Addresses    []string       `arg:"" help:"Web addresses of feeds, or of pages that name theirs."`
}

func (c *feedsAddCommand) Run(std streams) error {
	client := fetch.New(fetch.Options{AllowPrivate: c.AllowPrivate})
	return c.forEach(std, false, c.Addresses, func(store *sqlite.Store, address string) error {
		found, err := findFeed(context.Background(), client, address, std.Err)
		if err != nil {
			return asReadError(err)
		}
		return follow(store, std, []ledger.Feed{found})
	})
}

// forEach opens the ledger and does something for each name. What fails with a ReadError
// is told, and the others go on.
func (f *ledgerFlags) forEach(std streams, mustExist bool, names []string, do func(store *sqlite.Store, name string) error) error {
	store, _, err := f.open(mustExist)
	if err != nil {
		return err
	}
	defer store.Close()
	failed := false
	for _, name := range names {
		err := do(store, name)
		if told, ok := err.(*enligt.ReadError); ok {
			complain(std.Err, name, told)
			failed = true
		} else if err != nil {
			return err
		}
	}
	if failed {
		return errFailed
	}
	return nil
}

// follow subscribes to feeds and acknowledges each.
func follow(l ledger.Feeds, std streams, feeds []ledger.Feed) error {
	list, err := l.Subscribe(context.Background(), origin(), feeds)
	if err != nil {
		return err
	}
	for i, a := range list {
		fmt.Fprintf(std.Out, "%s %s %s\n", a.State, a.Document, printable(feeds[i].Address))
	}
	return nil
}

// asReadError is an error in the shape that is told.
func asReadError(err error) *enligt.ReadError {
	var e *enligt.ReadError
	if errors.As(err, &e) {
		return e
	}
	return &enligt.ReadError{What: err.Error(), Do: "try again"}
}

// findFeed is the feed at an address, or the first that the page there names; it
// says which one was taken.
func findFeed(ctx context.Context, client *fetch.Client, address string, told io.Writer) (ledger.Feed, error) {
	if !isWebAddress(address) {
		return ledger.Feed{}, &enligt.ReadError{What: "not a web address", Do: "give one like https://example.org/feed.xml; enligt add reads a feed from a file"}
	}
	got, err := client.Ask(ctx, fetch.Question{Address: address})
	if err != nil {
		return ledger.Feed{}, err
	}
	found, err := openFeed(got, address)
	if err == nil {
		return found, nil
	}
	named := feed.Discover(got.UTF8(), got.Address)
	if len(named) == 0 {
		var e *enligt.ReadError
		if errors.As(err, &e) && e.What == "no feed" {
			err = &enligt.ReadError{What: "no feed, and no page that names one", Do: "look for the address of its feed on the page"}
		}
		return ledger.Feed{}, err
	}
	fmt.Fprintf(told, "enligt: %s: note: a page; its feed %s is taken\n", printable(address), printable(named[0].Address))
	for _, other := range named[1:] {
		fmt.Fprintf(told, "enligt: %s: note: it names %s too (%s)\n", printable(address), printable(other.Address), printable(other.Title))
	}
	if got, err = client.Ask(ctx, fetch.Question{Address: named[0].Address}); err != nil {
		return ledger.Feed{}, err
	}
	return openFeed(got, named[0].Address)
}

// openFeed is what was fetched, as a feed to be followed: under the address it was
// asked for, or that which it moved to for good.
func openFeed(got *fetch.Page, asked string) (ledger.Feed, error) {
	f, err := feed.Open(bytes.NewReader(got.UTF8()), feed.Options{Address: got.Address})
	if err != nil {
		return ledger.Feed{}, err
	}
	return ledger.Feed{Address: canonical(cmp.Or(got.Moved, asked)), Title: f.Title, Site: f.Site}, nil
}

// feedsRemoveCommand is `enligt feeds remove`.
type feedsRemoveCommand struct {
	ledgerFlags
	Feeds []string `arg:"" help:"Addresses or ids of feeds, as feeds list prints them."`
}

func (c *feedsRemoveCommand) Run(std streams) error {
	return c.forEach(std, true, c.Feeds, func(store *sqlite.Store, name string) error {
		list, err := store.Feeds(context.Background(), ledger.AsOf{})
		if err != nil {
			return err
		}
		found := ledger.Feed{ID: name, Address: name}
		for _, f := range list {
			if f.ID == name || f.Address == name {
				found = f
			}
		}
		err = store.Unsubscribe(context.Background(), origin(), found.ID)
		if errors.Is(err, ledger.ErrNotFound) {
			return &enligt.ReadError{What: "no feed that is followed", Do: "see enligt feeds list"}
		}
		if err == nil {
			fmt.Fprintf(std.Out, "removed %s %s\n", found.ID, printable(found.Address))
		}
		return err
	})
}

// feedsImportCommand is `enligt feeds import`.
type feedsImportCommand struct {
	ledgerFlags
	File string `arg:"" help:"List of feeds (OPML); - is standard input."`
}

func (c *feedsImportCommand) Run(std streams) error {
	in, err := fileSources([]string{c.File}, std.In)[0].open()
	if err == nil {
		defer in.Close()
		err = c.follow(in, std)
	}
	var e *enligt.ReadError
	if errors.As(err, &e) {
		complain(std.Err, c.File, e)
		return errFailed
	}
	return err
}

func (c *feedsImportCommand) follow(in io.Reader, std streams) error {
	list, warnings, err := feed.ReadOPML(in)
	if err != nil {
		return err
	}
	for _, w := range warnings {
		fmt.Fprintf(std.Err, "enligt: %s: note: %s\n", c.File, printable(w))
	}
	store, _, err := c.open(false)
	if err != nil {
		return err
	}
	defer store.Close()
	feeds := make([]ledger.Feed, len(list))
	for i, s := range list {
		feeds[i] = ledger.Feed{Address: s.Address, Title: s.Title, Site: s.Site, Folders: s.Folders}
	}
	return follow(store, std, feeds)
}

// feedsExportCommand is `enligt feeds export`.
type feedsExportCommand struct{ ledgerFlags }

func (c *feedsExportCommand) Run(std streams) error {
	store, _, err := c.open(true)
	if err != nil {
		return err
	}
	defer store.Close()
	list, err := store.Feeds(context.Background(), ledger.AsOf{})
	if err != nil {
		return err
	}
	out := make([]feed.Subscription, len(list))
	for i, f := range list {
		out[i] = feed.Subscription{Title: f.Title, Address: f.Health.Now, Site: f.Site, Folders: f.Folders}
	}
	return feed.WriteOPML(std.Out, "Enligt", out)
}

// feedsListCommand is `enligt feeds list`.
type feedsListCommand struct {
	ledgerFlags
	AsOf   string `help:"As it stood after a commit, or at a time (UTC)." placeholder:"COMMIT|TIME" name:"as-of"`
	Format string `help:"What to print: text or jsonl." enum:"text,jsonl" default:"text"`
}

func (c *feedsListCommand) Run(std streams) error {
	at, ok := ledger.ParseAsOf(c.AsOf)
	if c.AsOf != "" && !ok {
		return usageError{fmt.Errorf("--as-of %s: not a moment; %s", c.AsOf, ledger.Expected("as-of"))}
	}
	store, _, err := c.open(true)
	if err != nil {
		return err
	}
	defer store.Close()
	list, err := store.Feeds(context.Background(), at)
	if err != nil {
		return err
	}
	return printFeeds(std, list, c.Format, time.Now())
}
