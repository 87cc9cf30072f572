package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/enligt/enligt"
)

// fewestOfLead are the words that a lead has at least; less may stand anywhere.
const fewestOfLead = 5

// addLead puts the lead in front of the text, behind its title, where the extractor
// left it out because it stands in another element: on two pages of five.
func addLead(doc *enligt.Document, root *html.Node) {
	words := lead(root, doc.Title)
	if words == "" || strings.Contains(flat(doc.Text), flat(words)) {
		return
	}
	l := &layer{}
	add := func(kind enligt.BlockKind, words string) {
		l.kind = kind
		l.words.WriteString(words)
		l.end()
	}
	for i, b := range doc.Blocks {
		if i == 0 && b.Kind != enligt.TitleBlock {
			add(enligt.Paragraph, words)
		}
		add(b.Kind, b.Of(doc.Text))
		if i == 0 && b.Kind == enligt.TitleBlock {
			add(enligt.Paragraph, words)
		}
	}
	doc.Text, doc.Blocks = l.text.String(), l.blocks
}

// lead is what stands behind the first heading in an element of its own and begins as
// the page describes itself to those who share it: that it is read and that it is
// about this article are both needed.
func lead(root *html.Node, title string) string {
	var descriptions []string
	behind, found := false, ""
	visit(root, func(n *html.Node) {
		switch {
		case found != "":
		case n.DataAtom == atom.Meta && (attribute(n, "property") == "og:description" || strings.EqualFold(attribute(n, "name"), "description")):
			descriptions = append(descriptions, strings.TrimRight(flat(html.UnescapeString(attribute(n, "content"))), ".… "))
		case n.DataAtom == atom.H1:
			behind = behind || same(wordsOf(n), title)
		case behind && mayLead[n.DataAtom] && speaks(n) && within(n, atom.Nav, atom.Aside, atom.Footer, atom.A, atom.Figure) == nil && !holds(n, inside(n)):
			if words := wordsOf(n); len(strings.Fields(words)) >= fewestOfLead && slices.ContainsFunc(descriptions, func(d string) bool { return describes(d, flat(words)) }) {
				found = words
			}
		}
	})
	return found
}

// mayLead are the elements that pages put a lead in.
var mayLead = map[atom.Atom]bool{atom.P: true, atom.Div: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.Span: true, atom.Section: true}

// speaks reports whether an element has words of its own and not only those of elements in it.
func speaks(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && !blank(c) {
			return true
		}
	}
	return false
}

// inside reports whether an element is one in n that sets its text apart.
func inside(n *html.Node) func(*html.Node) bool {
	return func(c *html.Node) bool { _, block := blockKinds[c.DataAtom]; return block && c != n }
}

// describes: one of the two begins with the other, for both are cut at times.
func describes(description, words string) bool {
	return len(strings.Fields(description)) >= fewestOfLead && (strings.HasPrefix(words, description) || strings.HasPrefix(description, strings.TrimRight(words, ".… ")))
}
