package revision

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// Likeness is in thousandths of the weight of both contents' words.
const (
	alike     = 350     // from which two statements may be one that changed
	bySpeaker = 150     // that the same speaker is worth
	mostPairs = 1 << 16 // weighed; of more statements only those near each other are
	mostSame  = 16      // statements of the same words that are looked at
)

// pair finds for each newer statement the older one that it was, -1 for none, and
// says which older ones have become one: first those that are the same, then those
// with the same words, then those with the most words in common.
func pair(a, b *side) (partner []int, taken []bool) {
	partner, taken = make([]int, len(b.contents)), make([]bool, len(a.contents))
	waiting := map[string][]int{} // older statements by their words
	for i, c := range a.contents {
		waiting[sequence(c)] = append(waiting[sequence(c)], i)
	}
	join := func(j int, like func(i int) bool) {
		words := sequence(b.contents[j])
		list := waiting[words]
		if at := slices.IndexFunc(list[:min(len(list), mostSame)], like); partner[j] < 0 && at >= 0 {
			partner[j], taken[list[at]] = list[at], true
			waiting[words] = slices.Delete(list, at, at+1)
		}
	}
	for j := range partner {
		partner[j] = -1
		join(j, func(i int) bool { return len(differences(a, b, i, j)) == 0 })
	}
	for j := range partner {
		join(j, func(int) bool { return true })
	}
	for _, c := range candidates(a, b, taken, partner) {
		if !taken[c.i] && partner[c.j] < 0 {
			partner[c.j], taken[c.i] = c.i, true
		}
	}
	return partner, taken
}

type candidate struct{ i, j, score int }

// candidates are the pairs that may be one, the most alike first, else in the order
// of the texts, which is the same from both sides.
func candidates(a, b *side, taken []bool, partner []int) []candidate {
	var old, now []int
	for i := range taken {
		if !taken[i] {
			old = append(old, i)
		}
	}
	for j := range partner {
		if partner[j] < 0 {
			now = append(now, j)
		}
	}
	reach := max(1, mostPairs/max(1, len(now))/2)
	var out []candidate
	for at, j := range now {
		middle := at * len(old) / len(now)
		for _, i := range old[max(0, middle-reach):min(len(old), middle+reach)] {
			if score := likeness(a, b, i, j); score >= alike {
				out = append(out, candidate{i, j, score})
			}
		}
	}
	slices.SortFunc(out, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(min(x.i, x.j), min(y.i, y.j)), cmp.Compare(max(x.i, x.j), max(y.i, y.j)), cmp.Compare(x.j, y.j))
	})
	return out
}

// likeness is how alike two statements are, in thousandths.
func likeness(a, b *side, i, j int) int {
	score := wordsShared(a.contents[i], b.contents[j])
	s, t := &a.reading.Statements[i], &b.reading.Statements[j]
	if score > 0 && len(s.Speaker) > 0 && sameSpeakers(a, b, s.Speaker, t.Speaker) {
		score += bySpeaker
	}
	return score
}

// wordsShared is the share of two texts' words that is in both, long words weighing
// more and all numbers alike, in thousandths.
func wordsShared(old, now []token) int {
	have := map[string]bool{}
	all, both := 0, 0
	for _, t := range old {
		if key, weight := t.weigh(); !have[key] {
			have[key] = true
			all += weight
		}
	}
	seen := map[string]bool{}
	for _, t := range now {
		key, weight := t.weigh()
		switch {
		case seen[key]:
		case have[key]:
			both += weight
		default:
			all += weight
		}
		seen[key] = true
	}
	if all == 0 {
		return 0
	}
	return both * 1000 / all
}

// weigh is a token's identity and weight among others: short words say little.
func (t token) weigh() (key string, weight int) {
	if t.number {
		return "0", 4
	}
	return t.form, min(8, utf8.RuneCountInString(t.form))
}

// sameSpeakers reports whether two lists name the same ones, in any order. A person
// may be named more fully in the one.
func sameSpeakers(a, b *side, old, now []enligt.Speaker) bool {
	if len(old) != len(now) {
		return false
	}
	left := slices.Clone(now)
	for _, p := range old {
		at := slices.IndexFunc(left, func(q enligt.Speaker) bool { return sameSpeaker(a, b, p, q) })
		if at < 0 {
			return false
		}
		left = slices.Delete(left, at, at+1)
	}
	return true
}

func sameSpeaker(a, b *side, p, q enligt.Speaker) bool {
	if key := a.keys[p.Actor]; key != "" && key == b.keys[q.Actor] {
		return true
	}
	one, other := tokens(p.Name), tokens(q.Name)
	if p.Kind != enligt.Person || q.Kind != enligt.Person {
		return slices.EqualFunc(one, other, sameForm)
	}
	if len(one) > len(other) {
		one, other = other, one
	}
	for _, t := range one {
		if !slices.ContainsFunc(other, func(u token) bool { return sameForm(t, u) }) {
			return false
		}
	}
	return len(one) > 0
}

func sameForm(a, b token) bool { return a.form == b.form }
