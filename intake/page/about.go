package page

import (
	"net/url"
	"slices"
	"strings"

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
// where the page lay, "" where nobody knows, called what a feed calls it.
func about(root *html.Node, address, called string) facts {
	linked, meta, plain, heads := sources(root, address)
	meta.or(plain)
	if canonical := plain.url; canonical != "" {
		linked.url = canonical
	}
	linked.or(meta)
	linked.title = heads.settle(linked.outlet, called)
	return linked
}

// sources are what each part of a page says of it.
func sources(root *html.Node, address string) (linked, meta, plain facts, heads headlines) {
	base, named, nodes := address, "", graph{}
	visit(root, func(n *html.Node) {
		switch n.DataAtom {
		case atom.Script:
			if kind, _, _ := strings.Cut(attribute(n, "type"), ";"); strings.EqualFold(strings.TrimSpace(kind), "application/ld+json") && n.FirstChild != nil {
				nodes.read(n.FirstChild.Data)
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
		}
	})
	plain.or(facts{published: shownTime(root), author: shownAuthor(root)})
	linked = nodes.facts(plain.url, meta.url, address)
	marked := embedded(root).facts(plain.url, meta.url, address)
	heads.linked, heads.meta, heads.plain = linked.title, meta.title, plain.title
	if heads.linked == "" {
		heads.linked = named
	}
	if heads.meta == "" && marked.title != "" {
		heads.plain = marked.title // what is marked on the page may be its heading with a kicker: after og:title
	}
	linked.or(marked)
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

// shownTime is the first time element of an article that holds a first heading, else
// the first of the page, which may be today's or that of a teaser.
func shownTime(root *html.Node) (out string) {
	headed := once(func(article *html.Node) bool { return article != nil && holds(article, isTop) })
	for _, n := range elements(root, func(n *html.Node) bool { return n.DataAtom == atom.Time }) {
		when := date(attribute(n, "datetime"))
		if when == "" {
			when = date(wordsOf(n))
		}
		if when != "" && headed(within(n, atom.Article)) {
			return when
		} else if out == "" {
			out = when
		}
	}
	return out
}

// shownAuthor is whom the first links to an author name that stand side by side.
func shownAuthor(root *html.Node) string {
	var names []string
	var line *html.Node
	isLink := func(n *html.Node) bool {
		return n.DataAtom == atom.A && slices.Contains(strings.Fields(attribute(n, "rel")), "author")
	}
	for _, n := range elements(root, isLink) {
		name := wordsOf(n)
		if name == "" || line != nil && n.Parent != line || within(n, atom.Nav, atom.Aside, atom.Footer) != nil {
			continue
		}
		if line = n.Parent; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
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
	case "author", "article:author", "dc.creator", "dcterms.creator":
		if webAddress(value) != "" {
			return facts{}
		}
		return facts{author: value}
	case "og:site_name", "dc.publisher", "dcterms.publisher":
		return facts{outlet: value}
	case "article:published_time", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created", "pubdate", "parsely-pub-date":
		return facts{published: date(value)}
	case "og:url":
		return facts{url: webAddress(value)}
	}
	return facts{}
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
