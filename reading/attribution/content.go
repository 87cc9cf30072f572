package attribution

import "github.com/enligt/enligt"

// content is a candidate for what is attributed.
type content struct {
	kind  contentKind
	frame frames
	end   endKind
	parts []stretch
	quote int // the quotation that it is or starts with, -1 for none

	score  int // as in source
	scored bool
}

// contentKind is the evidence that a content candidate rests on.
type contentKind uint8

const (
	quoteBefore       contentKind = iota // a quotation that ends where the cue's clause starts
	quoteAfter                           // a quotation that starts where it ends
	quoteAround                          // both halves of a split quotation
	dashBefore                           // an utterance opened by a dash, up to the cue's clause
	dashAround                           // and what follows the cue's clause
	clauseBefore                         // the sentence up to the cue's clause
	clauseAround                         // and what follows it
	clauseAfter                          // a clause that a complementiser opens
	treeClause                           // a clause that hangs from the cue
	restAfter                            // what follows cue and source
	colonAfter                           // what follows a colon
	objectContent                        // the object
	accuseContent                        // the object and what follows
	prepContent                          // a prepositional complement
	raisedContent                        // the clause without the cue
	subjectContent                       // the subject of a passive cue
	previousContent                      // the sentence before: "Det säger X."
	sourceInitial                        // what follows "Enligt X"
	sourceFinal                          // what precedes "enligt X"
	sourceMiddle                         // both
	antecedentContent                    // the noun whose relative clause the cue heads
	borderContent                        // between two likely borders
	labelContent                         // an answer behind its speaker's name and a colon
	contentKinds
)

// endKind is where a content candidate was made to end.
type endKind uint8

const (
	treeEnd     endKind = iota // with its subtree
	sentenceEnd                // with the sentence
	commaEnd                   // at its first comma
	laterEnd                   // at its second comma
	clauseEnd                  // at the comma or conjunction before a further cue
	joinEnd                    // at its first conjunction
	lastEnd                    // at its last comma
	outerEnd                   // where something begins that hangs from the cue
	endKinds
)

// generator makes the content candidates of one cue.
type generator struct {
	v     *view
	c     *cue
	s     source
	next  int          // first token of the next cue in the sentence, or its end
	heads map[int]bool // of all cues of the text
	out   []content
}

// contents returns the candidates for a cue with a source.
func (v *view) contents(c *cue, s source, next int, heads map[int]bool, near *borders) []content {
	g := generator{v: v, c: c, s: s, next: next, heads: heads}
	switch {
	case c.allows(frameSource):
		g.aroundSource()
	case c.allows(frameColon):
		g.after(colonAfter, frameColon, c.span.to)
	case c.rows[0].pos[0] == "NOUN":
		g.nounComplement()
	default:
		g.incise()
		g.following()
		g.dependants()
		g.raised()
		g.previous()
	}
	g.bordered(near)
	return g.out
}

// add keeps a candidate after cutting punctuation off its edges and what it
// shares with cue and source; it drops one that nothing remains of.
func (g *generator) add(kind contentKind, frame frames, end endKind, quote int, parts ...stretch) {
	var room [2]stretch
	kept := room[:0]
	for _, p := range parts {
		p = g.v.trimPart(p)
		if p.empty() || p.touches(g.c.span) || p.touches(g.s.span) {
			if len(parts) == 1 || p.touches(g.c.span) || p.touches(g.s.span) {
				return
			}
			continue
		}
		kept = append(kept, p)
	}
	if len(kept) == 0 || g.onlyNames(frame, kept) || g.c.onlyRaises() && g.v.toks[kept[0].from].quote > g.v.toks[g.c.head].quote && len(kept) == 1 {
		return // "”Jag gjorde det”, ska han ha sagt": "sagt" leads in what is quoted
	}
	for i := range g.out {
		if sameParts(g.out[i].parts, kept) && g.out[i].frame == frame {
			return
		}
	}
	g.out = append(g.out, content{kind: kind, frame: frame, end: end, parts: append([]stretch(nil), kept...), quote: quote})
}

