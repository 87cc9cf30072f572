package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// embedded are the articles that a page marks up in its own text, by microdata
// (itemscope, itemprop) or RDFa (typeof, property), as if they were linked data. Only
// one that holds a first heading or a body is the page's own: teasers are marked up too.
func embedded(root *html.Node) *graph {
	g := &graph{}
	var look func(n *html.Node)
	look = func(n *html.Node) {
		kinds := kindsOf(n)
		if isArticle(kinds) && holds(n, func(c *html.Node) bool { return isTop(c) || slices.Contains(properties(c), "articleBody") }) {
			item := node{"@type": kinds}
			fillItem(item, n)
			g.articles = append(g.articles, item)
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			look(c)
		}
	}
	look(root)
	return g
}

// kindsOf are the types of an element that is an item, nil where it is none.
func kindsOf(n *html.Node) []any {
	var out []any
	for _, kind := range strings.Fields(attribute(n, "itemtype") + " " + attribute(n, "typeof")) {
		out = append(out, kind)
	}
	return out
}

// properties are the names under which an element belongs to the item around it, those
// of schema.org only: Open Graph uses the same attribute.
func properties(n *html.Node) []string {
	out := strings.Fields(attribute(n, "itemprop"))
	for _, name := range strings.Fields(attribute(n, "property")) {
		name = strings.TrimPrefix(name, "schema:")
		if !strings.Contains(name, ":") {
			out = append(out, name)
		}
	}
	return out
}

// fillItem gives an item what the elements in n say of it; items inside that are no
// property of it say nothing. The first counts, but an article may have many authors.
func fillItem(item node, n *html.Node) {
	for _, name := range []string{"itemid", "resource", "about"} {
		if item["@id"] == nil && attribute(n, name) != "" {
			item["@id"] = attribute(n, name)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		names, kinds := properties(c), kindsOf(c)
		var value any
		if kinds != nil {
			inner := node{"@type": kinds}
			if len(names) > 0 {
				fillItem(inner, c)
			}
			value = inner
		}
		for _, name := range names {
			byName := slices.Contains([]string{"author", "creator", "publisher"}, name)
			v := value
			if v == nil {
				v = worth(c, byName)
			}
			if had, _ := item[name].([]any); byName {
				item[name] = append(had, v)
			} else if item[name] == nil {
				item[name] = v
			}
		}
		if kinds == nil {
			fillItem(item, c)
		}
	}
}

// worth is what an element says as a property: what is meant for programs before
// what is seen. Of somebody the name is wanted and not the link.
func worth(n *html.Node, byName bool) string {
	names := []string{"content", "datetime", "href", "src"}
	if byName {
		names = names[:1]
	}
	for _, name := range names {
		if v := attribute(n, name); v != "" {
			return v
		}
	}
	return wordsOf(n)
}
