package ledger

import (
	"fmt"
	"strings"

	"github.com/enligt/enligt"
)

// Proposal is two actors who may be one. A person joins them ([Ledger.Join]) or
// dismisses it; until then they stay apart.
type Proposal struct {
	ID       int64
	A, B     Actor  // A came first
	Evidence string // in words, with both names as they stand
	Commit   int64
}

// Sound is what two spellings of a surname have in common: the class of its first
// letter and of the consonants after it, in the manner of Soundex (Russell, 1918),
// with the sounds that scripts are transcribed by in different ways (zh, zj, j, y,
// h, w) and all vowels left out. "" for a name without letters.
func Sound(name string) string {
	words := Tokens(name)
	if len(words) == 0 {
		return ""
	}
	var b strings.Builder
	last := byte(0)
	for i, r := range Fold(words[len(words)-1]) {
		class := soundClass(r)
		switch {
		case class == 0 && i == 0:
			b.WriteByte('0') // a vowel, or one of the letters that come and go
		case class == 0:
		case class != last:
			b.WriteByte(class)
		}
		last = class
		if b.Len() == 5 {
			break
		}
	}
	return b.String()
}

// soundClass puts letters that stand for one sound together; 0 for those left out.
func soundClass(r rune) byte {
	for i, letters := range []string{"bpfv", "cgkqxszj", "dt", "l", "mn", "r"} {
		if strings.ContainsRune(letters, r) && r != 'j' {
			return byte('1' + i)
		}
	}
	return 0
}

// Near says why two names of persons may be one person's, in words; ok is false
// where nothing speaks for it. Names that are equal are linked elsewhere.
func Near(a, b string) (evidence string, ok bool) {
	wa, wb := Tokens(a), Tokens(b)
	if len(wa) < 2 || len(wb) < 2 {
		return "", false
	}
	surA, surB := Fold(wa[len(wa)-1]), Fold(wb[len(wb)-1])
	if Fold(strings.Join(wa, " ")) == Fold(strings.Join(wb, " ")) {
		return fmt.Sprintf("the same name but for accents or case: %s, %s", a, b), a != b
	}
	given, other := Fold(wa[0]), Fold(wb[0])
	if surA == "" || surB == "" || given == "" || other == "" {
		return "", false // a mark without a letter to stand on
	}
	surname, shorter := distance(surA, surB), min(len(surA), len(surB))
	if surname > max(1, shorter/5) || shorter < 4 && surname > 0 {
		return "", false
	}
	switch d := distance(given, other); {
	case given == other && surname == 0:
		return fmt.Sprintf("the same first and last name: %s, %s", a, b), true
	case given == other:
		return fmt.Sprintf("surnames differ in %s: %s, %s", letters(surname), a, b), true
	case (len(given) == 1 || len(other) == 1) && given[0] == other[0]:
		return fmt.Sprintf("an initial that fits, and surnames that differ in %s: %s, %s", letters(surname), a, b), true
	case d <= min(len(given), len(other))/2 && surname <= 1:
		return fmt.Sprintf("first names differ in %s, surnames in %s: %s, %s", letters(d), letters(surname), a, b), true
	}
	return "", false
}

func letters(n int) string {
	switch n {
	case 0:
		return "no letter"
	case 1:
		return "1 letter"
	}
	return fmt.Sprintf("%d letters", n)
}

// longestCompared bounds the work on names that are none.
const longestCompared = 64

// distance is the number of letters to put in, take out, change or swap with the
// next one (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > longestCompared || len(y) > longestCompared {
		return longestCompared
	}
	var before, row []int
	next := make([]int, len(y)+1)
	for j := range next {
		next[j] = j
	}
	for i := range x {
		before, row, next = row, next, make([]int, len(y)+1)
		next[0] = i + 1
		for j := range y {
			change := 1
			if x[i] == y[j] {
				change = 0
			}
			next[j+1] = min(row[j]+change, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
	}
	return next[len(y)]
}

// Proposable reports whether actors of a kind are proposed to be one by their names.
func Proposable(kind enligt.ActorKind) bool { return kind == enligt.Person }
