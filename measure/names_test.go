package measure

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const (
	twoColumns = "Anna\tPER\nLind\tPER\nbor\t0\ni\t0\nLund\tLOC\n.\t0\n\nSaab    ORG\nväxer   0\n"
	uner       = "# newdoc id = d1\n# text = Anna Lind bor i Lund.\n1\tAnna\tB-PER\t-\t-\n2\tLind\tI-PER\t-\t-\n3\tbor\tO\t-\t-\n4\ti\tO\t-\t-\n5\tLund\tB-LOC\t-\t-\n6\t.\tO\t-\t-\n\n1\tSaab\tB-ORG\t-\tx\n2\tväxer\tO\t-\t-\n"
	norne      = "1\tAnna\tAnna\tsubst\tsubst\tprop\t3\tSUBJ\t_\tname=B-PER\n2\tLind\tLind\tsubst\tsubst\tprop\t1\tFLAT\t_\tname=I-PER\n3\tbor\tbo\tverb\tverb\tpres\t0\tFINV\t_\tname=O\n4\ti\ti\tprep\tprep\t_\t3\tADV\t_\tname=O\n5\tLund\tLund\tsubst\tsubst\tprop\t4\tPUTFYLL\t_\tname=B-GPE_LOC\n6\t.\t$.\tclb\tclb\t_\t3\tIP\t_\tname=O\n\n1\tSaab\tSaab\tsubst\tsubst\tprop\t2\tSUBJ\t_\tname=B-ORG\n2\tväxer\tvokse\tverb\tverb\tpres\t0\tFINV\t_\tname=O\n"
)

func TestThreeLayoutsOfNamesReadAlike(t *testing.T) {
	want := [][]Name{{{0, 2, "PER"}, {4, 5, "LOC"}}, {{0, 1, "ORG"}}}
	for layout, text := range map[string]string{"two columns": twoColumns, "UNER": uner, "NorNE": norne} {
		got, err := ReadNames(strings.NewReader(text))
		if err != nil || len(got) != 2 {
			t.Fatalf("%s: %d sentences, %v", layout, len(got), err)
		}
		for i := range got {
			if !reflect.DeepEqual(got[i].Names, want[i]) {
				t.Errorf("%s: %v, want %v", layout, got[i].Names, want[i])
			}
		}
	}
}

func TestANameFileThatIsNoneIsRefusedWithItsLine(t *testing.T) {
	_, err := ReadNames(strings.NewReader("Anna\tPER\nLind\n"))
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v", err)
	}
}

func TestSpacingComesFromTheTextLine(t *testing.T) {
	got, err := ReadNames(strings.NewReader(uner))
	if err != nil {
		t.Fatal(err)
	}
	text, words := got[0].Words()
	if text != "Anna Lind bor i Lund. " || words[4].Span.Of(text) != "Lund" || !words[4].GlueNext || words[3].GlueNext {
		t.Errorf("text %q, words %+v", text, words)
	}
}

func TestANameCountsOnlyWithItsExactTokensAndKind(t *testing.T) {
	gold, err := ReadNames(strings.NewReader(uner))
	if err != nil {
		t.Fatal(err)
	}
	found := [][]Name{{{0, 1, "PER"}, {4, 5, "LOC"}}, {{0, 1, "LOC"}, {1, 2, "MISC"}}}
	r, err := Names(gold, found, 5)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]Metric{}
	for _, x := range r.Metrics {
		m[x.Name] = x
	}
	if a := m["names"]; a.N != 3 || a.F1 < 33.3 || a.F1 > 33.4 {
		t.Errorf("one of three right, three found, MISC left out: %+v", a)
	}
	if m["LOC"].Precision != 50 || m["LOC"].Recall != 100 || m["ORG"].F1 != 0 || m["MISC"].N != 0 {
		t.Errorf("by kind: %+v", m)
	}
	var b strings.Builder
	if err := r.Print(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"ORG  → LOC  *Saab* växer", "PER Anna Lind  → PER Anna", "→ MISC växer"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestRealFilesOfNamesRead(t *testing.T) {
	files := map[string]int{"ner/sv_webbnyheter/test_corpus.txt": 2453, "ner/sv_uner/sv_talbanken-ud-dev.iob2": 504, "ner/nb_norne/nob.conll": 20045}
	for name, want := range files {
		f, err := os.Open(filepath.Join(dataDir(), name))
		if err != nil {
			t.Skip("no data folder at " + dataDir() + "; set ENLIGT_DATA")
		}
		got, err := ReadNames(f)
		f.Close()
		if err != nil || len(got) != want {
			t.Errorf("%s: %d sentences, want %d, %v", name, len(got), want, err)
		}
	}
}

func FuzzReadNames(f *testing.F) {
	for _, s := range []string{twoColumns, uner, norne, "# text = \n1\t\t\t"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, _ := ReadNames(strings.NewReader(s))
		for i := range got {
			got[i].Words()
		}
	})
}
