package attribution

import (
	"strings"

	"github.com/enligt/enligt/learn"
)

// Where paragraphs mix speech and narration, it is their voice that tells them
// apart: who speaks says "I" and "we", who narrates names others.

// Signs of a voice in a stretch of words.
const (
	saysI   uint64 = 1 << iota // a pronoun or verb of the one who speaks, or is spoken to
	saysWho                    // a cue that may stand beside a quotation
	names                      // a person's name
	marks                      // quotation marks
	asks                       // ends in a question or a call
)

// voice is the signs of s, 32 for a stretch without words.
func (x *extractor) voice(s stretch) uint64 {
	v, out := x.v, uint64(0)
	if s.to-s.from < 2 {
		return 32
	}
	for i := s.from; i < s.to; i++ {
		t := &v.toks[i]
		if p := t.Feat("Person"); p == "1" || p == "2" || x.e.ownVoice(t) {
			out |= saysI
		}
		if t.tells && t.quote < 0 {
			out |= saysWho
		}
		if strings.HasSuffix(t.Entity, "-PER") {
			out |= names
		}
		if isMark(t.form) {
			out |= marks
		}
	}
	if f := v.toks[s.to-1].form; f != "." && isStop(f) {
		out |= asks
	}
	return out
}

// ownVoice reports whether a pronoun stands for the one who speaks.
func (e *Engine) ownVoice(t *token) bool {
	return t.UPOS == "PRON" && (e.pronouns[trimClitic(t.form)].class == "speaker" || e.pronouns[t.lemma].class == "speaker")
}

// uttered are features of how much of an utterance a content takes: the
// voice of what it takes behind its cue, and of what it leaves on either side.
func (x *extractor) uttered(t *content) {
	v, c := x.v, x.c
	if t.frame != frameQuote || t.kind != dashBefore && t.kind != dashAround {
		return
	}
	whole := v.speechAround(c)
	kind, end := uint64(t.kind), uint64(t.end)
	first, last := t.parts[0], t.parts[len(t.parts)-1]
	head := stretch{whole.from, first.from}
	tail, left := stretch{}, stretch{max(last.to, c.span.to), whole.to}
	if len(t.parts) > 1 {
		tail = last
	}
	x.emit(93, kind, end, x.voice(tail))
	x.emit(94, kind, x.voice(tail), x.voice(left))
	x.emit(95, kind, x.voice(left))
	x.emit(96, kind, x.voice(head))
	x.emit(97, kind, bit(v.toks[last.to-1].sent == v.toks[c.head].sent), x.voice(left)&saysI, learn.Mix(x.voice(tail), x.voice(head)))
}
