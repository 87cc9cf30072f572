package page

import (
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/enligt/enligt"
)

// facts are what a page says of itself, the more reliable source first.
type facts struct {
	title, author, outlet, published, url string
}

// fill puts the facts into a document.
func (f facts) fill(d *enligt.Document) {
	d.Title, d.Author, d.Outlet, d.Published, d.URL = f.title, f.author, f.outlet, f.published, f.url
}

// about reads JSON-LD, then meta elements, then title and canonical link; the
// first that has a fact gives it. Which title it is, [headlines] says. address is
// where the page lay, "" where nobody knows.
func about(root *html.Node, address string) facts {
	linked, meta, plain, heads := sources(root, address)
	meta.or(plain)
	if canonical := plain.url; canonical != "" {
		linked.url = canonical
	}
	linked.or(meta)
	linked.title = heads.settle(linked.outlet)
	return linked
}

// sources are what each part of a page says of it.
func sources(root *html.Node, address string) (linked, meta, plain facts, heads headlines) {
	base, named := address, ""
	visit(root, func(n *html.Node) {
		switch n.DataAtom {
		case atom.Script:
			if strings.EqualFold(attribute(n, "type"), "application/ld+json") && n.FirstChild != nil {
				linked.or(fromJSONLD(n.FirstChild.Data))
			}
		case atom.Meta:
			meta.or(fromMeta(n))
			if named == "" && strings.EqualFold(attribute(n, "name"), "headline") {
				named = collapse(attribute(n, "content"))
			}
		case atom.Title:
			if n.FirstChild != nil {
				plain.or(facts{title: collapse(n.FirstChild.Data)})
			}
		case atom.H1:
			if heads.heading == "" {
				heads.heading = wordsOf(n)
			}
		case atom.Base:
			if base == address {
				base = against(address, attribute(n, "href"))
			}
		case atom.Link:
			if href := attribute(n, "href"); href != "" && strings.EqualFold(attribute(n, "rel"), "canonical") {
				plain.or(facts{url: webAddress(against(base, href))})
			}
		case atom.Time:
			plain.or(facts{published: date(attribute(n, "datetime"))})
		}
	})
	heads.linked, heads.meta, heads.plain = linked.title, meta.title, plain.title
	if heads.linked == "" {
		heads.linked = named
	}
	return linked, meta, plain, heads
}

// or takes from other what f lacks.
func (f *facts) or(other facts) {
	for _, p := range []struct {
		to   *string
		from string
	}{{&f.title, other.title}, {&f.author, other.author}, {&f.outlet, other.outlet}, {&f.published, other.published}, {&f.url, other.url}} {
		if *p.to == "" {
			*p.to = p.from
		}
	}
}

func visit(n *html.Node, each func(*html.Node)) {
	if n.Type == html.ElementNode {
		each(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		visit(c, each)
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func fromMeta(n *html.Node) facts {
	name := strings.ToLower(attribute(n, "property"))
	if name == "" {
		name = strings.ToLower(attribute(n, "name"))
	}
	value := collapse(attribute(n, "content"))
	switch name {
	case "og:title":
		return facts{title: value}
	case "author", "article:author":
		if webAddress(value) != "" {
			return facts{}
		}
		return facts{author: value}
	case "og:site_name":
		return facts{outlet: value}
	case "article:published_time", "date", "dc.date", "dcterms.created", "pubdate", "parsely-pub-date":
		return facts{published: date(value)}
	case "og:url":
		return facts{url: webAddress(value)}
	}
	return facts{}
}

// article types of schema.org that say what the page is about.
var articleTypes = []string{"NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "LiveBlogPosting", "BlogPosting", "OpinionNewsArticle", "BackgroundNewsArticle", "Report"}

// fromJSONLD finds the article in a block of linked data. Depth is bounded by the
// JSON decoder.
func fromJSONLD(source string) facts {
	var value any
	if json.Unmarshal([]byte(source), &value) != nil {
		return facts{}
	}
	var out facts
	var search func(v any)
	search = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				search(x)
			}
		case map[string]any:
			if isArticle(v["@type"]) {
				out.or(facts{
					title: collapse(words(v["headline"])), author: collapse(names(v["author"])), outlet: collapse(names(v["publisher"])),
					published: date(words(v["datePublished"])), url: webAddress(words(v["url"])),
				})
			}
			search(v["@graph"])
		}
	}
	search(value)
	return out
}

func isArticle(kind any) bool {
	switch kind := kind.(type) {
	case string:
		for _, t := range articleTypes {
			if kind == t {
				return true
			}
		}
	case []any:
		for _, k := range kind {
			if isArticle(k) {
				return true
			}
		}
	}
	return false
}

func words(v any) string {
	s, _ := v.(string)
	return s
}

// names of a person or an organisation, or of several.
func names(v any) string {
	switch v := v.(type) {
	case string:
		if webAddress(v) == "" {
			return v
		}
	case map[string]any:
		return words(v["name"])
	case []any:
		var out []string
		for _, x := range v {
			if n := names(x); n != "" {
				out = append(out, n)
			}
		}
		return strings.Join(out, ", ")
	}
	return ""
}

func webAddress(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return s
	}
	return ""
}

// against is what a link means on the page at base: itself, as it is written, where it
// is absolute, or where one of the two is no address.
func against(base, link string) string {
	from, err := url.Parse(base)
	if err != nil || webAddress(link) != "" {
		return link
	}
	to, err := from.Parse(link)
	if err != nil {
		return link
	}
	return to.String()
}

// date rewrites the ways in which pages date themselves to a date, RFC 3339 or
// "2023-07-28 14:30:05", without moving it to another zone.
func date(s string) string {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05 Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateTime)
		}
	}
	if _, err := time.Parse(time.DateOnly, s); err == nil {
		return s
	}
	return ""
}
