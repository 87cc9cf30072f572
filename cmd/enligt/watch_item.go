package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/intake/fetch"
	"github.com/enligt/enligt/ledger"
)

// mostTries is how often a page that fails for the time being is tried.
const mostTries = 3

// keep takes in one item: its page where that can be had, else the feed's own text.
func (l *look) keep(ctx context.Context, s *sighting) error {
	name := cmp.Or(s.item.URL, s.item.ID)
	if address := l.taken[s.seen.Link]; address != "" && s.seen.Link != "" {
		s.knows = ledger.Recognised{State: ledger.ItemLinked, Address: address}
	}
	if s.knows.State == ledger.ItemLinked {
		return l.notice(ctx, s, name)
	}
	doc, why := l.text(ctx, s)
	if ctx.Err() != nil {
		return nil
	}
	var refused *fetch.Refused
	if errors.As(why, &refused) {
		l.history.Wait = refused.After
	}
	s.seen.Seen = l.clock.Now()
	s.seen.From = ledger.FromPage
	if doc.Medium == enligt.FeedItem {
		s.seen.From = ledger.FromFeed
	}
	if fetch.Temporary(why) && s.knows.Tries+1 < mostTries {
		s.seen.From, l.history.Again = ledger.FromLater, true
	}
	switch {
	case why != nil && s.knows.Paged: // what the feed says of a page is no new version of it
		if s.seen.Address = s.knows.Address; s.seen.From == ledger.FromFeed {
			s.seen.From = ledger.FromPage
		}
		l.note("%s: %s; what is kept of it stays", name, asReadError(why).What)
		return l.store.Notice(context.WithoutCancel(ctx), []ledger.Item{s.seen})
	case doc.Text == "":
		if s.seen.From != ledger.FromLater {
			s.seen.From = ledger.FromNone
		}
		return l.lose(ctx, cmp.Or(s.seen.Link, doc.Address), l.named(s), cmp.Or(why, errEmpty), &s.seen)
	case why != nil:
		l.note("%s: %s; the feed's own text is kept", name, asReadError(why).What)
	}
	return l.add(ctx, doc, s, name)
}

// errEmpty is an item with nothing to read and no link to follow.
var errEmpty error = &enligt.ReadError{What: "an item without text or link", Do: "the other items are read; tell the publisher"}

// named is what messages call an item.
func (l *look) named(s *sighting) string { return cmp.Or(s.item.URL, l.name()+", "+s.item.At) }

// notice keeps an item whose page is in the ledger already.
func (l *look) notice(ctx context.Context, s *sighting, name string) error {
	ctx = context.WithoutCancel(ctx)
	doc, err := l.store.Document(ctx, s.knows.Address, ledger.AsOf{})
	if err != nil {
		return err
	}
	s.seen.From, s.seen.Address = ledger.FromPage, s.knows.Address
	if err := l.store.Notice(ctx, []ledger.Item{s.seen}); err != nil {
		return err
	}
	l.poll.Known++
	l.count(func(w *watch) { w.known++ })
	l.acknowledge(ledger.Known, doc.Version.ID, name)
	return nil
}

// add reads a document, keeps it and acknowledges it.
func (l *look) add(ctx context.Context, doc enligt.Document, s *sighting, name string) error {
	if doc.Address == "" {
		doc.Address = addressOf(name, &doc)
	}
	l.cores <- struct{}{}
	r := readItem(l.read, item{name: name, doc: doc})
	<-l.cores
	if r.reading.Err != nil {
		s.seen.From = ledger.FromNone
		return l.lose(ctx, doc.Address, l.named(s), r.reading.Err, &s.seen)
	}
	list, err := l.store.Add(context.WithoutCancel(ctx), l.origin(), []ledger.Entry{{Reading: r.reading, Words: r.words, Item: &s.seen}})
	if err != nil {
		return err
	}
	l.taken[s.seen.Link], l.taken[doc.Address] = doc.Address, doc.Address
	if list[0].State == ledger.Known {
		l.poll.Known++
		l.count(func(w *watch) { w.known++ })
	} else {
		if s.knows.State == ledger.ItemChanged || s.knows.State == ledger.ItemAgain {
			l.poll.Changed++
		} else {
			l.poll.New++
		}
		l.count(func(w *watch) { w.added++; w.found += len(r.reading.Statements) })
	}
	l.acknowledge(list[0].State, list[0].Version, name)
	if list[0].SameText != "" {
		l.note("%s: note: same text as %s", name, list[0].SameText)
	}
	return nil
}

// acknowledge says on standard output what is on the disk.
func (w *watch) acknowledge(state ledger.State, version, name string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	fmt.Fprintf(w.std.Out, "%s %s %s\n", state, version, printable(name))
}

// text is the document of an item: its page, else what the feed says, with the
// reason why it is not the page. Its Text is empty where there is neither.
func (l *look) text(ctx context.Context, s *sighting) (doc enligt.Document, why error) {
	own := s.item.Document
	own.Fetched = l.clock.Now().UTC().Format(time.RFC3339)
	if own.Address == "" && own.URL != "" {
		own.Address = canonical(own.URL)
	}
	if own.Address == "" {
		own.Address = addressOf(l.feed.Address, &own)
	}
	if s.seen.Link == "" {
		return own, nil
	}
	page, err := l.page(ctx, s.item.URL, own.Title)
	if err == nil && len(strings.Fields(page.Text))*2 < len(strings.Fields(own.Text)) {
		err = &enligt.ReadError{What: "the page holds less than the feed", Do: "open it in a browser to see why"}
	}
	if err != nil {
		own.Warnings = append(own.Warnings, fmt.Sprintf("the page %s could not be had (%s): this is the text of the feed", s.item.URL, asReadError(err).What))
		return own, err
	}
	page.Title, page.Author, page.Outlet = cmp.Or(page.Title, own.Title), cmp.Or(page.Author, own.Author), cmp.Or(page.Outlet, own.Outlet, l.feed.Title)
	if page.Published == "" || len(page.Published) == len(time.DateOnly) && strings.HasPrefix(own.Published, page.Published) {
		page.Published = cmp.Or(own.Published, page.Published)
	}
	return page, nil
}

// page fetches the page that an item links to and calls so.
func (w *watch) page(ctx context.Context, link, called string) (doc enligt.Document, err error) {
	got, err := w.client.Ask(ctx, fetch.Question{Address: link})
	if err != nil {
		return doc, err
	}
	if isFront(got.Address) && !isFront(link) {
		return doc, &enligt.ReadError{What: "leads to the front page " + got.Address, Do: "open it in a browser to see why"}
	}
	if kind := mediaKind(got.Type); kind != "" && !strings.HasPrefix(kind, "text/") && !strings.HasSuffix(kind, "xml") {
		return doc, &enligt.ReadError{What: "no page but " + kind, Do: "save its text and give the file"}
	}
	for doc, err = range fetchedDocuments(got, link, called, "auto", w.clock.Now()) {
		break
	}
	switch {
	case err != nil:
		return doc, err
	case doc.Medium != enligt.Web:
		return doc, &enligt.ReadError{What: "no page but a feed", Do: "follow it with enligt feeds add"}
	case strings.TrimSpace(doc.Text) == "":
		return doc, &enligt.ReadError{What: "a page without text", Do: "open it in a browser to see why"}
	}
	return doc, nil
}

// isFront holds for the address of a site's first page.
func isFront(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}
