// Package jsonl takes in many documents from one stream, one JSON object a line:
//
//	{"id","lang","published","outlet","title","url","text"}
//
// All but text are optional; null is absent; other fields are passed over. In
// goes the stream, out comes a document or an error for each line that is not
// blank, in order; a line's failure is an [enligt.ReadError] that names the line
// and leaves the others alone. Memory does not grow with the stream.
//
// A line fails that is not a JSON object in UTF-8, has no text or a field of
// another type, holds half a surrogate pair, or is over the size limit.
package jsonl

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// DefaultMaxLine is the size in bytes above which a line is refused.
const DefaultMaxLine = 64 << 20

// rememberedIDs bounds the memory of the search for equal ids.
const rememberedIDs = 1 << 18

// Options say how to read.
type Options struct {
	ID      string // of a document that names none itself
	MaxLine int    // DefaultMaxLine where 0
}

// Read yields a document or an error for each line of r. A document in error has
// its ID only. A second document with an id that came before is yielded with a
// warning. The stream breaking off is an error too, the last one.
func Read(r io.Reader, o Options) iter.Seq2[enligt.Document, error] {
	if o.MaxLine <= 0 {
		o.MaxLine = DefaultMaxLine
	}
	return func(yield func(enligt.Document, error) bool) {
		lines := newLines(r, o.MaxLine)
		seen := map[uint64]int{}
		for {
			line, err := lines.next()
			if err == io.EOF {
				return
			}
			doc := enligt.Document{ID: o.ID}
			if err == nil && len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			if err == nil {
				doc, err = parse(line, o.ID)
			}
			if err != nil {
				if !yield(enligt.Document{ID: doc.ID}, at(lines.number, err)) || lines.broken {
					return
				}
				continue
			}
			if first := repeated(seen, doc.ID, lines.number, o.ID); first > 0 {
				doc.Warnings = append(doc.Warnings, fmt.Sprintf("line %d has the id %q too (line %d)", lines.number, doc.ID, first))
			}
			if !yield(doc, nil) {
				return
			}
		}
	}
}

// at puts the line's number into a line's error.
func at(line int, err error) error {
	e := &enligt.ReadError{What: err.Error()}
	errors.As(err, &e)
	where := fmt.Sprintf("line %d", line)
	if e.At != "" {
		where += ", " + e.At
	}
	return &enligt.ReadError{At: where, What: e.What, Do: e.Do}
}

// repeated is the line that had the id before, or 0.
func repeated(seen map[uint64]int, id string, line int, standard string) int {
	if id == standard || len(seen) >= rememberedIDs {
		return 0
	}
	h := fnv.New64a()
	io.WriteString(h, id)
	if first, ok := seen[h.Sum64()]; ok {
		return first
	}
	seen[h.Sum64()] = line
	return 0
}

// fields are the members of a line, not yet of known type.
type fields struct {
	ID        json.RawMessage `json:"id"`
	Lang      json.RawMessage `json:"lang"`
	Published json.RawMessage `json:"published"`
	Outlet    json.RawMessage `json:"outlet"`
	Title     json.RawMessage `json:"title"`
	URL       json.RawMessage `json:"url"`
	Text      json.RawMessage `json:"text"`
}

func parse(line []byte, id string) (enligt.Document, error) {
	doc := enligt.Document{ID: id}
	if i := invalidUTF8(line); i >= 0 {
		return doc, bad(fmt.Sprintf("byte %d", i), "not UTF-8", "write the stream as UTF-8")
	}
	var f fields
	if err := json.Unmarshal(line, &f); err != nil {
		return doc, notObject(line, err)
	}
	if s, ok, err := str("id", f.ID); err != nil {
		return doc, err
	} else if ok && s != "" {
		doc.ID = s
	}
	if i := loneSurrogate(line); i >= 0 {
		return doc, bad(fmt.Sprintf("byte %d", i), "half a surrogate pair (\\ud800 to \\udfff)", "write the character as UTF-8 or as both halves")
	}
	for _, m := range []struct {
		name string
		raw  json.RawMessage
		to   *string
	}{
		{"lang", f.Lang, &doc.Lang}, {"published", f.Published, &doc.Published}, {"outlet", f.Outlet, &doc.Outlet},
		{"title", f.Title, &doc.Title}, {"url", f.URL, &doc.URL},
	} {
		s, _, err := str(m.name, m.raw)
		if err != nil {
			return doc, err
		}
		*m.to = s
	}
	text, ok, err := str("text", f.Text)
	if err != nil {
		return doc, err
	}
	if !ok {
		return doc, bad("", `no "text"`, `give each line a "text"`)
	}
	doc.Text, doc.Blocks = text, enligt.Blocks(text)
	return doc, nil
}

// str is a member's string; ok is false where it is absent or null.
func str(name string, raw json.RawMessage) (s string, ok bool, err error) {
	if len(raw) == 0 || string(raw) == "null" {
		return "", false, nil
	}
	if raw[0] != '"' {
		kind := "a number"
		switch raw[0] {
		case '{':
			kind = "an object"
		case '[':
			kind = "a list"
		case 't', 'f':
			kind = "true or false"
		}
		return "", false, bad("", fmt.Sprintf("%q is %s", name, kind), "write it as a string")
	}
	err = json.Unmarshal(raw, &s)
	return s, err == nil, err
}

func notObject(line []byte, err error) error {
	do := `write one {"id": …, "text": …} a line`
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return bad(fmt.Sprintf("byte %d", syntax.Offset), "not JSON: "+syntax.Error(), do)
	}
	return bad("", "not a JSON object", do)
}

func bad(at, what, do string) error { return &enligt.ReadError{At: at, What: what, Do: do} }

func invalidUTF8(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// loneSurrogate finds an escape that is half of a surrogate pair in valid JSON;
// the standard decoder would turn it into U+FFFD without a word.
func loneSurrogate(b []byte) int {
	for i := 0; i < len(b); i++ {
		if b[i] != '\\' {
			continue
		}
		unit, ok := escape(b[i:])
		if !ok {
			i++ // the escaped character
			continue
		}
		switch {
		case unit >= 0xD800 && unit < 0xDC00:
			low, ok := escape(b[i+6:])
			if !ok || low < 0xDC00 || low > 0xDFFF {
				return i
			}
			i += 11
		case unit >= 0xDC00 && unit < 0xE000:
			return i
		default:
			i += 5
		}
	}
	return -1
}

// escape reads \uXXXX at the start of b.
func escape(b []byte) (unit int, ok bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	for _, c := range b[2:6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		unit = unit<<4 | int(c)
	}
	return unit, true
}
