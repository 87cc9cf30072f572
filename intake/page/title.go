package page

import (
	"html"
	"strings"

	markup "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// headlines are the titles that a page gives itself, "" where it gives none: in
// linked data or as its headline, to those who share it (og:title), to the reader (the first h1), to
// the browser (the title element).
type headlines struct{ linked, meta, heading, plain string }

// settle says which is the page's title: the first of them that there is, the
// heading left out because a site's menu may stand in one. What the page itself
// leaves out elsewhere is no part of it: a tail after a mark (the site, a section)
// that another of its titles lacks, a kicker in front that og:title lacks, or one that
// the heading exchanges for another. And where linked data say what the browser's tab
// says, while the heading says what is shared, the former two are for search engines
// and the latter two for people. But where one of them is what a feed calls the page, its
// outlet has settled it: called, "" for none.
func (h headlines) settle(outlet, called string) string {
	title := ""
	own := []*string{&h.linked, &h.meta, &h.plain}
	for _, t := range append(own, &h.heading) {
		*t = withoutSite(*t, outlet)
		if *t != "" && same(*t, withoutSite(called, outlet)) {
			return *t
		}
	}
	for _, t := range own {
		if title == "" {
			title = *t
		}
	}
	for _, t := range []string{h.meta, h.plain, h.heading} {
		if hasTail(title, t) {
			title = t
		}
	}
	forPeople := h.meta != "" && same(h.meta, h.heading) && same(h.linked, h.plain)
	if h.linked == "" && h.meta == "" && hasKicker(title, h.heading) {
		title = h.heading // the browser's tab says more than the page
	}
	if hasKicker(title, h.meta) || forPeople {
		title = h.meta
	}
	if rest := behindKickers(title, h.heading); rest != "" {
		title = rest
	}
	return title
}

// same reports whether two titles differ in nothing but how they are set.
func same(a, b string) bool { return strings.EqualFold(flat(a), flat(b)) }

// behindKickers is what stands in a behind its first mark where b has the same
// behind another kicker, "" where it has not: a page that puts now the one, now the
// other in front means neither as its headline.
func behindKickers(a, b string) string {
	at, length := -1, 0
	for _, m := range marks {
		if i := strings.Index(a, m); i > 0 && (at < 0 || i < at) {
			at, length = i, len(m)
		}
	}
	if at < 0 {
		return ""
	}
	rest := a[at+length:]
	if len(strings.Fields(rest)) < fewestWords || !hasKicker(b, rest) {
		return ""
	}
	for _, w := range strings.Fields(flat(strings.Trim(a[:at], `'"`))) {
		if strings.Contains(strings.TrimSuffix(flat(b), flat(rest)), w) {
			return "" // the same kicker, set otherwise
		}
	}
	return rest
}

// marks stand between a headline and the name of the site or of a section, or
// between a kicker and its headline.
var marks = []string{" - ", " | ", " – ", " — ", " * ", " · ", " / ", ": "}

// hasTail reports whether long is short with a mark and more after it.
func hasTail(long, short string) bool {
	rest, ok := strings.CutPrefix(flat(long), flat(short))
	if !ok || short == "" {
		return false
	}
	for _, m := range marks[:len(marks)-1] { // after a colon stands the headline
		if strings.HasPrefix(rest, m) {
			return true
		}
	}
	return false
}

// hasKicker reports whether long is short with something and a mark before it.
func hasKicker(long, short string) bool {
	rest, ok := strings.CutSuffix(flat(long), flat(short))
	if !ok || short == "" {
		return false
	}
	for _, m := range marks {
		if strings.HasSuffix(rest, m) && len(rest) > len(m) {
			return true
		}
	}
	return false
}

// flat is a title without what differs between two ways to set the same: curved
// and straight apostrophes and quotation marks, soft hyphens, kinds of spaces,
// a space before a colon.
func flat(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(typography.Replace(s)), " "), " : ", ": ")
}

var typography = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "\u00ad", "", "\u00a0", " ")

// withoutSite cuts the name of the site from the end of a title, and resolves
// entities that were written twice.
func withoutSite(title, outlet string) string {
	title = html.UnescapeString(title)
	if outlet == "" {
		return title
	}
	for _, mark := range marks[:len(marks)-1] {
		if rest, ok := strings.CutSuffix(title, mark+outlet); ok && rest != "" {
			return rest
		}
	}
	return title
}

// wordsOf are the words of an element, elements inside it apart.
func wordsOf(n *markup.Node) string {
	var b strings.Builder
	var walk func(n *markup.Node)
	walk = func(n *markup.Node) {
		switch {
		case n.Type == markup.TextNode:
			b.WriteString(n.Data)
		case n.DataAtom == atom.Script || n.DataAtom == atom.Style:
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if n.Type == markup.ElementNode {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return collapse(b.String())
}
