package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/enligt/enligt"
)

// blockKinds are the elements that set their text apart.
var blockKinds = map[atom.Atom]enligt.BlockKind{
	atom.H1: enligt.HeadingBlock, atom.H2: enligt.HeadingBlock, atom.H3: enligt.HeadingBlock,
	atom.H4: enligt.HeadingBlock, atom.H5: enligt.HeadingBlock, atom.H6: enligt.HeadingBlock,
	atom.P: enligt.Paragraph, atom.Div: enligt.Paragraph, atom.Blockquote: enligt.Paragraph, atom.Pre: enligt.Paragraph,
	atom.Section: enligt.Paragraph, atom.Article: enligt.Paragraph, atom.Body: enligt.Paragraph, atom.Figure: enligt.Paragraph,
	atom.Table: enligt.Paragraph, atom.Tr: enligt.Paragraph, atom.Ul: enligt.ListBlock, atom.Ol: enligt.ListBlock,
	atom.Li: enligt.ListBlock, atom.Dt: enligt.ListBlock, atom.Dd: enligt.ListBlock, atom.Dl: enligt.ListBlock,
	atom.Figcaption: enligt.CaptionBlock,
}

// layer writes blocks one after the other, a blank line between them.
type layer struct {
	text   strings.Builder
	blocks []enligt.Block
	words  strings.Builder // of the block being collected
	kind   enligt.BlockKind
}

// lay writes the article's text and blocks. White space is collapsed as a browser
// does. A first heading, or whatever comes first, is the title block where it says the page's title.
func lay(content *html.Node, title string) (string, []enligt.Block) {
	l := &layer{kind: enligt.Paragraph}
	l.walk(content)
	l.end()
	text := l.text.String()
	for i := range l.blocks {
		b := &l.blocks[i]
		if (i == 0 || b.Kind == enligt.HeadingBlock) && collapse(title) == b.Of(text) {
			b.Kind = enligt.TitleBlock
		}
		if b.Kind == enligt.HeadingBlock || b.Kind == enligt.TitleBlock {
			break // behind another heading it is no title
		}
	}
	for n := len(l.blocks); n > 1 && l.blocks[n-1].Kind == enligt.HeadingBlock; n-- {
		l.blocks = l.blocks[:n-1] // of something that was not taken
		text = text[:l.blocks[n-2].End]
	}
	return text, l.blocks
}

func (l *layer) walk(n *html.Node) {
	if n.Type == html.TextNode {
		l.words.WriteString(n.Data)
		return
	}
	tag := atom.Lookup([]byte(n.Data)) // the extractor makes nodes without their atom
	switch tag {
	case atom.Br:
		l.end()
		return
	case atom.Script, atom.Style, atom.Noscript, atom.Template:
		return
	case atom.Td, atom.Th:
		l.words.WriteByte(' ')
	}
	kind, block := blockKinds[tag]
	around := l.kind
	if block {
		l.end()
		if kind != enligt.Paragraph || around != enligt.ListBlock {
			l.kind = kind
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		l.walk(c)
	}
	if block {
		l.end()
		l.kind = around
	}
}

// end closes the block being collected.
func (l *layer) end() {
	words := collapse(l.words.String())
	l.words.Reset()
	if !hasWord(words) { // "###", an ornament
		return
	}
	if l.text.Len() > 0 {
		l.text.WriteString("\n\n")
	}
	start := l.text.Len()
	l.text.WriteString(words)
	l.blocks = append(l.blocks, enligt.Block{Span: enligt.Span{Start: start, End: l.text.Len()}, Kind: l.kind})
}

// hasWord reports whether there is a letter or a digit in s.
func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// collapse makes one space of each run of the white space that HTML folds; a
// non-breaking space stays.
func collapse(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == 0
	}), " ")
}