// onlyNames reports whether nothing but a name would be asserted: in "…, reports
// AFP" the name is who says it.
func (g *generator) onlyNames(frame frames, parts []stretch) bool {
	if row, _ := g.c.frame(frame); row.act != enligt.Assert {
		return false
	}
	for _, p := range parts {
		for i := p.from; i < p.to; i++ {
			if t := &g.v.toks[i]; t.Entity == "" || t.quote >= 0 {
				return false
			}
		}
	}
	return true
}

func sameParts(a, b []stretch) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// trimPart cuts commas, dashes and full stops off the edges; question marks and
// quotation marks stay.
func (v *view) trimPart(s stretch) stretch {
	for s.from < s.to {
		t := &v.toks[s.from]
		if !isComma(t.form) && !isDash(t.form) && t.form != ":" && !isStop(t.form) && t.form != ")" && !isBullet(t.form) {
			break
		}
		s.from++
	}
	for s.from < s.to {
		t := &v.toks[s.to-1]
		if !isComma(t.form) && !isDash(t.form) && t.form != ":" && t.form != "." && t.form != "(" {
			break
		}
		if t.form == "." && t.quote >= 0 && v.toks[s.from].quote == t.quote {
			break // inside the quotation marks
		}
		s.to--
	}
	return s
}

// reachIncise is how many words a subject between comma and cue may have.
const reachIncise = 16

// left is the punctuation that closes what stands before the cue's clause, or -1;
// the clause starts after it.
func (g *generator) left() int {
	from := g.c.span.from
	if !g.s.span.empty() && g.s.span.from < from && from-g.s.span.to < 4 {
		from = g.s.span.from
	}
	for i := from - 1; i >= g.c.bounds.from && i >= from-reachIncise; i-- {
		t := &g.v.toks[i]
		if isComma(t.form) || isMark(t.form) || isStop(t.form) || isDash(t.form) {
			return i
		}
		if t.isPunct() || t.finite() && !g.c.span.has(i) {
			return -1
		}
	}
	return -1
}

// right is the end of the cue's clause after cue and source: the next comma,
// dash or quotation mark, else the end of the bounds.
func (g *generator) right() int {
	i := max(g.c.span.to, g.s.span.to)
	for ; i < g.c.bounds.to; i++ {
		t := &g.v.toks[i]
		if isComma(t.form) || isMark(t.form) || isDash(t.form) || t.form == ":" || isStop(t.form) {
			break
		}
	}
	return i
}

// incise makes candidates of what stands before the cue's clause, and around it.
func (g *generator) incise() {
	v, c := g.v, g.c
	l, r := g.left(), g.right()
	if v.toks[c.top].Deprel == "acl:relcl" && (l < 0 || v.hasRelative(stretch{l, c.span.from})) {
		return // "the man, who says …, left" cuts off no content
	}
	if l < 0 {
		// A quotation of its own may end right where the sentence starts.
		if q := v.quoteEndingAt(c.bounds.from - 1); q >= 0 && c.bounds.from == v.sentence(c.head).from && c.span.from-c.bounds.from < 3 && v.colonBefore(v.firstFrom(v.a.Quotations[q].Start)) < 0 {
			g.add(quoteBefore, frameQuote, treeEnd, q, v.tokensIn(v.a.Quotations[q].Span))
		}
		return
	}
	rest := stretch{r, c.bounds.to}
	if whole := v.speechAround(c); !whole.empty() {
		g.uttered(whole, l, r)
		if v.toks[l].quote < 0 && !c.quoted {
			return
		}
	}
	if q := v.quoteEndingAt(l); q >= 0 {
		whole := v.tokensIn(v.a.Quotations[q].Span)
		g.add(quoteBefore, frameQuote, treeEnd, q, whole)
		if n := v.quoteStarting(r, min(r+3, len(v.toks)), v.block(c.head)); n >= 0 && !v.unstopped(v.tokensIn(v.a.Quotations[n].Span)) {
			g.add(quoteAround, frameQuote, treeEnd, q, whole, v.tokensIn(v.a.Quotations[n].Span))
		}
		if whole.from > c.bounds.from {
			g.add(clauseBefore, frameClause, treeEnd, q, stretch{c.bounds.from, l + 1})
		}
		return
	}
	before := stretch{c.bounds.from, l + 1}
	if !v.hasVerb(before) && rest.to-rest.from < 3 {
		return
	}
	g.add(clauseBefore, frameClause, treeEnd, -1, before)
	if rest.to-rest.from > 2 && !g.speaks(rest) {
		g.add(clauseAround, frameClause, sentenceEnd, -1, before, rest)
	}
}

