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
		{"le ministre", "l’ancien ministre"}, {"Eva talesperson", "Eva talespersonen"}, {"en Lindqvist", "E. Lindqvist"},
	} {
		if why, ok := ledger.Near(pair[0], pair[1]); ok {
			t.Errorf("%q is proposed: %s", pair, why)
		}
	}
}

func TestWhyNamesAreNearIsReadBackFromItsWords(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"Antonio Guterres", "António Guterres", "the same name but for accents or case: Antonio Guterres, António Guterres"},
		{"Eva Maria Lindqvist", "Eva Lindqvist", "the same first and last name: Eva Maria Lindqvist, Eva Lindqvist"},
		{"Karin Söderberg", "Karin Soderbergh", "surnames differ in 1 letter: Karin Söderberg, Karin Soderbergh"},
		{"E. Lindqvist", "Eva Lindqvist", "an initial that fits, and surnames that differ in no letter: E. Lindqvist, Eva Lindqvist"},
		{"Jevgenij Prigozjin", "Yevgeny Prigozhin", "first names differ in 3 letters, surnames in 1 letter: Jevgenij Prigozjin, Yevgeny Prigozhin"},
	} {
		n, ok := ledger.Near(c.a, c.b)
		back, read := ledger.ParseNearness(n.String())
		if !ok || !read || n.String() != c.want || back != n {
			t.Errorf("%v %v: %s, read back as %+v, %v", ok, n, n, back, read)
		}
	}
	for _, other := range []string{"", ": ", "somebody said so: A, B", "surnames differ in many letters: A, B", "the same first and last name"} {
		if n, ok := ledger.ParseNearness(other); ok {
			t.Errorf("%q was read as %+v", other, n)
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
		near, one := ledger.Near(a, b)
		if back, ok := ledger.ParseNearness(near.String()); one && (!ok || back != near) {
			t.Errorf("%q is read back as %+v, %v", near, back, ok)
		}
		if _, two := ledger.Near(b, a); one != two {
			t.Errorf("%q and %q: %v one way, %v the other", a, b, one, two)
		}
		ledger.Sound(a)
	})
}
