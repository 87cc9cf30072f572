package actor

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

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
	lemma string // lower case
	form  string // lower case
	rel   string // relation without its subtype
	sent  int
	head  int // -1 for a root
}

// stretch is a half-open range of tokens.
type stretch struct{ from, to int }

func (s stretch) empty() bool           { return s.to <= s.from }
func (s stretch) has(i int) bool        { return s.from <= i && i < s.to }
func (s stretch) covers(t stretch) bool { return s.from <= t.from && t.to <= s.to }

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

// bytes is the span in the text of a stretch of tokens that is not empty.
func (v *view) bytes(s stretch) enligt.Span {
	return enligt.Span{Start: v.toks[s.from].Start, End: v.toks[s.to-1].End}
}

// text is the words of a stretch as they stand.
func (v *view) text(s stretch) string { return v.bytes(s).Of(v.a.Text) }

// tokensIn is the stretch of tokens that share a letter with a span of the text.
func (v *view) tokensIn(s enligt.Span) stretch {
	first := func(is func(*token) bool) int {
		return sort.Search(len(v.toks), func(i int) bool { return is(&v.toks[i]) })
	}
	return stretch{first(func(t *token) bool { return t.End > s.Start }), first(func(t *token) bool { return t.Start >= s.End })}
}

// sentence is the stretch of the sentence of a token.
func (v *view) sentence(i int) stretch { return v.sents[v.toks[i].sent] }

// block is the index of the block of a token.
func (v *view) block(i int) int { return v.a.Sentences[v.toks[i].sent].Block }

// inHeading reports whether token i stands in a title or heading.
func (v *view) inHeading(i int) bool {
	b := v.block(i)
	if b < 0 || b >= len(v.a.Blocks) {
		return false
	}
	k := v.a.Blocks[b].Kind
	return k == enligt.HeadingBlock || k == enligt.TitleBlock
}

// maxByline is how many words a line of names has at most.
const maxByline = 6

// byline reports whether token i stands in a short sentence of names and prepositions
// only: "By Ada Berg".
func (v *view) byline(i int) bool {
	s := v.sentence(i)
	if s.to-s.from > maxByline || v.toks[s.from].UPOS != "ADP" {
		return false
	}
	for j := s.from; j < s.to; j++ {
		if t := &v.toks[j]; t.UPOS != "ADP" && t.Entity == "" && !t.isPunct() {
			return false
		}
	}
	return true
}

// maxDateline is how many words a dateline has at most.
const maxDateline = 12

// datelined reports whether the name at s stands in the dateline of a paragraph, which
// opens in capitals and ends with a dash: "OSLO/BERGEN, 7 May (AP) -".
func (v *view) datelined(s stretch) bool {
	t := v.sentence(s.from)
	if n := v.toks[s.from].sent; n > 0 && v.a.Sentences[n-1].Block == v.a.Sentences[n].Block {
		return false
	}
	for i := t.from; i < s.to; i++ {
		if w := v.toks[i].Form; w != strings.ToUpper(w) {
			return false
		}
	}
	for i := s.to; i < t.to && i < t.from+maxDateline; i++ {
		if isDash(v.toks[i].form) {
			return true
		}
	}
	return false
}

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
	for s.to < end && strings.HasPrefix(v.toks[s.to].Entity, "I-") && !isComma(v.toks[s.to].form) {
		s.to++
	}
	return s
}

// opensEntity reports whether a name starts at token i: the finder of names says so, or a
// comma stands before it inside of what it found: "Finch, | Burrell, | Aziz".
func (v *view) opensEntity(i int) bool {
	e := v.toks[i].Entity
	return strings.HasPrefix(e, "B-") || strings.HasPrefix(e, "I-") && i > 0 && isComma(v.toks[i-1].form) && v.toks[i-1].Entity != ""
}

// edge punctuation of a description.
const (
	before = ",;:–—-―.!?…)•\"”“»«’'"
	behind = ",;:–—-―.(\"”“»«’"
)

// trim cuts commas, colons, dashes, brackets and full stops off the edges.
func (v *view) trim(s stretch) stretch {
	for s.from < s.to && strings.Trim(v.toks[s.from].form, before) == "" {
		s.from++
	}
	for s.from < s.to && strings.Trim(v.toks[s.to-1].form, behind) == "" {
		s.to--
	}
	return s
}

// maxClimb bounds walks up the tree.
const maxClimb = 4

// isSubject reports whether a word is the subject of a verb or names one.
func (v *view) isSubject(i int) bool { return v.standsAs(i, "nsubj") }

// standsAs reports whether a word has the relation, or names or joins one that has it.
func (v *view) standsAs(i int, rel string) bool {
	for n := 0; n < maxClimb && i >= 0; n++ {
		switch t := &v.toks[i]; t.rel {
		case rel:
			return true
		case "flat", "appos", "conj", "compound":
			i = t.head
		default:
			return false
		}
	}
	return false
}

// isModifier reports whether a word describes a noun: its owner, or what a
// preposition joins to it.
func (v *view) isModifier(i int) bool {
	for n := 0; n < maxClimb && i >= 0; n++ {
		switch t := &v.toks[i]; t.rel {
		case "nmod", "amod", "nummod":
			return true
		case "flat", "appos", "compound":
			i = t.head
		default:
			return false
		}
	}
	return false
}

func (t *token) isVerb() bool { return t.UPOS == "VERB" || t.UPOS == "AUX" }

// isCapital reports whether a word starts with a capital letter.
func (t *token) isCapital() bool {
	r, _ := utf8.DecodeRuneInString(t.Form)
	return unicode.IsUpper(r)
}

// isShort reports whether a word looks like an abbreviation: two letters or
// more, most of them capitals.
func (t *token) isShort() bool {
	upper, all := 0, 0
	for _, r := range t.Form {
		if unicode.IsLetter(r) {
			all++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	return all > 1 && upper*2 > all
}

func isComma(form string) bool { return form == "," || form == ";" }

func isDash(form string) bool { return form != "" && strings.Trim(form, "–—-―") == "" }

func (t *token) isPunct() bool { return t.UPOS == "PUNCT" || strings.Trim(t.form, before+behind) == "" }

// plural and definite read a noun's own features.
func (t *token) plural() bool { return t.Feat("Number") == "Plur" }
