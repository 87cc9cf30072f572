package enligt

import (
	"encoding/json"
	"fmt"
)

// MaxReadingJSON is the size in bytes above which [Reading.UnmarshalJSON] refuses.
const MaxReadingJSON = 1 << 30

// UnmarshalJSON reads what [Reading.MarshalJSON] wrote. It fails where an offset
// lies outside the text, where the words beside a span are not the text's, and
// where a statement's key is not that of its spans: a reading that has come
// loose from its text is none. Empty lists become nil.
func (r *Reading) UnmarshalJSON(b []byte) error {
	if len(b) > MaxReadingJSON {
		return fmt.Errorf("reading: %d bytes of JSON; the limit is %d", len(b), MaxReadingJSON)
	}
	var w readingWire
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	return r.decode(&w, plain(w.Document.Text))
}

// UnmarshalParts reads a reading whose parts are kept apart: the document's object
// without its text, the text, each statement, and an object of the rest (nil for
// none). It fails as UnmarshalJSON does, and spares the text a way through JSON.
func (r *Reading) UnmarshalParts(document []byte, text string, statements [][]byte, rest []byte) error {
	var w readingWire
	if rest != nil {
		if err := json.Unmarshal(rest, &w); err != nil {
			return fmt.Errorf("reading: %w", err)
		}
	}
	w.Document, w.Statements = documentWire{}, make([]statementWire, len(statements))
	if err := json.Unmarshal(document, &w.Document); err != nil {
		return fmt.Errorf("reading: document: %w", err)
	}
	for i, s := range statements {
		if err := json.Unmarshal(s, &w.Statements[i]); err != nil {
			return fmt.Errorf("reading: statement %d: %w", i+1, err)
		}
	}
	return r.decode(&w, text)
}

func (r *Reading) decode(w *readingWire, text string) error {
	d := &decoder{text: text, at: NewOffsets(text)}
	out := d.reading(w)
	if d.err != nil {
		return fmt.Errorf("reading: %w", d.err)
	}
	if len(out.Statements) > 0 {
		hash := out.Document.TextHash()
		for i := range out.Statements {
			if got, want := w.Statements[i].Key, out.Statements[i].Key(hash); got != want {
				return fmt.Errorf("reading: statement %s has key %q, its spans have %q", out.Statements[i].ID, got, want)
			}
		}
	}
	*r = out
	return nil
}

// decoder is the reverse of encoder.
type decoder struct {
	text string
	at   *Offsets
	err  error
}

func (d *decoder) reading(w *readingWire) Reading {
	r := Reading{
		Document:   d.document(&w.Document),
		Statements: some(w.Statements, d.statement),
		Actors:     some(w.Actors, d.actor),
		Times: some(w.Times, func(t *timexWire) Timex {
			return Timex{d.span(t.spanWire), t.Type, plain(t.Value)}
		}),
		Places:   some(w.Places, d.place),
		Events:   some(w.Events, d.event),
		Warnings: none(w.Warnings),
		MadeBy:   MadeBy{w.MadeBy.Enligt, plain(w.MadeBy.Pack)},
	}
	if e := w.Error; e != nil {
		r.Err = &ReadError{plain(e.At), e.What, plain(e.Do)}
	}
	return r
}

func (d *decoder) document(w *documentWire) Document {
	return Document{
		ID: w.ID, Lang: plain(w.Lang), Title: plain(w.Title), Published: plain(w.Published),
		Outlet: plain(w.Outlet), URL: plain(w.URL), Text: d.text,
		Blocks: some(w.Blocks, func(b *blockWire) Block {
			return Block{d.runes(b.Start, b.End), BlockKind(b.Kind)}
		}),
		Address: w.Address, Author: w.Author, Medium: Medium(w.Medium), Fetched: w.Fetched,
		RawHash: w.RawHash, Extractor: w.Extractor, Warnings: none(w.Warnings),
		Refs: some(w.Refs, func(r *refWire) Ref { return Ref(*r) }),
		Segments: some(w.Segments, func(s *segmentWire) Segment {
			return Segment{d.span(s.spanWire), s.From, s.To, plain(s.Speaker)}
		}),
	}
}

func (d *decoder) statement(w *statementWire) Statement {
	s := Statement{
		ID: w.ID, Content: d.spans(w.Content), Source: d.maybe(w.Source),
		Form: Form(w.Form), Act: Act(w.Act), Polarity: Polarity(w.Polarity),
		Parent: plain(w.Parent), Nested: w.Nested, Block: BlockKind(plain(w.Block)),
		Speaker: some(w.Speaker, func(p *speakerWire) Speaker {
			return Speaker{plain(p.Actor), p.Name, ActorKind(p.Kind), d.spans(p.From), d.maybe(p.Role)}
		}),
		Addressee: some(w.Addressee, d.party), Via: some(w.Via, d.party),
		When: d.dated(w.When), Condition: d.maybe(w.Condition),
		Doubt: some(w.Doubt, func(x *doubtWire) Doubt { return Doubt{DoubtKind(x.Kind), d.span(x.spanWire)} }),
		About: none(w.About), Confidence: w.Confidence,
	}
	if w.Cue != nil {
		s.Cue = d.span(*w.Cue)
	}
	if c := w.Channel; c != nil {
		s.Channel = &Channel{c.Name, ChannelType(plain(c.Type)), d.span(c.spanWire)}
	}
	return s
}

func (d *decoder) actor(w *actorWire) Actor {
	return Actor{w.ID, plain(w.Key), w.Name, ActorKind(w.Kind), d.spans(w.Roles), d.spans(w.Mentions)}
}

func (d *decoder) party(w *partyWire) Party {
	return Party{plain(w.Actor), w.Name, d.span(w.spanWire)}
}

func (d *decoder) place(w *placeWire) Place {
	p := Place{Span: d.span(w.spanWire), Name: w.Name, Country: plain(w.Country), Precision: plain(w.Precision)}
	if w.GeoNames != nil {
		p.GeoNames = *w.GeoNames
	}
	if w.Lat != nil && w.Lon != nil {
		p.Lat, p.Lon = *w.Lat, *w.Lon
	}
	return p
}

func (d *decoder) event(w *eventWire) Event {
	return Event{
		ID: w.ID, Category: w.Category, Mode: plain(w.Mode), Trigger: d.span(w.Trigger),
		Actors: none(w.Actors), Targets: none(w.Targets),
		Where: d.dated(w.Where), When: d.dated(w.When), By: plain(w.By),
	}
}

func (d *decoder) dated(w *datedWire) *Dated {
	if w == nil {
		return nil
	}
	return &Dated{w.Value, d.spans(w.From)}
}

func (d *decoder) spans(w []spanWire) []Span {
	return some(w, func(s *spanWire) Span { return d.span(*s) })
}

func (d *decoder) maybe(w *spanWire) *Span {
	if w == nil {
		return nil
	}
	s := d.span(*w)
	return &s
}

// span converts a span and compares the words beside it with the text's.
func (d *decoder) span(w spanWire) Span {
	s := d.runes(w.Start, w.End)
	if d.err == nil && s.Of(d.text) != w.Text {
		d.err = fmt.Errorf("span [%d, %d): the text has %.40q there, not %.40q", w.Start, w.End, s.Of(d.text), w.Text)
	}
	return s
}

func (d *decoder) runes(start, end int) Span {
	s, err := d.at.SpanOfRunes(start, end)
	if err != nil {
		if d.err == nil {
			d.err = err
		}
		return Span{}
	}
	return s
}

func plain(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func none(s []string) []string {
	if len(s) == 0 {
		return nil
	}
	return s
}
