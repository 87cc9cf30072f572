package attribution

import "github.com/enligt/enligt"

// sureAct is how often of a thousand, at least, a word of the cue table must be a cue
// for a speaker's use of it to be what it says: "we warn the fleet".
const sureAct = 550

// ownVerb is the first finite verb of a content, -1 where its subject is not the one
// who speaks: a pronoun of the first person, or in reported speech of the third.
func (r *reader) ownVerb(k *choice, direct bool) int {
	v, p := r.v, k.t.parts[0]
	at := r.firstFinite(k)
	if at < 0 {
		return -1
	}
	subject := v.childOf(at, "nsubj")
	if t := &v.toks[at]; subject < 0 && t.head >= 0 && p.has(t.head) && (t.rel == "aux" || t.rel == "cop") {
		subject = v.childOf(t.head, "nsubj")
	}
	if subject < 0 || !p.has(subject) {
		return -1
	}
	switch s := &v.toks[subject]; r.e.pronouns[s.form].class {
	case "speaker":
		return at
	case "person", "group":
		if !direct && s.UPOS == "PRON" {
			return at
		}
	}
	return -1
}

// performed is the act that a speaker names in quoted words, "" for none: "We support
// the plan" praises, "je vous promets" promises, "I would caution" warns. What is not
// done by it, or was, is told.
func (r *reader) performed(k *choice) enligt.Act {
	at := r.ownVerb(k, true)
	if at < 0 || r.v.negatedAt(at) {
		return ""
	}
	if i := r.wished(k, at); i >= 0 {
		return r.actOf(k, i)
	}
	if t := &r.v.toks[at]; t.Feat("Mood") == "Cnd" || t.Feat("Tense") != "Pres" && t.Feat("Tense") != "" {
		return ""
	}
	return r.actOf(k, at)
}

// wished is the infinitive that a verb of wish or duty at token at leads in, -1 for
// none: "I would | caution", "jag vill | varna".
func (r *reader) wished(k *choice, at int) int {
	end, wish := -1, false
	for i := at; i < k.t.parts[0].to && i < at+curtContent && end < 0; i++ {
		if i > at && r.v.toks[i].Feat("VerbForm") == "Inf" {
			end = i
		}
	}
	if end >= 0 {
		r.signalsOf(at, end, func(s signal) { wish = wish || s == wishSignal })
	}
	if !wish {
		return -1
	}
	return end
}

// actOf is the act of the likeliest row of the cue table for the verb at token at of a
// content, "" where none is likely or it only asserts.
func (r *reader) actOf(k *choice, at int) enligt.Act {
	out, most := enligt.Act(""), sureAct
	r.e.cues.at(&r.v.toks[at], func(row *cueRow) {
		places := row.pattern.match(r.v, at)
		if row.act == enligt.Assert || row.act == enligt.Believe || row.passive || row.p <= most || places == nil || !k.t.parts[0].has(places[len(places)-1]) {
			return
		}
		for _, pos := range row.pos {
			for _, i := range places {
				if r.v.isPOS(i, pos) {
					out, most = row.act, row.p
				}
			}
		}
	})
	return out
}

// negatedAt reports whether a negative word belongs to the verb at token i or to the
// one that it helps, or stands right beside it.
func (v *view) negatedAt(i int) bool {
	none := false
	look := func(c int) {
		none = none || v.toks[c].isNegative() && (v.toks[c].rel == "advmod" || v.toks[c].UPOS == "PART")
	}
	v.children(i, look)
	if t := &v.toks[i]; t.head >= 0 && (t.rel == "aux" || t.rel == "cop") {
		v.children(t.head, look)
	}
	return none || i+1 < len(v.toks) && v.toks[i+1].isNegative()
}

// commands reports whether quoted words open with an imperative.
func (r *reader) commands(k *choice) bool {
	v, p := r.v, k.t.parts[0]
	for i, n := p.from, 0; i < p.to && n < 2; i++ {
		t := &v.toks[i]
		if t.isPunct() {
			continue
		}
		if t.isVerb() {
			return t.Feat("Mood") == "Imp" && v.childOf(i, "nsubj", "expl") < 0
		}
		if !t.isNegative() {
			return false
		}
		n++
	}
	return false
}

// cries reports whether the content ends with an exclamation mark.
func (r *reader) cries(k *choice) bool {
	last := k.t.parts[len(k.t.parts)-1]
	for i := last.to - 1; i >= last.from && r.v.toks[i].isPunct(); i-- {
		for _, c := range r.v.toks[i].form {
			if c == '!' || c == '！' {
				return true
			}
		}
	}
	return false
}

// done reports whether the first finite verb of a content is about the past.
func (r *reader) done(k *choice) bool {
	at := r.firstFinite(k)
	if at < 0 {
		return false
	}
	t := &r.v.toks[at]
	if t.Feat("Tense") == "Past" {
		return true
	}
	if t.rel != "aux" || t.head < 0 {
		return false
	}
	main := r.v.toks[t.head].Feat("VerbForm")
	return main == "Sup" || main == "Part"
}

// rejoices reports whether a word of joy stands among the first of a content.
func (r *reader) rejoices(k *choice) bool {
	p, found := k.t.parts[0], false
	for i, n := p.from, 0; i < p.to && n < curtContent; i++ {
		if r.v.toks[i].isPunct() {
			continue
		}
		n++
		r.signalsOf(i, p.to, func(s signal) { found = found || s == joySignal && !r.v.denied(i, p) })
	}
	return found
}

// likened reports whether the quoted words of a content are what something is said to
// be: right behind a preposition or conjunction, "described it as “a mistake”".
func (r *reader) likened(k *choice) bool {
	v := r.v
	for _, p := range k.t.parts {
		for i := p.from + 1; i < p.to; i++ {
			if u := v.toks[i-1].UPOS; v.toks[i].quote >= 0 && v.toks[i-1].quote < 0 && (u == "ADP" || u == "SCONJ") {
				return true
			}
		}
	}
	return false
}

// calls is what is done by calling something by quoted words: denied by "rumours",
// praised by "excellent", else mostly accused.
func (r *reader) calls(k *choice) enligt.Act {
	switch shows := r.shows(k); {
	case shows[denialSignal]:
		return enligt.Deny
	case shows[joySignal]:
		return enligt.Praise
	}
	return enligt.Accuse
}
