package page

import (
	"io/fs"

	"github.com/enligt/enligt"
)

// Layout is a text cut in rows, with the notes that stand beside it.
type Layout struct {
	Rows     []Row
	Grounds  []KeyLine // the lines that are used, in the order of the key
	Verbatim bool      // some words are the speaker's own
}

// Row is a block with the notes of the statements that begin in it.
type Row struct {
	Number int
	Kind   string
	Pieces []Piece
	Notes  []Note
}

// KeyLine explains one line under the words.
type KeyLine struct{ Class, Word, Meaning string }

// Marks is the file in Files with the templates "pieces" and "marks", which show
// the pieces of a row. They want the function "label" of the words.
const Marks = "marks.html"

// Files holds the templates of the page.
func Files() fs.FS { return files }

// Lay lays out a reading and marks what a link points at, where it does. The spans
// must be the text's (Check).
func Lay(r *enligt.Reading, words Words, marked enligt.Span) (out Layout) {
	n := &noteMaker{r: r, words: words}
	cuts := newCutter(r, marked)
	for i, b := range r.Document.Blocks {
		pieces, opened := cuts.block(b)
		x := Row{Number: i + 1, Kind: string(b.Kind), Pieces: pieces}
		for _, s := range opened {
			x.Notes = append(x.Notes, n.note(s))
		}
		out.Rows = append(out.Rows, x)
	}
	out.Grounds, out.Verbatim = grounds(r, words)
	return out
}

// grounds are the lines that the page uses, in the order of the key.
func grounds(r *enligt.Reading, words Words) (out []KeyLine, verbatim bool) {
	used := map[string]bool{}
	for i := range r.Statements {
		used[Ground(&r.Statements[i])] = true
		verbatim = verbatim || r.Statements[i].Form != enligt.Indirect
	}
	for _, g := range AllGrounds() {
		if used[g] {
			out = append(out, KeyLine{"l-" + g, words.Name("ground." + g), words.Meaning("ground." + g)})
		}
	}
	return out, verbatim
}

// AllGrounds are "said" and the kinds of doubt, in the order of the key.
func AllGrounds() []string {
	all := []string{"said"}
	for _, k := range enligt.DoubtKinds {
		all = append(all, string(k))
	}
	return all
}

// Ground is the ground of a statement: "said", or its gravest doubt.
func Ground(s *enligt.Statement) string {
	ground := "said"
	for _, d := range s.Doubt {
		if ground == "said" || d.Kind == enligt.Purported {
			ground = string(d.Kind)
		}
	}
	return ground
}
