package langid

import (
	"math/bits"
	"unicode"
)

// order is the longest n-gram, in symbols; a profile may stop at fewer.
const order = 5

// alien is the cost of a symbol that a profile has never seen, in units.
const alien = 10 * unit

// table holds the n-grams of all profiles in one hash table: one look-up serves
// every language.
type table struct {
	profiles []*profile
	scripts  []scriptLanguages
	mask     uint32
	slots    []slot
	cells    []cell
}

// slot is a place of the table: the cells [from, to) of one n-gram. An empty
// slot has to = 0.
type slot struct {
	key      uint32
	from, to uint32
}

type cell struct {
	profile, cost, yield uint8
}

// maxProfiles is what a cell can number.
const maxProfiles = 255

func newTable(models []*model) *table {
	t := &table{profiles: choose(models)}
	total := 0
	for _, p := range t.profiles {
		total += len(p.grams)
	}
	t.lay(total)
	t.allow()
	for _, m := range models {
		t.scripts = append(t.scripts, m.scripts...)
	}
	for _, p := range t.profiles {
		p.grams = nil // they live in the table now
	}
	return t
}

// choose keeps one profile a language: a pack's own, else the one that has seen
// most text, else the first. A pack's own profile also stands for the codes that
// it replaces.
func choose(models []*model) []*profile {
	gone := map[string]bool{}
	kept := map[string]*profile{}
	var langs []string
	for _, m := range models {
		for _, l := range m.replaces {
			gone[l] = true
		}
		for _, p := range m.profiles {
			old, ok := kept[p.lang]
			if !ok {
				langs = append(langs, p.lang)
			}
			if !ok || p.own && !old.own || p.own == old.own && p.symbols > old.symbols {
				kept[p.lang] = p
			}
		}
	}
	var out []*profile
	for _, l := range langs {
		if p := kept[l]; (p.own || !gone[l]) && len(out) < maxProfiles {
			out = append(out, p)
		}
	}
	return out
}

// lay fills slots and cells: it counts the cells of each n-gram, gives each a
// range, and fills the ranges.
func (t *table) lay(total int) {
	size := uint32(1) << max(4, bits.Len(uint(total)))
	t.mask = size - 1
	t.slots = make([]slot, size)
	for _, p := range t.profiles {
		for _, g := range p.grams {
			s := t.find(g.key)
			s.key = g.key
			s.to++
		}
	}
	at := uint32(0)
	for i := range t.slots {
		if n := t.slots[i].to; n > 0 {
			t.slots[i].from, t.slots[i].to = at, at+n
			at += n
		}
	}
	t.cells = make([]cell, total)
	filled := make([]uint8, size)
	for n, p := range t.profiles {
		for _, g := range p.grams {
			i := t.place(g.key)
			t.cells[t.slots[i].from+uint32(filled[i])] = cell{uint8(n), g.cost, g.yield}
			filled[i]++
		}
	}
}

func (t *table) place(key uint32) uint32 {
	i := key & t.mask
	for t.slots[i].to != 0 && t.slots[i].key != key {
		i = (i + 1) & t.mask
	}
	return i
}

func (t *table) find(key uint32) *slot { return &t.slots[t.place(key)] }

// result is a profile with its score, the log probability of the text, and its
// rank, the score with what a profile from little text gets for being one; both
// in units.
type result struct {
	profile     *profile
	score, rank int32
}

// allow sets what a symbol adds to the rank of a profile: a quarter of what its own
// held-out text costs more than that of the best-known profile. Without it a
// language known from twenty sentences would lose its texts to better known
// neighbours.
func (t *table) allow() {
	if len(t.profiles) == 0 {
		return
	}
	low := t.profiles[0].mean
	for _, p := range t.profiles {
		low = min(low, p.mean)
	}
	for _, p := range t.profiles {
		p.allowance = (p.mean - low) / 4
	}
}

// score runs all profiles over the symbols and returns the two of highest rank; of equals
// the earlier profile. For each symbol and profile the cost is that of the
// longest known n-gram that ends there, plus what backing off to it yields.
func (t *table) score(symbols []rune) (best, next result) {
	var totals, costs [maxProfiles]int32
	var before, here [order][]cell // cells of the n-grams that end at the symbol before and here
	n := len(t.profiles)
	for i := range symbols {
		for p := range n {
			costs[p] = alien
		}
		key := uint32(0)
		for k := 0; k < order && k <= i; k++ {
			key = extend(key, symbols[i-k])
			s := t.find(key)
			here[k] = t.cells[s.from:s.to]
			if k > 0 {
				for _, c := range before[k-1] {
					costs[c.profile] += int32(c.yield)
				}
			}
			for _, c := range here[k] {
				costs[c.profile] = int32(c.cost)
			}
		}
		if i > 0 { // the first is the space before the text
			for p := range n {
				totals[p] -= costs[p]
			}
		}
		before = here
	}
	for p := range n {
		allowance := t.profiles[p].allowance * len(symbols) * unit / 1000
		r := result{t.profiles[p], totals[p], totals[p] + int32(allowance)}
		switch {
		case best.profile == nil || r.rank > best.rank:
			best, next = r, best
		case next.profile == nil || r.rank > next.rank:
			next = r
		}
	}
	return best, next
}

// extend makes the key of an n-gram from that of its last symbols and the symbol
// before them.
func extend(key uint32, r rune) uint32 {
	key = (key ^ uint32(r)) * 0x9E3779B1
	return key ^ key>>15
}

// scriptLanguages says that letters of a script are those of one language.
type scriptLanguages struct {
	Script string `json:"script"` // Unicode's name
	Lang   string `json:"lang"`
}

// minScript is the number of letters of a script that name its language.
const minScript = 3

// byScript names the language of a text whose letters mostly belong to a script
// that only one language uses. Of several such scripts the first of the list
// counts that has a tenth of the letters: kana make Han Japanese.
func (t *table) byScript(s sampled) string {
	if 2*s.foreign <= s.letters {
		return ""
	}
	for _, sl := range t.scripts {
		of, ok := unicode.Scripts[sl.Script]
		if !ok {
			continue
		}
		n := 0
		for _, r := range s.symbols {
			if r >= 0x250 && unicode.Is(of, r) {
				n++
			}
		}
		if n >= minScript && 10*n >= s.letters {
			return sl.Lang
		}
	}
	return ""
}
