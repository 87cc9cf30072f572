package enligt

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// MarshalJSON writes the reading as `enligt read` promises it: offsets in
// Unicode code points, the slice beside each span, null or an empty list for
// what does not apply. Fields of the document that only intake fills (author,
// address, refs …) follow where they are set. It fails where a span is none of
// the text's.
func (r Reading) MarshalJSON() ([]byte, error) {
	if !utf8.ValidString(r.Document.Text) {
		return nil, errors.New("reading: the document's text is not UTF-8")
	}
	e := &encoder{text: r.Document.Text, at: NewOffsets(r.Document.Text)}
	wire := e.reading(&r)
	if e.err != nil {
		return nil, fmt.Errorf("reading: %w", e.err)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(wire); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// encoder converts nouns to their shape in JSON; err is the first span that
// does not fit the text.
type encoder struct {
	text string
	at   *Offsets
	err  error
}

func (e *encoder) reading(r *Reading) *readingWire {
	hash := r.Document.TextHash()
	w := &readingWire{
		Document:   e.document(&r.Document),
		Statements: list(r.Statements, func(s *Statement) statementWire { return e.statement(s, hash) }),
		Actors:     list(r.Actors, e.actor),
		Times: list(r.Times, func(t *Timex) timexWire {
			return timexWire{e.span(t.Span), t.Type, null(t.Value)}
		}),
		Places:   list(r.Places, e.place),
		Events:   list(r.Events, e.event),
		Warnings: full(r.Warnings),
		MadeBy:   madeByWire{r.MadeBy.Enligt, null(r.MadeBy.Pack)},
	}
	if r.Err != nil {
		w.Error = &errorWire{null(r.Err.At), r.Err.What, null(r.Err.Do)}
		if r.Document.Text == "" {
			w.Document.Text = nil
		}
	}
	return w
}

func (e *encoder) document(d *Document) documentWire {
	return documentWire{
		ID: d.ID, Lang: null(d.Lang), Title: null(d.Title), Published: null(d.Published),
		Outlet: null(d.Outlet), URL: null(d.URL), Text: &d.Text,
		Blocks: list(d.Blocks, func(b *Block) blockWire {
			s := e.span(b.Span)
			return blockWire{string(b.Kind), s.Start, s.End}
		}),
		Address: d.Address, Author: d.Author, Medium: string(d.Medium), Fetched: d.Fetched,
		RawHash: d.RawHash, Extractor: d.Extractor, Warnings: d.Warnings,
		Refs: some(d.Refs, func(r *Ref) refWire { return refWire(*r) }),
		Segments: some(d.Segments, func(s *Segment) segmentWire {
			return segmentWire{e.span(s.Span), s.From, s.To, null(s.Speaker)}
		}),
	}
}

func (e *encoder) statement(s *Statement, hash string) statementWire {
	if s.Cue.Empty() && s.Cue != (Span{}) {
		bare := *s
		bare.Cue = Span{} // no cue has one key, wherever the empty span stood
		s = &bare
	}
	w := statementWire{
		ID: s.ID, Key: s.Key(hash), Content: e.spans(s.Content), Source: e.maybe(s.Source),
		Form: string(s.Form), Act: string(s.Act), Polarity: string(s.Polarity),
		Parent: null(s.Parent), Nested: s.Nested, Block: null(string(s.Block)),
		Speaker: list(s.Speaker, func(p *Speaker) speakerWire {
			return speakerWire{null(p.Actor), p.Name, string(p.Kind), e.spans(p.From), e.maybe(p.Role)}
		}),
		Addressee: list(s.Addressee, e.party), Via: list(s.Via, e.party),
		When: e.dated(s.When), Condition: e.maybe(s.Condition),
		Doubt: list(s.Doubt, func(d *Doubt) doubtWire { return doubtWire{string(d.Kind), e.span(d.Span)} }),
		About: full(s.About), Confidence: s.Confidence,
	}
	if !s.Cue.Empty() {
		w.Cue = e.maybe(&s.Cue)
	}
	if c := s.Channel; c != nil {
		w.Channel = &channelWire{c.Name, null(string(c.Type)), e.span(c.Span)}
	}
	return w
}

func (e *encoder) actor(a *Actor) actorWire {
	return actorWire{a.ID, null(a.Key), a.Name, string(a.Kind), e.spans(a.Roles), e.spans(a.Mentions)}
}

func (e *encoder) party(p *Party) partyWire {
	return partyWire{null(p.Actor), p.Name, e.span(p.Span)}
}

func (e *encoder) place(p *Place) placeWire {
	w := placeWire{spanWire: e.span(p.Span), Name: p.Name, Country: null(p.Country), Precision: null(p.Precision)}
	if p.GeoNames != 0 {
		w.GeoNames = &p.GeoNames
	}
	if p.GeoNames != 0 || p.Lat != 0 || p.Lon != 0 {
		w.Lat, w.Lon = &p.Lat, &p.Lon
	}
	return w
}

func (e *encoder) event(v *Event) eventWire {
	return eventWire{
		ID: v.ID, Category: v.Category, Mode: null(v.Mode), Trigger: e.span(v.Trigger),
		Actors: full(v.Actors), Targets: full(v.Targets),
		Where: e.dated(v.Where), When: e.dated(v.When), By: null(v.By),
	}
}

func (e *encoder) dated(d *Dated) *datedWire {
	if d == nil {
		return nil
	}
	return &datedWire{d.Value, e.spans(d.From)}
}

func (e *encoder) spans(spans []Span) []spanWire {
	return list(spans, func(s *Span) spanWire { return e.span(*s) })
}

func (e *encoder) maybe(s *Span) *spanWire {
	if s == nil {
		return nil
	}
	w := e.span(*s)
	return &w
}

func (e *encoder) span(s Span) spanWire {
	if err := s.Check(e.text); err != nil {
		if e.err == nil {
			e.err = err
		}
		return spanWire{}
	}
	start, end := e.at.RuneSpan(s)
	return spanWire{start, end, s.Of(e.text)}
}

// null is the JSON null for an empty string.
func null(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// full keeps an empty list from becoming null.
func full(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// list converts each item; no items give an empty list, not null.
func list[A, B any](in []A, convert func(*A) B) []B {
	out := make([]B, 0, len(in))
	for i := range in {
		out = append(out, convert(&in[i]))
	}
	return out
}

// some is list, but nil for no items, so that the field is left out.
func some[A, B any](in []A, convert func(*A) B) []B {
	if len(in) == 0 {
		return nil
	}
	return list(in, convert)
}
