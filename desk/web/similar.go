package web

import (
	"cmp"
	"slices"

	"github.com/enligt/enligt/ledger"
)

// Bounds of what else a speaker said.
const (
	mostCompared = 200 // of the speaker's newest statements
	mostSimilar  = 5
	leastShared  = 0.25 // of the words of both together
)

// similar are statements of the same speakers in other texts that share words with
// this one, those that share most first; the shared words are marked.
func (v *visit) similar(s *ledger.Statement) ([]entry, error) {
	type hit struct {
		statement *ledger.Statement
		share     float64
	}
	var hits []hit
	seen := map[string]bool{s.Key: true}
	for _, p := range s.Speaker {
		id := s.Actors[p.Actor]
		if id == "" {
			continue
		}
		found, err := v.site.Ledger.Statements(v.r.Context(), ledger.Query{Who: id, AsOf: v.asOf(), Limit: mostCompared})
		if err != nil {
			return nil, err
		}
		for i := range found.Items {
			o := &found.Items[i]
			if o.Version.DocumentID == s.Version.DocumentID || seen[o.Key] {
				continue
			}
			seen[o.Key] = true
			if share := wordsShared(s, o); share >= leastShared {
				hits = append(hits, hit{o, share})
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.share, a.share) })
	var out []entry
	for _, h := range hits[:min(len(hits), mostSimilar)] {
		e := v.entry(h.statement)
		e.Own = true
		e.Parts = highlight(e.Parts, []ledger.Word{{Text: said(s)}})
		out = append(out, e)
	}
	return out, nil
}

// wordsShared is how much of two statements' words is in both.
func wordsShared(a, b *ledger.Statement) float64 {
	have := map[string]bool{}
	for _, w := range ledger.Tokens(said(a)) {
		have[w] = true
	}
	all, both := len(have), 0
	for _, w := range ledger.Tokens(said(b)) {
		if have[w] {
			both++
			delete(have, w)
		} else {
			all++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}
