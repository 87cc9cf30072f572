// Package api answers questions to a ledger in JSON, at the addresses under
// /api/v1/ that openapi.json describes, and as feeds that readers subscribe to.
//
// In go the fields of a query as parameters (q, who, about, via, to, act, form,
// doubt, status, lang, outlet, since, until, document, versions, after, as_of,
// cursor, limit); out come the statements, documents and actors in the shape of
// `enligt read`, with a cursor for the part after it. Offsets are Unicode code points,
// with units=utf16 those of JavaScript. A parameter that means nothing is refused
// (400) with what would; what is not there is 404; a ledger that fails is 500. Each
// error is {"error":{"at","what","do"}}.
package api

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/weighing/revision"
)

//go:embed openapi.json
var openapi []byte

// Words are the interface words that a feed is written in: "label.nobody",
// "act.deny", "doubt.claimed" …
type Words interface{ Name(key string) string }

// API answers under /api/v1/.
type API struct {
	ledger   ledger.Ledger
	words    Words
	numerals revision.Numerals
	takes    map[string][]string // the parameters of each pattern
	mux      *http.ServeMux
}

// New makes the API of a ledger. Only feeds, which people read, have words; numerals
// say which words are numbers where a text has changed, nil that only digits are.
func New(l ledger.Ledger, words Words, numerals revision.Numerals) *API {
	a := &API{ledger: l, words: words, numerals: numerals, takes: described(), mux: http.NewServeMux()}
	for at, answer := range map[string]func(*http.Request) (any, error){
		"statements": a.statements, "search": a.search, "statements/{key}": a.statement,
		"documents": a.documents, "documents/{id}": a.document, "documents/{id}/changes": a.changed,
		"actors": a.actors, "actors/{id}": a.actor, "outlets": a.outlets, "feeds": a.feeds,
	} {
		a.mux.HandleFunc("GET /api/v1/"+at, answered(answer))
	}
	a.mux.HandleFunc("GET /api/v1/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(openapi)
	})
	a.mux.HandleFunc("GET /api/v1/feed.json", a.jsonFeed)
	a.mux.HandleFunc("GET /api/v1/feed.atom", a.atomFeed)
	a.mux.HandleFunc("/api/v1/", func(w http.ResponseWriter, r *http.Request) { fail(w, ledger.ErrNotFound) })
	return a
}

func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.mux.ServeHTTP(w, r) }

// badParameter is a parameter that means nothing.
type badParameter struct{ name, what, do string }

func (e *badParameter) Error() string { return e.name + ": " + e.what + "; " + e.do }

// answered makes a handler of what gives a value to be written.
func answered(answer func(*http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := answer(r)
		if err != nil {
			fail(w, err)
			return
		}
		write(w, http.StatusOK, v)
	}
}

// write writes whole or not at all.
func write(w http.ResponseWriter, status int, v any) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // a caller who has left
}

// problem is an error as it is told.
type problem struct {
	At   *string `json:"at"`
	What string  `json:"what"`
	Do   *string `json:"do"`
}

func fail(w http.ResponseWriter, err error) {
	status, p := http.StatusInternalServerError, problem{What: err.Error()}
	var bad *badParameter
	switch {
	case errors.As(err, &bad):
		status, p = http.StatusBadRequest, problem{&bad.name, bad.what, &bad.do}
	case errors.Is(err, ledger.ErrCursor):
		at, do := "cursor", "give the next of an answer to the same question"
		status, p = http.StatusBadRequest, problem{&at, err.Error(), &do}
	case errors.Is(err, ledger.ErrNotFound):
		status = http.StatusNotFound
	}
	write(w, status, map[string]problem{"error": p})
}

// part is a part of a list.
type part[T any] struct {
	Items []T     `json:"items"`
	Next  *string `json:"next"`  // cursor of the part after it
	AsOf  int64   `json:"as_of"` // commit that the answer is of
}

func newPart[T any](items []T, next string, asOf int64) part[T] {
	p := part[T]{Items: items, AsOf: asOf}
	if p.Items == nil {
		p.Items = []T{}
	}
	if next != "" {
		p.Next = &next
	}
	return p
}

// described are the parameters of each pattern, as openapi.json has them.
func described() map[string][]string {
	var d struct {
		Paths map[string]struct {
			Get struct {
				Parameters []struct {
					Ref  string `json:"$ref"`
					Name string
				}
			}
		}
	}
	_ = json.Unmarshal(openapi, &d) // a test reads it
	out := map[string][]string{}
	for at, about := range d.Paths {
		for _, p := range about.Get.Parameters {
			if p.Ref != "" { // the others stand in the path
				out["GET "+at] = append(out["GET "+at], path.Base(p.Ref))
			}
		}
	}
	return out
}

// query reads the parameters; one that is not known here, or given twice, is an error
// too, since a mistyped or dropped filter would answer another question.
func (a *API) query(r *http.Request) (ledger.Query, error) {
	form := r.URL.Query()
	q := ledger.ParseQuery(form.Get("q"))
	for _, name := range slices.Sorted(maps.Keys(form)) {
		value := form.Get(name)
		switch {
		case !slices.Contains(a.takes[r.Pattern], name):
			return q, &badParameter{name, "no parameter of this address", "see /api/v1/openapi.json"}
		case len(form[name]) > 1:
			return q, &badParameter{name, "given more than once", "give it once"}
		}
		if err := setParameter(&q, name, value); err != nil {
			return q, err
		}
	}
	q.Cursor = form.Get("cursor")
	return q, nil
}

func setParameter(q *ledger.Query, name, value string) (err error) {
	switch name {
	case "q", "cursor":
	case "limit":
		if q.Limit, err = strconv.Atoi(value); err != nil || q.Limit < 1 || q.Limit > ledger.MaxLimit {
			return &badParameter{name, fmt.Sprintf("%q is no length of a part", value), fmt.Sprintf("give a number from 1 to %d; next leads on without a limit on the whole", ledger.MaxLimit)}
		}
	case "units":
		if value != "utf16" && value != "codepoints" {
			return &badParameter{name, fmt.Sprintf("%q is no unit of offsets", value), "give codepoints or utf16"}
		}
	default:
		nothing := value == "" || name == "after" && value == "0" // what an empty ledger answers as as_of
		if field := strings.ReplaceAll(name, "_", "-"); !nothing && !q.Set(field, value) {
			return &badParameter{name, fmt.Sprintf("%q is not a value of it", value), ledger.Expected(field)}
		}
	}
	return nil
}

// inUTF16 converts the offsets of values of one text where the caller wants them so.
func inUTF16(r *http.Request, text string) func([]byte) (json.RawMessage, error) {
	if r.URL.Query().Get("units") != "utf16" {
		return func(b []byte) (json.RawMessage, error) { return b, nil }
	}
	at := enligt.NewOffsets(text)
	return func(b []byte) (json.RawMessage, error) { return convert(b, at) }
}
