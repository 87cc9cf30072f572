package ner

import (
	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
)

// Document looks again at the names of a whole document, whose sentences have
// been through Recognise: a word that stands alone gets the kind that it has
// elsewhere in the text, and the last word of a person's full name is that
// person. Longer names stay as they are.
func (r *Recogniser) Document(sentences []enligt.Sentence) {
	d := dossier{}
	for i := range sentences {
		d.note(r, sentences[i].Words)
	}
	if len(d) == 0 {
		return
	}
	for i := range sentences {
		d.settle(r, sentences[i].Words)
	}
}

// dossier is what a document says of each word, by its hash.
type dossier map[uint64]evidence

// evidence counts the kinds that a word has alone, and how often it ends the
// full name of a person.
type evidence struct {
	alone   [maxKinds]uint16
	surname uint16
}

// note counts the names of one sentence.
func (d dossier) note(r *Recogniser, words []enligt.Word) {
	for i := 0; i < len(words); {
		end := nameEnd(words, i)
		if kind := r.kindOf(words[i].Entity); kind >= 0 {
			key := r.wordKey(words[end-1].Form)
			e := d[key]
			if end == i+1 {
				e.alone[kind]++
			} else if kind == person {
				e.surname++
			}
			d[key] = e
		}
		i = end
	}
}

// person is the kind of names whose last word stands for the whole: the first.
const person = 0

// settle sets the kinds of the words of one sentence that stand alone.
func (d dossier) settle(r *Recogniser, words []enligt.Word) {
	for i := 0; i < len(words); {
		end := nameEnd(words, i)
		w := &words[i]
		if caps, _ := capsOf(w.Form); end == i+1 && named(caps) && caps != initial && !insideRun(words, i) {
			before := r.kindOf(w.Entity)
			if kind := d[r.wordKey(w.Form)].kind(before, r.listed(w.Form)); kind >= 0 && kind != before && (before >= 0 || w.UPOS == "PROPN") {
				w.Entity = r.labels[1+2*kind]
			}
		}
		i = end
	}
}

// insideRun reports whether a capitalised word stands next to word i: then it is
// no word alone, whatever was found. The first word of a sentence does not count.
func insideRun(words []enligt.Word, i int) bool {
	for _, j := range [2]int{i - 1, i + 1} {
		if j > 0 && j < len(words) {
			if caps, _ := capsOf(words[j].Form); named(caps) {
				return true
			}
		}
	}
	return false
}

// kind is what a word alone is, given what it was taken for here (-1 for no name)
// and whether it is in the lists of known names; -1 where the text does not tell.
func (e evidence) kind(here int, listed bool) int {
	best, second := -1, 0
	for k, n := range e.alone {
		switch {
		case n > 0 && (best < 0 || n > e.alone[best]):
			if best >= 0 {
				second = int(e.alone[best])
			}
			best = k
		case int(n) > second:
			second = int(n)
		}
	}
	if e.surname > 0 && (here < 0 || !listed) {
		return person
	}
	if best < 0 || int(e.alone[best]) < 2*second || here < 0 && e.alone[best] < 2 {
		return -1
	}
	return best
}

// nameEnd is the end of the name that begins at i, or i+1.
func nameEnd(words []enligt.Word, i int) int {
	end := i + 1
	if words[i].Entity == "" {
		return end
	}
	for end < len(words) && len(words[end].Entity) > 0 && words[end].Entity[0] == 'I' {
		end++
	}
	return end
}

// kindOf is the number of a label's kind, -1 for none.
func (r *Recogniser) kindOf(label string) int {
	for i := 1; i < len(r.labels); i++ {
		if r.labels[i] == label {
			return (i - 1) / 2
		}
	}
	return -1
}

// wordKey is the hash of a form without the ending that a name may carry.
func (r *Recogniser) wordKey(form string) uint64 {
	if stem := r.stem(form); stem != "" {
		form = stem
	}
	return learn.HashFolded(form)
}

// listed reports whether the word is a known name.
func (r *Recogniser) listed(form string) bool {
	return r.names.of(joined(0, r.wordKey(form)))&^longerName != 0
}
