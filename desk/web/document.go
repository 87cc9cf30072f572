package web

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/desk/web/page"
	"github.com/enligt/enligt/ledger"
)

// documentPage is a text as it is read, with what the margin says.
type documentPage struct {
	docLine
	page.Layout
	Heading  string // above the text, where it has none of its own
	Author   string
	Notes    []line // by Note.Index
	Versions []versionLink
	Newer    *versionLink // where this one is superseded
	Copies   []docLine    // the same text elsewhere
	Known    moment       // when it became known
	Original string       // web address, "" for a file
	Address  string
	Hash     string
	MadeBy   string
	Doubtful int
	Readable string       // the languages that can be read
	Unread   bool         // its language is none of the packs'
	Warnings []string     // that the page does not say in words of its own
	Changes  *changedText // since the version before
	Mends    mends
	Starts   []int  // of the rows, in code points
	Who      string // signs what is mended, "" where nobody may
}

type versionLink struct {
	Number int
	Href   string
	Known  moment
	Here   bool
}

// document shows GET /documents/{id}: the id of a document, or of a version. With
// ?mark=12-34 the characters from 12 to 34 are marked.
func (s *Site) document(v *visit) error {
	at := v.asOf()
	d, err := s.Ledger.Document(v.r.Context(), v.r.PathValue("id"), at)
	if err != nil {
		return err
	}
	if err := page.Check(&d.Reading); err != nil {
		return err
	}
	marked := v.marked(d.Version.Text)
	b := documentPage{
		docLine: v.docLine(&d.Version), Layout: page.Lay(&d.Reading, v.Words, marked), Author: d.Version.Author,
		Known: v.utc(d.Version.Commit.UTC), Address: d.Address, Original: webAddress(d.Version.URL, d.Address), Hash: d.Version.Hash,
		MadeBy: strings.TrimSuffix("enligt "+d.Reading.MadeBy.Enligt+" · "+d.Reading.MadeBy.Pack, " · "), Warnings: told(&d.Reading), Unread: unread(&d.Reading.Document, d.Reading.MadeBy),
	}
	b.Statements = len(d.Notes)
	if blocks := d.Version.Blocks; len(blocks) == 0 || blocks[0].Kind != enligt.TitleBlock {
		b.Heading = b.Title
	}
	for i := range d.Notes {
		b.Notes = append(b.Notes, v.line(&d.Notes[i]))
		if len(d.Notes[i].Doubt) > 0 {
			b.Doubtful++
		}
	}
	for i := range d.SameText {
		b.Copies = append(b.Copies, v.docLine(&d.SameText[i]))
	}
	b.Readable = v.readable()
	v.versions(&b, &d)
	if b.Changes, err = v.changes(v.r.Context(), &d); err != nil {
		return err
	}
	if b.Mends, err = v.mends(&d); err != nil {
		return err
	}
	if by, ok := v.signs(); ok {
		b.Who = by.Who
	}
	offsets := enligt.NewOffsets(d.Version.Text)
	for _, block := range d.Reading.Document.Blocks {
		b.Starts = append(b.Starts, offsets.Runes(block.Start))
	}
	head, err := v.head()
	if err != nil {
		return err
	}
	return v.show("document", b.Title, "", head.Number, b)
}

// readable are the languages that the packs read.
func (v *visit) readable() string {
	var out []string
	for _, l := range v.site.Languages {
		out = append(out, cmp.Or(v.t("language."+l.Code), l.Name))
	}
	return strings.Join(out, ", ")
}

// versions lists the versions and finds the one that superseded this.
func (v *visit) versions(b *documentPage, d *ledger.Document) {
	if len(d.Versions) < 2 {
		return
	}
	for _, x := range d.Versions {
		l := versionLink{x.Number, documentHref(x.ID), v.utc(x.Commit.UTC), x.ID == d.Version.ID}
		b.Versions = append(b.Versions, l)
		if x.Number > d.Version.Number {
			b.Newer = &l
		}
	}
	b.Version = d.Version.Number
}

// marked reads ?mark=FROM-TO, in Unicode code points; nothing where it is no
// stretch of the text.
func (v *visit) marked(text string) enligt.Span {
	from, to, _ := strings.Cut(v.r.URL.Query().Get("mark"), "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil {
		return enligt.Span{}
	}
	span, err := enligt.NewOffsets(text).SpanOfRunes(start, end)
	if err != nil {
		return enligt.Span{}
	}
	return span
}

// charactersHref is the address of a stretch of a version's text.
func charactersHref(version string, o *enligt.Offsets, span enligt.Span) string {
	start, end := o.RuneSpan(span)
	return documentHref(version) + "?mark=" + strconv.Itoa(start) + "-" + strconv.Itoa(end) + "#here"
}

// webAddress is the first that a browser can open.
func webAddress(addresses ...string) string {
	for _, a := range addresses {
		if u, err := url.Parse(a); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
			return a
		}
	}
	return ""
}
