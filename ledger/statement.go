package ledger

import "github.com/enligt/enligt"

// Statement is a statement with what the ledger knows around it. Its spans are
// bytes of Version.Text; statements of one page that share a version share the
// pointer.
type Statement struct {
	enligt.Statement
	Key     string // permanent: enligt.Statement.Key; the same text elsewhere has the same
	Version *Version
	Actors  map[string]string // ids of the reading ("a1") -> ids of the ledger; shared, do not change
	Status  enligt.Status     // where it stands with the desk, Unseen where nobody decided
	Commit  int64             // with which the reading came

	Decisions []Decision // on it, newest first
}

// Mended is what people set right: the newest right value of each cell, by the cell's
// name, "" for one that should have none and for [NotAStatement]; nil for nothing.
func (s *Statement) Mended() map[string]string {
	var out map[string]string
	for i := range s.Decisions { // the newest first
		d := &s.Decisions[i]
		if _, known := out[d.Field]; known || d.Field == "" {
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		out[d.Field] = d.Right
	}
	return out
}

// Slices are the content in the words of the text.
func (s *Statement) Slices() []string {
	out := make([]string, len(s.Content))
	for i, c := range s.Content {
		out[i] = c.Of(s.Version.Text)
	}
	return out
}
