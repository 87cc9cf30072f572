package main

import (
	"strings"

	"github.com/enligt/enligt/packs"
	"github.com/enligt/enligt/weighing/revision"
)

// numeralsOf reads which words write a number from the packs' words of time. What
// writes 1 is left out, because in most languages it is an article too.
func numeralsOf(set *packs.Set) (revision.Numerals, error) {
	digits := map[string]string{}
	for _, lang := range set.Langs() {
		t, err := set.Get(lang).Table("timewords")
		if err != nil {
			return nil, err
		}
		for _, row := range t.Rows {
			if row.Get("class") != "number" || row.Get("value") == "1" {
				continue
			}
			for form := range strings.SplitSeq(row.Get("forms"), "|") {
				digits[lang+" "+strings.Trim(form, "-")] = row.Get("value")
			}
		}
	}
	return func(lang, word string) (string, bool) {
		base, _, _ := strings.Cut(strings.ToLower(lang), "-")
		d, ok := digits[base+" "+word]
		return d, ok
	}, nil
}
