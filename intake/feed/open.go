package feed

import (
	"fmt"
	"io"
	"iter"
	"net/url"
	"time"

	"github.com/enligt/enligt"
)

// Feed is a feed that has been read: what it says of itself, and its items.
type Feed struct {
	Title string
	Site  string // of the page that it belongs to, "" where it does not say

	// What it asks of those who come again and again.
	Every time.Duration  // at most once in this time, 0 where it does not say
	Hours []int          // of UTC, in which nothing comes
	Days  []time.Weekday // of UTC, on which nothing comes

	Total int // items it has; those over Options.MaxItems are left out

	parsed *feed
	o      Options
}

// Item is an item as a document, which may be without text.
type Item struct {
	enligt.Document
	At      string // where in the feed: "item 3"
	Updated string // when it was last changed, as it is written; "" where unknown
}

// Open reads a feed. What fails is an [enligt.ReadError].
func Open(r io.Reader, o Options) (*Feed, error) {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.MaxItems <= 0 {
		o.MaxItems = DefaultMaxItems
	}
	raw, err := io.ReadAll(io.LimitReader(r, o.MaxBytes+1))
	if err != nil {
		return nil, &enligt.ReadError{What: "cannot be read: " + err.Error(), Do: "check the file"}
	}
	if int64(len(raw)) > o.MaxBytes {
		return nil, &enligt.ReadError{At: fmt.Sprintf("byte %d", o.MaxBytes), What: fmt.Sprintf("larger than %d KB, the limit for a feed", o.MaxBytes>>10), Do: "ask the publisher for a shorter one"}
	}
	parsed, err := parse(raw, o.MaxItems)
	if err != nil {
		return nil, err
	}
	f := &Feed{Title: parsed.title, Every: parsed.every, Hours: parsed.hours, Days: parsed.days, Total: parsed.total, parsed: parsed, o: o}
	if home := f.home(); home != nil && parsed.link != "" {
		f.Site = home.String()
	}
	return f, nil
}

// home is what relative links start from.
func (f *Feed) home() *url.URL {
	base := webAddress(f.o.Address, nil)
	if home := webAddress(f.parsed.link, base); home != nil {
		return home
	}
	return base
}

// Items yields the items in the feed's order, and in the end an error where there
// are more than the limit.
func (f *Feed) Items() iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		base, seen := f.home(), map[string]int{}
		for i, it := range f.parsed.items {
			out := Item{document(it, f.parsed, base, f.o), fmt.Sprintf("item %d", i+1), it.Updated}
			if first := seen[out.ID]; first > 0 {
				out.Warnings = append(out.Warnings, fmt.Sprintf("item %d has the name of item %d", i+1, first))
			} else {
				seen[out.ID] = i + 1
			}
			if !yield(out, nil) {
				return
			}
		}
		if f.Total > f.o.MaxItems {
			yield(Item{Document: enligt.Document{ID: f.o.ID}}, &enligt.ReadError{
				At: fmt.Sprintf("item %d", f.o.MaxItems+1), What: fmt.Sprintf("%d items, the limit is %d", f.Total, f.o.MaxItems), Do: "the rest is left out; ask the publisher for a shorter feed"})
		}
	}
}
