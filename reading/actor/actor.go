// Package actor says who speaks: it names the sources of statements and joins
// the names of one document to actors.
//
// In goes an analysed text with its statements, whose source, cue and content
// are spans; out come their speakers, in the fullest name that the document
// gives, with kind and role, and the actors of the document. Opening fails where
// a table of the pack is malformed, with its file and line; resolving never
// fails. A pack without the tables names sources by their own words.
//
// The way: names are collected, classified by all their places together, and
// joined, longer ones before shorter ones; their descriptions are read beside
// them; then one walk through the text resolves names, nouns and pronouns in
// order, each to the weightiest of those mentioned shortly before (Lappin and
// Leass 1994, with weights of our own); then statements get their speakers.
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
	kinds      *lexicon[enligt.ActorKind]
	roles      *lexicon[string] // base form
	anaphors   *lexicon[anaphor]
	silent     *lexicon[bool] // nouns of time
	hearers    *lexicon[bool] // nouns for people, beside those of kinds
	genders    *lexicon[gender]
	pronouns   map[string]pronoun
	firstNames map[string]gender
	titles     map[string]gender
	carriers   *carriers
	outward    map[string]bool // prepositions before whom something is said to
	channels   map[string]bool // where things are said, lower case
	several    map[string]bool
	states     *states
	offices    map[string][]officePhrase
	bodies     map[string]string // name of a body in lower case -> key
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
	read(func() (err error) { e.anaphors, err = readAnaphors(p); return })
	read(func() (err error) { e.silent, err = readLexicon(p, "silent", "noun", present); return })
	read(func() (err error) { e.hearers, err = readLexicon(p, "hearers", "noun", present); return })
	read(func() (err error) { e.genders, err = readGenders(p); return })
	read(func() (err error) { e.pronouns, err = readPronouns(p); return })
	read(func() (err error) { e.firstNames, err = readFirstNames(p); return })
	read(func() (err error) { e.titles, err = readTitles(p); return })
	read(func() (err error) { e.carriers, err = readCarriers(p); return })
	read(func() (err error) { e.outward, err = readOutward(p); return })
	read(func() (err error) { e.channels, err = readChannels(p); return })
	read(func() (err error) { e.several, err = readQuantifiers(p); return })
	read(func() (err error) { e.states, err = readStates(p); return })
	read(func() (err error) { e.offices, err = readOffices(p); return })
	read(func() (err error) { e.bodies, err = readBodies(p); return })
	if err != nil {
		return nil, fmt.Errorf("pack %s: %w", p.Lang, err)
	}
	return e, nil
}

// Resolve fills in the speakers of statements, which stand in order of their
// first letter, and names their addressees and carriers. It returns those whom
// it names, with ids from "a1" on.
func (e *Resolver) Resolve(a *nlp.Analysis, statements []enligt.Statement) []enligt.Actor {
	v := newView(a)
	if len(v.toks) == 0 || len(statements) == 0 {
		return nil
	}
	c := e.newCast(v, statements)
	c.readCases()
	c.collectNames()
	c.collectSources()
	c.collectShort()
	c.classify()
	c.joinNames()
	c.joinShort()
	c.describe()
	c.index()
	c.readSources()
	c.walk()
	c.settle()
	c.knowBodies()
	for i := range statements {
		statements[i].Speaker = c.write(i)
	}
	return c.actors(statements)
}
