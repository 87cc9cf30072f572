package revision

import (
	"index/suffixarray"
	"slices"
	"sort"
	"strings"

	"github.com/enligt/enligt"
)

// side is one version with what is compared of it.
type side struct {
	reading  *enligt.Reading
	contents [][]token     // of each statement
	hulls    []enligt.Span // from the first to the last character of each, source and cue among them
	keys     map[string]string
	words    *suffixarray.Index // of the whole text's tokens; nil until somebody asks
	counts   map[string]int     // what was asked of it
}

func newSide(r *enligt.Reading, numerals Numerals) *side {
	s := &side{reading: r, keys: map[string]string{}}
	for i := range r.Statements {
		st := &r.Statements[i]
		content := tokens(strings.Join(slicesOf(st, s.text()), " "))
		s.contents = append(s.contents, numerals.mark(content, r.Document.Lang))
		s.hulls = append(s.hulls, hull(st))
	}
	for _, a := range r.Actors {
		s.keys[a.ID] = a.Key
	}
	return s
}

func (s *side) text() string { return s.reading.Document.Text }

func hull(s *enligt.Statement) enligt.Span {
	spans := slices.Clone(s.Content)
	if s.Source != nil {
		spans = append(spans, *s.Source)
	}
	if !s.Cue.Empty() || len(spans) == 0 {
		spans = append([]enligt.Span{s.Cue}, spans...)
	}
	h := spans[0]
	for _, c := range spans {
		h.Start, h.End = min(h.Start, c.Start), max(h.End, c.End)
	}
	return h
}

// count is how often the words of a sequence stand in the text.
func (s *side) count(sequence string) int {
	if s.words == nil {
		s.words, s.counts = suffixarray.New([]byte(sequenceOf(s.text()))), map[string]int{}
	}
	n, known := s.counts[sequence]
	if !known {
		n = len(s.words.Lookup([]byte(sequence), -1))
		s.counts[sequence] = n
	}
	return n
}

func sequenceOf(text string) string { return sequence(tokens(text)) }

// stands reports whether the words of a stretch of another version stand here, as
// often as there.
func (s *side) stands(other *side, stretch enligt.Span) bool {
	words := sequenceOf(stretch.Of(other.text()))
	return s.count(words) >= other.count(words)
}

// untouched reports whether all that two statements rest on stands the same in both
// texts: then it is the reader who reads otherwise, and no change of the text.
func untouched(a, b *side, i, j int) bool {
	return b.hasAll(a, i) && a.hasAll(b, j)
}

// hasAll reports whether the words of another version's statement stand here, and
// the blocks in which its doubts and the names of its speakers stand.
func (s *side) hasAll(other *side, i int) bool {
	st := &other.reading.Statements[i]
	if !s.stands(other, other.hulls[i]) {
		return false
	}
	var rests []enligt.Span
	for _, d := range st.Doubt {
		rests = append(rests, d.Span)
	}
	for _, p := range st.Speaker {
		rests = append(rests, p.From...)
	}
	for _, r := range rests {
		if !s.stands(other, blockOf(&other.reading.Document, r)) {
			return false
		}
	}
	return true
}

// blockOf is the block that a span stands in, the span itself outside of any.
func blockOf(d *enligt.Document, span enligt.Span) enligt.Span {
	at := sort.Search(len(d.Blocks), func(i int) bool { return d.Blocks[i].Start > span.Start }) - 1
	if at >= 0 && span.End <= d.Blocks[at].End {
		return d.Blocks[at].Span
	}
	return span
}
