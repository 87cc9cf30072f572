// Package quote finds the quotations of a text: by marks of every style and by
// talking dashes, over the whole document.
package quote

import "github.com/enligt/enligt"

// Find returns the quotations of text in order of their start; an inner one
// follows the one around it.
func Find(text string, blocks []enligt.Block) []enligt.Quotation { return nil }

// Mark sets Quoted of every word: how surely it stands inside a quotation.
func Mark(sentences []enligt.Sentence, quotations []enligt.Quotation) {}
