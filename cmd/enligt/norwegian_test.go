package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/enligt/enligt"
)

// TestANewLanguageIsAFolder builds a Norwegian pack from a treebank, a file of
// names and the tables of testdata/norwegian, and reads an article with it.
func TestANewLanguageIsAFolder(t *testing.T) {
	data := os.Getenv("ENLIGT_DATA")
	if data == "" {
		data = "../../../shared/data"
	}
	if _, err := os.Stat(filepath.Join(data, "treebanks")); err != nil {
		t.Skipf("no training data under %s; set ENLIGT_DATA", data)
	}
	if testing.Short() {
		t.Skip("trains for half a minute")
	}
	dir := t.TempDir()
	pack := filepath.Join(dir, "no")
	if err := os.CopyFS(pack, os.DirFS("testdata/norwegian/no")); err != nil {
		t.Fatal(err)
	}
	var out, progress bytes.Buffer
	if code := run([]string{"train", "--pack", pack, "--data", data}, streams{strings.NewReader(""), &out, &progress}); code != 0 {
		t.Fatalf("training ended with status %d:\n%s", code, progress.String())
	}
	var reading enligt.Reading
	args := []string{"read", "--packs", dir, "--format", "json", "--published", "2026-01-13", "testdata/norwegian/article.txt"}
	if code := run(args, streams{strings.NewReader(""), &out, &progress}); code != 0 {
		t.Fatalf("reading ended with status %d:\n%s", code, progress.String())
	}
	if err := json.Unmarshal(out.Bytes(), &reading); err != nil {
		t.Fatal(err)
	}
	if reading.Document.Lang != "no" {
		t.Errorf("the article was taken for %q", reading.Document.Lang)
	}
	cueOf := map[string][]string{}
	for _, s := range reading.Statements {
		if s.Source != nil {
			// Where a role ends ("driftssjef Kari Lunde i Vardal Energi") is not what is tested here.
			source := strings.TrimSuffix(s.Source.Of(reading.Document.Text), " i Vardal Energi")
			cueOf[source] = append(cueOf[source], s.Cue.Of(reading.Document.Text))
		}
	}
	for source, cue := range map[string]string{"driftssjef Kari Lunde": "sier", "politiet": "Ifølge", "Ordfører Jon Myhre": "krever", "statsråd Ida Bakken": "skriver", "han": "sier"} {
		if got := strings.Join(cueOf[source], " "); got != cue {
			t.Errorf("%s: cue %q, want %q; found %v", source, got, cue, cueOf)
		}
	}
}
