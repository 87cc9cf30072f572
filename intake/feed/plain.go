package feed

import (
	"html"
	"regexp"
	"strings"

	markup "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/enligt/enligt"
)

// tag is how markup looks; a text without is taken as it stands.
var tag = regexp.MustCompile(`<[/!]?[A-Za-z]`)

// twice is the markup of a text that was escaped once more than it should.
var twice = regexp.MustCompile(`(?i)</(p|a|b|i|em|strong|div|span|li|h[1-6])>|<br ?/?>`)

// silent elements hold no words of the text.
var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Iframe: true,
	atom.Svg: true, atom.Math: true, atom.Textarea: true, atom.Select: true, atom.Title: true,
}

// kinds are the elements that set their text apart.
var kinds = map[atom.Atom]enligt.BlockKind{
	atom.H1: enligt.HeadingBlock, atom.H2: enligt.HeadingBlock, atom.H3: enligt.HeadingBlock, atom.H4: enligt.HeadingBlock,
	atom.H5: enligt.HeadingBlock, atom.H6: enligt.HeadingBlock, atom.Li: enligt.ListBlock, atom.Dt: enligt.ListBlock, atom.Dd: enligt.ListBlock,
	atom.Figcaption: enligt.CaptionBlock, atom.P: enligt.Paragraph, atom.Div: enligt.Paragraph, atom.Blockquote: enligt.Paragraph,
	atom.Pre: enligt.Paragraph, atom.Section: enligt.Paragraph, atom.Article: enligt.Paragraph, atom.Figure: enligt.Paragraph,
	atom.Table: enligt.Paragraph, atom.Tr: enligt.Paragraph, atom.Ul: enligt.Paragraph, atom.Ol: enligt.Paragraph, atom.Dl: enligt.Paragraph,
	atom.Br: enligt.Paragraph, atom.Hr: enligt.Paragraph, atom.Header: enligt.Paragraph, atom.Footer: enligt.Paragraph, atom.Aside: enligt.Paragraph,
}

// lay writes an item's text and blocks: those of its markup joined by a blank
// line, or the text as it stands with the blocks of its lines.
func lay(source string) (string, []enligt.Block) {
	if !tag.MatchString(source) {
		text := strings.TrimSpace(html.UnescapeString(source))
		if !twice.MatchString(text) {
			return text, enligt.Blocks(text)
		}
		source = text
	}
	var text strings.Builder
	var blocks []enligt.Block
	walk(source, func(kind enligt.BlockKind, words string) {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		start := text.Len()
		text.WriteString(words)
		blocks = append(blocks, enligt.Block{Span: enligt.Span{Start: start, End: text.Len()}, Kind: kind})
	})
	return text.String(), blocks
}

// plain is a line of markup as words.
func plain(source string) string {
	if !tag.MatchString(source) {
		if source = html.UnescapeString(source); !twice.MatchString(source) {
			return source
		}
	}
	var out []string
	walk(source, func(_ enligt.BlockKind, words string) { out = append(out, words) })
	return strings.Join(out, " ")
}

// walk hands over the blocks of a piece of markup, token by token: time is linear
// and no depth is too great.
func walk(source string, each func(enligt.BlockKind, string)) {
	var words strings.Builder
	kind := enligt.Paragraph
	end := func() {
		if s := collapse(words.String()); s != "" {
			each(kind, s)
		}
		words.Reset()
	}
	hidden, depth := atom.Atom(0), 0
	for z := markup.NewTokenizer(strings.NewReader(source)); ; {
		token := z.Next()
		if token == markup.ErrorToken {
			end()
			return
		}
		if token == markup.TextToken && hidden == 0 {
			words.Write(z.Text())
			continue
		}
		if token != markup.StartTagToken && token != markup.EndTagToken && token != markup.SelfClosingTagToken {
			continue
		}
		name, _ := z.TagName()
		tag := atom.Lookup(name)
		switch {
		case hidden != 0 && tag == hidden && token == markup.StartTagToken:
			depth++
		case hidden != 0 && tag == hidden && token == markup.EndTagToken:
			if depth--; depth == 0 {
				hidden = 0
			}
		case hidden != 0:
		case silent[tag] && token == markup.StartTagToken:
			hidden, depth = tag, 1
		case tag == atom.Td || tag == atom.Th:
			words.WriteByte(' ')
		case kinds[tag] != "":
			end()
			if kind = enligt.Paragraph; token == markup.StartTagToken {
				kind = kinds[tag]
			}
		}
	}
}

// collapse makes one space of each run of the white space that HTML folds; a
// non-breaking space stays.
func collapse(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == 0
	}), " ")
}
