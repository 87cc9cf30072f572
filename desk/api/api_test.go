package api

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
)

// article has a sign outside the first plane before what is said.
const article = "🧊 Isen bär inte, säger Karin Ek."

type keys struct{}

func (keys) Name(key string) string { return key }

// open is an API over a ledger with the article at so many addresses.
func open(t *testing.T, documents int) (*API, ledger.Ledger) {
	t.Helper()
	store, err := sqlite.Open(filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	for i := range documents {
		add(t, store, fmt.Sprintf("https://nord.example/%d", i), fmt.Sprint("Blad ", i))
	}
	return New(store, keys{}, nil), store
}

// add keeps the article at an address, a minute after what is there.
func add(t *testing.T, l ledger.Ledger, address, outlet string) {
	t.Helper()
	at := func(s string) enligt.Span {
		i := strings.Index(article, s)
		return enligt.Span{Start: i, End: i + len(s)}
	}
	source := at("Karin Ek")
	r := enligt.Reading{
		Document: enligt.Document{ID: address, Address: address, URL: address, Lang: "sv", Title: "Is", Outlet: outlet, Published: "2026-01-13", Text: article, Blocks: enligt.Blocks(article)},
		Statements: []enligt.Statement{{ID: "s1", Content: []enligt.Span{at("Isen bär inte")}, Cue: at("säger"), Source: &source, Form: enligt.Direct, Act: enligt.Assert, Polarity: enligt.Affirmed, Block: enligt.Paragraph,
			Speaker: []enligt.Speaker{{Actor: "a1", Name: "Karin Ek", Kind: enligt.Person, From: []enligt.Span{source}}}, Doubt: []enligt.Doubt{{Kind: enligt.Claimed, Span: at("säger")}}}},
		Actors: []enligt.Actor{{ID: "a1", Name: "Karin Ek", Kind: enligt.Person, Mentions: []enligt.Span{source}}},
	}
	head, err := l.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Add(t.Context(), ledger.Origin{UTC: time.Date(2026, 1, 13, 10, int(head.Number), 0, 0, time.UTC), Program: "0"}, []ledger.Entry{{Reading: r}}); err != nil {
		t.Fatal(err)
	}
}

// ask gets a value of JSON.
func ask(t *testing.T, a *API, path string, status int) map[string]any {
	t.Helper()
	w := httptest.NewRecorder()
	a.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	if w.Code != status {
		t.Fatalf("%s: status %d, want %d: %s", path, w.Code, status, w.Body)
	}
	var v map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("%s: %v in %s", path, err, w.Body)
	}
	return v
}

func TestAListIsWholeThroughItsCursors(t *testing.T) {
	a, _ := open(t, 7)
	for _, list := range []string{"statements", "documents"} {
		seen := map[string]bool{}
		for cursor, parts := "", 0; ; parts++ {
			v := ask(t, a, "/api/v1/"+list+"?limit=3&cursor="+url.QueryEscape(cursor), 200)
			for _, it := range v["items"].([]any) {
				seen[it.(map[string]any)["version"].(string)] = true
			}
			if v["next"] == nil {
				if parts != 2 {
					t.Errorf("%s: %d parts before the last", list, parts)
				}
				break
			}
			cursor = v["next"].(string)
		}
		if len(seen) != 7 {
			t.Errorf("%s: %d of 7", list, len(seen))
		}
	}
}

func TestOutletsComeInPartsThatStayWithTheirCommit(t *testing.T) {
	a, l := open(t, 1)
	for _, name := range []string{"A", "B", "C", "D", ""} {
		add(t, l, "https://"+name+".example/", name)
	}
	whole := ask(t, a, "/api/v1/outlets", 200)
	if items := whole["items"].([]any); len(items) != 6 || whole["next"] != nil || items[0].(map[string]any)["documents"] != 1.0 {
		t.Fatalf("%v", whole)
	}
	var names []any
	v := ask(t, a, "/api/v1/outlets?limit=2", 200)
	add(t, l, "https://later.example/", "0 later")
	for part := 1; ; part++ {
		for _, it := range v["items"].([]any) {
			names = append(names, it.(map[string]any)["name"])
		}
		if v["as_of"] != whole["as_of"] {
			t.Errorf("part %d is of commit %v", part, v["as_of"])
		}
		if v["next"] == nil {
			break
		}
		v = ask(t, a, "/api/v1/outlets?limit=2&cursor="+v["next"].(string), 200)
	}
	if len(names) != 6 || slices.Contains(names, any("0 later")) || !slices.Contains(names, any(nil)) {
		t.Errorf("in parts: %v", names)
	}
	if v := ask(t, a, "/api/v1/outlets?as_of=2020-01-01", 200); len(v["items"].([]any)) != 0 {
		t.Errorf("before the first commit: %v", v)
	}
	for _, cursor := range []string{"x", "1", "0.1", "1.0", "1.-1", "1.1x", "1.0.2"} {
		ask(t, a, "/api/v1/outlets?cursor="+cursor, 400)
	}
}

