// Package page takes in a news article from a page of HTML.
//
// In goes a page, out comes a document: its text is the article without the menus
// around it, its blocks (headings, paragraphs, captions, lists) joined by a blank
// line; title, author, outlet, date and address are what the page says of itself
// (JSON-LD first, then meta elements). What fails is an [enligt.ReadError]: a page
// over the limits of size, elements or text, one that is no HTML, or one without an article.
package page

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/enligt/enligt"
)

// DefaultMaxBytes is the size above which a page is refused.
const DefaultMaxBytes = 16 << 20

// fewestWords an article has; what is shorter is a menu or an error page.
const fewestWords = 3

// Options say how to read.
type Options struct {
	ID       string // becomes Document.ID
	Address  string // where the page lay, "" where nobody knows; what it calls itself may be relative to it
	Called   string // the title by which a feed leads to the page, "" for none: which of the page's own titles is for people
	MaxBytes int64  // DefaultMaxBytes where 0
}

// Read yields the one document that r holds, or the error that kept it from
// being one; the document then has its ID only.
func Read(r io.Reader, o Options) iter.Seq2[enligt.Document, error] {
	return func(yield func(enligt.Document, error) bool) {
		doc, err := read(r, o)
		if err != nil {
			doc = enligt.Document{ID: o.ID}
		}
		yield(doc, err)
	}
}

func read(r io.Reader, o Options) (doc enligt.Document, err error) {
	limit := o.MaxBytes
	if limit <= 0 {
		limit = DefaultMaxBytes
	}
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return doc, &enligt.ReadError{What: "cannot be read: " + err.Error(), Do: "check the file"}
	}
	if int64(len(raw)) > limit {
		return doc, &enligt.ReadError{At: fmt.Sprintf("byte %d", limit), What: fmt.Sprintf("larger than %d MB, the limit for a page", limit>>20), Do: "save the article as text"}
	}
	source := decode(raw)
	if err := checkBounds(source); err != nil {
		return doc, err
	}
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return doc, &enligt.ReadError{What: "not HTML: " + err.Error(), Do: "save the article as text"}
	}
	doc = enligt.Document{ID: o.ID, Extractor: extractorName}
	about(root, o.Address, o.Called).fill(&doc)
	prepare(root)
	content, err := article(root, usualSize)
	if err != nil {
		return doc, &enligt.ReadError{What: "no article found in the page", Do: "save the article as text"}
	}
	doc.Text, doc.Blocks = lay(content, doc.Title)
	if len(doc.Blocks) <= 1 {
		layFlash(&doc, root)
	}
	addLead(&doc, root)
	if len(strings.Fields(doc.Text)) < fewestWords {
		return doc, &enligt.ReadError{What: "no article found in the page", Do: "save the article as text"}
	}
	return doc, nil
}

// Sizes of an article in characters: what the extractor is sure of, and what a news
// flash may have.
const (
	usualSize = 250
	flashSize = 20
)

// layFlash tries again for a short article: one that came out as a single block,
// its title, paragraphs and what stands around them run together. It takes the
// second try where that has most of the words.
func layFlash(doc *enligt.Document, root *html.Node) {
	content, err := article(root, flashSize)
	if err != nil {
		return
	}
	text, blocks := lay(content, doc.Title)
	if len(strings.Fields(text))*5 >= len(strings.Fields(doc.Text))*4 {
		doc.Text, doc.Blocks = text, blocks
	}
}

// decode turns the bytes into UTF-8: what is UTF-8 is believed to be it, whatever
// the page declares; else the mark or the declaration counts.
func decode(raw []byte) string {
	if utf8.Valid(raw) {
		return string(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")))
	}
	encoding, _, _ := charset.DetermineEncoding(raw, "")
	text, err := encoding.NewDecoder().Bytes(raw)
	if err != nil {
		text = raw
	}
	return strings.ToValidUTF8(string(text), "\uFFFD")
}
