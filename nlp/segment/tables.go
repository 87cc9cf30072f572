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
	capitals      map[string]bool         // words of one capital with a stop that is not theirs: "på X."
	spaced        map[uint64][][]uint64   // first word of a token with white space inside -> its words
	groups        bool                    // digits in groups of three are one token: "1 500"
	contractions  []contraction
	whole         map[string]int32 // lower-cased token -> row of contractions
	suffixes      []int32          // rows that end a token, longest first
	elisions      map[string]bool  // "l'" splits from what follows
	clitics       map[string]bool  // "-il" splits from what precedes
	words         map[string]bool  // never contractions, however a treebank's writers spell
}

// abbreviation says how likely a sentence ends with the abbreviation.
type abbreviation uint8

const (
	noAbbreviation abbreviation = iota
	inner                       // never ends a sentence: titles, "kl.", "t.ex."
	beforeNumber                // no end where a number follows: "s. 5", "art. 5"
	either                      // ends one where a common word with a capital follows: "m.m.", "etc."
	free                        // may or may not: "U.S."
)

var abbreviationKinds = map[string]abbreviation{"inner": inner, "number": beforeNumber, "either": either, "free": free}

// contraction is one row of contractions.tsv.
type contraction struct {
	form   string
	parts  []string
	learnt bool  // found in a treebank, not in the pack's table
	sliced bool  // the parts in a row are the form, so that they are slices of the text
	runes  []int // length of each part in characters
	title  []string
	upper  []string
}

func readTables(p *packs.Pack) (*tables, error) {
	t := &tables{abbreviations: map[string]abbreviation{}, capitals: map[string]bool{}, whole: map[string]int32{}, elisions: map[string]bool{}, clitics: map[string]bool{}, words: map[string]bool{}}
	table, err := p.Table("abbreviations")
	if err != nil {
		return nil, err
	}
	for _, r := range table.Rows {
		if r.Get("kind") == "word" {
			t.capitals[strings.ToLower(r.Get("form"))] = true
			continue
		}
		k, ok := abbreviationKinds[r.Get("kind")]
		if !ok {
			return nil, fmt.Errorf("%s: kind %q is none of inner, number, either, free, word", r.At(), r.Get("kind"))
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
	if table, err = p.Table("spaced"); err != nil {
		return nil, err
	}
	t.spaced = map[uint64][][]uint64{}
	for _, r := range table.Rows {
		t.addSpaced(r.Get("form"))
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
	case "word":
		t.words[form] = true
		return nil
	case "whole":
		t.whole[form] = row
	case "suffix":
		t.suffixes = append(t.suffixes, row)
	default:
		return fmt.Errorf("%s: kind %q is none of whole, suffix, elision, clitic, word", r.At(), r.Get("kind"))
	}
	parts := strings.Fields(r.Get("parts"))
	if r.Get("kind") == "suffix" {
		parts = []string{"", form}
	}
	if len(parts) < 2 {
		return fmt.Errorf("%s: %q needs two parts or more", r.At(), form)
	}
	t.contractions = append(t.contractions, newContraction(form, parts))
	return nil
}

// learnt adds a contraction that training found in a treebank.
func (t *tables) learnt(form, parts string) error {
	p := strings.Fields(parts)
	if len(p) < 2 {
		return fmt.Errorf("segment model: contraction %q has no parts; rebuild it with enligt train", form)
	}
	if _, ok := t.whole[form]; !ok {
		if !t.words[form] {
			t.whole[form] = int32(len(t.contractions))
		}
		c := newContraction(form, p)
		c.learnt = true
		t.contractions = append(t.contractions, c)
	}
	return nil
}

func newContraction(form string, parts []string) contraction {
	c := contraction{form: form, parts: parts}
	c.sliced = strings.Join(c.parts, "") == form
	for _, p := range c.parts {
		c.runes = append(c.runes, runes(p))
		c.title, c.upper = append(c.title, p), append(c.upper, strings.ToUpper(p))
	}
	r0, n := utf8.DecodeRuneInString(c.parts[0])
	c.title[0] = string(unicode.ToUpper(r0)) + c.parts[0][n:]
	return c
}

// addSpaced takes a token with white space inside; "9 999" stands for every
// number in groups.
func (t *tables) addSpaced(form string) {
	if form == "9 999" {
		t.groups = true
		return
	}
	var row []uint64
	for _, f := range strings.Fields(form) {
		low, _ := fold(f, letters)
		row = append(row, low)
	}
	t.spaced[row[0]] = append(t.spaced[row[0]], row)
}

func (c *contraction) count() int { return len(c.parts) }

// appendForms appends the words of a token: slices of it where the parts add up
// to it, else the table's, in the token's case.
func (c *contraction) appendForms(out []string, token string) []string {
	if c.parts[0] == "" {
		at := len(token)
		for range c.runes[1] {
			_, n := utf8.DecodeLastRuneInString(token[:at])
			at -= n
		}
		return append(out, token[:at], token[at:])
	}
	if c.sliced {
		at := 0
		for _, n := range c.runes {
			end := at
			for range n {
				_, size := utf8.DecodeRuneInString(token[end:])
				end += size
			}
			out = append(out, token[at:end])
			at = end
		}
		return out
	}
	first, _ := utf8.DecodeRuneInString(token)
	last, _ := utf8.DecodeLastRuneInString(token)
	switch {
	case unicode.IsUpper(last):
		return append(out, c.upper...)
	case unicode.IsUpper(first):
		return append(out, c.title...)
	}
	return append(out, c.parts...)
}

// find is the contraction that a token is, -1 for none.
func (t *tables) find(token string) int32 {
	var room [64]byte
	low := lower(room[:0], token)
	if row, ok := t.whole[string(low)]; ok {
		return row
	}
	if len(low) == 0 {
		return -1
	}
	for _, row := range t.suffixes {
		f := t.contractions[row].form
		if len(low) > len(f) && string(low[len(low)-len(f):]) == f {
			return row
		}
	}
	return -1
}

// maxEntry is the length in bytes of the longest form that a table may hold.
const maxEntry = 60

// lower appends s in lower case, with plain apostrophes, without allocating for
// short words. A curly apostrophe counts as a plain one.
// What is longer than the tables' entries gives nothing, so that time stays linear.
func lower(b []byte, s string) []byte {
	if len(s) > maxEntry {
		return b
	}
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
