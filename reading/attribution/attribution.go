// Package attribution finds the statements of a text: who says what, by which
// words.
//
// In goes an analysed text, out come its statements in text order, with the
// fields that their own sentence gives; who the source is, is told elsewhere. Opening fails where a table of the pack
// is malformed, with its file and line; finding never fails. A pack without the
// tables gives an engine that finds nothing.
//
// The way: words of the cue table are found ([Engine.findCues]); each gets
// candidates for source and content from the tree, the quotations and the layout;
// a [Ranker] scores their joint choices; decoding takes the best ones that fit
// together; what is left of quotations belongs to whoever a colon or a dash names or continues
// the statement before; details
// are read off the words and tables.
package attribution

import (
	"fmt"
	"sort"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/learn"
	"github.com/enligt/enligt/nlp"
	"github.com/enligt/enligt/packs"
)

// Engine finds statements in texts of one language. It is safe for concurrent use.
type Engine struct {
	code     string // of the language
	lang     uint64 // its hash: its weights add to the shared ones
	cues     index[*cueRow]
	strings  index[*cueRow] // nouns of saying whose verbs string quotations together
	doubts   index[*doubtRow]
	kinds    *lexicon[enligt.ActorKind]
	roles    *lexicon[bool]
	silent   *lexicon[bool] // nouns that never speak
	pronouns map[string]pronoun
	carriers *carriers
	hearers  *lexicon[bool]  // nouns for those whom something is said to
	contacts index[contact]  // verbs by which outlets get at words
	states   map[string]bool // countries and capitals, lower case
	channels index[*phrase]
	ends     *lexicon[string]  // of compounds that name a channel
	to       prepositions      // what the phrases behind them are to a statement
	words    []besideRow       // what else belongs to a cue
	asides   map[string]bool   // marks on both sides of an aside
	signals  index[*signalRow] // words that show an act
	when     conditions        // words that open a condition
	placed   *cueRow           // verbs that are cues by their place
	ranker   Ranker
	weigh    weigher
	borders  *borderModel // nil where the ranker is not a trained one
	speech   *learn.Model // tells speech from narration, nil likewise
}

// Open makes an engine from a pack's tables.
func Open(p *packs.Pack) (*Engine, error) {
	e := &Engine{code: p.Lang, lang: learn.Hash(p.Lang), placed: placedRow(), weigh: newWeigher()}
	var err error
	read := func(f func() error) {
		if err == nil {
			err = f()
		}
	}
	read(func() (err error) { e.cues, e.strings, err = readCues(p); return })
	read(func() (err error) { e.words, err = readBeside(p); return })
	read(func() (err error) { e.asides, err = readAsides(p); return })
	read(func() (err error) { e.doubts, err = readDoubts(p); return })
	read(func() (err error) { e.kinds, err = readKinds(p); return })
	read(func() (err error) { e.roles, err = readRoles(p); return })
	read(func() (err error) { e.silent, err = readLexicon(p, "silent", "noun", present); return })
	read(func() (err error) { e.pronouns, err = readPronouns(p); return })
	read(func() (err error) { e.to, err = readAddressing(p); return })
	read(func() (err error) { e.hearers, err = readLexicon(p, "hearers", "noun", present); return })
	read(func() (err error) { e.contacts, err = readContacts(p); return })
	read(func() (err error) { e.states, err = readStates(p); return })
	read(func() (err error) { e.carriers, err = readCarriers(p); return })
	read(func() (err error) { e.channels, e.ends, err = readPhrases(p, "channels", "channel"); return })
	read(func() (err error) { e.when, err = readConditions(p); return })
	read(func() (err error) { e.signals, err = readSignals(p); return })
	read(func() (err error) { e.ranker, e.borders, e.speech, err = ranker(p); return })
	if err != nil {
		return nil, fmt.Errorf("pack %s: %w", p.Lang, err)
	}
	return e, nil
}

// Find returns the statements of a text in order of their first letter. Utterances
// that dashes open, and whose end no paragraph shows, it ends in a.
func (e *Engine) Find(a *nlp.Analysis) []enligt.Statement {
	e.endSpeeches(a)
	v := newView(a)
	found := e.find(v, e.findCues(v))
	sort.SliceStable(found, func(i, j int) bool { return found[i].first() < found[j].first() })
	r := e.newReader(v, found)
	for i := range found {
		r.read(i)
	}
	r.verify()
	return r.out
}

// find is the readings of a text with these cues.
func (e *Engine) find(v *view, cues []*cue) []choice {
	found := e.announced(v, e.decode(v, cues), cues)
	found = e.labelled(v, e.strung(v, e.posted(v, e.credited(v, e.incised(v, found, cues)))))
	v.partClauses(found)
	found = e.mendSources(v, found)
	v.restore(found)
	v.withoutSilence(found, cues)
	e.freeAddressees(v, found)
	return v.withoutCredits(v.carryOn(e.withoutTopics(v, whole(e.citing(v, found, cues))), cues))
}

// last is the token behind the last one of a reading.
func (k *choice) last() int {
	to := k.t.parts[len(k.t.parts)-1].to
	if k.c != nil {
		to = max(to, k.c.span.to)
	}
	return max(to, k.s.span.to)
}

// first is the first token of a reading.
func (k *choice) first() int {
	at := k.t.parts[0].from
	if k.c != nil {
		at = min(at, k.c.span.from)
	}
	return at
}
