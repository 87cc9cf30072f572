package ledger

import (
	"strings"

	"github.com/enligt/enligt"
)

// Actor is one who speaks, across the documents that are linked.
type Actor struct {
	ID         string
	Kind       enligt.ActorKind
	Key        string // of the pack tables, "" where it is not in them
	Name       string // the name used most
	Names      []Naming
	Roles      []Naming // as given in each document, newest first
	Reason     Reason   // by which rule its documents are held together
	Links      []Link   // by which people joined it or set it apart, oldest first
	Statements int      // as speaker
}

// Naming is a name or role with the place that gives it. Statements and documents
// count are of the whole ledger.
type Naming struct {
	Words     string
	Version   string // id of the first version that gives it; of a role, of this one
	Published string
	Commit    int64
	Documents int // that give it
}

// Link is why an actor is held to be one with another, by a person's word. Links by
// rule stand in Actor.Reason; Join with a document undoes one of them there.
type Link struct {
	ID       int64
	From, To string // ids of actors
	Document string // id of the document where it holds; "" everywhere
	Why      string
	Who      string
	Commit   int64
	Ended    int64 // the commit that undid it, 0 while it holds
}

// Reason is why two are one.
type Reason string

const (
	ByKey  Reason = "key"       // a state or organisation of the pack tables
	ByName Reason = "full name" // persons of the same full name
	Alone  Reason = "alone"     // nothing links it beyond its document
)

// Identity is the id of the ledger's actor that a document's actor is, and why.
// Across documents only states and organisations of the pack tables and persons of
// the same full name are one; anonymous sources are one with nobody, not even in
// their own document, unless a mention stands at the same characters.
func Identity(a *enligt.Actor, documentID, textHash string) (string, Reason) {
	kind := string(a.Kind)
	switch {
	case a.Kind == enligt.Anonymous:
		at := a.ID
		if len(a.Mentions) > 0 {
			at = spanText(a.Mentions[0])
		}
		return id("actor", documentID, textHash, kind, at), Alone
	case a.Key != "" && (a.Kind == enligt.State || a.Kind == enligt.Organisation):
		return id("actor", "key", kind, a.Key), ByKey
	case a.Kind == enligt.Person && fullName(a.Name):
		return id("actor", "name", kind, foldCase(a.Name)), ByName
	}
	return id("actor", documentID, kind, foldCase(a.Name)), Alone
}

// Apart is the id of an actor of one document that somebody set apart from the actor
// that the rules made it one with.
func Apart(actorID, documentID string) string { return id("actor", documentID, "apart", actorID) }

// fullName reports whether a person's name has two words at least, neither of them
// an initial, both with a capital where the script has capitals.
func fullName(name string) bool {
	words := strings.Fields(name)
	if len(words) < 2 {
		return false
	}
	for _, w := range []string{words[0], words[len(words)-1]} {
		letters := []rune(strings.Trim(w, ".,'’\""))
		if len(letters) < 2 || strings.HasSuffix(w, ".") || strings.ToLower(w) == w && strings.ToUpper(w) != w {
			return false
		}
	}
	return true
}

func foldCase(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }
