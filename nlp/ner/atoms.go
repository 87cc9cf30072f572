package ner

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// atom is what the features of one word are made of.
type atom struct {
	low              uint64 // hash of the form in lower case
	suffix2, suffix3 uint64 // hashes of its last letters
	suffix4, prefix3 uint64
	pos              uint64
	caps             uint64 // how it is written, see capsOf
	cluster          uint64
	single           uint64 // classes of the word as a name of its own
	within           uint64 // classes of the longest name of several words that it stands in
	place            uint64 // 1 first word of that name, 2 a later one
	marks            uint64 // hyphen, apostrophe, full stop, ampersand
	inside, after    uint64 // classes of words in the run around this one, and in the two words after it
	runStart, runEnd int    // the capitalised words around this one, [start, end)
	active           bool   // may be part of a name
	form             string
}

// How a word is written.
const (
	lower = iota
	capital
	allCaps
	mixed // capitals inside
	initial
	digits
	sign
	other
)

// nobody stands before the first and after the last word.
var nobody = atom{pos: 1, caps: other + 1}

// atoms prepares s for the words of a sentence.
func (r *Recogniser) atoms(s *state, words []enligt.Word) {
	s.reset(len(words))
	upper, letters := 0, 0
	for i := range words {
		w, a := &words[i], &s.atoms[i]
		*a = atom{form: w.Form, low: learn.HashFolded(w.Form), pos: posOf(w.UPOS), cluster: uint64(w.Cluster)}
		a.caps, a.marks = capsOf(w.Form)
		a.affixes()
		if a.caps != sign && a.caps != digits {
			letters++
			if a.caps == allCaps {
				upper++
			}
		}
	}
	s.heading = letters > 2 && 3*upper > 2*letters
	s.runs()
	r.lookUp(s)
	r.company(s)
}

// posOf is a number for a universal part of speech: its first two letters and
// its length tell them apart.
func posOf(upos string) uint64 {
	if len(upos) < 2 {
		return uint64(len(upos))
	}
	return uint64(upos[0])<<16 | uint64(upos[1])<<8 | uint64(len(upos))
}

func capsOf(form string) (caps, marks uint64) {
	n, upper, low, digit, first := 0, 0, 0, 0, false
	for i, c := range form {
		switch {
		case unicode.IsUpper(c):
			upper++
			first = first || i == 0
		case unicode.IsLetter(c):
			low++
		case unicode.IsDigit(c):
			digit++
		case c == '-':
			marks |= 1
		case c == '.':
			marks |= 2
		case c == '\'' || c == '’':
			marks |= 4
		case c == '&':
			marks |= 8
		}
		n++
	}
	switch {
	case upper == 1 && low == 0 && digit == 0:
		return initial, marks
	case upper > 1 && low == 0:
		return allCaps, marks
	case upper == 1 && first:
		return capital, marks
	case upper > 0:
		return mixed, marks
	case low > 0:
		return lower, marks
	case digit > 0:
		return digits, marks
	case n > 0:
		return sign, marks
	}
	return other, marks
}

// named reports whether a word so written may begin a name.
func named(caps uint64) bool { return caps >= capital && caps <= initial }

// affixes hashes the last two to four letters and the first three.
func (a *atom) affixes() {
	f := a.form
	cut := len(f)
	for n := 1; n <= 4 && cut > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(f[:cut])
		cut -= size
		switch n {
		case 2:
			a.suffix2 = learn.HashFolded(f[cut:])
		case 3:
			a.suffix3 = learn.HashFolded(f[cut:])
		case 4:
			a.suffix4 = learn.HashFolded(f[cut:])
		}
	}
	cut = 0
	for n := 0; n < 3 && cut < len(f); n++ {
		_, size := utf8.DecodeRuneInString(f[cut:])
		cut += size
	}
	a.prefix3 = learn.HashFolded(f[:cut])
}

// reach is how far from a capitalised word a name may stretch to its right, in
// words that are not capitalised.
const reach = 3

