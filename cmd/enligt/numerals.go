package main

import (
	"strconv"
	"strings"

	"github.com/enligt/enligt/packs"
	"github.com/enligt/enligt/weighing/revision"
)

// numeralsOf reads which words write a number from the packs' words of time, those that
// are written as one word ("tjugofem") too. What writes 1 is left out, because in most
// languages it is an article too; within a word it counts.
func numeralsOf(set *packs.Set) (revision.Numerals, error) {
	byLang := map[string]*numerals{}
	for _, lang := range set.Langs() {
		t, err := set.Get(lang).Table("timewords")
		if err != nil {
			return nil, err
		}
		n := &numerals{whole: map[string]int{}, opens: map[string]int{}, ends: map[string]int{}}
		for _, row := range t.Rows {
			value, err := strconv.Atoi(row.Get("value"))
			if row.Get("class") != "number" || err != nil {
				continue
			}
			for form := range strings.SplitSeq(row.Get("forms"), "|") {
				n.add(form, value)
			}
		}
		byLang[lang] = n
	}
	return func(lang, word string) (string, bool) {
		base, _, _ := strings.Cut(strings.ToLower(lang), "-")
		n := byLang[base]
		if n == nil {
			return "", false
		}
		value, ok := n.whole[word]
		if !ok {
			value, ok = n.compound(word)
		}
		if !ok || value == 1 {
			return "", false
		}
		return strconv.Itoa(value), true
	}, nil
}

// numerals are the words of one language that write numbers.
type numerals struct {
	whole, opens, ends map[string]int // as they stand; at the head of a longer word; at the end of one
	longest            int            // of those that open, in bytes
}

// add takes a form of the table: "x-" may open a longer word, "-x" end one.
func (n *numerals) add(form string, value int) {
	word := strings.Trim(form, "-")
	n.whole[word] = value
	if strings.HasSuffix(form, "-") {
		n.opens[word] = value
		n.longest = max(n.longest, len(word))
	}
	if strings.HasPrefix(form, "-") || value == 100 || value == 1000 { // what is counted comes last
		n.ends[word] = value
	}
}

// compound is the number that a word of several numerals writes: the longest that
// opens it first, then what it makes with the rest.
func (n *numerals) compound(word string) (int, bool) {
	sum, begun := 0, false
	for word != "" {
		value, ok := n.ends[word]
		used := len(word)
		for l := min(n.longest, len(word)-1); l > 0 && !(ok && begun); l-- {
			if value, ok = n.opens[word[:l]]; ok {
				used = l
				break
			}
		}
		if !ok {
			return 0, false
		}
		if begun {
			if value, ok = revision.Together(sum, value, true); !ok {
				return 0, false
			}
		}
		sum, begun, word = value, true, word[used:]
	}
	return sum, begun
}
