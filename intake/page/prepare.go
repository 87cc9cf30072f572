package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// prepare makes a page easier to find the article in: what is surely none of it goes,
// and what the extractor loses words over is written another way. Only what HTML, ARIA,
// AMP and schema.org define counts here, no class names of anybody's templates.
func prepare(root *html.Node) {
	for _, n := range elements(root, isAside) {
		remove(n)
	}
	box := once(isBox)
	for _, n := range elements(root, asksForMail) {
		remove(highest(n, box))
	}
	line := once(isCreditLine)
	for _, n := range elements(root, isCredit) {
		remove(highest(n, line))
	}
	for _, n := range elements(root, func(n *html.Node) bool { return flowing[n.DataAtom] }) {
		paragraphs(n)
	}
	around := once(isRunningText)
	unwrap(elements(root, func(n *html.Node) bool {
		return inText[n.DataAtom] || n.DataAtom == atom.A && around(within(n, atom.Li, atom.Blockquote, atom.Td, atom.P, atom.Div))
	}))
}

// once remembers what it was told of an element: those above many others are asked for often.
func once(is func(*html.Node) bool) func(*html.Node) bool {
	told := map[*html.Node]bool{}
	return func(n *html.Node) bool {
		answer, known := told[n]
		if !known {
			answer = is(n)
			told[n] = answer
		}
		return answer
	}
}

// highest is the last of n's ancestors, from the nearest on, for which is holds; nil
// where it does not hold for the nearest.
func highest(n *html.Node, is func(*html.Node) bool) (out *html.Node) {
	for p := n.Parent; p != nil && is(p); p = p.Parent {
		out = p
	}
	return out
}

// elements are those below n for which is holds, in their order.
func elements(n *html.Node, is func(*html.Node) bool) (out []*html.Node) {
	visit(n, func(n *html.Node) {
		if is(n) {
			out = append(out, n)
		}
	})
	return out
}

func remove(n *html.Node) {
	if n != nil && n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// within is the nearest of n's ancestors that is one of the elements.
func within(n *html.Node, tags ...atom.Atom) *html.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if slices.Contains(tags, p.DataAtom) {
			return p
		}
	}
	return nil
}

func holds(n *html.Node, is func(*html.Node) bool) bool { return len(elements(n, is)) > 0 }

func isTop(n *html.Node) bool { return n.DataAtom == atom.H1 }

// isAside: dialogues lie over a page, AMP has elements for what is not its text, and an
// article in an article whose heading is a link is a teaser of another.
func isAside(n *html.Node) bool {
	switch role := attribute(n, "role"); {
	case n.DataAtom == atom.Dialog || role == "dialog" || role == "alertdialog":
		return !holds(n, isTop)
	case slices.Contains([]string{"amp-ad", "amp-embed", "amp-sidebar", "amp-consent", "amp-user-notification"}, n.Data):
		return true
	case n.DataAtom == atom.Article && within(n, atom.Article) != nil:
		headings := elements(n, func(n *html.Node) bool { return blockKinds[n.DataAtom] == "heading" })
		return len(headings) > 0 && linked(headings[0])
	}
	return false
}

// linked reports whether all words of an element are a link.
func linked(n *html.Node) bool {
	links := elements(n, func(n *html.Node) bool { return n.DataAtom == atom.A })
	return len(links) > 0 && wordsOf(links[0]) == wordsOf(n) || within(n, atom.A) != nil
}

func asksForMail(n *html.Node) bool {
	return n.DataAtom == atom.Input && strings.EqualFold(attribute(n, "type"), "email")
}

// longestBox is how many words stand around a field for an address, as those of a
// newsletter do.
const longestBox = 60

// isBox: an element around such a field that is no text yet.
func isBox(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Article, atom.Main, atom.Body, atom.Html, 0:
		return false
	}
	return !holds(n, isTop) && len(strings.Fields(wordsOf(n))) <= longestBox
}

// isCredit: who wrote or published the page, or a time.
func isCredit(n *html.Node) bool {
	return n.DataAtom == atom.Time || slices.Contains(strings.Fields(attribute(n, "rel")), "author") || slices.ContainsFunc(properties(n), func(p string) bool { return p == "author" || p == "publisher" })
}

