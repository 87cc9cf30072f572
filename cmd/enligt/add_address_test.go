package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/enligt/enligt"
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
