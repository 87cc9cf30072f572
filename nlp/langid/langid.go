// Package langid says which language a text is in, or that it does not know.
//
// In goes a text, out comes the code of a language that some pack brought a
// profile of, and how sure that is, or "und". A pack's langid model holds the
// profile of its own language and may hold those of its close relatives; the
// background pack holds many small ones, so that a text in a language that
// nobody reads is not taken for one that somebody does. Naming nothing beats
// naming the wrong one. Opening fails on a damaged model; identifying never
// fails, and looks at a bounded part of the text.
//
// A profile is a character n-gram model with Witten-Bell smoothing (Witten and
// Bell 1991); a language is named where its profile gives the text a clearly
// higher probability than every other, and one as high as it gives to held-out
// text of its own.
package langid

import (
	"math/bits"
	"unicode/utf8"

	"github.com/enligt/enligt/packs"
)

// Undetermined is the code of a language that could not be determined (ISO 639-2).
const Undetermined = "und"

// Limits on what Identify looks at, and on what it dares to name.
const (
	horizon    = 20 << 10 // bytes from the start that are sampled from
	windows    = 6        // samples of a longer text
	windowSize = 128      // bytes of one sample
	minLetters = 9        // a text with fewer letters is nobody's
	minWords   = 2        // as is one with fewer words
	minKinds   = 5        // or fewer different letters
	margin     = 4 * unit // by which the best must beat the next, in nats
	wideMargin = 8 * unit // where one of the two is known from few texts only
)

// Identifier tells the languages of a set of packs, and their relatives, apart.
// It is safe for concurrent use.
type Identifier struct {
	table *table
}

// Open makes an identifier from the langid models of all packs of a set and of
// its background. Of two profiles of one language a pack's own one counts, else
// the one that has seen more text. A pack without a langid model is no failure:
// its language is then never named.
func Open(set *packs.Set) (*Identifier, error) {
	var models []*model
	for _, lang := range set.Langs() {
		m, err := openModel(set.Get(lang))
		if err != nil {
			return nil, err
		}
		models = append(models, m)
	}
	m, err := openModel(set.Background())
	if err != nil {
		return nil, err
	}
	return &Identifier{newTable(append(models, m))}, nil
}

// Identify returns the code of the text's language, or "und" where it is not
// sure. Sure is 0 to 100.
func (i *Identifier) Identify(text string) (lang string, sure int) {
	var buf [windows*windowSize + windows]rune
	s := sample(text, buf[:0])
	if lang := i.table.byScript(s); lang != "" {
		return lang, 100
	}
	if s.letters < minLetters || s.words < minWords || bits.OnesCount64(s.kinds) < minKinds {
		return Undetermined, 0
	}
	best, next := i.table.score(s.symbols)
	if best.profile == nil {
		return Undetermined, 0
	}
	lead := best.rank - next.rank
	need := int32(margin)
	if best.profile.small() || next.profile != nil && next.profile.small() {
		need = wideMargin
	}
	if lead < need || !best.profile.knows(best.score, len(s.symbols)) {
		return Undetermined, 0
	}
	return best.profile.lang, sureness(lead)
}

// sureness maps a lead in nats to 0 … 100: 1 − e^−lead, in steps, by a table so
// that it is the same on every machine.
func sureness(lead int32) int {
	steps := [...]int{0, 63, 86, 95, 97, 98, 98, 99, 99, 99, 99, 99}
	n := int(lead / unit)
	if n >= len(steps) {
		return 100
	}
	return steps[max(0, n)]
}

// valid cuts text at a byte position without splitting a code point.
func valid(text string, at int) int {
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return min(at, len(text))
}
