package timex

import (
	"fmt"
	"strings"

	"github.com/enligt/enligt"
)

// A pattern is written in one cell, its parts parted by blanks:
//
//	word          the word as it stands, in any case; a|b one of several, a_b both, \( a sign
//	<class>       a word of the class, digits for the built-in ones
//	<a|b:name>    of one of the classes, remembered as name
//	+part         the part must follow without a blank
//	part?         the part may be missing
//	( a b / c )   a b or c; ( … )? may be missing
//	[ … ]         what the expression covers; parts outside must stand there
//	^             the start of a block, or a place behind a sentence's end
//	!word         in front of "[" or behind "]": none of these words there

// node is one part of a pattern.
type node struct {
	words   []phrase // of a word part
	classes []string // of a class part
	name    string   // under which the value is remembered
	paths   [][]node // of a group
	glued   bool
	maybe   bool
	start   bool // "^"
	never   bool // "!"
}

// phrase is a word of a pattern, taken apart as texts are.
type phrase []atom

// pattern is a part that must stand before, the expression and a part after it.
type pattern struct {
	before, span, after []node
}

func (l *lexicon) parsePattern(cell string) (pattern, error) {
	var p pattern
	fields := strings.Fields(cell)
	open, shut := -1, -1
	for i, f := range fields {
		switch f {
		case "[":
			open = i
		case "]":
			shut = i
		}
	}
	if open < 0 && shut < 0 {
		open, shut = -1, len(fields)
	} else if open < 0 || shut < open {
		return p, fmt.Errorf("[ and ] do not match")
	}
	var err error
	if open > 0 {
		if p.before, err = l.parseNodes(fields[:open]); err != nil {
			return p, err
		}
	}
	if p.span, err = l.parseNodes(fields[open+1 : shut]); err != nil {
		return p, err
	}
	if shut < len(fields) {
		p.after, err = l.parseNodes(fields[shut+1:])
	}
	if err == nil && len(p.span) == 0 {
		err = fmt.Errorf("the pattern covers nothing")
	}
	return p, err
}

func (l *lexicon) parseNodes(fields []string) ([]node, error) {
	nodes, rest, err := l.sequence(fields)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("%q without a ( before it", rest[0])
	}
	return nodes, err
}

// sequence reads parts up to the end or a "/", ")" or ")?".
func (l *lexicon) sequence(fields []string) (nodes []node, rest []string, err error) {
	for len(fields) > 0 {
		f := fields[0]
		if f == "/" && len(nodes) > 0 || f == ")" || f == ")?" {
			return nodes, fields, nil
		}
		fields = fields[1:]
		if f != "(" {
			n, err := l.part(f)
			if err != nil {
				return nil, nil, err
			}
			nodes = append(nodes, n)
			continue
		}
		group := node{}
		for {
			path, rest, err := l.sequence(fields)
			if err != nil {
				return nil, nil, err
			}
			if len(rest) == 0 {
				return nil, nil, fmt.Errorf("( without )")
			}
			group.paths = append(group.paths, path)
			fields = rest[1:]
			if rest[0] != "/" {
				group.maybe = rest[0] == ")?"
				break
			}
		}
		nodes = append(nodes, group)
	}
	return nodes, nil, nil
}

// part reads a word or a class.
func (l *lexicon) part(f string) (node, error) {
	n := node{}
	if f == "^" {
		n.start = true
		return n, nil
	}
	if len(f) > 1 && f[0] == '+' {
		n.glued, f = true, f[1:]
	}
	if len(f) > 1 && f[0] == '!' {
		n.never, f = true, f[1:]
	}
	if len(f) > 1 && strings.HasSuffix(f, "?") {
		n.maybe, f = true, strings.TrimSuffix(f, "?")
	}
	if strings.HasPrefix(f, "<") && strings.HasSuffix(f, ">") {
		classes, name, named := strings.Cut(strings.Trim(f, "<>"), ":")
		n.classes = strings.Split(classes, "|")
		if n.name = name; !named {
			n.name = n.classes[0]
		}
		for _, c := range n.classes {
			if !l.isClass(c) {
				return n, fmt.Errorf("no word is of the class %q", c)
			}
		}
		return n, nil
	}
	for _, w := range strings.Split(f, "|") {
		w = strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(w, "_", " ")), `\`)
		atoms := (&lexicon{}).lex(w, enligt.Span{End: len(w)})
		if len(atoms) == 0 {
			return n, fmt.Errorf("an empty word in %q", f)
		}
		n.words = append(n.words, atoms)
	}
	return n, nil
}

func (l *lexicon) isClass(name string) bool {
	if _, ok := bounds[name]; ok || name == numberClass {
		return true
	}
	for _, entries := range l.byForm {
		for _, e := range entries {
			if e.class == name {
				return true
			}
		}
	}
	return false
}

// openings lists the words and classes with which a sequence may begin.
func openings(nodes []node) (words, classes []string) {
	for _, n := range nodes {
		for _, w := range n.words {
			words = append(words, w[0].form)
		}
		classes = append(classes, n.classes...)
		optional := n.maybe
		for _, p := range n.paths {
			w, c := openings(p)
			words, classes = append(words, w...), append(classes, c...)
			optional = optional || len(p) == 0
		}
		if !optional {
			break
		}
	}
	return words, classes
}
