// Package feed takes in the items of a feed: RSS, RDF, Atom or JSON Feed.
//
// In goes a feed, out comes a document an item, in the feed's order: its text is the
// whole content where the feed has it, else the summary, else the title, without markup; title,
// author, date and address are what the item says of itself, the outlet is the
// feed's title. What fails is an [enligt.ReadError]: of the feed, where it is too
// large, too deep or no feed, and then nothing else comes; of an item, where it
// has no text, and then the others come.
//
// The package reads and writes lists of feeds (OPML) too.
package feed

import (
	"fmt"
	"io"
	"iter"

	"github.com/enligt/enligt"
)

// Limits of a feed that Options leave open.
const (
	DefaultMaxBytes = 16 << 20
	DefaultMaxItems = 10000
)

// Options say how to read.
type Options struct {
	ID       string // of an item without any name of its own: this and a "#" come before its hash
	Address  string // where the feed was found; relative links start there
	MaxBytes int64  // DefaultMaxBytes where 0
	MaxItems int    // DefaultMaxItems where 0; those after are left out, which is an error
}

// Read yields a document or an error for each item of the feed that r holds. A
// document in error has its ID only.
func Read(r io.Reader, o Options) iter.Seq2[enligt.Document, error] {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.MaxItems <= 0 {
		o.MaxItems = DefaultMaxItems
	}
	return func(yield func(enligt.Document, error) bool) {
		raw, err := io.ReadAll(io.LimitReader(r, o.MaxBytes+1))
		if err != nil {
			yield(enligt.Document{ID: o.ID}, &enligt.ReadError{What: "cannot be read: " + err.Error(), Do: "check the file"})
			return
		}
		if int64(len(raw)) > o.MaxBytes {
			yield(enligt.Document{ID: o.ID}, &enligt.ReadError{At: fmt.Sprintf("byte %d", o.MaxBytes), What: fmt.Sprintf("larger than %d KB, the limit for a feed", o.MaxBytes>>10), Do: "ask the publisher for a shorter one"})
			return
		}
		parsed, err := parse(raw)
		if err != nil {
			yield(enligt.Document{ID: o.ID}, err)
			return
		}
		items(parsed, o, yield)
	}
}

// items yields what the feed holds, up to the limit.
func items(f *feed, o Options, yield func(enligt.Document, error) bool) {
	base := webAddress(o.Address, nil)
	if home := webAddress(f.link, base); home != nil {
		base = home
	}
	seen := map[string]int{}
	for i, it := range f.items {
		if i == o.MaxItems {
			yield(enligt.Document{ID: o.ID}, &enligt.ReadError{
				At: fmt.Sprintf("item %d", i+1), What: fmt.Sprintf("%d items, the limit is %d", len(f.items), o.MaxItems), Do: "the rest is left out; ask the publisher for a shorter feed"})
			return
		}
		doc, err := document(it, f, base, o)
		if err != nil {
			doc = enligt.Document{ID: doc.ID}
			err = &enligt.ReadError{At: fmt.Sprintf("item %d", i+1), What: err.Error(), Do: "the other items are read; tell the publisher"}
		} else if first := seen[doc.ID]; first > 0 {
			doc.Warnings = append(doc.Warnings, fmt.Sprintf("item %d has the name of item %d", i+1, first))
		} else {
			seen[doc.ID] = i + 1
		}
		if !yield(doc, err) {
			return
		}
	}
}
