package measure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// said is one gold document: "Anna Lind säger att det är klart. – Ja, säger hon."
const said = `{"id":"d","text":"Anna Lind säger att det är klart.\n– Ja, säger hon.","statements":[` +
	`{"id":"s1","cue":[10,15],"source":[0,9],"content":[[16,32]],"form":"indirect","act":"assert","speaker":"Anna Lind","kind":"person","when":"2023-07-28","channel":"X"},` +
	`{"id":"s2","cue":[40,45],"source":[46,49],"content":[[36,38]],"form":"direct","act":"assert","speaker":"Anna Lind","kind":"person"}],` +
	`"times":[{"span":[0,4],"value":"2023-07-28"},{"span":[10,15],"value":"P1D"}]}`

// read is what a reading of it might say: the first content too short, the second statement missed.
const read = `{"document":{"id":"d","text":"Anna Lind säger att det är klart.\n– Ja, säger hon."},"statements":[` +
	`{"id":"s1","cue":{"start":10,"end":15,"text":"säger"},"source":{"start":0,"end":9,"text":"Anna Lind"},"content":[{"start":20,"end":33,"text":"det är klart."}],` +
	`"form":"indirect","act":"deny","speaker":[{"actor":"a1","name":"Lind","kind":"person","role":null}],"addressee":[],"channel":{"name":"x","type":"social"},"via":[],"when":null,"doubt":[]}],` +
	`"times":[{"start":0,"end":9,"text":"","type":"DATE","value":"2023-07-28"}],"error":null}`

