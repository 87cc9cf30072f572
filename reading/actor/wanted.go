package actor

import "github.com/enligt/enligt"

// wanted is what a noun phrase asks of the one it means.
type wanted struct {
	noun  *token
	base  string // of an office, its base form in the table
	role  bool
	keys  []string // states that it names
	owner int      // whose it is, -1 where it does not say
	marks []string // its other words
	alone bool     // it has none
	loose bool     // it has nothing but adjectives: "l'organisation ouest-africaine"
	aged  bool     // an age tells who it is: "la présentatrice de 63 ans"
	not   int      // whom it cannot mean, -1 for nobody

	office officeName // by which it is looked for instead of by the noun, where it has a base
}

// want is what the phrase of noun i asks.
func (c *cast) want(i int) wanted { return c.wantFrom(i, i+1) }

// wantFrom is want for an office whose name takes the words from noun i to token end.
func (c *cast) wantFrom(i, end int) wanted {
	v := c.v
	w := wanted{noun: &v.toks[i], role: c.isRole(i), owner: -1, not: c.quoter(i)}
	w.base = c.base(w.noun)
	pointed, nouns := false, false
	p := v.phrase(i)
	p.to = v.subtreeTo(i)
	if k := c.sourceOf[i] - 1; k >= 0 {
		p.to = min(p.to, c.partAt(k, i).to)
	}
	for j := p.from; j < p.to; j++ {
		t := &v.toks[j]
		if j >= i && j < end || t.UPOS == "DET" {
			pointed = pointed || t.Feat("PronType") == "Dem" && t.Feat("Definite") != "Def"
			continue
		}
		if c.relative(j) {
			break
		}
		if j < i && t.form[0] >= '0' && t.form[0] <= '9' {
			for w.aged = true; v.toks[j].GlueNext && j+1 < i; {
				j++ // "the 63-year-old presenter"
			}
			continue
		}
		if key := c.stateAt(j); key != "" {
			w.keys = append(w.keys, key)
		} else if k := c.nameAt[j] - 1; k >= 0 {
			if c.all[c.names[k].who].kind != enligt.Person && w.owner < 0 {
				w.owner = c.names[k].who
			}
		} else if j > p.from && v.toks[j-1].UPOS == "NUM" && j > i {
			w.aged = true
		} else if t.UPOS == "NOUN" || t.UPOS == "ADJ" {
			w.marks = append(w.marks, t.lemma)
			nouns = nouns || t.UPOS == "NOUN"
		}
	}
	w.loose = w.owner < 0 && !nouns
	if pointed {
		w.marks = nil // "this same source": the one before, whatever it was called
	}
	w.alone = len(w.keys) == 0 && w.owner < 0 && len(w.marks) == 0
	return w
}

// citizen reports whether a phrase says nothing more of whom it means than a state:
// "le président russe", "the American company".
func (w *wanted) citizen() bool { return len(w.keys) > 0 && w.owner < 0 && len(w.marks) == 0 }

// maxSub is how many words behind its noun may belong to a phrase.
const maxSub = 12

// subtreeTo is where the words behind i end that hang from it, one after another.
func (v *view) subtreeTo(i int) int {
	to := i + 1
	for j, end := i+1, min(v.sentence(i).to, i+maxSub); j < end; j++ {
		h, inside := j, false
		for n := 0; n < maxSub && h >= 0 && !inside; n++ {
			h = v.toks[h].head
			inside = h == i
		}
		if !inside || v.toks[j].UPOS == "CCONJ" {
			break
		}
		if !v.toks[j].isPunct() {
			to = j + 1
		}
	}
	return to
}

// shares weighs an entity against what a phrase asks: 0 no, 1 nothing speaks
// against it, 2 they have a word, a state or an owner in common.
func (w *wanted) shares(x *entity) int {
	if len(w.keys) > 0 && len(x.keys) > 0 {
		if common(w.keys, x.keys) {
			return 2
		}
		return 0
	}
	if w.owner >= 0 && x.within >= 0 {
		if w.owner == x.within {
			return 2
		}
		return 0
	}
	if len(w.marks) > 0 && len(x.marks) > 0 {
		if common(w.marks, x.marks) {
			return 2
		}
		return 0
	}
	return 1
}

// calls reports whether the phrase may be a name of an entity.
func (w *wanted) calls(x *entity) bool {
	if w.office.base != "" {
		return x.has(w.office)
	}
	return x.answers(w.noun, w.base)
}

func common(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// only is the one of pool that the noun names and nothing speaks against; of
// several the only one that shares a word with it; else -1.
func (w *wanted) only(c *cast, pool []int) int {
	var fits, close []int
	for _, who := range pool {
		x := &c.all[who]
		if who == w.not || !w.calls(x) || !w.role && !w.alone && w.shares(x) < 2 {
			continue
		}
		switch w.shares(x) {
		case 2:
			close = append(close, who)
			fits = append(fits, who)
		case 1:
			fits = append(fits, who)
		}
	}
	switch {
	case len(close) == 1:
		return close[0]
	case len(fits) == 1:
		return fits[0]
	}
	return -1
}
