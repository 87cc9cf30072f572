package fetch

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// UTF8 is the body in UTF-8 where the server names its encoding. What is UTF-8
// already is believed to be it, whatever the server says; so is a byte order mark.
// Without a word of the server the body stays as it is: its format may know.
func (p *Page) UTF8() []byte {
	_, parameters, _ := mime.ParseMediaType(p.Type)
	label := parameters["charset"]
	if label == "" || utf8.Valid(p.Body) || bytes.HasPrefix(p.Body, []byte{0xFF, 0xFE}) || bytes.HasPrefix(p.Body, []byte{0xFE, 0xFF}) {
		return p.Body
	}
	encoding, name := charset.Lookup(label)
	if encoding == nil || name == "utf-8" || name == "replacement" || strings.HasPrefix(name, "utf-16") && !wide(p.Body) {
		return p.Body
	}
	text, err := encoding.NewDecoder().Bytes(p.Body)
	if err != nil {
		return p.Body
	}
	return text
}

// wide reports whether bytes may be UTF-16: letters and signs of a page leave every
// other byte 0.
func wide(body []byte) bool {
	return bytes.IndexByte(body[:min(len(body), 256)], 0) >= 0
}
