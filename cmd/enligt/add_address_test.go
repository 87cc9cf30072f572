package main

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/intake/fetch"
)

func TestADocumentIsKnownByWhereItStands(t *testing.T) {
	file := filepath.ToSlash(filepath.Join(t.TempDir(), "a.txt"))
	text := "text:#" + (&enligt.Document{Text: "x"}).TextHash()[:16]
	for _, c := range []struct {
		source string
		d      enligt.Document
		want   string
	}{
		{"https://NORD.example/1?utm_source=x", enligt.Document{ID: "https://NORD.example/1?utm_source=x"}, "https://nord.example/1"}, // it could not be had
		{"https://nord.example/feed", enligt.Document{ID: "n 4"}, "https://nord.example/feed#n%204"},
		{"https://nord.example/feed", enligt.Document{ID: "n-4", Outlet: "Nord"}, "outlet:Nord/n-4"},
		{"a.jsonl", enligt.Document{ID: "1", URL: "https://nord.example/1#top"}, "https://nord.example/1"},
		{file, enligt.Document{ID: file}, "file:" + file},
		{"-", enligt.Document{ID: "-", Text: "x"}, text},
	} {
		if got := addressOf(c.source, &c.d); got != c.want && !strings.EqualFold(got, c.want) {
			t.Errorf("%s: %s, want %s", c.source, got, c.want)
		}
	}
}

func TestAFormatIsKnownByHowItBegins(t *testing.T) {
	wide := func(s string) string {
		var b strings.Builder
		for _, u := range utf16.Encode([]rune("\uFEFF" + s)) {
			b.WriteString(string([]byte{byte(u), byte(u >> 8)}))
		}
		return b.String()
	}
	const xhtml, rss = `<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>`, `<?xml version="1.0"?><?xml-stylesheet href="a"?><!-- a --><rss version="2.0">`
	for in, want := range map[string]string{
		"<!DOCTYPE html><p>": "html", xhtml: "html", "<!-- saved -->\n<html>": "html", wide(xhtml): "html", rss: "feed", wide(rss): "feed", "\uFEFF" + rss: "feed",
		"<!-- never closed": "text", "Ada säger <html>": "text", "\xFF": "text", "": "text",
		`{"text":"a"}`: "jsonl", "{\n  \"text\": \"a\"}": "json", `[{"text":"a"}]`: "json", "[1] Ada säger": "text", "{ Ada": "text", wide("Ada säger"): "text",
	} {
		if got := sniff("", bufio.NewReader(strings.NewReader(in))); got != want {
			t.Errorf("%q is %s, want %s", in, got, want)
		}
	}
}

func TestJSONFromTheWebIsNoText(t *testing.T) {
	for kind, c := range map[string]struct{ body, want string }{
		"application/json": {`{"text":"Ada säger nej."}`, "JSON, which is no text"}, "application/ld+json; charset=utf-8": {`["a"]`, "JSON, which is no text"},
		"application/json ": {`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"Ada säger nej."}]}`, ""}, "text/plain": {"Ada säger nej.", ""},
	} {
		for doc, err := range fetchedDocuments(&fetch.Page{Address: "https://nord.example/a", Type: kind, Body: []byte(c.body)}, "https://nord.example/a", "", "auto", time.Time{}) {
			if told, _ := err.(*enligt.ReadError); (told == nil) != (c.want == "") || told != nil && told.What != c.want || told == nil && doc.Text != "Ada säger nej." {
				t.Errorf("%s: %q, %v", kind, doc.Text, err)
			}
		}
	}
}

func TestAFolderIsSearchedPastWhatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a/1.txt", "b/2.txt", "c/3.txt", "c/.4.txt", ".d/5.txt", "c/6.png"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("Ada säger nej."), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(os.DevNull, filepath.Join(dir, "c", "waits.txt")); err != nil {
		t.Skip("no links here: ", err)
	}
	want := []string{"a/1.txt", "b/2.txt", "c/3.txt"}
	if os.Chmod(filepath.Join(dir, "b"), 0) == nil {
		if _, err := os.ReadDir(filepath.Join(dir, "b")); err != nil { // the administrator may read all
			want[1] = "b"
		}
	}
	defer os.Chmod(filepath.Join(dir, "b"), 0o700)
	var got []string
	for _, name := range expandFolders([]string{dir}) {
		rest, _ := filepath.Rel(dir, name)
		got = append(got, filepath.ToSlash(rest))
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}
