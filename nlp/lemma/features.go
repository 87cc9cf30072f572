package lemma

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// state is the working memory of one sentence; it is used again and again.
type state struct {
	features []uint64
	scores   []int32
	bonus    []int32 // of one candidate, in its first place
	list     []int   // of the scripts that are tried out
	totals   [candidates]int32
	tried    [3]uint64
	runes    []rune
	text     []byte
	small    []byte
	known    map[string]string // lemmas made before, so that they are made once
}

// maxKnown bounds the lemmas that a state remembers.
const maxKnown = 1 << 14

// share is b as a string, the same one each time.
func (s *state) share(b []byte) string {
	if known, ok := s.known[string(b)]; ok {
		return known
	}
	if s.known == nil || len(s.known) >= maxKnown {
		s.known = map[string]string{}
	}
	text := string(b)
	s.known[text] = text
	return text
}

// plain is the form with plain apostrophes.
func (s *state) plain(form string) string {
	if !strings.ContainsAny(form, "’‘ʼ") {
		return form
	}
	s.small = s.small[:0]
	for _, r := range form {
		s.small = utf8.AppendRune(s.small, plain(r))
	}
	return s.share(s.small)
}

// maxRunes is how much of a form's end is read.
const maxRunes = 40

// extract makes the features of an unknown word. start says that its capital may
// be that of the sentence.
func (s *state) extract(w *enligt.Word, start bool) {
	form := w.Form
	for len(form) > 4*maxRunes {
		_, n := utf8.DecodeRuneInString(form)
		form = form[n:]
	}
	s.runes = s.runes[:0]
	for _, r := range form {
		s.runes = append(s.runes, lowerRune(r))
	}
	f := s.features[:0]
	upos, feats := learn.Hash(w.UPOS), learn.Hash(w.Feats)
	tags := learn.Mix(upos, feats)
	shape := shape(w.Form)
	if start {
		shape += 100
	}
	add := func(template, a, b uint64) { f = append(f, learn.Mix(learn.Mix(template, a), b)) }
	add(1, upos, 0)
	add(2, tags, 0)
	add(3, upos, shape)
	add(4, uint64(min(len(s.runes), 12)), learn.Mix(upos, shape))
	add(5, uint64(w.Cluster), upos)
	add(6, uint64(w.Cluster>>8), tags)
	add(7, shape, uint64(w.Cluster))
	h := uint64(5)
	for n := 1; n <= 7; n++ {
		r := rune(0)
		if n <= len(s.runes) {
			r = s.runes[len(s.runes)-n]
		}
		h = learn.Mix(h, uint64(r))
		add(10, h, upos)
		add(11, h, tags)
		add(12, h, learn.Mix(upos, shape))
		if r == 0 {
			break
		}
	}
	h = 6
	for n := 0; n < 4 && n < len(s.runes); n++ {
		h = learn.Mix(h, uint64(s.runes[n]))
		add(20, h, upos)
	}
	s.features = f
}

// Shapes of a form.
const (
	smallForm = iota + 1
	titleForm
	capitalForm
	mixedForm
	digitForm
	signForm
)

// shape tells how a form uses capitals, digits and signs.
func shape(form string) uint64 {
	letters, capitals, digits, signs, first := 0, 0, 0, 0, false
	for i, r := range form {
		switch {
		case unicode.IsUpper(r):
			capitals++
			letters++
			first = first || i == 0
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		default:
			signs++
		}
	}
	k := uint64(smallForm)
	switch {
	case letters == 0 && digits > 0:
		k = digitForm
	case letters == 0:
		k = signForm
	case capitals == letters && letters > 1:
		k = capitalForm
	case capitals == 1 && first:
		k = titleForm
	case capitals > 0:
		k = mixedForm
	}
	if signs > 0 {
		k += 10
	}
	if digits > 0 {
		k += 20
	}
	return k
}

func lowerRune(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf:
		return r
	}
	return unicode.ToLower(r)
}
