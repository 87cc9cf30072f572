package attribution

import (
	"fmt"
	"slices"
	"sort"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/packs"
)

// readAsides reads the marks that stand on both sides of an aside. Where readers take
// the second one for a part of the source is a custom of the language's annotation.
func readAsides(p *packs.Pack) (map[string]bool, error) {
	t, err := p.Table("asides")
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, r := range t.Rows {
		if r.Get("mark") == "" {
			return nil, fmt.Errorf("%s: no mark", r.At())
		}
		out[r.Get("mark")] = true
	}
	return out, nil
}

// CloseAsides lets sources that hold the mark before an aside, "Ada Ek, the mayor of
// Halm", end behind the one that closes it, where the pack's table asides says so. It
// comes last: whom a source names is read from the words alone.
func (e *Engine) CloseAsides(a *nlp.Analysis, statements []enligt.Statement) {
	if len(e.asides) == 0 {
		return
	}
	for i := range statements {
		s := &statements[i]
		if s.Source == nil {
			continue
		}
		at := sort.Search(len(a.Sentences), func(i int) bool { return a.Sentences[i].End >= s.Source.End })
		if at == len(a.Sentences) {
			continue
		}
		if end := e.asideEnd(a.Sentences[at].Words, s); end > s.Source.End {
			s.Source = &enligt.Span{Start: s.Source.Start, End: end}
		}
	}
}

// asideEnd is where the source of a statement ends with the mark that closes its
// aside, 0 where none does; a full stop before that belongs to an abbreviation
// ("R-Ky.,").
func (e *Engine) asideEnd(words []enligt.Word, s *enligt.Statement) int {
	at := sort.Search(len(words), func(i int) bool { return words[i].Start >= s.Source.End })
	if at+1 < len(words) && words[at].Form == "." && words[at+1].Start == words[at].End {
		at++
	}
	if at == len(words) || !e.asides[words[at].Form] {
		return 0
	}
	mark := words[at].Span
	if s.Cue.Overlaps(mark) || slices.ContainsFunc(s.Content, mark.Overlaps) {
		return 0
	}
	for i := at - 1; i > 0 && words[i].Start > s.Source.Start; i-- {
		if words[i].Form == words[at].Form {
			return mark.End
		}
	}
	return 0
}
