// Package measure says how well the program does against gold data.
//
// In go gold data (CoNLL-U treebanks, files of names, texts in known languages,
// documents annotated with statements) and what an analyzer, or another program,
// made of the same text. Out comes a [Report]: precision, recall and F1 of each
// metric with a 95 % bootstrap interval, and on demand the errors behind the
// figures. It fails where the two sides do not hold the same text.
//
// Words, tags and trees are scored by the definitions of the CoNLL 2018 shared
// task (Zeman et al. 2018, section 4), names by exact spans.
package measure

import "time"

// Count is what precision, recall and F1 are made of.
type Count struct {
	Correct int // found and in the gold data
	System  int // found
	Gold    int // in the gold data
}

// Plus adds up two counts.
func (c Count) Plus(d Count) Count {
	return Count{c.Correct + d.Correct, c.System + d.System, c.Gold + d.Gold}
}

// Precision is the share of what was found that is right, in percent.
func (c Count) Precision() float64 { return share(c.Correct, c.System) }

// Recall is the share of the gold data that was found, in percent.
func (c Count) Recall() float64 { return share(c.Correct, c.Gold) }

// F1 is the harmonic mean of precision and recall, in percent.
func (c Count) F1() float64 { return share(2*c.Correct, c.System+c.Gold) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}

// Metric is one line of a report, in percent.
type Metric struct {
	Name      string  `json:"name"`
	Precision float64 `json:"p"`
	Recall    float64 `json:"r"`
	F1        float64 `json:"f1"`
	Low       float64 `json:"low"`             // the 95 % interval of F1
	High      float64 `json:"high"`            //
	LowP      float64 `json:"p_low"`           // that of the precision
	HighP     float64 `json:"p_high"`          //
	LowR      float64 `json:"r_low"`           // that of the recall
	HighR     float64 `json:"r_high"`          //
	N         int     `json:"n"`               // gold items
	Share     bool    `json:"share,omitempty"` // a share of the gold items: only Recall and its interval tell
}

// Report is the outcome of one measurement.
type Report struct {
	Task        string       `json:"task"`           // "parse", "ner" …
	Unit        string       `json:"unit,omitempty"` // what is counted, where there is a choice
	Files       []string     `json:"files"`          // gold files as given
	MadeBy      string       `json:"made_by"`
	Metrics     []Metric     `json:"metrics"`
	Calibration *Calibration `json:"calibration,omitempty"`
	Missing     int          `json:"missing,omitempty"` // gold documents that were not read
	Units       string       `json:"units"`             // what was resampled for the intervals: "316 documents"
	Speed       *Speed       `json:"speed,omitempty"`
	Errors      *Errors      `json:"errors,omitempty"`
}

// Speed is how fast the analysis ran, without reading files and loading models.
type Speed struct {
	Words   int     `json:"words"`
	Seconds float64 `json:"seconds"`
	Rate    float64 `json:"words_per_second"`
}

// NewSpeed notes that so many words took so long.
func NewSpeed(words int, took time.Duration) *Speed {
	s := took.Seconds()
	return &Speed{Words: words, Seconds: s, Rate: float64(words) / max(s, 1e-9)}
}

// Show is how much of what went wrong a report shows; the zero value is nothing.
type Show struct {
	Documents int // the worst so many, gold and reading side by side
	Rows      int // the most frequent so many of each kind
}

// Errors is what went wrong, for a reader.
type Errors struct {
	Documents []DocumentErrors `json:"documents,omitempty"` // the worst first
	Of        int              `json:"of_documents,omitempty"`
	Groups    []ErrorGroup     `json:"groups"`
}

// ErrorGroup is one kind of error, most frequent or worst first.
type ErrorGroup struct {
	Title string      `json:"title"`
	Rows  []ErrorLine `json:"rows"`
}

// ErrorLine is one error or one kind of confusion.
type ErrorLine struct {
	N       int    `json:"n,omitempty"`      // how often, where counted
	Gold    string `json:"gold,omitempty"`   // what should be
	System  string `json:"system,omitempty"` // what was found
	Example string `json:"example,omitempty"`
}
