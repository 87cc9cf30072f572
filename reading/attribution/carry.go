package attribution

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// carryOn gives the quotations and utterances that no cue claims to the
// statement before them, or makes them statements without cue and source.
func (v *view) carryOn(found []choice, cues []*cue) []choice {
	claimed := v.claims(found)
	v.wholeQuotes(found, claimed, cues)
	v.joinUtterances(found, claimed)
	sayers := v.sayers(found)
	for q := range v.a.Quotations {
		quote := &v.a.Quotations[q]
		if quote.Depth > 1 || quote.Sure < 50 {
			continue
		}
		s := v.trimPart(v.tokensIn(quote.Span))
		if !s.empty() && sayers[s.from] > 0 {
			if k := &found[sayers[s.from]-1]; k.s.span.covers(s) || isDash(v.toks[k.c.head].form) {
				continue // who signs
			}
		}
		i := v.continued(claimed, q)
		if i < 0 && !s.empty() {
			i = v.resumed(found, sayers, s)
		}
		if i >= 0 && !s.empty() && v.unclaimed(claimed, s) {
			found[i].t.parts = append(found[i].t.parts, s)
			for j := s.from; j < s.to; j++ {
				claimed[j] = i + 1
			}
			continue
		}
		if s.empty() || !v.unclaimed(claimed, s) && !v.onlyInside(found, s) || !v.utterance(s, quote.Kind == "dash") && !v.headline(s) {
			continue
		}
		i, near := v.speakerBefore(found, claimed, s)
		near = near && !v.unstopped(s) && !(quote.Kind == "dash" && v.narrated(claimed, s.from))
		switch {
		case near && v.unclaimed(claimed, s):
			found[i].t.parts = append(found[i].t.parts, s)
			for j := s.from; j < s.to; j++ {
				claimed[j] = i + 1
			}
		case quote.Kind == "dash" || (v.alone(s) || v.sentences(s) || v.endsHeading(s) || v.unstopped(s)) && !v.holdsIncise(s, cues):
			found = append(found, choice{s: source{head: -1}, t: content{kind: dashBefore, frame: frameQuote, parts: []stretch{s}, quote: q}, score: maxScore / 2})
			for j := s.from; j < s.to; j++ {
				claimed[j] = len(found)
			}
		}
	}
	for i := range found {
		sort.Slice(found[i].t.parts, func(a, b int) bool { return found[i].t.parts[a].from < found[i].t.parts[b].from })
	}
	return found
}

// claims tells each token which reading's cue or content it belongs to: its index + 1.
// Who signs behind a dash is claimed too: that is no line of a talk.
func (v *view) claims(found []choice) []int {
	out := make([]int, len(v.toks))
	for i := range found {
		mine := append([]stretch{found[i].c.span}, found[i].t.parts...)
		if isDash(v.toks[found[i].c.head].form) {
			mine = append(mine, found[i].s.span)
		}
		for _, s := range mine {
			for j := s.from; j < s.to; j++ {
				out[j] = i + 1
			}
		}
	}
	return out
}

// sayers tells each token which statement's cue or source it belongs to: its index
// + 1.
func (v *view) sayers(found []choice) []int {
	out := make([]int, len(v.toks))
	for i := range found {
		for _, s := range [2]stretch{found[i].c.span, found[i].s.span} {
			for j := s.from; j < s.to; j++ {
				out[j] = i + 1
			}
		}
	}
	return out
}

// resumed is the statement whose quotation s goes on with behind cue and source, after
// a comma and in the same sentence: ”Det är sent”, sade hon, ”men vi fortsätter.” Or -1.
func (v *view) resumed(found []choice, sayers []int, s stretch) int {
	at := s.from - 1
	if v.toks[s.from].quote < 0 || at < 1 || !isComma(v.toks[at].form) || v.toks[at].sent != v.toks[s.from].sent {
		return -1
	}
	i := v.sayerBefore(sayers, at)
	if i < 0 || found[i].t.frame != frameQuote {
		return -1
	}
	last := found[i].t.parts[len(found[i].t.parts)-1]
	if q := v.quoteEndingAt(last.to - 1); q < 0 || last.to > found[i].c.span.from || v.toks[last.to-1].sent < v.toks[at].sent-1 {
		return -1
	}
	return i
}

