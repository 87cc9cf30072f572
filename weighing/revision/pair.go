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
	words := lexicon{}
	bags := make([]bag, len(a.contents))
	for _, i := range old {
		bags[i] = words.bag(a.contents[i])
	}
	reach := max(1, mostPairs/max(1, len(now))/2)
	var out []candidate
	for at, j := range now {
		middle, mine := at*len(old)/len(now), words.bag(b.contents[j])
		for _, i := range old[max(0, middle-reach):min(len(old), middle+reach)] {
			if score := likeness(a, b, i, j, wordsShared(bags[i], mine)); score >= alike {
				out = append(out, candidate{i, j, score})
			}
		}
	}
	slices.SortFunc(out, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(min(x.i, x.j), min(y.i, y.j)), cmp.Compare(max(x.i, x.j), max(y.i, y.j)), cmp.Compare(x.j, y.j))
	})
	return out
}

// likeness is how alike two statements are that share so many of their words, in
// thousandths.
func likeness(a, b *side, i, j, score int) int {
	s, t := &a.reading.Statements[i], &b.reading.Statements[j]
	if score > 0 && len(s.Speaker) > 0 && sameSpeakers(a, b, s.Speaker, t.Speaker) {
		score += bySpeaker
	}
	return score
}

// bag is the different words of a text, by their numbers in a lexicon, in order.
type bag []weighted

type weighted struct{ word, weight int }

// lexicon numbers the words of two texts.
type lexicon map[string]int

// bag is the words of a text, each once.
func (l lexicon) bag(text []token) bag {
	out := make(bag, 0, len(text))
	for _, t := range text {
		key, weight := t.weigh()
		n, ok := l[key]
		if !ok {
			n = len(l)
			l[key] = n
		}
		out = append(out, weighted{n, weight})
	}
	slices.SortFunc(out, func(a, b weighted) int { return cmp.Compare(a.word, b.word) })
	return slices.Compact(out)
}

// wordsShared is the share of two texts' words that is in both, long words weighing
// more and all numbers alike, in thousandths.
func wordsShared(old, now bag) int {
	all, both := 0, 0
	for len(old) > 0 || len(now) > 0 {
		switch {
		case len(now) == 0 || len(old) > 0 && old[0].word < now[0].word:
			all += old[0].weight
			old = old[1:]
		case len(old) == 0 || now[0].word < old[0].word:
			all += now[0].weight
			now = now[1:]
		default:
			all, both = all+old[0].weight, both+old[0].weight
			old, now = old[1:], now[1:]
		}
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
