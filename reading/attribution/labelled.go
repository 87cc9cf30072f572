package attribution

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxLabel is how many words may name the speaker of an answer.
const maxLabel = 5

// label is a paragraph of an interview: who answers, the colon behind, what is said.
type label struct {
	name    stretch
	colon   int
	said    stretch
	letters string // the first letters of the name's words
	short   bool   // the name is nothing but letters
}

// labelled adds the answers of an interview: paragraphs, two at least, that open with
// the same name or its initials and a colon. All that follows in the paragraph is said
// in the speaker's own words, without quotation marks. What was read of the same colon,
// and what does not lie in an answer, gives way.
func (e *Engine) labelled(v *view, found []choice) []choice {
	all := e.interview(v, v.labels())
	if len(all) == 0 {
		return found
	}
	in := make([]int, len(v.toks)) // the label whose paragraph a word stands in + 1
	for n, l := range all {
		for i := l.name.from; i < l.said.to; i++ {
			in[i] = n + 1
		}
	}
	found = slices.DeleteFunc(found, func(k choice) bool {
		n := in[k.first()]
		return n > 0 && (min(k.first(), k.from()) < all[n-1].said.from || k.last() > all[n-1].said.to || k.t.parts[0] == all[n-1].said)
	})
	for _, l := range all {
		colon := stretch{l.colon, l.colon + 1}
		s := source{kind: colonSource, head: v.root(l.name), span: l.name}
		if l.short && len(l.letters) == 1 { // "Q: …"
			s = source{head: -1}
		}
		found = append(found, choice{
			c: &cue{rows: []*cueRow{e.placed}, at: []int{l.colon}, head: l.colon, top: l.colon, span: colon, bounds: colon.cover(l.name), clitic: -1, earlier: -1},
			s: s, t: content{kind: labelContent, frame: frameQuote, parts: []stretch{l.said}, quote: -1}, score: maxScore * 9 / 10,
		})
	}
	return found
}

// from is the first token of a reading's source, if it has one, else of the reading.
func (k *choice) from() int {
	if k.s.span.empty() {
		return k.first()
	}
	return k.s.span.from
}

// labels are the paragraphs that open with what may be a name and a colon.
func (v *view) labels() []label {
	var out []label
	for n, s := range v.sents {
		if s.empty() || n > 0 && v.a.Sentences[n-1].Block == v.a.Sentences[n].Block {
			continue
		}
		l := label{name: stretch{s.from, s.from}}
		for l.name.to < len(v.toks) && l.name.to-s.from <= maxLabel && v.isLabel(l.name.to) && v.block(l.name.to) == v.block(s.from) {
			l.name.to++
		}
		l.colon = l.name.to
		if l.name.empty() || l.colon >= len(v.toks) || v.toks[l.colon].form != ":" {
			continue
		}
		l.said = v.trimPart(stretch{l.colon + 1, v.blockEnd(s.from)})
		if l.said.empty() || v.toks[l.said.from].quote >= 0 || v.toks[l.said.from].dash >= 0 {
			continue
		}
		l.letters, l.short = v.letters(l.name)
		out = append(out, l)
	}
	return out
}

// isLabel reports whether a word may stand in the name of who answers.
func (v *view) isLabel(i int) bool {
	t := &v.toks[i]
	return isCapital(t.Form) && !t.isPunct() && !t.finite()
}

// blockEnd is the token behind the last one of the block that holds token i.
func (v *view) blockEnd(i int) int {
	n := v.toks[i].sent
	for n+1 < len(v.sents) && v.a.Sentences[n+1].Block == v.a.Sentences[n].Block {
		n++
	}
	return v.sents[n].to
}

// letters are the first letters of a name's words, or its own where it has no other:
// "M. H.", "MH".
func (v *view) letters(name stretch) (string, bool) {
	var b strings.Builder
	short := true
	for i := name.from; i < name.to; i++ {
		form := v.toks[i].Form
		plain := strings.ReplaceAll(form, ".", "")
		if plain == strings.ToUpper(plain) && utf8.RuneCountInString(plain) <= 3 {
			b.WriteString(plain)
			continue
		}
		r, _ := utf8.DecodeRuneInString(form)
		b.WriteRune(unicode.ToUpper(r))
		short = false
	}
	return b.String(), short
}

// interview is the labels of speakers who answer more than once, by the last word of
// their name or their first letters, if one of the answers is more than a sentence or
// speaks of itself: news in brief are no interview.
func (e *Engine) interview(v *view, all []label) []label {
	names, letters, short := map[string]int{}, map[string]int{}, map[string]int{}
	for _, l := range all {
		letters[l.letters]++
		if l.short {
			short[l.letters]++
		} else {
			names[v.toks[l.name.to-1].form]++
		}
	}
	var kept []label
	own := false
	for _, l := range all {
		switch {
		case l.short && letters[l.letters] < 2:
			continue
		case !l.short && names[v.toks[l.name.to-1].form] < 2 && short[l.letters] == 0:
			continue
		case !l.short && v.toks[l.name.to-1].UPOS != "PROPN" && !e.canSpeak(v, l.name):
			continue // "Photo: …"
		}
		kept = append(kept, l)
		own = own || v.toks[l.said.from].sent != v.toks[l.said.to-1].sent || e.inOwnVoice(v, l.said)
	}
	if !own {
		return nil
	}
	return kept
}

// locates reports whether a place before a colon only tells where the sentence behind it
// happened, one of a round-up: "Peru: A court found him guilty." A heading has no stop.
func (e *Engine) locates(v *view, k *choice) bool {
	s := k.s.span
	if s.empty() || s.to != k.c.span.from || s.from != v.sentence(s.from).from || v.toks[k.t.parts[0].from].quote >= 0 {
		return false
	}
	if t := &v.toks[s.from]; !e.states[t.form] && t.Entity != "B-LOC" {
		return false
	}
	last := k.t.parts[len(k.t.parts)-1].to
	return last < len(v.toks) && isStop(v.toks[last].form)
}
