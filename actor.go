package enligt

// Actor is someone or something that speaks, is spoken to or acts, within one
// document: "hon", "utrikesministern" and "Colonna" are one.
type Actor struct {
	ID       string // "a1"
	Key      string // what the pack tables know it by, "" where it is not in them
	Name     string // the fullest form this document gives
	Kind     ActorKind
	Roles    []Span
	Mentions []Span
}

// ActorKind is what sort of speaker an actor is.
type ActorKind string

const (
	Person       ActorKind = "person"
	Organisation ActorKind = "organisation"
	State        ActorKind = "state"
	Group        ActorKind = "group"
	Anonymous    ActorKind = "anonymous"
	DocumentKind ActorKind = "document"
	UnknownKind  ActorKind = "unknown"
)
