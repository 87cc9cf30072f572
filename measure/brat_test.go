package measure

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

func TestPolNeARReadsSpansInPiecesAndSeveralAnnotatorsOfOneText(t *testing.T) {
	part := fstest.MapFS{
		"text/a_2016-01-01_x.txt": {Data: []byte("Ändå, sade hon, går det bra.")},
		"attributions/a_2016-01-01_x_ab12.ann": {Data: []byte("T1\tCue 6 10\tsade\nT2\tContent 0 4;16 27\tÄndå går det bra\nT3\tSource 11 14\thon\n" +
			"T4\tAttribution 6 10\tsade\nE1\tAttribution:T4 Content:T2 Cue:T1 Source:T3\n")},
		"attributions/a_2016-01-01_x_cd34.ann": {Data: []byte("")},
	}
	got, err := ReadPolNeAR(part)
	if err != nil || len(got) != 2 {
		t.Fatalf("%d documents, %v", len(got), err)
	}
	d := got[0]
	if d.ID != "a_2016-01-01_x_ab12" || d.Doc != "a_2016-01-01_x" || len(d.Statements) != 1 {
		t.Fatalf("%+v", d)
	}
	s := d.Statements[0]
	if !reflect.DeepEqual(s.Content, []Range{{0, 4}, {16, 27}}) || !reflect.DeepEqual(s.Source, []Range{{11, 14}}) || !reflect.DeepEqual(s.Cue, []Range{{6, 10}}) {
		t.Errorf("%+v", s)
	}
	if got := text([]rune(d.Text)).show(s.Content); got != "Ändå … går det bra" {
		t.Errorf("content %q", got)
	}
	if len(got[1].Statements) != 0 || got[1].Doc != d.Doc {
		t.Errorf("second annotator: %+v", got[1])
	}
}

func TestABadStandoffLineIsRefusedWithItsPlace(t *testing.T) {
	part := fstest.MapFS{"text/a.txt": {}, "attributions/a_b.ann": {Data: []byte("T1\tCue 6 x\tsade\n")}}
	if _, err := ReadPolNeAR(part); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("got %v", err)
	}
}

func TestThePolNeARDevPartReads(t *testing.T) {
	dir := filepath.Join(dataDir(), "attribution", "polnear", "dev")
	if !exists(dir) {
		t.Skip("no PolNeAR at " + dir + "; set ENLIGT_DATA")
	}
	got, err := ReadPolNeAR(os.DirFS(dir))
	if err != nil || len(got) != 94 {
		t.Fatalf("%d annotation files, %v", len(got), err)
	}
	n := 0
	for _, d := range got {
		n += len(d.Statements)
	}
	if n != 2319 {
		t.Errorf("%d statements", n)
	}
}

func FuzzReadBrat(f *testing.F) {
	f.Add("T1\tCue 6 10\tsade\nE1\tAttribution:T4 Content2:T2 Cue:T1")
	f.Fuzz(func(t *testing.T, s string) {
		if _, err := readBrat(s); err == nil && strings.HasPrefix(s, "T1\tCue x") {
			t.Error("a bad span was taken")
		}
	})
}
