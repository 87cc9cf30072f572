package web

import (
	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// besidePage is two versions of a text beside each other; between them only what
// changed in statements.
type besidePage struct {
	Old, New docLine
	OldKnown moment
	NewKnown moment
	Rows     []besideRow
	Changes  []change
}

// besideRow is a block of the one and the block of the other that stands for it.
type besideRow struct {
	OldNumber, NewNumber int // 0 where the version has none
	Old, New             []stroke
	Changed              bool
}

// mostBlocks bounds the comparison of blocks, which takes the product of both.
const mostBlocks = 1000

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
	old, err := s.Ledger.Document(v.r.Context(), c.OldID, ledger.AsOf{})
	if err != nil {
		return err
	}
	b := besidePage{
		Old: v.docLine(&old.Version), New: v.docLine(&d.Version), OldKnown: v.utc(old.Version.Commit.UTC), NewKnown: v.utc(d.Version.Commit.UTC),
		Rows: alignBlocks(&old.Version, &d.Version), Changes: c.Changes,
	}
	b.Old.Version = old.Version.Number
	head, err := s.Ledger.Head(v.r.Context())
	if err != nil {
		return err
	}
	return v.show("beside", b.New.Title, "", head.Number, b)
}

// alignBlocks puts equal blocks on one row, and those between them in their order.
func alignBlocks(old, now *ledger.Version) []besideRow {
	a, b := blockTexts(old), blockTexts(now)
	var out []besideRow
	i, j := 0, 0
	flush := func(toI, toJ int) { // what differs, pair by pair
		for i < toI || j < toJ {
			var r besideRow
			was, is := "", ""
			if i < toI {
				was, i = a[i], i+1
				r.OldNumber = i
			}
			if j < toJ {
				is, j = b[j], j+1
				r.NewNumber = j
			}
			r.Changed = true
			for _, s := range strokes(was, is) {
				if !s.Ins {
					r.Old = append(r.Old, s)
				}
				if !s.Del {
					r.New = append(r.New, s)
				}
			}
			out = append(out, r)
		}
	}
	for _, pair := range equalPairs(a, b) {
		flush(pair[0], pair[1])
		i, j = i+1, j+1
		same := []stroke{{Text: a[i-1]}}
		out = append(out, besideRow{OldNumber: i, NewNumber: j, Old: same, New: same})
	}
	flush(len(a), len(b))
	return out
}

func blockTexts(v *ledger.Version) []string {
	blocks := v.Blocks
	if blocks == nil {
		blocks = enligt.Blocks(v.Text)
	}
	out := make([]string, len(blocks))
	for i, b := range blocks {
		out[i] = b.Of(v.Text)
	}
	return out
}

// equalPairs are the places of a longest common subsequence.
func equalPairs(a, b []string) [][2]int {
	var out [][2]int
	if len(a) > mostBlocks || len(b) > mostBlocks {
		return out
	}
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case common[i+1][j] >= common[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}