func TestOffsetsAreCodePointsAndUTF16OnRequest(t *testing.T) {
	a, _ := open(t, 1)
	for units, slice := range map[string]func(int, int) string{
		"codepoints": func(i, j int) string { return string([]rune(article)[i:j]) },
		"utf16":      func(i, j int) string { return string(utf16.Decode(utf16.Encode([]rune(article))[i:j])) },
	} {
		v := ask(t, a, "/api/v1/statements?units="+units, 200)
		s := v["items"].([]any)[0].(map[string]any)["statement"].(map[string]any)
		for _, span := range []any{s["content"].([]any)[0], s["cue"], s["source"]} {
			m := span.(map[string]any)
			if got := slice(int(m["start"].(float64)), int(m["end"].(float64))); got != m["text"] {
				t.Errorf("%s: %q at the place of %q", units, got, m["text"])
			}
		}
		d := ask(t, a, "/api/v1/documents/"+v["items"].([]any)[0].(map[string]any)["version"].(string)+"?units="+units, 200)
		block := d["reading"].(map[string]any)["document"].(map[string]any)["blocks"].([]any)[0].(map[string]any)
		if got := slice(0, int(block["end"].(float64))); got != article {
			t.Errorf("%s: the block is %q", units, got)
		}
	}
}

func TestWhatMeansNothingIsRefusedWithWhatWould(t *testing.T) {
	a, _ := open(t, 1)
	for path, at := range map[string]string{
		"statements?act=shout": "act", "statements?since=monday": "since", "statements?limit=0": "limit", "statements?limit=501": "limit", "statements?limit=x": "limit",
		"statements?speaker=x": "speaker", "statements?units=bytes": "units", "statements?cursor=x": "cursor", "search": "q", "documents?after=-1": "after", "feed.json?act=x": "act", "feed.atom?act=x": "act",
		"statements?limit=5x": "limit", "statements?who=a&who=b": "who", "statements?key=x": "key", "actors?q=x": "q", "actors?act=deny": "act", "feeds?who=x": "who", "outlets?lang=sv": "lang", "documents/0?limit=1": "limit",
	} {
		e := ask(t, a, "/api/v1/"+path, 400)["error"].(map[string]any)
		if e["at"] != at || e["what"] == "" || e["do"] == "" {
			t.Errorf("%s: %v", path, e)
		}
	}
	for _, path := range []string{"statements/0", "documents/0", "actors/0", "nothing"} {
		ask(t, a, "/api/v1/"+path, 404)
	}
}

func TestTheDescriptionAndTheAnswersAgree(t *testing.T) {
	a, _ := open(t, 2)
	var d map[string]any
	if err := json.Unmarshal(openapi, &d); err != nil {
		t.Fatal(err)
	}
	if d["openapi"] != "3.1.0" {
		t.Errorf("openapi %v", d["openapi"])
	}
	first := ask(t, a, "/api/v1/statements", 200)["items"].([]any)[0].(map[string]any)
	actorID := ask(t, a, "/api/v1/actors", 200)["items"].([]any)[0].(map[string]any)["id"].(string)
	tried := 0
	for path, about := range d["paths"].(map[string]any) {
		to := strings.NewReplacer("statements/{key}", "statements/"+first["statement"].(map[string]any)["key"].(string), "documents/{id}", "documents/"+first["version"].(string), "actors/{id}", "actors/"+actorID).Replace(path)
		if strings.HasSuffix(to, "search") {
			to += "?q=isen"
		}
		content := about.(map[string]any)["get"].(map[string]any)["responses"].(map[string]any)["200"].(map[string]any)["content"].(map[string]any)
		media, ok := content["application/json"].(map[string]any)
		if !ok {
			continue
		}
		tried++
		agree(t, d, path, media["schema"].(map[string]any), ask(t, a, to, 200))
		takesWhatIsDescribed(t, a, about.(map[string]any)["get"].(map[string]any), to)
	}
	if tried < 9 {
		t.Errorf("only %d paths tried", tried)
	}
}

