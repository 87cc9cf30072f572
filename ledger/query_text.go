package ledger

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// field is one "name:value" of a query's text form. set reports whether the value
// is one that the field can have; where not, the whole is a word like others.
type field struct {
	name string
	get  func(*Query) string
	set  func(*Query, string) bool
}

// free is a field that takes any words.
func free(name string, at func(*Query) *string) field {
	return field{name, func(q *Query) string { return *at(q) }, func(q *Query, v string) bool {
		*at(q) = v
		return v != ""
	}}
}

// one is a field that takes one of a list.
func one(name string, at func(*Query) *string, values []string) field {
	return field{name, func(q *Query) string { return *at(q) }, func(q *Query, v string) bool {
		if !slices.Contains(values, v) {
			return false
		}
		*at(q) = v
		return true
	}}
}

// day is a field that takes a date.
func day(name string, at func(*Query) *string) field {
	return field{name, func(q *Query) string { return *at(q) }, func(q *Query, v string) bool {
		if _, err := time.Parse(time.DateOnly, v); err != nil {
			return false
		}
		*at(q) = v
		return true
	}}
}

// fields lists every field in the order in which String prints them.
func fields() []field {
	return []field{
		free("who", func(q *Query) *string { return &q.Who }),
		free("about", func(q *Query) *string { return &q.About }),
		free("via", func(q *Query) *string { return &q.Via }),
		free("to", func(q *Query) *string { return &q.To }),
		one("act", func(q *Query) *string { return &q.Act }, names(enligt.Acts)),
		one("form", func(q *Query) *string { return &q.Form }, names(enligt.Forms)),
		one("doubt", func(q *Query) *string { return &q.Doubt }, append(names(enligt.DoubtKinds), "any", "none")),
		one("status", func(q *Query) *string { return &q.Status }, names(Statuses)),
		free("lang", func(q *Query) *string { return &q.Lang }),
		free("outlet", func(q *Query) *string { return &q.Outlet }),
		day("since", func(q *Query) *string { return &q.Since }),
		day("until", func(q *Query) *string { return &q.Until }),
		free("document", func(q *Query) *string { return &q.Document }),
		free("key", func(q *Query) *string { return &q.Key }),
		one("versions", func(q *Query) *string { return &q.Versions }, []string{"all"}),
		number("after", func(q *Query) *int64 { return &q.After }),
		{"as-of", func(q *Query) string { return q.AsOf.String() }, func(q *Query, v string) bool {
			a, ok := ParseAsOf(v)
			if ok {
				q.AsOf = a
			}
			return ok
		}},
	}
}

func number(name string, at func(*Query) *int64) field {
	return field{name, func(q *Query) string {
		if *at(q) == 0 {
			return ""
		}
		return strconv.FormatInt(*at(q), 10)
	}, func(q *Query, v string) bool {
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil || n < 1 {
			return false
		}
		*at(q) = n
		return true
	}}
}

func names[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

// Statuses lists every status in the order of a desk's work.
var Statuses = []enligt.Status{enligt.Unseen, enligt.Open, enligt.InReport, enligt.Disputed, enligt.Confirmed, enligt.Refuted, enligt.Withdrawn}

// String prints the query in its one text form, without cursor and limit:
//
//	who:"Abdourahamane Tchiani" act:deny since:2023-07-26 gräns "i dag" -hamn
//
// ParseQuery reads it back to the same query.
func (q Query) String() string {
	var parts []string
	for _, f := range fields() {
		if v := f.get(&q); v != "" {
			parts = append(parts, f.name+":"+quoteIf(v))
		}
	}
	for _, w := range q.Text {
		parts = append(parts, w.String())
	}
	return strings.Join(parts, " ")
}

// String prints one word as it stands in a query.
func (w Word) String() string {
	s := w.Text
	switch {
	case w.Phrase:
		s = quoted(s)
	case w.Not && s == "" || !plainWord(s):
		s = "text:" + quoted(s)
	}
	if w.Not {
		s = "-" + s
	}
	return s
}

// plainWord reports whether a word means itself where it stands bare.
func plainWord(s string) bool {
	if s == "" || s[0] == '-' || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || isQuote(r) }) || !utf8.ValidString(s) {
		return false
	}
	name, _, found := strings.Cut(s, ":")
	return !found || name != "text" && !slices.ContainsFunc(fields(), func(f field) bool { return f.name == name })
}