func annotated(t *testing.T, lines string) []Annotated {
	t.Helper()
	out, err := ReadAnnotated(strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func byName(r *Report) map[string]Metric {
	out := map[string]Metric{}
	for _, m := range r.Metrics {
		out[m.Name] = m
	}
	return out
}

func TestAttributionCountsOverlapAndExactnessApart(t *testing.T) {
	m := byName(Attribution(annotated(t, said), annotated(t, read), 0))
	for name, want := range map[string][2]float64{ // precision, recall
		"detection": {100, 50}, "triple overlap": {100, 50}, "triple exact": {0, 0},
		"exact cue": {100, 50}, "exact source": {100, 50}, "exact content": {0, 0}, "segments source": {100, 50},
		"speaker": {100, 100}, "act": {0, 0}, "channel": {100, 100}, "recall indirect": {100, 100}, "recall direct": {0, 0},
	} {
		if got := m[name]; got.Precision != want[0] || got.Recall != want[1] {
			t.Errorf("%s: precision %.1f recall %.1f, want %v", name, got.Precision, got.Recall, want)
		}
	}
	if m["when"].N != 1 || m["when"].Recall != 0 {
		t.Errorf("when: %+v", m["when"])
	}
}

func TestAReadingOfTheGoldStatementsIsPerfect(t *testing.T) {
	gold := annotated(t, said)
	r := Attribution(gold, gold, 0)
	for _, m := range r.Metrics {
		if m.N > 0 && m.F1 != 100 {
			t.Errorf("%s: %+v", m.Name, m)
		}
	}
	if r.Missing != 0 {
		t.Errorf("%d missing", r.Missing)
	}
}

func TestADocumentThatWasNotReadCountsAsReadEmpty(t *testing.T) {
	r := Attribution(annotated(t, said), nil, 0)
	if m := byName(r)["detection"]; r.Missing != 1 || m.N != 2 || m.Recall != 0 {
		t.Errorf("missing %d, detection %+v", r.Missing, m)
	}
}

func TestErrorsStandSideBySide(t *testing.T) {
	var b strings.Builder
	if err := Attribution(annotated(t, said), annotated(t, read), 5).Print(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"missed: 1", "hon «säger» direct | Ja", "content differs: 1", "gold   att det är klart", "found  det är klart.", "assert  → deny"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestLongTextsAreShortenedToWhereTheyDiffer(t *testing.T) {
	same := strings.Repeat("lika ord ", 20)
	a, b := contrast(same+"ett slut", same+"en annan ände")
	if len(a) > 90 || !strings.HasSuffix(a, "ett slut") || !strings.HasSuffix(b, "en annan ände") || !strings.Contains(a, "[…]") {
		t.Errorf("%q %q", a, b)
	}
	a, b = contrast("x"+same, same)
	if !strings.HasPrefix(a, "xlika") || !strings.HasPrefix(b, "lika") || len(a) > 90 {
		t.Errorf("%q %q", a, b)
	}
	if a, b = contrast("kort", "korta"); a != "kort" || b != "korta" {
		t.Errorf("%q %q", a, b)
	}
}

func TestTimesCountSpansAndValues(t *testing.T) {
	m := byName(Times(annotated(t, said), annotated(t, read), 0))
	if m["strict"].F1 != 0 || m["relaxed"].Precision != 100 || m["relaxed"].Recall != 50 || m["value"].Recall != 50 {
		t.Errorf("%+v", m)
	}
}

func TestABadAnnotationIsRefusedWithItsLine(t *testing.T) {
	for _, bad := range []string{"{", `{"id":"x","statements":[{"cue":[5]}]}`, `{"id":"x","statements":[{"cue":[5,2]}]}`, `{"id":"x","times":[{"value":"P1D"}]}`} {
		if _, err := ReadAnnotated(strings.NewReader("\n" + bad)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func FuzzReadAnnotated(f *testing.F) {
	f.Add(said)
	f.Add(read)
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ReadAnnotated(strings.NewReader(s))
		if err == nil && len(got) < 10 {
			Attribution(got, got, 3)
			Times(got, got, 3)
		}
	})
}

// goldFiles are our own document and, where they are there, the project's gold.
func goldFiles(t *testing.T) []string {
	own := filepath.Join(t.TempDir(), "own.jsonl")
	if err := os.WriteFile(own, []byte(said+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	shared, _ := filepath.Glob(filepath.Join(dataDir(), "..", "gold", "*.jsonl"))
	return append(shared, own)
}

func TestAttributionAgreesWithTheReferenceScorer(t *testing.T) {
	for _, gold := range goldFiles(t) {
		pred := filepath.Join(t.TempDir(), "pred.jsonl")
		spoilAnnotated(t, gold, pred)
		var want map[string]any
		if err := json.Unmarshal(reference(t, "attribution", gold, pred, "--fields"), &want); err != nil {
			t.Fatal(err)
		}
		compared := 0
		for _, m := range Attribution(readAnnotated(t, gold), readAnnotated(t, pred), 0).Metrics {
			p, r, n, ok := referenceMetric(want, m)
			if !ok {
				if m.N > 0 {
					t.Errorf("%s: the reference has no %s", filepath.Base(gold), m.Name)
				}
				continue
			}
			compared++
			if math.Abs(m.Recall-r) > 0.06 || !m.Share && math.Abs(m.Precision-p) > 0.06 || m.N != int(n) {
				t.Errorf("%s: %s: P %.2f R %.2f n %d, the reference says %.2f %.2f %v", filepath.Base(gold), m.Name, m.Precision, m.Recall, m.N, p, r, n)
			}
		}
		if compared < 15 {
			t.Errorf("%s: only %d metrics compared", gold, compared)
		}
	}
}

// referenceMetric finds a metric in what the reference scorer prints.
func referenceMetric(ref map[string]any, m Metric) (p, r, n float64, ok bool) {
	group, key := m.Name, ""
	switch first, rest, _ := strings.Cut(m.Name, " "); {
	case first == "segments":
		group, key = "segments_exact", rest
	case first == "exact":
		group, key = "component_exact", rest
	case m.Share:
		pair, ok := ref["recall_by_form"].(map[string]any)[rest].([]any)
		if !ok {
			return 0, 0, 0, false
		}
		return 0, pair[0].(float64), pair[1].(float64), true
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
		return 0, 0, 0, false
	}
	return x["p"].(float64), x["r"].(float64), x["n"].(float64), true
}

func TestTimesAgreeWithTheReferenceScorer(t *testing.T) {
	for _, gold := range goldFiles(t) {
		pred := filepath.Join(t.TempDir(), "pred.jsonl")
		spoilAnnotated(t, gold, pred)
		var want map[string]struct{ P, R, F, N float64 }
		if err := json.Unmarshal(reference(t, "times", gold, pred), &want); err != nil {
			t.Fatal(err)
		}
		for _, m := range Times(readAnnotated(t, gold), readAnnotated(t, pred), 0).Metrics {
			if w := want[m.Name]; math.Abs(w.F-m.F1) > 0.01 || int(w.N) != m.N {
				t.Errorf("%s: %s: %.2f of %d, the reference says %+v", filepath.Base(gold), m.Name, m.F1, m.N, w)
			}
		}
	}
}

func readAnnotated(t *testing.T, name string) []Annotated {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return annotated(t, string(b))
}

// spoilAnnotated writes a copy of gold in the shape of a reading, with errors of
// every kind. The same gold gives the same errors.
func spoilAnnotated(t *testing.T, gold, pred string) {
	t.Helper()
	b, err := os.ReadFile(gold)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	n := 0
	for _, line := range bytes.Split(bytes.TrimSpace(b), []byte("\n")) {
		var d map[string]any
		if err := json.Unmarshal(line, &d); err != nil {
			t.Fatal(err)
		}
		statements, times := []any{}, []any{}
		for _, x := range d["statements"].([]any) {
			if n++; n%9 != 0 || n < 3 {
				statements = append(statements, spoilStatement(x.(map[string]any), n))
			}
		}
		for _, x := range d["times"].([]any) {
			if n++; n%5 != 0 {
				times = append(times, spoilTime(x.(map[string]any), n))
			}
		}
		line, _ := json.Marshal(map[string]any{"document": map[string]any{"id": d["id"], "text": d["text"]}, "statements": statements, "times": times})
		out.Write(append(line, '\n'))
	}
	if err := os.WriteFile(pred, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func spoilStatement(s map[string]any, n int) map[string]any {
	out := map[string]any{"form": s["form"], "act": s["act"]}
	for k, every := range map[string]int{"cue": 7, "content": 4, "source": 5} {
		shift := 0
		if n%every == 0 {
			shift = n % 13
		}
		out[k] = reshape(s[k], shift)
	}
	if n%8 == 0 {
		out["act"], out["form"] = "deny", "mixed"
	}
	if n%10 == 0 {
		out["source"] = nil
	}
	var speakers []any
	for _, v := range namesIn(s["speaker"]) {
		name := v[0]
		if words := strings.Fields(name); n%3 == 0 {
			name = words[len(words)-1]
		}
		speakers = append(speakers, map[string]any{"name": strings.ToUpper(name), "kind": s["kind"], "role": map[string]any{"start": 0, "end": 1, "text": s["role"]}})
	}
	if s["role"] == nil && len(speakers) > 0 {
		speakers[0].(map[string]any)["role"] = nil
	}
	out["speaker"] = speakers
	for _, k := range []string{"addressee", "via"} {
		var list []any
		for _, v := range namesIn(s[k]) {
			list = append(list, map[string]any{"name": v[0], "text": v[0] + " här"})
		}
		out[k] = list
	}
	if c, ok := s["channel"].(string); ok && n%2 == 0 {
		out["channel"] = map[string]any{"name": c, "type": "other", "text": c}
	}
	if w, ok := s["when"].(string); ok {
		out["when"] = map[string]any{"value": w + "T14:00"}
	}
	out["doubt"] = []any{}
	for _, v := range doubtOf(s) {
		out["doubt"] = append(out["doubt"].([]any), map[string]any{"kind": v[0]}, map[string]any{"kind": fmt.Sprint("claimed")})
	}
	return out
}

// reshape turns [s,e] or [[s,e] …] into objects, moved by so many code points.
func reshape(x any, by int) any {
	ranges, err := rangesOf(x)
	if err != nil || len(ranges) == 0 {
		return nil
	}
	var out []any
	for _, r := range ranges {
		out = append(out, map[string]any{"start": r.Start + by, "end": max(r.Start+by, r.End+by/2)})
	}
	if list, ok := x.([]any); ok && len(list) == 2 && len(ranges) == 1 {
		return out[0]
	}
	return out
}

func spoilTime(x map[string]any, n int) map[string]any {
	ranges, _ := rangesOf(x["span"])
	out := map[string]any{"start": ranges[0].Start, "end": ranges[0].End, "value": x["value"]}
	if n%4 == 0 {
		out["end"] = ranges[0].End + 2
	}
	if n%6 == 0 {
		out["value"] = "PAST_REF"
	}
	return out
}
