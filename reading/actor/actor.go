// Package actor says who speaks: it names the sources of statements and joins
// the names of one document to actors.
//
// In goes an analysed text with its statements, whose source, cue and content
// are spans; out come their speakers, in the fullest name that the document
// gives, with kind and role, and the actors of the document. Opening fails where
// a table of the pack is malformed, with its file and line; resolving never
// fails. A pack without the tables names sources by their own words.
package actor

import (
	"fmt"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/packs"
)

// Resolver names the speakers in texts of one language. It is safe for
// concurrent use.
type Resolver struct {
	kinds    *lexicon[enligt.ActorKind]
	roles    *lexicon[bool]
	pronouns map[string]pronoun
	states   map[string]bool // countries and capitals, lower case
}

// Open makes a resolver from a pack's tables.
func Open(p *packs.Pack) (*Resolver, error) {
	e := &Resolver{}
	var err error
	read := func(f func() error) {
		if err == nil {
			err = f()
		}
	}
	read(func() (err error) { e.kinds, err = readKinds(p); return })
	read(func() (err error) { e.roles, err = readRoles(p); return })
	read(func() (err error) { e.pronouns, err = readPronouns(p); return })
	read(func() (err error) { e.states, err = readStates(p); return })
	if err != nil {
		return nil, fmt.Errorf("pack %s: %w", p.Lang, err)
	}
	return e, nil
}

// Resolve fills in the speakers of statements, which stand in order of their
// first letter.
func (e *Resolver) Resolve(a *nlp.Analysis, statements []enligt.Statement) {
	v := newView(a)
	r := &reader{e: e, v: v, found: make([]reading, len(statements)), names: v.fullNames()}
	for i := range statements {
		r.found[i] = v.reading(&statements[i])
	}
	for i := range statements {
		statements[i].Speaker = r.speaker(i)
	}
}
