package actor

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// language is an opened pack with its resolver.
type language struct {
	pack     *packs.Pack
	resolver *Resolver
}

// languages opens the embedded packs that have pronouns.
func languages(t testing.TB) []language {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var out []language
	for _, code := range set.Langs() {
		p := set.Get(code)
		if tab, err := p.Table("pronouns"); err != nil || len(tab.Rows) == 0 {
			continue
		}
		r, err := Open(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, language{p, r})
	}
	if len(out) < 3 {
		t.Fatalf("%d packs have pronouns, there must be three", len(out))
	}
	return out
}

func (l language) rows(t *testing.T, table string) []packs.Row {
	t.Helper()
	tab, err := l.pack.Table(table)
	if err != nil {
		t.Fatal(err)
	}
	return tab.Rows
}

func TestEveryStateIsKnownByNameAndCapital(t *testing.T) {
	for _, l := range languages(t) {
		keys := map[string]string{}
		for _, r := range l.rows(t, "nationalities") {
			for _, name := range append(cells(r.Get("country")), cells(r.Get("capital"))...) {
				if l.resolver.states.named(name) == "" {
					t.Errorf("%s: %q is no state", r.At(), name)
				}
			}
			if other := keys[r.Get("key")]; other != "" {
				t.Errorf("%s: %s is %s already", r.At(), r.Get("key"), other)
			}
			keys[r.Get("key")] = r.Get("country")
		}
	}
}

// marked is the word in [brackets] of a row's example, as a token without a tag.
func marked(t *testing.T, r packs.Row) *token {
	t.Helper()
	_, rest, open := strings.Cut(r.Get("example"), "[")
	inside, _, closed := strings.Cut(rest, "]")
	if !open || !closed || inside == "" {
		t.Errorf("%s: the example %q marks nothing in [brackets]", r.At(), r.Get("example"))
		return nil
	}
	form := strings.ToLower(inside)
	return &token{Word: &enligt.Word{Form: inside}, form: form, lemma: form}
}

func TestEveryRowIsKnownInItsExample(t *testing.T) {
	for _, l := range languages(t) {
		e := l.resolver
		for table, known := range map[string]func(x *token, r packs.Row) bool{
			"titles": func(x *token, r packs.Row) bool {
				g, ok := e.titles[x.form]
				return ok && g == genderOf(r.Get("gender"))
			},
			"genders": func(x *token, r packs.Row) bool { g, _ := e.genders.of(x); return g == genderOf(r.Get("gender")) },
			"anaphors": func(x *token, r packs.Row) bool {
				a, ok := e.anaphors.of(x)
				return ok && string(a.kind) == r.Get("kind") && a.number == r.Get("number")
			},
			"quantifiers":   func(x *token, _ packs.Row) bool { return e.several[x.form] },
			"nationalities": func(x *token, r packs.Row) bool { return e.states.named(x.form) != "" },
		} {
			for _, r := range l.rows(t, table) {
				if x := marked(t, r); x != nil && !known(x, r) {
					t.Errorf("%s %s: %q is not known", l.pack.Lang, r.At(), x.form)
				}
			}
		}
	}
}

func TestNoGivenNameServesBoth(t *testing.T) {
	for _, l := range languages(t) {
		if n := len(l.resolver.firstNames); n < 1000 {
			t.Errorf("%s: only %d given names", l.pack.Lang, n)
		}
		for _, r := range l.rows(t, "firstnames") {
			if l.resolver.firstNames[strings.ToLower(r.Get("name"))] != genderOf(r.Get("gender")) {
				t.Errorf("%s %s: %s stands there twice", l.pack.Lang, r.At(), r.Get("name"))
			}
		}
	}
}

func TestNeighboursWithLikeNamesAreTwoStates(t *testing.T) {
	for _, l := range languages(t) {
		of := map[string]string{}
		for _, r := range l.rows(t, "nationalities") {
			for _, form := range cells(r.Get("adjective")) {
				if key := l.resolver.states.adjectives[form]; key == r.Get("key") {
					of[key] = form
				}
			}
		}
		for _, key := range []string{"NE", "NG", "KP", "KR", "CD", "GN", "GW", "SD", "SS"} {
			if of[key] == "" {
				t.Errorf("%s: no adjective of its own for %s", l.pack.Lang, key)
			}
		}
	}
}

func TestPacksKnowTheSameStates(t *testing.T) {
	var first map[string]bool
	for _, l := range languages(t) {
		keys := map[string]bool{}
		for _, r := range l.rows(t, "nationalities") {
			keys[r.Get("key")] = true
		}
		if first == nil {
			first = keys
		}
		if len(keys) < 193 {
			t.Errorf("pack %s knows %d states", l.pack.Lang, len(keys))
		}
		for k := range first {
			if !keys[k] {
				t.Errorf("pack %s lacks %s", l.pack.Lang, k)
			}
		}
	}
}

func TestMalformedRowsAreRefusedWithTheirLine(t *testing.T) {
	for table, text := range map[string]string{
		"nouns":         "noun\tmatch\tkind\nman\tword\tgod\n",
		"roles":         "role\tmatch\nking\tprefix\n",
		"pronouns":      "form\tclass\nshe\tqueen\n",
		"nationalities": "country\tcapital\tkey\nMali\tBamako\tMLI\n",
	} {
		p, err := packs.Open(fstest.MapFS{"pack.json": {Data: []byte(`{"lang":"xx"}`)}, table + ".tsv": {Data: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(p); err == nil || !strings.Contains(err.Error(), table+".tsv:2") {
			t.Errorf("%s: error is %v, must name the line", table, err)
		}
	}
}

func TestPacksKnowTheSameBodiesByTheirNames(t *testing.T) {
	var first map[string]bool
	for _, l := range languages(t) {
		keys := map[string]bool{}
		for _, r := range l.rows(t, "bodies") {
			keys[r.Get("key")] = true
			if name, _, _ := strings.Cut(r.Get("name"), "|"); !strings.Contains(r.Get("example"), "["+name+"]") {
				t.Errorf("%s %s: the example does not mark %s", l.pack.Lang, r.At(), name)
			}
			for _, name := range cells(r.Get("name")) {
				if l.resolver.bodies[fold(name)] != r.Get("key") {
					t.Errorf("%s %s: %q is not known", l.pack.Lang, r.At(), name)
				}
			}
		}
		if first == nil {
			first = keys
		}
		if len(keys) < 50 || !maps.Equal(keys, first) {
			t.Errorf("pack %s knows %d bodies, or others than the first", l.pack.Lang, len(keys))
		}
	}
}
