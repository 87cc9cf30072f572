package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// relayNested makes who says a statement the carrier of those inside it: in
// "Ek säger att banken har bett om uppskov" Ek carries what the bank asked for,
// and who carries Ek carries that too. Parents come before what they hold.
func relayNested(text string, statements []enligt.Statement) {
	byID := make(map[string]*enligt.Statement, len(statements))
	for i := range statements {
		byID[statements[i].ID] = &statements[i]
	}
	done := make(map[string]bool, len(statements))
	for i := range statements {
		relayed(text, byID, done, &statements[i], 0)
	}
	for i := range statements {
		relayBehind(statements[max(0, i-maxBehind):min(len(statements), i+maxBehind+1)], &statements[i])
	}
}

// relayBehind makes an outlet named behind who speaks the carrier of what both say, where
// neither's words hold the other's: "det är över, säger polisen enligt AFP".
func relayBehind(near []enligt.Statement, s *enligt.Statement) {
	for i := range near {
		if p := &near[i]; p.Parent == s.Parent && reportsItself(p) && !reportsItself(s) && slices.Equal(p.Content, s.Content) && !sameSpeaker(p, s) && len(s.Speaker) > 0 && s.Cue.End <= p.Cue.Start {
			for _, c := range p.Via {
				s.Via = addParty(s.Via, c)
			}
		}
	}
}

// maxBehind is how many statements lie at most between two of one content.
const maxBehind = 3

// reportsItself reports whether who says s is an outlet that says it in its own name.
func reportsItself(s *enligt.Statement) bool {
	return len(s.Via) > 0 && s.Source != nil && s.Via[0].Span.Overlaps(*s.Source) && len(s.Speaker) > 0 && s.Speaker[0].Kind != enligt.DocumentKind
}

// cites turns round what the layout makes of "…, rapporterar AFP med hänvisning
// till radion": who is cited seems to say that AFP reports it, and is carried by
// AFP.
func cites(p, s *enligt.Statement) bool {
	if len(s.Via) == 0 || !sameWords(s, p) {
		return false
	}
	own := false
	for _, v := range s.Via {
		own = own || s.Source != nil && v.Span.Overlaps(*s.Source)
	}
	if own {
		p.Via = append([]enligt.Party(nil), s.Via...)
	}
	return own
}

// sameWords reports whether nearly all that p holds is what s holds.
func sameWords(s, p *enligt.Statement) bool {
	inner, outer := 0, 0
	for _, c := range s.Content {
		inner += c.End - c.Start
	}
	for _, c := range p.Content {
		outer += c.End - c.Start
	}
	outer -= s.Cue.End - s.Cue.Start
	if s.Source != nil {
		outer -= s.Source.End - s.Source.Start
	}
	return inner*5 >= outer*4
}

// maxDepth is how many statements may hold one another.
const maxDepth = 8

func relayed(text string, byID map[string]*enligt.Statement, done map[string]bool, s *enligt.Statement, depth int) {
	p := byID[s.Parent]
	if done[s.ID] || p == nil || depth > maxDepth {
		return
	}
	done[s.ID] = true
	relayed(text, byID, done, p, depth+1)
	if cites(p, s) {
		return
	}
	if sameSpeaker(s, p) {
		for _, c := range p.Via {
			s.Via = addParty(s.Via, c)
		}
		return
	}
	if !passesOn(p) || !inside(s, p) || !sameWords(s, p) && (runsOn(text, p, s) || bothSpeak(text, p, s)) || speaksFor(text, p, s) || s.Source == nil && s.Act != enligt.Assert && s.Act != enligt.Believe {
		return
	}
	for _, c := range p.Speaker {
		at := enligt.Span{}
		if len(c.From) > 0 {
			at = c.From[len(c.From)-1]
		}
		if !onlyTells(p, s) && c.Kind != enligt.State && c.Kind != enligt.Group {
			s.Via = addParty(s.Via, enligt.Party{Actor: c.Actor, Name: c.Name, Span: at})
		}
	}
	for _, c := range p.Via {
		s.Via = addParty(s.Via, c)
	}
}

// inside reports whether the source of s stands in what p says: clauses that only
// overlap tell nothing of who carries whom.
func inside(s, p *enligt.Statement) bool {
	if s.Source == nil {
		return true
	}
	for _, c := range p.Content {
		if c.Start <= s.Source.Start && s.Source.End <= c.End+len(",") {
			return true
		}
	}
	return false
}

// speaksFor reports whether who says p speaks for those who say s: what a spokesperson
// of the government tells of the government is its own word and relayed by nobody.
func speaksFor(text string, p, s *enligt.Statement) bool {
	for _, c := range p.Speaker {
		of := ""
		if c.Role != nil {
			of = c.Role.Of(text)
		} else if c.Kind == enligt.Anonymous {
			of = c.Name
		}
		for _, x := range s.Speaker {
			if x.Kind != enligt.Person && x.Kind != enligt.Anonymous && names(of, x.Name) {
				return true
			}
		}
	}
	return false
}

