// Package ledgertest holds what any store of package ledger must pass.
//
// In goes a way to open an empty ledger; out come failures of the test that calls
// [Run]. Entries for tests are written as a text and who says what in it.
package ledgertest

import (
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// Run tries every promise of the interface on ledgers that open makes, each empty.
func Run(t *testing.T, open func(t *testing.T) ledger.Ledger) {
	for name, test := range map[string]func(*testing.T, ledger.Ledger){
		"AddingIsIdempotentByAddressAndText":       addTwice,
		"ATextIsSharedAndItsDocumentsStayApart":    shareText,
		"ANewTextAtAnAddressIsANewVersion":         newVersion,
		"AFailedDocumentIsKeptWithItsError":        keepFailure,
		"ADocumentComesBackAsItWas":                comeBack,
		"CommitsCountUpAndTimeNeverRunsBack":       countCommits,
		"FiltersFindWhatTheyName":                  filter,
		"ExactFormsComeBeforeLemmas":               searchForms,
		"PhrasesAndExclusionsHold":                 searchPhrases,
		"WordsThatAreSyntaxElsewhereAreWordsHere":  searchSyntax,
		"PagesCoverEverythingOnce":                 walkPages,
		"ActorsLinkAcrossDocumentsOnlyByKeyOrName": linkActors,
		"AnswersOfThePastStayTheSame":              askThePast,
		"CountsAreThoseOfTheList":                  countAll,
		"ActorsAreCountedTheSameNowAndLater":       countActors,
		"DecisionsStandOnStatementsNewestFirst":    decideTwice,
		"ADecisionNeedsAWhyAndAPlace":              refuseDecisions,
		"DecisionsHoldForCopiesOfAText":            decideOnCopies,
		"TheChainIsWholeAndItsHeadIsFound":         walkChain,
		"ActorsAreJoinedAndTheJoinUndone":          joinActors,
		"AnActorIsSetApartInOneDocument":           setApart,
		"ANewReadingTakesThePlaceOfTheOldOne":      reread,
		"NearNamesAreProposedAndStayApart":         proposeNear,
		"ABackupIsWrittenOnce":                     copyAway,
		"AFeedIsFollowedUntilItIsNot":              followFeed,
		"AFeedsHealthIsThatOfTheMomentAskedAbout":  feedHealth,
		"ItemsAreRecognisedByNameTextAndLink":      recogniseItems,
		"AnItemIsKeptWithItsDocumentOrNotAtAll":    keepItem,
	} {
		t.Run(name, func(t *testing.T) {
			l := open(t)
			defer l.Close()
			test(t, l)
		})
	}
}

// Said is one statement in a text: the words of its parts as they stand there.
type Said struct {
	Who   string // speaker
	Kind  enligt.ActorKind
	Key   string
	Cue   string
	What  string // content
	Act   enligt.Act
	Doubt enligt.DoubtKind // on the cue
	Via   string
}

// Doc is a document to be kept.
type Doc struct {
	Address, Text, Published, Outlet, Lang, Title string
	Said                                          []Said
	Lemmas                                        map[string]string // of words whose lemma is not their form
}

// Entry makes the entry of a document. Parts that do not stand in the text fail the test.
func Entry(t *testing.T, d Doc) ledger.Entry {
	t.Helper()
	r := enligt.Reading{
		Document: enligt.Document{
			ID: d.Address, Address: d.Address, Text: d.Text, Published: d.Published, Outlet: d.Outlet,
			Lang: d.Lang, Title: d.Title, Blocks: enligt.Blocks(d.Text),
		},
		MadeBy: enligt.MadeBy{Enligt: enligt.Version, Pack: "test 1"},
	}
	b := builder{t: t, r: &r, actors: map[string]string{}}
	for _, s := range d.Said {
		b.say(s)
	}
	return ledger.Entry{Reading: r, Words: words(d)}
}

// builder puts statements into a reading.
type builder struct {
	t      *testing.T
	r      *enligt.Reading
	actors map[string]string
}

func (b *builder) span(words string) enligt.Span {
	b.t.Helper()
	at := strings.Index(b.r.Document.Text, words)
	if at < 0 {
		b.t.Fatalf("%q does not stand in %q", words, b.r.Document.Text)
	}
	return enligt.Span{Start: at, End: at + len(words)}
}

func (b *builder) actor(name string, kind enligt.ActorKind, key string) string {
	if id, ok := b.actors[name]; ok {
		return id
	}
	id := "a" + string(rune('1'+len(b.r.Actors)))
	b.actors[name] = id
	b.r.Actors = append(b.r.Actors, enligt.Actor{ID: id, Key: key, Name: name, Kind: kind, Mentions: []enligt.Span{b.span(name)}})
	return id
}

func (b *builder) say(s Said) {
	b.t.Helper()
	st := enligt.Statement{
		ID: "s" + string(rune('1'+len(b.r.Statements))), Content: []enligt.Span{b.span(s.What)}, Form: enligt.Indirect,
		Act: s.Act, Polarity: enligt.Affirmed, Block: enligt.Paragraph, Confidence: 0.5,
	}
	if st.Act == "" {
		st.Act = enligt.Assert
	}
	if s.Cue != "" {
		st.Cue = b.span(s.Cue)
	}
	if s.Doubt != "" {
		st.Doubt = []enligt.Doubt{{Kind: s.Doubt, Span: st.Cue}}
	}
	if s.Who != "" {
		source := b.span(s.Who)
		st.Source = &source
		st.Speaker = []enligt.Speaker{{Actor: b.actor(s.Who, s.Kind, s.Key), Name: s.Who, Kind: s.Kind, From: []enligt.Span{source}}}
	}
	if s.Via != "" {
		st.Via = []enligt.Party{{Actor: b.actor(s.Via, enligt.Organisation, ""), Name: s.Via, Span: b.span(s.Via)}}
	}
	b.r.Statements = append(b.r.Statements, st)
}

// words cuts a text at spaces and looks lemmas up.
func words(d Doc) []enligt.Word {
	var out []enligt.Word
	at := 0
	for _, f := range strings.Fields(d.Text) {
		at += strings.Index(d.Text[at:], f)
		form := strings.Trim(f, `.,"”–`)
		lemma := d.Lemmas[form]
		if lemma == "" {
			lemma = form
		}
		out = append(out, enligt.Word{Span: enligt.Span{Start: at, End: at + len(f)}, Form: form, Lemma: lemma})
		at += len(f)
	}
	return out
}

// By is who writes in tests, at a minute of one day.
func By(minute int) ledger.Origin {
	return ledger.Origin{Who: "test", Program: enligt.Version, UTC: time.Date(2023, 7, 28, 12, minute, 0, 0, time.UTC)}
}

// Add keeps documents as one commit.
func Add(t *testing.T, l ledger.Ledger, minute int, docs ...Doc) []ledger.Added {
	t.Helper()
	entries := make([]ledger.Entry, len(docs))
	for i, d := range docs {
		entries[i] = Entry(t, d)
	}
	out, err := l.Add(t.Context(), By(minute), entries)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Contents asks for statements and gives what they say, in order.
func Contents(t *testing.T, l ledger.Ledger, query string) []string {
	t.Helper()
	page, err := l.Statements(t.Context(), ledger.ParseQuery(query))
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	out := []string{}
	for _, s := range page.Items {
		out = append(out, strings.Join(s.Slices(), " … "))
	}
	return out
}

// expect compares what a query finds, in order.
func expect(t *testing.T, l ledger.Ledger, query string, want ...string) {
	t.Helper()
	if got := Contents(t, l, query); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s finds %q, want %q", query, got, want)
	}
}
