package attribution

import (
	"sort"
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
	child int // first child, -1 for none
	next  int // next sibling, -1 for none
	span  stretch
	quote int         // outermost quotation by marks that holds the word, -1 for none
	dash  int         // talking-dash utterance that holds the word, -1 for none
	at    enligt.Span // in the text
	tells bool        // head of a cue that may stand beside a quotation
	class uint64      // as the features have it
	noun  uint64      // what the tables say of it, 0 until they are asked
}

// stretch is a half-open range of tokens.
type stretch struct{ from, to int }

func (s stretch) empty() bool           { return s.to <= s.from }
func (s stretch) has(i int) bool        { return s.from <= i && i < s.to }
func (s stretch) covers(t stretch) bool { return s.from <= t.from && t.to <= s.to }
func (s stretch) cover(t stretch) stretch {
	return stretch{min(s.from, t.from), max(s.to, t.to)}
}
func (s stretch) touches(t stretch) bool { return s.from < t.to && t.from < s.to }

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
			t := token{Word: w, lemma: strings.ToLower(w.Lemma), form: strings.ToLower(w.Form), sent: s, head: -1, child: -1, next: -1, quote: -1, dash: -1}
			t.rel, _, _ = strings.Cut(w.Deprel, ":")
			if w.Head >= 0 && w.Head < len(words) && w.Head != i {
				t.head = base + w.Head
			}
			t.span = stretch{base + i, base + i + 1}
			t.class = classOf(&t)
			v.toks = append(v.toks, t)
		}
		v.sents[s] = stretch{base, len(v.toks)}
		v.link(v.sents[s])
	}
	v.locate()
	v.markQuotes()
	v.skipDatelines()
	return v
}

// link fills child, next and span of the words of one sentence. Words that hang
// from a circle, which a damaged tree may hold, become roots.
func (v *view) link(s stretch) {
	order := v.topDown(s)
	for i := s.to - 1; i >= s.from; i-- {
		if h := v.toks[i].head; h >= 0 {
			v.toks[i].next = v.toks[h].child
			v.toks[h].child = i
		}
	}
	for k := len(order) - 1; k >= 0; k-- {
		t := &v.toks[order[k]]
		if t.head >= 0 {
			h := &v.toks[t.head].span
			h.from, h.to = min(h.from, t.span.from), max(h.to, t.span.to)
		}
	}
}

// topDown lists the words of a sentence so that heads come before dependants.
func (v *view) topDown(s stretch) []int {
	order := make([]int, 0, s.to-s.from)
	state := make([]uint8, s.to-s.from) // 0 new, 1 on the way up, 2 done
	var path []int
	for i := s.from; i < s.to; i++ {
		path = path[:0]
		for j := i; j >= 0 && state[j-s.from] != 2; j = v.toks[j].head {
			if state[j-s.from] == 1 {
				v.toks[j].head = -1
				break
			}
			state[j-s.from] = 1
			path = append(path, j)
		}
		for k := len(path) - 1; k >= 0; k-- {
			state[path[k]-s.from] = 2
			order = append(order, path[k])
		}
	}
	return order
}

// markQuotes tells each word its outermost quotation by marks and its utterance.
func (v *view) markQuotes() {
	at := 0
	for q := range v.a.Quotations {
		quote := &v.a.Quotations[q]
		if quote.Sure < 50 {
			continue
		}
		for at < len(v.toks) && v.toks[at].End <= quote.Start {
			at++
		}
		for i := at; i < len(v.toks) && v.toks[i].Start < quote.End; i++ {
			switch t := &v.toks[i]; {
			case quote.Kind == "dash" && t.dash < 0:
				t.dash = q
			case quote.Kind == "mark" && t.quote < 0:
				t.quote = q
			case quote.Depth > 4:
				i = len(v.toks) // a text of nothing but nested marks stays linear
			}
		}
	}
}

// children calls f for each dependant of i, in order of position.
func (v *view) children(i int, f func(int)) {
	for c := v.toks[i].child; c >= 0; c = v.toks[c].next {
		f(c)
	}
}

// childOf returns the first dependant of i with one of the relations, or -1. A
// relation without a subtype stands for all its subtypes.
func (v *view) childOf(i int, relations ...string) int {
	for c := v.toks[i].child; c >= 0; c = v.toks[c].next {
		for _, r := range relations {
			if v.toks[c].Deprel == r || v.toks[c].rel == r {
				return c
			}
		}
	}
	return -1
}

