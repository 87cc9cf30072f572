package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/intake/feed"
	"github.com/enligt/enligt/intake/fetch"
	"github.com/enligt/enligt/intake/pace"
	"github.com/enligt/enligt/ledger"
)

// mostNew is how many items one look takes in; what is left is for the next look.
const mostNew = 200

// look looks at one feed and keeps what is new, and how it went.
func (w *watch) look(ctx context.Context, id string) error {
	f, found := w.feed(id)
	if !found {
		return nil
	}
	l := &look{watch: w, feed: f, poll: ledger.Poll{Feed: id}, history: pace.History{Fixed: w.flags.Every}, taken: map[string]string{}}
	if err := l.all(ctx); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return nil // what was acknowledged is kept; the rest is for another time
	}
	if err := l.settle(ctx); err != nil {
		return err
	}
	if err := w.store.Polled(context.WithoutCancel(ctx), l.poll); err != nil {
		return err
	}
	w.looked(l.poll)
	l.report()
	return nil
}

// look is one look at a feed.
type look struct {
	*watch
	feed    ledger.Feed
	poll    ledger.Poll
	history pace.History
	taken   map[string]string // link -> address of the document that it became in this look
}

// name is what messages call the feed.
func (l *look) name() string { return cmp.Or(l.feed.Title, l.feed.Address) }

// all asks for the feed and takes in what is new. An error is one of the ledger;
// those of the feed go into the poll.
func (l *look) all(ctx context.Context) error {
	h := &l.feed.Health
	got, err := l.client.Ask(ctx, fetch.Question{Address: h.Now, ETag: h.ETag, Modified: h.Modified})
	if err != nil {
		l.fail(err)
		return nil
	}
	l.history.Asked = got.Fresh
	l.poll.Outcome, l.poll.Status, l.poll.ETag, l.poll.Modified = ledger.PollSame, http.StatusOK, got.ETag, got.Modified
	if got.Same {
		l.poll.Status, l.poll.Items = http.StatusNotModified, h.Last.Items
		l.pace()
		return nil
	}
	if got.Moved != "" && got.Moved != h.Now {
		l.poll.Moved = got.Moved
	}
	fresh, err := l.open(ctx, got)
	if err != nil {
		return err
	}
	return l.takeIn(ctx, fresh)
}

// open reads the feed and picks what is to be taken in. One feed at a time is in
// memory whole.
func (l *look) open(ctx context.Context, got *fetch.Page) ([]sighting, error) {
	l.large <- struct{}{}
	defer func() { <-l.large }()
	f, err := feed.Open(bytes.NewReader(got.UTF8()), feed.Options{ID: got.Address, Address: got.Address})
	if got.Body = nil; err != nil {
		l.poll.Moved = ""
		l.fail(err)
		return nil, nil
	}
	l.count(func(w *watch) { w.asks[l.feed.ID] = asking{f.Every, f.Hours, f.Days} })
	l.pace()
	l.poll.Items, l.poll.Title = f.Total, f.Title
	l.feed.Title = cmp.Or(l.feed.Title, f.Title)
	return l.fresh(ctx, f)
}

// pace takes over what the feed asked for when its body was last seen.
func (l *look) pace() {
	l.count(func(w *watch) {
		a := w.asks[l.feed.ID]
		l.history.Asked, l.history.Hours, l.history.Days = max(l.history.Asked, a.every), a.hours, a.days
	})
}

// fail notes that the feed could not be had or read.
func (l *look) fail(err error) {
	l.poll.Outcome = ledger.PollFailed
	l.poll.Err = *asReadError(err)
	var refused *fetch.Refused
	if errors.As(err, &refused) {
		l.poll.Status, l.history.Wait = refused.Code, refused.After
	}
	l.history.Failures = l.feed.Health.Last.Pace.Failures + 1
	if l.poll.Status == http.StatusGone {
		l.poll.Outcome = ledger.PollGone
	}
}

// settle plans the next look.
func (l *look) settle(ctx context.Context) error {
	now := l.clock.Now()
	l.poll.UTC = now
	if l.poll.Outcome == ledger.PollGone {
		l.poll.Pace = ledger.Pace{Rule: ledger.PaceGone, Failures: l.history.Failures}
		return nil
	}
	items, err := l.store.Items(ctx, l.feed.ID, now.Add(-itemsSince), mostTimes)
	if err != nil {
		return err
	}
	l.history.Now, l.history.Items = now, itemTimes(items)
	plan := pace.Next(l.history, l.random)
	l.poll.Next, l.poll.Every = plan.Next, plan.Every
	l.poll.Pace = ledger.Pace{Rule: ledger.PaceRule(plan.Rule), Week: plan.Week, Asked: plan.Asked, Failures: l.history.Failures}
	return nil
}

// What tells how often something comes.
const (
	itemsSince = 28 * 24 * time.Hour
	mostTimes  = 1000
	sameLook   = 30 * time.Minute
)

// itemTimes are when items came out: as they say, else when they were first seen. What
// lay there undated when somebody first looked says nothing.
func itemTimes(items []ledger.Item) []time.Time {
	var first time.Time
	for _, it := range items {
		if first.IsZero() || it.Seen.Before(first) {
			first = it.Seen
		}
	}
	var out []time.Time
	for _, it := range items {
		switch {
		case !it.Published.IsZero():
			out = append(out, it.Published)
		case it.Seen.Sub(first) > sameLook:
			out = append(out, it.Seen)
		}
	}
	return out
}

