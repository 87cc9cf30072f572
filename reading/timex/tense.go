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

// counts reports whether a number counts a noun that follows it.
func (t *trees) counts(a *atom) bool {
	if a.sent < 0 {
		return false
	}
	words := t.sents[a.sent].Words
	w := &words[a.word]
	if a.word+1 < len(words) {
		if next := words[a.word+1].UPOS; next == "SYM" || next == "NOUN" && !opens(words[a.word+1].Form) {
			return true
		}
	}
	return w.Deprel == "nummod" && w.Head > a.word && w.Head <= a.word+3 && words[w.Head].UPOS == "NOUN"
}

// opens reports whether a word that was taken for a noun is a sign.
func opens(form string) bool { return strings.Trim(form, "()[]«»“”\"'–-:;,.") == "" }

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

// tense is where the verb above an atom points.
func (t *trees) tense(a *atom) tense {
	v := t.verb(a)
	if v < 0 {
		return noTense
	}
	words := t.sents[a.sent].Words
	for n := 0; v >= 0 && v < len(words) && n < climbs; v, n = words[v].Head, n+1 {
		got, up := t.of(a.sent, v)
		if !up {
			return got
		}
		if got == aheadTense && (words[v].Head < 0 || n > 2) {
			return aheadTense
		}
	}
	return noTense
}

// of is the tense of one verb with its helpers; up is true where its head tells.
func (t *trees) of(sent, v int) (got tense, up bool) {
	words := t.sents[sent].Words
	w := &words[v]
	helpers := t.helpers(sent, v)
	perfect, ahead, present := false, t.pointsAhead(w), false
	for _, k := range helpers {
		h := &words[k]
		switch {
		case h.Feat("VerbForm") == "Inf" && isPerfect(w):
			return pastTense, false
		case h.Feat("Tense") == "Fut":
			ahead = true
		case h.Feat("Mood") == "Cnd":
			perfect = isPerfect(w)
		case h.Feat("Tense") == "Past" || h.Feat("Tense") == "Imp":
			if !t.pointsAhead(h) && !ahead {
				return pastTense, false
			}
		case h.Feat("Tense") == "Pres":
			present = true
			perfect = perfect || isPerfect(w) && !strings.HasSuffix(h.Deprel, ":pass") && h.Deprel != "cop"
		}
		ahead = ahead || t.pointsAhead(h)
	}
	switch {
	case perfect && !t.pointsAhead(w):
		return pastTense, false
	case ahead || w.Feat("Tense") == "Fut":
		return aheadTense, false
	case present && w.Feat("VerbForm") == "Inf":
		return aheadTense, false
	case present:
		return presentTense, false
	case w.Feat("Tense") == "Past" || w.Feat("Tense") == "Imp" || w.Feat("VerbForm") == "Sup":
		return pastTense, false
	case w.Feat("Tense") == "Pres" && w.Feat("VerbForm") != "Part":
		return presentTense, false
	case w.Feat("VerbForm") == "Inf":
		return aheadTense, w.Head >= 0
	}
	return noTense, w.Head >= 0
}

func isPerfect(w *enligt.Word) bool {
	f := w.Feat("VerbForm")
	return f == "Sup" || f == "Part" && w.Feat("Tense") == "Past"
}

func (t *trees) pointsAhead(w *enligt.Word) bool {
	return t.words.ahead[strings.ToLower(w.Lemma)] || t.words.ahead[strings.ToLower(w.Form)]
}

// holds reports whether a rule's condition on the governing verb is met: one of
// "past", "present", "ahead", "none" or "state", or several with "|".
func (t *trees) holds(condition string, a *atom) bool {
	got := t.tense(a)
	for name := range strings.SplitSeq(condition, "|") {
		switch {
		case name == "past" && got == pastTense, name == "present" && got == presentTense,
			name == "ahead" && got == aheadTense, name == "none" && got == noTense,
			name == "state" && got == presentTense && t.isState(a),
			name == "adverb" && a.sent >= 0 && t.sents[a.sent].Words[a.word].UPOS == "ADV":
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
	if t.words.states[strings.ToLower(words[v].Lemma)] {
		return true
	}
	for _, k := range t.helpers(a.sent, v) {
		if words[k].Deprel == "cop" {
			return true
		}
	}
	return false
}
