package web

import (
	"net/http"
	"net/url"

	"github.com/enligt/enligt/desk/web/page"
	"github.com/enligt/enligt/ledger"
)

// sourcesPage is who published what is kept, which feeds are followed, and what could
// not be read.
type sourcesPage struct {
	Outlets  []outletRow
	Count    int    // of all outlets
	Next     string // the page of those with fewer documents
	Later    bool   // this is such a page: only the table goes on
	Feeds    []feedRow
	Failures []failureRow
	Follow   *followForm // nil for those who may not
}

type outletRow struct {
	Name, Href, List      string // Href lists its statements, List its documents
	Documents, Statements int
	Last                  moment
}

type failureRow struct {
	Name, Address, Why string
	When               moment
}

// Lengths of the page.
const (
	mostFailures   = 100
	mostOutletRows = 200
)

// sources shows GET /sources.
func (s *Site) sources(v *visit) error { return s.showSources(v, http.StatusOK, v.mayFollow()) }

func (s *Site) showSources(v *visit, status int, form *followForm) error {
	q, err := v.query()
	if err != nil {
		return err
	}
	q.Limit = mostOutletRows
	outlets, count, err := ledger.PartOf(v.r.Context(), s.Ledger, q, func(at ledger.AsOf) ([]ledger.Outlet, error) { return s.counts.published(v, at) })
	if err != nil {
		return err
	}
	b := sourcesPage{Count: count, Later: q.Cursor != "", Follow: form}
	if outlets.Next != "" {
		b.Next = v.with("cursor", outlets.Next)
	}
	for _, o := range outlets.Items {
		row := outletRow{Name: o.Name, List: "/documents", Documents: o.Documents, Statements: o.Statements, Last: v.utc(o.Last.UTC)}
		if o.Name != "" {
			only := "?" + url.Values{"outlet": {o.Name}}.Encode()
			row.Href, row.List = "/"+only, row.List+only
		}
		b.Outlets = append(b.Outlets, row)
	}
	if !b.Later {
		err = v.besideOutlets(q.AsOf, &b)
	}
	if err != nil {
		return err
	}
	head, err := v.head()
	if err != nil {
		return err
	}
	return v.write(status, "sources", v.t("nav.sources"), "sources", head.Number, b)
}

// besideOutlets are the feeds, and what could not be read.
func (v *visit) besideOutlets(at ledger.AsOf, b *sourcesPage) (err error) {
	if b.Feeds, err = v.feeds(at); err != nil {
		return err
	}
	failures, err := v.site.Ledger.Failures(v.r.Context(), at, mostFailures)
	for _, f := range failures {
		b.Failures = append(b.Failures, failureRow{f.Name, f.Address, f.Err.Error(), v.utc(f.Commit.UTC)})
	}
	return err
}

// aboutPage says what is looked at and what the signs mean.
type aboutPage struct {
	Head    int64
	When    moment
	Found   amount
	Outlets int
	Grounds []page.KeyLine
	Errors  []errorRow
	MadeBy  string
}

// about shows GET /about.
func (s *Site) about(v *visit) error {
	head, err := v.head()
	if err != nil {
		return err
	}
	outlets, err := s.counts.published(v, ledger.AsOf{})
	if err != nil {
		return err
	}
	b := aboutPage{Head: head.Number, When: v.utc(head.UTC), Found: v.amount(total(outlets)), Outlets: len(outlets), Errors: v.errors(), MadeBy: s.MadeBy}
	for _, g := range page.AllGrounds() {
		b.Grounds = append(b.Grounds, page.KeyLine{Class: "l-" + g, Word: v.t("ground." + g), Meaning: v.t("about.ground." + g)})
	}
	return v.show("about", v.t("nav.about"), "about", head.Number, b)
}
