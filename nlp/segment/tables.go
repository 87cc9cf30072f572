package segment

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt/packs"
)

// tables holds what a pack says about writing.
type tables struct {
	abbreviations map[string]abbreviation // lower-cased, with its full stops
	longest       int                     // atoms of the longest abbreviation
	contractions  []contraction
	whole         map[string]int32 // lower-cased token -> row of contractions
	suffixes      []int32          // rows that end a token, longest first
	elisions      map[string]bool  // "l'" splits from what follows
	clitics       map[string]bool  // "-il" splits from what precedes
}

// abbreviation says how likely a sentence ends with the abbreviation.
type abbreviation uint8

const (
	noAbbreviation abbreviation = iota
	inner                       // never ends a sentence: titles, "kl.", "t.ex."
	beforeNumber                // no end where a number follows: "s. 5", "art. 5"
	either                      // may end one: "m.m.", "etc."
)

var abbreviationKinds = map[string]abbreviation{"inner": inner, "number": beforeNumber, "either": either}

// contraction is one row of contractions.tsv.
type contraction struct {
	form   string
	parts  []string
	sliced bool // the parts in a row are the form, so that they are slices of the text
	title  []string
	upper  []string
}

func readTables(p *packs.Pack) (*tables, error) {
	t := &tables{abbreviations: map[string]abbreviation{}, whole: map[string]int32{}, elisions: map[string]bool{}, clitics: map[string]bool{}}
	table, err := p.Table("abbreviations")
	if err != nil {
		return nil, err
	}
	for _, r := range table.Rows {
		k, ok := abbreviationKinds[r.Get("kind")]
		if !ok {
			return nil, fmt.Errorf("%s: kind %q is none of inner, number, either", r.At(), r.Get("kind"))
		}
		t.abbreviations[strings.ToLower(r.Get("form"))] = k
	}
	if table, err = p.Table("contractions"); err != nil {
		return nil, err
	}
	for _, r := range table.Rows {
		if err := t.addContraction(r); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(t.suffixes, func(a, b int32) int {
		return len(t.contractions[b].form) - len(t.contractions[a].form)
	})
	return t, nil
}

func (t *tables) addContraction(r packs.Row) error {
	form := strings.ToLower(r.Get("form"))
	row := int32(len(t.contractions))
	switch r.Get("kind") {
	case "elision":
		t.elisions[form] = true
		return nil
	case "clitic":
		t.clitics[form] = true
		return nil
	case "whole":
		t.whole[form] = row
	case "suffix":
		t.suffixes = append(t.suffixes, row)
	default:
		return fmt.Errorf("%s: kind %q is none of whole, suffix, elision, clitic", r.At(), r.Get("kind"))
	}
	c := contraction{form: form, parts: strings.Fields(r.Get("parts"))}
	if r.Get("kind") == "suffix" {
		c.parts = []string{"", form}
	}
	if len(c.parts) < 2 {
		return fmt.Errorf("%s: %q needs two parts or more", r.At(), form)
	}
	c.sliced = strings.Join(c.parts, "") == form
	for _, p := range c.parts {
		c.title, c.upper = append(c.title, p), append(c.upper, strings.ToUpper(p))
	}
	r0, n := utf8.DecodeRuneInString(c.parts[0])
	c.title[0] = string(unicode.ToUpper(r0)) + c.parts[0][n:]
	t.contractions = append(t.contractions, c)
	return nil
}

func (c *contraction) count() int { return len(c.parts) }

// forms gives the words of a token: slices of it where the parts add up to it,
// else the table's, in the token's case.
func (c *contraction) forms(token string) []string {
	if c.sliced && len(c.parts[0]) > 0 {
		out, at := make([]string, 0, len(c.parts)), 0
		for _, p := range c.parts {
			out = append(out, token[at:at+len(p)])
			at += len(p)
		}
		return out
	}
	if c.parts[0] == "" {
		return []string{token[:len(token)-len(c.form)], token[len(token)-len(c.form):]}
	}
	first, _ := utf8.DecodeRuneInString(token)
	last, _ := utf8.DecodeLastRuneInString(token)
	switch {
	case unicode.IsUpper(last):
		return c.upper
	case unicode.IsUpper(first):
		return c.title
	}
	return c.parts
}

// find is the contraction that a token is, -1 for none.
func (t *tables) find(token string) int32 {
	var room [64]byte
	low := lower(room[:0], token)
	if row, ok := t.whole[string(low)]; ok && len(t.contractions[row].form) == len(token) {
		return row
	}
	for _, row := range t.suffixes {
		f := t.contractions[row].form
		if len(token) > len(f) && len(low) == len(token) && string(low[len(low)-len(f):]) == f {
			return row
		}
	}
	return -1
}

// lower appends s in lower case, with plain apostrophes, without allocating for
// short words. A curly apostrophe counts as a plain one.
func lower(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			b = append(b, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		b = utf8.AppendRune(b, unicode.ToLower(plain(r)))
		i += n
	}
	return b
}

// plain maps the typographic marks to the ones of a typewriter.
func plain(r rune) rune {
	switch r {
	case '’', '‘', '´', '`', '′', 'ʼ':
		return '\''
	case '‐', '‑':
		return '-'
	}
	return r
}

func sortInts(s []int) { slices.Sort(s) }
