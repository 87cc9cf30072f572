// Package langid says which language a text is in, or that it does not know.
package langid

import "github.com/enligt/enligt/packs"

// Identifier tells the languages of a set of packs, and their relatives, apart.
type Identifier struct{}

// Open makes an identifier from the langid models of all packs of a set.
func Open(set *packs.Set) (*Identifier, error) { return &Identifier{}, nil }

// Identify returns the code of the text's language, or "und" where it is not
// sure: naming nothing beats naming the wrong one. Sure is 0 to 100.
func (i *Identifier) Identify(text string) (lang string, sure int) { return "und", 0 }
