package segment

import (
	"fmt"
	"slices"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/packs"
)

// Paragraph is a stretch of text without a blank line, with the sentences and
// words that it should be cut into.
type Paragraph struct {
	Text      string
	Sentences []enligt.Sentence // spans point into Text
}

// Options of training; the zero value is the default.
type Options struct {
	Rounds  int   // passes over the decisions, default 12
	Prior   int32 // weight of the rules before training, default 20
	MinSeen int   // a feature of fewer decisions is not learnt, default 3
}

// Train learns the model file of a pack from paragraphs. It fails where the
// pack's tables do, or where there is nothing to learn from.
func Train(p *packs.Pack, paragraphs []Paragraph, o Options, say func(string, ...any)) ([]byte, error) {
	t, err := readTables(p)
	if err != nil {
		return nil, err
	}
	if o.Rounds == 0 {
		o.Rounds = 12
	}
	if o.Prior == 0 {
		o.Prior = 20
	}
	if o.MinSeen == 0 {
		o.MinSeen = 3
	}
	if len(paragraphs) == 0 {
		return nil, fmt.Errorf("no sentences to learn from")
	}
	tr := &trainer{tables: t, model: &model{}}
	lines := tr.contractions(paragraphs)
	tr.writing(paragraphs)
	class := tr.guessers(paragraphs)
	for i := range paragraphs {
		tr.paragraph(&paragraphs[i])
	}
	f := &learn.File{Kind: Kind, Version: Version, Sections: map[string][]byte{"lower": tr.model.lower, "name": tr.model.name, "common": tr.model.common, "inside": tr.model.inside, "class": class.Bytes()}}
	f.SetLines("contractions", lines)
	for _, part := range []struct {
		name string
		*examples
		prior int32
		drop  uint64 // share of features left out, in percent
	}{{"token", &tr.token, o.Prior, 20}, {"sentence", &tr.sentence, o.Prior, 40}, {"multi", &tr.multi, o.Prior, 20}} {
		m, wrong := part.train(o, part.prior, part.drop)
		f.Sections[part.name] = m.Bytes()
		say("%s: %d decisions, %d wrong in the last round, %d kB", part.name, len(part.yes), wrong, len(m.Bytes())/1000)
	}
	return f.Bytes(), nil
}

// trainer collects the decisions of a treebank.
type trainer struct {
	tables                 *tables
	model                  *model
	lower, name            map[uint64]int // word -> times written so
	halves                 [2]*learn.Model
	sentences              int // labelled so far
	token, sentence, multi examples
}

// gold is a paragraph cut as the treebank has it: the tokens of w, and for each
// of them whether a sentence ends with it and the words that it stands for.
type gold struct {
	w     *work
	last  []bool
	words [][]enligt.Word
}

// cut reads a paragraph's atoms and joins them as its words say. A token that
// starts or ends inside an atom is joined with its neighbour.
func (tr *trainer) cut(p *Paragraph) *gold {
	g := &gold{w: &work{text: p.Text, tables: tr.tables, model: tr.model}}
	g.w.atoms = scan(nil, p.Text, enligt.Span{End: len(p.Text)})
	at, from := 0, 0
	for _, s := range p.Sentences {
		for i := 0; i < len(s.Words); {
			n := max(1, int(s.Words[i].Parts))
			for at < len(g.w.atoms) && int(g.w.atoms[at].end) <= s.Words[i].End {
				at++
			}
			if at > from {
				g.emit(from, at, s.Words[i:i+n])
				from = at
			}
			i += n
		}
		if len(g.last) > 0 {
			g.last[len(g.last)-1] = true
		}
	}
	g.w.quoteRoles(0)
	return g
}

func (g *gold) emit(from, to int, words []enligt.Word) {
	low := g.w.atoms[from].low
	for i := from + 1; i < to; i++ {
		low = learn.Mix(low, g.w.atoms[i].low)
	}
	g.w.emit(from, to, low)
	g.last = append(g.last, false)
	g.words = append(g.words, words)
}

