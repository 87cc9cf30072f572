package revision

import (
	"strings"
	"testing"
)

func TestNumeralsMakeOneNumberWhereTheyBelongTogether(t *testing.T) {
	for _, c := range []struct {
		a, b   int
		hyphen bool
		want   int // 0: two numbers
	}{
		{20, 5, false, 25}, {20, 5, true, 25}, {100, 5, false, 105}, {100, 12, false, 112}, {300, 25, false, 325}, {2, 100, false, 200}, {15, 100, true, 1500},
		{2, 1000, false, 2000}, {320, 1000, false, 320000}, {2000, 300, false, 2300}, {2003, 100, false, 2300}, {1900, 90, true, 1990}, {60, 12, true, 72}, {80, 10, true, 90}, {80, 19, true, 99},
		{60, 12, false, 0}, {2, 3, false, 0}, {5, 20, false, 0}, {12, 5, false, 0}, {25, 3, false, 0}, {20, 30, false, 0}, {30, 100, false, 0}, {1000, 1000, false, 0}, {40, 12, true, 0}, {20, 0, false, 0}, {112, 5, false, 0},
	} {
		got, ok := Together(c.a, c.b, c.hyphen)
		if got != c.want || ok != (c.want > 0) {
			t.Errorf("%d %d: %d, %v; want %d", c.a, c.b, got, ok, c.want)
		}
	}
}

func TestNumeralsOfSeveralWordsAreReadAsOne(t *testing.T) {
	words := map[string]string{"vingt": "20", "cinq": "5", "quatre": "4", "quatre-vingt": "80", "dix": "10", "dix-sept": "17", "cent": "100", "mille": "1000", "deux": "2"}
	n := Numerals(func(_, word string) (string, bool) {
		digits, ok := words[word]
		return digits, ok
	})
	for text, want := range map[string]string{
		"vingt-cinq bateaux": "25 bateaux", "vingt cinq": "25", "vingt, cinq": "20 5", "Quatre-vingt-dix-sept bateaux": "97 bateaux", "quatre bateaux": "4 bateaux", "dix-sept": "17",
		"deux cent vingt-cinq mille": "225000", "deux mille cinq": "2005", "20 cinq": "20 5", "vingt 5": "20 5", "bateaux vingt": "bateaux 20", "": "", "vingt / cinq": "20 5",
	} {
		var got []string
		for _, token := range n.mark(tokens(text), "fr") {
			got = append(got, token.form)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
