package actor

import (
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
)

// view is an analysis laid out flat: all words of the text in one row, with
// links that cross no sentence. Indexes are positions in that row.
type view struct {
	a     *nlp.Analysis
	toks  []token
	sents []stretch
}

// token is a word with what the rules ask of it again and again.
type token struct {
	*enligt.Word
	lemma string // lower case, without the marks that some lemmas carry
	form  string // lower case
	rel   string // relation without its subtype
	sent  int
	head  int // -1 for a root
}

// stretch is a half-open range of tokens.
type stretch struct{ from, to int }

func (s stretch) empty() bool    { return s.to <= s.from }
func (s stretch) has(i int) bool { return s.from <= i && i < s.to }

func newView(a *nlp.Analysis) *view {
	n := 0
	for i := range a.Sentences {
		n += len(a.Sentences[i].Words)
	}
	v := &view{a: a, toks: make([]token, 0, n), sents: make([]stretch, len(a.Sentences))}
	for s := range a.Sentences {
		base := len(v.toks)
		words := a.Sentences[s].Words
		for i := range words {
			w := &words[i]
			t := token{Word: w, lemma: strings.ToLower(w.Lemma), form: strings.ToLower(w.Form), sent: s, head: -1}
			t.rel, _, _ = strings.Cut(w.Deprel, ":")
			if w.Head >= 0 && w.Head < len(words) && w.Head != i {
				t.head = base + w.Head
			}
			v.toks = append(v.toks, t)
		}
		v.sents[s] = stretch{base, len(v.toks)}
	}
	return v
}

// bytes is the span in the text of a stretch of tokens.
func (v *view) bytes(s stretch) enligt.Span {
	return enligt.Span{Start: v.toks[s.from].Start, End: v.toks[s.to-1].End}
}

// tokensIn is the stretch of tokens that share a letter with a span of the text.
func (v *view) tokensIn(s enligt.Span) stretch {
	return stretch{v.firstEnding(s.Start + 1), v.firstFrom(s.End)}
}

// firstFrom is the index of the first token that starts at or after a byte.
func (v *view) firstFrom(at int) int {
	i, j := 0, len(v.toks)
	for i < j {
		if h := (i + j) / 2; v.toks[h].Start < at {
			i = h + 1
		} else {
			j = h
		}
	}
	return i
}

// firstEnding is the index of the first token that ends at or after a byte.
func (v *view) firstEnding(at int) int {
	i, j := 0, len(v.toks)
	for i < j {
		if h := (i + j) / 2; v.toks[h].End < at {
			i = h + 1
		} else {
			j = h
		}
	}
	return i
}

// sentence is the stretch of the sentence of a token.
func (v *view) sentence(i int) stretch { return v.sents[v.toks[i].sent] }

// root is the first token of s whose head lies outside it.
func (v *view) root(s stretch) int {
	for i := s.from; i < s.to; i++ {
		if !s.has(v.toks[i].head) && v.toks[i].UPOS != "PUNCT" {
			return i
		}
	}
	return s.from
}

// entity is the stretch of the name that starts at token i.
func (v *view) entity(i int) stretch {
	s := stretch{i, i + 1}
	end := v.sentence(i).to
	for s.to < end && strings.HasPrefix(v.toks[s.to].Entity, "I-") {
		s.to++
	}
	return s
}

// trimPart cuts commas, colons, dashes, brackets and full stops off the edges.
func (v *view) trimPart(s stretch) stretch {
	for s.from < s.to && strings.Trim(v.toks[s.from].form, ",;:–—-―.!?…)•") == "" {
		s.from++
	}
	for s.from < s.to && strings.Trim(v.toks[s.to-1].form, ",;:–—-―.(") == "" {
		s.to--
	}
	return s
}

func isComma(form string) bool { return form == "," || form == ";" }
