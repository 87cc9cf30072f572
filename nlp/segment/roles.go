package segment

import "github.com/enligt/enligt/learn"

// Quotation marks of every style become two signs, so that what is learnt from
// the marks of one treebank holds for all others.
var (
	openMark  = learn.Hash("open quotation")
	closeMark = learn.Hash("close quotation")
)

// quoteRoles replaces the identity of each quotation mark among the tokens from
// first on by its role. Glue decides where it can: a mark with a space only
// before it opens, with a space only after it closes; elsewhere the shape of the
// mark and what is open decide.
func (w *work) quoteRoles(first int) {
	var open [3]bool // straight or curly, angled, single
	for i := first; i < len(w.tokens); i++ {
		t := &w.tokens[i]
		if t.shape != quoteShape && t.shape != singleShape {
			continue
		}
		style := styleOf(t.char, t.shape)
		opens := w.opens(i, first, open[style])
		open[style] = opens
		t.low = closeMark
		if opens {
			t.low = openMark
		}
	}
}

func styleOf(char rune, s shape) int {
	switch {
	case char == '«' || char == '»':
		return 1
	case s == singleShape:
		return 2
	}
	return 0
}

// opens reports whether the quotation mark of token i opens a quotation.
func (w *work) opens(i, first int, open bool) bool {
	t := &w.tokens[i]
	left := t.glued && i > first
	right := i+1 < len(w.tokens) && w.tokens[i+1].glued && !follows(w.tokens[i+1].shape)
	switch {
	case left && (w.tokens[i-1].shape == openShape || w.tokens[i-1].low == openMark):
		return right || !open
	case right && !left:
		return true
	case left && !right:
		return false
	case t.char == '“' || t.char == '„' || t.char == '‘':
		return true
	}
	return !open
}

// follows reports whether a mark of this shape is written close after what it
// follows, and so says nothing about a quotation mark before it.
func follows(s shape) bool { return s == stopShape || s == pauseShape || s == shutShape }
