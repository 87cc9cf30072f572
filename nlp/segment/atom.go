package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// kind is what an atom consists of.
type kind uint8

const (
	letters kind = iota // with their combining marks
	digits
	mark    // one punctuation mark or symbol
	address // URL, e-mail address, @name or #tag, never cut
)

// atom is the smallest piece of a text that is never cut (except by a
// contraction): tokens are runs of atoms.
type atom struct {
	start, end int32
	kind       kind
	glued      bool // no white space before it
	char       rune // its first rune
	shape      shape
	low        uint64 // hash of it in lower case
}

// scan appends the atoms of text[span].
func scan(atoms []atom, text string, span enligt.Span) []atom {
	glued := false
	for at := span.Start; at < span.End; {
		r, size := utf8.DecodeRuneInString(text[at:span.End])
		if unicode.IsSpace(r) {
			at, glued = at+size, false
			continue
		}
		a := atom{start: int32(at), glued: glued, char: r, kind: mark}
		end := at + size
		if !glued || opens(atoms) {
			if n := addressLen(text[at:min(span.End, at+maxAddress)], r); n > 0 {
				a.kind, end = address, at+n
			}
		}
		if a.kind != address {
			a.kind, end = run(text, at, end, span.End, r)
		}
		a.end = int32(extend(text, end, span.End))
		a.low, a.shape = fold(text[a.start:a.end], a.kind)
		atoms = append(atoms, a)
		at, glued = int(a.end), true
	}
	return atoms
}

// opens reports whether the last atom is a mark after which an address may start.
// None of these marks can stand inside an address name, so that no character is
// looked at from many starts.
func opens(atoms []atom) bool {
	return len(atoms) > 0 && strings.ContainsRune("([{<>\"'“”„«»‘’*|", atoms[len(atoms)-1].char)
}

// run finds the kind and end of the atom that starts with r at text[at].
func run(text string, at, end, limit int, r rune) (kind, int) {
	switch {
	case isLetter(r):
		for end < limit {
			r, size := utf8.DecodeRuneInString(text[end:limit])
			if !isLetter(r) && !extends(r) {
				break
			}
			end += size
		}
		return letters, end
	case unicode.IsDigit(r):
		if isDate(text[at:limit]) {
			return digits, at + len("2006-01-02")
		}
		for end < limit {
			r, size := utf8.DecodeRuneInString(text[end:limit])
			if !unicode.IsDigit(r) {
				break
			}
			end += size
		}
		return digits, end
	}
	if isFlagHalf(r) {
		if next, size := utf8.DecodeRuneInString(text[end:limit]); isFlagHalf(next) {
			return mark, end + size
		}
	}
	return mark, end
}

// isFlagHalf reports whether r is a regional indicator; two of them make a flag.
func isFlagHalf(r rune) bool { return 0x1F1E6 <= r && r <= 0x1F1FF }

// isDate reports whether s starts with a date of ISO 8601.
func isDate(s string) bool {
	const form = "0000-00-00"
	if len(s) < len(form) || len(s) > len(form) && '0' <= s[len(form)] && s[len(form)] <= '9' {
		return false
	}
	for i := range len(form) {
		if digit := '0' <= s[i] && s[i] <= '9'; digit != (form[i] == '0') || !digit && s[i] != '-' {
			return false
		}
	}
	return true
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

// extends reports whether r belongs to the character before it: combining marks,
// joiners, variation selectors, emoji modifiers and other invisible characters.
func extends(r rune) bool {
	if r < 0x80 {
		return false
	}
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc, unicode.Cf) || 0x1F3FB <= r && r <= 0x1F3FF
}

// extend moves end over what belongs to the character before it, and over an
// emoji that a zero-width joiner ties to it (UAX #29, GB9 to GB11).
func extend(text string, end, limit int) int {
	for end < limit && text[end] >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(text[end:limit])
		if !extends(r) {
			break
		}
		end += size
		if r == 0x200D && end < limit {
			next, n := utf8.DecodeRuneInString(text[end:limit])
			if unicode.Is(unicode.So, next) {
				end += n
			}
		}
	}
	return end
}

// maxAddress bounds the look ahead for an address, in bytes.
const maxAddress = 2048

// addressLen is the length of the URL, e-mail address, @name or #tag that s
// starts with, 0 where it starts with none.
func addressLen(s string, first rune) int {
	switch first {
	case 'h', 'H', 'w', 'W', 'f', 'F':
		for _, p := range [...]string{"http://", "https://", "www.", "ftp://"} {
			if hasPrefixFold(s, p) {
				return trimAddress(s[:urlLen(s)])
			}
		}
	case '@', '#':
		return nameLen(s)
	}
	if first < utf8.RuneSelf && (isLetter(first) || '0' <= first && first <= '9') {
		return mailLen(s)
	}
	return 0
}

// urlLen is the length of s up to white space or a mark that no URL holds.
func urlLen(s string) int {
	for i, r := range s {
		if unicode.IsSpace(r) || strings.ContainsRune("<>\"“”»«„", r) {
			return i
		}
	}
	return len(s)
}

// trimAddress leaves out what follows the address as punctuation of the sentence;
// a closing bracket stays where the address itself opens one.
func trimAddress(s string) int {
	n := len(s)
	open := strings.Count(s, "(") - strings.Count(s, ")")
	for n > 0 && strings.IndexByte(".,;:!?'*)]", s[n-1]) >= 0 {
		if s[n-1] == ')' {
			if open >= 0 {
				break
			}
			open++
		}
		n--
	}
	return n
}

// nameLen is the length of "@name" or "#tag", 0 where the mark stands alone or
// before a number.
func nameLen(s string) int {
	n, letter := 1, false
	for i, r := range s[1:] {
		if !isLetter(r) && !unicode.IsDigit(r) && r != '_' && !extends(r) {
			break
		}
		letter = letter || isLetter(r)
		n = 1 + i + utf8.RuneLen(r)
	}
	if !letter {
		return 0
	}
	return n
}

// mailLen is the length of the e-mail address that s starts with, else 0.
func mailLen(s string) int {
	at := 0
	for at < len(s) && (mailByte(s[at]) || s[at] == '_' || s[at] == '+' || s[at] == '%') {
		at++
	}
	if at == 0 || at == len(s) || s[at] != '@' {
		return 0
	}
	n := at + 1
	for n < len(s) && mailByte(s[n]) {
		n++
	}
	for s[n-1] == '.' || s[n-1] == '-' {
		n--
	}
	if strings.IndexByte(s[at:n], '.') < 2 {
		return 0
	}
	return n
}

func mailByte(b byte) bool {
	return 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9' || b == '.' || b == '-'
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) > len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
