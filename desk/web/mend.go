package web

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// cell is one that a person can mend: what stands in it now, and which values it can
// have where they are not free.
type cell struct {
	Value, Words string
	Now          string // "" where it is empty or of several pieces
	Only         string // the values, a line each; "" where any words will do
}

// mendable are the cells of a statement that the form offers.
func (v *visit) mendable(s *ledger.Statement) []cell {
	now := map[string]string{"cue": s.Cue.Of(s.Version.Text), "act": v.t("act." + string(s.Act)), "form": v.t("form." + string(s.Form))}
	if len(s.Content) == 1 {
		now["content"] = s.Content[0].Of(s.Version.Text)
	}
	if s.Source != nil {
		now["source"] = s.Source.Of(s.Version.Text)
	}
	if len(s.Speaker) == 1 {
		now["speaker"] = s.Speaker[0].Name
		if s.Speaker[0].Role != nil {
			now["role"] = s.Speaker[0].Role.Of(s.Version.Text)
		}
	}
	if len(s.Addressee) == 1 {
		now["addressee"] = s.Addressee[0].Name
	}
	if s.Channel != nil {
		now["channel"] = s.Channel.Name
	}
	if s.When != nil {
		now["when"] = s.When.Value
	}
	if len(s.Via) == 1 {
		now["via"] = s.Via[0].Name
	}
	if len(s.Doubt) == 1 {
		now["doubt"] = v.t("doubt." + string(s.Doubt[0].Kind))
	}
	var out []cell
	for _, f := range ledger.Fields {
		if f == ledger.Missed {
			continue
		}
		c := cell{Value: f, Words: v.t("field." + f), Now: now[f]}
		var words []string
		for _, code := range ledger.Values(f) {
			words = append(words, v.t(f+"."+code))
		}
		c.Only = strings.Join(words, "\n")
		out = append(out, c)
	}
	return out
}

// coded turns what somebody wrote in the words of the page into the cell's value: "nie"
// into "deny". A value that the cell cannot have is refused, since decisions train.
func (k *skin) coded(field, right string) (string, error) {
	all := ledger.Values(field)
	var words []string
	for _, code := range all {
		word := k.t(field + "." + code)
		if strings.EqualFold(right, code) || strings.EqualFold(right, word) {
			return code, nil
		}
		words = append(words, word)
	}
	if all == nil {
		return right, nil
	}
	return "", fmt.Errorf("%s %q: write one of %s", k.t("field."+field), right, strings.Join(words, ", "))
}

// worded is the other way round, for the history.
func (k *skin) worded(field, right string) string {
	if slices.Contains(ledger.Values(field), right) {
		return k.t(field + "." + right)
	}
	return right
}

// rest finds the words of a correction in the text; cells that are slices must be.
func rest(d *enligt.Decision, text string) error {
	if d.Field == "" || d.Field == ledger.NotAStatement {
		return nil
	}
	if d.Right == "" {
		return errors.New("a cell to mend, and nothing to mend it with")
	}
	if ledger.Values(d.Field) != nil {
		return nil
	}
	if at := strings.Index(text, d.Right); at >= 0 {
		d.Rests = []enligt.Span{{Start: at, End: at + len(d.Right)}}
	}
	if slices.Contains([]string{"content", "cue", "source"}, d.Field) && d.Rests == nil {
		return fmt.Errorf("%q: these words do not stand in the text; copy them from it", d.Right)
	}
	return nil
}
