package web

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/enligt/enligt/desk/web/page"
)

// skin is the pages in one language.
type skin struct {
	Language
	pages map[string]*template.Template
	year  int // that goes without saying, 0 for every year
}

// pageNames are the templates beside layout.html and parts.html.
var pageNames = []string{"now", "document", "documents", "statement", "actor", "actors", "search", "sources", "about", "queue", "beside", "error", "signin"}

func newSkin(l Language, a *assets) (*skin, error) {
	k := &skin{Language: l, pages: map[string]*template.Template{}}
	base := template.New("layout.html").Funcs(template.FuncMap{
		"t":       k.t,
		"say":     k.say,
		"count":   k.count,
		"label":   func(key string) string { return k.Words.Name("label." + key) },
		"word":    k.Words.Name,
		"meaning": k.Words.Meaning,
		"asset":   a.path,
		"dict":    dict,
		"split":   strings.Fields,
	})
	base, err := base.ParseFS(files, "templates/layout.html", "templates/icons.html", "templates/parts.html")
	if err == nil {
		base, err = base.ParseFS(page.Files(), page.Marks)
	}
	if err != nil {
		return nil, err
	}
	for _, name := range pageNames {
		t, err := base.Clone()
		if err == nil {
			t, err = t.ParseFS(files, "templates/"+name+".html")
		}
		if err != nil {
			return nil, err
		}
		k.pages[name] = t
	}
	return k, nil
}

// t is the word of a key.
func (k *skin) t(key string) string { return k.Words.Name(key) }

// say is the word of a key with its {places} filled: say "doc.version_of" "n" 1 "all" 2.
func (k *skin) say(key string, places ...any) string { return fill(k.Words.Name(key), places) }

// count is the word of a key for a number, with {n} filled.
func (k *skin) count(key string, n int, places ...any) string {
	word := k.Words.Name(key)
	if n != 1 && !(n == 0 && k.Words.Name("number.zero") == "one") {
		if many := k.Words.Many(key); many != "" {
			word = many
		}
	}
	return fill(word, append(places, "n", n))
}

// fill puts values in the places of a word; a {place} that none is for stays.
func fill(word string, places []any) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(word, "{")
		name, after, closed := strings.Cut(rest, "}")
		b.WriteString(before)
		if !open {
			return b.String()
		}
		if value, ok := placed(name, places); ok && closed {
			b.WriteString(value)
			word = after
		} else {
			b.WriteByte('{')
			word = rest
		}
	}
}

func placed(name string, places []any) (string, bool) {
	for i := 0; i+1 < len(places); i += 2 {
		if text(places[i]) == name {
			return text(places[i+1]), true
		}
	}
	return "", false
}

func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	}
	return ""
}

// dict makes a value with named fields for a template of a part.
func dict(pairs ...any) map[string]any {
	out := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		out[text(pairs[i])] = pairs[i+1]
	}
	return out
}
