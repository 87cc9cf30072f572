// Package ledger says what a ledger is: the place that keeps every document, what
// was read from it, who said it and what people decided about it.
//
// In go readings ([Entry]); out come [Statement]s, [Document]s and [Actor]s as a
// [Query] asks for them. Every writing call is one commit with a number, a time,
// the program's version and a name; it is wholly there or not at all. Nothing is
// changed or removed afterwards: what ends gets a row that says so, and every
// question can be asked as of an earlier commit or time ([AsOf]) and is then
// answered as it was then. Clocks come in with [Origin].
//
// A page or a server stands on [Ledger.Statements], [Ledger.Documents],
// [Ledger.Actors] with cursors, on [Ledger.Document] and [Ledger.Actor] for one
// thing, and on [Ledger.Since] to learn what is new: ask it again and again with
// the last number it gave, then ask for the statements with Query.After.
//
// What can fail: a store that cannot be opened or written (disk full, another
// program's file), [ErrNotFound] for an identity that the ledger does not have, and
// [ErrCursor] for a cursor of another question. Questions themselves never fail:
// every text is a query ([ParseQuery]).
//
// Package ledgertest holds what any store must pass; package sqlite is the default.
package ledger

import (
	"context"
	"errors"
	"time"

	"github.com/enligt/enligt"
)

// Ledger keeps readings and answers questions about them. It is safe for
// concurrent use.
type Ledger interface {
	Feeds

	// Add keeps entries as one commit and says of each what became of it, in their
	// order. What is there already, by address and text, is left as it is. Adding
	// nothing new makes no commit.
	Add(ctx context.Context, by Origin, entries []Entry) ([]Added, error)

	// Reread keeps new readings of versions that are kept, as one commit, and says of
	// each what changed. The readings before them stay, but no longer count; decisions
	// go over to the new statements by overlap. It fails for a text that is not kept.
	Reread(ctx context.Context, by Origin, entries []Entry) ([]Reread, error)

	// Head is the newest commit; its number is 0 in an empty ledger.
	Head(ctx context.Context) (Commit, error)

	// Since lists the commits after a number, oldest first, at most limit of them
	// (limit < 1: all). It returns at once, with none where nothing is new.
	Since(ctx context.Context, after int64, limit int) ([]Commit, error)

	// Statements lists statements, the newest reading first and each reading in the
	// order of its text. With words, exact hits come before those by lemma.
	Statements(ctx context.Context, q Query) (Page[Statement], error)

	// Documents lists versions of documents, newest first. Words search whole texts.
	Documents(ctx context.Context, q Query) (Page[Version], error)

	// Count says how many statements a query finds, and of which kinds.
	Count(ctx context.Context, q Query) (Count, error)

	// Document is one document by the id of it or of a version of it, or by its
	// address. It fails with ErrNotFound.
	Document(ctx context.Context, id string, at AsOf) (Document, error)

	// Actors lists actors by name, those who said most first; Query.Who is the name
	// (all where empty).
	Actors(ctx context.Context, q Query) (Page[Actor], error)

	// Actor is one actor by id. It fails with ErrNotFound.
	Actor(ctx context.Context, id string, at AsOf) (Actor, error)

	// Outlets lists who published what is kept, those with most documents first.
	Outlets(ctx context.Context, at AsOf) ([]Outlet, error)

	// Failures lists what could not be read and was not read since, newest first, at
	// most limit.
	Failures(ctx context.Context, at AsOf, limit int) ([]Failure, error)

	// Decide keeps what a person settled or mended, as one commit and one link of the
	// chain. It fails where the text is not kept or the decision says nothing.
	Decide(ctx context.Context, by Origin, d enligt.Decision) (Decision, error)

	// Decisions lists the decisions on a text, by its hash, or on everything where it
	// is empty; newest first.
	Decisions(ctx context.Context, textHash string, at AsOf) ([]Decision, error)

	// Orphans lists the decisions whose statement no reading that counts has any
	// more, newest first.
	Orphans(ctx context.Context, at AsOf) ([]Decision, error)

	// Join makes the actor From one with To, everywhere or in one document; with no To
	// it sets From apart in that document. It is one commit and one link of the chain.
	Join(ctx context.Context, by Origin, l Link) (Link, error)

	// Undo ends a link that Join made.
	Undo(ctx context.Context, by Origin, link int64, why string) error

	// Proposals lists pairs of actors that may be one by their names and that nobody
	// joined or dismissed, newest first, at most limit (limit < 1: all).
	Proposals(ctx context.Context, at AsOf, limit int) ([]Proposal, error)

	// Dismiss ends a proposal: the two are not one.
	Dismiss(ctx context.Context, by Origin, proposal int64, why string) error

	// Chain walks the links of the hash chain from the first, each with its payload.
	Chain(ctx context.Context, at AsOf, do func(c ChainLink, payload []byte) error) error

	// Verify recomputes everything that is kept and reports each fault. head is the
	// hash that the chain must end in or pass through, "" where nobody noted one.
	Verify(ctx context.Context, head string, report func(Fault)) (Verified, error)

	// Backup writes a copy of the ledger to a new file while others read and write.
	Backup(ctx context.Context, path string) error

	Close() error
}

