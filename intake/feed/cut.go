package feed

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/enligt/enligt"
)

// itemDepth is the deepest place of an item: rss, channel, item.
const itemDepth = 3

// cut walks through the elements as the library will. It refuses what is too deep,
// counts the items and ends the text after so many, every open element closed, so
// that a long feed costs no more memory than a short one. A fault of syntax is left
// to the library.
func cut(text string, most int) (short string, total int, err error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var open []string // names as they are written
	short = text
	for depth := 0; ; {
		start := int(d.InputOffset())
		token, err := d.Token()
		if err != nil {
			return short, total, nil
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth < itemDepth && (strings.EqualFold(token.Name.Local, "item") || strings.EqualFold(token.Name.Local, "entry")) {
				if total++; total == most+1 {
					short = text[:start] + closing(open)
				}
			}
			if depth < itemDepth {
				open = append(open[:depth], elementName(text[start:]))
			}
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > maxDepth {
			return "", 0, &enligt.ReadError{At: fmt.Sprintf("byte %d", d.InputOffset()), What: fmt.Sprintf("elements in one another more than %d deep", maxDepth), Do: "no feed needs that; tell the publisher"}
		}
		open = open[:min(len(open), max(depth, 0))]
	}
}

// elementName is the name in a tag that the text begins with.
func elementName(text string) string {
	text = strings.TrimPrefix(text, "<")
	if end := strings.IndexAny(text, " \t\r\n/>"); end >= 0 {
		return text[:end]
	}
	return ""
}

// closing are the ends of elements, the innermost first.
func closing(open []string) string {
	var b strings.Builder
	for i := len(open) - 1; i >= 0; i-- {
		b.WriteString("</" + open[i] + ">")
	}
	return b.String()
}
