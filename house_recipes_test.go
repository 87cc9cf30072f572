package enligt_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/enligt/enligt/packs"
)

func TestEveryRecipeStepNamesAModel(t *testing.T) {
	for _, dir := range packDirs(t) {
		var recipe struct{ Steps []struct{ Model string } }
		if err := json.Unmarshal([]byte(readFile(t, filepath.Join(dir, "recipe.json"))), &recipe); err != nil {
			t.Errorf("%s/recipe.json: %v", dir, err)
		}
		made := map[string]bool{}
		for i, s := range recipe.Steps {
			if s.Model == "" {
				t.Errorf("%s/recipe.json: step %d names no model", dir, i+1)
			}
			made[s.Model] = true
		}
		p, err := packs.Open(os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range p.Models {
			if !made[m.Kind] {
				t.Errorf("%s: no step of recipe.json makes the %s model", dir, m.Kind)
			}
		}
	}
}

// dataFiles are the files and folders of the data folder that recipes train on.
func dataFiles(t *testing.T, recipe string) []string {
	t.Helper()
	var tree any
	if err := json.Unmarshal([]byte(readFile(t, recipe)), &tree); err != nil {
		t.Fatalf("%s: %v", recipe, err)
	}
	var out []string
	var walk func(x any)
	walk = func(x any) {
		switch x := x.(type) {
		case string:
			if strings.Contains(x, "/") && !strings.HasPrefix(x, "../") { // "../sv" is another pack
				out = append(out, x)
			}
		case []any:
			for _, y := range x {
				walk(y)
			}
		case map[string]any:
			for key, y := range x {
				if key != "without" { // what is left out of training
					walk(y)
				}
			}
		}
	}
	walk(tree)
	return out
}

func TestNoModelIsTrainedOnTestDataOrOnWhatMayOnlyMeasure(t *testing.T) {
	recipes, err := filepath.Glob("packs/*/recipe.json")
	if err != nil || len(recipes) < 3 {
		t.Fatalf("%d recipes, %v", len(recipes), err)
	}
	for _, recipe := range recipes {
		files := dataFiles(t, recipe)
		if len(files) == 0 {
			t.Errorf("%s trains on nothing", recipe)
		}
		for _, f := range files {
			for _, never := range []string{"-test", "_test", "test_", "/nc/", "nc/", "fixtures/", "events/petrarch2/", "-dev.jsonl"} {
				if strings.Contains(f, never) {
					t.Errorf("%s trains on %s: %q may only measure", recipe, f, never)
				}
			}
		}
	}
}

func TestTheRankerIsTrainedOnTrainingDocumentsOnly(t *testing.T) {
	var recipe struct {
		Gold, Own []struct{ File string }
		Brat      []struct{ Dir string }
	}
	const name = "reading/attribution/recipe.json"
	if err := json.Unmarshal([]byte(readFile(t, name)), &recipe); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var files []string
	for _, g := range recipe.Gold {
		files = append(files, g.File)
	}
	for _, b := range recipe.Brat {
		files = append(files, b.Dir)
	}
	if len(files) == 0 {
		t.Errorf("%s trains on nothing", name)
	}
	for _, g := range recipe.Own {
		if _, err := os.Stat(filepath.Join(filepath.Dir(name), g.File)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, f := range files {
		if !strings.HasSuffix(strings.TrimSuffix(f, ".jsonl"), "train") {
			t.Errorf("%s trains on %s", name, f)
		}
	}
}

// sourceNames is how LICENSE names the origin of the data files.
var sourceNames = []struct{ file, name string }{
	{"treebanks/sv_talbanken", "Swedish-Talbanken"}, {"treebanks/en_ewt", "English-EWT"}, {"treebanks/en_gum", "GUM"},
	{"treebanks/fr_sequoia", "French-Sequoia"}, {"treebanks/fr_gsd", "French-GSD"},
	{"treebanks/no_bokmaal", "Norwegian-Bokmaal"}, {"treebanks/da_ddt", "Danish-DDT"},
	{"ner/sv_uner", "Universal NER"}, {"ner/en_uner", "Universal NER"}, {"ner/nb_norne", "NorNE"}, {"ner/sv_webbnyheter", "Webbnyheter"},
	{"raw/sv_g0vse", "Swedish government"}, {"raw/sv_interpellations", "Riksdag"},
	{"raw/SweCORE", "SweCORE"}, {"raw/FreCORE", "FreCORE"}, {"raw/en_globalvoices", "Global Voices"}, {"raw/fr_mafand", "MAFAND"},
	{"attribution/polnear", "PolNeAR"}, {"../gold/", "annotated for this project"}, {"gold/", "annotated for this project"},
	{"lex/petrarch2", "PETRARCH2"}, {"lex/world_leaders_2021", "world leaders"}, {"lex/svensktext", "svensktext"}, {"lex/riksdagen_persons", "Riksdag"},
}

func TestLicencesNameEverySourceOfTheWeights(t *testing.T) {
	for _, dir := range append(packDirs(t), "packs/und") {
		licence := strings.Join(strings.Fields(readFile(t, filepath.Join(dir, "LICENSE"))), " ")
		for _, f := range dataFiles(t, filepath.Join(dir, "recipe.json")) {
			known := false
			for _, s := range sourceNames {
				if !strings.HasPrefix(f, s.file) {
					continue
				}
				known = true
				if !strings.Contains(licence, s.name) {
					t.Errorf("%s/LICENSE does not name %s, and recipe.json trains on %s", dir, s.name, f)
				}
			}
			if !known {
				t.Errorf("%s/recipe.json trains on %s: its origin is unknown here; name it in LICENSE and in sourceNames", dir, f)
			}
		}
	}
}
