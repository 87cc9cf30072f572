package attribution

import (
	"slices"
	"strings"

	"github.com/enligt/enligt"
)

// Longest contents, in words, in which one signal shows what is done by saying it;
// in longer ones it is as often about something else.
const (
	blameContent = 18
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
	row, _ := k.c.frame(r.shape(k))
	act := row.act
	switch k.t.frame {
	case frameSeveral:
		return act // each does what it wants by saying it
	case frameCites:
		return enligt.Assert // "med hänvisning till" somebody declines nothing
	}
	if k.c.allows(frameHears) && !k.told.empty() {
		act = enligt.Assert
	}
	if act == enligt.Assert {
		act = r.governed(k)
	}
	if act == enligt.Promise && r.shows(k)[harmSignal] {
		return enligt.Threaten // "vows revenge"
	}
	if form == enligt.Mixed && k.t.frame == frameAccuse && (act == enligt.Accuse || act == enligt.Assert && r.likened(k)) {
		return r.calls(k)
	}
	switch {
	case act == enligt.Deny && k.c.negated && !row.negative():
		return enligt.Assert // "did not dispute", "ne nie pas"
	case form == enligt.Direct && (act == enligt.Assert || act == enligt.Demand || act == enligt.Urge) && r.asks(k):
		return enligt.Ask
	case k.c.allows(frameColon) && r.asks(k):
		return enligt.Ask // the line of an interviewer
	case act != enligt.Decline && r.nobody(k) && r.silent(k):
		return enligt.Decline // "varken X eller Y vill kommentera"
	case act != enligt.Assert:
		return act
	case k.c.negated && !row.negative() && (k.t.frame&(frameClause|frameQuestion) != 0 && k.t.parts[0].from >= k.c.span.to || k.t.frame&(frameObject|framePrep) != 0 && !k.c.passive):
		return enligt.Decline // "har inte sagt om …", "n'a pas confirmé cette information"
	}
	return r.shownAct(k, form)
}

// governed is what a verb in the cue does with the noun behind it that heads the cue,
// "rejected suggestions that …", or with the infinitive that does, "declined to say
// whether …"; else to assert.
func (r *reader) governed(k *choice) enligt.Act {
	act, head := enligt.Assert, &r.v.toks[k.c.head]
	for at := k.c.span.from; at < k.c.head; at++ {
		if !r.v.toks[at].isVerb() || head.UPOS == "NOUN" && at < k.c.head-1 {
			continue
		}
		r.e.cues.at(&r.v.toks[at], func(row *cueRow) {
			places := row.pattern.match(r.v, at)
			if places == nil || row.passive || row.act == enligt.Believe || row.act == enligt.Assert || !slices.Contains(row.pos, "VERB") {
				return
			}
			last := places[len(places)-1]
			switch {
			case head.UPOS == "NOUN":
				if last == at && row.frames&frameObject != 0 {
					act = row.act
				}
			case last < k.c.head && !k.c.negated && row.act != enligt.Promise && row.frames&frameInfinitive != 0:
				act = row.act
			}
		})
	}
	return act
}

// shape is the frame of a content by its words where the candidate's own is another
// that the cue has: things without a verb are an object, what somebody is to do is
// none ("ordered an inquiry", "ordered him to leave").
func (r *reader) shape(k *choice) frames {
	infinitive, verb := false, false
	for _, p := range k.t.parts {
		for i := p.from; i < p.to; i++ {
			infinitive = infinitive || !verb && r.v.toks[i].Feat("VerbForm") == "Inf"
			verb = verb || r.v.toks[i].isVerb()
		}
	}
	switch {
	case k.t.frame&(frameClause|frameInfinitive) != 0 && !verb && k.c.allows(frameObject):
		return frameObject
	case k.t.frame == frameObject && r.v.toks[k.t.parts[0].from].UPOS == "SCONJ" && k.c.allows(frameClause):
		return frameClause
	case k.t.frame == frameObject && infinitive && k.c.allows(frameInfinitive):
		return frameInfinitive
	case k.t.frame&(frameClause|frameObject) != 0 && k.c.allows(frameQuestion) && r.wonders(k.t.parts[0]):
		return frameQuestion
	}
	return k.t.frame
}

