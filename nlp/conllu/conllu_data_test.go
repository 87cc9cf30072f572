package conllu

import (
	"os"
	"path/filepath"
	"testing"
)

func TestEveryTreebankReads(t *testing.T) {
	data := os.Getenv("ENLIGT_DATA")
	if data == "" {
		data = "../../../shared/data"
	}
	files, _ := filepath.Glob(filepath.Join(data, "treebanks", "*.conllu"))
	gum, _ := filepath.Glob(filepath.Join(data, "treebanks", "en_gum", "*.conllu"))
	if len(files) == 0 {
		t.Skip("no treebanks under " + data + "; set ENLIGT_DATA")
	}
	for _, name := range append(files, gum...) {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ReadAll(f)
		f.Close()
		if err != nil || len(got) == 0 {
			t.Errorf("%s: %d sentences, %v", filepath.Base(name), len(got), err)
		}
	}
}
