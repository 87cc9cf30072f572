package revision

import "strings"

// Piece is a run of words of two versions of a text as they stand there: Old alone
// is gone, New alone was added; both stayed, though perhaps set otherwise.
type Piece struct{ Old, New string }

// Stayed reports whether the piece is in both.
func (p Piece) Stayed() bool { return p.Old != "" && p.New != "" }

// mostCells bounds a table of what two lists have in common: beyond it the middle of
// the older is gone and that of the newer was added.
const mostCells = 1 << 20

// mostWords bounds the words that are compared for such a table.
const mostWords = 1 << 27

// Words compares two texts word by word. Signs and the space between words make no
// difference.
func Words(old, now string) []Piece {
	a, b := strings.Fields(old), strings.Fields(now)
	var out []Piece
	put := func(fromI, toI, fromJ, toJ int) {
		if fromI < toI || fromJ < toJ {
			out = append(out, Piece{strings.Join(a[fromI:toI], " "), strings.Join(b[fromJ:toJ], " ")})
		}
	}
	i, j := 0, 0
	pairs := common(forms(a), forms(b))
	for len(pairs) > 0 {
		n := 1 // pairs that stand beside each other
		for n < len(pairs) && pairs[n] == [2]int{pairs[0][0] + n, pairs[0][1] + n} {
			n++
		}
		put(i, pairs[0][0], 0, 0)
		put(0, 0, j, pairs[0][1])
		i, j = pairs[0][0]+n, pairs[0][1]+n
		put(i-n, i, j-n, j)
		pairs = pairs[n:]
	}
	put(i, len(a), 0, 0)
	put(0, 0, j, len(b))
	return out
}

// forms are words as they are compared; a sign that stands alone is itself.
func forms(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		if out[i] = sequenceOf(w); out[i] == " " {
			out[i] = w
		}
	}
	return out
}

// Paragraphs says which paragraphs of two versions stand for each other, in their
// order: rows of a place in the older and one in the newer, -1 where it has none.
func Paragraphs(old, now []string) (rows [][2]int) {
	a, b := make([]string, len(old)), make([]string, len(now))
	for i := range old {
		a[i] = sequenceOf(old[i])
	}
	for j := range now {
		b[j] = sequenceOf(now[j])
	}
	i, j := 0, 0
	flush := func(toI, toJ int) {
		rows = append(rows, likeliest(old, now, i, toI, j, toJ)...)
		i, j = toI, toJ
	}
	for _, pair := range common(a, b) {
		flush(pair[0], pair[1])
		rows = append(rows, pair)
		i, j = i+1, j+1
	}
	flush(len(old), len(now))
	return rows
}

// Same reports whether two texts have the same words in the same order.
func Same(old, now string) bool { return sequenceOf(old) == sequenceOf(now) }

// likeliest pairs the paragraphs of a gap between equal ones: those whose words are
// most alike, in order.
func likeliest(old, now []string, i, toI, j, toJ int) (rows [][2]int) {
	n, m := toI-i, toJ-j
	words, all := lexicon{}, 0
	a, b := make([]bag, n), make([]bag, m)
	for x := range a {
		a[x] = words.bag(tokens(old[i+x]))
		all += m * len(a[x])
	}
	for y := range b {
		b[y] = words.bag(tokens(now[j+y]))
		all += n * len(b[y])
	}
	like := table(n, m)
	best := table(n, m) // of what is left from there on
	if all > mostWords {
		like = nil
	}
	if like != nil {
		for x := n - 1; x >= 0; x-- {
			for y := m - 1; y >= 0; y-- {
				best[x][y] = max(best[x+1][y], best[x][y+1])
				if like[x][y] = wordsShared(a[x], b[y]); like[x][y] >= alike {
					best[x][y] = max(best[x][y], like[x][y]+best[x+1][y+1])
				}
			}
		}
	}
	for x, y := 0, 0; x < n || y < m; {
		switch {
		case like != nil && x < n && y < m && like[x][y] >= alike && best[x][y] == like[x][y]+best[x+1][y+1]:
			rows = append(rows, [2]int{i + x, j + y})
			x, y = x+1, y+1
		case x < n && (y == m || like == nil || best[x+1][y] >= best[x][y+1]):
			rows = append(rows, [2]int{i + x, -1})
			x++
		default:
			rows = append(rows, [2]int{-1, j + y})
			y++
		}
	}
	return rows
}

// table is one of n+1 by m+1 zeros, nil beyond the bound.
func table(n, m int) [][]int {
	if (n+1)*(m+1) > mostCells {
		return nil
	}
	out := make([][]int, n+1)
	for i := range out {
		out[i] = make([]int, m+1)
	}
	return out
}

// common are the places of a longest common subsequence; equal beginnings and ends
// are always in it.
func common(a, b []string) (out [][2]int) {
	start := 0
	for start < min(len(a), len(b)) && a[start] == b[start] {
		out = append(out, [2]int{start, start})
		start++
	}
	end := 0
	for end < min(len(a), len(b))-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	out = append(out, middle(a[start:len(a)-end], b[start:len(b)-end], start)...)
	for ; end > 0; end-- {
		out = append(out, [2]int{len(a) - end, len(b) - end})
	}
	return out
}

func middle(a, b []string, start int) (out [][2]int) {
	length := table(len(a), len(b))
	if length == nil {
		return nil
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if length[i][j] = max(length[i+1][j], length[i][j+1]); a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			out = append(out, [2]int{start + i, start + j})
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}
