package ledger

import (
	"encoding/json"
	"fmt"

	"github.com/enligt/enligt"
)

// Facts reads Document alone, without its text.
func (k *Kept) Facts() (enligt.Document, error) {
	var w struct {
		Outlet    *string `json:"outlet"`
		Lang      *string `json:"lang"`
		Published *string `json:"published"`
		Title     *string `json:"title"`
	}
	err := json.Unmarshal(k.Document, &w)
	is := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	return enligt.Document{Outlet: is(w.Outlet), Lang: is(w.Lang), Published: is(w.Published), Title: is(w.Title)}, err
}

// Unfounded lists the derived values of a reading that name no slice they rest on.
func Unfounded(r *enligt.Reading) []string {
	var out []string
	rests := func(what, value string, from []enligt.Span) {
		if value != "" && len(from) == 0 {
			out = append(out, fmt.Sprintf("%s %q rests on no slice of the text", what, value))
		}
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		for _, p := range s.Speaker {
			rests("speaker", p.Name, p.From)
		}
		if s.When != nil {
			rests("time", s.When.Value, s.When.From)
		}
	}
	for i := range r.Actors {
		rests("actor", r.Actors[i].Name, r.Actors[i].Mentions)
	}
	for i := range r.Events {
		for _, d := range []*enligt.Dated{r.Events[i].Where, r.Events[i].When} {
			if d != nil {
				rests("event's cell", d.Value, d.From)
			}
		}
	}
	return out
}

// CountSpans is the number of slices of a reading.
func CountSpans(r *enligt.Reading) int {
	n := len(r.Times) + len(r.Places) + len(r.Events)
	for i := range r.Statements {
		s := &r.Statements[i]
		n += len(s.Content) + len(s.Addressee) + len(s.Via) + len(s.Doubt)
		for _, one := range []bool{!s.Cue.Empty(), s.Source != nil, s.Channel != nil, s.Condition != nil} {
			if one {
				n++
			}
		}
		for _, p := range s.Speaker {
			n += len(p.From)
			if p.Role != nil {
				n++
			}
		}
		if s.When != nil {
			n += len(s.When.From)
		}
	}
	for i := range r.Actors {
		n += len(r.Actors[i].Roles) + len(r.Actors[i].Mentions)
	}
	return n
}
