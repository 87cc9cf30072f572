package page

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/enligt/enligt"
)

// Bounds of a page beside its size. What finds the article takes room for every
// element, and time for each of them with all the text before it: 16 MB of short
// paragraphs took minutes and gigabytes. Of 204 saved pages of the press the
// greatest has 3,400 elements.
const (
	mostElements = 20_000
	mostText     = 1 << 20 // bytes outside scripts and styles
)

// checkBounds counts elements and text before anything is built from them.
func checkBounds(source string) error {
	elements, text := 0, 0
	raw := false // inside an element whose text is no text of the page
	for z := html.NewTokenizer(strings.NewReader(source)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return nil
		case html.StartTagToken, html.SelfClosingTagToken:
			elements++
			name, _ := z.TagName()
			switch atom.Lookup(name) {
			case atom.Script, atom.Style:
				raw = true
			}
		case html.EndTagToken:
			raw = false
		case html.TextToken:
			if !raw {
				text += len(z.Raw())
			}
		}
		what := ""
		switch {
		case elements > mostElements:
			what = fmt.Sprintf("more than %d elements, the limit for a page", mostElements)
		case text > mostText:
			what = fmt.Sprintf("more than %d MB of text, the limit for a page", mostText>>20)
		default:
			continue
		}
		return &enligt.ReadError{What: what, Do: "save the part that matters as text"}
	}
}
