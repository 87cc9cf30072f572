package reading

import (
	"strings"

	"github.com/enligt/enligt"
)

// maxScene is how many statements of others may stand between two of one speaker
// in the same scene.
const maxScene = 4

// keepScenes takes over channel and addressee from the last statement of the same
// speaker: they hold on until the text changes the scene, as a heading does. What
// stands inside another's statement has a scene of its own.
func keepScenes(text string, statements []enligt.Statement) {
	for i := range statements {
		if s := &statements[i]; len(s.Speaker) == 1 && !s.Nested {
			keepScene(text, statements[max(0, i-maxScene):i], s)
		}
	}
}

func keepScene(text string, before []enligt.Statement, s *enligt.Statement) {
	others := 0
	for j := len(before) - 1; j >= 0; j-- {
		o := &before[j]
		if o.Block == enligt.HeadingBlock {
			return
		}
		if o.Nested {
			continue
		}
		if len(o.Speaker) != 1 || o.Speaker[0].Name != s.Speaker[0].Name {
			others++
			continue
		}
		if others == 0 && s.Channel == nil && o.Channel != nil && len(s.Addressee) == 0 && near(text, o.Channel.Span, s) {
			s.Channel = o.Channel
			if v := carriedOn(o); v != nil && len(s.Via) == 0 {
				s.Via = append(s.Via, *v)
			}
			if o.Channel.Type == "interview" && len(s.Via) == 0 {
				s.Addressee, s.Via = o.Addressee, o.Via
			}
		}
		if others == 0 && len(s.Addressee) == 0 && len(s.Via) == 0 && spokenTo(text, o) && near(text, o.Addressee[0].Span, s) {
			s.Addressee, s.Via = o.Addressee, o.Via
		}
		return
	}
}

// carriedOn is the carrier that a statement's channel is itself, nil for none.
func carriedOn(o *enligt.Statement) *enligt.Party {
	for i := range o.Via {
		if o.Via[i].Span == o.Channel.Span {
			return &o.Via[i]
		}
	}
	return nil
}

// spokenTo reports whether a statement's addressee hears what is said next too:
// whoever is asked or urged was only meant by that, but those in front of whom it is
// said ("devant la foule, …") hear all of it.
func spokenTo(text string, o *enligt.Statement) bool {
	if len(o.Addressee) == 0 || o.Act == enligt.Assert {
		return len(o.Addressee) > 0
	}
	for _, c := range o.Via {
		if c.Span == o.Addressee[0].Span {
			return true // an outlet, not who is asked
		}
	}
	from, to := o.Addressee[0].Span.End, o.Cue.Start
	return o.Act != enligt.Urge && o.Act != enligt.Ask && o.Act != enligt.Demand && from <= to && !strings.ContainsAny(text[from:to], ".!?\n")
}

// near reports whether at most one line ends between where a scene was named and a
// statement: further on the text has gone over to something else.
func near(text string, scene enligt.Span, s *enligt.Statement) bool {
	from, to := min(scene.Start, start(s)), max(scene.Start, start(s))
	return to <= len(text) && strings.Count(strings.ReplaceAll(text[from:to], "\n\n", "\n"), "\n") < 2
}

// nameAsked makes whoever answers a question in the same sentence the one who was asked:
// "På frågan om det är över svarar Ek nej", "Asked whether it was over, she said …".
func nameAsked(text string, statements []enligt.Statement) {
	for i := range statements {
		s := &statements[i]
		if s.Act != enligt.Ask || s.Form == enligt.Direct || len(s.Addressee) > 0 || s.Cue.Empty() || len(s.Content) == 0 || s.Content[0].Start < s.Cue.End {
			continue
		}
		for j := i + 1; j < min(len(statements), i+maxAnswer+1); j++ {
			if o := &statements[j]; answers(text, s, o) {
				s.Addressee = []enligt.Party{{Actor: o.Speaker[0].Actor, Name: o.Speaker[0].Name, Span: *o.Source}}
				break
			}
		}
	}
}

// maxAnswer is how many statements on the answer to a question is looked for.
const maxAnswer = 3

// answers reports whether o is what somebody else says behind question s in its sentence.
func answers(text string, s, o *enligt.Statement) bool {
	from := s.Content[len(s.Content)-1].End
	if o.Nested || o.Source == nil || len(o.Speaker) != 1 || o.Cue.Start < from || sameSpeaker(s, o) {
		return false
	}
	for _, word := range strings.SplitAfter(text[from:o.Cue.Start], " ") {
		if end := strings.TrimRight(word, " \"”»’"); strings.Contains(word, "\n") || end != word && strings.HasSuffix(end, ".") || strings.HasSuffix(end, "?") || strings.HasSuffix(end, "!") {
			return false
		}
	}
	return true
}
