package text

import (
	"bytes"

	"github.com/enligt/enligt"
)

// foreign names the formats that people take for text, and the way to a text.
func foreign(raw []byte) error {
	for _, f := range formats {
		window := raw[:min(len(raw), f.within+len(f.magic))]
		if at := bytes.Index(window, []byte(f.magic)); at < 0 {
			continue
		}
		if f.holds != "" && !bytes.Contains(raw[:min(len(raw), 8<<10)], []byte(f.holds)) {
			continue
		}
		return &enligt.ReadError{What: "this is " + f.name + ", not a text", Do: f.do}
	}
	return nil
}

// formats by their first bytes; within is how far in they may stand, holds what
// tells formats with the same opening apart. The first that fits counts.
var formats = []struct {
	magic  string
	within int
	holds  string
	name   string
	do     string
}{
	{"%PDF-", 1024, "", "a PDF", "turn it into text first: pdftotext FILE.pdf, then read FILE.txt"},
	{"PK\x03\x04", 0, "word/", "a DOCX document", "save it as plain text (UTF-8), or: pandoc -t plain --wrap=none FILE.docx"},
	{"PK\x03\x04", 0, "opendocument.text", "an ODT document", "save it as plain text (UTF-8), or: pandoc -t plain --wrap=none FILE.odt"},
	{"PK\x03\x04", 0, "epub+zip", "an EPUB", "turn it into text first: pandoc -t plain --wrap=none FILE.epub"},
	{"PK\x03\x04", 0, "[Content_Types].xml", "an Office document", "save it as plain text (UTF-8)"},
	{"PK\x03\x04", 0, "", "a ZIP archive", "unpack it and give the text files in it"},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 0, "", "an old Office document (DOC)", "save it as plain text (UTF-8)"},
	{"{\\rtf", 0, "", "an RTF document", "save it as plain text (UTF-8)"},
	{"\x1F\x8B", 0, "", "a gzip archive", "unpack it first: gunzip -c FILE | enligt read -"},
	{"\x89PNG\r\n", 0, "", "a PNG image", "give the text, not a picture of it"},
	{"\xFF\xD8\xFF", 0, "", "a JPEG image", "give the text, not a picture of it"},
	{"SQLite format 3\x00", 0, "", "an SQLite database", "give a text file"},
	{"\xFF\xFE\x00\x00", 0, "", "UTF-32", "save the file as UTF-8"},
	{"\x00\x00\xFE\xFF", 0, "", "UTF-32", "save the file as UTF-8"},
}