// bytes is the span in the text of a stretch of tokens.
func (v *view) bytes(s stretch) enligt.Span {
	return enligt.Span{Start: v.toks[s.from].at.Start, End: v.toks[s.to-1].at.End}
}

// locate gives the words of a multiword token that stand in it letter for letter
// ("He’s" = "He" + "’s") spans of their own.
func (v *view) locate() {
	for i := 0; i < len(v.toks); {
		t := &v.toks[i]
		n := max(1, int(t.Parts))
		if i+n > len(v.toks) {
			n = 1
		}
		whole := ""
		for j := i; j < i+n; j++ {
			v.toks[j].at = v.toks[j].Span
			whole += v.toks[j].Form
		}
		if n > 1 && t.Start >= 0 && t.End <= len(v.a.Text) && t.Start <= t.End && whole == v.a.Text[t.Start:t.End] {
			at := t.Start
			for j := i; j < i+n; j++ {
				v.toks[j].at = enligt.Span{Start: at, End: at + len(v.toks[j].Form)}
				at += len(v.toks[j].Form)
			}
		}
		i += n
	}
}

// tokensIn is the stretch of tokens that lie inside a span of the text.
func (v *view) tokensIn(s enligt.Span) stretch {
	return stretch{v.firstFrom(s.Start), v.firstFrom(s.End)}
}

// firstFrom is the index of the first token that starts at or after a byte.
func (v *view) firstFrom(at int) int {
	return sort.Search(len(v.toks), func(i int) bool { return v.toks[i].at.Start >= at })
}

// sentence is the stretch of the sentence of a token.
func (v *view) sentence(i int) stretch { return v.sents[v.toks[i].sent] }

// sentenceBefore is the sentence before that of a token, empty for the first one.
func (v *view) sentenceBefore(i int) stretch {
	if n := v.toks[i].sent; n > 0 {
		return v.sents[n-1]
	}
	return stretch{}
}

// block is the index of the block of a token.
func (v *view) block(i int) int { return v.a.Sentences[v.toks[i].sent].Block }

// root is the first token of s whose head lies outside it.
func (v *view) root(s stretch) int {
	for i := s.from; i < s.to; i++ {
		if h := v.toks[i].head; !s.has(h) {
			if v.toks[i].UPOS != "PUNCT" {
				return i
			}
		}
	}
	return s.from
}

// Quotation marks and dashes as signs of layout, the same in every language.
const (
	openMarks  = "“„«‹‘\"”»'’‟"
	dashMarks  = "–—-―"
	innerPunct = ",;:–—"
)

func isMark(form string) bool { return madeOf(form, openMarks+"'›`") }
func isDash(form string) bool { return madeOf(form, dashMarks) }
func isComma(form string) bool {
	return form == "," || form == ";"
}
func isStop(form string) bool {
	return madeOf(form, ".!?…")
}

// isBullet reports whether a token is a sign that opens an item of a list.
func isBullet(form string) bool {
	return madeOf(form, "•·*●▪◦‣■")
}

// madeOf reports whether a form has some signs and no others, none of which is a
// letter or digit of ASCII: most forms are settled by their first byte.
func madeOf(form, signs string) bool {
	if form == "" {
		return false
	}
	if c := form[0] | 0x20; c >= 'a' && c <= 'z' || form[0] >= '0' && form[0] <= '9' {
		return false
	}
	return strings.Trim(form, signs) == ""
}

// isPunct reports whether a token carries no letter or digit of its own.
func (t *token) isPunct() bool {
	return t.UPOS == "PUNCT" || isMark(t.form) || isDash(t.form) || isComma(t.form) || isStop(t.form)
}

func (t *token) isVerb() bool { return t.UPOS == "VERB" || t.UPOS == "AUX" }
func (t *token) isName() bool { return t.UPOS == "PROPN" || t.Entity != "" }
func (t *token) isNoun() bool { return t.UPOS == "NOUN" || t.isName() }
func (t *token) passive() bool {
	return t.Feat("Voice") == "Pass"
}
func (t *token) finite() bool {
	return t.isVerb() && (t.Feat("VerbForm") == "Fin" || t.Feat("Tense") == "Past" && t.Feat("VerbForm") == "")
}
