package enligt

// Word is a syntactic word as Universal Dependencies counts it. A multiword
// token (French "du" = "de" + "le") gives several words that share its span.
type Word struct {
	Span            // of the surface token in Document.Text
	Form     string // as written, or the part's own form in a multiword token
	Lemma    string
	UPOS     string // universal part of speech, "NOUN"
	XPOS     string // the treebank's own tag, often empty
	Feats    string // "Case=Nom|Number=Sing" sorted, or empty
	Head     int    // index of the head in the sentence, -1 for the root
	Deprel   string // relation to the head, "nsubj:pass"
	Entity   string // "B-PER", "I-PER" or empty
	Part     uint8  // 1, 2 … inside a multiword token, else 0
	Parts    uint8  // number of words of the multiword token, else 0
	Quoted   uint8  // how surely the word stands inside a quotation, 0 to 100
	GlueNext bool   // no space between this token and the next (SpaceAfter=No)
	Cluster  uint16 // class of the form in the pack's clusters (learn.Clusters), 0 where unknown; set before tagging, no part of JSON
}

// First reports whether the word opens its surface token.
func (w *Word) First() bool { return w.Part <= 1 }

// Feat returns the value of one feature ("Number" -> "Sing") or "".
func (w *Word) Feat(name string) string {
	f := w.Feats
	for len(f) > 0 {
		end := len(f)
		for i := 0; i < len(f); i++ {
			if f[i] == '|' {
				end = i
				break
			}
		}
		if end > len(name) && f[len(name)] == '=' && f[:len(name)] == name {
			return f[len(name)+1 : end]
		}
		f = f[min(end+1, len(f)):]
	}
	return ""
}

// Sentence is a run of words with their tree.
type Sentence struct {
	Span           // from the first to the last token
	Words   []Word // in order
	Block   int    // index into Document.Blocks
	ID      string // sent_id where the sentence was read from CoNLL-U
	NewPar  bool   // first of a paragraph
	Talking bool   // opened by a talking dash
}

// Quotation is one stretch of quoted speech, found by marks or a talking dash.
type Quotation struct {
	Span            // with its marks, without a talking dash
	Inner    Span   // without its marks
	Kind     string // "mark" or "dash"
	Ending   Ending // how it ends
	Sure     uint8  // 0 to 100: that the words inside are quoted
	Depth    int    // 1 outermost
	Parent   int    // index of the quotation around it, -1 for none
	Previous int    // index of the quotation that this one continues over a paragraph, -1 for none
}

// Ending says how a quotation ends.
type Ending string

const (
	Closed   Ending = "closed"   // by its own mark
	Reopened Ending = "reopened" // by the end of a paragraph; the next one opens again
	Unclosed Ending = "unclosed" // by the end of a block, without its mark
	Guessed  Ending = "guessed"  // by a mark of another style
)
