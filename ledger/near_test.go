package ledger_test

import (
	"testing"

	"github.com/enligt/enligt/ledger"
)

func TestNamesThatMayBeOnePersonAreProposed(t *testing.T) {
	for _, pair := range [][2]string{
		{"Jevgenij Prigozjin", "Yevgeny Prigozhin"}, {"Jevgenij Prigozjin", "Jevgenij Prigozhin"}, {"Antonio Guterres", "António Guterres"},
		{"E. Lindqvist", "Eva Lindqvist"}, {"Karin Söderberg", "Karin Soderbergh"}, {"Eva Maria Lindqvist", "Eva Lindqvist"}, {"Mohamed Bazoum", "Mohammed Bazoum"},
	} {
		if _, ok := ledger.Near(pair[0], pair[1]); !ok {
			t.Errorf("%q is not proposed", pair)
		}
		if a, b := ledger.Sound(pair[0]), ledger.Sound(pair[1]); a != b {
			t.Errorf("%q sound as %s and %s", pair, a, b)
		}
	}
}

func TestNamesOfTwoPersonsAreNot(t *testing.T) {
	for _, pair := range [][2]string{
		{"Karin Ek", "Karin Ask"}, {"Karin Ek", "Bo Ek"}, {"Karin Ek", "Ek"}, {"Anna Lindberg", "Anna Lindgren"}, {"Joe Biden", "Hunter Biden"}, {"", ""}, {"Karin Ek", "Karin Ek"},
	} {
		if why, ok := ledger.Near(pair[0], pair[1]); ok {
			t.Errorf("%q is proposed: %s", pair, why)
		}
	}
}

// FuzzNear: no name makes it fail, and both ways round it says the same.
func FuzzNear(f *testing.F) {
	f.Add("Jevgenij Prigozjin", "Yevgeny Prigozhin")
	f.Add("\xff", "´ ´")
	f.Add("0 0", "\u0369 0")
	f.Add("Bo Aska", "Bo Ask")
	f.Fuzz(func(t *testing.T, a, b string) {
		_, one := ledger.Near(a, b)
		if _, two := ledger.Near(b, a); one != two {
			t.Errorf("%q and %q: %v one way, %v the other", a, b, one, two)
		}
		ledger.Sound(a)
	})
}
