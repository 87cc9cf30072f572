package measure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/enligt/enligt"
)

// confusions counts which gold value was taken for which, with one example each.
type confusions struct {
	rows map[[2]string]*ErrorLine
}

func (c *confusions) add(gold, system, example string) {
	if c.rows == nil {
		c.rows = map[[2]string]*ErrorLine{}
	}
	key := [2]string{gold, system}
	if c.rows[key] == nil {
		c.rows[key] = &ErrorLine{Gold: gold, System: system, Example: example}
	}
	c.rows[key].N++
}

// total is how many were added.
func (c *confusions) total() int {
	n := 0
	for _, r := range c.rows {
		n += r.N
	}
	return n
}

// count adds a group of the most frequent with how many there are in all, unless
// there are none.
func (e *Errors) count(title string, c *confusions, limit int) {
	if c != nil && len(c.rows) > 0 && limit > 0 {
		e.Groups = append(e.Groups, c.group(fmt.Sprintf("%s: %d", title, c.total()), limit))
	}
}

// group lists the most frequent, ties in order of the values.
func (c *confusions) group(title string, limit int) ErrorGroup {
	g := ErrorGroup{Title: title, Rows: []ErrorLine{}}
	for _, r := range c.rows {
		g.Rows = append(g.Rows, *r)
	}
	slices.SortFunc(g.Rows, func(a, b ErrorLine) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Gold, b.Gold), cmp.Compare(a.System, b.System))
	})
	g.Rows = g.Rows[:min(limit, len(g.Rows))]
	return g
}

// Errors shows what is behind the figures: confusions of tags, relations and
// lemmas over aligned words, the sentences with most wrong heads, wrong sentence
// ends and wrong tokens, at most limit of each.
func (a *Alignment) Errors(limit int) *Errors {
	var tags, rels, lemmas, feats confusions
	for i := range a.gold.words {
		j := a.pair[i]
		if j < 0 {
			continue
		}
		g, s := &a.gold.words[i], &a.system.words[j]
		if g.UPOS != s.UPOS {
			tags.add(g.UPOS, s.UPOS, a.around(i))
		}
		if !a.right(i, mFeats) {
			f, h := featDiff(g.Feats, s.Feats)
			feats.add(f, h, a.around(i))
		}
		if !a.right(i, mLemma) {
			lemmas.add(g.Lemma, s.Lemma, a.around(i))
		}
		if relation(g.Deprel) != relation(s.Deprel) {
			rels.add(relation(g.Deprel), relation(s.Deprel), a.around(i))
		}
	}
	return &Errors{Groups: []ErrorGroup{
		tags.group("parts of speech", limit), feats.group("features", limit), lemmas.group("lemmas", limit),
		rels.group("relations", limit), a.worst(limit),
		a.ends("sentence ends missed", a.gold, a.system, limit), a.ends("sentence ends too many", a.system, a.gold, limit),
		a.tokens(limit),
	}}
}

// SegmentErrors is the part of Errors about sentences and tokens.
func (a *Alignment) SegmentErrors(limit int) *Errors {
	return &Errors{Groups: []ErrorGroup{
		a.ends("sentence ends missed", a.gold, a.system, limit), a.ends("sentence ends too many", a.system, a.gold, limit),
		a.tokens(limit),
	}}
}

// around shows gold word i between its neighbours: "han *säger* att".
func (a *Alignment) around(i int) string {
	s := a.gold.sentences[a.gold.words[i].sentence]
	var b strings.Builder
	for k := max(s.first, i-2); k < min(s.last, i+3); k++ {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if k == i {
			b.WriteString("*" + a.gold.words[k].Form + "*")
		} else {
			b.WriteString(a.gold.words[k].Form)
		}
	}
	return b.String()
}

// featDiff is what two sets of universal features do not share.
func featDiff(gold, system string) (string, string) {
	g, s := strings.Split(universal(gold), "|"), strings.Split(universal(system), "|")
	only := func(a, b []string) string {
		var out []string
		for _, f := range a {
			if !slices.Contains(b, f) {
				out = append(out, f)
			}
		}
		return strings.Join(out, "|")
	}
	return only(g, s), only(s, g)
}

// worst lists the gold sentences with most words whose head or relation is wrong.
func (a *Alignment) worst(limit int) ErrorGroup {
	g := ErrorGroup{Title: "sentences with most wrong attachments", Rows: []ErrorLine{}}
	for _, s := range a.gold.sentences {
		wrong := 0
		for i := s.first; i < s.last; i++ {
			if !a.right(i, mLAS) {
				wrong++
			}
		}
		if wrong > 0 {
			g.Rows = append(g.Rows, ErrorLine{N: wrong, Gold: fmt.Sprintf("of %d", s.last-s.first), Example: s.text})
		}
	}
	slices.SortStableFunc(g.Rows, func(a, b ErrorLine) int { return cmp.Compare(b.N, a.N) })
	g.Rows = g.Rows[:min(limit, len(g.Rows))]
	return g
}

// ends lists sentence ends that have and lack does not, in the words around them.
func (a *Alignment) ends(title string, have, lack *Corpus, limit int) ErrorGroup {
	g := ErrorGroup{Title: title, Rows: []ErrorLine{}}
	known := make(map[int]bool, len(lack.sentences))
	for _, s := range lack.sentences {
		known[s.End] = true
	}
	n := 0
	for k, s := range have.sentences {
		if known[s.End] {
			continue
		}
		n++
		if len(g.Rows) < limit {
			after := ""
			if k+1 < len(have.sentences) {
				after = have.sentences[k+1].text
			}
			g.Rows = append(g.Rows, ErrorLine{Example: lastRunes(s.text, 40) + " ¶ " + firstRunes(after, 40)})
		}
	}
	g.Title = fmt.Sprintf("%s: %d", title, n)
	return g
}

// tokens counts stretches that the two sides cut into tokens differently.
func (a *Alignment) tokens(limit int) ErrorGroup {
	var c confusions
	gold, system := a.gold, a.system
	for i, j := 0, 0; i < len(gold.tokens) && j < len(system.tokens); {
		from, fromJ := i, j
		for i < len(gold.tokens)-1 && gold.tokens[i].End < system.tokens[j].End || j < len(system.tokens)-1 && gold.tokens[i].End > system.tokens[j].End {
			if gold.tokens[i].End < system.tokens[j].End {
				i++
			} else {
				j++
			}
		}
		i, j = i+1, j+1
		if i-from != 1 || j-fromJ != 1 {
			c.add(gold.show(gold.tokens[from:i]), system.show(system.tokens[fromJ:j]), "")
		}
	}
	return c.group("tokens", limit)
}

func (c *Corpus) show(tokens []enligt.Span) string {
	var out []string
	for _, t := range tokens {
		out = append(out, string(c.letters[t.Start:t.End]))
	}
	return strings.Join(out, " ")
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i] + "…"
		}
		n--
	}
	return s
}

func lastRunes(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return "…" + string(r[len(r)-n:])
}
