package actor

import (
	"strings"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// maxLong is how many words the name before its abbreviation may have.
const maxLong = 12

// joinShort makes one of a name and its abbreviation in brackets, whichever of
// the two stands inside: "Förenta nationerna (FN)", "FN (Förenta nationerna)".
func (c *cast) joinShort() {
	v := c.v
	to := map[int]int{}
	for i := 1; i+2 < len(v.toks); i++ {
		if v.toks[i].form != "(" || v.toks[i-1].sent != v.toks[i].sent {
			continue
		}
		end := i + 1
		for end < len(v.toks) && end < i+maxLong && v.toks[end].form != ")" && v.toks[end].sent == v.toks[i].sent {
			end++
		}
		if end >= len(v.toks) || v.toks[end].form != ")" || end == i+1 {
			continue
		}
		inner := stretch{i + 1, end}
		switch {
		case inner.to-inner.from == 1 && v.toks[inner.from].isCapital() && v.toks[inner.from].Entity != "B-PER":
			c.longBefore(inner, i, to)
		case v.toks[i-1].isShort() && spells(c.initials(inner), v.toks[i-1].form):
			c.shortBefore(inner, i, to)
		}
	}
	for k := range c.names {
		if a, ok := to[c.names[k].who]; ok {
			c.names[k].who = a
		}
	}
}

// longBefore joins the abbreviation in brackets to the name right before them.
func (c *cast) longBefore(inner stretch, bracket int, to map[int]int) {
	if k := c.nameAt[bracket-1] - 1; k >= 0 && c.names[k].class == person {
		return // the party that someone belongs to
	}
	s := c.longName(inner, bracket)
	if s.empty() {
		return
	}
	k := c.nameAt[inner.from] - 1
	if k < 0 {
		c.addName(inner)
		if k = c.nameAt[inner.from] - 1; k < 0 {
			return
		}
		c.names[k].class = organisation
		c.names[k].who = c.add(entity{named: true, name: inner, words: c.names[k].words, kind: enligt.Organisation})
	}
	who := c.names[k].who
	if c.all[who].kind != enligt.Organisation {
		return
	}
	for i := s.from; i < s.to; i++ {
		if j := c.nameAt[i] - 1; j >= 0 && c.names[j].at == s && c.names[j].who != who {
			to[c.names[j].who] = who
		}
	}
	c.rename(who, s)
	for i := s.from; i < s.to; i++ {
		if c.nameAt[i] == 0 || !c.names[c.nameAt[i]-1].at.covers(s) {
			c.nameAt[i] = k + 1
		}
	}
}

// shortBefore joins the full name in brackets to the abbreviation right before.
func (c *cast) shortBefore(inner stretch, bracket int, to map[int]int) {
	k := c.nameAt[bracket-1] - 1
	if k < 0 || c.all[c.names[k].who].kind != enligt.Organisation {
		return
	}
	who := c.names[k].who
	if j := c.nameAt[inner.from] - 1; j >= 0 && c.names[j].at == inner && c.names[j].who != who {
		to[c.names[j].who] = who
	}
	c.rename(who, inner)
}

func (c *cast) rename(who int, s stretch) {
	x := &c.all[who]
	x.name, x.words, x.place = s, nil, false
	for i := s.from; i < s.to; i++ {
		x.words = append(x.words, fold(c.v.toks[i].form))
		if c.v.toks[i].UPOS == "NOUN" || c.v.toks[i].UPOS == "PROPN" {
			x.learn(&c.v.toks[i], "")
		}
	}
}

// longName is the stretch before a bracket whose initials the abbreviation
// spells, or the name that ends there.
func (c *cast) longName(short stretch, bracket int) stretch {
	v := c.v
	abbreviation := v.toks[short.from].form
	from := v.sentence(bracket).from
	for i := bracket - 1; i >= from && i >= bracket-maxLong; i-- {
		t := &v.toks[i]
		if t.isVerb() || t.isPunct() {
			break
		}
		if bracket-i > 1 && t.isCapital() && spells(c.initials(stretch{i, bracket}), abbreviation) {
			return stretch{i, bracket}
		}
	}
	if !v.toks[short.from].isShort() {
		return stretch{}
	}
	if k := c.nameAt[bracket-1] - 1; k >= 0 && c.names[k].at.to == bracket {
		if c.names[k].class == place {
			return stretch{} // "NIAMEY (AFP)"
		}
		return c.names[k].at
	}
	if t := &v.toks[bracket-1]; t.UPOS == "NOUN" && t.isCapital() && t.Feat("Number") != "Plur" {
		return stretch{bracket - 1, bracket} // a compound that spells nothing
	}
	return stretch{}
}

// initials are the first letters of the words of a stretch, in lower case.
func (c *cast) initials(s stretch) string {
	var b strings.Builder
	for i := s.from; i < s.to; i++ {
		form := c.v.toks[i].form
		if j := strings.IndexAny(form, "'’"); j >= 0 && j < 3 {
			form = form[j:]
			form = strings.TrimLeft(form, "'’")
		}
		if r, n := utf8.DecodeRuneInString(form); n > 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// spells reports whether an abbreviation starts as the name does and takes its
// first letters, in order, from its words.
func spells(initials, abbreviation string) bool {
	first, _ := utf8.DecodeRuneInString(initials)
	start, _ := utf8.DecodeRuneInString(abbreviation)
	if first != start {
		return false
	}
	i, hits, all := 0, 0, 0
	runes := []rune(initials)
	for _, r := range abbreviation {
		all++
		for j := i; j < len(runes); j++ {
			if runes[j] == r {
				i, hits = j+1, hits+1
				break
			}
		}
	}
	return hits*2 > all || hits > 1 && hits*2 >= all
}
