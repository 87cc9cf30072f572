package text

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

const sample = "Vi går nu – säger Åsa.\r\nÉlodie\u00a0: « non ».\n"

func one(t *testing.T, raw string, o Options) (enligt.Document, error) {
	t.Helper()
	var docs []enligt.Document
	var last error
	for d, err := range Read(strings.NewReader(raw), o) {
		docs, last = append(docs, d), err
	}
	if len(docs) != 1 {
		t.Fatalf("%d documents, want 1", len(docs))
	}
	return docs[0], last
}

func TestTextComesThroughCodePointForCodePoint(t *testing.T) {
	inputs := map[string]string{
		"UTF-8":             sample,
		"UTF-8 with a mark": "\uFEFF" + sample,
		"UTF-16 big":        inUTF16(sample, true),
		"UTF-16 little":     inUTF16(sample, false),
		"windows-1252":      inWindows1252(sample),
	}
	for name, raw := range inputs {
		doc, err := one(t, raw, Options{ID: "a"})
		if err != nil || doc.Text != sample || doc.ID != "a" || len(doc.Blocks) != 2 {
			t.Errorf("%s: %q, %d blocks, %v", name, doc.Text, len(doc.Blocks), err)
		}
	}
}

func TestGuessedEncodingIsToldInAWarning(t *testing.T) {
	for name, raw := range map[string]string{"windows-1252": "Hon s\xe4ger \x94nej\x94.", "latin-1": "Hon s\xe4ger nej."} {
		doc, err := one(t, raw, Options{})
		if err != nil || len(doc.Warnings) != 1 || !strings.Contains(doc.Warnings[0], "read as "+name) || !strings.Contains(doc.Warnings[0], "byte 5") {
			t.Errorf("%s: %v, %v", name, doc.Warnings, err)
		}
	}
}

func TestBadInputNamesThePlaceAndAWayOut(t *testing.T) {
	long := strings.Repeat("Åsa säger att allt är väl här hos oss. ", 20)
	for name, c := range map[string]struct{ raw, at, what string }{
		"broken UTF-8":    {long + "\xe5" + long, "byte 880", "not UTF-8"},
		"Cyrillic 1251":   {"\xcf\xf0\xe5\xe7\xe8\xe4\xe5\xed\xf2", "byte 0", "not UTF-8"},
		"no such 1252":    {"Hon s\xe4ger \x81 nej, och det var allt.", "byte 5", "not UTF-8"},
		"NUL":             {"abc\x00def", "byte 3", "not a text"},
		"controls":        {strings.Repeat("a\x01", 50), "byte 1", "not a text"},
		"PDF":             {"%PDF-1.7\n...", "", "PDF"},
		"DOCX":            {"PK\x03\x04....word/document.xml", "", "DOCX"},
		"half UTF-16":     {"\xff\xfea\x00b", "byte 4", "UTF-16"},
		"lone surrogate":  {"\xff\xfe\x00\xd8a\x00", "byte 2", "surrogate"},
		"surrogate last":  {"\xff\xfe\x00\xd8", "byte 2", "surrogate"},
		"UTF-32":          {"\xff\xfe\x00\x00a\x00\x00\x00", "", "UTF-32"},
		"over the limit":  {strings.Repeat("a", 2<<20), "byte 1048576", "larger than 1 MB"},
		"NUL in UTF-16":   {"\xff\xfea\x00\x00\x00", "byte 4", "NUL"},
		"an old Word doc": {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", "", "DOC"},
	} {
		_, err := one(t, c.raw, Options{MaxBytes: 1 << 20})
		var e *enligt.ReadError
		if !errors.As(err, &e) || e.At != c.at || !strings.Contains(e.What, c.what) || e.Do == "" {
			t.Errorf("%s: %#v, want %q at %q", name, err, c.what, c.at)
		}
	}
}

func TestEmptyTextIsADocument(t *testing.T) {
	for _, raw := range []string{"", " \n\t\n", "\uFEFF"} {
		if doc, err := one(t, raw, Options{}); err != nil || len(doc.Blocks) != 0 {
			t.Errorf("%q: %d blocks, %v", raw, len(doc.Blocks), err)
		}
	}
}

func TestAFailingReaderIsAnError(t *testing.T) {
	for _, err := range Read(io.MultiReader(strings.NewReader("x"), brokenReader{}), Options{}) {
		if err == nil || !strings.Contains(err.Error(), "torn") {
			t.Error(err)
		}
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errors.New("torn cable") }

func inUTF16(s string, big bool) string {
	var b bytes.Buffer
	for _, u := range append([]uint16{0xFEFF}, utf16.Encode([]rune(s))...) {
		if big {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

func inWindows1252(s string) string {
	var b []byte
	for _, r := range s {
		c := byte(r)
		for i, w := range windows1252 {
			if w == r {
				c = byte(0x80 + i)
			}
		}
		b = append(b, c)
	}
	return string(b)
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{sample, "\xff\xfea\x00", "\xfe\xff\xd8\x00", "s\xe4ger", "%PDF-", "\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, _, err := Decode(raw)
		if err == nil && !utf8.ValidString(text) {
			t.Errorf("%q gave a text that is not UTF-8", raw)
		}
		for _, b := range enligt.Blocks(text) {
			if err := b.Check(text); err != nil || b.Empty() {
				t.Errorf("block %v of %q: %v", b, text, err)
			}
		}
	})
}

// Two wrong bytes in a file of UTF-8 are damage; in one of windows-1252 two letters that
// happen to look like UTF-8 are chance.
func TestDamagedUTF8IsNotTakenForAnotherEncoding(t *testing.T) {
	if _, _, err := Decode([]byte(strings.Repeat("Vi går över ån. ", 20) + "\xE5\xE5 ")); err == nil || !strings.Contains(err.Error(), "though most of the file is") {
		t.Errorf("damaged UTF-8: %v", err)
	}
	text, note, err := Decode([]byte(strings.Repeat("Vi g\xE5r \xF6ver \xE5n. ", 20) + "\xC3\xA5 "))
	if err != nil || note == "" || !strings.HasPrefix(text, "Vi går över ån.") {
		t.Errorf("windows-1252 with a pair like UTF-8: %.20q, %q, %v", text, note, err)
	}
}
