package main

import (
	"strings"

	"github.com/enligt/enligt/nlp/langid"
	"github.com/enligt/enligt/packs"
)

// word is what a kind is called, what that means, and an example of it; many is
// what several are called.
type word struct{ name, meaning, example, many string }

// vocabulary is the interface words of one language, with another language's
// where it has none.
type vocabulary struct {
	own      map[string]word
	fallback *vocabulary
}

// get returns the word of a key: "act.deny", "label.to". A key that nobody has is
// its own word, so that a gap in a pack shows, but breaks nothing.
func (v *vocabulary) get(key string) word {
	for ; v != nil; v = v.fallback {
		if w, ok := v.own[key]; ok {
			return w
		}
	}
	_, name, _ := strings.Cut(key, ".")
	return word{name: strings.ReplaceAll(name, "_", " ")}
}

// Name is what a key is called, Meaning what that means.
func (v *vocabulary) Name(key string) string { return v.get(key).name }

// Many is what several are called, empty where it is the same.
func (v *vocabulary) Many(key string) string { return v.get(key).many }

// Meaning is empty for a label.
func (v *vocabulary) Meaning(key string) string { return v.get(key).meaning }

func (v *vocabulary) label(key string) string { return v.get("label." + key).name }

// dictionary is the vocabularies of a set of packs.
type dictionary struct {
	byLang   map[string]*vocabulary
	standard string // language of the vocabulary that stands in for others
}

// readDictionary reads words.tsv and interface.tsv of all packs.
func readDictionary(set *packs.Set) (*dictionary, error) {
	d := &dictionary{byLang: map[string]*vocabulary{}}
	for _, lang := range set.Langs() {
		t, err := set.Get(lang).Table("words")
		if err != nil {
			return nil, err
		}
		v := &vocabulary{own: make(map[string]word, len(t.Rows))}
		for _, row := range t.Rows {
			v.own[row.Get("key")] = word{row.Get("word"), row.Get("meaning"), row.Get("example"), ""}
		}
		if t, err = set.Get(lang).Table("interface"); err != nil {
			return nil, err
		}
		for _, row := range t.Rows {
			v.own[row.Get("key")] = word{name: row.Get("word"), many: row.Get("many")}
		}
		for _, other := range set.Langs() {
			if name := set.Get(other).Names[lang]; name != "" {
				v.own["language."+other] = word{name: name}
			}
		}
		if _, ok := v.own["fallback"]; ok {
			d.standard = lang
		}
		d.byLang[lang] = v
	}
	for lang, v := range d.byLang {
		if lang != d.standard {
			v.fallback = d.byLang[d.standard]
		}
	}
	return d, nil
}

// of returns the words of a language ("sv-FI" has those of "sv"), or the standard ones.
func (d *dictionary) of(lang string) *vocabulary {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if v, ok := d.byLang[base]; ok {
		return v
	}
	return d.byLang[d.standard]
}

// language is a language's name in the standard words: "Swedish".
func (d *dictionary) language(lang string) string {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if _, read := d.byLang[base]; read {
		return d.byLang[d.standard].Name("language." + base)
	}
	if lang == "" || lang == langid.Undetermined {
		return "an unknown language"
	}
	return "a language that is not read (" + lang + ")"
}
