package nlp

import (
	"os"
	"path/filepath"
	"testing"
)

func TestPacksAreTrainedBehindThoseTheyUse(t *testing.T) {
	dir := t.TempDir()
	var dirs []string
	for name, recipe := range map[string]string{"a": `{"after": ["c"]}`, "b": `{"after": ["a", "elsewhere"]}`, "c": `{}`, "d": `{"after": ["d"]}`} {
		folder := filepath.Join(dir, name)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "recipe.json"), []byte(recipe), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"a", "b", "c", "d"} {
		dirs = append(dirs, filepath.Join(dir, name))
	}
	got, err := InOrder(dirs)
	if err != nil {
		t.Fatal(err)
	}
	order := ""
	for _, d := range got {
		order += filepath.Base(d)
	}
	if order != "cabd" {
		t.Errorf("order %s, want cabd", order)
	}
}
