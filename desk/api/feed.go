package api

import (
	"cmp"
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/enligt/enligt/ledger"
)

// feedItem is a statement as readers of feeds see it. Attribution and doubt stand in
// the title: a reader shows nothing else before a click.
type feedItem struct {
	ID     string `json:"id"`
	URL    string `json:"url"`
	Title  string `json:"title"`
	Text   string `json:"content_text"`
	When   string `json:"date_published"`
	Lang   string `json:"language,omitempty"`
	Outlet string `json:"-"`
}

// items are the newest statements of a query.
func (a *API) items(r *http.Request) ([]feedItem, error) {
	q, err := a.query(r)
	if err != nil {
		return nil, err
	}
	found, err := a.ledger.Statements(r.Context(), q)
	var out []feedItem
	for i := range found.Items {
		out = append(out, a.feedItem(r, &found.Items[i]))
	}
	return out, err
}

func (a *API) feedItem(r *http.Request, s *ledger.Statement) feedItem {
	text := strings.Join(s.Slices(), " … ")
	var names, doubts []string
	for _, p := range s.Speaker {
		names = append(names, p.Name)
	}
	who := strings.Join(names, ", ")
	switch {
	case who == "":
		who = a.words.Name("label.nobody")
	case s.Purported():
		who = a.words.Name("label.voice") + ", " + a.words.Name("label.said_to_be") + " " + who
	}
	for _, d := range s.Doubt {
		doubts = append(doubts, a.words.Name("doubt."+string(d.Kind)))
	}
	title := who + " [" + strings.Join(append([]string{a.words.Name("act." + string(s.Act))}, doubts...), ", ") + "]: " + text
	at := s.Version.Commit.UTC.UTC()
	return feedItem{
		ID: "urn:enligt:statement:" + s.Version.ID + ":" + s.Key, URL: base(r) + "/statements/" + s.Key + "?in=" + s.Version.ID,
		Title: title, Text: text + " (" + s.Version.Outlet + ")", When: at.Format(time.RFC3339), Lang: s.Version.Lang, Outlet: s.Version.Outlet,
	}
}

// base is the address that the desk was called by; the site has checked its name.
func base(r *http.Request) string {
	return (&url.URL{Scheme: cmp.Or(r.URL.Scheme, "http"), Host: r.Host}).String()
}

// feedTitle names a feed after its question.
func (a *API) feedTitle(r *http.Request) string {
	q, _ := a.query(r) // checked by items
	if s := q.String(); s != "" {
		return "Enligt: " + s
	}
	return "Enligt"
}

// jsonFeed answers any query as a JSON Feed 1.1.
func (a *API) jsonFeed(w http.ResponseWriter, r *http.Request) {
	items, err := a.items(r)
	if err != nil {
		fail(w, err)
		return
	}
	if items == nil {
		items = []feedItem{}
	}
	write(w, http.StatusOK, map[string]any{
		"version": "https://jsonfeed.org/version/1.1", "title": a.feedTitle(r), "home_page_url": base(r) + "/", "feed_url": base(r) + r.URL.RequestURI(), "items": items,
	})
}

// atom is RFC 4287.
type atom struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Author  atomAuthor `xml:"author"`
	Link    atomLink   `xml:"link"`
	Content string     `xml:"content"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

// atomFeed answers any query as an Atom feed.
func (a *API) atomFeed(w http.ResponseWriter, r *http.Request) {
	items, err := a.items(r)
	if err != nil {
		fail(w, err)
		return
	}
	self := base(r) + r.URL.RequestURI()
	f := atom{ID: self, Title: a.feedTitle(r), Updated: time.Unix(0, 0).UTC().Format(time.RFC3339), Links: []atomLink{{"self", self}, {"alternate", base(r) + "/"}}}
	for i, it := range items {
		if i == 0 {
			f.Updated = it.When
		}
		author := it.Outlet
		if author == "" {
			author = "?"
		}
		f.Entries = append(f.Entries, atomEntry{it.ID, it.Title, it.When, atomAuthor{author}, atomLink{"alternate", it.URL}, it.Text})
	}
	b, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	_, _ = w.Write(append([]byte(xml.Header), b...))
}
