package attribution

import (
	"sort"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// placedChance is how likely, in per mille, a verb is a cue that stands where one
// leads in speech, though no table knows it.
const placedChance = 700

// placedRow is the row of all verbs that are cues by their place alone.
func placedRow() *cueRow {
	return &cueRow{pattern: pattern{{""}}, pos: []string{"VERB"}, frames: frameQuote, act: enligt.Assert, p: placedChance, hash: learn.Hash("placed verb")}
}

// placedCues finds the verbs that no table knows but whose place makes them cues:
// beside speech that ends with a comma, a question or an exclamation, with someone
// who can speak as their subject ("« … », grince l'un d'eux", "– …, muttrar Ek",
// "“…,” he huffed"). Words of taken are cues already.
func (e *Engine) placedCues(v *view, taken []bool) []*cue {
	var out []*cue
	take := func(m int) {
		taken[m] = true
		out = append(out, &cue{rows: []*cueRow{e.placed}, at: []int{m}, head: m, clitic: -1, earlier: -1})
	}
	add := func(from, to int, complete bool) {
		if m := e.placedVerb(v, from, to, complete); m >= 0 && !v.led(from, to, taken) {
			take(m)
		}
	}
	for q := range v.a.Quotations {
		quote := &v.a.Quotations[q]
		if quote.Depth > 1 || quote.Sure < 50 {
			continue
		}
		s := v.tokensIn(quote.Span)
		switch {
		case s.empty() || v.governedQuote(s.from):
		case quote.Kind == "dash":
			for i := s.from + minSpeech; i < s.to; i++ {
				t := &v.toks[i-1]
				if t.quote < 0 && (t.form == "," || isAloud(t.form)) && !v.opensClause(s, i-1) && !v.led(v.firstComma(v.sentence(i-1).from, i), i, taken) {
					add(i, v.sentence(i).to, false)
				}
			}
		default:
			if m := v.verbOfColon(s.from, taken); m >= 0 {
				take(m)
			} else if i := v.behindSpeech(s.to); s.to-s.from > minSpeech && i > 0 && i < len(v.toks) && (v.hasVerb(s) || e.third(&v.toks[i])) {
				add(i, v.sentence(i).to, v.hasVerb(s))
			}
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].head < out[b].head })
	return out
}

// led reports whether a cue that is known stands near the start of the words from
// one token up to another: they lead in speech already.
func (v *view) led(from, to int, taken []bool) bool {
	for i := from; i < to && i < from+maxPhrase; i++ {
		if taken[i] && v.toks[i].quote < 0 {
			return true
		}
	}
	return false
}

// firstComma is the first comma among the tokens from one up to another, the latter where
// there is none: before it nobody leads in an utterance ("– Vi får se, pustar Ek").
func (v *view) firstComma(from, to int) int {
	to = min(to, from+maxBounds)
	for from < to && !isComma(v.toks[from].form) {
		from++
	}
	return from
}

// minSpeech is how many tokens speech has at least, its mark or dash among them.
const minSpeech = 3

// isAloud reports whether a token ends a question or an exclamation.
func isAloud(form string) bool { return form != "" && strings.Trim(form, "!?…") == "" }

// behindSpeech is the token behind a quotation that ends before token i in a way
// that speech does which somebody leads in, -1 where it ends otherwise.
func (v *view) behindSpeech(i int) int {
	ends := false
	for j := i - 1; j >= 0 && j > i-4 && v.toks[j].isPunct(); j-- {
		ends = ends || v.toks[j].form == "," || isAloud(v.toks[j].form)
	}
	for n := 0; i < len(v.toks) && n < 2 && v.toks[i].isPunct(); n++ {
		if !isComma(v.toks[i].form) && !isMark(v.toks[i].form) && !isDash(v.toks[i].form) {
			return -1
		}
		ends = ends || v.toks[i].form == ","
		i++
	}
	if !ends {
		return -1
	}
	return i
}

// opensClause reports whether the words of an utterance before comma i are a clause
// that hangs from what follows: "– Om det regnar, stannar Lisa hemma."
func (v *view) opensClause(s stretch, i int) bool {
	from := max(s.from, v.sentence(i).from)
	for from < i && v.toks[from].isPunct() {
		from++
	}
	return v.toks[from].UPOS == "SCONJ" || v.toks[from].UPOS == "ADV" && !v.hasVerb(stretch{from, i}) || v.toks[from].UPOS == "ADP" && !v.hasVerb(stretch{from, i})
}

// maxGroup is how many auxiliaries, clitics and reflexives may stand before a verb.
const maxGroup = 4