// runs finds the runs of capitalised words, and which words may be part of a
// name: those near one.
func (s *state) runs() {
	last := -reach - 1
	for i := 0; i < len(s.atoms); i++ {
		if !named(s.atoms[i].caps) {
			s.atoms[i].active = i-last <= reach
			s.atoms[i].runStart, s.atoms[i].runEnd = i, i+1
			continue
		}
		end := i + 1
		for end < len(s.atoms) && named(s.atoms[end].caps) {
			end++
		}
		for j := i; j < end; j++ {
			s.atoms[j].active, s.atoms[j].runStart, s.atoms[j].runEnd = true, i, end
		}
		for j := max(0, i-2); j < i; j++ {
			s.atoms[j].active = true
		}
		last, i = end-1, end-1
	}
}

// lookUp finds the known names among the words. A name of several words marks
// all of them; of two that overlap the longer, else the first.
func (r *Recogniser) lookUp(s *state) {
	length := s.length[:len(s.atoms)]
	clear(length)
	for i := range s.atoms {
		if !named(s.atoms[i].caps) {
			s.atoms[i].single = uint64(r.names.of(joined(0, s.atoms[i].low)) & r.anyCase)
			continue
		}
		s.atoms[i].single = uint64(r.single(&s.atoms[i]))
		key := uint64(0)
		for j := i; j < min(i+maxPhrase, len(s.atoms)); j++ {
			open := key
			key = joined(open, s.atoms[j].low)
			classes := r.names.of(key)
			if j > i {
				r.mark(s, i, j, classes, open)
			}
			if classes&longerName == 0 {
				break
			}
		}
	}
}

// company notes which classes the words of each run have, and those after it.
func (r *Recogniser) company(s *state) {
	for i := 0; i < len(s.atoms); i = s.atoms[i].runEnd {
		var inside, after uint64
		end := s.atoms[i].runEnd
		for j := i; j < end; j++ {
			inside |= s.atoms[j].single & uint64(r.anyCase)
		}
		for j := end; j < min(end+2, len(s.atoms)); j++ {
			after |= s.atoms[j].single & uint64(r.anyCase)
		}
		for j := i; j < end; j++ {
			s.atoms[j].inside, s.atoms[j].after = inside, after
		}
	}
}

// mark notes a name from word i to word j, unless words of it belong to one as
// long; the last word may carry an ending.
func (r *Recogniser) mark(s *state, i, j int, classes uint16, open uint64) {
	if classes&^longerName == 0 {
		if stem := r.stem(s.atoms[j].form); stem != "" {
			classes = r.names.of(joined(open, learn.HashFolded(stem)))
		}
	}
	classes &^= longerName
	n := uint8(j - i + 1)
	if classes == 0 {
		return
	}
	for k := i; k <= j; k++ {
		if s.length[k] >= n {
			return
		}
	}
	for k := i; k <= j; k++ {
		s.length[k] = n
		s.atoms[k].within, s.atoms[k].place = uint64(classes), 2
	}
	s.atoms[i].place = 1
}

// single is the classes of a word as a name of its own, without its ending if
// it is not known with it.
func (r *Recogniser) single(a *atom) uint16 {
	classes := r.names.of(joined(0, a.low)) &^ longerName
	if classes == 0 {
		if stem := r.stem(a.form); stem != "" {
			classes = r.names.of(joined(0, learn.HashFolded(stem))) &^ longerName
		}
	}
	return classes
}

// stem is the form without an ending that a name may carry, "" where it has none.
func (r *Recogniser) stem(form string) string {
	for _, e := range r.endings {
		if stem, ok := strings.CutSuffix(form, e); ok && len(form) > 3 {
			return stem
		}
	}
	return ""
}

// bucket is a length in classes: exact up to 4, then by powers of two.
func bucket(n int) uint64 {
	if n <= 4 {
		return uint64(n)
	}
	return 4 + uint64(bits.Len(uint(n/4)))
}
