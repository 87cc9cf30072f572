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
	return func(yield func(enligt.Document, error) bool) {
		f, err := Open(r, o)
		if err != nil {
			yield(enligt.Document{ID: o.ID}, err)
			return
		}
		for it, err := range f.Items() {
			if err == nil && it.Text == "" {
				err = &enligt.ReadError{At: it.At, What: "an item without text", Do: "the other items are read; tell the publisher"}
			}
			if err != nil {
				it.Document = enligt.Document{ID: it.ID}
			}
			if !yield(it.Document, err) {
				return
			}
		}
	}
}
