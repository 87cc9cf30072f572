package attribution

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/nlp"
)

// Where the paragraphs of a text are lost, nothing shows where an utterance that a
// dash opened ends and the writer goes on: "– Vi är nöjda. Det tog tid. Kommunen har
// 9 000 invånare." A model tells for each sentence behind the dash how likely it is
// still spoken, by its words, persons and tenses, by the names in it and by the verbs
// of saying around it; the cut is where all of them together are likeliest.

// speech is an utterance opened by a dash whose end no paragraph shows.
type speech struct {
	q        int     // its quotation
	sents    stretch // sentences with words of it
	followed bool    // by another one in its block
}

// maxSpeech is the number of sentences of an utterance that are looked at.
const maxSpeech = 40

// endSpeeches ends the utterances of a text where its writer goes on, in a itself: what
// comes behind them is quoted no longer.
func (e *Engine) endSpeeches(a *nlp.Analysis) {
	if e.speech == nil || !opensInside(a) {
		return
	}
	v := e.toldView(a)
	for _, s := range v.speeches() {
		keep, best, sum := s.sents.to, 0, 0
		x := &extractor{e: e, v: v}
		for n := s.sents.to - 1; n > s.sents.from; n-- { // what the sentences from n on lose
			var score [1]int32
			e.speech.Score(x.both(x.ofSpoken(&s, n)), score[:])
			if sum -= int(score[0]); sum > best {
				keep, best = n, sum
			}
		}
		v.endSpeech(s, keep)
	}
}

// toldView is a view of a that knows which words tell what is said, by the tables alone.
func (e *Engine) toldView(a *nlp.Analysis) *view {
	plain, v := *e, newView(a)
	plain.borders = nil
	plain.findCues(v)
	return v
}

// opensInside reports whether a dash opens an utterance inside a block.
func opensInside(a *nlp.Analysis) bool {
	for i := range a.Quotations {
		if q := &a.Quotations[i]; q.Kind == "dash" && q.Start > 0 && a.Text[q.Start-1] != '\n' {
			return true
		}
	}
	return false
}

// endSpeech ends the utterance before sentence keep.
func (v *view) endSpeech(s speech, keep int) {
	if keep >= s.sents.to {
		return
	}
	q := &v.a.Quotations[s.q]
	for i := v.sents[keep].from; i < len(v.toks) && v.toks[i].at.Start < q.End; i++ {
		if t := &v.toks[i]; t.quote < 0 {
			t.Quoted = 0
		}
	}
	end := v.toks[v.sents[keep].from-1].at.End
	for n := s.q + 1; n < len(v.a.Quotations) && v.a.Quotations[n].Start < q.End; n++ {
		if in := &v.a.Quotations[n]; in.Start >= end && in.Depth > q.Depth {
			in.Depth-- // it lies in this one no longer
		}
	}
	q.End, q.Inner.End = end, min(q.Inner.End, end)
}

// speeches are the utterances whose end no paragraph shows: something stands before
// them in their block, or another one behind them.
func (v *view) speeches() []speech {
	var out []speech
	last := -1 // of out, in the block at hand
	for i := range v.a.Quotations {
		q := &v.a.Quotations[i]
		if q.Kind != "dash" || q.Depth > 1 || q.Sure < 50 {
			continue
		}
		words := v.tokensIn(q.Span)
		if words.empty() {
			continue
		}
		b := v.block(words.from)
		if last >= 0 && v.block(v.sents[out[last].sents.from].from) == b {
			out[last].followed = true
		} else {
			last = -1
		}
		from, to := v.toks[words.from].sent, v.toks[words.to-1].sent+1
		out = append(out, speech{q: i, sents: stretch{from, min(to, from+maxSpeech)}})
		last = len(out) - 1
	}
	return slices.DeleteFunc(out, func(s speech) bool {
		at := v.sents[s.sents.from].from
		inside := at > 0 && v.block(at-1) == v.block(at)
		return s.sents.to < s.sents.from+2 || !inside && !s.followed
	})
}

// ofSpoken makes the features of sentence n of an utterance: what speaks for it being
// still spoken.
func (x *extractor) ofSpoken(s *speech, n int) []uint64 {
	v := x.v
	x.out = x.out[:0]
	at := v.sents[n]
	far := uint64(min(n-s.sents.from, 6))
	x.emit(400)
	x.emit(401, far)
	voice, tense := x.spokenWords(at)
	x.saysAround(s, n, voice, tense)
	next := uint64(2)
	if n+1 == s.sents.to {
		next = bit(s.followed)
	}
	end := x.stopOf(at)
	x.emit(430, next, end)
	x.emit(431, x.stopOf(v.sents[n-1]))
	x.emit(432, end, uint64(min(at.to-at.from, 40)/4))
	x.emit(433, far, next)
	return x.out
}

