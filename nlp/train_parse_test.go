package nlp

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp/tag"
	"github.com/enligt/enligt/packs"
)

func TestRelationsOfKinAreRenamedWhereTheRuleHolds(t *testing.T) {
	rules := []mending{
		{Relation: "case", Heads: []string{"VERB"}, Beside: "mark", As: "mark"},
		{Relation: "mark", Parts: []string{"SCONJ"}, Under: "acl:relcl", Lacks: "nsubj", As: "nsubj"},
		{Relation: "mark", Parts: []string{"SCONJ"}, Under: "acl:relcl", As: "obj"},
	}
	for _, c := range []struct {
		what  string
		words []enligt.Word
		want  string
	}{
		{"a preposition before an infinitive with its mark", []enligt.Word{{Head: 2, Deprel: "case"}, {Head: 2, Deprel: "mark:inf"}, {Head: -1, UPOS: "VERB"}}, "mark"},
		{"one without a mark", []enligt.Word{{Head: 2, Deprel: "case"}, {Head: 2, Deprel: "advmod"}, {Head: -1, UPOS: "VERB"}}, "case"},
		{"one with a mark of another word", []enligt.Word{{Head: 2, Deprel: "case"}, {Head: 0, Deprel: "mark"}, {Head: -1, UPOS: "VERB"}}, "case"},
		{"the word that opens a relative clause without a subject", []enligt.Word{{UPOS: "SCONJ", Head: 1, Deprel: "mark"}, {Head: -1, Deprel: "acl:relcl"}}, "nsubj"},
		{"one in a clause with a subject", []enligt.Word{{UPOS: "SCONJ", Head: 2, Deprel: "mark"}, {Head: 2, Deprel: "nsubj:pass"}, {Head: -1, Deprel: "acl:relcl"}}, "obj"},
		{"the mark of an infinitive that is a relative clause", []enligt.Word{{UPOS: "PART", Head: 1, Deprel: "mark"}, {Head: -1, Deprel: "acl:relcl"}}, "mark"},
		{"the word that opens another clause", []enligt.Word{{UPOS: "SCONJ", Head: 1, Deprel: "mark"}, {Head: -1, Deprel: "advcl"}}, "mark"},
		{"one before a noun", []enligt.Word{{Head: 2, Deprel: "case"}, {Head: 2, Deprel: "mark"}, {Head: -1, UPOS: "NOUN"}}, "case"},
	} {
		mend(c.words, rules)
		if got := c.words[0].Deprel; got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

// treebankFile writes sentences, each word as form/UPOS/feats, flat under the first.
func treebankFile(t *testing.T, dir, name string, sentences ...string) {
	t.Helper()
	var b strings.Builder
	for _, s := range sentences {
		for i, w := range strings.Fields(s) {
			p := strings.Split(w, "/")
			head, rel := "1", "dep"
			if i == 0 {
				head, rel = "0", "root"
			}
			b.WriteString(strings.Join([]string{string(rune('1' + i)), p[0], p[0], p[1], "_", p[2], head, rel, "_", "_"}, "\t") + "\n")
		}
		b.WriteString("\n")
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestKinAreTaggedInTheFeaturesOfTheLanguageAndKeepTheirTrees(t *testing.T) {
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var own, kin []string
	for range kinRun * kinParts {
		own = append(own, "hunden/NOUN/Own=N sover/VERB/Own=V", "huset/NOUN/Own=N brinner/VERB/Own=V")
		kin = append(kin, "hunden/NOUN/Kin=N sover/VERB/Kin=V")
	}
	treebankFile(t, dir, "own.conllu", own...)
	treebankFile(t, dir, "kin.conllu", kin...)
	tr := &Training{Pack: set.Get(set.Langs()[0]), Data: dir, Progress: io.Discard}
	got, err := tr.kin(parseStep{Files: []string{"own.conllu"}, Kin: []string{"kin.conllu"}}, tag.Options{MinSeen: 1, Iterations: 2})
	if err != nil || len(got) != len(kin) {
		t.Fatalf("%d sentences, want %d: %v", len(got), len(kin), err)
	}
	for i, e := range got {
		noun, verb := e.Words[0], e.Words[1]
		if noun.UPOS != "NOUN" || noun.Feats != "Own=N" || verb.UPOS != "VERB" || verb.Feats != "Own=V" {
			t.Fatalf("sentence %d: %s %s, %s %s", i, noun.UPOS, noun.Feats, verb.UPOS, verb.Feats)
		}
		if noun.Head != -1 || verb.Head != 0 || verb.Deprel != "dep" {
			t.Fatalf("sentence %d: the tree changed: %d, %d %s", i, noun.Head, verb.Head, verb.Deprel)
		}
	}
}

func TestKinOfAnotherSchemeGetTheTreesAndPartsOfTheSentencesThatStandInBoth(t *testing.T) {
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var ud []string
	var foreign strings.Builder
	put := func(forms ...string) {
		for i, form := range forms {
			fmt.Fprintf(&foreign, "%d\t%s\t%s\tx%d\tx\t_\t%d\tR%d\n", i+1, form, form, i, []int{2, 0}[i], i)
		}
		foreign.WriteByte('\n')
	}
	for i := range 60 {
		name := string(rune('a'+i%26)) + string(rune('a'+i/26))
		ud = append(ud, "hund"+name+"/NOUN/_ sover/VERB/_")
		put("hund"+name, "sover")
	}
	put("katten", "sover")
	put("gömda", "sover")
	treebankFile(t, dir, "ud.conllu", ud...)
	treebankFile(t, dir, "test.conllu", "gömda/NOUN/_ sover/VERB/_")
	if err := os.WriteFile(filepath.Join(dir, "foreign"), []byte(foreign.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	tr := &Training{Pack: set.Get(set.Langs()[0]), Data: dir, Progress: io.Discard}
	got, err := tr.recast(recasting{File: "foreign", Like: []string{"ud.conllu"}, Without: []string{"test.conllu"}})
	if err != nil || len(got) != 1 {
		t.Fatalf("%d sentences, want the one that is in neither treebank: %v", len(got), err)
	}
	noun, verb := got[0][0], got[0][1]
	if noun.UPOS != "NOUN" || verb.UPOS != "VERB" || noun.Head != -1 || verb.Head != 0 || verb.Deprel != "dep" {
		t.Errorf("%+v", got[0])
	}
}

func TestAHeadOutsideItsSentenceIsAnError(t *testing.T) {
	name := filepath.Join(t.TempDir(), "foreign")
	if err := os.WriteFile(name, []byte("1\ta\ta\tx\tx\t_\t2\tR\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readCoNLLX(name); err == nil {
		t.Error("no error")
	}
}
