package feed

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"
	"golang.org/x/net/html/charset"

	"github.com/enligt/enligt"
)

// extractorName stands in every document: another version may read otherwise.
const extractorName = "gofeed 1.4.2"

// maxDepth of elements. The library walks down element by element, and a feed
// could make it run out of stack.
const maxDepth = 200

// feed is what a feed says of itself, and its items.
type feed struct {
	title, link string
	items       []*gofeed.Item
	total       int // items it has; more than len(items) where it was cut
	rhythm
}

// sourceKey is where an item's own feed stands among what the library leaves free.
const sourceKey = "enligt source"

// parse is the only place that knows which library reads feeds; a fault in there
// is an error here.
func parse(raw []byte, most int) (out *feed, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			out, err = nil, notFeed(fmt.Sprint(fault))
		}
	}()
	text, total := clean(decode(raw)), 0
	if strings.HasPrefix(text, "<") {
		if text, total, err = cut(text, most); err != nil {
			return nil, err
		}
	}
	p := gofeed.NewParser()
	p.RSSTranslator, p.AtomTranslator = rssTranslator{}, atomTranslator{}
	got, err := p.ParseString(text)
	switch {
	case errors.Is(err, gofeed.ErrFeedTypeNotDetected):
		return nil, notFeed("")
	case err != nil:
		return nil, notFeed(err.Error())
	}
	out = &feed{title: collapse(plain(got.Title)), link: got.Link, items: got.Items, total: max(total, len(got.Items)), rhythm: rhythmOf(got)}
	out.items = out.items[:min(len(out.items), most)]
	return out, nil
}

func notFeed(why string) error {
	what := "no feed"
	if why != "" {
		what = "a feed that cannot be read: " + why
	}
	return &enligt.ReadError{What: what, Do: "give RSS, Atom, RDF or JSON Feed; open the address in a browser to see what it is"}
}

// declared finds the encoding in an XML declaration.
var declared = regexp.MustCompile(`^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// declaration is that line, which is wrong once the bytes are UTF-8.
var declaration = regexp.MustCompile(`^\s*<\?xml[^>]*?\?>`)

// decode turns the bytes into UTF-8: what is UTF-8 is believed to be it, whatever
// the feed declares; else the mark or the declaration counts.
func decode(raw []byte) string {
	label := ""
	switch {
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}), bytes.HasPrefix(raw, []byte{0, '<'}):
		label = "utf-16be"
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}), bytes.HasPrefix(raw, []byte{'<', 0}):
		label = "utf-16le"
	case utf8.Valid(raw):
		return string(raw)
	}
	if m := declared.FindSubmatch(raw[:min(len(raw), 1024)]); m != nil && label == "" {
		label = string(m[1])
	}
	encoding, name := charset.Lookup(label)
	if encoding == nil || name == "utf-8" || name == "replacement" {
		encoding, _ = charset.Lookup("windows-1252")
	}
	text, err := encoding.NewDecoder().Bytes(raw)
	if err != nil {
		text = raw
	}
	return strings.ToValidUTF8(string(text), "\uFFFD")
}

// clean drops the mark, the declaration and the characters that XML does not have.
func clean(text string) string {
	text = strings.TrimLeft(strings.TrimPrefix(strings.TrimSpace(text), "\uFEFF"), " \t\r\n")
	text = text[len(declaration.FindString(text)):]
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, text))
}

// rssTranslator keeps what the library's own leaves out: a guid that is the link,
// and the feed that an item was taken from.
type rssTranslator struct{}

func (rssTranslator) Translate(from any) (*gofeed.Feed, error) {
	out, err := (&gofeed.DefaultRSSTranslator{DisableContentImageScan: true}).Translate(from)
	if err != nil {
		return nil, err
	}
	setRhythm(out, from.(*rss.Feed))
	for i, it := range from.(*rss.Feed).Items {
		if it.GUID != nil && out.Items[i].Link == "" && !strings.EqualFold(it.GUID.IsPermalink, "false") && isAddress(it.GUID.Value) {
			out.Items[i].Link = it.GUID.Value
		}
		if it.Source != nil {
			setSource(out.Items[i], it.Source.URL)
		}
	}
	return out, nil
}

// isAddress reports whether a guid can be a link, as it says unless told otherwise: many
// are but a number or a name.
func isAddress(guid string) bool {
	guid = strings.TrimSpace(guid)
	return strings.Contains(guid, "://") || strings.HasPrefix(guid, "/")
}

type atomTranslator struct{}

func (atomTranslator) Translate(from any) (*gofeed.Feed, error) {
	out, err := (&gofeed.DefaultAtomTranslator{}).Translate(from)
	if err != nil {
		return nil, err
	}
	for i, entry := range from.(*atom.Feed).Entries {
		if entry.Source == nil {
			continue
		}
		for _, l := range entry.Source.Links {
			if l.Rel == "self" || l.Rel == "alternate" || l.Rel == "" {
				setSource(out.Items[i], l.Href)
				break
			}
		}
	}
	return out, nil
}

func setSource(it *gofeed.Item, address string) {
	if it.Custom == nil {
		it.Custom = map[string]string{}
	}
	it.Custom[sourceKey] = address
}
