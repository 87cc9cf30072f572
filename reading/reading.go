// Package reading turns a document into a reading: its language, its statements
// and who makes them. It knows news.
//
// In goes an [enligt.Document], out comes an [enligt.Reading]; whatever is wrong
// with the document becomes a warning or the reading's Err. The models of a
// language are loaded when its first text comes.
package reading

import (
	"fmt"
	"sync"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/nlp/langid"
	"github.com/enligt/enligt/packs"
	"github.com/enligt/enligt/reading/actor"
	"github.com/enligt/enligt/reading/attribution"
	"github.com/enligt/enligt/reading/timex"
)

// Reader reads documents in the languages of a set of packs. It is safe for
// concurrent use.
type Reader struct {
	// MinConfidence leaves out statements of less. Set it before the first Read.
	MinConfidence float64

	set        *packs.Set
	identifier func() (*langid.Identifier, error)
	languages  map[string]func() (*language, error)
}

// language is what one language is read with.
type language struct {
	pack     *packs.Pack
	analyzer *nlp.Analyzer
	engine   *attribution.Engine
	resolver *actor.Resolver
	times    *timex.Engine
}

// Open makes a reader. Models are opened later, each once.
func Open(set *packs.Set) *Reader {
	r := &Reader{set: set, languages: map[string]func() (*language, error){}}
	r.identifier = sync.OnceValues(func() (*langid.Identifier, error) { return langid.Open(set) })
	for _, code := range set.Langs() {
		pack := set.Get(code)
		r.languages[code] = sync.OnceValues(func() (*language, error) { return openLanguage(pack) })
	}
	return r
}

func openLanguage(p *packs.Pack) (*language, error) {
	a, err := nlp.Open(p)
	if err != nil {
		return nil, err
	}
	e, err := attribution.Open(p)
	if err != nil {
		return nil, fmt.Errorf("pack %s: %w", p.Lang, err)
	}
	r, err := actor.Open(p)
	if err != nil {
		return nil, err
	}
	times, err := timex.Open(p)
	if err != nil {
		return nil, err
	}
	return &language{p, a, e, r, times}, nil
}

// Read reads one document. It never fails as a whole: a document that cannot be
// read has Err set and empty lists.
func (r *Reader) Read(doc enligt.Document) enligt.Reading {
	return r.read(doc, func(*nlp.Analysis) {})
}

// read tells seen the analysis of each part.
func (r *Reader) read(doc enligt.Document, seen func(*nlp.Analysis)) enligt.Reading {
	out := enligt.Reading{Document: doc, Warnings: doc.Warnings, MadeBy: enligt.MadeBy{Enligt: enligt.Version}}
	out.Document.Warnings = nil
	if out.Document.Blocks == nil {
		out.Document.Blocks = enligt.Blocks(doc.Text)
	}
	settlePublished(&out)
	parts, err := r.parts(&out)
	if err != nil {
		return Failed(doc, err)
	}
	for _, p := range parts {
		if err := r.readPart(&out, p, seen); err != nil {
			return Failed(doc, err)
		}
	}
	order(out.Statements)
	orderTimes(out.Times)
	out.Statements = keep(out.Statements, r.MinConfidence)
	out.Actors = settleActors(out.Document.Text, out.Statements, out.Actors)
	return out
}

// readPart adds what the blocks of one language say.
func (r *Reader) readPart(out *enligt.Reading, p part, seen func(*nlp.Analysis)) error {
	l, err := r.languages[p.code]()
	if err != nil {
		return &enligt.ReadError{What: err.Error(), Do: "train the pack: enligt train " + p.code}
	}
	if out.MadeBy.Pack != "" {
		out.MadeBy.Pack += ", "
	}
	out.MadeBy.Pack += l.pack.Name()
	a := l.analyzer.Analyze(out.Document.Text, p.blocks)
	seen(a)
	day, _ := ParsePublished(out.Document.Published)
	times := l.times.Find(a, day)
	out.Times = append(out.Times, times...)
	found := l.engine.Find(a)
	trimSources(a, found, times)
	out.Actors = joinActors(out.Actors, l.resolver.Resolve(a, found), found)
	l.engine.Purport(a, found)
	keepScenes(out.Document.Text, found)
	nameAsked(out.Document.Text, found)
	relayNested(out.Document.Text, found)
	dateStatements(a, found, times, day)
	l.engine.CloseAsides(a, found)
	for i := range found {
		setBlock(&found[i], p.blocks)
	}
	out.Statements = append(out.Statements, rename(found, len(out.Statements))...)
	return nil
}

// Failed is the reading of a document that could not be read: its id, the error,
// and nothing else.
func Failed(doc enligt.Document, err error) enligt.Reading {
	e, ok := err.(*enligt.ReadError)
	if !ok {
		e = &enligt.ReadError{What: err.Error(), Do: "check the document"}
	}
	return enligt.Reading{
		Document: enligt.Document{ID: doc.ID},
		MadeBy:   enligt.MadeBy{Enligt: enligt.Version},
		Err:      e,
	}
}
