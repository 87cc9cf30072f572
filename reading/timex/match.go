package timex

import "unicode/utf8"

// matcher finds expressions in the atoms of one block.
type matcher struct {
	e     *Engine
	trees *trees
	atoms []atom
	found capture // of the attempt under way
	reach []reach
}

// capture is what an attempt remembers, in order of the pattern.
type capture []named

type named struct {
	name  string
	value string
	num   int
	at    int
}

// get is the last value remembered under a name.
func (c capture) get(name string) (named, bool) {
	for i := len(c) - 1; i >= 0; i-- {
		if c[i].name == name {
			return c[i], true
		}
	}
	return named{}, false
}

// best is the expression at i: the longest, of those the one whose pattern says
// most about what stands around it, else the row that comes first.
func (m *matcher) best(i int) *expr {
	if m.atoms[i].inner || m.trees.inName(&m.atoms[i]) {
		return nil
	}
	var best *expr
	var of *rule
	m.e.rules.each(m.e.words, m.atoms[i].form, m.atoms[i].num >= 0, func(r *rule) {
		end, found := m.try(r, i)
		if end <= i || best != nil && (end < best.to || end == best.to && !r.before(of)) {
			return
		}
		best, of = newExpr(m, r, i, end, found), r
	})
	return best
}

// try matches a rule at i and returns where its expression ends, or -1.
func (m *matcher) try(r *rule, i int) (end int, found capture) {
	if !m.behind(r.pattern.before, i) {
		return -1, nil
	}
	m.found = m.found[:0]
	end = -1
	m.match(r.pattern.span, i, func(to int) bool {
		if to < len(m.atoms) && m.atoms[to].inner {
			return false
		}
		n := len(m.found)
		if !m.ahead(r.pattern.after, to) {
			m.found = m.found[:n]
			return false
		}
		end = to
		return true
	})
	if end < 0 || r.tense != "" && !m.trees.holds(r.tense, &m.atoms[i], &m.atoms[end-1]) || r.bare && !m.bareYear(end) {
		return -1, nil
	}
	return end, append(capture(nil), m.found...)
}

// match goes through nodes from i and hands each end to done until it takes one.
// A pattern has no repetition, so the work at one place is bounded.
func (m *matcher) match(nodes []node, i int, done func(int) bool) bool {
	if len(nodes) == 0 {
		return done(i)
	}
	n, rest := &nodes[0], nodes[1:]
	if m.one(n, i, func(to int) bool { return m.match(rest, to, done) }) {
		return true
	}
	return n.maybe && m.match(rest, i, done)
}

func (m *matcher) one(n *node, i int, done func(int) bool) bool {
	if n.start {
		return m.starts(i) && done(i)
	}
	for _, path := range n.paths {
		if m.match(path, i, done) {
			return true
		}
	}
	if i >= len(m.atoms) || n.glued && !m.atoms[i].glued {
		return false
	}
	for _, w := range n.words {
		if m.isPhrase(w, i) && done(i+len(w)) {
			return true
		}
	}
	for _, class := range n.classes {
		var room [4]reach
		for _, r := range m.e.words.class(class, m.atoms, i, room[:0]) {
			at := len(m.found)
			m.found = append(m.found, named{n.name, r.value, r.num, i})
			if done(i + r.n) {
				return true
			}
			m.found = m.found[:at]
		}
	}
	return false
}

func (m *matcher) isPhrase(w phrase, i int) bool {
	if i+len(w) > len(m.atoms) {
		return false
	}
	for k := range w {
		a := &m.atoms[i+k]
		if a.form != w[k].form || k > 0 && w[k].glued && !a.glued {
			return false
		}
	}
	return true
}

// starts reports whether an expression at i would open its block or sentence.
func (m *matcher) starts(i int) bool {
	if i == 0 {
		return true
	}
	switch m.atoms[i-1].form {
	case ".", "!", "?", ":", "•", "”", "\"", "»", "–", "-", "(":
		return !m.atoms[i].glued
	}
	return false
}

// stamps reports whether an expression that opens its block and ends at i stands by
// itself: "16:20", "21.47 – The bridge is open."
func (m *matcher) stamps(i int) bool {
	if i == len(m.atoms) {
		return true
	}
	switch m.atoms[i].form {
	case ":", "–", "-", "|", "•", "·", "]":
		return true
	}
	return false
}

// ahead reports whether the nodes stand at i, or with "!" do not.
func (m *matcher) ahead(nodes []node, i int) bool {
	if len(nodes) > 0 && nodes[0].never {
		return !m.one(&nodes[0], i, func(int) bool { return true }) && m.ahead(nodes[1:], i)
	}
	return m.match(nodes, i, func(int) bool { return true })
}

// behind reports whether the nodes stand directly in front of i. Each of them
// covers as many atoms as its word has, classes one.
func (m *matcher) behind(nodes []node, i int) bool {
	for k := len(nodes) - 1; k >= 0; k-- {
		n := &nodes[k]
		at, ok := m.backOver(n, i)
		switch {
		case n.never && ok:
			return false
		case !n.never && !ok && !n.maybe:
			return false
		case ok && !n.never:
			i = at
		}
	}
	return true
}

func (m *matcher) backOver(n *node, i int) (at int, ok bool) {
	if n.start {
		return i, m.starts(i)
	}
	for _, w := range n.words {
		if i >= len(w) && m.isPhrase(w, i-len(w)) {
			return i - len(w), true
		}
	}
	if i == 0 {
		return i, false
	}
	var room [4]reach
	for back := 1; back <= 3 && back <= i; back++ {
		for _, class := range n.classes {
			for _, r := range m.e.words.class(class, m.atoms, i-back, room[:0]) {
				if r.n == back {
					return i - back, true
				}
			}
		}
	}
	return i, false
}

// bareYear reports whether a number may be a year where nothing else says so: no
// noun counts it, and no sign of a measure follows.
func (m *matcher) bareYear(end int) bool {
	a := &m.atoms[end-1]
	if end < len(m.atoms) {
		switch next := &m.atoms[end]; {
		case next.form == "%" || next.form == "°" || next.form == "€" || next.form == "$":
			return false
		case next.glued && (next.num >= 0 || (isPoint(next.form) || next.form == ":") && end+1 < len(m.atoms) && m.atoms[end+1].glued && m.atoms[end+1].num >= 0):
			return false
		}
	}
	if end > 1 && a.glued {
		if isLetters(m.atoms[end-2].form) { // "SK1984": a flight, a model
			return false
		}
		switch m.atoms[end-2].form {
		case "$", "€", "£", "#", "+", ".", ",", "_":
			return false
		case "-":
			if end > 3 && m.atoms[end-2].glued && m.atoms[end-3].num < 0 && m.atoms[end-4].form == "-" { // an address
				return false
			}
		}
	}
	return !m.trees.counts(a)
}

func isLetters(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return isWordRune(r)
}
