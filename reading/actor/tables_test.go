package actor

import (
	"strings"
	"testing"
	"testing/fstest"

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
