package attribution

import "strings"

// maxHandle is how many words may stand before the address of an account that signs a post.
const maxHandle = 8

// posted adds posts that a page shows as its author wrote them: a paragraph, and behind it
// one that a dash opens and that names who posted it and the account, "— Ada Ek (@adaek)
// May 7, 2024". What was read inside the signature gives way.
func (e *Engine) posted(v *view, found []choice) []choice {
	for n := 1; n < len(v.sents); n++ {
		name := v.account(v.sents[n])
		if name.empty() {
			continue
		}
		post := v.trimPart(v.blockBefore(v.sents[n].from))
		taken := v.takenBy(found)
		if post.empty() || anyOf(taken, v.sents[n]) || anyOf(taken, post) && !v.onlyInside(found, post) {
			continue
		}
		at := v.sents[n].from
		dash := stretch{at, at + 1}
		found = append(found, choice{
			c: &cue{rows: []*cueRow{e.placed}, at: []int{at}, head: at, top: at, span: dash, bounds: dash, clitic: -1, earlier: -1},
			s: source{kind: nextSource, head: v.root(name), span: name},
			t: content{kind: labelContent, frame: frameQuote, parts: []stretch{post}, quote: -1}, score: maxScore * 9 / 10,
		})
	}
	return found
}

// account is the name before the account in brackets that opens a paragraph behind a dash,
// empty where s is none such.
func (v *view) account(s stretch) stretch {
	if s.empty() || s.from == 0 || v.block(s.from-1) == v.block(s.from) || !isDash(v.toks[s.from].form) {
		return stretch{}
	}
	for i := s.from + 1; i+1 < s.to && i <= s.from+maxHandle; i++ {
		if v.toks[i].form == "(" && strings.HasPrefix(v.toks[i+1].form, "@") {
			return stretch{s.from + 1, i}
		}
	}
	return stretch{}
}

// blockBefore is the paragraph that ends before token i.
func (v *view) blockBefore(i int) stretch {
	s := stretch{i, i}
	for s.from > 0 && v.block(s.from-1) == v.block(i-1) {
		s.from--
	}
	return s
}
