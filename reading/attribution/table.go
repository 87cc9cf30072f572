package attribution

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/packs"
)

// pattern is a sequence of lemmas with up to maxGap other words between two of
// them. Each place holds alternatives; "lemma@Feature=Value" asks for a feature,
// "@Feature=Value" alone for any word with it.
type pattern [][]string

const maxGap = 3

func parsePattern(cell string) pattern {
	var p pattern
	for _, w := range strings.Fields(strings.ToLower(cell)) {
		p = append(p, strings.Split(w, "|"))
	}
	return p
}

// fits reports whether token t is one of the alternatives.
func fits(alternatives []string, t *token) bool {
	for _, w := range alternatives {
		lemma, feature, asked := strings.Cut(w, "@")
		if lemma != "" && lemma != t.form && (lemma != t.lemma || t.Feat("Poss") == "Yes") {
			continue // "sin" is no "sig", whatever its lemma
		}
		if !asked {
			return true
		}
		if name, value, ok := strings.Cut(feature, "="); ok && strings.EqualFold(t.featFold(name), value) {
			return true
		}
	}
	return false
}

// featFold is Feat for a name in lower case.
func (t *token) featFold(name string) string {
	for _, f := range strings.Split(t.Feats, "|") {
		if n, v, ok := strings.Cut(f, "="); ok && strings.EqualFold(n, name) {
			return v
		}
	}
	return ""
}

// match finds the places of the pattern from token i on, inside the sentence of
// i; nil where it does not stand there.
func (p pattern) match(v *view, i int) []int { return p.matchApart(v, i, maxGap) }

// matchApart is match with up to gap other words between two.
func (p pattern) matchApart(v *view, i, gap int) []int {
	if !fits(p[0], &v.toks[i]) {
		return nil
	}
	if len(p) == 1 {
		return []int{i}
	}
	end := v.sentence(i).to
	at := make([]int, 1, len(p))
	at[0] = i
	for _, place := range p[1:] {
		found := -1
		for j, last := at[len(at)-1]+1, at[len(at)-1]+gap+1; j <= last && j < end; j++ {
			if fits(place, &v.toks[j]) {
				found = j
				break
			}
			if t := &v.toks[j]; t.isPunct() && !isMark(t.form) && !isDash(t.form) {
				break
			}
		}
		if found < 0 {
			return nil
		}
		at = append(at, found)
	}
	return at
}

// cueRow is one line of cues.tsv.
type cueRow struct {
	pattern pattern
	pos     []string
	passive bool
	forms   map[string]bool // of the verb, lower case
	frames  frames
	preps   []string // lemmas that open the content as a prepositional complement
	act     enligt.Act
	p       int    // per mille
	hash    uint64 // of the pattern, by which training knows the row
}

// frames is a set of shapes that a cue's content may have.
type frames uint32

const (
	frameQuote      frames = 1 << iota // a quotation beside it
	frameClause                        // a finite clause, or the sentence around it
	frameQuestion                      // an interrogative clause
	frameInfinitive                    // an infinitive
	frameObject                        // its object
	frameAccuse                        // its object with all that follows
	frameRaise                         // the clause without the cue
	framePrep                          // a complement that one of preps opens
	frameColon                         // what follows a colon
	frameSource                        // a preposition that takes the source
	frameAddressee                     // its object is spoken to
	frameCarrier                       // only those who carry news say it so
	frameOpening                       // opens its sentence, a comma closes its source
	frameCites                         // beside one who reports, its object has said it
	frameSeveral                       // quotations that its verb strings together
	frameHears                         // its subject is told it
	frameBetween                       // who stands between its words says it, its subject carries it
)

var frameNames = map[string]frames{"quote": frameQuote, "clause": frameClause, "question": frameQuestion, "infinitive": frameInfinitive, "object": frameObject,
	"accuse": frameAccuse, "raise": frameRaise, "colon": frameColon, "source": frameSource, "addressee": frameAddressee, "carrier": frameCarrier, "opening": frameOpening, "cites": frameCites, "several": frameSeveral, "hears": frameHears, "between": frameBetween}

// index finds the rows that may start at a token.
type index[T any] map[string][]T

func (x index[T]) add(p pattern, row T) {
	for _, w := range p[0] {
		lemma, _, _ := strings.Cut(w, "@")
		x[lemma] = append(x[lemma], row)
	}
}

// at calls f for each row whose first word may be token t.
func (x index[T]) at(t *token, f func(T)) {
	for _, r := range x[t.lemma] {
		f(r)
	}
	if t.form != t.lemma {
		for _, r := range x[t.form] {
			f(r)
		}
	}
}

// features calls f for each row whose first word may be any with a feature that
// token t has.
func (x index[T]) features(t *token, f func(T)) {
	for _, r := range x[""] {
		f(r)
	}
}

// readCues gives the rows of the cue table, apart from them those whose nouns only
// string quotations together.
func readCues(p *packs.Pack) (rows, strung index[*cueRow], err error) {
	t, err := p.Table("cues")
	if err != nil {
		return nil, nil, err
	}
	rows, strung = index[*cueRow]{}, index[*cueRow]{}
	for _, r := range t.Rows {
		c, err := readCue(r)
		switch {
		case err != nil:
			return nil, nil, err
		case c.frames == frameSeveral:
			strung.add(c.pattern, c)
		default:
			rows.add(c.pattern, c)
		}
	}
	return rows, strung, nil
}

func readCue(r packs.Row) (*cueRow, error) {
	c := &cueRow{pattern: parsePattern(r.Get("cue")), act: enligt.Act(r.Get("act"))}
	if len(c.pattern) == 0 {
		return nil, fmt.Errorf("%s: no cue", r.At())
	}
	pos, voice, _ := strings.Cut(r.Get("pos"), ":")
	c.pos, c.passive = strings.Split(pos, "|"), voice == "pass"
	for _, f := range strings.Fields(r.Get("frames")) {
		if known, ok := frameNames[f]; ok {
			c.frames |= known
		} else {
			c.frames |= framePrep
			c.preps = append(c.preps, f)
		}
	}
	var err error
	if c.p, err = strconv.Atoi(r.Get("p")); err != nil || c.p < 1 || c.p > 999 {
		return nil, fmt.Errorf("%s: p is %q, must be 1 to 999", r.At(), r.Get("p"))
	}
	if !known(c.act) {
		return nil, fmt.Errorf("%s: no act is called %q", r.At(), c.act)
	}
	c.addForms(strings.Fields(strings.ToLower(r.Get("forms"))))
	c.hash = learn.Hash(strings.ToLower(r.Get("cue")))
	return c, nil
}

// addForms makes the forms alternatives of the place in the pattern that
// resembles them most.
func (c *cueRow) addForms(forms []string) {
	if len(forms) == 0 {
		return
	}
	place, most := 0, -1
	for i, alternatives := range c.pattern {
		for _, w := range alternatives {
			if n := sharedPrefix(w, forms[0]); n > most {
				place, most = i, n
			}
		}
	}
	c.forms = map[string]bool{}
	for _, f := range forms {
		c.forms[f] = true
	}
	c.pattern[place] = append(c.pattern[place], forms...)
}

func sharedPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func known(a enligt.Act) bool {
	for _, b := range enligt.Acts {
		if a == b {
			return true
		}
	}
	return false
}
