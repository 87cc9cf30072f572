// Package page shows one reading as a page of HTML that needs nothing else: the
// article as it is read, its statements underlined, and a margin that says who,
// how sure and by which road.
//
// In goes a reading and the interface words of its language, out comes the page.
// It fails where a span is none of the text's. The line under the words is the
// sign for doubt, the same in text, margin and key; no meaning is told by colour
// alone.
package page

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/enligt/enligt"
)

//go:embed page.html page.css page.js marks.html
var files embed.FS

// Words are the interface words of one language. Keys are "act.deny",
// "label.nobody", "ground.claimed", "language.LANG" …
type Words interface {
	Name(key string) string
	Meaning(key string) string
}

// Write writes the page of a reading.
func Write(w io.Writer, r *enligt.Reading, words Words) error {
	if err := Check(r); err != nil {
		return err
	}
	style, script := file("page.css"), file("page.js")
	t, err := template.New("page.html").Funcs(template.FuncMap{
		"word":    words.Name,
		"meaning": words.Meaning,
		"label":   func(key string) string { return words.Name("label." + key) },
	}).ParseFS(files, "page.html", Marks)
	if err != nil {
		return err
	}
	v := newView(r, words)
	v.Style, v.Script = template.CSS(style), template.JS(script)
	v.Policy = fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'", hash(style), hash(script))
	return t.Execute(w, v)
}

// Check keeps what is no slice of the text from being shown as one.
func Check(r *enligt.Reading) error {
	text := r.Document.Text
	for i := range r.Statements {
		s := &r.Statements[i]
		spans := append([]enligt.Span{s.Cue}, s.Content...)
		for _, d := range s.Doubt {
			spans = append(spans, d.Span)
		}
		for _, span := range spans {
			if err := span.Check(text); err != nil {
				return fmt.Errorf("statement %s: %w", s.ID, err)
			}
		}
	}
	return nil
}

// file is an embedded file; they are part of the program and cannot be missing.
func file(name string) string {
	b, _ := files.ReadFile(name)
	return string(b)
}

// hash is how a content security policy names an inline part.
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// view is what the template shows.
type view struct {
	Lang    string
	Title   string // of the window
	Heading string // above the text, where the text has none of its own
	Folio   []string
	Facts   []fact
	Layout
	Warnings []string
	None     bool // no statement found
	Style    template.CSS
	Script   template.JS
	Policy   string
}

type fact struct{ Label, Value string }

func newView(r *enligt.Reading, words Words) *view {
	d := &r.Document
	v := &view{Lang: d.Lang, Title: d.Title, Heading: d.Title, Warnings: r.Warnings, None: len(r.Statements) == 0}
	ownTitle := len(d.Blocks) > 0 && d.Blocks[0].Kind == enligt.TitleBlock
	if v.Title == "" && ownTitle {
		v.Title = d.Blocks[0].Of(d.Text)
	}
	if v.Title == "" {
		v.Title = d.ID
	}
	if v.Heading == "" && !ownTitle {
		v.Heading = v.Title
	}
	for _, s := range []string{d.Outlet, d.Author, d.Published} {
		if s != "" {
			v.Folio = append(v.Folio, s)
		}
	}
	v.Layout = Lay(r, words, enligt.Span{})
	v.Facts = facts(r, words)
	return v
}

func facts(r *enligt.Reading, words Words) []fact {
	d := &r.Document
	doubtful := 0
	for i := range r.Statements {
		if len(r.Statements[i].Doubt) > 0 {
			doubtful++
		}
	}
	count := fmt.Sprint(len(r.Statements))
	if doubtful > 0 {
		count += fmt.Sprintf(", %s %d", words.Name("label.of_which_doubtful"), doubtful)
	}
	sum := d.TextHash()
	out := []fact{
		{words.Name("label.outlet"), d.Outlet}, {words.Name("label.published"), d.Published}, {words.Name("label.language"), words.Name("language." + d.Lang)},
		{words.Name("label.statements"), count}, {"SHA-256", strings.Join([]string{sum[:4], sum[4:8], sum[8:12], "…", sum[60:]}, " ")},
		{words.Name("label.made_by"), strings.TrimSpace("enligt " + r.MadeBy.Enligt + " " + r.MadeBy.Pack)},
	}
	var known []fact
	for _, f := range out {
		if f.Value != "" {
			known = append(known, f)
		}
	}
	return known
}
