package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// mends are what people mended in a document: by statement, and what the machine
// missed.
type mends struct {
	ByKey  map[string][]decided
	Missed []decided
}

func (v *visit) mends(d *ledger.Document) (mends, error) {
	out := mends{ByKey: map[string][]decided{}}
	list, err := v.site.Ledger.Decisions(v.r.Context(), d.Version.Hash, v.asOf())
	at := enligt.NewOffsets(d.Version.Text)
	for i := range list {
		one := v.decided(&list[i])
		switch list[i].Field {
		case "":
		case ledger.Missed:
			spans := list[i].Spans[1:]
			one.Place = slice{spans[0].Of(d.Version.Text), charactersHref(d.Version.ID, at, spans[0]), rowOf(&d.Version, spans[0])}
			out.Missed = append(out.Missed, one)
		default:
			out.ByKey[list[i].Key] = append(out.ByKey[list[i].Key], one)
		}
	}
	for key, list := range out.ByKey {
		out.ByKey[key] = newestMends(list)
	}
	return out, err
}

// newestMends are the corrections of a list that has the newest first, one of each cell.
func newestMends(list []decided) (out []decided) {
	seen := map[string]bool{}
	for _, d := range list {
		if d.Mended != "" && !seen[d.Mended] {
			seen[d.Mended] = true
			out = append(out, d)
		}
	}
	return out
}

// missed keeps POST /documents/{id}: a statement that the machine missed, in words
// of the text: what was said, the word that tells so, whose it is.
func (s *Site) missed(v *visit) error {
	by, err := v.form()
	if err != nil {
		return err
	}
	d, err := s.Ledger.Document(v.r.Context(), v.r.PathValue("id"), ledger.AsOf{})
	if err != nil {
		return err
	}
	form, text := v.r.PostForm, d.Version.Text
	content, err := place(text, form.Get("content"), from(text, form.Get("at")))
	if err != nil {
		return badRequest{err}
	}
	if content.Empty() {
		return badRequest{errors.New("no words of the text that somebody is said to have said")}
	}
	cue, err1 := place(text, form.Get("cue"), content.Start)
	source, err2 := place(text, form.Get("source"), content.Start)
	if err := errors.Join(err1, err2); err != nil {
		return badRequest{err}
	}
	decision := enligt.Decision{TextHash: d.Version.Hash, Spans: []enligt.Span{cue, content}, Field: ledger.Missed, Why: strings.TrimSpace(form.Get("why"))}
	if !source.Empty() {
		decision.Right, decision.Rests = source.Of(text), []enligt.Span{source}
	}
	if err := ledger.CheckDecision(&decision, text); err != nil {
		return badRequest{err}
	}
	if _, err := s.Ledger.Decide(v.r.Context(), by, decision); err != nil {
		return err
	}
	http.Redirect(v.w, v.r, documentHref(d.Version.ID)+"#missed", http.StatusSeeOther)
	return nil
}

// from reads a place in code points; 0 where it is none.
func from(text, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	at, err := enligt.NewOffsets(text).FromRunes(n)
	if err != nil {
		return 0
	}
	return at
}

// place finds words in the text: those that stand nearest to a position. No words
// are an empty span.
func place(text, words string, near int) (enligt.Span, error) {
	words = strings.TrimSpace(words)
	if words == "" {
		return enligt.Span{}, nil
	}
	best := -1
	for at := 0; ; at++ {
		i := strings.Index(text[at:], words)
		if i < 0 {
			break
		}
		at += i
		if best < 0 || abs(at-near) < abs(best-near) {
			best = at
		}
	}
	if best < 0 {
		return enligt.Span{}, fmt.Errorf("%q: these words do not stand in the text; copy them from it", words)
	}
	return enligt.Span{Start: best, End: best + len(words)}, nil
}

func abs(n int) int { return max(n, -n) }