// speaks reports whether s holds a cue that may stand beside a quotation.
func (g *generator) speaks(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if g.v.toks[i].tells && g.v.toks[i].quote < 0 {
			return true
		}
	}
	return false
}

// hasRelative reports whether a relative word stands in s.
func (v *view) hasRelative(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if p := v.toks[i].Feat("PronType"); p == "Rel" || p == "Int,Rel" {
			return true
		}
	}
	return false
}

func (v *view) hasVerb(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if v.toks[i].isVerb() {
			return true
		}
	}
	return false
}

// quoteEndingAt is the quotation whose last word or mark is token i, a comma or
// stop aside, or -1.
func (v *view) quoteEndingAt(i int) int {
	for n := 0; n < 2 && i >= 0; n++ {
		if q := v.toks[i].quote; q >= 0 {
			if v.a.Quotations[q].End <= v.toks[i].End+2 {
				return q
			}
			return -1
		}
		if !v.toks[i].isPunct() {
			return -1
		}
		i--
	}
	return -1
}

// quoteStarting is the first quotation that opens in the tokens from … to of a
// block, or -1.
func (v *view) quoteStarting(from, to, block int) int {
	for i := from; i < to && i < len(v.toks) && v.block(i) == block; i++ {
		if q := v.toks[i].quote; q >= 0 && (i == 0 || v.toks[i-1].quote != q) {
			return q
		}
	}
	return -1
}

// following makes candidates of what follows cue and source.
func (g *generator) following() {
	v, c := g.v, g.c
	from := max(c.span.to, g.s.span.to)
	if g.s.span.empty() || g.s.span.from < c.span.from {
		from = c.span.to
	}
	colon := -1
	for i := from; i < c.bounds.to && i < from+12; i++ {
		if v.toks[i].form == ":" {
			colon = i
			break
		}
	}
	if colon >= 0 {
		g.afterColon(colon)
	} else if q := v.quoteStarting(from, min(from+6, c.bounds.to), v.block(c.head)); q >= 0 && !c.quoted {
		g.add(quoteAfter, frameQuote, treeEnd, q, v.tokensIn(v.a.Quotations[q].Span))
	}
	m := g.complementiser(from)
	if m >= 0 {
		g.clauseFrom(m, from)
		if later := g.afterAside(m); later >= 0 {
			g.clauseFrom(later, from)
		}
	}
	if r := g.infinitive(from); r >= 0 && (m < 0 || r < m) {
		g.clauseFrom(r, from)
	}
	if c.allows(frameClause|frameAccuse|frameObject) && from < c.bounds.to {
		g.ends(restAfter, g.restFrame(), from)
		skip := from
		for skip < c.bounds.to && (v.toks[skip].UPOS == "ADV" || v.toks[skip].UPOS == "PART") {
			skip++
		}
		if skip > from {
			g.ends(restAfter, g.restFrame(), skip)
		}
	}
}

// restFrame is the frame of content that nothing marks but its place.
func (g *generator) restFrame() frames {
	switch {
	case g.c.allows(frameAccuse):
		return frameAccuse
	case g.c.allows(frameObject) && !g.c.allows(frameClause):
		return frameObject
	}
	return frameClause
}

// afterColon makes candidates of what follows a colon: a quotation, or the rest of
// the sentence or of the block.
func (g *generator) afterColon(colon int) {
	v := g.v
	to := g.c.bounds.to
	if colon == to-1 && to < len(v.toks) && v.block(to) == v.block(colon) {
		to = v.sentence(to).to
	}
	if colon+1 < len(v.toks) { // what the colon announces may be the next paragraph
		if q := v.quoteStarting(colon+1, min(colon+3, len(v.toks)), v.block(colon+1)); q >= 0 {
			g.add(quoteAfter, frameQuote, treeEnd, q, v.tokensIn(v.a.Quotations[q].Span))
		}
	}
	if d := v.dashAfter(colon); d >= 0 {
		g.add(colonAfter, frameQuote, laterEnd, -1, v.tokensIn(v.a.Quotations[d].Span))
	}
	g.add(colonAfter, frameQuote, sentenceEnd, -1, stretch{colon + 1, to})
}

