package attribution

import "github.com/enligt/enligt"

// Longest contents, in words, in which one signal shows what is done by saying it;
// in longer ones it is as often about something else.
const (
	shortContent = 12
	curtContent  = 6
)

// act is what the speaker of a reading does by saying it: what the row of the cue
// says, or, where that is only to assert, what the content shows.
func (r *reader) act(k *choice, form enligt.Form) enligt.Act {
	if k.c == nil {
		if r.asks(k) {
			return enligt.Ask
		}
		return enligt.Assert
	}
	row, _ := k.c.frame(k.t.frame)
	act := row.act
	switch {
	case form == enligt.Direct && (act == enligt.Assert || act == enligt.Demand || act == enligt.Urge) && r.asks(k):
		return enligt.Ask
	case act != enligt.Assert:
		return act
	case k.c.negated && !row.negative() && k.t.frame&(frameClause|frameQuestion) != 0 && k.t.parts[0].from >= k.c.span.to:
		return enligt.Decline // "har inte sagt om …"
	}
	return r.shownAct(k)
}

// shownAct is what a content shows that a neutral cue leads in.
func (r *reader) shownAct(k *choice) enligt.Act {
	words := 0
	for _, p := range k.t.parts {
		for i := p.from; i < p.to; i++ {
			if !r.v.toks[i].isPunct() {
				words++
			}
		}
	}
	shows := r.shows(k)
	switch {
	case r.refutes(k):
		return enligt.Deny
	case r.intends(k):
		return enligt.Promise
	case shows[decisionSignal] && k.t.frame == frameObject:
		return enligt.Decide
	case shows[denialSignal] && words < shortContent:
		return enligt.Deny
	case shows[silenceSignal] && words < shortContent:
		return enligt.Decline
	case shows[blameSignal] && words < curtContent:
		return enligt.Accuse
	}
	return enligt.Assert
}

// asks reports whether the content ends with a question mark.
func (r *reader) asks(k *choice) bool {
	last := k.t.parts[len(k.t.parts)-1]
	for i := last.to - 1; i >= last.from && r.v.toks[i].isPunct(); i-- {
		for _, c := range r.v.toks[i].form {
			if c == '?' || c == '？' {
				return true
			}
		}
	}
	return false
}

// refutes reports whether the content says that there is nothing: its first clause
// has a subject or object with a negative word, or is negated after a cue that keeps
// its distance ("insisted there were no fighters", "hävdar att han aldrig …").
func (r *reader) refutes(k *choice) bool {
	p := k.t.parts[0]
	claimed := false
	for _, h := range r.doubt {
		claimed = claimed || h.row.kind == enligt.Claimed && h.row.where == "cue" && k.c.span.touches(h.span)
	}
	for i, n := p.from, 0; i < p.to && n < curtContent; i++ {
		t := &r.v.toks[i]
		if t.isPunct() {
			continue
		}
		n++
		if t.UPOS == "DET" && (t.Feat("PronType") == "Neg" || t.Feat("Polarity") == "Neg") {
			return true
		}
		if claimed && t.Feat("Polarity") == "Neg" {
			return true
		}
	}
	return false
}

// intends reports whether the content says what its speaker will do: the first verb
// is one of intent, and its subject a pronoun of the first person, or of the third in
// reported speech.
func (r *reader) intends(k *choice) bool {
	v := r.v
	p := k.t.parts[0]
	direct := v.toks[p.from].quote >= 0
	subject := false
	for i, n := p.from, 0; i < p.to && n < curtContent; i++ {
		t := &v.toks[i]
		if t.Feat("Polarity") == "Neg" {
			return false
		}
		if t.isPunct() || t.UPOS == "SCONJ" || t.UPOS == "ADV" {
			continue
		}
		n++
		switch person := t.Feat("Person"); {
		case t.UPOS == "PRON" && t.rel == "nsubj":
			subject = person == "1" || !direct && (person == "3" || person == "" && t.Feat("PronType") == "Prs") && t.Feat("Gender") != "Neut"
		case t.isVerb():
			if i+1 < p.to && v.toks[i+1].Feat("Polarity") == "Neg" {
				return false // what they will not do is as often a denial
			}
			intent := false
			r.signalsOf(i, p.to, func(s signal) { intent = intent || s == intentSignal })
			return subject && intent
		}
	}
	return false
}
