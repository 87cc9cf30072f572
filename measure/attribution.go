package measure

import "slices"

// The fixed metrics of attribution; recall of kinds of statements and the fields
// follow them.
const (
	aSource = iota // segments
	aCue
	aContent
	aDetection
	aOverlap
	aExact
	aExactCue
	aExactContent
	aExactSource
	attributionMetrics
)

var attributionNames = []string{
	"segments source", "segments cue", "segments content",
	"detection", "triple overlap", "triple exact",
	"exact cue", "exact content", "exact source",
}

// The kinds of gold statements that recall is given for: by form, then those
// that are hard. A statement may be of several kinds.
const (
	kUnknown       = iota + 3 // after the three forms: a form that is none of them, or not marked
	kPronoun                  // the source is a bare pronoun
	kNoSource                 // the text names none
	kDiscontinuous            // the content has several spans
	recallKinds
)

var recallNames = []string{"direct", "indirect", "mixed", "?", "pronoun source", "no source", "discontinuous"}

// kindsOf are the indexes of the kinds that a gold statement is of.
func kindsOf(s *Stated) []int {
	form := slices.Index(recallNames[:kUnknown], s.Form)
	if form < 0 {
		form = kUnknown
	}
	out := []int{form}
	if s.Pronoun {
		out = append(out, kPronoun)
	}
	if len(s.Source) == 0 {
		out = append(out, kNoSource)
	}
	if len(s.Content) > 1 {
		out = append(out, kDiscontinuous)
	}
	return out
}

// Attribution scores readings against gold documents, paired by their ids; gold
// documents that were not read count as read empty. What the gold documents do
// not mark, forms or fields, has no figure.
func Attribution(gold, found []Annotated, show Show) *Report {
	gold = kept(gold)
	names := slices.Clone(attributionNames)
	for _, k := range recallNames {
		names = append(names, "recall "+k)
	}
	names = append(names, fields...)
	t := NewTally("documents", len(gold), names...)
	t.shares = [2]int{attributionMetrics, attributionMetrics + recallKinds}
	confidence := make([]tenths, len(gold))
	var e attributionErrors
	missing := comparisons(gold, found, func(i int, c *comparison) {
		c.count(t.Units[i])
		c.confidences(&confidence[i])
		e.add(c)
	})
	return &Report{
		Task: "attribution", Metrics: marked(gold, t.Metrics()), Units: t.Describe(), Missing: missing,
		Calibration: calibration(confidence), Errors: e.errors(show),
	}
}

// comparisons calls each with every gold document beside its reading and tells
// how many had none.
func comparisons(gold, found []Annotated, each func(i int, c *comparison)) (missing int) {
	by := map[string]*Annotated{}
	for i := range found {
		by[found[i].ID] = &found[i]
	}
	for i := range gold {
		read := by[gold[i].Doc]
		if read == nil {
			read = &Annotated{}
			missing++
		}
		each(i, compare(&gold[i], read))
	}
	return missing
}

// marked leaves out the metrics of what no gold statement marks: recall by form,
// and the fields.
func marked(gold []Annotated, all []Metric) []Metric {
	forms, filled := false, false
	for _, g := range gold {
		for _, s := range g.Statements {
			forms = forms || s.Form != ""
			filled = filled || s.Fields != nil
		}
	}
	const first = attributionMetrics
	out := slices.Clone(all[:first])
	if forms {
		out = append(out, all[first:first+kUnknown+1]...)
	}
	out = append(out, all[first+kUnknown+1:first+recallKinds]...)
	if filled {
		out = append(out, all[first+recallKinds:]...)
	}
	return out
}

// kept leaves out documents marked to be skipped, and the earlier ones of an id.
func kept(gold []Annotated) []Annotated {
	var out []Annotated
	at := map[string]int{}
	for _, g := range gold {
		if i, ok := at[g.ID]; ok && !g.Skip {
			out[i] = g
		} else if !g.Skip {
			at[g.ID] = len(out)
			out = append(out, g)
		}
	}
	return out
}

func (c *comparison) count(row []Count) {
	for m, of := range partsOf {
		row[m] = c.segments(of)
	}
	for m := aDetection; m < attributionMetrics; m++ {
		row[m].System, row[m].Gold = len(c.found.Statements), len(c.gold.Statements)
	}
	for i := range c.gold.Statements {
		for _, k := range kindsOf(&c.gold.Statements[i]) {
			row[attributionMetrics+k].Gold++
			row[attributionMetrics+k].System++
		}
	}
	for _, p := range c.pairs {
		c.countPair(row, p[0], p[1])
	}
}

func (c *comparison) countPair(row []Count, i, j int) {
	overlap, equal := c.agree(i, j)
	if all(overlap) {
		row[aOverlap].Correct++
		for _, k := range kindsOf(&c.gold.Statements[i]) {
			row[attributionMetrics+k].Correct++
		}
	}
	if all(equal) {
		row[aExact].Correct++
	}
	for k, m := range [3]int{aExactCue, aExactContent, aExactSource} {
		if equal[k] {
			row[m].Correct++
		}
	}
	if !c.detected(i, j) {
		return
	}
	row[aDetection].Correct++
	for k, f := range fields {
		g, s := c.gold.Statements[i].Fields[f], c.found.Statements[j].Fields[f]
		m := attributionMetrics + recallKinds + k
		row[m] = row[m].Plus(Count{matches(f, g, s), len(s), len(g)})
	}
}

// partsOf are the parts of a statement in the order of the segment metrics.
var partsOf = [3]func(*Stated) []Range{
	func(s *Stated) []Range { return s.Source }, func(s *Stated) []Range { return s.Cue }, func(s *Stated) []Range { return s.Content },
}

// segments counts the contiguous stretches of one part, cut at line ends, each
// once a document, as brat counts spans.
func (c *comparison) segments(of func(*Stated) []Range) Count {
	set := func(list []Stated) map[Range]bool {
		out := map[Range]bool{}
		for i := range list {
			for _, r := range c.text.lines(of(&list[i])) {
				out[r] = true
			}
		}
		return out
	}
	return common(set(c.gold.Statements), set(c.found.Statements))
}

// common counts what two sets of ranges share.
func common(gold, found map[Range]bool) Count {
	n := Count{System: len(found), Gold: len(gold)}
	for r := range found {
		if gold[r] {
			n.Correct++
		}
	}
	return n
}

func all(of [3]bool) bool { return of == [3]bool{true, true, true} }