// spokenWords are the features of the words of a sentence: persons, tenses, names. It
// returns whether it speaks in the first person (1) or to a second (2), and its tense.
func (x *extractor) spokenWords(at stretch) (voice, tense uint64) {
	v, names, odd := x.v, uint64(0), uint64(0)
	first := at.from
	for first+1 < at.to && v.toks[first].isPunct() {
		first++
	}
	for i := at.from; i < at.to; i++ {
		t := &v.toks[i]
		switch t.UPOS {
		case "PRON", "DET", "ADV", "CCONJ", "SCONJ", "AUX", "PART", "INTJ":
			x.emit(402, learn.Hash(t.lemma))
			if x.e.pronouns[t.form].class == "speaker" || t.Feat("Person") == "1" {
				voice = 1
			} else if voice == 0 && t.Feat("Person") == "2" {
				voice = 2
			}
		case "VERB", "NOUN", "ADJ":
			x.emit(403, learn.Hash(t.lemma))
		case "PROPN", "NUM", "SYM", "X":
			x.emit(404, learn.Hash(t.UPOS))
		}
		if tense == 0 && t.finite() {
			tense = learn.Hash(t.Feat("Tense") + t.Feat("Mood") + t.Feat("Voice"))
		}
		if strings.HasSuffix(t.Entity, "PER") {
			names |= 1 << bit(v.named(i))
		} else if t.Entity != "" {
			names |= 4
		}
		if strings.ContainsAny(t.form, "@/_|") || t.UPOS == "NUM" && i == first {
			odd = 1
		}
	}
	lead := &v.toks[first]
	x.emit(405, learn.Hash(lead.lemma))
	x.emit(406, learn.Hash(lead.UPOS), learn.Hash(lead.Entity))
	x.emit(407, tense)
	x.emit(408, voice, tense)
	x.emit(409, names)
	x.emit(410, names, voice)
	x.emit(411, voice, learn.Hash(lead.UPOS))
	x.emit(412, odd)
	x.emit(413, voice, odd, bit(tense == 0))
	x.emit(414, x.subjectOf(at), tense)
	if first+1 < at.to {
		x.emit(415, learn.Hash(lead.lemma), learn.Hash(v.toks[first+1].lemma))
		x.emit(416, learn.Hash(lead.UPOS), learn.Hash(v.toks[first+1].UPOS))
	}
	return voice, tense
}

// named reports whether the last word of the name at token i stands earlier in the text too.
func (v *view) named(i int) bool {
	for j := i - 1; j >= max(0, i-2000); j-- {
		if v.toks[j].form == v.toks[i].form && v.toks[j].Entity != "" {
			return true
		}
	}
	return false
}

// subjectOf is what the first subject of a sentence is.
func (x *extractor) subjectOf(at stretch) uint64 {
	for i := at.from; i < at.to; i++ {
		if t := &x.v.toks[i]; t.rel == "nsubj" || t.rel == "expl" {
			h := learn.Hash(t.UPOS)
			if t.UPOS == "PRON" {
				return learn.Mix(h, learn.Hash(t.lemma))
			}
			return learn.Mix(h, learn.Hash(t.Feat("Definite")+t.Entity))
		}
	}
	return 0
}

// Ways in which a sentence of an utterance holds a verb of saying.
const (
	saysNot    uint64 = iota
	saysBehind        // "…, säger hon."
	saysAhead         // "Hon säger att …"
	saysSelf          // "Jag säger …"
)

// saysIn is the way in which sentence n holds a verb of saying, the clearest first.
func (x *extractor) saysIn(n int) uint64 {
	v, how := x.v, saysNot
	at := v.sents[n]
	for i := at.from; i < at.to; i++ {
		if !v.toks[i].tells || v.toks[i].quote >= 0 {
			continue
		}
		if i > at.from+1 && (isComma(v.toks[i-1].form) || isStop(v.toks[i-1].form) || isMark(v.toks[i-1].form)) {
			return saysBehind
		}
		switch s := v.childOf(i, "nsubj"); {
		case s >= 0 && x.e.pronouns[v.toks[s].form].class == "speaker":
			how = max(how, saysSelf)
		default:
			how = saysAhead
		}
	}
	return how
}

// saysAround are the features of the verbs of saying of an utterance before, in and
// behind sentence n.
func (x *extractor) saysAround(s *speech, n int, voice, tense uint64) {
	here, behind, ahead := x.saysIn(n), uint64(0), uint64(0)
	for k := n - 1; k >= s.sents.from && behind == 0; k-- {
		if x.saysIn(k) == saysBehind {
			behind = uint64(min(n-k, 3))
		}
	}
	for k := n + 1; k < min(s.sents.to, n+6) && ahead == 0; k++ {
		if x.saysIn(k) == saysBehind {
			ahead = uint64(min(k-n, 3))
		}
	}
	x.emit(420, here)
	x.emit(421, behind)
	x.emit(422, ahead)
	x.emit(423, here, behind, ahead)
	x.emit(424, bit(behind > 0), voice)
	x.emit(425, bit(behind > 0), voice, tense)
	x.emit(426, bit(behind > 0), bit(ahead > 0), here, voice)
}

// stopOf is how a sentence ends: with which mark, or none and then with what kind of word.
func (x *extractor) stopOf(at stretch) uint64 {
	for i := at.to - 1; i > at.from; i-- {
		if t := &x.v.toks[i]; !isMark(t.form) && !isDash(t.form) {
			if t.isPunct() {
				return learn.Hash(t.form[:1])
			}
			break
		}
	}
	r, _ := utf8.DecodeRuneInString(x.v.toks[at.to-1].Form)
	return bit(unicode.IsUpper(r))
}
