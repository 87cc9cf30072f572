package api

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// addVersion keeps a text at the address of the first article; its one statement is
// what stands before the comma.
func addVersion(t *testing.T, l ledger.Ledger, text string) string {
	t.Helper()
	said, _, _ := strings.Cut(text, ",")
	cue := strings.Index(text, "säger")
	list, err := l.Add(context.Background(), ledger.Origin{UTC: time.Date(2026, 1, 13, 12, 0, 0, 0, time.UTC), Program: "0"}, []ledger.Entry{{Reading: enligt.Reading{
		Document: enligt.Document{Address: "https://nord.example/0", Lang: "sv", Title: "Is", Text: text, Blocks: enligt.Blocks(text)},
		Statements: []enligt.Statement{{ID: "s1", Content: []enligt.Span{{Start: 0, End: len(said)}}, Cue: enligt.Span{Start: cue, End: cue + len("säger")},
			Form: enligt.Direct, Act: enligt.Assert, Polarity: enligt.Affirmed, Block: enligt.Paragraph}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	return list[0].Version
}

func TestTheChangesOfAVersionAreThoseSinceTheOneBefore(t *testing.T) {
	a, l := open(t, 1)
	second := addVersion(t, l, "🧊 Isen på 30 sjöar är tunn, säger hon.")
	third := addVersion(t, l, "🧊 Isen på 34 sjöar är tunn, säger hon.")
	document := ask(t, a, "/api/v1/documents/"+third, 200)
	first := document["versions"].([]any)[0].(map[string]any)["version"].(string)
	for id, want := range map[string]string{
		first: "<nil> []", second: "Is [gone added]", third: "Is [changed number [30] [34]]", document["document_id"].(string): "Is [changed number [30] [34]]",
	} {
		v := ask(t, a, "/api/v1/documents/"+id+"/changes", 200)
		var told []string
		for _, c := range v["changes"].([]any) {
			c := c.(map[string]any)
			line := c["kind"].(string)
			for _, f := range c["fields"].([]any) {
				f := f.(map[string]any)
				line += fmt.Sprint(" ", f["part"], " ", f["old"], " ", f["new"])
			}
			if (c["old"] == nil) != (line == "added") || (c["new"] == nil) != (line == "gone") {
				t.Errorf("%s: %v", line, c)
			}
			told = append(told, line)
		}
		title := any(nil)
		if v["old"] != nil {
			title = v["old"].(map[string]any)["title"]
		}
		if got := fmt.Sprint(title, " ", told); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	ask(t, a, "/api/v1/documents/0/changes", 404)
	ask(t, a, "/api/v1/documents/"+third+"/changes?units=bytes", 400)
}

func TestTheDescriptionOfChangesAndTheAnswerAgree(t *testing.T) {
	a, l := open(t, 1)
	addVersion(t, l, "Isen på 30 sjöar är tunn, säger hon.")
	id := addVersion(t, l, "Isen på 34 sjöar är tunn, säger hon.")
	var d map[string]any
	if err := json.Unmarshal(openapi, &d); err != nil {
		t.Fatal(err)
	}
	v := ask(t, a, "/api/v1/documents/"+id+"/changes", 200)
	if len(v["changes"].([]any)) != 1 {
		t.Fatal(v)
	}
	agree(t, d, "changes", map[string]any{"$ref": "#/components/schemas/Changes"}, v)
}
