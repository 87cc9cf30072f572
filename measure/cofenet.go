package measure

import (
	"slices"
	"unicode"
)

var cofenetNames = []string{"source exact", "cue exact", "content exact", "source begin", "cue begin", "content begin"}

// Cofenet scores readings in the unit of the table published for PolNeAR with
// CofeNet (Wang et al. 2022): the tokens of each type, source, cue or content,
// are runs of neighbours, cut at the ends of paragraphs; a run is right where it
// begins and ends as in the gold data (exact) or begins as there (begin). What
// belongs together is not asked. Spans that touch are one run.
func Cofenet(gold, found []Annotated, show Show) *Report {
	gold = kept(gold)
	t := NewTally("documents", len(gold), cofenetNames...)
	var e attributionErrors
	missing := comparisons(gold, found, func(i int, c *comparison) {
		tokens := c.text.tokens()
		for m, of := range partsOf {
			g, f := c.text.runs(tokens, c.gold.Statements, of), c.text.runs(tokens, c.found.Statements, of)
			t.Units[i][m] = common(g, f)
			t.Units[i][m+len(partsOf)] = common(begins(g), begins(f))
		}
		e.add(c)
	})
	return &Report{
		Task: "attribution", Unit: "runs of tokens of each type, cut at paragraph ends, not linked (CofeNet)",
		Metrics: t.Metrics(), Units: t.Describe(), Missing: missing, Errors: e.errors(show),
	}
}

func begins(runs map[Range]bool) map[Range]bool {
	out := map[Range]bool{}
	for r := range runs {
		out[Range{r.Start, r.Start}] = true
	}
	return out
}

// tokens cuts a text much as the Penn Treebank does, by which PolNeAR is counted:
// letters and digits with the marks inside them ("1,500", "coal-fired", "U.S"),
// an apostrophe with what follows ("'s"), every other mark by itself.
func (t text) tokens() []Range {
	var out []Range
	for i := 0; i < len(t); {
		start := i
		switch {
		case isSpace(t[i]):
			i++
			continue
		case isWordRune(t[i]), isApostrophe(t[i]) && t.wordAt(i+1) && t.wordAt(i-1):
			for i++; t.wordAt(i) || i < len(t) && isJoint(t[i]) && t.wordAt(i+1); i++ {
			}
		default:
			i++
		}
		out = append(out, Range{start, i})
	}
	return out
}

func (t text) wordAt(i int) bool { return i >= 0 && i < len(t) && isWordRune(t[i]) }

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// isJoint reports whether a mark between letters or digits stays in their token.
func isJoint(r rune) bool {
	switch r {
	case '-', '.', ',', '_', '/', '&', '@':
		return true
	}
	return false
}

// runs are the longest stretches of neighbouring tokens that share a letter with
// one part of any statement, by the numbers of their tokens.
func (t text) runs(tokens []Range, statements []Stated, of func(*Stated) []Range) map[Range]bool {
	in := make([]bool, len(tokens))
	for i := range statements {
		for _, r := range t.lines(of(&statements[i])) {
			k, _ := slices.BinarySearchFunc(tokens, r.Start, func(token Range, start int) int { return token.End - start - 1 })
			for ; k < len(tokens) && tokens[k].Start < r.End; k++ {
				in[k] = true
			}
		}
	}
	out := map[Range]bool{}
	start := -1
	for k := range tokens {
		if start >= 0 && (!in[k] || slices.Contains(t[tokens[k-1].End:tokens[k].Start], '\n')) {
			out[Range{start, k}] = true
			start = -1
		}
		if in[k] && start < 0 {
			start = k
		}
	}
	if start >= 0 {
		out[Range{start, len(tokens)}] = true
	}
	return out
}