// sayerBefore is the statement of the last cue or source before token to in its
// sentence, with nothing but phrases behind it: "…, skrev hon i ett mejl, …"; or -1.
func (v *view) sayerBefore(sayers []int, to int) int {
	for i := to - 1; i >= max(v.sentence(to).from, to-maxCarry); i-- {
		t := &v.toks[i]
		if sayers[i] > 0 {
			return sayers[i] - 1
		}
		if t.finite() || t.quote >= 0 {
			return -1
		}
	}
	return -1
}

// joinUtterances gives an utterance without a cue to the statement of the one
// right before it, or else right after it: the lines of one speaker stand
// together, and a question is answered by somebody else.
func (v *view) joinUtterances(found []choice, claimed []int) {
	var lines []int
	for q := range v.a.Quotations {
		if quote := &v.a.Quotations[q]; quote.Kind == "dash" && quote.Depth == 1 && quote.Sure >= 50 {
			lines = append(lines, q)
		}
	}
	join := func(q, with int) {
		s := v.trimPart(v.tokensIn(v.a.Quotations[q].Span))
		i := v.speakerOf(found, claimed, with)
		if i < 0 || s.to-s.from < 2 || !v.unclaimed(claimed, s) {
			return
		}
		found[i].t.parts = append(found[i].t.parts, s)
		for j := s.from; j < s.to; j++ {
			claimed[j] = i + 1
		}
	}
	for k := 1; k < len(lines); k++ {
		if v.together(lines[k-1], lines[k]) {
			join(lines[k], lines[k-1])
		}
	}
	for k := len(lines) - 2; k >= 0; k-- {
		if v.together(lines[k], lines[k+1]) {
			join(lines[k], lines[k+1])
		}
	}
}

// together reports whether nothing stands between two utterances, and the first
// is no question.
func (v *view) together(p, q int) bool {
	first := v.a.Quotations[p].Of(v.a.Text)
	between := v.a.Text[v.a.Quotations[p].End:v.a.Quotations[q].Start]
	return !strings.HasSuffix(first, "?") && strings.Trim(between, dashMarks+" \n\r\t\u00a0") == ""
}

// speakerOf is the statement whose quoted content stands in an utterance, the
// last such, or -1.
func (v *view) speakerOf(found []choice, claimed []int, q int) int {
	s := v.tokensIn(v.a.Quotations[q].Span)
	for j := s.to - 1; j >= s.from; j-- {
		if i := claimed[j] - 1; i >= 0 && found[i].t.frame == frameQuote && v.toks[found[i].t.parts[0].from].quote < 0 {
			return i
		}
	}
	return -1
}

// onlyInside reports whether what was found in an utterance is reported by its
// speaker in turn: no statement begins with it, and all lie inside.
func (v *view) onlyInside(found []choice, s stretch) bool {
	first := s.from
	for first+1 < s.to && v.toks[first].isPunct() {
		first++
	}
	for i := range found {
		k := &found[i]
		for _, p := range k.t.parts {
			if p.touches(s) && (p.from <= first || p.to > s.to || k.c == nil || !s.covers(k.c.span)) {
				return false
			}
		}
		if k.c != nil && k.c.span.touches(s) && k.t.parts[0].from < s.from {
			return false
		}
	}
	return true
}

// headline reports whether s, in quotation marks, is all that its block holds, or what
// a title or heading ends with behind its topic: "Brand i Ekby: ”Vi hörde en smäll”".
func (v *view) headline(s stretch) bool {
	if s.to-s.from <= 2 || v.toks[s.from].quote < 0 {
		return false
	}
	return v.alone(s) || v.endsHeading(s) || v.unstopped(s)
}

// narrated reports whether the sentence before token i, in the same block, is nobody's: a
// line of talk behind it is a statement of its own.
func (v *view) narrated(claimed []int, i int) bool {
	n := v.toks[i].sent - 1
	return n >= 0 && v.a.Sentences[n].Block == v.block(i) && v.hasFinite(v.sents[n]) && v.unclaimed(claimed, v.sents[n])
}

// unstopped reports whether s, in quotation marks, opens a sentence or is a clause in the
// first one of the text, has no stop at its end and a capital behind it: a heading in a
// text whose lines were put together.
func (v *view) unstopped(s stretch) bool {
	if v.toks[s.from].quote < 0 || s.to-s.from < 3 || s.to >= len(v.toks) || v.block(s.to) != v.block(s.from) {
		return false
	}
	if v.sentence(s.from).from != s.from && (v.toks[s.from].sent > 0 || !v.hasFinite(s)) {
		return false
	}
	last := s.to - 1
	for last > s.from && isMark(v.toks[last].form) {
		last--
	}
	next := &v.toks[s.to]
	r, _ := utf8.DecodeRuneInString(next.Form)
	return last < s.to-1 && !v.toks[last].isPunct() && (unicode.IsUpper(r) && !next.isName() || next.quote >= 0)
}

