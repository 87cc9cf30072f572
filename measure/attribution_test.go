package measure

import (
	"io"
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
	m := byName(Attribution(annotated(t, said), annotated(t, read), Show{}))
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
	r := Attribution(gold, gold, Show{})
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
	r := Attribution(annotated(t, said), nil, Show{})
	if m := byName(r)["detection"]; r.Missing != 1 || m.N != 2 || m.Recall != 0 {
		t.Errorf("missing %d, detection %+v", r.Missing, m)
	}
}

func TestTimesCountSpansAndValues(t *testing.T) {
	m := byName(Times(annotated(t, said), annotated(t, read), Show{}))
	if m["strict"].F1 != 0 || m["relaxed"].Precision != 100 || m["relaxed"].Recall != 50 || m["value"].Recall != 50 {
		t.Errorf("%+v", m)
	}
}

func TestABadAnnotationIsRefusedWithItsLine(t *testing.T) {
	for _, bad := range []string{"{", `{"id":"x","statements":[{"cue":[5]}]}`, `{"id":"x","statements":[{"cue":[5,2]}]}`, `{"id":"x","times":[{"value":"P1D"}]}`, `{"id":"x","statements":[{"confidence":1.2}]}`} {
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
			show := Show{Documents: 3, Rows: 3}
			for _, r := range []*Report{Attribution(got, got, show), Cofenet(got, got, show), Times(got, got, show)} {
				if err := r.Print(io.Discard); err != nil {
					t.Error(err)
				}
			}
		}
	})
}
