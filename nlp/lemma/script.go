package lemma

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// script makes a lemma of a form: first the casing, then drop every sign of
// delete, then cut at both ends and put something else there. A whole script
// replaces the form by add.
type script struct {
	casing    casing
	delete    rune // 0 for none
	whole     bool
	cutPrefix string
	addPrefix string
	cut       string // at the end
	add       string
}

// casing is what a script does with capitals.
type casing uint8

const (
	keep  casing = iota
	lower        // every letter small
	title        // first letter as it is, the others small
	upper        // every letter a capital
	first        // first letter small, the others as they are
	head         // first letter a capital, the others as they are
)

const casings = 6

func (s script) String() string {
	deleted := ""
	if s.delete != 0 {
		deleted = string(s.delete)
	}
	return strings.Join([]string{strconv.Itoa(int(s.casing)), deleted, strconv.FormatBool(s.whole), s.cutPrefix, s.addPrefix, s.cut, s.add}, "\t")
}

func parseScript(line string) (script, error) {
	c := strings.Split(line, "\t")
	if len(c) != 7 {
		return script{}, fmt.Errorf("lemma model: script %q has no seven parts; rebuild it with enligt train", line)
	}
	kind, err := strconv.Atoi(c[0])
	if err != nil || kind < 0 || kind >= casings {
		return script{}, fmt.Errorf("lemma model: script %q has no known casing; rebuild it with enligt train", line)
	}
	s := script{casing: casing(kind), whole: c[2] == "true", cutPrefix: c[3], addPrefix: c[4], cut: c[5], add: c[6]}
	if c[1] != "" {
		s.delete, _ = utf8.DecodeRuneInString(c[1])
	}
	return s, nil
}

// derive finds the script that makes lemma of form with the least cutting.
func derive(form, lemma string) script {
	best, least := script{whole: true, add: lemma}, 1<<30
	for c := keep; c < casings; c++ {
		cased := c.apply(nil, form)
		if c != keep && string(cased) == form {
			continue
		}
		s, cost := difference(string(cased), lemma)
		s.casing = c
		if c != keep {
			cost++
		}
		if cost < least {
			best, least = s, cost
		}
	}
	if d := deleted(form, lemma); d != 0 {
		return script{delete: d}
	}
	return best
}

// deleted is the sign of form without which it is lemma, 0 for none.
func deleted(form, lemma string) rune {
	for _, r := range form {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && utf8.RuneCountInString(form) > 3 && strings.ReplaceAll(form, string(r), "") == lemma {
			return r
		}
	}
	return 0
}

// difference is the script between two strings around their longest common part.
func difference(form, lemma string) (script, int) {
	if form == lemma {
		return script{}, 0
	}
	a, b := []rune(form), []rune(lemma)
	long, atA, atB := 0, 0, 0
	for i := range a {
		for j := range b {
			n := 0
			for i+n < len(a) && j+n < len(b) && a[i+n] == b[j+n] {
				n++
			}
			if n > long {
				long, atA, atB = n, i, j
			}
		}
	}
	if long == 0 || long*3 < len(a) && atA > 0 {
		return script{whole: true, add: lemma}, len(a) + len(b) + 4
	}
	s := script{cutPrefix: string(a[:atA]), addPrefix: string(b[:atB]), cut: string(a[atA+long:]), add: string(b[atB+long:])}
	return s, atA*2 + atB*2 + len(a) - atA - long + len(b) - atB - long
}

// fits reports whether the script can be applied to an unknown form and leaves
// something of it. The casing may matter to the answer, so both are tried.
func (s *script) fits(form string) bool {
	if s.whole {
		return false
	}
	if s.delete != 0 {
		return strings.ContainsRune(form, s.delete)
	}
	if len(s.cut)+len(s.cutPrefix) >= len(form) && len(s.cut)+len(s.cutPrefix) > 0 {
		return false
	}
	return fold(form[max(0, len(form)-len(s.cut)):], s.cut) && fold(form[:min(len(form), len(s.cutPrefix))], s.cutPrefix)
}

// fold compares as strings.EqualFold, and fast where they are equal.
func fold(a, b string) bool { return a == b || strings.EqualFold(a, b) }

// apply appends the lemma to out. The script must fit the form, or be whole.
func (s *script) apply(out []byte, form string) []byte {
	if s.whole {
		return append(out, s.add...)
	}
	out = append(out, s.addPrefix...)
	start := len(out)
	out = s.casing.apply(out, form)
	if s.delete != 0 {
		kept := strings.ReplaceAll(string(out[start:]), string(s.delete), "")
		return append(out[:start], kept...)
	}
	if n := len(s.cutPrefix); n > 0 && n <= len(out)-start {
		out = append(out[:start], out[start+n:]...)
	}
	return append(out[:max(start, len(out)-len(s.cut))], s.add...)
}

// apply appends the form with its capitals changed.
func (c casing) apply(out []byte, form string) []byte {
	if c == keep {
		return append(out, form...)
	}
	for i, r := range form {
		switch {
		case c == lower, c == title && i > 0, c == first && i == 0:
			r = unicode.ToLower(r)
		case c == upper, c == head && i == 0:
			r = unicode.ToUpper(r)
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}