// endsHeading reports whether s is a clause in quotation marks behind a colon or comma
// that ends a title or heading.
func (v *view) endsHeading(s stretch) bool {
	b, before := v.block(s.from), s.from-1
	if b < 0 || b >= len(v.a.Blocks) || before < 0 || v.block(before) != b || s.to < len(v.toks) && v.block(s.to) == b {
		return false
	}
	k, f := v.a.Blocks[b].Kind, v.toks[before].form
	return (k == enligt.HeadingBlock || k == enligt.TitleBlock) && (f == ":" || isComma(f)) && v.hasVerb(s)
}

// continued is the statement that holds the quotation which q goes on with over a
// paragraph, or -1.
func (v *view) continued(claimed []int, q int) int {
	if p := v.a.Quotations[q].Previous; p >= 0 && p < len(v.a.Quotations) {
		if s := v.tokensIn(v.a.Quotations[p].Inner); !s.empty() {
			return claimed[s.from] - 1
		}
	}
	return -1
}

func (v *view) unclaimed(claimed []int, s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if claimed[i] > 0 {
			return false
		}
	}
	return true
}

// utterance reports whether s is speech of its own and not a word in quotation
// marks: a dash opened it, or it starts a sentence and ends one.
func (v *view) utterance(s stretch, dash bool) bool {
	if dash {
		return s.to-s.from > 1
	}
	return v.sentence(s.from).from >= s.from-1 && v.endsSentence(s) && (v.hasVerb(s) || v.fullStop(s))
}

// fullStop reports whether s is several words with a full stop inside its marks.
func (v *view) fullStop(s stretch) bool {
	return s.to-s.from > minSpeech+1 && v.toks[s.to-2].form == "." && isMark(v.toks[s.to-1].form)
}

// endsSentence reports whether a stop stands at the end of s, before or behind its
// mark.
func (v *view) endsSentence(s stretch) bool {
	return isStop(v.toks[s.to-1].form) || s.to > 1 && isStop(v.toks[s.to-2].form) || s.to < len(v.toks) && isStop(v.toks[s.to].form)
}

// sentences reports whether s is one whole sentence or several, and no colon tells
// whose.
func (v *view) sentences(s stretch) bool {
	before := s.from - 1
	for before >= 0 && isMark(v.toks[before].form) {
		before--
	}
	last := v.sentence(s.to - 1)
	return v.sentence(s.from).from >= s.from-1 && s.to+2 >= last.to && (before < 0 || v.toks[before].form != ":")
}

// holdsIncise reports whether a verb of saying behind a comma, and who says it,
// stand between the marks of s: « Je viens, dit Ada Morel. » What to leave out of
// such words is not known here.
func (v *view) holdsIncise(s stretch, cues []*cue) bool {
	for i := range cues {
		c := cues[i]
		if at := c.span.from - 1; at <= s.from || c.span.to >= s.to || !isComma(v.toks[at].form) && !isStop(v.toks[at].form) || !v.toks[c.head].isVerb() {
			continue
		}
		if c.clitic >= 0 {
			return true
		}
		switch v.toks[c.span.to].UPOS {
		case "PROPN", "DET", "PRON", "NOUN":
			return true
		}
	}
	return false
}

// alone reports whether s fills its block.
func (v *view) alone(s stretch) bool {
	b := v.block(s.from)
	before, after := s.from-1, s.to
	for before >= 0 && v.toks[before].isPunct() && v.block(before) == b {
		before--
	}
	for after < len(v.toks) && v.toks[after].isPunct() && v.block(after) == b {
		after++
	}
	return (before < 0 || v.block(before) != b) && (after >= len(v.toks) || v.block(after) != b)
}

// maxCarry is how many words may stand between a statement and what goes on with it.
const maxCarry = 12

// speakerBefore is the statement whose cue or content ends shortly before s in the
// same block, if its content is quoted.
func (v *view) speakerBefore(found []choice, claimed []int, s stretch) (int, bool) {
	b := v.block(s.from)
	for i, n := s.from-1, 0; i >= 0 && n < maxCarry && v.block(i) == b; i, n = i-1, n+1 {
		if claimed[i] == 0 {
			continue
		}
		k := &found[claimed[i]-1]
		return claimed[i] - 1, k.t.frame == frameQuote
	}
	return 0, false
}
