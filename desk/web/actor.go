package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/enligt/enligt/ledger"
)

// entry is a statement with its document, for lists that are not by document.
type entry struct {
	line
	Doc  docLine
	Own  bool      // on the speaker's own page
	Also []docLine // that print the same text
}

func (k *skin) entry(s *ledger.Statement) entry {
	return entry{line: k.line(s), Doc: k.docLine(s.Version)}
}

// entries are statements with their documents, those of one text as one.
func (k *skin) entries(list []ledger.Statement) []entry {
	kept, also := foldCopies(list)
	var out []entry
	for _, s := range kept {
		e := k.entry(s)
		for _, d := range also[s.Key] {
			e.Also = append(e.Also, k.docLine(d))
		}
		out = append(out, e)
	}
	return out
}

// day is what was said on one day of publication.
type day struct {
	When    moment
	Entries []entry
}

// byDay groups a list that has the newest first.
func (k *skin) byDay(list []ledger.Statement, own bool) []day {
	var out []day
	kept, _ := foldCopies(list)
	for i, e := range k.entries(list) {
		e.Own = own && !kept[i].Purported()
		at := len(out) - 1
		if at < 0 || out[at].When.Day != e.Doc.When.Day {
			out = append(out, day{When: e.Doc.When})
			at++
		}
		out[at].Entries = append(out[at].Entries, e)
	}
	return out
}

// actorPage is who somebody is and what they say and are said to be.
type actorPage struct {
	ID, Name, Kind string
	Names, Roles   []naming
	Links          []link
	Said, About    []day
	Statements     int
	AboutCount     int
	NextSaid       string
	NextAbout      string
}

type naming struct {
	Words, Href, Lang string
	Documents         int
	When              moment
}

// link is why documents are held together under this actor.
type link struct{ Why, By string }

// actor shows GET /actors/{id}.
func (s *Site) actor(v *visit) error {
	at := v.asOf()
	a, err := s.Ledger.Actor(v.r.Context(), v.r.PathValue("id"), at)
	if err != nil {
		return err
	}
	b := actorPage{ID: a.ID, Name: a.Name, Kind: v.t("kind." + string(a.Kind)), Statements: a.Statements}
	for _, n := range a.Names {
		b.Names = append(b.Names, v.naming(n))
	}
	b.Roles = v.roles(a.Roles)
	b.Links = []link{{Why: v.t("link." + strings.ReplaceAll(string(a.Reason), " ", "_"))}}
	for _, l := range a.Links {
		if l.Ended == 0 {
			b.Links = append(b.Links, link{v.say("link.decided", "who", l.Who), l.Why})
		}
	}
	said, err := s.Ledger.Statements(v.r.Context(), ledger.Query{Who: a.ID, AsOf: at, Cursor: v.r.URL.Query().Get("said")})
	if err != nil {
		return err
	}
	b.Said = v.byDay(said.Items, true)
	about, err := s.Ledger.Statements(v.r.Context(), ledger.Query{About: a.ID, AsOf: at, Cursor: v.r.URL.Query().Get("about")})
	if err != nil {
		return err
	}
	b.About, b.AboutCount = v.byDay(about.Items, false), len(about.Items)
	if said.Next != "" {
		b.NextSaid = v.with("said", said.Next)
	}
	if about.Next != "" {
		b.NextAbout = v.with("about", about.Next)
	}
	return v.show("actor", a.Name, "actors", said.AsOf, b)
}

// first is where an actor was named first, which tells apart those who are called alike.
func (v *visit) first(a *ledger.Actor) naming {
	if len(a.Names) == 0 {
		return naming{}
	}
	return v.naming(slices.MinFunc(a.Names, func(a, b ledger.Naming) int { return cmp.Compare(a.Commit, b.Commit) }))
}

// roles are the different roles, each with the first document that gives it.
func (v *visit) roles(list []ledger.Naming) []naming {
	var out []naming
	at := map[string]int{}
	for _, n := range list { // newest first
		key := strings.ToLower(n.Words)
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, naming{})
		}
		documents := out[i].Documents + max(n.Documents, 1)
		out[i] = v.naming(n)
		out[i].Documents = documents
	}
	return out
}

func (v *visit) naming(n ledger.Naming) naming {
	return naming{Words: n.Words, Href: documentHref(n.Version), Documents: n.Documents, When: v.published(n.Published)}
}

// actorsPage lists who speaks, those who said most first.
type actorsPage struct {
	Who   string
	List  []actorRow
	Next  string
	Empty bool
}

type actorRow struct {
	Name, Href, Kind string
	Role             string
	First            naming // where they were named first
	Statements       int
}

// actors shows GET /actors?who=NAME.
func (s *Site) actors(v *visit) error {
	form := v.r.URL.Query()
	q := ledger.Query{Who: form.Get("who"), AsOf: v.asOf(), Cursor: form.Get("cursor"), Limit: 50}
	found, err := s.Ledger.Actors(v.r.Context(), q)
	if err != nil {
		return err
	}
	b := actorsPage{Who: q.Who, Empty: len(found.Items) == 0}
	for _, a := range found.Items {
		row := actorRow{Name: a.Name, Href: actorHref(a.ID), Kind: v.t("kind." + string(a.Kind)), Statements: a.Statements}
		if len(a.Roles) > 0 {
			row.Role = a.Roles[0].Words
		}
		row.First = v.first(&a)
		b.List = append(b.List, row)
	}
	if found.Next != "" {
		b.Next = v.with("cursor", found.Next)
	}
	return v.show("actors", v.t("nav.actors"), "actors", found.AsOf, b)
}
