package enligt

// Event is who did what to whom, where and when.
type Event struct {
	ID       string // "e1"
	Category string // PLOVER
	Mode     string
	Trigger  Span
	Actors   []string // IDs of actors
	Targets  []string
	Where    *Dated // Value is the place's name
	When     *Dated
	By       string // ID of the statement that carries it; "" in the outlet's own voice
}