// placedVerb is the verb of the clause "VERB SUBJECT" or "SUBJECT VERB" that starts
// at token i and ends before to; -1 where none does. Behind a complete sentence in marks
// any noun may be the subject.
func (e *Engine) placedVerb(v *view, i, to int, complete bool) int {
	clitic, tense := false, false
	m := i
	for n := 0; m < to && n < maxGroup; m, n = m+1, n+1 {
		t := &v.toks[m]
		switch {
		case isClitic(t.form):
			clitic = true
			continue
		case t.UPOS == "AUX" && t.finite() && m+1 < to:
			tense = true
			continue
		case t.Feat("Reflex") == "Yes" || t.UPOS == "ADV" && tense:
			continue
		}
		break
	}
	if m >= to {
		return -1
	}
	t := &v.toks[m]
	if isCapital(t.Form) || t.UPOS == "PRON" || t.UPOS == "DET" {
		return e.afterSubject(v, i, to, complete)
	}
	if clitic && tense && t.Feat("VerbForm") == "Part" || t.isVerb() && !tense && m+1 < to && isClitic(v.toks[m+1].form) {
		return m
	}
	verb := t.isVerb() && (t.finite() || tense) && t.UPOS != "AUX"
	_, role := e.roles.of(t)
	_, kind := e.kinds.of(t)
	unknown := !verb && !tense && (t.UPOS == "NOUN" || t.UPOS == "ADJ" || t.UPOS == "X" || t.UPOS == "PROPN") && m == i && !role && !kind
	if m+1 < to && (verb && (e.speaks(v, m+1, to, false) || complete && v.nounBehind(m, to) >= 0) || unknown && e.speaks(v, m+1, to, true)) {
		return m
	}
	return -1
}

// afterSubject is the finite verb right behind a pronoun, name or noun for someone at
// token i that ends its clause or is followed by no object: "he huffed", "Lee blustered
// on Tuesday", "an EU official summed up"; -1 for none.
func (e *Engine) afterSubject(v *view, i, to int, complete bool) int {
	m := i + 1
	if t := &v.toks[i]; t.UPOS == "DET" {
		h := v.nounBehind(i, to)
		if h < 0 || isCapital(t.Form) || !complete && !e.speaks(v, h, to, false) {
			return -1
		}
		m = h + 1
	} else if t.UPOS != "PRON" {
		name := v.nameFrom(i)
		if name.empty() || !strings.HasSuffix(t.Entity, "-PER") && t.rel != "nsubj" {
			return -1
		}
		m = name.to
	} else if !e.third(t) {
		return -1
	}
	if m >= to || !v.toks[m].finite() && !v.pastBehind(m) || v.toks[m].UPOS == "AUX" || isCapital(v.toks[m].Form) {
		return -1
	}
	if m+1 < to {
		if t := &v.toks[m+1]; !t.isPunct() && t.UPOS != "ADP" && t.UPOS != "ADV" || isMark(t.form) {
			return -1
		}
	}
	return m
}

// speaks reports whether what starts at token i can be the subject of a verb of
// saying: a pronoun of the third person, a name, or a noun for someone. A strict
// answer takes names of persons, alone or behind such a noun, and pronouns only.
func (e *Engine) speaks(v *view, i, to int, strict bool) bool {
	if e.third(&v.toks[i]) {
		return true
	}
	for n := 0; i < to && n < maxGroup; i, n = i+1, n+1 {
		t := &v.toks[i]
		if strings.HasSuffix(t.Entity, "-PER") || !strict && t.isName() && isCapital(t.Form) {
			return true
		}
		_, kind := e.kinds.of(t)
		_, role := e.roles.of(t)
		switch {
		case kind || role:
			if !strict {
				return true
			}
		case t.UPOS == "PRON" && !strict && t.Feat("Person") == "3" && t.Feat("PronType") != "Prs": // "l'un d'eux"
			return true
		case t.UPOS != "DET" && t.UPOS != "ADJ" && t.UPOS != "NUM" && !(t.UPOS == "NOUN" && (strict || t.Feat("Case") == "Gen")):
			return false
		}
	}
	return false
}

// third reports whether a token is a pronoun for someone spoken of.
func (e *Engine) third(t *token) bool {
	p, ok := e.pronouns[trimClitic(t.form)]
	return ok && (p.class == "person" || p.class == "group")
}

// pastBehind reports whether token i is a verb that the tagger took for a participle though
// no auxiliary stands before it: "an official | summed | up".
func (v *view) pastBehind(i int) bool {
	return v.toks[i].UPOS == "VERB" && v.toks[i].Feat("Tense") == "Past" && v.toks[i-1].isNoun()
}

// verbOfColon is the verb that a colon before token i, where a quotation opens, stands right
// behind, of a clause with a subject and no cue: "Le maire se | récrie | : « … »"; -1 for
// none.
func (v *view) verbOfColon(i int, taken []bool) int {
	colon := v.colonBefore(i)
	if colon <= 0 {
		return -1
	}
	from, m := max(v.sentence(colon).from, colon-maxBounds), colon-1
	for m > from && (v.toks[m].Feat("Reflex") == "Yes" || v.toks[m].isNegative() || v.toks[m].UPOS == "ADV") {
		m--
	}
	t := &v.toks[m]
	if t.UPOS != "VERB" || !t.finite() && v.childOf(m, "aux", "aux:tense") < 0 || v.childOf(m, "nsubj") < 0 {
		return -1
	}
	for j := from; j < colon; j++ {
		if taken[j] {
			return -1
		}
	}
	return m
}

// governedQuote reports whether words in marks from token i on belong to a word right before
// them, as a title does: "dans « Tout va bien », …", "the film “What Next?” …".
func (v *view) governedQuote(i int) bool {
	if i == v.sentence(i).from {
		return false
	}
	switch t := &v.toks[i-1]; t.UPOS {
	case "ADP", "DET", "NOUN", "ADJ", "NUM":
		return t.End+1 >= v.toks[i].Start
	}
	return false
}