// fewWords are those that may stand around names and times in a line that is no text.
const fewWords = 2

// isCreditLine: it says by whom and when and next to nothing else; a name or a time in
// a text has more around it.
func isCreditLine(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Span:
	default:
		return false
	}
	rest := slices.DeleteFunc(strings.Fields(without(n, isCredit)), func(w string) bool { return !hasWord(w) })
	return len(rest) <= fewWords
}

// without are the words of an element without those of some in it.
func without(n *html.Node, is func(*html.Node) bool) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || !is(c) {
			b.WriteString(without(c, is))
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// flowing are the elements whose paragraphs may be set apart by two line breaks only.
var flowing = map[atom.Atom]bool{atom.Div: true, atom.P: true, atom.Td: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Body: true}

// paragraphs makes elements of the paragraphs that two line breaks set apart: the
// extractor takes a text without any for a menu.
func paragraphs(n *html.Node) {
	if !hasDoubleBreak(n) {
		return
	}
	if n.DataAtom == atom.P { // which holds no other
		n.DataAtom, n.Data = atom.Div, "div"
	}
	var p *html.Node
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		_, block := blockKinds[c.DataAtom]
		switch last := afterBreak(c); {
		case c.DataAtom == atom.Br && last != nil:
			for p = nil; c != last; c = next {
				next = c.NextSibling
				n.RemoveChild(c)
			}
			next = last.NextSibling
			n.RemoveChild(last)
		case block || p == nil && blank(c):
			p = nil
		default:
			if p == nil {
				p = &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
				n.InsertBefore(p, c)
			}
			n.RemoveChild(c)
			p.AppendChild(c)
		}
		c = next
	}
}

func hasDoubleBreak(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Br && afterBreak(c) != nil {
			return true
		}
	}
	return false
}

// afterBreak is the next line break with nothing but white space before it.
func afterBreak(br *html.Node) *html.Node {
	c := br.NextSibling
	for c != nil && blank(c) {
		c = c.NextSibling
	}
	if c != nil && c.DataAtom == atom.Br {
		return c
	}
	return nil
}

func blank(n *html.Node) bool {
	return n.Type == html.CommentNode || n.Type == html.TextNode && strings.TrimSpace(n.Data) == ""
}

// inText are elements that only set words otherwise. The extractor drops a time with
// the text behind it, and in lists and quotations the spaces around all of them.
var inText = map[atom.Atom]bool{
	atom.Time: true, atom.B: true, atom.Strong: true, atom.I: true, atom.Em: true, atom.U: true, atom.Mark: true,
	atom.Abbr: true, atom.Cite: true, atom.Dfn: true, atom.Data: true,
}

// isRunningText: a list's item or a quotation of which links are the lesser part.
func isRunningText(n *html.Node) bool {
	if n == nil || n.DataAtom != atom.Li && n.DataAtom != atom.Blockquote {
		return false
	}
	isLink := func(n *html.Node) bool { return n.DataAtom == atom.A }
	return len(without(n, isLink))*2 > len(wordsOf(n))
}

// unwrap puts what is in each element in its place, joined with the text around it. The
// outer ones come first, so that a parent stays.
func unwrap(all []*html.Node) {
	var parents []*html.Node
	for _, n := range all {
		parent := n.Parent
		for c := n.FirstChild; c != nil; c = n.FirstChild {
			n.RemoveChild(c)
			parent.InsertBefore(c, n)
		}
		parent.RemoveChild(n)
		if len(parents) == 0 || parents[len(parents)-1] != parent {
			parents = append(parents, parent)
		}
	}
	join := once(joinTexts)
	for _, parent := range parents {
		join(parent)
	}
}

// joinTexts makes one of texts that stand side by side in an element.
func joinTexts(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.TextNode {
			continue
		}
		var b strings.Builder
		b.WriteString(c.Data)
		for next := c.NextSibling; next != nil && next.Type == html.TextNode; next = c.NextSibling {
			b.WriteString(next.Data)
			n.RemoveChild(next)
		}
		c.Data = b.String()
	}
	return true
}
