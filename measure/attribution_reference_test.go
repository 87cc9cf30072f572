package measure

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tolerance is half of the last digit that the reference scorer prints, and a
// little for its way of rounding.
const tolerance = 0.006

// goldSets are what is scored at once, by name: one document of our own, all gold
// files pooled, and, where the data folder is there, its gold with them and
// PolNeAR's dev part by itself, written as gold.
func goldSets(t *testing.T) map[string][]string {
	own := filepath.Join(t.TempDir(), "own.jsonl")
	if err := os.WriteFile(own, []byte(said+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	shared, _ := filepath.Glob(filepath.Join(dataDir(), "..", "gold", "*.jsonl"))
	ours, _ := filepath.Glob(filepath.Join(ownGold, "*.jsonl"))
	sets := map[string][]string{"one document": {own}, "gold files": append(shared, ours...)}
	if len(sets["gold files"]) < 2 {
		t.Fatal("one file is no pool")
	}
	if part := polnearDev(); exists(part) {
		sets["PolNeAR"] = []string{polnearAsGold(t, part)}
	}
	return sets
}

// spoilt are the names of spoilt copies of gold files, each by itself.
func spoilt(t *testing.T, golds []string) []string {
	t.Helper()
	var out []string
	for _, gold := range golds {
		pred := filepath.Join(t.TempDir(), "pred.jsonl")
		spoilAnnotated(t, gold, pred)
		out = append(out, pred)
	}
	return out
}

func polnearDev() string { return filepath.Join(dataDir(), "attribution", "polnear", "dev") }

// polnearAsGold writes a part of PolNeAR as lines of gold.
func polnearAsGold(t *testing.T, part string) string {
	t.Helper()
	docs, err := ReadPolNeAR(os.DirFS(part))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "polnear.jsonl")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := json.NewEncoder(f)
	for _, d := range docs {
		statements := []any{}
		for _, s := range d.Statements {
			statements = append(statements, map[string]any{"cue": pairs(s.Cue), "content": pairs(s.Content), "source": pairs(s.Source)})
		}
		if err := out.Encode(map[string]any{"id": d.ID, "doc": d.Doc, "text": d.Text, "statements": statements, "times": []any{}}); err != nil {
			t.Fatal(err)
		}
	}
	return name
}

func pairs(ranges []Range) any {
	if len(ranges) == 0 {
		return nil
	}
	var out [][2]int
	for _, r := range ranges {
		out = append(out, [2]int{r.Start, r.End})
	}
	return out
}

func TestAttributionAgreesWithTheReferenceScorer(t *testing.T) {
	for name, golds := range goldSets(t) {
		agreeOnAttribution(t, name, golds, spoilt(t, golds))
	}
}

// agreeOnAttribution compares every figure that both scorers give.
func agreeOnAttribution(t *testing.T, name string, golds, preds []string) {
	t.Helper()
	var want map[string]any
	b := reference(t, "attribution", strings.Join(golds, ","), strings.Join(preds, ","), "--fields")
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	r := Attribution(readAllAnnotated(t, golds), readAllAnnotated(t, preds), Show{})
	if documents := int(want["documents"].(float64)); r.Units != counted(documents, "documents") {
		t.Errorf("%s: %s, the reference has %d", name, r.Units, documents)
	}
	compared := 0
	for _, m := range r.Metrics {
		if slices.Contains(recallNames[kPronoun:], strings.TrimPrefix(m.Name, "recall ")) {
			continue // ours alone
		}
		f, ok := referenceMetric(want, m)
		if !ok {
			if m.N > 0 {
				t.Errorf("%s: the reference has no %s", name, m.Name)
			}
			continue
		}
		compared++
		near := tolerance
		if m.Share {
			near = .06 // one decimal
		}
		if math.Abs(m.Recall-f.R) > near || !m.Share && (math.Abs(m.Precision-f.P) > near || math.Abs(m.F1-f.F) > near) || m.N != int(f.N) {
			t.Errorf("%s: %s: P %.2f R %.2f F1 %.2f n %d, the reference says %+v", name, m.Name, m.Precision, m.Recall, m.F1, m.N, f)
		}
	}
	if compared < 12 {
		t.Errorf("%s: only %d metrics compared", name, compared)
	}
}

// figures are what the reference scorer gives for one metric.
type figures struct{ P, R, F, N float64 }

// referenceMetric finds a metric in what the reference scorer prints.
func referenceMetric(ref map[string]any, m Metric) (figures, bool) {
	group, key := m.Name, ""
	switch first, rest, _ := strings.Cut(m.Name, " "); {
	case first == "segments":
		group, key = "segments_exact", rest
	case first == "exact":
		group, key = "component_exact", rest
	case m.Share:
		pair, ok := ref["recall_by_form"].(map[string]any)[rest].([]any)
		if !ok {
			return figures{}, false
		}
		return figures{R: pair[0].(float64), N: pair[1].(float64)}, true
	case first == "triple":
		group = "triple_" + rest
	case first != "detection":
		group, key = "fields_of_aligned", m.Name
	}
	x, _ := ref[group].(map[string]any)
	if key != "" {
		x, _ = x[key].(map[string]any)
	}
	if x == nil {
		return figures{}, false
	}
	return figures{x["p"].(float64), x["r"].(float64), x["f"].(float64), x["n"].(float64)}, true
}

func TestTimesAgreeWithTheReferenceScorer(t *testing.T) {
	for name, golds := range goldSets(t) {
		if name == "PolNeAR" {
			continue // marks no times
		}
		preds := spoilt(t, golds)
		var want map[string]figures
		if err := json.Unmarshal(reference(t, "times", strings.Join(golds, ","), strings.Join(preds, ",")), &want); err != nil {
			t.Fatal(err)
		}
		for _, m := range Times(readAllAnnotated(t, golds), readAllAnnotated(t, preds), Show{}).Metrics {
			w, ok := want[m.Name]
			if off := math.Abs(w.F-m.F1) + math.Abs(w.P-m.Precision) + math.Abs(w.R-m.Recall); !ok || off > 3*tolerance || int(w.N) != m.N {
				t.Errorf("%s: %s: %+v, the reference says %+v", name, m.Name, m, w)
			}
		}
	}
}

func TestAFolderOfPolNeARScoresAsItsLinesOfGoldDo(t *testing.T) {
	part := polnearDev()
	if !exists(part) {
		t.Skip("no PolNeAR at " + part + "; set ENLIGT_DATA")
	}
	gold, pred := polnearAsGold(t, part), filepath.Join(t.TempDir(), "pred.jsonl")
	spoilAnnotated(t, gold, pred)
	folder, err := ReadPolNeAR(os.DirFS(part))
	if err != nil {
		t.Fatal(err)
	}
	found := readAnnotated(t, pred)
	lines := byName(Attribution(readAnnotated(t, gold), found, Show{}))
	for _, m := range Attribution(folder, found, Show{}).Metrics {
		if m != lines[m.Name] || m.N == 0 && !m.Share {
			t.Errorf("%+v, as lines %+v", m, lines[m.Name])
		}
	}
}

func readAllAnnotated(t *testing.T, names []string) []Annotated {
	t.Helper()
	var out []Annotated
	for _, name := range names {
		out = append(out, readAnnotated(t, name)...)
	}
	return out
}

func readAnnotated(t *testing.T, name string) []Annotated {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	out, err := ReadAnnotated(strings.NewReader(string(b)))
	if err != nil {
		t.Fatal(fmt.Errorf("%s: %w", name, err))
	}
	return out
}
