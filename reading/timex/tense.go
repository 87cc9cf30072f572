package timex

import (
	"sort"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
)

// tense is where the verb that governs an expression points.
type tense uint8

const (
	noTense tense = iota
	pastTense
	presentTense
	aheadTense
)

// trees answers questions about the words that expressions stand on. What it
// works out about a sentence is kept, so that a long one costs no more.
type trees struct {
	sents  []enligt.Sentence
	words  *lexicon
	helper []map[int][]int // of a sentence: verb -> its auxiliaries and copulas
}

func newTrees(a *nlp.Analysis, l *lexicon) *trees {
	return &trees{a.Sentences, l, make([]map[int][]int, len(a.Sentences))}
}

// locate tells the atoms of a block their sentences and words.
func (t *trees) locate(atoms []atom) {
	if len(atoms) == 0 {
		return
	}
	s := sort.Search(len(t.sents), func(i int) bool { return t.sents[i].End > atoms[0].Start })
	w := 0
	for i := range atoms {
		at := atoms[i].Start
		for s < len(t.sents) && t.sents[s].End <= at {
			s, w = s+1, 0
		}
		if s == len(t.sents) {
			return
		}
		words := t.sents[s].Words
		for w+1 < len(words) && words[w].End <= at {
			w++
		}
		if w < len(words) && words[w].Start <= at && at < words[w].End {
			atoms[i].sent, atoms[i].word = s, w
		}
	}
}

// inName reports whether an atom is a part of somebody's name that hyphens hold
// together: "Jean-Noël".
func (t *trees) inName(a *atom) bool {
	if a.sent < 0 {
		return false
	}
	w := &t.sents[a.sent].Words[a.word]
	return strings.HasSuffix(w.Entity, "-PER") && (w.Start < a.Start || a.End < w.End)
}

// counts reports whether a number counts a noun that follows it: not in "the 2010
// vote", which is one.
func (t *trees) counts(a *atom) bool {
	if a.sent < 0 {
		return false
	}
	words := t.sents[a.sent].Words
	w := &words[a.word]
	if a.word+1 < len(words) && words[a.word+1].UPOS == "SYM" {
		return true
	}
	return w.Deprel == "nummod" && w.Head > a.word && w.Head <= a.word+3 && words[w.Head].UPOS == "NOUN" && words[w.Head].Feat("Number") != "Sing"
}

// climbs is how many heads up the governing verb may be.
const climbs = 8

// verb is the word that governs an atom: the nearest verb or predicate above it.
func (t *trees) verb(a *atom) int {
	if a.sent < 0 {
		return -1
	}
	words := t.sents[a.sent].Words
	for i, n := a.word, 0; i >= 0 && i < len(words) && n < climbs; i, n = words[i].Head, n+1 {
		if w := &words[i]; w.UPOS == "VERB" || w.UPOS == "AUX" && n > 0 || len(t.helpers(a.sent, i)) > 0 {
			return i
		}
	}
	return -1
}

// helpers are the auxiliaries and copulas that hang from a word.
func (t *trees) helpers(sent, i int) []int {
	if t.helper[sent] == nil {
		m := map[int][]int{}
		words := t.sents[sent].Words
		for k := range words {
			if rel, _, _ := strings.Cut(words[k].Deprel, ":"); (rel == "aux" || rel == "cop") && len(m[words[k].Head]) < 6 {
				m[words[k].Head] = append(m[words[k].Head], k)
			}
		}
		t.helper[sent] = m
	}
	return t.helper[sent][i]
}

// tense is where the verb above an atom points. What hangs from a noun says
// nothing of the present.
func (t *trees) tense(a *atom) tense {
	v := t.verb(a)
	if v < 0 {
		return noTense
	}
	words := t.sents[a.sent].Words
	plain := false // an infinitive below
	for n := 0; v >= 0 && v < len(words) && n < climbs; v, n = words[v].Head, n+1 {
		if plain && t.words.plans[fold(words[v].Lemma)] {
			return aheadTense
		}
		got, up := t.of(a.sent, v)
		if got == presentTense && t.inNoun(a) {
			return noTense
		}
		if !up {
			return got
		}
		plain = plain || got == aheadTense
	}
	if plain {
		return aheadTense
	}
	return noTense
}