// takesWhatIsDescribed asks with each parameter that is described, and with one that is not.
func takesWhatIsDescribed(t *testing.T, a *API, get map[string]any, to string) {
	t.Helper()
	values := map[string]string{"act": "deny", "form": "direct", "doubt": "any", "status": "unseen", "since": "2023-07-28", "until": "2023-07-28", "versions": "all", "after": "0", "as_of": "9", "cursor": "", "limit": "1", "units": "utf16"}
	taken, mark := 0, "?"
	if strings.Contains(to, "?") {
		mark = "&"
	}
	list, _ := get["parameters"].([]any)
	for _, p := range list {
		ref, ok := p.(map[string]any)["$ref"].(string)
		if !ok {
			continue
		}
		name := ref[strings.LastIndexByte(ref, '/')+1:]
		if name == "q" && mark == "&" {
			continue
		}
		value, ok := values[name]
		if !ok {
			value = "x"
		}
		ask(t, a, to+mark+name+"="+value, 200)
		taken++
	}
	if taken > 0 {
		ask(t, a, to+mark+"nobody=x", 400)
	}
}

// agree compares a value with its schema: types, what is required, and that nothing
// stands there that is not described.
func agree(t *testing.T, d map[string]any, at string, schema map[string]any, v any) {
	t.Helper()
	if to, ok := schema["$ref"].(string); ok {
		schema = d["components"].(map[string]any)["schemas"].(map[string]any)[to[strings.LastIndexByte(to, '/')+1:]].(map[string]any)
	}
	if either := schema["anyOf"]; either != nil { // one thing or null
		if v == nil {
			return
		}
		agree(t, d, at, either.([]any)[0].(map[string]any), v)
		return
	}
	kind := "other"
	switch v := v.(type) {
	case nil:
		kind = "null"
	case string:
		kind = "string"
	case bool:
		kind = "boolean"
	case float64:
		kind = "number"
		if v == float64(int(v)) {
			kind = "integer"
		}
	case []any:
		kind = "array"
		for _, x := range v {
			agree(t, d, at+"[]", schema["items"].(map[string]any), x)
		}
	case map[string]any:
		kind = "object"
		fields, _ := schema["properties"].(map[string]any)
		for _, name := range anys(schema["required"]) {
			if _, ok := v[name]; !ok {
				t.Errorf("%s: no %s", at, name)
			}
		}
		for name, x := range v {
			if f, ok := fields[name].(map[string]any); ok {
				agree(t, d, at+"."+name, f, x)
			} else if fields != nil {
				t.Errorf("%s: %s is not described", at, name)
			}
		}
	}
	want := anys(schema["type"])
	if one, ok := schema["type"].(string); ok {
		want = []string{one}
	}
	if !slices.Contains(want, kind) && !(kind == "integer" && slices.Contains(want, "number")) {
		t.Errorf("%s: a %s, described as %v", at, kind, want)
	}
}

func anys(v any) []string {
	var out []string
	list, _ := v.([]any)
	for _, x := range list {
		out = append(out, x.(string))
	}
	return out
}

func TestAnyQueryIsAFeed(t *testing.T) {
	a, _ := open(t, 2)
	v := ask(t, a, "/api/v1/feed.json?doubt=claimed&q=isen", 200)
	items := v["items"].([]any)
	if len(items) != 2 || v["title"] != "Enligt: doubt:claimed isen" {
		t.Errorf("%v", v)
	}
	if title := items[0].(map[string]any)["title"]; title != "Karin Ek [act.assert, doubt.claimed]: Isen bär inte" {
		t.Errorf("title %q: attribution and doubt belong in it", title)
	}
	w := httptest.NewRecorder()
	a.ServeHTTP(w, httptest.NewRequest("GET", "/api/v1/feed.atom?q=isen", nil))
	var f atom
	if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil || len(f.Entries) != 2 || f.Entries[0].ID == f.Entries[1].ID || f.Updated != "2026-01-13T10:01:00Z" {
		t.Errorf("%v: %s", err, w.Body)
	}
	if v := ask(t, a, "/api/v1/feed.json?act=deny", 200); len(v["items"].([]any)) != 0 {
		t.Errorf("%v", v)
	}
}

func TestAnAnswerOfThePastStays(t *testing.T) {
	a, _ := open(t, 3)
	v := ask(t, a, "/api/v1/statements?as_of=1", 200)
	if n := len(v["items"].([]any)); n != 1 || v["as_of"] != 1.0 {
		t.Errorf("%d items as of %v", n, v["as_of"])
	}
}
