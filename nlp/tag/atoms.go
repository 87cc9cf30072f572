package tag

import (
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// state is the working memory of one sentence; it is used again and again.
type state struct {
	atoms    []atom // of the words, with two marks of the end on each side
	decided  []int
	scouted  []int // classes of the first pass
	features []uint64
	scores   []int32
	runes    []rune
	varied   []enligt.Word
	last     int // the last word decided to be a verb, -1 for none
}

// atom is what the features of a word are made of, each a hash.
type atom struct {
	form    uint64 // as written, digits as 0; in lower case where the capital says nothing
	low     uint64 // in lower case
	suffix  [5]uint64
	prefix  [4]uint64
	shape   uint64
	cluster uint64
	coarse  uint64
	sort    uint8  // onWords or onSigns
	verb    int    // index of the next verb of the first pass, -1 for none near
	lexicon uint64 // the parts of speech that the form, or its ending, had in training
}

const pad = 2

// at is the atom of word i, from -pad to the number of words + pad - 1.
func (s *state) at(i int) *atom { return &s.atoms[i+pad] }

// read makes the atoms of a sentence.
func (s *state) read(words []enligt.Word, t *Tagger) {
	n := len(words)
	if cap(s.atoms) < n+2*pad {
		s.atoms = make([]atom, n+2*pad)
		s.decided = make([]int, n)
	}
	s.atoms, s.decided = s.atoms[:n+2*pad], s.decided[:n]
	for i := range pad {
		s.atoms[i] = edge(uint64(i + 1))
		s.atoms[n+pad+i] = edge(uint64(i + 11))
	}
	mode := casing(words)
	start := true
	for i := range words {
		s.runes = canonical(s.runes[:0], words[i].Form)
		a := s.at(i)
		*a = atom{cluster: uint64(words[i].Cluster), coarse: uint64(words[i].Cluster >> 8)}
		a.sort = sortOf(s.runes)
		s.spell(a, mode, start)
		a.lexicon = uint64(t.lexicon.of(s.runes))
		start = start && a.sort&onSigns != 0
	}
	s.last = -1
}

func edge(n uint64) atom {
	return atom{form: n, low: n, suffix: [5]uint64{n, n, n, n, n}, prefix: [4]uint64{n, n, n, n}, shape: n, cluster: 1<<20 + n, coarse: 1<<20 + n, lexicon: 1<<40 + n}
}

// spell fills the atoms that come from the letters in s.runes, and folds those
// to lower case. A capital at the start of a sentence or in a headline of
// capitals tells nothing about the word.
func (s *state) spell(a *atom, mode uint64, start bool) {
	r := s.runes
	h := uint64(0)
	for _, c := range r {
		h = learn.Mix(h, uint64(c))
	}
	a.form = h
	a.shape = learn.Mix(shape(r), mode<<1)
	if start {
		a.shape = learn.Mix(a.shape, 1)
	}
	h = 0
	for i, c := range r {
		r[i] = learn.Fold(c)
		h = learn.Mix(h, uint64(r[i]))
	}
	a.low = h
	if start || mode == capitals {
		a.form = h
	}
	h = 7
	for i := range a.suffix {
		if i < len(r) {
			h = learn.Mix(h, uint64(r[len(r)-1-i]))
		} else if i == len(r) {
			h = learn.Mix(h, 0)
		}
		a.suffix[i] = h
	}
	h = 9
	for i := range a.prefix {
		if i < len(r) {
			h = learn.Mix(h, uint64(r[i]))
		}
		a.prefix[i] = h
	}
}

// Casing of a sentence.
const (
	normal   = iota
	capitals // every word in capitals
	titled   // nearly every word with a capital: a headline
)

// casing tells a sentence in capitals, and a headline in title case, from others.
func casing(words []enligt.Word) uint64 {
	long, upper, title := 0, 0, 0
	for i := range words {
		first, rest := true, true
		letters := 0
		for k, r := range words[i].Form {
			if !unicode.IsLetter(r) {
				continue
			}
			letters++
			if k == 0 {
				first = unicode.IsUpper(r)
			} else {
				rest = rest && unicode.IsUpper(r)
			}
		}
		if letters < 4 {
			continue
		}
		long++
		if first {
			title++
			if rest {
				upper++
			}
		}
	}
	switch {
	case long >= 2 && upper*10 >= long*8:
		return capitals
	case long >= 4 && title*10 >= long*9:
		return titled
	}
	return normal
}

// shape is the pattern of a form: runs of capitals, small letters, digits and others.
func shape(r []rune) uint64 {
	h, last, run := uint64(3), rune(0), 0
	for _, c := range r {
		k := c
		switch {
		case c == '0':
			k = '0'
		case unicode.IsUpper(c):
			k = 'X'
		case unicode.IsLetter(c):
			k = 'x'
		}
		if k == last {
			if run++; run > 2 {
				continue
			}
		} else {
			run = 1
		}
		last = k
		h = learn.Mix(h, uint64(k))
	}
	return h
}

// sortOf is the sort of a form in canonical signs.
func sortOf(r []rune) uint8 {
	for _, c := range r {
		if unicode.IsLetter(c) || c == '0' {
			return onWords
		}
	}
	return onSigns
}

// maxRunes is how much of a form is read.
const maxRunes = 48

// canonical appends the form with every digit as 0 and every typographic sign as
// its plainest equal, so that signs that training never saw are known.
func canonical(out []rune, form string) []rune {
	for i, r := range form {
		if r < utf8.RuneSelf {
			if r >= '0' && r <= '9' {
				r = '0'
			}
			if r == '`' {
				r = '\''
			}
		} else if !unicode.IsLetter(r) {
			r = plain(r)
		}
		out = append(out, r)
		if i >= maxRunes {
			break
		}
	}
	if len(out) == 2 && out[0] == '\'' && out[1] == '\'' {
		out = append(out[:0], '"')
	}
	return out
}

func plain(r rune) rune {
	switch r {
	case '”', '“', '„', '‟', '«', '»', '″':
		return '"'
	case '’', '‘', '‚', '‛', '‹', '›', '′', '´':
		return '\''
	case '–', '—', '‒', '―', '‐', '‑', '−':
		return '-'
	case '…':
		return '…'
	case '•', '·', '●', '▪', '■':
		return '*'
	case '\u00a0', '\u202f', '\u2009':
		return ' '
	}
	switch {
	case unicode.IsDigit(r):
		return '0'
	case unicode.IsSymbol(r) && r >= 0x2190:
		return '☺'
	case unicode.IsMark(r):
		return r
	}
	return r
}