// Fault is something kept that does not agree with the rest.
type Fault struct {
	Where string // "document 9f2c…", "chain link 3"
	What  string
}

// Verified counts what was looked at.
type Verified struct {
	Commits, Documents, Versions, Readings, Statements, Spans, Links int
	Head                                                             string // hash of the last link
}

// Errors that callers tell apart with errors.Is.
var (
	ErrNotFound = errors.New("not in the ledger")
	ErrCursor   = errors.New("not a cursor of this question")
)

// Origin says who writes, when and with which program.
type Origin struct {
	Who     string    // a person's name, "" for the program itself
	UTC     time.Time // kept to the second; never earlier than the commit before
	Program string    // enligt.Version
}

// Commit is one transaction. Numbers count up from 1 without a gap.
type Commit struct {
	Number  int64
	UTC     time.Time
	Program string
	Who     string
	Kind    Kind
}

// Kind is what a commit did.
type Kind string

const (
	KindAdd    Kind = "add"
	KindReread Kind = "reread"
	KindDecide Kind = "decide"
	KindLink   Kind = "link"
	KindFeed   Kind = "feed"
)

// Entry is a reading to be kept. Its Document has an Address. One with Err is kept
// as a failure. Words are the words of the text with their lemmas, for search; a
// reading without them is found by its forms only. Item is where a document of a
// feed was seen, nil for others; it is kept with the document or not at all.
type Entry struct {
	Reading enligt.Reading
	Words   []enligt.Word
	Item    *Item
}

// Added says what became of an entry.
type Added struct {
	State    State
	Document string // id
	Version  string // id, "" for a failure
	SameText string // id of the first version elsewhere with the same text, "" for none
	Commit   int64  // with which it came; for what was known, the earlier one
}

// Reread says what a new reading changed: statements by key, and decisions that have
// lost theirs.
type Reread struct {
	Version         string
	Same, New, Gone int
	Orphaned        int
	Commit          int64
}

// State is what became of an entry.
type State string

const (
	New    State = "added"
	Known  State = "known"
	Failed State = "failed"
)

// Page is a part of a list. Next is the Query.Cursor of the part after it, "" at
// the end. There is no limit on the whole.
type Page[T any] struct {
	Items []T
	Next  string
	AsOf  int64 // the commit that the answer is of; the next parts stay with it
}

// Count is how many statements a query finds, of how many documents, and of which
// kinds; each list has the most frequent first. Of more than MaxCount statements the
// newest so many are counted, and More is set.
type Count struct {
	Statements, Documents int
	More                  bool
	Doubt, Lang, Act      []Facet
}

// MaxCount is how many statements Count looks at.
const MaxCount = 1_000

// Facet is one value and how many statements have it.
type Facet struct {
	Value string
	Count int
}
