package feed

import (
	"bytes"
	"mime"
	"net/url"
	"slices"
	"strings"

	markup "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mostDiscovered is how many feeds a page may name.
const mostDiscovered = 50

// feedTypes are the media types of feeds.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}

// Discover lists the feeds that a page of HTML names (link rel=alternate), in its
// order, each once. address is that of the page; links without an address of the
// web are passed over.
func Discover(page []byte, address string) []Subscription {
	base := webAddress(address, nil)
	var out []Subscription
	for z := markup.NewTokenizer(bytes.NewReader(page)); len(out) < mostDiscovered; {
		token := z.Next()
		if token == markup.ErrorToken {
			break
		}
		if token != markup.StartTagToken && token != markup.SelfClosingTagToken {
			continue
		}
		switch t := z.Token(); t.DataAtom {
		case atom.Base:
			if u := webAddress(attribute(t, "href"), base); u != nil {
				base = u
			}
		case atom.Link:
			if u := alternate(t, base); u != nil && !slices.ContainsFunc(out, func(s Subscription) bool { return s.Address == u.String() }) {
				out = append(out, Subscription{Title: collapse(attribute(t, "title")), Address: u.String(), Site: address})
			}
		}
	}
	return out
}

// alternate is the feed that a link element names, nil for none.
func alternate(t markup.Token, base *url.URL) *url.URL {
	kind, _, _ := mime.ParseMediaType(attribute(t, "type"))
	if !slices.Contains(strings.Fields(strings.ToLower(attribute(t, "rel"))), "alternate") || !slices.Contains(feedTypes, kind) {
		return nil
	}
	return webAddress(attribute(t, "href"), base)
}

func attribute(t markup.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