// inNoun reports whether an atom's word hangs from a noun: "the vote of Monday".
func (t *trees) inNoun(a *atom) bool {
	words := t.sents[a.sent].Words
	w := &words[a.word]
	if a.word > 0 && words[a.word-1].UPOS == "ADP" && !t.words.of[fold(words[a.word-1].Form)] {
		return false
	}
	return w.Head >= 0 && words[w.Head].UPOS == "NOUN" && len(t.helpers(a.sent, w.Head)) == 0 && strings.HasPrefix(w.Deprel, "nmod")
}

// of is the tense of one verb with its helpers; up is true where its head tells,
// and then aheadTense stands for a bare infinitive.
func (t *trees) of(sent, v int) (got tense, up bool) {
	w := &t.sents[sent].Words[v]
	ahead, perfect, present, past := t.pointsAhead(w), false, false, false
	infinitive := w.Feat("VerbForm") == "Inf"
	for _, k := range t.helpers(sent, v) {
		h := &t.sents[sent].Words[k]
		tensed := h.Feat("Tense")
		switch {
		case h.Feat("VerbForm") == "Inf" && isPerfect(w):
			if h.Deprel != "aux:pass" { // "avoir parlé"; not "être désigné"
				return pastTense, false
			}
			infinitive = true
		case h.Feat("Mood") == "Cnd" || isPerfect(h):
			perfect = perfect || isPerfect(w) || isPerfect(h)
		case tensed == "Past" || tensed == "Imp":
			past = past || !t.pointsAhead(h)
		case tensed == "Pres":
			present = true
			perfect = perfect || isPerfect(w) && h.Deprel != "cop"
		}
		ahead = ahead || t.pointsAhead(h) || tensed == "Fut"
	}
	switch {
	case perfect && !t.pointsAhead(w), past && !ahead:
		return pastTense, false
	case ahead || w.Feat("Tense") == "Fut" || w.Feat("Mood") == "Cnd" || present && infinitive:
		return aheadTense, false
	case present:
		return presentTense, false
	case infinitive:
		return aheadTense, w.Head >= 0
	case w.Feat("Tense") == "Past" || w.Feat("Tense") == "Imp" || w.Feat("VerbForm") == "Sup":
		return pastTense, false
	case w.Feat("Tense") == "Pres" && w.Feat("VerbForm") != "Part":
		return presentTense, false
	}
	return noTense, w.Head >= 0
}

func isPerfect(w *enligt.Word) bool {
	f := w.Feat("VerbForm")
	return f == "Sup" || f == "Part" && w.Feat("Tense") == "Past"
}

func (t *trees) pointsAhead(w *enligt.Word) bool {
	return t.words.ahead[fold(w.Lemma)] || t.words.ahead[fold(w.Form)]
}

// holds reports whether a rule's condition on the governing verb is met: one of
// "past", "present", "ahead", "none" or "state", or several with "|"; or the one
// on the expression's last word: "noun", "adverb".
func (t *trees) holds(condition string, a, last *atom) bool {
	if tag := wordConditions[condition]; tag != "" {
		return last.sent >= 0 && t.sents[last.sent].Words[last.word].UPOS == tag
	}
	got := t.tense(a)
	for name := range strings.SplitSeq(condition, "|") {
		switch {
		case name == "past" && got == pastTense, name == "present" && got == presentTense,
			name == "ahead" && got == aheadTense, name == "none" && got == noTense,
			name == "state" && got == presentTense && t.isState(a):
			return true
		}
	}
	return false
}

// isState reports whether the verb above an atom describes how things are.
func (t *trees) isState(a *atom) bool {
	v := t.verb(a)
	if v < 0 {
		return false
	}
	words := t.sents[a.sent].Words
	if t.words.states[fold(words[v].Lemma)] {
		return true
	}
	for _, k := range t.helpers(a.sent, v) {
		if words[k].Deprel == "cop" {
			return true
		}
	}
	return false
}

// wordConditions are the conditions on an expression's own last word.
var wordConditions = map[string]string{"noun": "NOUN", "adverb": "ADV"}

// fold is a word in lower case; one longer than any in the tables is nothing.
func fold(word string) string {
	if len(word) > maxCompound {
		return ""
	}
	return strings.ToLower(word)
}
