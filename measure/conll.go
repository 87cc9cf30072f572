package measure

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// The metrics of a parse, in the order of Alignment.Tally.
const (
	mTokens = iota
	mSentences
	mWords
	mUPOS
	mFeats
	mLemma
	mUAS
	mLAS
	parseMetrics
)

var parseNames = []string{"tokens", "sentences", "words", "upos", "ufeats", "lemma", "uas", "las"}

// Alignment pairs the words of a gold corpus with those of a system's.
type Alignment struct {
	gold, system *Corpus
	pair         []int // for each gold word the system word, or -1
}

// Align pairs words that cover the same characters; inside a multiword token
// also the forms must be equal, taken in order. It fails where the two sides are
// not the same text.
func Align(gold, system *Corpus) (*Alignment, error) {
	if !bytes.Equal(gold.letters, system.letters) {
		return nil, textsDiffer(gold.letters, system.letters)
	}
	a := &Alignment{gold: gold, system: system, pair: make([]int, len(gold.words))}
	next := 0 // system words before it start before the gold word
	used := make([]bool, len(system.words))
	for i, g := range gold.words {
		a.pair[i] = -1
		for next < len(system.words) && system.words[next].Start < g.Start {
			next++
		}
		for j := next; j < len(system.words) && system.words[j].Start == g.Start; j++ {
			s := system.words[j]
			if used[j] || s.Span != g.Span {
				continue
			}
			if g.Parts == 0 && s.Parts == 0 || strings.EqualFold(g.Form, s.Form) {
				a.pair[i], used[j] = j, true
				break
			}
		}
	}
	return a, nil
}

func textsDiffer(gold, system []byte) error {
	at := 0
	for at < min(len(gold), len(system)) && gold[at] == system[at] {
		at++
	}
	show := func(b []byte) string {
		from := at
		for from > 0 && from < len(b) && !utf8.RuneStart(b[from]) {
			from--
		}
		return strings.ToValidUTF8(string(b[min(from, len(b)):min(from+40, len(b))]), "")
	}
	return fmt.Errorf("the texts differ after %d characters without spaces: gold %q, system %q; score the same text",
		utf8.RuneCount(gold[:at]), show(gold), show(system))
}

// Tally counts tokens, sentences, words and, over the words of both sides, tags,
// features, lemmas and attachments, as CoNLL 2018 does: features are the
// universal ones, relations lose their subtypes, an empty gold lemma is any.
func (a *Alignment) Tally() *Tally {
	unit, starts := a.gold.units()
	t := NewTally(unit, len(starts), parseNames...)
	at := func(pos int) []Count { return t.Units[unitOf(starts, pos)] }
	countSpans(a.gold.tokens, a.system.tokens, mTokens, at)
	countSpans(spansOf(a.gold.sentences), spansOf(a.system.sentences), mSentences, at)
	for i := range a.gold.words {
		row := at(a.gold.words[i].Start)
		for m := mWords; m < parseMetrics; m++ {
			row[m].Gold++
			if a.right(i, m) {
				row[m].Correct++
			}
		}
	}
	for i := range a.system.words {
		row := at(a.system.words[i].Start)
		for m := mWords; m < parseMetrics; m++ {
			row[m].System++
		}
	}
	return t
}

// unitOf is the last unit that starts at or before pos.
func unitOf(starts []int, pos int) int {
	i, ok := slices.BinarySearch(starts, pos)
	if ok || i == 0 {
		return i
	}
	return i - 1
}

func spansOf(s []stretch) []enligt.Span {
	out := make([]enligt.Span, len(s))
	for i := range s {
		out[i] = s[i].Span
	}
	return out
}

// countSpans counts spans that both sides have; both lists are in order.
func countSpans(gold, system []enligt.Span, m int, at func(int) []Count) {
	for _, g := range gold {
		at(g.Start)[m].Gold++
	}
	j := 0
	for _, s := range system {
		row := at(s.Start)
		row[m].System++
		for j < len(gold) && gold[j].Start < s.Start {
			j++
		}
		if j < len(gold) && gold[j] == s {
			row[m].Correct++
		}
	}
}

// right reports whether metric m holds for gold word i.
func (a *Alignment) right(i, m int) bool {
	j := a.pair[i]
	if j < 0 {
		return false
	}
	g, s := &a.gold.words[i], &a.system.words[j]
	switch m {
	case mUPOS:
		return g.UPOS == s.UPOS
	case mFeats:
		return g.Feats == s.Feats || universal(g.Feats) == universal(s.Feats)
	case mLemma:
		return g.Lemma == s.Lemma || g.Lemma == "" || g.Lemma == "_"
	case mUAS:
		return a.headRight(g, s)
	case mLAS:
		return a.headRight(g, s) && relation(g.Deprel) == relation(s.Deprel)
	}
	return true
}

func (a *Alignment) headRight(g, s *placed) bool {
	if g.head < 0 || s.head < 0 {
		return g.head < 0 && s.head < 0
	}
	return a.pair[g.head] == s.head
}

// relation is a dependency relation without its subtype.
func relation(deprel string) string {
	r, _, _ := strings.Cut(deprel, ":")
	return r
}

// universalFeats are the features of UD v2 that CoNLL 2018 counts.
const universalFeats = " PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree VerbForm Mood Tense Aspect Voice Evident Polarity Person Polite "

// universal is the universal features of a word, sorted.
func universal(feats string) string {
	var keep []string
	for f := range strings.SplitSeq(feats, "|") {
		name, _, _ := strings.Cut(f, "=")
		if name != "" && strings.Contains(universalFeats, " "+name+" ") {
			keep = append(keep, f)
		}
	}
	slices.Sort(keep)
	return strings.Join(keep, "|")
}