// contractions adds to the tables the tokens of several words that the treebank
// has at least twice and the tables do not know, and lists them.
func (tr *trainer) contractions(paragraphs []Paragraph) []string {
	count := map[string]int{}
	for i := range paragraphs {
		g := tr.cut(&paragraphs[i])
		for k, t := range g.w.tokens {
			if len(g.words[k]) < 2 || t.multi >= 0 && tr.same(g, k) {
				continue
			}
			var parts []string
			for _, w := range g.words[k] {
				parts = append(parts, string(lower(nil, w.Form)))
			}
			count[string(lower(nil, g.w.form(k)))+"\t"+strings.Join(parts, " ")]++
		}
	}
	var lines []string
	for line, n := range count {
		if n >= 2 && !strings.Contains(line, "\n") {
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	for _, line := range lines {
		form, parts, _ := strings.Cut(line, "\t")
		if err := tr.tables.learnt(form, parts); err != nil {
			panic(err) // two parts or more were counted
		}
	}
	return lines
}

// same reports whether the contraction that token k may be gives its words.
func (tr *trainer) same(g *gold, k int) bool {
	forms := tr.tables.contractions[g.w.tokens[k].multi].appendForms(nil, g.w.form(k))
	if len(forms) != len(g.words[k]) {
		return false
	}
	for i, w := range g.words[k] {
		if string(lower(nil, forms[i])) != string(lower(nil, w.Form)) {
			return false
		}
	}
	return true
}

// writing notes which words the treebank writes in lower case, and which with a
// capital inside a sentence.
func (tr *trainer) writing(paragraphs []Paragraph) {
	tr.lower, tr.name = map[uint64]int{}, map[uint64]int{}
	inside := map[uint64]int{}
	for i := range paragraphs {
		g := tr.cut(&paragraphs[i])
		for k := range g.w.tokens {
			g.places(k, inside)
			lower, name := g.writing(k)
			tr.lower[g.w.tokens[k].low] += lower
			tr.name[g.w.tokens[k].low] += name
		}
	}
	tr.model.lower, tr.model.name = filter(tr.lower), filter(tr.name)
	common := map[uint64]int{}
	for h, n := range tr.lower {
		if n >= oftenLower*max(1, 3*tr.name[h]) {
			common[h] = n
		}
	}
	tr.model.common = filter(common)
	for h, n := range inside {
		inside[h] = max(0, n-oftenInside)
	}
	tr.model.inside = filter(inside)
}

// oftenLower is how often a common word is seen in lower case; three times that
// for each time that it is seen as a name.
const oftenLower = 8

// oftenInside is how often a word must be seen that never ends a sentence.
const oftenInside = 25

// places counts token k where its word stands inside the sentence, and takes far
// off where it is the last word.
func (g *gold) places(k int, inside map[uint64]int) {
	t := &g.w.tokens[k]
	switch {
	case t.shape > titleShape:
	case g.last[k] || g.w.tokens[k+1].shape == stopShape || g.last[k+1]:
		inside[t.low] -= 1 << 20
	default:
		inside[t.low]++
	}
}

// writing says what token k shows of its word: that it is written in lower case,
// or, inside a sentence, with a capital.
func (g *gold) writing(k int) (lower, name int) {
	switch t := &g.w.tokens[k]; t.shape {
	case lowShape:
		return 1, 0
	case titleShape, upperShape, mixedShape:
		if k > 0 && !g.last[k-1] && g.w.tokens[k-1].shape < stopShape {
			return 0, 1
		}
	}
	return 0, 0
}

// known sets what the other occurrences of each token say of its writing, so that
// training sees as many unknown words as reading will.
func (tr *trainer) known(g *gold) {
	for k := range g.w.tokens {
		t := &g.w.tokens[k]
		lower, name := g.writing(k)
		t.known = 1 + uint8(bit(tr.lower[t.low] > lower)|bit(tr.name[t.low] > name)<<1)
	}
}

func filter(count map[uint64]int) bloom {
	n := 0
	for _, c := range count {
		n += min(c, 1)
	}
	b := newBloom(n)
	for h, c := range count { // the order does not matter: bits are only set
		if c > 0 {
			b.put(h)
		}
	}
	return b
}

// paragraph collects the three kinds of decisions of one paragraph.
func (tr *trainer) paragraph(p *Paragraph) {
	g := tr.cut(p)
	tr.known(g)
	tr.classes(g)
	tr.gaps(g)
	for i := range g.w.tokens {
		if g.w.tokens[i].multi >= 0 {
			g.w.multiFeatures(&g.w.bag, i, 0)
			tr.multi.add(&g.w.bag, tr.same(g, i))
		}
	}
	g.w.lookAhead(0)
	h := history{}
	for i := 0; i+1 < len(g.w.tokens); i++ {
		h.step(&g.w.tokens[i])
		if yes, sure := g.w.certain(i, 0, &h); g.w.candidate(i) && (!sure || yes == g.last[i]) {
			g.w.boundaryFeatures(&g.w.bag, i, 0, &h, int(g.w.ahead[i]))
			tr.sentence.add(&g.w.bag, g.last[i])
		}
		if g.last[i] {
			h = history{start: i + 1}
		}
	}
}

// gaps collects the decisions between the atoms of each chunk.
func (tr *trainer) gaps(g *gold) {
	w, k := g.w, 0
	for first := 0; first < len(w.atoms); {
		c := w.chunkAt(first)
		start, sofar := c.first, w.atoms[c.first].low
		known := w.abbreviationEnd(c)
		for i := c.first; i+1 < c.last; i++ {
			for k < len(w.tokens) && w.tokens[k].end < w.atoms[i].end {
				k++
			}
			if i+1 < known {
				sofar = learn.Mix(sofar, w.atoms[i+1].low)
				continue
			}
			joined := k < len(w.tokens) && w.tokens[k].end > w.atoms[i].end
			if w.atoms[i].kind != address && w.atoms[i+1].kind != address {
				w.gapFeatures(&w.bag, c, start, i, sofar)
				tr.token.add(&w.bag, joined)
			}
			if joined {
				sofar = learn.Mix(sofar, w.atoms[i+1].low)
			} else {
				start, sofar = i+1, w.atoms[i+1].low
			}
		}
		first = c.last
	}
}
