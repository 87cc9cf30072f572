package revision

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word or a number of a text, in the form in which it is compared.
type token struct {
	form    string // small letters, without what sets a text without changing it
	written string
	number  bool
	numeral bool // a number that is written in words
	behind  rune // what stands between it and the token before: ' ', '-', else 0
}

// unseen characters set words apart on paper and are no part of them: soft hyphens,
// joiners, marks of direction.
var unseen = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u200e", "", "\u200f", "", "\u2060", "", "\ufeff", "")

// tokens cuts a text: runs of letters and their marks, and numbers, whose groups of
// thousands may be set apart in any way ("12 000", "12,000"). Signs fall away.
func tokens(text string) []token {
	text = unseen.Replace(text)
	var out []token
	last := 0 // the end of the token before
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case unicode.IsDigit(r):
			end := numberEnd(text, at)
			out = append(out, token{form: numberForm(text[at:end]), written: text[at:end], number: true, behind: gap(text[last:at])})
			at, last = end, end
		case inWord(r):
			end := at + size
			for end < len(text) {
				r, size := utf8.DecodeRuneInString(text[end:])
				if !inWord(r) && !unicode.IsDigit(r) {
					break
				}
				end += size
			}
			out = append(out, token{form: strings.ToLower(text[at:end]), written: text[at:end], behind: gap(text[last:at])})
			at, last = end, end
		default:
			at += size
		}
	}
	return out
}

// gap is what kind of space lies between two tokens.
func gap(s string) rune {
	switch {
	case s == "-" || s == "\u2010" || s == "\u2011":
		return '-'
	case s != "" && strings.TrimSpace(s) == "":
		return ' '
	}
	return 0
}

func inWord(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.N) && !unicode.IsDigit(r)
}

// thousands may be set apart with these; the same and a colon stand inside decimals
// and times of day.
const thousands = " \u00a0\u202f.,'’"

// numberEnd is where the number that begins at a digit ends.
func numberEnd(text string, at int) int {
	end := digitsEnd(text, at)
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		next := digitsEnd(text, end+size)
		grouped := next-end-size == 3 && strings.ContainsRune(thousands, r)
		if next == end+size || !grouped && !strings.ContainsRune(".,:", r) || grouped && unicode.IsSpace(r) && digitsEnd(text, at)-at > 3 {
			break
		}
		end = next
	}
	return end
}

func digitsEnd(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsDigit(r) {
			break
		}
		at += size
	}
	return at
}

// numberForm joins groups of thousands and writes what else stands between digits
// as a point.
func numberForm(written string) string {
	groups := strings.FieldsFunc(written, func(r rune) bool { return !unicode.IsDigit(r) })
	for _, g := range groups[1:] {
		if len(g) != 3 || len(groups[0]) > 3 {
			return strings.Join(groups, ".")
		}
	}
	return strings.Join(groups, "")
}

func sameButNumber(a, b token) bool { return a.number && b.number || a.form == b.form }

// numbersOnlyIn are the numbers of a that b has not, as often as it has them not.
func numbersOnlyIn(a, b []token) []string {
	var have []string
	for _, t := range b {
		if t.number {
			have = append(have, t.form)
		}
	}
	var out []string
	for _, t := range a {
		if !t.number {
			continue
		}
		if at := slices.Index(have, t.form); at >= 0 {
			have = slices.Delete(have, at, at+1)
			continue
		}
		out = append(out, t.written)
	}
	return out
}

// sequence writes tokens so that a run of them is a part of the string.
func sequence(list []token) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, t := range list {
		b.WriteString(t.form)
		b.WriteByte(' ')
	}
	return b.String()
}
