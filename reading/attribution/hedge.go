package attribution

import (
	"sort"

	"github.com/enligt/enligt"
)

// hedge is a place where words of the doubt table stand.
type hedge struct {
	row  *doubtRow
	span stretch
}

func (e *Engine) hedges(v *view) []hedge {
	var out []hedge
	for i := range v.toks {
		add := func(d *doubtRow) {
			if at := d.pattern.match(v, i); at != nil && !d.spared(v, i) && !e.asks(v, d, i) {
				out = append(out, hedge{d, stretch{i, at[len(at)-1] + 1}})
			}
		}
		e.doubts.at(&v.toks[i], add)
		e.doubts.features(&v.toks[i], add)
	}
	return out
}

// asks reports whether the words of hearsay at token i hold a pronoun of the first
// person: "ska vi ha något som fungerar" tells no rumour.
func (e *Engine) asks(v *view, d *doubtRow, i int) bool {
	if i++; d.kind != enligt.Reported || i >= v.sentence(i-1).to {
		return false
	}
	return v.toks[i].UPOS == "PRON" && (v.toks[i].Feat("Person") == "1" || e.pronouns[v.toks[i].lemma].class == "speaker" || e.pronouns[v.toks[i].form].class == "speaker")
}

// spared reports whether token i or the word behind it takes the doubt away:
// "hävdes" (was lifted), "présumé innocent", "aurait pu".
func (d *doubtRow) spared(v *view, i int) bool {
	if len(d.but) == 0 {
		return false
	}
	if d.but[v.toks[i].lemma] || d.but[v.toks[i].form] {
		return true
	}
	next := i + 1
	return next < v.sentence(i).to && (d.but[v.toks[next].lemma] || d.but[v.toks[next].form])
}

// doubts are the hedges that bear on a reading, one of each kind.
func (r *reader) doubts(k *choice) []enligt.Doubt {
	if k.c == nil {
		return nil
	}
	var out []enligt.Doubt
	sent := r.v.sentence(k.c.head)
	from, to := min(sent.from, k.first()), max(sent.to, min(k.last(), sent.to+maxBounds))
	for i := r.firstHedge(from); i < len(r.doubt) && r.doubt[i].span.from < to; i++ {
		h := &r.doubt[i]
		if !r.bears(k, h) {
			continue
		}
		double := false
		for _, d := range out {
			double = double || d.Kind == h.row.kind
		}
		if !double {
			out = append(out, enligt.Doubt{Kind: h.row.kind, Span: r.v.bytes(h.span)})
		}
	}
	return settled(out)
}

// settled leaves out hearsay where the same words say more: who claims something
// keeps the distance already, and what is unconfirmed is hearsay anyway.
func settled(doubts []enligt.Doubt) []enligt.Doubt {
	strong := false
	for _, d := range doubts {
		strong = strong || d.Kind == enligt.Claimed || d.Kind == enligt.Unverified
	}
	out := doubts[:0]
	for _, d := range doubts {
		if !strong || d.Kind != enligt.Reported {
			out = append(out, d)
		}
	}
	return out
}

// firstHedge is the index of the first hedge that starts at token from or behind.
func (r *reader) firstHedge(from int) int {
	return sort.Search(len(r.doubt), func(i int) bool { return r.doubt[i].span.from >= from })
}

// maxHedge is how deep in a content a hedge may stand, in words: further in it is
// about something else.
const maxHedge = 10

// bears reports whether a hedge is about this reading.
func (r *reader) bears(k *choice, h *hedge) bool {
	switch h.row.where {
	case "cue":
		return (k.c.span.touches(h.span) || r.hedged(k, h)) && !(k.c.negated && h.row.kind == enligt.Believed) && !r.owned(k, h)
	case "source":
		return k.s.span.covers(h.span)
	case "sentence":
		return r.v.sentence(k.c.head).has(h.span.from) && (!k.t.parts[0].covers(h.span) || k.t.parts[0].has(k.c.head))
	}
	if row, _ := k.c.frame(k.t.frame); row.act == enligt.Decline || row.act == enligt.Ask {
		return false // "she would not say what the two are said to have done"
	}
	if r.deeper(k, h) {
		return false
	}
	for _, p := range k.t.parts {
		if p.covers(h.span) && h.span.from-p.from < maxHedge && r.v.toks[h.span.from].quote == r.v.toks[k.c.head].quote {
			return !h.row.mood || r.rumour(k, h)
		}
	}
	return false
}

