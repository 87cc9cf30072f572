package page

import (
	"encoding/json"
	"html"
	"slices"
	"strings"
)

// node is an object of linked data (JSON-LD).
type node = map[string]any

// graph holds what the blocks of linked data on a page say: the articles in their
// order, and every object with an id, for others may only name it.
type graph struct {
	articles []node
	named    map[string]node
}

// articleTypes are those of schema.org that say what the page is about.
var articleTypes = []string{"NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "LiveBlogPosting", "BlogPosting", "OpinionNewsArticle", "BackgroundNewsArticle", "Report"}

// read takes in a block; one that is no JSON is mended and tried again. Depth is
// bounded by the JSON decoder.
func (g *graph) read(source string) {
	var value any
	if json.Unmarshal([]byte(source), &value) == nil || json.Unmarshal([]byte(mended(source)), &value) == nil {
		g.take(value)
	}
}

// wrappers are what old habits put around the contents of a script.
var wrappers = strings.NewReplacer("<![CDATA[", "", "]]>", "", "<!--", "", "-->", "")

// mended is linked data without what stands around it (comments, CDATA, a semicolon),
// and with spaces for the line breaks inside strings, which JSON forbids and pages have.
func mended(source string) string {
	source = wrappers.Replace(source)
	from, to := strings.IndexAny(source, "{["), strings.LastIndexAny(source, "}]")
	if from < 0 || to < from {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, source[from:to+1])
}

// take goes through lists, graphs and what a page says it is about; what stands inside an
// article is not the page's.
func (g *graph) take(v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			g.take(x)
		}
	case node:
		if id := words(v["@id"]); id != "" && len(v) > 1 && g.named[id] == nil {
			if g.named == nil {
				g.named = map[string]node{}
			}
			g.named[id] = v
		}
		if isArticle(v["@type"]) {
			g.articles = append(g.articles, v)
		}
		g.take(v["@graph"])
		g.take(v["mainEntity"])
	}
}

// facts are those of the article that says it lies at one of the addresses, else of the
// first. What it lacks comes from others with its headline or without any: another
// headline is another article, which a page may show beside its own.
func (g *graph) facts(addresses ...string) (out facts) {
	main := max(0, slices.IndexFunc(g.articles, func(a node) bool { return liesAt(a, addresses) }))
	for i := range g.articles {
		f := g.article(g.articles[(main+i)%len(g.articles)])
		if i == 0 || out.title == "" || f.title == "" || flat(f.title) == flat(out.title) {
			out.or(f)
		}
	}
	return out
}

func (g *graph) article(a node) facts {
	who := func(property, other string) string {
		name := g.names(a[property])
		if name == "" {
			name = g.names(a[other])
		}
		return collapse(html.UnescapeString(name))
	}
	out := facts{
		title: collapse(words(a["headline"])), author: who("author", "creator"), outlet: who("publisher", "sourceOrganization"),
		published: date(words(a["datePublished"])), url: webAddress(words(a["url"])),
	}
	out.or(facts{url: webAddress(pageOf(a))})
	return out
}

// liesAt reports whether an article names one of the addresses as its own.
func liesAt(a node, addresses []string) bool {
	for _, own := range []string{words(a["url"]), words(a["@id"]), pageOf(a)} {
		if own = place(own); own != "" && slices.ContainsFunc(addresses, func(a string) bool { return place(a) == own }) {
			return true
		}
	}
	return false
}

// pageOf is the address of the page that an article says it is the main thing of.
func pageOf(a node) string {
	of := a["mainEntityOfPage"]
	if page, ok := of.(node); ok {
		of = page["@id"]
	}
	return words(of)
}

// place is a web address without what two ways to write the same differ in.
func place(address string) string {
	address, _, _ = strings.Cut(webAddress(address), "#")
	_, address, _ = strings.Cut(address, "//")
	return strings.TrimSuffix(address, "/")
}

func isArticle(kind any) bool {
	switch kind := kind.(type) {
	case string:
		return slices.Contains(articleTypes, kind[strings.LastIndexAny(kind, "/:")+1:]) // "schema:Article", "https://schema.org/Article"
	case []any:
		return slices.ContainsFunc(kind, isArticle)
	}
	return false
}

func words(v any) string {
	s, _ := v.(string)
	return s
}

// names of a person or an organisation, or of several; one that is only referred to is
// looked up.
func (g *graph) names(v any) string {
	switch v := v.(type) {
	case string:
		if webAddress(v) == "" {
			return v
		}
	case node:
		if v["name"] == nil {
			v = g.named[words(v["@id"])]
		}
		return plainNames(v["name"])
	case []any:
		var out []string
		for _, x := range v {
			if n := g.names(x); n != "" {
				out = append(out, n)
			}
		}
		return strings.Join(out, ", ")
	}
	return ""
}

// plainNames is a name, or several in a list.
func plainNames(v any) string {
	list, ok := v.([]any)
	if !ok {
		return words(v)
	}
	var out []string
	for _, x := range list {
		if s := words(x); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}
