package actor

import (
	"fmt"
	"strings"

	"github.com/enligt/enligt/packs"
)

// states knows the countries of the world by the words of one language, all in
// lower case.
type states struct {
	names      map[string]string // country or capital -> key
	countries  map[string]bool   // those of names that are countries
	adjectives map[string]string // every form -> key
	peoples    map[string]string
}

// readStates reads nationalities.tsv. A cell may hold several words with "|"
// between them; of an adjective or people that several states share, the first
// row has it.
func readStates(p *packs.Pack) (*states, error) {
	t, err := p.Table("nationalities")
	if err != nil {
		return nil, err
	}
	s := &states{map[string]string{}, map[string]bool{}, map[string]string{}, map[string]string{}}
	for _, r := range t.Rows {
		key := r.Get("key")
		if len(key) != 2 || r.Get("country") == "" {
			return nil, fmt.Errorf("%s: no country with a key of two letters", r.At())
		}
		for _, w := range cells(r.Get("country")) {
			s.countries[w] = true
		}
		put(s.names, r.Get("country"), key)
		put(s.names, r.Get("capital"), key)
		put(s.adjectives, r.Get("adjective"), key)
		put(s.peoples, r.Get("people"), key)
	}
	return s, nil
}

func cells(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(strings.ToLower(cell), "|")
}

func put(to map[string]string, cell, key string) {
	for _, w := range cells(cell) {
		if to[w] == "" {
			to[w] = key
		}
	}
}

// named is the key of a state by a name in lower case, "" where it is none.
func (s *states) named(name string) string { return s.names[name] }

// adjective is the key that an adjective names, by form or lemma.
func (s *states) adjective(t *token) string {
	if key := s.adjectives[t.form]; key != "" {
		return key
	}
	if t.UPOS == "ADJ" || t.UPOS == "PROPN" {
		return s.adjectives[t.lemma]
	}
	return ""
}