// deeper reports whether a hedge in what a reading says belongs to what is reported
// further inside: "says it looks into reports that he allegedly lied". Where that opens
// the content it hedges all of it: "the man is said to have fled, says a neighbour".
func (r *reader) deeper(k *choice, h *hedge) bool {
	for _, o := range [2]int{r.levelOf(h.span.from), r.cueAt[h.span.from] - 1} {
		if o < 0 || &r.found[o] == k || r.found[o].c == nil || k.t.frame == frameSource {
			continue
		}
		if r.found[o].first() > k.t.parts[0].from+1 {
			return true
		}
	}
	return false
}

// owned reports whether words of doubt in a cue are those of a source that the text
// names: whoever "is thought by Berlin to be a spy" is what Berlin thinks, "certains
// l'attribuent à un émir" is what some say, and the outlet keeps no distance from what
// it claims itself.
func (r *reader) owned(k *choice, h *hedge) bool {
	if k.s.span.empty() {
		return false
	}
	switch h.row.kind {
	case enligt.Believed:
		return true
	case enligt.Purported:
		return k.c.span.touches(h.span)
	case enligt.Claimed:
		t := &r.v.toks[max(k.s.head, k.s.span.from)]
		return k.s.span.to-k.s.span.from == 1 && t.UPOS == "PRON" && r.v.toks[k.c.head].quote < 0 && r.v.toks[k.c.head].dash < 0 && (t.Feat("Person") == "1" || r.e.pronouns[t.lemma].class == "speaker")
	}
	return false
}

// maxHedged is how many words may stand between a hedge and the cue that it is about.
const maxHedged = 3

// hedged reports whether a hedge stands right before the verb of a cue: "ska före avgång ha | klagat", "reportedly | want".
func (r *reader) hedged(k *choice, h *hedge) bool {
	v := r.v
	if h.span.to > k.c.span.from || k.c.span.from-h.span.to > maxHedged || !v.toks[k.c.head].isVerb() || v.toks[h.span.from].quote != v.toks[k.c.head].quote || v.sentence(h.span.from) != v.sentence(k.c.head) {
		return false
	}
	for i := h.span.to; i < k.c.span.from; i++ {
		t := &v.toks[i]
		if r.cueAt[i] > 0 || t.isPunct() || t.isVerb() || t.UPOS == "SCONJ" || t.UPOS == "PART" || t.Feat("PronType") == "Rel" {
			return false
		}
	}
	return v.toks[h.span.to-1].UPOS == "ADV" || v.toks[k.c.head].Feat("VerbForm") == "Sup" || v.toks[k.c.head].Feat("VerbForm") == "Part"
}

// rumour reports whether a conditional in a content is that of hearsay ("le chef
// aurait fui, selon le journal") and not that of a condition, nor the future of what
// was said in the past ("elle a dit qu'elle viendrait").
func (r *reader) rumour(k *choice, h *hedge) bool {
	v := r.v
	for i := k.t.parts[0].from; i < k.t.parts[len(k.t.parts)-1].to; i++ {
		if v.toks[i].UPOS == "SCONJ" && r.e.when.starts(&v.toks[i]) {
			return false
		}
	}
	participle := false
	for i := h.span.to; i < h.span.to+4 && i < v.sentence(h.span.from).to; i++ {
		participle = participle || v.toks[i].Feat("VerbForm") == "Part"
	}
	verb := &v.toks[h.span.from]
	past := false
	for i := k.c.span.from; i < k.c.span.to; i++ {
		tense := v.toks[i].Feat("Tense")
		past = past || v.toks[i].isVerb() && (tense == "Past" || tense == "Imp")
	}
	switch {
	case past && (!participle || verb.Deprel == "aux:pass"):
		return false
	case verb.UPOS == "AUX" && !participle:
		return k.t.frame == frameSource || k.t.parts[0].from < k.c.span.from
	}
	return k.c.allows(frameSource) || k.t.parts[0].from < k.c.span.from || participle
}
