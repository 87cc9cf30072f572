package attribution

import (
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
)

// maxPurport is how many sentences back the words may stand that attribute a
// voice or a recording to someone.
const maxPurport = 3

// Purport hedges the statements of a voice that the text ascribes to someone
// without vouching for it: where the source is an unnamed one ("the voice"), its
// speaker was found to be a named person, and shortly before stand words like
// "attributed to", the statement gets these as its doubt, and the named channel that
// stands beside them ("on Telegram") as its own. Statements must come with their
// speakers.
func (e *Engine) Purport(a *nlp.Analysis, statements []enligt.Statement) {
	var v *view
	var hedges []hedge
	for i := range statements {
		s := &statements[i]
		if s.Source == nil || s.Cue.Empty() || len(s.Speaker) != 1 || s.Speaker[0].Kind != enligt.Person || strings.Contains(s.Source.Of(a.Text), s.Speaker[0].Name) {
			continue
		}
		if v == nil {
			v = newView(a)
			hedges = e.hedges(v)
		}
		if !e.unnamed(v, v.tokensIn(*s.Source)) {
			continue
		}
		at := v.firstFrom(s.Source.Start)
		for k := len(hedges) - 1; k >= 0; k-- {
			h := &hedges[k]
			if h.row.kind == enligt.Purported && h.span.from < at && v.toks[at].sent-v.toks[h.span.from].sent <= maxPurport {
				s.Doubt = withDoubt(s.Doubt, enligt.Doubt{Kind: enligt.Purported, Span: v.bytes(h.span)})
				if s.Channel == nil {
					s.Channel = e.spreadOn(v, v.sentence(h.span.from))
				}
				break
			}
		}
	}
}

// onlyAscribed reports whether a reading says no more than that a thing is ascribed to
// someone: "un message attribué à la gendarmerie", "ett brev som tillskrivs generalen". That
// hedges what the thing says.
func (e *Engine) onlyAscribed(v *view, k *choice) bool {
	if t := &v.toks[k.c.head]; t.rel != "acl" || !k.t.parts[0].has(t.head) || v.hasFinite(k.t.parts[0]) {
		return false
	}
	hedges := false
	for i := max(k.c.head-1, 0); i <= k.c.head; i++ {
		e.doubts.at(&v.toks[i], func(d *doubtRow) {
			hedges = hedges || d.kind == enligt.Purported && d.pattern.match(v, i) != nil
		})
	}
	return hedges
}

// spreadOn is the channel with a name of its own that a preposition brings into a
// sentence, nil for none.
func (e *Engine) spreadOn(v *view, sentence stretch) *enligt.Channel {
	for i := sentence.from + 1; i < sentence.to; i++ {
		at, kind := v.longest(e.channels, i)
		if at.to <= i || v.toks[i-1].UPOS != "ADP" {
			continue
		}
		if span := v.bytes(at); isCapital(span.Of(v.a.Text)) {
			return &enligt.Channel{Name: span.Of(v.a.Text), Type: enligt.ChannelType(kind), Span: span}
		}
	}
	return nil
}

// unnamed reports whether a source is a noun for someone nobody names.
func (e *Engine) unnamed(v *view, s stretch) bool {
	anonymous := false
	for i := s.from; i < s.to; i++ {
		if v.toks[i].Entity != "" {
			return false
		}
		kind, _ := e.kinds.of(&v.toks[i])
		anonymous = anonymous || kind == enligt.Anonymous
	}
	return anonymous
}

// withDoubt adds a doubt unless one of its kind is there.
func withDoubt(list []enligt.Doubt, d enligt.Doubt) []enligt.Doubt {
	for _, x := range list {
		if x.Kind == d.Kind {
			return list
		}
	}
	return append(list, d)
}