// wonders reports whether words open as an interrogative clause does: "if", "qui",
// "ce que".
func (r *reader) wonders(p stretch) bool {
	t := &r.v.toks[p.from]
	if t.UPOS == "PRON" && t.Feat("PronType") == "Dem" && p.from+1 < p.to {
		t = &r.v.toks[p.from+1]
	}
	return t.Feat("PronType") == "Int" || t.Feat("PronType") == "Rel" || r.e.when.starts(t) && t.UPOS != "ADP"
}

// silent reports whether cue or content are about saying nothing.
func (r *reader) silent(k *choice) bool {
	found := r.shows(k)[silenceSignal]
	for i := k.c.span.from; i < k.c.span.to; i++ {
		r.signalsOf(i, k.c.span.to, func(s signal) { found = found || s == silenceSignal })
	}
	return found
}

// nobody reports whether the source says that there is none: "ingen av dem",
// "neither company", "varken X eller Y".
func (r *reader) nobody(k *choice) bool {
	if k.s.span.empty() {
		return false
	}
	none := r.v.toks[k.s.span.from].Feat("PronType") == "Neg"
	for i := max(k.s.span.from-1, r.v.sentence(k.s.span.from).from); i <= k.s.span.from; i++ {
		r.signalsOf(i, k.s.span.to, func(s signal) { none = none || s == noneSignal })
	}
	return none
}

// shownAct is what a content shows that a neutral cue leads in.
func (r *reader) shownAct(k *choice, form enligt.Form) enligt.Act {
	words := 0
	for _, p := range k.t.parts {
		for i := p.from; i < p.to; i++ {
			if !r.v.toks[i].isPunct() {
				words++
			}
		}
	}
	shows := r.shows(k)
	if form == enligt.Direct {
		if act := r.performed(k); act != "" {
			return act
		}
		if r.commands(k) {
			if r.cries(k) {
				return enligt.Demand
			}
			return enligt.Urge
		}
	}
	switch {
	case r.refutes(k):
		return enligt.Deny
	case r.announces(k) && (shows[decisionSignal] || r.ahead(k)):
		return enligt.Decide
	case r.intends(k) && shows[harmSignal]:
		return enligt.Threaten
	case r.intends(k) || r.ready(k, form == enligt.Direct) || r.vows(k):
		return enligt.Promise
	case r.opensWith(k, stressSignal):
		return enligt.Urge
	case r.demands(k):
		return enligt.Demand
	case shows[decisionSignal] && k.t.frame == frameObject:
		return enligt.Decide
	case shows[denialSignal] && words < shortContent:
		return enligt.Deny
	case shows[silenceSignal] && words < shortContent || words == 1 && r.v.toks[k.t.parts[0].to-1].Feat("PronType") == "Neg":
		return enligt.Decline
	case shows[blameSignal] && words < blameContent:
		return enligt.Accuse
	case form == enligt.Direct && r.rejoices(k):
		return enligt.Praise
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
	if k.s.span.empty() && k.c.allows(frameRaise) {
		return false // nobody says that nobody "is said to" be hurt
	}
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
		if t.UPOS == "DET" && (t.Feat("PronType") == "Neg" || t.Feat("Polarity") == "Neg") && r.isThere(t.head, p) {
			return true
		}
		if n == 1 && t.UPOS == "PRON" && t.Feat("PronType") == "Neg" && t.rel == "nsubj" && r.done(k) {
			return true // "nobody here has met him"
		}
		if claimed && t.Feat("Polarity") == "Neg" {
			return true
		}
	}
	return false
}

// isThere reports whether noun i is said to be there or not in s: as subject, also a
// logical one ("il n'y a aucun …"), or beside a noun alone.
func (r *reader) isThere(i int, s stretch) bool {
	v := r.v
	if i < 0 || !s.has(i) || v.toks[i].head < 0 || !s.has(v.toks[i].head) {
		return true
	}
	if strings.HasPrefix(v.toks[i].rel, "nsubj") {
		return true
	}
	for j := v.toks[v.toks[i].head].child; j >= 0; j = v.toks[j].next {
		if strings.HasPrefix(v.toks[j].Deprel, "expl") {
			return true
		}
	}
	return false
}

// announces reports whether the cue makes something known that is settled by it.
func (r *reader) announces(k *choice) bool {
	out := false
	r.signalsOf(k.c.head, k.c.span.to, func(s signal) { out = out || s == announceSignal })
	return out
}

