package measure

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// fields are the parts of a statement that are compared over statements that
// both sides have, in the order of a report.
var fields = []string{"form", "act", "kind", "speaker", "role", "addressee", "channel", "via", "when", "doubt"}

// value is one value of a field: a plain one, or the names that one party is
// given, normalised.
type value []string

// named reports whether the values of a field are names, matched by their words.
func named(field string) bool {
	switch field {
	case "speaker", "role", "addressee", "channel", "via":
		return true
	}
	return false
}

// fieldsOf takes the fields of a statement in either shape: gold has plain
// strings, a reading has objects.
func fieldsOf(m map[string]any) map[string][]value {
	out := map[string][]value{
		"form": plain(m["form"]), "act": plain(m["act"]), "kind": kindOf(m), "role": roleOf(m),
		"when": whenOf(m["when"]), "doubt": doubtOf(m),
	}
	for _, f := range []string{"speaker", "addressee", "channel", "via"} {
		out[f] = namesIn(m[f])
	}
	return out
}

func plain(x any) []value {
	if s, ok := x.(string); ok && s != "" {
		return []value{{s}}
	}
	return nil
}

func kindOf(m map[string]any) []value {
	if k, ok := m["kind"]; ok {
		s, _ := k.(string)
		return []value{{s}}
	}
	if speakers, ok := m["speaker"].([]any); ok && len(speakers) > 0 {
		if s, ok := speakers[0].(map[string]any); ok {
			k, _ := s["kind"].(string)
			return []value{{k}}
		}
	}
	return []value{{"unknown"}}
}

func roleOf(m map[string]any) []value {
	if r, ok := m["role"]; ok {
		return namesIn(r)
	}
	var out []value
	speakers, _ := m["speaker"].([]any)
	for _, s := range speakers {
		if s, ok := s.(map[string]any); ok && s["role"] != nil {
			out = append(out, namesIn(s["role"])...)
		}
	}
	return out
}

func whenOf(x any) []value {
	if m, ok := x.(map[string]any); ok {
		x = m["value"]
	}
	s, _ := x.(string)
	if r := []rune(s); len(r) > 10 {
		s = string(r[:10])
	}
	return plain(s)
}

func doubtOf(m map[string]any) []value {
	list, ok := m["doubt"].([]any)
	if !ok && m["doubt"] != nil {
		list = []any{m["doubt"]}
	}
	var kinds []string
	for _, x := range append(list, m["verification"]) {
		if d, ok := x.(map[string]any); ok {
			x = d["kind"]
		}
		if s, ok := x.(string); ok && s != "" {
			kinds = append(kinds, s)
		}
	}
	slices.Sort(kinds)
	var out []value
	for _, k := range slices.Compact(kinds) {
		out = append(out, value{k})
	}
	return out
}

// namesIn lists the parties of a field, each with its normalised names: an
// object has its name, and its text where that differs.
func namesIn(x any) []value {
	var list []any
	switch x := x.(type) {
	case nil:
		return nil
	case []any:
		list = x
	case string:
		if x == "" {
			return nil
		}
		list = []any{x}
	case map[string]any:
		if len(x) == 0 {
			return nil
		}
		list = []any{x}
	}
	var out []value
	for _, y := range list {
		forms := []any{y}
		if m, ok := y.(map[string]any); ok {
			forms = []any{m["name"], m["text"]}
		}
		var v value
		for _, f := range forms {
			if f == nil || f == "" {
				continue
			}
			if s := normalise(fmt.Sprint(f)); s != "" && !slices.Contains(v, s) {
				v = append(v, s)
			}
		}
		if len(v) > 0 {
			out = append(out, v)
		}
	}
	return out
}

// normalise folds case and drops all but letters, digits, underscores and blanks.
func normalise(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == ' ' || r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, strings.ReplaceAll(s, "ß", "ss"))
	return strings.TrimSpace(s)
}

// matches is how many values of gold are found, one to one.
func matches(field string, gold, found []value) int {
	if !named(field) {
		n := 0
		for _, g := range gold {
			if slices.ContainsFunc(found, func(f value) bool { return slices.Equal(f, g) }) {
				n++
			}
		}
		return n
	}
	left := slices.Clone(found)
	n := 0
	for _, g := range gold {
		if i := slices.IndexFunc(left, func(f value) bool { return sameParty(g, f) }); i >= 0 {
			left = slices.Delete(left, i, i+1)
			n++
		}
	}
	return n
}

// sameParty reports whether two parties share a name, or the words of one name
// all stand in a name of the other.
func sameParty(a, b value) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
			m, n := strings.Fields(x), strings.Fields(y)
			if len(m) > 0 && len(n) > 0 && (within(m, n) || within(n, m)) {
				return true
			}
		}
	}
	return false
}

func within(a, b []string) bool {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}
