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
	r.beside(k, s)
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
	r.addressed(s, span, kind != "")
}

// beside looks for addressee, carrier and channel in the words of the cue's
// sentence that are neither cue nor source nor content, whatever hangs where.
func (r *reader) beside(k *choice, s *enligt.Statement) {
	v := r.v
	from := max(k.c.bounds.from, k.c.span.from-maxBeside)
	to := min(k.c.bounds.to, max(k.c.span.to, k.s.span.to)+maxBeside)
	for i := from; i < to; i++ {
		if v.toks[i].UPOS != "ADP" || r.taken(k, i) {
			continue
		}
		h := v.nounAfter(i+1, k.c.bounds)
		if h < 0 || r.taken(k, h) {
			continue
		}
		np := v.base(h, v.toks[h].span)
		np.from = min(max(i+1, v.toks[h].span.from), np.from)
		if !v.toks[np.from].First() && np.to-np.from > 1 {
			np.from++ // the article inside "aux", "du"
		}
		reach := stretch{np.from, min(max(np.to, h+3), k.c.bounds.to)}
		if at, kind, ok := r.channel(reach); ok {
			if s.Channel == nil && !r.taken(k, at.to-1) {
				span := v.bytes(at)
				s.Channel = &enligt.Channel{Name: span.Of(v.a.Text), Type: kind, Span: span}
			}
			continue
		}
		at, kind := r.carrier(reach)
		if !r.addresses(&v.toks[i]) || i < k.c.span.from && kind == "" {
			continue
		}
		span := v.bytes(np)
		if kind == "agency" || kind == "outlet" {
			span = v.bytes(at)
		}
		r.addressed(s, span, kind != "")
	}
}

// maxBeside is how many words from the cue its complements are looked for.
const maxBeside = 14

func (r *reader) taken(k *choice, i int) bool {
	if k.c.span.has(i) || k.s.span.has(i) {
		return true
	}
	for _, p := range k.t.parts {
		if p.has(i) {
			return true
		}
	}
	return false
}

// addressed adds an addressee once, and as a carrier too where it is one.
func (r *reader) addressed(s *enligt.Statement, span enligt.Span, carries bool) {
	for _, a := range s.Addressee {
		if a.Span.Overlaps(span) {
			return
		}
	}
	party := enligt.Party{Name: span.Of(r.v.a.Text), Span: span}
	s.Addressee = append(s.Addressee, party)
	if carries {
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