// ahead reports whether a content names what is to come: a thing without a verb, or a
// clause whose first verb is about the future.
func (r *reader) ahead(k *choice) bool {
	at := r.firstFinite(k)
	if at < 0 {
		return k.t.frame == frameObject
	}
	return r.intent(at, k.t.parts[0].to, true)
}

// intent reports whether the verb at token i, of words that end before to, tells what
// will be done, or in reported speech what would be: not what would have been.
func (r *reader) intent(i, to int, reported bool) bool {
	found := false
	r.signalsOf(i, to, func(s signal) { found = found || s == intentSignal || s == backshiftSignal && reported })
	for j := i + 1; found && r.v.toks[i].UPOS == "AUX" && j < to && j < i+3; j++ {
		found = r.v.toks[j].Feat("VerbForm") != "Part" || r.v.toks[i].Feat("Mood") != "Cnd"
	}
	return found
}

// firstFinite is the first finite verb near the start of a content, -1 for none.
func (r *reader) firstFinite(k *choice) int {
	p := k.t.parts[0]
	for i, n := p.from, 0; i < p.to && n < shortContent; i++ {
		if r.v.toks[i].finite() {
			return i
		}
		if !r.v.toks[i].isPunct() {
			n++
		}
	}
	return -1
}

// demands reports whether the content says what others must do: its first verb is
// one of need, and its subject nobody who speaks.
func (r *reader) demands(k *choice) bool {
	at := r.firstFinite(k)
	if at < 0 {
		return false
	}
	need := false
	r.signalsOf(at, k.t.parts[0].to, func(s signal) { need = need || s == needSignal })
	for i := k.t.parts[0].from; need && i < k.t.parts[0].to && i < at+2; i++ {
		need = r.e.pronouns[r.v.toks[i].form].class != "speaker" && (r.v.toks[i].UPOS != "SCONJ" || i == k.t.parts[0].from)
	}
	return need
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
		if t.Feat("Polarity") == "Neg" || isStop(t.form) {
			return false
		}
		if t.isPunct() || t.UPOS == "SCONJ" || t.UPOS == "ADV" {
			continue
		}
		n++
		switch class := r.e.pronouns[t.form].class; {
		case class == "speaker" || t.UPOS == "PRON" && t.rel == "nsubj":
			same := k.s.head >= 0 && v.toks[k.s.head].form == t.form
			subject = class == "speaker" || !direct && (same || class == "person" || class == "group")
		case t.isVerb():
			if i+1 < p.to && v.toks[i+1].Feat("Polarity") == "Neg" {
				return false // what they will not do is as often a denial
			}
			return subject && r.intent(i, p.to, !direct)
		}
	}
	return false
}

// ready reports whether the content says that its speaker is ready to do something: by a
// clause of the speaker's own, or right at its start ("se dit prête à l'accueillir").
func (r *reader) ready(k *choice, direct bool) bool {
	if r.opensWith(k, readySignal) {
		return true
	}
	at := r.ownVerb(k, direct)
	if at < 0 || r.v.negatedAt(at) {
		return false
	}
	found := false
	for i := at + 1; i < k.t.parts[0].to && i <= at+2; i++ {
		r.signalsOf(i, k.t.parts[0].to, func(s signal) { found = found || s == readySignal })
	}
	return found
}

// opensWith reports whether a content opens with a word of a signal, an article,
// preposition or mark before it aside.
func (r *reader) opensWith(k *choice, want signal) bool {
	p, found := k.t.parts[0], false
	for i := p.from; i < p.to && !found; i++ {
		r.signalsOf(i, p.to, func(s signal) { found = found || s == want })
		if u := r.v.toks[i].UPOS; !r.v.toks[i].isPunct() && u != "DET" && u != "ADP" {
			break
		}
	}
	return found
}

// vows reports whether a cue that promises in another frame leads in what will be: "jure
// que les prix n'augmenteront pas".
func (r *reader) vows(k *choice) bool {
	vow := false
	for _, row := range k.c.rows {
		vow = vow || row.act == enligt.Promise
	}
	at := r.firstFinite(k)
	return vow && at >= 0 && r.intent(at, k.t.parts[0].to, true)
}
