package readingtest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/enligt/enligt"
)

// absent stands for a field that does not apply.
const absent = "-"

// field is a field of a statement: its name and how it is written.
type field struct {
	name  string
	write func(r *enligt.Reading, s *enligt.Statement) string
}

// fields are all that may stand under "statement", in the order in which they
// are written.
var fields = []field{
	{"source", func(r *enligt.Reading, s *enligt.Statement) string {
		if s.Source == nil {
			return absent
		}
		return slice(r, *s.Source)
	}},
	{"cue", func(r *enligt.Reading, s *enligt.Statement) string { return slice(r, s.Cue) }},
	{"content", func(r *enligt.Reading, s *enligt.Statement) string { return slice(r, s.Content...) }},
	{"form", func(_ *enligt.Reading, s *enligt.Statement) string { return orAbsent(string(s.Form)) }},
	{"act", func(_ *enligt.Reading, s *enligt.Statement) string { return orAbsent(string(s.Act)) }},
	{"polarity", func(_ *enligt.Reading, s *enligt.Statement) string { return orAbsent(string(s.Polarity)) }},
	{"speaker", func(_ *enligt.Reading, s *enligt.Statement) string {
		return list(s.Speaker, func(p enligt.Speaker) string { return p.Name })
	}},
	{"kind", func(_ *enligt.Reading, s *enligt.Statement) string {
		return list(s.Speaker, func(p enligt.Speaker) string { return string(p.Kind) })
	}},
	{"role", func(r *enligt.Reading, s *enligt.Statement) string {
		return list(s.Speaker, func(p enligt.Speaker) string {
			if p.Role == nil {
				return absent
			}
			return slice(r, *p.Role)
		})
	}},
	{"addressee", func(_ *enligt.Reading, s *enligt.Statement) string {
		return list(s.Addressee, func(p enligt.Party) string { return p.Name })
	}},
	{"channel", func(_ *enligt.Reading, s *enligt.Statement) string {
		if s.Channel == nil {
			return absent
		}
		return s.Channel.Name
	}},
	{"via", func(_ *enligt.Reading, s *enligt.Statement) string {
		return list(s.Via, func(p enligt.Party) string { return p.Name })
	}},
	{"when", func(_ *enligt.Reading, s *enligt.Statement) string {
		if s.When == nil {
			return absent
		}
		return orAbsent(s.When.Value)
	}},
	{"condition", func(r *enligt.Reading, s *enligt.Statement) string {
		if s.Condition == nil {
			return absent
		}
		return slice(r, *s.Condition)
	}},
	{"doubt", func(_ *enligt.Reading, s *enligt.Statement) string {
		return list(s.Doubt, func(d enligt.Doubt) string { return string(d.Kind) })
	}},
	{"nested", func(_ *enligt.Reading, s *enligt.Statement) string {
		if s.Nested {
			return "yes"
		}
		return "no"
	}},
	{"parent", func(r *enligt.Reading, s *enligt.Statement) string {
		for i := range r.Statements {
			if s.Parent != "" && r.Statements[i].ID == s.Parent {
				return slice(r, r.Statements[i].Cue)
			}
		}
		return absent
	}},
	{"block", func(_ *enligt.Reading, s *enligt.Statement) string { return orAbsent(string(s.Block)) }},
}

// usual are the fields that -update writes of a statement it adds.
var usual = []string{"source", "cue", "content", "form", "act"}

func fieldNamed(name string) *field {
	if i := slices.IndexFunc(fields, func(f field) bool { return f.name == name }); i >= 0 {
		return &fields[i]
	}
	return nil
}

