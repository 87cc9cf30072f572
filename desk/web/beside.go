package web

import (
	"slices"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/weighing/revision"
)

// besidePage is two versions of a text beside each other; between them only what
// changed in statements.
type besidePage struct {
	Old, New besideVersion
	Heading  []stroke // the title, and what changed in it
	Rows     []besideRow
	Changes  int
}

type besideVersion struct {
	docLine
	Number int
	Known  moment
}

// besideRow is a paragraph of the one and that of the other which stands for it, with
// the statements in it that changed.
type besideRow struct {
	OldNumber, NewNumber int // 0 where the version has none
	Old, New             []stroke
	Changed              bool
	Changes              []change
	First                bool // the first row with changes
}

// beside shows GET /documents/{id}/beside: a version and the one before it.
func (s *Site) beside(v *visit) error {
	d, err := s.Ledger.Document(v.r.Context(), v.r.PathValue("id"), ledger.AsOf{})
	if err != nil {
		return err
	}
	c, err := v.changes(v.r.Context(), &d)
	if err != nil {
		return err
	}
	if c == nil {
		return ledger.ErrNotFound // no version before it
	}
	old := &c.before
	b := besidePage{Old: v.besideVersion(&old.Version), New: v.besideVersion(&d.Version), Changes: len(c.Changes)}
	b.Heading = strokes(b.Old.Title, b.New.Title)
	oldBlocks, newBlocks := blocksOf(&old.Version), blocksOf(&d.Version)
	b.Rows = alignBlocks(textsOf(oldBlocks, old.Version.Text), textsOf(newBlocks, d.Version.Text))
	for _, x := range c.Changes {
		number, of := 0, func(r *besideRow) int { return r.NewNumber }
		if x.New >= 0 {
			number = blockNumber(newBlocks, &d.Notes[x.New].Statement)
		} else {
			number, of = blockNumber(oldBlocks, &old.Notes[x.Old].Statement), func(r *besideRow) int { return r.OldNumber }
		}
		for i := range b.Rows {
			if of(&b.Rows[i]) == number {
				b.Rows[i].Changes = append(b.Rows[i].Changes, x)
			}
		}
	}
	if i := slices.IndexFunc(b.Rows, func(r besideRow) bool { return len(r.Changes) > 0 }); i >= 0 {
		b.Rows[i].First = true
	}
	head, err := v.head()
	if err != nil {
		return err
	}
	return v.show("beside", b.New.Title, "", head.Number, b)
}

func (v *visit) besideVersion(d *ledger.Version) besideVersion {
	return besideVersion{v.docLine(d), d.Number, v.utc(d.Commit.UTC)}
}

// alignBlocks puts the paragraphs that stand for each other on one row.
func alignBlocks(old, now []string) []besideRow {
	var out []besideRow
	for _, pair := range revision.Paragraphs(old, now) {
		r := besideRow{OldNumber: pair[0] + 1, NewNumber: pair[1] + 1}
		was, is := "", ""
		if pair[0] >= 0 {
			was = old[pair[0]]
		}
		if pair[1] >= 0 {
			is = now[pair[1]]
		}
		r.Changed = pair[0] < 0 || pair[1] < 0 || !revision.Same(was, is)
		for _, p := range revision.Words(was, is) {
			if p.Old != "" {
				r.Old = append(r.Old, stroke{Text: p.Old, Del: p.New == ""})
			}
			if p.New != "" {
				r.New = append(r.New, stroke{Text: p.New, Ins: p.Old == ""})
			}
		}
		out = append(out, r)
	}
	return out
}

func blocksOf(v *ledger.Version) []enligt.Block {
	if v.Blocks != nil {
		return v.Blocks
	}
	return enligt.Blocks(v.Text)
}

func textsOf(blocks []enligt.Block, text string) []string {
	out := make([]string, len(blocks))
	for i, b := range blocks {
		out[i] = b.Of(text)
	}
	return out
}

// blockNumber is the paragraph that a statement's words stand in, counted from 1.
func blockNumber(blocks []enligt.Block, s *enligt.Statement) int {
	at := s.Cue.Start
	if len(s.Content) > 0 {
		at = s.Content[0].Start
	}
	for i, b := range blocks {
		if at < b.End {
			return i + 1
		}
	}
	return len(blocks)
}