// dashAfter is the utterance that a talking dash opens right after token i, or -1.
func (v *view) dashAfter(i int) int {
	for j := i + 1; j < len(v.toks) && j < i+3; j++ {
		if d := v.toks[j].dash; d >= 0 && d != v.toks[i].dash {
			return d
		}
	}
	return -1
}

// after adds the rest of the sentence, or the next one where the cue ends it.
func (g *generator) after(kind contentKind, frame frames, from int) {
	v := g.v
	if from < g.c.bounds.to {
		if q := v.quoteStarting(from, from+1, v.block(g.c.head)); q >= 0 {
			g.add(quoteAfter, frame, treeEnd, q, v.tokensIn(v.a.Quotations[q].Span))
		}
		g.add(kind, frame, sentenceEnd, -1, stretch{from, g.c.bounds.to})
		return
	}
	if from < len(v.toks) && v.block(from) == v.block(g.c.head) {
		g.add(kind, frame, sentenceEnd, -1, v.sentence(from))
	}
}

// ends adds candidates from one start with the ends that a clause may have.
func (g *generator) ends(kind contentKind, frame frames, from int) {
	v, c := g.v, g.c
	g.add(kind, frame, sentenceEnd, -1, stretch{from, c.bounds.to})
	commas, joined, last := 0, false, -1
	for i := from + 1; i < c.bounds.to; i++ {
		switch {
		case isComma(v.toks[i].form) || isDash(v.toks[i].form):
			if last = i; commas < 2 {
				g.add(kind, frame, commaEnd+endKind(commas), -1, stretch{from, i})
			}
			commas++
		case c.span.has(v.toks[i].head) && v.toks[i].span.from > from+1 && v.toks[i].rel != "ccomp" && v.toks[i].rel != "xcomp" && !v.toks[i].isPunct():
			g.add(kind, frame, outerEnd, -1, stretch{from, v.toks[i].span.from})
		case v.toks[i].UPOS == "CCONJ" && !joined:
			g.add(kind, frame, joinEnd, -1, stretch{from, i})
			joined = true
		}
	}
	if last > 0 && commas > 2 {
		g.add(kind, frame, lastEnd, -1, stretch{from, last})
	}
	// Before a further cue: at the conjunction or comma that opens its clause.
	for i := g.next - 1; i > from && i > g.next-reachIncise; i-- {
		if v.toks[i].UPOS == "CCONJ" || isComma(v.toks[i].form) {
			if v.toks[i].UPOS == "CCONJ" && isComma(v.toks[i-1].form) {
				i--
			}
			g.add(kind, frame, clauseEnd, -1, stretch{from, i})
			break
		}
	}
}

// complementiser is the first word after the cue's clause that opens a
// subordinate clause, before any finite verb; or -1.
func (g *generator) complementiser(from int) int {
	v := g.v
	limit := from + 14
	for i := from; i < g.c.bounds.to && i < limit; i++ {
		t := &v.toks[i]
		if h := t.head; h > i && v.toks[h].rel == "acl" && v.toks[h].span.from >= i-1 && i > from && h < i+14 {
			i = v.toks[h].span.to - 1 // a relative clause inside the source or what follows it
			limit = i + 6
			continue
		}
		if t.UPOS == "SCONJ" || t.rel == "mark" {
			return i
		}
		if p := t.Feat("PronType"); p == "Int" || p == "Int,Rel" && t.UPOS != "DET" {
			if i == from || v.toks[i-1].UPOS == "ADP" || !v.toks[i-1].isNoun() {
				return i
			}
		}
		if t.finite() || isMark(t.form) {
			return -1
		}
	}
	return -1
}
