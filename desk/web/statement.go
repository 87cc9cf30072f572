package web

import (
	"fmt"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/desk/web/page"
	"github.com/enligt/enligt/ledger"
)

// statementPage is one statement's record.
type statementPage struct {
	line
	Doc    docLine
	Of     int // statements in the document
	Chars  string
	Here   string // the link to its characters
	Row    int
	Three  []question
	Chain  []knot
	Unsaid int // links that the text does not name
	Cells  []recordCell
	Others []docLine // where the same words of the same text stand too
	Panel  *panel
	Same   []entry // of the same speaker, with words in common
	Whole  []part
	Round  []page.Piece // the paragraph that it stands in, nil where that says no more
	Before bool         // words of the paragraph are left out
	After  bool
}

// question is one of the three that must not be mixed up: the speaker's certainty,
// the reporter's distance, the carrier's authenticity.
type question struct {
	Asked, Answer, Class string
	Slices               []slice
	None                 string
}

// slice is words of the text with the link to them.
type slice struct {
	Words, Href string
	Row         int
}

// recordCell is one cell: slices of the text, or a value that is derived.
type recordCell struct {
	Label  string
	Slices []slice
	Value  string
}

// statement shows GET /statements/{key}; ?in= chooses among documents of one text.
func (s *Site) statement(v *visit) error {
	found, chosen, err := v.printings(v.r.PathValue("key"), v.r.URL.Query().Get("in"))
	if err != nil {
		return err
	}
	st := &found[chosen]
	r := recorder{visit: v, s: st, offsets: enligt.NewOffsets(st.Version.Text)}
	b := r.record()
	for i := range found {
		if i != chosen {
			b.Others = append(b.Others, v.docLine(found[i].Version))
		}
	}
	if b.Panel, err = v.panel(st); err != nil {
		return err
	}
	if b.Same, err = v.similar(st); err != nil {
		return err
	}
	head, err := v.head()
	if err != nil {
		return err
	}
	return v.show("statement", v.t("statement.title"), "", head.Number, b)
}

// recorder lays out one statement.
type recorder struct {
	*visit
	s       *ledger.Statement
	offsets *enligt.Offsets
}

func (r *recorder) record() statementPage {
	s := r.s
	b := statementPage{line: r.line(s), Doc: r.docLine(s.Version), Of: s.Version.Count}
	cover := s.Cue
	if len(s.Content) > 0 {
		cover = s.Content[0].Cover(s.Content[len(s.Content)-1])
	}
	from, to := r.offsets.RuneSpan(cover)
	b.Chars = fmt.Sprintf("%d–%d", from, to)
	b.Here, b.Row = charactersHref(s.Version.ID, r.offsets, cover), rowOf(s.Version, cover)
	for i, span := range s.Content {
		parts := quoted(s.Form, s.Version.Text, span)
		parts[0].Gap = i > 0
		b.Whole = append(b.Whole, parts...)
	}
	b.Round, b.Before, b.After = r.round(cover)
	b.Three = r.three()
	b.Chain, b.Unsaid = r.chain()
	b.Cells = r.cells()
	return b
}

// mostRound is how many bytes of the text stand around a statement on either side.
const mostRound = 400

// round is the paragraph that a statement begins in, its words marked; of a long one
// what is near.
func (r *recorder) round(cover enligt.Span) (pieces []page.Piece, before, after bool) {
	text, blocks := r.s.Version.Text, r.s.Version.Blocks
	n := rowOf(r.s.Version, cover) - 1
	if n < 0 || n >= len(blocks) {
		return nil, false, false
	}
	b := blocks[n]
	if from := cover.Start - mostRound; from > b.Start {
		if space := strings.IndexByte(text[from:cover.Start], ' '); space >= 0 {
			b.Start, before = from+space+1, true
		}
	}
	if to := cover.End + mostRound; to < b.End {
		if space := strings.LastIndexByte(text[cover.End:to], ' '); space >= 0 {
			b.End, after = cover.End+space, true
		}
	}
	if len(strings.TrimSpace(b.Of(text))) <= cover.Len()+2 {
		return nil, false, false
	}
	reading := enligt.Reading{Document: r.s.Version.Document, Statements: []enligt.Statement{r.s.Statement}}
	reading.Document.Blocks = []enligt.Block{b}
	pieces = page.Lay(&reading, r.Words, enligt.Span{}).Rows[0].Pieces
	for i := range pieces {
		pieces[i].Numbers = nil // the statement is here
	}
	return pieces, before, after
}

// rowOf is the number of the block that a span begins in.
func rowOf(v *ledger.Version, span enligt.Span) int {
	for i, b := range v.Blocks {
		if b.End > span.Start {
			return i + 1
		}
	}
	return len(v.Blocks)
}

// slice is words of the text with where they stand.
func (r *recorder) slice(span enligt.Span) slice {
	return slice{span.Of(r.s.Version.Text), charactersHref(r.s.Version.ID, r.offsets, span), rowOf(r.s.Version, span)}
}

// three answers the questions, each from doubts of its own kinds.
func (r *recorder) three() []question {
	ask := func(name string, kinds ...enligt.DoubtKind) question {
		q := question{Asked: r.t("three." + name), Answer: r.t("three." + name + ".plain"), Class: "l-said", None: r.t("three.none")}
		for _, d := range r.s.Doubt {
			for _, kind := range kinds {
				if d.Kind == kind {
					q.Answer, q.Class = r.t("three."+name+"."+string(kind)), "l-"+string(kind)
					q.Slices = append(q.Slices, r.slice(d.Span))
				}
			}
		}
		return q
	}
	speaker := ask("speaker", enligt.Believed)
	if r.s.Act == enligt.Believe && len(speaker.Slices) == 0 {
		speaker.Answer, speaker.Class, speaker.Slices = r.t("three.speaker.believed"), "l-believed", []slice{r.slice(r.s.Cue)}
	}
	return []question{speaker, ask("reporter", enligt.Claimed, enligt.Reported), ask("carrier", enligt.Purported, enligt.Unverified)}
}

// cells are the record's rows.
func (r *recorder) cells() []recordCell {
	s := r.s
	var out []recordCell
	add := func(label, value string, spans ...enligt.Span) {
		c := recordCell{Label: r.t("label." + label), Value: value}
		for _, span := range spans {
			if !span.Empty() {
				c.Slices = append(c.Slices, r.slice(span))
			}
		}
		if value != "" || len(c.Slices) > 0 {
			out = append(out, c)
		}
	}
	if s.Source != nil {
		add("source", "", *s.Source)
	}
	for _, p := range s.Speaker {
		add("speaker", p.Name, p.From...)
		if p.Role != nil {
			add("role", "", *p.Role)
		}
	}
	add("cue", "", s.Cue)
	add("act", r.t("act."+string(s.Act)))
	add("form", r.t("form."+string(s.Form)))
	for _, a := range s.Addressee {
		add("to", a.Name, a.Span)
	}
	if s.Channel != nil {
		add("channel", r.t("channel."+string(s.Channel.Type)), s.Channel.Span)
	}
	for _, c := range s.Via {
		add("via", c.Name, c.Span)
	}
	if s.When != nil {
		add("when", s.When.Value, s.When.From...)
	}
	if s.Condition != nil {
		add("condition", "", *s.Condition)
	}
	for _, d := range s.Doubt {
		add("doubt", r.t("doubt."+string(d.Kind)), d.Span)
	}
	if s.Parent != "" {
		add("inside", r.say("statement.number", "n", strings.TrimPrefix(s.Parent, "s")))
	}
	add("sure", fmt.Sprintf("%.0f %%", s.Confidence*100))
	return out
}
