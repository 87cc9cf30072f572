package revision

import "strconv"

// Together is the number that two numerals write one after the other, as most
// languages do: tens and a unit (20 5), hundreds and what is less (100 12), a count of
// hundreds or thousands (2 100, 320 1000). Where tens have no word of their own, a
// hyphen binds what takes their place (60-12, 80-10). ok is false for two numbers.
func Together(a, b int, hyphen bool) (sum int, ok bool) {
	rest := a % 1000 // before a count of hundreds there may be thousands
	switch {
	case b == 100 && 1 <= rest && rest < 20:
		return a - rest + rest*b, true
	case b == 1000 && 1 <= a && a < b:
		return a * b, true
	case b < 1 || a < 20:
		return 0, false
	case b < 10 && (rest%100 >= 20 && rest%10 == 0 || rest%100 == 0):
		return a + b, true
	case b < 20 && hyphen && (rest%100 == 60 || rest%100 == 80):
		return a + b, true
	case b < 100 && rest%100 == 0, b < 1000 && rest == 0:
		return a + b, true
	}
	return 0, false
}

// mark makes one number of the words that write one.
func (n Numerals) mark(list []token, lang string) []token {
	if n == nil {
		return list
	}
	var out []token
	for i := 0; i < len(list); {
		t, used := n.at(list[i:], lang)
		i += used
		if last := len(out) - 1; t.number && used > 0 && last >= 0 && out[last].numeral && t.numeral && t.behind != 0 {
			a, _ := strconv.Atoi(out[last].form)
			b, _ := strconv.Atoi(t.form)
			if sum, ok := Together(a, b, t.behind == '-'); ok {
				out[last].form, out[last].written = strconv.Itoa(sum), out[last].written+string(t.behind)+t.written
				continue
			}
		}
		out = append(out, t)
	}
	return out
}

// at is the token that a list begins with, and how many it takes: words that write a
// number with a hyphen between them are one.
func (n Numerals) at(list []token, lang string) (t token, used int) {
	t = list[0]
	if t.number {
		return t, 1
	}
	used = 1
	digits, ok := "", false
	if len(list) > 1 && list[1].behind == '-' {
		if digits, ok = n(lang, t.form+"-"+list[1].form); ok {
			used, t.written = 2, t.written+"-"+list[1].written
		}
	}
	if !ok {
		digits, ok = n(lang, t.form)
	}
	if ok {
		t.form, t.number, t.numeral = digits, true, true
	}
	return t, used
}
