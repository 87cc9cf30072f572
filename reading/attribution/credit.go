package attribution

// maxCredit is how many words may sign a quotation.
const maxCredit = 12

// credited adds statements of the quotations that no reading took and that a dash and a
// name sign, which together are all that their paragraph holds: “We are tired.” — Ada
// Ek. The dash is their cue.
func (e *Engine) credited(v *view, found []choice) []choice {
	var taken []bool
	read := found
	for q := range v.a.Quotations {
		quote := &v.a.Quotations[q]
		if quote.Kind != "mark" || quote.Depth > 1 || quote.Sure < 50 {
			continue
		}
		s := v.trimPart(v.tokensIn(quote.Span))
		if s.empty() || s.from > 0 && v.block(s.from-1) == v.block(s.from) || !v.isSpeech(s, false) {
			continue
		}
		name := e.credit(v, s.to)
		if name.empty() {
			continue
		}
		if taken == nil {
			taken = v.takenBy(read)
		}
		if anyOf(taken, stretch{s.to, name.to}) || anyOf(taken, s) && !v.onlyInside(read, s) {
			continue
		}
		dash := stretch{s.to, s.to + 1}
		c := &cue{rows: []*cueRow{e.placed}, at: []int{s.to}, head: s.to, top: s.to, span: dash, bounds: dash, clitic: -1, earlier: -1}
		found = append(found, choice{
			c: c, s: source{kind: nextSource, head: v.root(name), span: name},
			t: content{kind: quoteBefore, frame: frameQuote, parts: []stretch{s}, quote: q}, score: maxScore * 9 / 10,
		})
	}
	return found
}

// credit is the name behind the dash at token i that ends the paragraph, empty where
// there is none.
func (e *Engine) credit(v *view, i int) stretch {
	none := stretch{}
	if i+1 >= len(v.toks) || !isDash(v.toks[i].form) || v.block(i) != v.block(i-1) || !isCapital(v.toks[i+1].Form) {
		return none
	}
	name := stretch{i + 1, i + 1}
	for ; name.to < len(v.toks) && v.block(name.to) == v.block(i); name.to++ {
		t := &v.toks[name.to]
		if name.to-i > maxCredit || t.quote >= 0 || t.finite() || isAloud(t.form) {
			return none
		}
	}
	if v.toks[name.to-1].form == "." {
		name.to--
	}
	if name.empty() || v.block(name.from) != v.block(i) || !e.canSpeak(v, name) && !v.isName(name) {
		return none
	}
	return name
}

// isName reports whether all words of a stretch have capitals: the finder of names does
// not know all of them.
func (v *view) isName(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if t := &v.toks[i]; !isCapital(t.Form) {
			return false
		}
	}
	return s.to-s.from > 1
}

// takenBy tells the words of cues and contents.
func (v *view) takenBy(found []choice) []bool {
	taken := make([]bool, len(v.toks))
	for i := range found {
		for j := found[i].c.span.from; j < found[i].c.span.to; j++ {
			taken[j] = true
		}
		for _, p := range found[i].t.parts {
			for j := p.from; j < p.to; j++ {
				taken[j] = true
			}
		}
	}
	return taken
}
