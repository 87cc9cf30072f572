package attribution

import "github.com/enligt/enligt"

// parties fills addressee, channel and carriers of statement i from the
// complements of its cue and the tables.
func (r *reader) parties(i int, s *enligt.Statement) {
	k := &r.found[i]
	if k.c == nil {
		return
	}
	v := r.v
	for t := k.c.span.from; t < k.c.span.to; t++ {
		for j := v.toks[t].child; j >= 0; j = v.toks[j].next {
			r.complement(k, j, s)
		}
	}
	if s.Source != nil && k.s.head >= 0 {
		if at, kind := r.carrier(k.s.span); kind == "agency" || kind == "outlet" {
			span := v.bytes(at)
			s.Via = append([]enligt.Party{{Name: span.Of(v.a.Text), Span: span}}, s.Via...)
		}
	}
	if h := r.holder[i]; h >= 0 && r.found[h].s.head >= 0 {
		if at, kind := r.carrier(r.found[h].s.span); kind != "" {
			span := v.bytes(at)
			s.Via = append(s.Via, enligt.Party{Name: span.Of(v.a.Text), Span: span})
		}
	}
}

// complement reads one dependant of the cue as addressee, carrier or channel.
func (r *reader) complement(k *choice, j int, s *enligt.Statement) {
	v := r.v
	t := &v.toks[j]
	p := stretch{t.span.from, t.span.to}
	for _, c := range k.t.parts {
		if c.touches(p) {
			return
		}
	}
	if p.touches(k.s.span) || k.c.span.has(j) {
		return
	}
	switch t.rel {
	case "obl", "nmod", "iobj", "obj":
	default:
		return
	}
	whole := v.base(j, p)
	prep := v.childOf(j, "case")
	if at, kind, ok := r.channel(p); ok && prep >= 0 && s.Channel == nil {
		span := v.bytes(at)
		s.Channel = &enligt.Channel{Name: span.Of(v.a.Text), Type: kind, Span: span}
		return
	}
	spoken := k.c.allows(frameAddressee) && (t.rel == "obj" || t.rel == "iobj") || prep >= 0 && r.addresses(&v.toks[prep])
	if !spoken || !t.isNoun() {
		return
	}
	span := v.bytes(whole)
	at, kind := r.carrier(p)
	if kind != "" && kind != "generic" {
		span = v.bytes(at)
	}
	party := enligt.Party{Name: span.Of(v.a.Text), Span: span}
	s.Addressee = append(s.Addressee, party)
	if kind != "" {
		s.Via = append(s.Via, party)
	}
}

// addresses reports whether a preposition opens whom something is said to.
func (r *reader) addresses(t *token) bool {
	return r.e.to[t.lemma] == "addressee" || r.e.to[t.form] == "addressee"
}

// carrier finds a name of the agencies table in s.
func (r *reader) carrier(s stretch) (stretch, string) {
	for i := s.from; i < s.to; i++ {
		at, kind := r.longest(r.e.carriers, i)
		if at.to > i && s.covers(at) {
			return at, kind
		}
	}
	return stretch{}, ""
}

// channel finds a row of the channels table in s, the ends of compounds among them.
func (r *reader) channel(s stretch) (stretch, enligt.ChannelType, bool) {
	for i := s.from; i < s.to; i++ {
		if at, kind := r.longest(r.e.channels, i); at.to > i {
			return at, enligt.ChannelType(kind), true
		}
		if r.v.toks[i].UPOS == "NOUN" {
			if kind, ok := r.e.ends.byEnd(r.v.toks[i].lemma); ok {
				return stretch{i, i + 1}, enligt.ChannelType(kind), true
			}
		}
	}
	return stretch{}, "", false
}

// longest is the longest phrase of a table that starts at token i.
func (r *reader) longest(rows index[*phrase], i int) (stretch, string) {
	best, value := stretch{i, i}, ""
	rows.at(&r.v.toks[i], func(f *phrase) {
		if at := f.words.match(r.v, i); at != nil && at[len(at)-1]-i < len(at)+1 && at[len(at)-1]+1 > best.to {
			best, value = stretch{i, at[len(at)-1] + 1}, f.value
		}
	})
	return best, value
}
