package ledger

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/enligt/enligt"
)

// Decision is a decision with its place in the chain.
type Decision struct {
	enligt.Decision
	Number int64  // of its link in the chain
	Key    string // of the statement that its spans make
	Hash   string // of its link
	Commit int64
}

// Fields that a correction can mend, and two that are about the statement itself.
const (
	NotAStatement = "none"
	Missed        = "missed"
)

// Fields lists what a correction can be about.
var Fields = []string{"content", "cue", "source", "speaker", "role", "act", "form", "addressee", "channel", "via", "when", "doubt", NotAStatement, Missed}

// Values are those that a cell can have, nil where any words will do.
func Values(field string) []string {
	switch field {
	case "act":
		return names(enligt.Acts)
	case "form":
		return names(enligt.Forms)
	case "doubt":
		return names(enligt.DoubtKinds)
	}
	return nil
}

// CheckDecision reports why a decision cannot be kept on a text.
func CheckDecision(d *enligt.Decision, text string) error {
	switch {
	case d.Status == "" && d.Field == "":
		return errors.New("decision: neither a status nor a field to mend")
	case d.Status != "" && !slices.Contains(Statuses, d.Status):
		return fmt.Errorf("decision: no status %q; %s", d.Status, Expected("status"))
	case d.Field != "" && !slices.Contains(Fields, d.Field):
		return fmt.Errorf("decision: no field %q; give one of %s", d.Field, strings.Join(Fields, ", "))
	case d.Right != "" && Values(d.Field) != nil && !slices.Contains(Values(d.Field), d.Right): // decisions train
		return fmt.Errorf("decision: %q is not a value of %s; give one of %s", d.Right, d.Field, strings.Join(Values(d.Field), ", "))
	case strings.TrimSpace(d.Why) == "":
		return errors.New("decision: without a why; say what it rests on")
	case len(d.Spans) < 2:
		return errors.New("decision: spans of no statement; give its cue and its content")
	}
	for _, s := range slices.Concat(d.Spans, d.Rests) {
		if err := s.Check(text); err != nil {
			return fmt.Errorf("decision: %w", err)
		}
	}
	return nil
}

// SpansOf are the spans that a decision on a statement has.
func SpansOf(s *enligt.Statement) []enligt.Span {
	cue := s.Cue
	if cue.Empty() {
		cue = enligt.Span{}
	}
	return append([]enligt.Span{cue}, s.Content...)
}

// KeyOf is the key of the statement that the spans of a decision make.
func KeyOf(textHash string, spans []enligt.Span) string {
	s := enligt.Statement{Cue: spans[0], Content: spans[1:]}
	return s.Key(textHash)
}

// leastOverlap is the share of characters that a statement of a new reading must
// have in common with the one that a decision was about.
const leastOverlap = 0.5

// CarryOver finds the statement that a decision is about in a reading: the one with
// its very spans, else the one that shares most characters with it, and half of both
// together at least; -1 where there is none. Of equals it is the first.
func CarryOver(spans []enligt.Span, statements []enligt.Statement) int {
	best, at := 0.0, -1
	for i := range statements {
		other := SpansOf(&statements[i])
		if slices.Equal(spans, other) {
			return i
		}
		if o := overlap(spans, other); o >= leastOverlap && o > best {
			best, at = o, i
		}
	}
	return at
}

// overlap is the number of bytes in both over the number in either.
func overlap(a, b []enligt.Span) float64 {
	a, b = disjoint(a), disjoint(b)
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		both += max(0, min(a[i].End, b[j].End)-max(a[i].Start, b[j].Start))
		if a[i].End < b[j].End {
			i++
		} else {
			j++
		}
	}
	all := length(a) + length(b) - both
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}

// disjoint puts spans into order and joins those that touch.
func disjoint(spans []enligt.Span) []enligt.Span {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b enligt.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	var out []enligt.Span
	for _, s := range spans {
		switch n := len(out); {
		case s.Empty():
		case n > 0 && s.Start <= out[n-1].End:
			out[n-1].End = max(out[n-1].End, s.End)
		default:
			out = append(out, s)
		}
	}
	return out
}

func length(spans []enligt.Span) (n int) {
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// decisionWire is a decision as the payload of its link. Offsets are bytes of the
// text with that hash.
type decisionWire struct {
	Text     string   `json:"text"`
	Spans    [][2]int `json:"spans"`
	Status   string   `json:"status,omitempty"`
	Field    string   `json:"field,omitempty"`
	Right    string   `json:"right,omitempty"`
	Rests    [][2]int `json:"rests,omitempty"`
	Why      string   `json:"why"`
	Evidence []string `json:"evidence,omitempty"`
}

// Payload is a decision as it stands in the chain, without who and when: its link
// has those.
func Payload(d *enligt.Decision) ([]byte, error) {
	return plainJSON(decisionWire{d.TextHash, pairs(d.Spans), string(d.Status), d.Field, d.Right, pairs(d.Rests), d.Why, d.Evidence})
}

// ParsePayload reads what Payload wrote.
func ParsePayload(b []byte) (enligt.Decision, error) {
	var w decisionWire
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&w); err != nil {
		return enligt.Decision{}, fmt.Errorf("decision: %w", err)
	}
	return enligt.Decision{
		TextHash: w.Text, Spans: unpaired(w.Spans), Status: enligt.Status(w.Status), Field: w.Field, Right: w.Right,
		Rests: unpaired(w.Rests), Why: w.Why, Evidence: w.Evidence,
	}, nil
}

func pairs(spans []enligt.Span) (out [][2]int) {
	for _, s := range spans {
		out = append(out, [2]int{s.Start, s.End})
	}
	return out
}

func unpaired(in [][2]int) (out []enligt.Span) {
	for _, p := range in {
		out = append(out, enligt.Span{Start: p[0], End: p[1]})
	}
	return out
}
