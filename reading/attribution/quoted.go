package attribution

// wholeQuotes lets a content that opens a quotation, and stops at the end of a sentence
// inside it, go on to its closing mark: who leads in words between marks leads in all
// of them. What another reading, or a verb of saying among the words ("« Oui. Je viens,
// dit-il. »"), claims of the rest keeps it as it is.
func (v *view) wholeQuotes(found []choice, claimed []int, cues []*cue) {
	for i := range found {
		parts := found[i].t.parts
		last := &parts[len(parts)-1]
		q := v.toks[last.from].quote
		if q < 0 || !isMark(v.toks[last.from].form) {
			continue
		}
		quote := &v.a.Quotations[q]
		all := v.trimPart(v.tokensIn(quote.Span))
		if all.from != last.from || all.to <= last.to || quote.Sure < 50 || !isStop(v.toks[last.to-1].form) && !isStop(v.toks[last.to].form) {
			continue
		}
		rest := stretch{last.to, all.to}
		if v.unclaimed(claimed, rest) && !v.holdsIncise(rest, cues) && v.block(rest.to-1) == v.block(last.from) {
			last.to = all.to
			for j := rest.from; j < rest.to; j++ {
				claimed[j] = i + 1
			}
		}
	}
}
