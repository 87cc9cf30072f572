package web

import (
	"context"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/weighing/revision"
)

// change is what became of a statement from one version of a text to the next, in
// words. Package revision says what is one.
type change struct {
	revision.Change
	What   string // "new", "number 30 → 34, wording"
	Href   string // its passage in the version that has it
	Lang   string
	Who    []stroke
	Act    []stroke
	Say    []stroke
	Doubts []stroke
}

// stroke is a piece of text that stayed, went or came.
type stroke struct {
	Text     string
	Del, Ins bool
}

// changedText is a document with what changed in it.
type changedText struct {
	docLine
	Old     string // the page of the version before
	Beside  string // both beside each other
	Known   moment
	Changes []change

	before ledger.Document
}

// Bounds of the page of news.
const (
	mostTexts  = 6 // changed texts
	mostOfText = 4 // changes of each

	mostRemembered = 64
)

// changesOf are the first changes of a document, nil where it has no version before
// it; remembered as of now, for comparing takes two whole readings and everybody asks
// for the same few.
func (c *counted) changesOf(v *visit, id string) (*changedText, error) {
	head, err := v.head()
	if err != nil {
		return nil, err
	}
	key := v.Code + " " + id
	c.Lock()
	c.since(head.Number)
	text, known := c.changed[key]
	c.Unlock()
	if known && v.asOf().Now() {
		return text, nil
	}
	d, err := v.site.Ledger.Document(v.r.Context(), id, v.asOf())
	if err != nil {
		return nil, err
	}
	if text, err = v.changes(v.r.Context(), &d); err != nil {
		return nil, err
	}
	if text != nil {
		text.Changes, text.before = text.Changes[:min(len(text.Changes), mostOfText)], ledger.Document{}
	}
	c.Lock()
	defer c.Unlock()
	if c.head == head.Number && v.asOf().Now() {
		if len(c.changed) >= mostRemembered {
			clear(c.changed)
		}
		c.changed[key] = text
	}
	return text, nil
}

// changes compares a version with the one before it; nil where there is none.
func (v *visit) changes(ctx context.Context, d *ledger.Document) (*changedText, error) {
	before := d.Before()
	if before == "" {
		return nil, nil
	}
	old, err := v.site.Ledger.Document(ctx, before, ledger.AsOf{})
	if err != nil {
		return nil, err
	}
	return &changedText{
		docLine: v.docLine(&d.Version), Old: documentHref(before), Beside: documentHref(d.Version.ID) + "/beside",
		Known: v.utc(d.Version.Commit.UTC), Changes: v.compare(&old, d, v.site.Numerals), before: old,
	}, nil
}

// compare puts into words what became of the statements.
func (k *skin) compare(old, now *ledger.Document, numerals revision.Numerals) []change {
	var out []change
	for _, r := range revision.Between(&old.Reading, &now.Reading, numerals) {
		var was, is *ledger.Statement
		if r.Old >= 0 {
			was = &old.Notes[r.Old]
		}
		if r.New >= 0 {
			is = &now.Notes[r.New]
		}
		out = append(out, k.change(r, was, is))
	}
	return out
}

func (k *skin) change(r revision.Change, was, is *ledger.Statement) change {
	at := is
	if at == nil {
		at = was
	}
	c := change{Change: r, What: k.t("change." + string(r.Kind)), Href: passage(at.Version, strings.TrimPrefix(at.ID, "s")), Lang: at.Version.Lang}
	switch r.Kind {
	case revision.Changed:
		c.What = k.fields(r.Fields)
		c.Who, c.Act = k.either(r, revision.Speaker, k.names(was), k.names(is)), strokes(k.doing(was), k.doing(is))
		c.Say = plainStroke(said(is))
		if has(r.Fields, revision.Content) || has(r.Fields, revision.Number) {
			c.Say = strokes(said(was), said(is))
		}
		if has(r.Fields, revision.Doubt) {
			c.Doubts = append(k.doubtStrokes(was, is, true), k.doubtStrokes(is, was, false)...)
		}
	case revision.Gone:
		c.Who, c.Act, c.Say = plainStroke(k.names(was)), plainStroke(k.doing(was)), []stroke{{Text: said(was), Del: true}}
	default:
		c.Who, c.Act, c.Say = plainStroke(k.names(is)), plainStroke(k.doing(is)), []stroke{{Text: said(is), Ins: true}}
	}
	return c
}

// fields names what has changed: "number 30 → 34, doubt".
func (k *skin) fields(list []revision.Field) string {
	var out []string
	for _, f := range list {
		name := k.t("change." + string(f.Part))
		if f.Part == revision.Number {
			name += " " + orNone(f.Old) + " → " + orNone(f.New)
		}
		out = append(out, name)
	}
	return k.say("change.in", "what", strings.Join(out, ", "))
}

func orNone(list []string) string {
	if len(list) == 0 {
		return "–"
	}
	return strings.Join(list, ", ")
}

func has(list []revision.Field, part revision.Part) bool {
	for _, f := range list {
		if f.Part == part {
			return true
		}
	}
	return false
}

// either compares two texts where the part has changed; else it shows the newer.
func (k *skin) either(r revision.Change, part revision.Part, was, is string) []stroke {
	if has(r.Fields, part) {
		return strokes(was, is)
	}
	return plainStroke(is)
}

// doubtStrokes are the doubts of one that the other has not.
func (k *skin) doubtStrokes(one, other *ledger.Statement, gone bool) []stroke {
	var out []stroke
	theirs := k.doubts(&other.Statement, other.Version.Text)
	for _, d := range k.doubts(&one.Statement, one.Version.Text) {
		shared := false
		for _, o := range theirs {
			shared = shared || o.Words == d.Words
		}
		if !shared {
			out = append(out, stroke{Text: d.Words, Del: gone, Ins: !gone})
		}
	}
	return out
}

func said(s *ledger.Statement) string { return strings.Join(s.Slices(), " … ") }

func (k *skin) names(s *ledger.Statement) string {
	var l line
	k.speaker(&l, s)
	var out []string
	for _, p := range l.Who {
		out = append(out, p.Name)
	}
	return strings.Join(out, ", ")
}

// doing is the word for the act, with what negates it.
func (k *skin) doing(s *ledger.Statement) string {
	act, _ := k.act(&s.Statement)
	if s.Polarity == enligt.Negated {
		act += " (" + k.t("label.negated") + ")"
	}
	return act
}

func plainStroke(text string) []stroke { return []stroke{{Text: text}} }

// strokes compares two texts word by word and shows what stayed as the newer has it.
func strokes(old, now string) []stroke {
	var out []stroke
	for _, p := range revision.Words(old, now) {
		switch {
		case p.New == "":
			out = append(out, stroke{Text: p.Old, Del: true})
		case p.Old == "":
			out = append(out, stroke{Text: p.New, Ins: true})
		default:
			out = append(out, stroke{Text: p.New})
		}
	}
	return out
}
