package web

import (
	"net/url"
	"unicode"

	"github.com/enligt/enligt/ledger"
)

// searchPage is what was found.
type searchPage struct {
	Q        string
	Asked    bool
	Filter   filter
	Hits     []entry
	Found    amount
	Next     string
	Failures int
	Texts    string // the same words in whole texts
	Feed     string // the question, for its feeds
}

// search shows GET /search?q=WORDS. Any text is a question.
func (s *Site) search(v *visit) error {
	q, err := v.query()
	if err != nil {
		return err
	}
	b := searchPage{Q: v.r.URL.Query().Get("q")}
	b.Asked, b.Feed = q.String() != "", q.String()
	if b.Filter, err = v.filter(q); err != nil {
		return err
	}
	b.Filter.Action, b.Filter.Clear = "/search", "/search?q="+url.QueryEscape(b.Q)
	b.Texts = "/documents?q=" + url.QueryEscape(b.Q)
	head, err := v.head()
	if err != nil {
		return err
	}
	if b.Asked {
		if err := v.find(q, &b); err != nil {
			return err
		}
	}
	return v.show("search", v.t("nav.search"), "search", head.Number, b)
}

func (v *visit) find(q ledger.Query, b *searchPage) error {
	found, err := v.site.Ledger.Statements(v.r.Context(), q)
	if err != nil {
		return err
	}
	b.Hits = v.entries(found.Items)
	for i := range b.Hits {
		b.Hits[i].highlight(q.Text)
	}
	if found.Next != "" {
		b.Next = v.with("cursor", found.Next)
	}
	counts, err := v.site.counts.of(v, q)
	b.Found = v.amount(counts)
	if err != nil {
		return err
	}
	failures, err := v.site.Ledger.Failures(v.r.Context(), q.AsOf, ledger.MaxLimit)
	b.Failures = len(failures)
	return err
}

// highlight marks the searcher's words in what is said and, since names are searched
// too, in who says it.
func (e *entry) highlight(words []ledger.Word) {
	e.Parts = highlight(e.Parts, words)
	for i := range e.Who {
		e.Who[i].Parts = highlight([]part{{Text: e.Who[i].Name}}, words)
	}
}

// highlight cuts parts where they have the searcher's words, diacritics aside.
func highlight(parts []part, words []ledger.Word) []part {
	sought := map[string]bool{}
	for _, w := range words {
		if w.Not {
			continue
		}
		for _, token := range ledger.Tokens(w.Text) {
			sought[ledger.Fold(token)] = true
		}
	}
	if len(sought) == 0 {
		return parts
	}
	var out []part
	for _, p := range parts {
		rest, gap := p.Text, p.Gap
		for rest != "" {
			n, isWord := run(rest)
			marked := isWord && sought[ledger.Fold(rest[:n])]
			last := len(out) - 1
			if last >= 0 && !gap && out[last].Marked == marked && out[last].Quoted == p.Quoted && !marked {
				out[last].Text += rest[:n]
			} else {
				out = append(out, part{Text: rest[:n], Quoted: p.Quoted, Gap: gap, Marked: marked})
			}
			rest, gap = rest[n:], false
		}
	}
	return out
}

// run is the length of the word, or of what is none, that a text begins with.
func run(s string) (n int, isWord bool) {
	inWord := func(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.M) }
	for i, r := range s {
		if i == 0 {
			isWord = inWord(r)
		}
		if inWord(r) != isWord {
			return i, isWord
		}
	}
	return len(s), isWord
}