// names reports whether a description holds a name, which may have an ending there
// ("kommunens talesperson" of "kommunen").
func names(description, name string) bool {
	d, n := strings.ToLower(description), strings.ToLower(name)
	i := strings.Index(d, n)
	if n == "" || i < 0 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(d[:i])
	return i == 0 || !unicode.IsLetter(before)
}

// runsOn reports whether s stands in words behind the cue of a direct statement that
// no mark or dash opens, or in speech without a cue that shares its line: where
// paragraphs are lost, that is as often the paper's own voice again.
func runsOn(text string, p, s *enligt.Statement) bool {
	if p.Cue.Empty() {
		for _, c := range p.Content {
			from, to := strings.TrimRight(text[:c.Start], speechMarks+" \u00a0"), strings.TrimLeft(text[c.End:], speechMarks+".!?… \u00a0")
			if from != "" && !strings.HasSuffix(from, "\n") || to != "" && to[0] != '\n' {
				return true
			}
		}
		return false
	}
	for _, c := range p.Content {
		if c.Start <= s.Cue.Start && s.Cue.End <= c.End && s.Cue.Start-c.Start > maxTurn && !strings.ContainsAny(text[c.End-1:min(len(text), c.End+2)], "\"”»’") {
			return true
		}
	}
	if p.Form != enligt.Direct || len(p.Content) < 2 || p.Content[0].Start > p.Cue.Start {
		return false
	}
	for _, c := range p.Content {
		if c.Start < p.Cue.End || s.Cue.Start < c.Start || s.Cue.End > c.End {
			continue
		}
		first, _ := utf8.DecodeRuneInString(text[c.Start:])
		before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:c.Start], " \u00a0"))
		return !strings.ContainsRune(speechMarks, first) && !strings.ContainsRune(speechMarks, before)
	}
	return false
}

// maxTurn is how far into words that no mark closes, in bytes, whoever says them is
// taken to be still speaking.
const maxTurn = 500

// bothSpeak reports whether both statements are direct speech and no mark of its own
// sets the inner one off: two who speak in turn where lines are lost.
func bothSpeak(text string, p, s *enligt.Statement) bool {
	if p.Form != enligt.Direct || s.Form != enligt.Direct || s.Content[0].Start > s.Cue.Start {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text[s.Content[0].Start:])
	return !strings.ContainsRune(speechMarks, first)
}

// speechMarks open direct speech.
const speechMarks = "\"“”„«»'‘’–—-"

// passesOn reports whether who says p carries what is said inside it: who denies
// or refuses to say that it was said does not, nor does a paper that has no voice.
func passesOn(p *enligt.Statement) bool {
	if reportsItself(p) && p.Polarity == enligt.Affirmed {
		return true
	}
	if p.Act != enligt.Assert && p.Form == enligt.Indirect || p.Act == enligt.Deny || p.Act == enligt.Decline || p.Polarity == enligt.Negated {
		return false
	}
	for _, c := range p.Speaker {
		if c.Kind == enligt.DocumentKind && !relays(p) || c.Kind == enligt.UnknownKind {
			return false
		}
	}
	return len(p.Speaker) > 0
}

// onlyTells reports whether who says p merely tells of what s does in public by speaking:
// readers take "the mayor said the union had denied it" for the union's denial and the
// mayor for nobody's carrier (so 14 of 16 in annotated documents). Who quotes it does
// carry it, and so does an outlet.
func onlyTells(p, s *enligt.Statement) bool {
	if p.Form == enligt.Direct || reportsItself(p) {
		return false
	}
	return s.Act == enligt.Accuse || s.Act == enligt.Deny || s.Act == enligt.Warn
}

// relays reports whether a document carries what is said in it: one that is named behind
// its cue, "according to a survey", unlike "the survey says", and no press release.
func relays(p *enligt.Statement) bool {
	return p.Source != nil && p.Source.Start >= p.Cue.End && (p.Channel == nil || p.Channel.Type != "press_release")
}

// sameSpeaker reports whether two statements have a speaker in common.
func sameSpeaker(a, b *enligt.Statement) bool {
	for _, x := range a.Speaker {
		for _, y := range b.Speaker {
			if strings.EqualFold(x.Name, y.Name) {
				return true
			}
		}
	}
	return false
}

// addParty appends a party that the list does not hold yet.
func addParty(list []enligt.Party, p enligt.Party) []enligt.Party {
	for _, x := range list {
		if strings.EqualFold(x.Name, p.Name) {
			return list
		}
	}
	return append(list, p)
}
