package web

import (
	"math"
	"strconv"
)

// Figures say how well a language is read, as its pack tells.
type Figures struct {
	Lang      string // code
	Pack      string // "sv 1"
	Documents int    // that it was measured on
	ByName    map[string]Figure
}

// Figure is one metric of `enligt measure attribution`, in percent, with its 95 %
// intervals: the share of what is shown that is right, and the share of what there is
// that is found.
type Figure struct {
	Precision, LowP, HighP float64
	Recall, LowR, HighR    float64
	N                      int // of what there is
}

// errorRow is how often the machine is wrong in one language.
type errorRow struct {
	Language, Pack                   string
	Missed, Invented, Speaker, Edges *rate // nil where nothing was measured
	On                               string
}

// rate is so many of a hundred, with the interval.
type rate struct{ Of, Low, High int }

// errors turns what is right into what is wrong: that is what a reader needs to know.
func (v *visit) errors() []errorRow {
	var out []errorRow
	for _, f := range v.site.Accuracy {
		row := errorRow{Language: v.t("language." + f.Lang), Pack: f.Pack}
		if d, ok := f.ByName["detection"]; ok {
			row.Missed, row.Invented = wrong(d.Recall, d.LowR, d.HighR), wrong(d.Precision, d.LowP, d.HighP)
			row.On = v.say("about.on", "statements", v.count("count.statements", d.N), "documents", v.count("count.documents", f.Documents))
		}
		if s, ok := f.ByName["speaker"]; ok {
			row.Speaker = wrong(s.Precision, s.LowP, s.HighP)
		}
		if e, ok := f.ByName["triple exact"]; ok {
			row.Edges = wrong(e.Precision, e.LowP, e.HighP)
		}
		out = append(out, row)
	}
	return out
}

func wrong(right, low, high float64) *rate {
	of := func(share float64) int { return int(math.Round(100 - share)) }
	return &rate{of(right), of(high), of(low)}
}

// String is "11 (7–16)".
func (r *rate) String() string {
	return strconv.Itoa(r.Of) + " (" + strconv.Itoa(r.Low) + "–" + strconv.Itoa(r.High) + ")"
}