// report tells on standard error how the look went.
func (l *look) report() {
	p := &l.poll
	switch {
	case p.Outcome == ledger.PollGone:
		l.note("%s: %s; it is not looked at any more, enligt feeds remove takes it off the list", l.name(), p.Err.What)
	case p.Outcome == ledger.PollFailed:
		l.count(func(w *watch) { w.failed++ })
		l.note("%s: %s", l.name(), failureWords(p))
	case p.Outcome == ledger.PollNew || l.chatty:
		what := "nothing new"
		if p.Outcome == ledger.PollNew {
			what = fmt.Sprintf("%d new, %d changed, %d failed", p.New, p.Changed, p.Lost)
		}
		l.note("%s: %s of %s; %s", l.name(), what, plural(p.Items, "item"), paceWords(p))
	}
	if p.Moved != "" {
		l.note("%s: moved for good to %s", l.name(), p.Moved)
	}
}

// failureWords say why a look failed and when the next one is.
func failureWords(p *ledger.Poll) string {
	said := p.Err.What
	for _, part := range []string{p.Err.At, p.Err.Do} {
		if part != "" {
			said += ", " + part
		}
	}
	return said + "; " + paceWords(p)
}

// count changes a number under the lock.
func (w *watch) count(do func(*watch)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	do(w)
}

// takeIn keeps the items that are new or changed, the oldest first, so that the
// newest stand on top.
func (l *look) takeIn(ctx context.Context, fresh []sighting) error {
	if len(fresh) > mostNew {
		l.history.Rest = true
		fresh = fresh[:mostNew]
	}
	slices.Reverse(fresh)
	for i := range fresh {
		if ctx.Err() != nil {
			return nil
		}
		if l.history.Wait > 0 { // the pages' server asks to be left alone
			l.history.Rest = true
			break
		}
		if err := l.keep(ctx, &fresh[i]); err != nil {
			return err
		}
		fresh[i] = sighting{} // its text is not needed any more
	}
	if l.poll.New+l.poll.Changed > 0 {
		l.poll.Outcome = ledger.PollNew
	}
	if l.history.Rest || l.history.Again {
		l.poll.ETag, l.poll.Modified = "", "" // the feed shall be sent again
	}
	return nil
}

// sighting is an item of a feed that is to be taken in.
type sighting struct {
	item  feed.Item
	seen  ledger.Item
	knows ledger.Recognised
}

// asked is how many items the ledger is asked about at a time.
const asked = 256

// fresh picks the items that the ledger does not know as they are, at most one more
// than a look takes in. The others are counted.
func (l *look) fresh(ctx context.Context, f *feed.Feed) (out []sighting, err error) {
	var batch []sighting
	names := map[string]bool{} // a link or a name twice in a feed is one item
	flush := func() error {
		items := make([]ledger.Item, len(batch))
		for i := range batch {
			items[i] = batch[i].seen
		}
		known, err := l.store.Recognise(ctx, l.feed.ID, items)
		if err != nil {
			return err
		}
		for i, k := range known {
			if batch[i].knows = k; k.State == ledger.ItemKnown {
				l.poll.Known++
			} else if len(out) <= mostNew {
				out = append(out, batch[i])
			}
		}
		batch = batch[:0]
		return nil
	}
	for it, err := range f.Items() {
		if err != nil {
			if err := l.lose(ctx, l.feed.Address, l.name(), err, nil); err != nil {
				return nil, err
			}
			continue
		}
		s := sighting{item: it, seen: l.item(&it)}
		if names[s.seen.Key] {
			continue
		}
		names[s.seen.Key] = true
		if batch = append(batch, s); len(batch) == asked {
			if err := flush(); err != nil {
				return nil, err
			}
		}
	}
	return out, flush()
}

// item is what the ledger keeps of an item.
func (l *look) item(it *feed.Item) ledger.Item {
	out := ledger.Item{Feed: l.feed.ID, Key: it.ID, Seen: l.clock.Now(), Digest: ledger.DigestOf(it.Title, it.Text, it.Updated, it.Document.URL)}
	if it.URL != "" {
		out.Link = canonical(it.URL)
	}
	if it.ID == it.URL {
		out.Key = out.Link
	}
	if at, err := time.Parse(time.RFC3339, it.Published); err == nil {
		out.Published = at.UTC()
	}
	return out
}

// lose keeps an error of an item.
func (l *look) lose(ctx context.Context, address, name string, err error, it *ledger.Item) error {
	told := asReadError(err)
	l.poll.Lost++
	l.count(func(w *watch) { w.failed++; complain(w.std.Err, name, told) })
	r := readItem(l.read, item{name: name, doc: enligt.Document{ID: name, Address: address}, err: told})
	_, err = l.store.Add(context.WithoutCancel(ctx), l.origin(), []ledger.Entry{{Reading: r.reading, Item: it}})
	return err
}

// origin says that the program writes, by itself.
func (w *watch) origin() ledger.Origin {
	return ledger.Origin{UTC: w.clock.Now(), Program: enligt.Version}
}
