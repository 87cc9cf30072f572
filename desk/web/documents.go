package web

import (
	"slices"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// documentsPage lists what is kept, also what says nothing and what no pack can read;
// words are sought in whole texts.
type documentsPage struct {
	Q, Outlet string
	Clear     string // the same without the outlet
	List      []documentRow
	Next      string
	Asked     bool
}

type documentRow struct {
	docLine
	Known  moment
	Unread bool
}

// documents shows GET /documents?q=WORDS&outlet=NAME.
func (s *Site) documents(v *visit) error {
	q, err := v.query()
	if err != nil {
		return err
	}
	found, err := s.Ledger.Documents(v.r.Context(), q)
	if err != nil {
		return err
	}
	b := documentsPage{Q: v.r.URL.Query().Get("q"), Outlet: q.Outlet, Clear: v.with("outlet", ""), Asked: q.String() != ""}
	for i := range found.Items {
		d := &found.Items[i]
		b.List = append(b.List, documentRow{v.docLine(d), v.utc(d.Commit.UTC), d.Count == 0 && d.Text != "" && v.site.skins[d.Lang] == nil})
	}
	if found.Next != "" {
		b.Next = v.with("cursor", found.Next)
	}
	return v.show("documents", v.t("nav.documents"), "sources", found.AsOf, b)
}

// unread reports whether no pack has read a text: its language is none of theirs.
func unread(d *enligt.Document, by enligt.MadeBy) bool {
	return by.Pack == "" && strings.TrimSpace(d.Text) != ""
}

// told are the warnings that the page does not say in words of its own.
func told(r *enligt.Reading) []string {
	var out []string
	for _, w := range r.Warnings {
		switch {
		case strings.HasPrefix(w, "the language ") && unread(&r.Document, r.MadeBy), strings.HasPrefix(w, "no publication date"), w == "the text is empty":
		default:
			out = append(out, w)
		}
	}
	return out
}

// foldCopies keeps of statements with the same words of the same text the one that
// was there first, which is the last of a list that has the newest first; the others
// stand beside it. A text that ten outlets print is one origin.
func foldCopies(list []ledger.Statement) (kept []*ledger.Statement, also map[string][]*ledger.Version) {
	also = map[string][]*ledger.Version{}
	seen := map[string]bool{}
	for i := range list {
		s := &list[len(list)-1-i]
		if seen[s.Key] {
			also[s.Key] = append(also[s.Key], s.Version)
			continue
		}
		seen[s.Key] = true
		kept = append(kept, s)
	}
	slices.Reverse(kept)
	return kept, also
}
