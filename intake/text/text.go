// Package text takes in plain text files.
//
// In goes a stream of bytes, out comes one [enligt.Document] whose Text is the
// file code point for code point, cut into blocks by its layout. UTF-8 is
// expected; UTF-16 is known by its byte order mark, windows-1252 and latin-1 by
// their letters (a warning says so). A byte order mark goes, nothing else does.
//
// What fails is an [enligt.ReadError] that names the place and a way out: a file
// over the size limit, bytes that are no text, a PDF or office document, an
// encoding that is none of those.
package text

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// DefaultMaxBytes is the size above which a file is refused: about forty
// thousand pages. A news text of that size is a mistake or an attack.
const DefaultMaxBytes = 64 << 20

// Options say how to read.
type Options struct {
	ID       string // becomes Document.ID
	MaxBytes int64  // DefaultMaxBytes where 0
}

// Read yields the one document that r holds, or the error that kept it from
// being one; the document then has its ID only.
func Read(r io.Reader, o Options) iter.Seq2[enligt.Document, error] {
	return func(yield func(enligt.Document, error) bool) {
		yield(read(r, o))
	}
}

func read(r io.Reader, o Options) (enligt.Document, error) {
	doc := enligt.Document{ID: o.ID}
	limit := o.MaxBytes
	if limit <= 0 {
		limit = DefaultMaxBytes
	}
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return doc, &enligt.ReadError{What: "cannot be read: " + err.Error(), Do: "check the file"}
	}
	if int64(len(raw)) > limit {
		return doc, tooLarge(limit)
	}
	text, note, err := Decode(raw)
	if err != nil {
		return doc, err
	}
	if note != "" {
		doc.Warnings = append(doc.Warnings, note)
	}
	doc.Text, doc.Blocks = text, enligt.Blocks(text)
	return doc, nil
}

func tooLarge(limit int64) error {
	return &enligt.ReadError{
		At:   fmt.Sprintf("byte %d", limit),
		What: fmt.Sprintf("larger than %d MB, the limit for one text", limit>>20),
		Do:   "split it, or write one document a line and use --from jsonl",
	}
}

// Decode turns the bytes of a file into UTF-8 without a byte order mark; note is
// a warning in words where the encoding was guessed.
func Decode(raw []byte) (text, note string, err error) {
	if err := foreign(raw); err != nil {
		return "", "", err
	}
	switch {
	case bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		text, err = decodeUTF16(raw, false)
		return text, "", err
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		text, err = decodeUTF16(raw, true)
		return text, "", err
	}
	if err := binary(raw); err != nil {
		return "", "", err
	}
	if utf8.Valid(raw) {
		return string(raw), "", nil
	}
	return decodeLegacy(raw)
}

// binary refuses bytes that no text has: a NUL, or control characters in number.
func binary(raw []byte) error {
	controls := 0
	first := -1
	for i, c := range raw {
		if c == 0 {
			return notText(i, "holds a NUL byte")
		}
		if c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1B || c == 0x7F {
			controls++
			if first < 0 {
				first = i
			}
		}
	}
	if controls > 8 && controls*20 > len(raw) {
		return notText(first, "holds control characters")
	}
	return nil
}

func notText(at int, why string) error {
	return &enligt.ReadError{
		At:   fmt.Sprintf("byte %d", at),
		What: "not a text: " + why,
		Do:   "give a text file (UTF-8, or UTF-16 with its byte order mark)",
	}
}
