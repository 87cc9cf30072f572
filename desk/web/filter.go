package web

import (
	"fmt"
	"net/url"
	"sync"

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
	Count  int // how many filters are set
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
	for _, name := range filterFields {
		if name == "lang" {
			name = "in"
		}
		if f.Values.Get(name) != "" {
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

// counted remembers the counts of the last questions, since counting reads all that
// is found and the same few questions come again and again.
type counted struct {
	sync.Mutex
	byQuery map[string]ledger.Count
	outlets []ledger.Outlet
	head    int64
}

// since forgets what was counted before a commit; the lock is held.
func (c *counted) since(head int64) {
	if c.byQuery == nil || c.head != head || len(c.byQuery) > mostCounted {
		c.byQuery, c.outlets, c.head = map[string]ledger.Count{}, nil, head
	}
}

// published are the outlets, remembered as of now.
func (c *counted) published(v *visit, at ledger.AsOf) ([]ledger.Outlet, error) {
	if !at.Now() {
		return v.site.Ledger.Outlets(v.r.Context(), at)
	}
	head, err := v.site.Ledger.Head(v.r.Context())
	if err != nil {
		return nil, err
	}
	c.Lock()
	c.since(head.Number)
	list := c.outlets
	c.Unlock()
	if list != nil {
		return list, nil
	}
	if list, err = v.site.Ledger.Outlets(v.r.Context(), at); err != nil {
		return nil, err
	}
	c.Lock()
	defer c.Unlock()
	if c.head == head.Number {
		c.outlets = list
	}
	return list, nil
}

// mostCounted is how many questions are remembered.
const mostCounted = 256

// of counts what a query finds, each kind without its own filter.
func (c *counted) of(v *visit, q ledger.Query) (ledger.Count, error) {
	head, err := v.site.Ledger.Head(v.r.Context())
	if err != nil {
		return ledger.Count{}, err
	}
	out, err := c.one(v, q, head.Number)
	for _, other := range []struct {
		field *string
		take  func(ledger.Count)
	}{
		{&q.Doubt, func(x ledger.Count) { out.Doubt = x.Doubt }},
		{&q.Lang, func(x ledger.Count) { out.Lang = x.Lang }},
		{&q.Act, func(x ledger.Count) { out.Act = x.Act }},
	} {
		if *other.field == "" || err != nil {
			continue
		}
		was := *other.field
		*other.field = ""
		var x ledger.Count
		x, err = c.one(v, q, head.Number)
		other.take(x)
		*other.field = was
	}
	return out, err
}

func (c *counted) one(v *visit, q ledger.Query, head int64) (ledger.Count, error) {
	q.Cursor = ""
	key := q.String()
	c.Lock()
	c.since(head)
	out, ok := c.byQuery[key]
	c.Unlock()
	if ok {
		return out, nil
	}
	out, err := v.site.Ledger.Count(v.r.Context(), q)
	if err != nil {
		return out, err
	}
	c.Lock()
	defer c.Unlock()
	if c.head == head {
		c.byQuery[key] = out
	}
	return out, nil
}
