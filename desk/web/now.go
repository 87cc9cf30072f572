package web

import (
	"strings"

	"github.com/enligt/enligt/ledger"
)

// nowPage is the newest statements, by document and speaker.
type nowPage struct {
	Filter  filter
	Groups  []bundle
	Found   amount
	Next    string // the page of what is older
	Later   bool   // this is such a page
	Empty   bool   // the ledger has no document
	Changed []changedText
	Feed    string // the question, for its feeds
}

// bundle is a document with its statements; copies of the same text are folded in.
type bundle struct {
	docLine
	Lines  []line // shown
	Folded []line // behind "more"
	Voices int    // speakers among the folded
	Copies []docLine
}

// docLine is a document as lists show it.
type docLine struct {
	ID, Href, Title, Outlet, Lang, Language string
	When                                    moment
	Statements                              int
	Version                                 int // 0 where there is only one
	Commit                                  int64
}

// Lengths of the page.
const (
	nowStatements = 100 // asked for at a time
	nowShown      = 4   // of a document, before the fold
)

// now shows GET /.
func (s *Site) now(v *visit) error {
	q, err := v.query()
	if err != nil {
		return err
	}
	q.Limit = nowStatements
	found, err := s.Ledger.Statements(v.r.Context(), q)
	if err != nil {
		return err
	}
	b := nowPage{Groups: v.bundles(found.Items), Later: q.Cursor != ""}
	if b.Filter, err = v.filter(q); err != nil {
		return err
	}
	counts, err := s.counts.of(v, q)
	if err != nil {
		return err
	}
	b.Found = v.amount(counts)
	b.Empty, b.Feed = found.AsOf == 0, q.String()
	if b.Changed, err = v.changed(b.Groups); err != nil {
		return err
	}
	if found.Next != "" {
		b.Next = v.with("cursor", found.Next)
	}
	return v.show("now", v.t("nav.now"), "now", found.AsOf, b)
}

// changed tells of the texts on the page that have changed since they were published.
func (v *visit) changed(groups []bundle) ([]changedText, error) {
	var out []changedText
	for i := range groups {
		if groups[i].Version == 0 || len(out) == mostTexts {
			continue
		}
		c, err := v.site.counts.changesOf(v, groups[i].ID)
		if err != nil {
			return nil, err
		}
		if c != nil && len(c.Changes) > 0 {
			out = append(out, *c)
		}
	}
	return out, nil
}

// bundles puts statements together that stand in one document, and documents that
// print one text.
func (v *visit) bundles(list []ledger.Statement) []bundle {
	var out []bundle
	byText := map[string]int{} // hash -> place in out
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].Version.ID == list[0].Version.ID {
			n++
		}
		version := list[0].Version
		if at, ok := byText[version.Hash]; ok && out[at].ID != version.ID {
			out[at].Copies = append(out[at].Copies, v.docLine(version))
		} else {
			byText[version.Hash] = len(out)
			out = append(out, v.bundle(list[:n]))
		}
		list = list[n:]
	}
	return out
}

func (v *visit) bundle(list []ledger.Statement) bundle {
	b := bundle{docLine: v.docLine(list[0].Version)}
	b.Commit = list[0].Commit
	voices := map[string]bool{}
	for i := range list {
		l := v.line(&list[i])
		if len(b.Lines) < nowShown || len(list) == nowShown+1 {
			b.Lines = append(b.Lines, l)
			continue
		}
		b.Folded = append(b.Folded, l)
		if !l.Nobody {
			voices[l.Who[0].Name+l.Small] = true
		}
	}
	b.Voices = len(voices)
	return b
}

func (k *skin) docLine(d *ledger.Version) docLine {
	l := docLine{
		ID: d.ID, Href: documentHref(d.ID), Title: titleOf(d), Outlet: d.Outlet, Lang: d.Lang, Language: k.t("language." + d.Lang),
		When: k.published(d.Published), Statements: d.Count, Commit: d.Commit.Number,
	}
	if d.Number > 1 {
		l.Version = d.Number
	}
	return l
}

// titleOf is what a document is called: its title, else how it begins, else its
// address.
func titleOf(d *ledger.Version) string {
	if d.Title != "" {
		return d.Title
	}
	if len(d.Blocks) > 0 && d.Text != "" {
		first := d.Blocks[0].Of(d.Text)
		if end := sentenceEnd(first, 120); end < len(first) {
			return first[:end]
		}
		if words := strings.Fields(first); len(words) > 14 {
			return strings.Join(words[:14], " ") + " …"
		}
		return first
	}
	return d.Address
}
