package parse

import (
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// word is what the templates see of one word, each field a hash, or 0 where it
// is not known.
type word struct {
	form    uint64 // folded, marks of one kind alike
	lemma   uint64
	suffix  uint64 // last three letters
	upos    uint64
	tag     uint64 // UPOS and features
	cluster uint64
	coarse  uint64
}

// counts are taken before each word, so that what lies between two words costs
// one subtraction.
type counts struct {
	verbs, commas, conjs, quotes uint16
}

// sentence is the words as the templates see them. Index 0 stands for "no
// word", index i+1 for word i, and the last one for the root behind the words.
type sentence struct {
	words  []word
	before []counts
}

func (s *sentence) load(words []enligt.Word) {
	s.words = append(s.words[:0], word{})
	s.before = s.before[:0]
	var c counts
	for i := range words {
		s.before = append(s.before, c)
		w := &words[i]
		s.words = append(s.words, atoms(w))
		c.count(w)
	}
	s.before = append(s.before, c)
	root := learn.Mix(0, ^uint64(0))
	s.words = append(s.words, word{root, root, root, root, root, root, root})
}

func (c *counts) count(w *enligt.Word) {
	switch w.UPOS {
	case "VERB", "AUX":
		c.verbs++
	case "CCONJ":
		c.conjs++
	case "PUNCT":
		switch sign(w.Form) {
		case ',':
			c.commas++
		case '"':
			c.quotes++
		}
	}
}

func atoms(w *enligt.Word) word {
	a := word{upos: learn.Hash(w.UPOS)}
	if w.Lemma != "" {
		a.lemma = learn.HashFolded(w.Lemma)
	}
	a.tag = learn.Mix(a.upos, learn.Hash(w.Feats))
	if r := sign(w.Form); r != 0 {
		a.form = learn.Mix(1, uint64(r))
		a.suffix, a.lemma = a.form, a.form
	} else {
		a.form = learn.HashFolded(w.Form)
		a.suffix = learn.HashFolded(last(w.Form, 3))
	}
	if w.Cluster != 0 {
		a.cluster = learn.Mix(2, uint64(w.Cluster))
		a.coarse = learn.Mix(3, uint64(w.Cluster>>8))
	}
	return a
}

// sign is the one mark that stands for all of its kind where a form is a single
// mark (quotation marks of every style, dashes of every length), else 0.
func sign(form string) rune {
	if form == "''" || form == "``" || form == ",," {
		return '"'
	}
	r, size := utf8.DecodeRuneInString(form)
	switch {
	case size != len(form) || size == 0:
		return 0
	case r == '"' || unicode.In(r, unicode.Pi, unicode.Pf) || r == '„' || r == '‚':
		return '"'
	case unicode.Is(unicode.Pd, r) || r == '−':
		return '-'
	case r == ',':
		return ','
	}
	return 0
}

// last is the last n code points of s.
func last(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}
