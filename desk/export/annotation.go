package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// namespace is that of the cells that W3C's vocabulary has no word for.
const namespace = "https://github.com/enligt/enligt/ns#"

// annotation is one statement in the Web Annotation data model
// (https://www.w3.org/TR/annotation-model/).
type annotation struct {
	ID         string    `json:"id"`
	Type       string    `json:"type"`
	Motivation string    `json:"motivation"`
	Created    string    `json:"created"`
	Generator  agent     `json:"generator"`
	Body       []body    `json:"body"`
	Target     []target  `json:"target"`
	Speaker    []speaker `json:"enligt:speaker,omitempty"`
	Act        string    `json:"enligt:act"`
	Form       string    `json:"enligt:form"`
	Doubt      []string  `json:"enligt:doubt,omitempty"`
	Via        []string  `json:"enligt:via,omitempty"`
	Status     string    `json:"enligt:status"`
}

type agent struct {
	Type string `json:"type"`
	Name string `json:"name"`
}

type body struct {
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Format  string `json:"format"`
	Lang    string `json:"language,omitempty"`
	Value   string `json:"value"`
}

type speaker struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"enligt:name"`
	Kind string `json:"enligt:kind"`
}

type target struct {
	Source   string     `json:"source"`
	Selector []selector `json:"selector"`
}

// selector is a TextQuoteSelector or a TextPositionSelector; positions count code
// points of the text that the ledger keeps.
type selector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	Start  *int   `json:"start,omitempty"`
	End    *int   `json:"end,omitempty"`
}

// Annotations writes the statements that the query finds as one AnnotationPage in
// JSON-LD, whose id is the query's text.
func Annotations(ctx context.Context, l ledger.Ledger, q ledger.Query, out io.Writer) error {
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "{\"@context\":[\"http://www.w3.org/ns/anno.jsonld\",{\"enligt\":%q}],\"id\":%q,\"type\":\"AnnotationPage\",\"items\":[\n",
		namespace, "urn:enligt:statements:"+url.QueryEscape(q.String()))
	first := true
	err := eachStatement(ctx, l, q, func(s *ledger.Statement, at *enligt.Offsets) error {
		if !first {
			w.WriteByte(',')
		}
		first = false
		return writeJSON(w, annotate(s, at))
	})
	if err != nil {
		return err
	}
	w.WriteString("]}\n")
	return w.Flush()
}

func annotate(s *ledger.Statement, at *enligt.Offsets) annotation {
	names, _, _ := speakers(s)
	a := annotation{
		ID: "urn:enligt:" + s.Version.ID + ":" + s.Key, Type: "Annotation", Motivation: "describing",
		Created: s.Version.Commit.UTC.Format(time.RFC3339), Generator: agent{"Software", "enligt " + s.Version.Commit.Program},
		Body: []body{{"TextualBody", "describing", "text/plain", s.Version.Lang, describe(names, s)}},
		Act:  string(s.Act), Form: string(s.Form), Status: string(s.Status),
	}
	for _, c := range s.Content {
		a.Target = append(a.Target, target{iri(s.Version.Address), selectors(s.Version.Text, at, c)})
	}
	for _, p := range s.Speaker {
		one := speaker{Name: p.Name, Kind: string(p.Kind)}
		if id := s.Actors[p.Actor]; id != "" {
			one.ID = "urn:enligt:actor:" + id
		}
		a.Speaker = append(a.Speaker, one)
	}
	for _, d := range s.Doubt {
		a.Doubt = append(a.Doubt, string(d.Kind))
	}
	for _, v := range s.Via {
		a.Via = append(a.Via, v.Name)
	}
	return a
}

// iri is an address with escapes for what no IRI may hold (RFC 3987): paths of files
// have spaces, and readers of JSON-LD pass over a target that is no IRI.
func iri(address string) string {
	var b strings.Builder
	for _, r := range address {
		if r <= ' ' || r == 0x7F || strings.ContainsRune("<>\"{}|\\^`", r) {
			fmt.Fprintf(&b, "%%%02X", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// describe is the attribution in one line: who, by which word.
func describe(names string, s *ledger.Statement) string {
	if names == "" {
		names = "?"
	}
	if cue := s.Cue.Of(s.Version.Text); cue != "" {
		return names + ": " + cue
	}
	return names
}

// quoteContext is how many bytes of the text stand before and after a quote.
const quoteContext = 32

func selectors(text string, at *enligt.Offsets, s enligt.Span) []selector {
	from, to := max(0, s.Start-quoteContext), min(len(text), s.End+quoteContext)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	start, end := at.RuneSpan(s)
	return []selector{
		{Type: "TextQuoteSelector", Exact: s.Of(text), Prefix: text[from:s.Start], Suffix: text[s.End:to]},
		{Type: "TextPositionSelector", Start: &start, End: &end},
	}
}
