package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const measuredGold = `# newdoc
# text = Hon gick hem.
1	Hon	hon	PRON	_	_	2	nsubj	_	_
2	gick	gå	VERB	_	_	0	root	_	_
3	hem	hem	ADV	_	_	2	advmod	_	SpaceAfter=No
4	.	.	PUNCT	_	_	2	punct	_	_

`

// measured runs enligt measure with files written into an empty folder.
func measured(t *testing.T, files map[string]string, args ...string) (code int, out, errs string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i, a := range args {
		if _, ok := files[a]; ok {
			args[i] = filepath.Join(dir, a)
		}
	}
	var stdout, stderr bytes.Buffer
	code = run(append([]string{"measure"}, args...), streams{strings.NewReader(""), &stdout, &stderr})
	return code, stdout.String(), stderr.String()
}

func TestMeasureScoresTheOutputOfAnotherProgram(t *testing.T) {
	files := map[string]string{"gold.conllu": measuredGold, "other.conllu": strings.Replace(measuredGold, "ADV", "NOUN", 1)}
	code, out, errs := measured(t, files, "parse", "--errors", "--system", "other.conllu", "gold.conllu")
	if code != 0 {
		t.Fatalf("exit status %d: %s", code, errs)
	}
	for _, want := range []string{"upos   75.00", "las  100.00", "ADV  → NOUN  Hon gick *hem* ."} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestMeasurePrintsJSON(t *testing.T) {
	files := map[string]string{"gold.conllu": measuredGold}
	_, out, _ := measured(t, files, "segment", "--json", "--system", "gold.conllu", "gold.conllu")
	var r struct {
		Task    string
		Metrics []struct {
			Name string
			F1   float64
			N    int
		}
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if r.Task != "segment" || len(r.Metrics) != 3 || r.Metrics[2].Name != "words" || r.Metrics[2].F1 != 100 || r.Metrics[2].N != 4 {
		t.Errorf("%+v", r)
	}
}

func TestMeasurePrintsATableForADocument(t *testing.T) {
	files := map[string]string{"gold.conllu": measuredGold, "other.conllu": strings.Replace(measuredGold, "ADV", "NOUN", 1)}
	_, out, _ := measured(t, files, "parse", "--markdown", "--system", "other.conllu", "gold.conllu")
	if want := "| upos | 75.0 | 75.0 | 75.0 | 75.0–75.0 | 4 |\n"; !strings.Contains(out, want) {
		t.Errorf("no %q in\n%s", want, out)
	}
}

func TestMeasureRefusesWhatCannotBeCompared(t *testing.T) {
	files := map[string]string{
		"gold.conllu": measuredGold, "other.conllu": strings.ReplaceAll(measuredGold, "hem", "dit"),
		"bad.conllu": "1\tHon\n", "gold.jsonl": "{\n",
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"parse", "--system", "other.conllu", "gold.conllu"}, "the texts differ after 7 characters"},
		{[]string{"parse", "--system", "gold.conllu", "bad.conllu"}, "line 1: 2 columns"},
		{[]string{"parse", "--lang", "xx", "gold.conllu"}, `language "xx": no pack`},
		{[]string{"langid", "gold.conllu"}, "write the language before the file"},
		{[]string{"attribution", "--gold", "gold.jsonl"}, "line 1"},
		{[]string{"parse", "--system", "gold.conllu", "missing.conllu"}, "no such file"},
	} {
		code, out, errs := measured(t, files, c.args...)
		if code == 0 || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%v: exit status %d, output %q, message %q, want %q", c.args, code, out, errs, c.want)
		}
	}
}

func TestMeasureAttributionTakesReadingsFromAFile(t *testing.T) {
	gold := `{"id":"d","text":"Hon säger att det går.","statements":[{"cue":[4,9],"source":[0,3],"content":[[10,21]],"form":"indirect","act":"assert","speaker":"hon"}],"times":[]}` + "\n"
	code, out, errs := measured(t, map[string]string{"gold.jsonl": gold}, "attribution", "--gold", "gold.jsonl", "--readings", "gold.jsonl")
	if code != 0 || !strings.Contains(out, "triple exact  100.00") || !strings.Contains(out, "1 documents") {
		t.Errorf("exit status %d: %s%s", code, out, errs)
	}
}
