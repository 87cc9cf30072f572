package ledger

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// Proposal is two actors who may be one. A person joins them ([Ledger.Join]) or
// dismisses it; until then they stay apart.
type Proposal struct {
	ID       int64
	A, B     Actor  // A came first
	Evidence string // a Nearness in words, with both names as they stand
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

// Nearness is why two names of persons may be one person's.
type Nearness struct {
	Rule           NearRule
	Given, Surname int    // letters that first and last names differ in
	Names          string // both, as they stand
}

// NearRule is what two names have in common.
type NearRule string

const (
	NearAccents  NearRule = "accents"  // all but accents and case
	NearEnds     NearRule = "ends"     // first and last name
	NearSurnames NearRule = "surnames" // the first name, and nearly the last
	NearInitial  NearRule = "initial"  // an initial that fits, and nearly the last name
	NearBoth     NearRule = "both"     // nearly both
)

// nearWords are the rules in the words that a ledger keeps.
var nearWords = map[NearRule]string{
	NearAccents:  "the same name but for accents or case",
	NearEnds:     "the same first and last name",
	NearSurnames: "surnames differ in {surname}",
	NearInitial:  "an initial that fits, and surnames that differ in {surname}",
	NearBoth:     "first names differ in {given}, surnames in {surname}",
}

// String says it in English words, as a ledger keeps it.
func (n Nearness) String() string {
	words := strings.NewReplacer("{given}", letters(n.Given), "{surname}", letters(n.Surname)).Replace(nearWords[n.Rule])
	return words + ": " + n.Names
}

// ParseNearness reads what String wrote.
func ParseNearness(evidence string) (n Nearness, ok bool) {
	words, names, ok := strings.Cut(evidence, ": ")
	fields := strings.Fields(words)
	var counts []int
	for i := 1; i < len(fields); i++ {
		count, err := strconv.Atoi(fields[i-1])
		if strings.HasPrefix(fields[i], "letter") && (err == nil || fields[i-1]+" letter" == letters(0)) {
			counts = append(counts, count)
		}
	}
	n.Names = names
	switch len(counts) {
	case 1:
		n.Surname = counts[0]
	case 2:
		n.Given, n.Surname = counts[0], counts[1]
	}
	for _, n.Rule = range []NearRule{NearAccents, NearEnds, NearSurnames, NearInitial, NearBoth} {
		if ok && n.String() == evidence {
			return n, true
		}
	}
	return Nearness{}, false
}

// Near says why two names of persons may be one person's; ok is false where nothing
// speaks for it. Names that are equal are linked elsewhere, and what begins or ends
// with a small letter is no name but a role.
func Near(a, b string) (n Nearness, ok bool) {
	n.Names = a + ", " + b
	wa, wb := Tokens(a), Tokens(b)
	if len(wa) < 2 || len(wb) < 2 || !capitals(a) || !capitals(b) {
		return n, false
	}
	surA, surB := Fold(wa[len(wa)-1]), Fold(wb[len(wb)-1])
	if Fold(strings.Join(wa, " ")) == Fold(strings.Join(wb, " ")) {
		n.Rule = NearAccents
		return n, a != b
	}
	given, other := Fold(wa[0]), Fold(wb[0])
	if surA == "" || surB == "" || given == "" || other == "" {
		return n, false // a mark without a letter to stand on
	}
	n.Surname, n.Given = distance(surA, surB), distance(given, other)
	shorter := min(len(surA), len(surB))
	if n.Surname > max(1, shorter/5) || shorter < 4 && n.Surname > 0 {
		return n, false
	}
	switch {
	case given == other && n.Surname == 0:
		n.Rule = NearEnds
	case given == other:
		n.Rule = NearSurnames
	case (len(given) == 1 || len(other) == 1) && given[0] == other[0]:
		n.Rule, n.Given = NearInitial, 0
	case n.Given <= min(len(given), len(other))/2 && n.Surname <= 1:
		n.Rule = NearBoth
	default:
		return n, false
	}
	return n, true
}

// capitals reports whether a name's first and last word begin with a capital, where
// their script has capitals.
func capitals(name string) bool {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) })
	if len(words) == 0 {
		return false
	}
	for _, w := range []string{words[0], words[len(words)-1]} {
		first, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(first) && unicode.ToUpper(first) != first {
			return false
		}
	}
	return true
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
