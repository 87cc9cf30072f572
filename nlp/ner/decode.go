package ner

// decode finds the best sequence of labels (Viterbi 1967) into s.best; of equals
// the lower label. Words that cannot be part of a name cost nothing.
func (r *Recogniser) decode(s *state) { r.search(s, nil, 0) }

// search decodes; in training with the features that an example has, and with
// a margin in favour of each label that is not the right one.
func (r *Recogniser) search(s *state, e *example, margin int32) {
	n, plain := len(r.labels), e != nil && e.plain
	var totals, before [maxLabels]int32
	for k := range totals {
		before[k] = never
	}
	before[outside] = 0
	for i := range s.atoms {
		if !s.atoms[i].active {
			r.close(s, i, &before)
			continue
		}
		clear(s.scores[:n])
		if e != nil {
			r.model.Score(e.emission[i], s.scores[:])
			s.scores[e.gold[i]] -= margin
		} else {
			s.features = s.emissions(i, s.features[:0], false)
			r.model.Score(s.features, s.scores[:])
			if named(s.atoms[i].caps) {
				s.scores[outside] -= r.lean
			}
		}
		for l := range n {
			totals[l] = never
		}
		for p := range n {
			if before[p] > never {
				r.extend(s, i, uint8(p), before[p], plain, &totals)
			}
		}
		before = totals
	}
	r.trace(s, &before)
}

// never is the score of what cannot be.
const never = -1 << 29

// extend scores every label of word i after label p. The scores of the word
// itself stand in s.scores, those of the transition are added for one p.
func (r *Recogniser) extend(s *state, i int, p uint8, score int32, plain bool, totals *[maxLabels]int32) {
	n := len(r.labels)
	row := s.row[:]
	copy(row[:n], s.scores[:n])
	s.features = s.transitions(i, p, s.features[:0], plain)
	r.model.Score(s.features, row)
	for l := range n {
		if follows(p, uint8(l)) && score+row[l] > totals[l] {
			totals[l] = score + row[l]
			s.back[i][l] = p
		}
	}
}

// close labels word i as outside.
func (r *Recogniser) close(s *state, i int, before *[maxLabels]int32) {
	p := bestOf(before[:len(r.labels)])
	score := before[p]
	for l := range before {
		before[l] = never
	}
	before[outside] = score
	s.back[i][outside] = p
}

// trace follows the back pointers from the best last label.
func (r *Recogniser) trace(s *state, last *[maxLabels]int32) {
	l := bestOf(last[:len(r.labels)])
	for i := len(s.atoms) - 1; i >= 0; i-- {
		s.best[i] = l
		l = s.back[i][l]
	}
}

func bestOf(scores []int32) uint8 {
	best := 0
	for k := range scores {
		if scores[k] > scores[best] {
			best = k
		}
	}
	return uint8(best)
}