// lists are the sections that hold one thing a line.
var lists = map[string]func(o *Outcome) []string{
	"sentences": func(o *Outcome) []string {
		return each(o.Sentences, func(s enligt.Sentence) string { return slice(&o.Reading, s.Span) })
	},
	"tokens": func(o *Outcome) []string { return each(o.Sentences, tokens) },
	"names":  names,
	"quotations": func(o *Outcome) []string {
		return each(o.Quotations, func(q enligt.Quotation) string {
			kind := string(q.Ending)
			if q.Kind == "dash" {
				kind = q.Kind
			}
			if q.Previous >= 0 {
				kind = "further " + kind
			}
			return strings.Repeat("  ", q.Depth-1) + kind + " " + slice(&o.Reading, q.Span)
		})
	},
	"doubts": func(o *Outcome) []string {
		var out []string
		for i := range o.Reading.Statements {
			for _, d := range o.Reading.Statements[i].Doubt {
				out = append(out, string(d.Kind)+" "+slice(&o.Reading, d.Span))
			}
		}
		return out
	},
	"actors": func(o *Outcome) []string {
		return each(o.Reading.Actors, func(a enligt.Actor) string { return actor(&o.Reading, &a) })
	},
	"times": func(o *Outcome) []string {
		return each(o.Reading.Times, func(x enligt.Timex) string { return x.Value + " " + slice(&o.Reading, x.Span) })
	},
	"places": func(o *Outcome) []string {
		return each(o.Reading.Places, func(p enligt.Place) string {
			return fmt.Sprintf("%s %s", orAbsent(p.Country), slice(&o.Reading, p.Span))
		})
	},
}

// actor writes who someone is, where the text speaks of them, and their roles:
// "state Mali [ML] | Mali, Bamako", "person Ada Ek | Ada Ek, hon | ministern".
func actor(r *enligt.Reading, a *enligt.Actor) string {
	out := string(a.Kind) + " " + a.Name
	if a.Key != "" {
		out += " [" + a.Key + "]"
	}
	write := func(s enligt.Span) string { return slice(r, s) }
	out += " | " + list(a.Mentions, write)
	if len(a.Roles) > 0 {
		out += " | " + list(a.Roles, write)
	}
	return out
}

// tokens writes a sentence's tokens with blanks between them, a blank inside one
// as "␣" and the words of a multiword token behind it: "du(de+le)".
func tokens(s enligt.Sentence) string {
	var out []string
	for i := range s.Words {
		w := &s.Words[i]
		form := strings.Join(strings.Fields(w.Form), "␣")
		switch {
		case w.Parts == 0:
			out = append(out, form)
		case w.Part == 1:
			out = append(out, "("+form)
		default:
			out[len(out)-1] += "+" + form
		}
		if w.Parts > 0 && w.Part == w.Parts {
			out[len(out)-1] += ")"
		}
	}
	return strings.Join(out, " ")
}

// names writes the names of all sentences: "PER Karin Ek".
func names(o *Outcome) []string {
	var out []string
	for _, s := range o.Sentences {
		for i := 0; i < len(s.Words); i++ {
			kind, ok := strings.CutPrefix(s.Words[i].Entity, "B-")
			if !ok {
				continue
			}
			first := i
			for i+1 < len(s.Words) && s.Words[i+1].Entity == "I-"+kind {
				i++
			}
			out = append(out, kind+" "+nameOf(&o.Reading, s.Words[first:i+1]))
		}
	}
	return out
}

// nameOf is the slice of the text that a name stands on. Where the name ends
// inside a multiword token ("Moore" in "Moore's") its last word's form counts.
func nameOf(r *enligt.Reading, words []enligt.Word) string {
	first, last := words[0], words[len(words)-1]
	if last.Parts == 0 || last.Part == last.Parts {
		return slice(r, first.Span.Cover(last.Span))
	}
	return strings.Join(strings.Fields(r.Document.Text[first.Start:last.Start]+last.Form), " ")
}

// slice writes spans of the text on one line.
func slice(r *enligt.Reading, spans ...enligt.Span) string {
	parts := each(spans, func(s enligt.Span) string {
		return strings.Join(strings.Fields(s.Of(r.Document.Text)), " ")
	})
	return orAbsent(strings.Join(parts, " … "))
}

func orAbsent(s string) string {
	if s == "" {
		return absent
	}
	return s
}

func list[T any](all []T, write func(T) string) string {
	return orAbsent(strings.Join(each(all, write), ", "))
}

func each[T any](all []T, write func(T) string) []string {
	var out []string
	for _, x := range all {
		out = append(out, write(x))
	}
	return out
}