func quoteIf(v string) string {
	if v == "" || strings.ContainsFunc(v, func(r rune) bool { return unicode.IsSpace(r) || isQuote(r) || r == '\\' }) {
		return quoted(v)
	}
	return v
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// isQuote knows the marks of every language that open or close a phrase.
func isQuote(r rune) bool { return strings.ContainsRune("\"“”„‟«»", r) }

// ParseQuery reads the text form. Any text is a query: what is no field, or has a
// value that its field cannot have, is words. A mark without its fellow runs to the
// end.
func ParseQuery(s string) Query {
	var q Query
	p := queryParser{rest: []rune(strings.ToValidUTF8(s, "\uFFFD"))}
	all := fields()
	for p.skip(); len(p.rest) > 0; p.skip() {
		start := p.rest
		not := p.take('-')
		name := p.name(all)
		value, isQuoted := p.value()
		if f := find(all, name); f != nil && !not && f.set(&q, value) {
			continue
		}
		w := Word{Text: value, Not: not, Phrase: isQuoted}
		switch {
		case name == "text":
			w.Phrase = false
		case name != "" || value == "" && !isQuoted: // no value of that field, or a lone dash: a word as it stands
			w = Word{Text: string(start[:len(start)-len(p.rest)])}
		}
		q.Text = append(q.Text, w)
	}
	return q
}

func find(all []field, name string) *field {
	for i := range all {
		if all[i].name == name {
			return &all[i]
		}
	}
	return nil
}

// queryParser walks the runes of a query.
type queryParser struct{ rest []rune }

func (p *queryParser) skip() {
	for len(p.rest) > 0 && unicode.IsSpace(p.rest[0]) {
		p.rest = p.rest[1:]
	}
}

func (p *queryParser) take(r rune) bool {
	if len(p.rest) == 0 || p.rest[0] != r {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

// name takes "who:" where a field of that name exists, else nothing.
func (p *queryParser) name(all []field) string {
	for i, r := range p.rest {
		if r == ':' {
			name := string(p.rest[:i])
			if name != "text" && find(all, name) == nil {
				return ""
			}
			p.rest = p.rest[i+1:]
			return name
		}
		if (r < 'a' || r > 'z') && r != '-' {
			break
		}
	}
	return ""
}

// value takes a run up to white space, or what stands in quotation marks.
func (p *queryParser) value() (s string, isQuoted bool) {
	var out []rune
	if len(p.rest) == 0 || !isQuote(p.rest[0]) {
		for len(p.rest) > 0 && !unicode.IsSpace(p.rest[0]) && !isQuote(p.rest[0]) {
			out = append(out, p.rest[0])
			p.rest = p.rest[1:]
		}
		return string(out), false
	}
	straight := p.rest[0] == '"' // then only its like closes
	for p.rest = p.rest[1:]; len(p.rest) > 0; p.rest = p.rest[1:] {
		r := p.rest[0]
		switch {
		case r == '\\' && len(p.rest) > 1 && (p.rest[1] == '"' || p.rest[1] == '\\'):
			p.rest = p.rest[1:]
			out = append(out, p.rest[0])
			continue
		case r == '"' || isQuote(r) && !straight:
			p.rest = p.rest[1:]
			return string(out), true
		}
		out = append(out, r)
	}
	return string(out), true
}

// Set gives a field of the text form its value and reports whether the field
// exists and can have it.
func (q *Query) Set(name, value string) bool {
	f := find(fields(), name)
	return f != nil && f.set(q, value)
}

// Expected says in words which values a field of the text form has.
func Expected(name string) string {
	switch name {
	case "act", "form":
		return "give one of " + strings.Join(Values(name), ", ")
	case "doubt":
		return "give one of " + strings.Join(append(Values(name), "any", "none"), ", ")
	case "status":
		return "give one of " + strings.Join(names(Statuses), ", ")
	case "since", "until":
		return "give a day as 2023-07-28"
	case "as-of":
		return "give a commit's number, a day, or a time as 2023-07-28T21:14:00Z"
	case "after":
		return "give a commit's number"
	}
	return "give a name or words"
}
