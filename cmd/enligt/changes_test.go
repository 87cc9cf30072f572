package main

import (
	"bytes"
	"runtime"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/examples"
	"github.com/enligt/enligt/intake/jsonl"
	"github.com/enligt/enligt/packs"
	"github.com/enligt/enligt/reading"
	"github.com/enligt/enligt/weighing/revision"
)

// readDocuments reads each text with the models of the program.
func readDocuments(t *testing.T, docs []enligt.Document) []enligt.Reading {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	items := func(yield func(item) bool) {
		for _, d := range docs {
			if !yield(item{d.ID, d, nil}) {
				return
			}
		}
	}
	var out []enligt.Reading
	for r := range readAll(reading.Open(set).ReadWords, items, runtime.GOMAXPROCS(0)) {
		if r.reading.Err != nil {
			t.Fatalf("%s: %v", r.reading.Document.ID, r.reading.Err)
		}
		out = append(out, r.reading)
	}
	return out
}

func TestSettingATextOtherwiseChangesNoStatementHoweverItIsRead(t *testing.T) {
	var docs []enligt.Document
	for d, err := range jsonl.Read(bytes.NewReader(examples.Demo), jsonl.Options{ID: "demo"}) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	before := readDocuments(t, docs)
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	numerals, err := numeralsOf(set)
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]string{"en fifteen": "15", "sv två": "2", "fr quatorze": "14", "sv en": "", "fr une": "", "en seven": "7", "sv tolv": "12",
		"sv tjugofem": "25", "sv trettiosex": "36", "sv tjugoen": "21", "sv tvåhundrafyrtiotvå": "242", "sv trehundra": "300", "sv fyratusen": "4000", "sv femtonhundra": "1500", "sv nittonhundranittiotre": "1993",
		"sv tjugo": "20", "sv sexton": "16", "sv femfem": "", "sv hamn": "", "sv tre": "3", "sv trehamn": "", "sv entusen": "1000", "fr quatre-vingt": "80", "en twentyfive": ""} {
		lang, word, _ := strings.Cut(word, " ")
		if got, _ := numerals(lang, word); got != want {
			t.Errorf("%s in %s is %q, want %q", word, lang, got, want)
		}
	}
	statements := 0
	for i := range before {
		statements += len(before[i].Statements)
	}
	if statements < 100 {
		t.Fatalf("only %d statements in the demo", statements)
	}
	for name, set := range map[string]func(string) string{
		"commas gone":      strings.NewReplacer(", ", " ").Replace,
		"commas more":      strings.NewReplacer(" att ", ", att ", " that ", ", that ", " que ", ", que ").Replace,
		"quotation marks":  strings.NewReplacer("“", `"`, "”", `"`, "« ", `"`, " »", `"`, "’", "'").Replace,
		"white space":      strings.NewReplacer("\n\n", "\n\n\n", ". ", ".\n").Replace,
		"a new date line":  func(s string) string { return "31.7.2023 14.30\n\n" + s },
		"a date line more": func(s string) string { return s + "\n\n2023-07-31" },
	} {
		after := setOtherwise(docs, set)
		for i, r := range readDocuments(t, after) {
			for _, c := range revision.Between(&before[i], &r, numerals) {
				t.Errorf("%s, %s: %+v", name, docs[i].ID, c)
			}
		}
	}
}

// setOtherwise are the documents with their texts set otherwise.
func setOtherwise(docs []enligt.Document, set func(string) string) []enligt.Document {
	out := make([]enligt.Document, len(docs))
	for i, d := range docs {
		d.Text = set(d.Text)
		d.Blocks = enligt.Blocks(d.Text)
		out[i] = d
	}
	return out
}
