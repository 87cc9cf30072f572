package web

import (
	"fmt"
	"net/url"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// filterFields are the values of the form, in its order; each is a field of the
// query's text form.
var filterFields = []string{"who", "about", "via", "to", "doubt", "act", "form", "lang", "outlet", "since", "until", "versions", "as-of"}

// query reads the form's values. One that its field cannot have is an error in
// words, not a silent other answer.
func (v *visit) query() (ledger.Query, error) {
	form := v.r.URL.Query()
	q := ledger.ParseQuery(form.Get("q"))
	for _, name := range filterFields {
		value := form.Get(name)
		if name == "lang" {
			value = form.Get("in") // "lang" is the language of the page
		}
		if value != "" && !q.Set(name, value) {
			return q, badRequest{fmt.Errorf("%s %q: %s", name, value, ledger.Expected(name))}
		}
	}
	q.Cursor = form.Get("cursor")
	return q, nil
}

// filter is the form beside a list.
type filter struct {
	Action string
	Values url.Values
	Groups []group
	Acts   group
	Outlet []choice
	Commit string // the moment, where it is a commit's number: no field takes that
	Count  int    // how many filters are set
	Clear  string
}

// group is a set of choices of which one holds.
type group struct {
	Name, Title string
	Choices     []choice
}

type choice struct {
	Value, Words, Class string
	Count               int
	Counted             bool
	Chosen              bool
}

// mostOutlets is how many the form offers; the others are found by their statements,
// and by outlet:NAME in a search.
const mostOutlets = 300

// filter builds the form for a query.
func (v *visit) filter(q ledger.Query) (filter, error) {
	f := filter{Action: v.r.URL.Path, Values: v.r.URL.Query(), Clear: v.r.URL.Path}
	if q.AsOf.Commit > 0 {
		f.Commit = q.AsOf.String()
	}
	for _, name := range filterFields {
		if name == "lang" {
			name = "in"
		}
		if name != "as-of" && f.Values.Get(name) != "" { // the moment has a bar of its own
			f.Count++
		}
	}
	counts, err := v.site.counts.of(v, q)
	if err != nil {
		return f, err
	}
	f.Groups, f.Acts = []group{v.doubtGroup(q, counts), v.langGroup(q, counts)}, v.actGroup(q, counts)
	outlets, err := v.site.counts.published(v, q.AsOf)
	for i, o := range outlets { // those with most documents first
		if o.Name != "" && (i < mostOutlets || q.Outlet == o.Name) {
			f.Outlet = append(f.Outlet, choice{Value: o.Name, Words: o.Name, Chosen: q.Outlet == o.Name})
		}
	}
	return f, err
}

func (v *visit) doubtGroup(q ledger.Query, c ledger.Count) group {
	g := group{Name: "doubt", Title: v.t("filter.doubt"), Choices: []choice{{Words: v.t("filter.all"), Chosen: q.Doubt == ""}}}
	add := func(value, words, class string) {
		n := facet(c.Doubt, value)
		if n > 0 || q.Doubt == value {
			g.Choices = append(g.Choices, choice{value, words, class, n, true, q.Doubt == value})
		}
	}
	add("none", v.t("ground.said"), "l-said")
	for _, d := range enligt.DoubtKinds {
		add(string(d), v.t("ground."+string(d)), "l-"+string(d))
	}
	return g
}

func (v *visit) langGroup(q ledger.Query, c ledger.Count) group {
	g := group{Name: "in", Title: v.t("filter.lang"), Choices: []choice{{Words: v.t("filter.all"), Chosen: q.Lang == ""}}}
	for _, f := range c.Lang {
		g.Choices = append(g.Choices, choice{f.Value, v.t("language." + f.Value), "", f.Count, true, q.Lang == f.Value})
	}
	return g
}

func (v *visit) actGroup(q ledger.Query, c ledger.Count) group {
	g := group{Name: "act", Title: v.t("filter.act"), Choices: []choice{{Words: v.t("filter.all"), Chosen: q.Act == ""}}}
	for _, a := range enligt.Acts {
		n := facet(c.Act, string(a))
		if n > 0 || q.Act == string(a) {
			g.Choices = append(g.Choices, choice{string(a), v.t("act." + string(a)), "", n, true, q.Act == string(a)})
		}
	}
	return g
}

// total is how many statements and documents there are in all, also where there are
// too many to count one by one.
func total(outlets []ledger.Outlet) ledger.Count {
	var c ledger.Count
	for _, o := range outlets {
		c.Statements += o.Statements
		c.Documents += o.Documents
	}
	return c
}

// amount is how many statements and documents a query finds, in words.
type amount struct{ Statements, Documents string }

func (k *skin) amount(c ledger.Count) amount {
	a := amount{k.count("count.statements", c.Statements), k.count("count.documents", c.Documents)}
	if c.More {
		a = amount{k.say("count.over", "what", a.Statements), k.say("count.over", "what", a.Documents)}
	}
	return a
}

func facet(list []ledger.Facet, value string) int {
	for _, f := range list {
		if f.Value == value {
			return f.Count
		}
	}
	return 0
}
