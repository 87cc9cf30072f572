package web

import "github.com/enligt/enligt/desk/web/page"

// knot is a stop on the way from mouth to page. A gap is drawn, never closed up:
// the missing link is the news.
type knot struct {
	Kind  string // what it is, in words
	Name  string
	Href  string // the actor's page
	Slice *slice
	When  moment
	Maybe bool   // may not be the one
	Gap   bool   // not named in the text
	Verb  string // of the link to the next, "" at the end
	Line  string // ground of that link
}

// chain is the way from the speaker over channel and carriers to this outlet.
func (r *recorder) chain() (out []knot, unsaid int) {
	out = append(out, r.first())
	if c := r.s.Channel; c != nil {
		at := r.slice(c.Span)
		out = append(out, knot{Kind: r.t("chain.channel"), Name: c.Name, Slice: &at})
	}
	for _, c := range r.s.Via {
		k := knot{Kind: r.t("chain.carrier"), Name: c.Name}
		if !c.Span.Empty() {
			at := r.slice(c.Span)
			k.Slice = &at
		}
		if id := r.s.Actors[c.Actor]; id != "" {
			k.Href = actorHref(id)
		}
		out = append(out, k)
	}
	outlet := knot{Kind: r.t("chain.outlet"), Name: r.s.Version.Outlet, When: r.published(r.s.Version.Published)}
	if last := &out[len(out)-1]; len(out) > 1 && sameName(last.Name, outlet.Name) { // it is its own carrier
		outlet.Slice = last.Slice
		out = out[:len(out)-1]
	}
	if outlet.Name == "" {
		outlet.Name, outlet.Gap = r.t("chain.no_outlet"), true
	}
	out = append(out, outlet)
	r.link(out)
	for _, k := range out {
		if k.Gap {
			unsaid++
		}
	}
	return out, unsaid
}

// first is the mouth.
func (r *recorder) first() knot {
	s := r.s
	k := knot{Kind: r.t("chain.speaker")}
	if s.Source != nil {
		at := r.slice(*s.Source)
		k.Slice = &at
	}
	if len(s.Speaker) == 0 {
		k.Name, k.Gap = r.t("label.nobody"), true
		return k
	}
	k.Name = s.Speaker[0].Name
	for _, p := range s.Speaker[1:] {
		k.Name += ", " + p.Name
	}
	if id := s.Actors[s.Speaker[0].Actor]; id != "" {
		k.Href = actorHref(id)
	}
	if s.Purported() {
		k.Kind, k.Maybe = r.t("chain.if_genuine"), true
	}
	return k
}

// link puts the verbs on the way: the speaker's own, then how it was passed on.
func (r *recorder) link(knots []knot) {
	last := len(knots) - 1
	for i := range knots[:last] {
		k := &knots[i]
		k.Line = "said"
		switch {
		case i == 0 && k.Gap:
			k.Verb, k.Line = r.t("chain.by_whom"), "missing"
		case i == 0:
			k.Verb, _ = r.act(&r.s.Statement)
			k.Line = page.Ground(&r.s.Statement)
		case i == last-1:
			k.Verb = r.t("chain.published")
		case k.Kind == r.t("chain.channel"):
			k.Verb = r.t("chain.picked_up")
		default:
			k.Verb = r.t("chain.passed_on")
		}
	}
}
