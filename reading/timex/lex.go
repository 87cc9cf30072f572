package timex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// atom is a run of letters, a run of digits or one other sign. Words that the
// pack can take apart ("fredagskvällen") are several atoms.
type atom struct {
	enligt.Span
	form   string // lower case, one kind of apostrophe and hyphen
	num    int    // of up to six digits, else -1
	digits int    // how many digits
	glued  bool   // no white space before it
	upper  bool   // starts with a capital
	inner  bool   // goes on inside a word that was taken apart
	sent   int    // sentence of the analysis, -1 for none
	word   int    // word of that sentence
}

// lex takes a stretch of the text apart. It is linear in its length.
func (l *lexicon) lex(text string, in enligt.Span) []atom {
	out := make([]atom, 0, in.Len()/5)
	glued := false
	for at := in.Start; at < in.End; {
		r, size := utf8.DecodeRuneInString(text[at:in.End])
		switch {
		case unicode.IsSpace(r):
			at, glued = at+size, false
			continue
		case unicode.IsLetter(r):
			end := at + run(text[at:in.End], isWordRune)
			out = l.word(out, text, enligt.Span{Start: at, End: end}, glued)
			at = end
		case '0' <= r && r <= '9':
			end := at + run(text[at:in.End], isDigit)
			out = append(out, number(text, enligt.Span{Start: at, End: end}, glued))
			at = end
		default:
			out = append(out, atom{Span: enligt.Span{Start: at, End: at + size}, form: sign(text[at : at+size]), num: -1, glued: glued, sent: -1})
			at += size
		}
		glued = true
	}
	return out
}

// word adds a run of letters, taken apart where the pack knows both halves.
func (l *lexicon) word(out []atom, text string, s enligt.Span, glued bool) []atom {
	raw := s.Of(text)
	form := strings.ToLower(raw)
	first, _ := utf8.DecodeRuneInString(raw)
	whole := atom{Span: s, form: form, num: -1, glued: glued, upper: unicode.IsUpper(first), sent: -1}
	if len(form) != len(raw) || len(form) > maxCompound || l.known[form] {
		return append(out, whole)
	}
	for n := len(form) - 1; n > 1; n-- {
		if !l.last[form[n:]] || !l.first[form[:n]] {
			continue
		}
		first, second := whole, whole
		first.End, first.form = s.Start+n, form[:n]
		second.Start, second.form, second.glued, second.inner = s.Start+n, form[n:], true, true
		return append(out, first, second)
	}
	return append(out, whole)
}

// maxCompound is how many bytes a word may have that is taken apart.
const maxCompound = 40

func number(text string, s enligt.Span, glued bool) atom {
	a := atom{Span: s, form: s.Of(text), num: -1, digits: s.Len(), glued: glued, sent: -1}
	if a.digits <= 6 {
		a.num = 0
		for _, c := range []byte(a.form) {
			a.num = a.num*10 + int(c-'0')
		}
	}
	return a
}

// sign folds the styles of apostrophe, hyphen and dash.
func sign(s string) string {
	switch s {
	case "’", "ʼ", "‘":
		return "'"
	case "‐", "‑":
		return "-"
	case "—", "―":
		return "–"
	}
	return s
}

func run(s string, in func(rune) bool) int {
	for i, r := range s {
		if !in(r) {
			return i
		}
	}
	return len(s)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }
func isDigit(r rune) bool    { return '0' <= r && r <= '9' }
