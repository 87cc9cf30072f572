package timex

import "strconv"

// bounds are the classes of plain digits that every language shares: least and
// most value, fewest and most digits.
var bounds = map[string][4]int{
	"year":  {1000, 2999, 4, 4},
	"day":   {1, 31, 1, 2},
	"mm":    {1, 12, 1, 2},
	"hour":  {0, 24, 1, 2},
	"hour2": {0, 24, 2, 2},
	"min":   {0, 59, 2, 2},
	"int":   {0, 999999, 1, 6},
	"clock": {0, 2359, 4, 4},
	"short": {0, 99, 2, 2},
}

// numberClass is that of number words; digits of any size up to six belong to it.
const numberClass = "number"

// reach is what a class may cover at a place: so many atoms, with this value.
type reach struct {
	n     int
	value string
	num   int
}

// class lists what the class can cover at i, the longest first in most tables.
func (l *lexicon) class(name string, atoms []atom, i int, out []reach) []reach {
	if i >= len(atoms) {
		return out
	}
	a := &atoms[i]
	if b, ok := bounds[name]; ok {
		if a.num >= b[0] && a.num <= b[1] && a.digits >= b[2] && a.digits <= b[3] && !continued(atoms, i) {
			out = append(out, reach{1, a.form, a.num})
		}
		return out
	}
	if name == numberClass && a.num >= 0 {
		return append(out, digits(atoms, i)...)
	}
	for k := range l.byForm[a.form] {
		e := &l.byForm[a.form][k]
		if e.class != name {
			continue
		}
		n := e.matches(atoms, i)
		if n == 0 {
			continue
		}
		if name == numberClass && e.num >= 20 && e.num%10 == 0 {
			out = l.sums(atoms, i+n, n, e.num, out)
		}
		out = append(out, reach{n, e.value, e.num})
	}
	return out
}

// digits is a number in digits, thousands parted by a blank or not: "60 000".
func digits(atoms []atom, i int) []reach {
	a := &atoms[i]
	if i > 0 && !a.glued && a.digits == 3 && atoms[i-1].num >= 0 && atoms[i-1].digits <= 3 {
		return nil // the end of one
	}
	if i+1 < len(atoms) && !atoms[i+1].glued && atoms[i+1].digits == 3 && a.digits <= 3 {
		n := a.num*1000 + atoms[i+1].num
		return []reach{{2, strconv.Itoa(n), n}}
	}
	return []reach{{1, a.form, a.num}}
}

// sums adds the units behind tens: "twenty-five", "vingt et un", "tjugo" "fem".
func (l *lexicon) sums(atoms []atom, i, n, tens int, out []reach) []reach {
	at := i
	if at < len(atoms) && atoms[at].form == "-" && atoms[at].glued {
		at++
	}
	if at < len(atoms) && l.joint[atoms[at].form] {
		at++
		if at < len(atoms) && atoms[at].form == "-" && atoms[at].glued {
			at++
		}
	}
	if at >= len(atoms) || at == i && !atoms[at].inner {
		return out
	}
	for _, e := range l.byForm[atoms[at].form] {
		if e.class == numberClass && e.num > 0 && e.num < 20 && len(e.rest) == 0 {
			out = append(out, reach{n + at + 1 - i, "", tens + e.num})
		}
	}
	return out
}

// continued reports whether digits belong to a longer number: "60 000", "3,5".
func continued(atoms []atom, i int) bool {
	if i > 1 && atoms[i].glued && isPoint(atoms[i-1].form) && atoms[i-1].glued && atoms[i-2].num >= 0 && atoms[i].digits == 3 {
		return true
	}
	if i > 0 && !atoms[i].glued && atoms[i].digits == 3 && atoms[i-1].num >= 0 && atoms[i-1].digits <= 3 {
		return true
	}
	if i+1 < len(atoms) && !atoms[i+1].glued && atoms[i+1].digits == 3 && atoms[i].digits <= 3 {
		return true
	}
	return i+2 < len(atoms) && atoms[i+1].glued && isPoint(atoms[i+1].form) && atoms[i+2].glued && atoms[i+2].digits == 3
}

func isPoint(form string) bool { return form == "," || form == "." }
