package enligt

// Reading is everything that one reading of one document found. It survives
// JSON and back without loss ([Reading.MarshalJSON], [Reading.UnmarshalJSON]).
type Reading struct {
	Document   Document
	Statements []Statement
	Actors     []Actor
	Times      []Timex
	Places     []Place
	Events     []Event
	Warnings   []string
	MadeBy     MadeBy
	Err        *ReadError // set where the document could not be read; the lists are then empty
}

// MadeBy names the versions that made a reading.
type MadeBy struct {
	Enligt string // program
	Pack   string // "sv 1"
}

// ReadError is why a document could not be read: what, where, and what to do.
type ReadError struct {
	At   string // "line 17", "byte 204"
	What string
	Do   string
}

// Error puts the parts in one line: "line 17: not UTF-8: save the file as UTF-8".
func (e *ReadError) Error() string {
	s := e.What
	if e.At != "" {
		s = e.At + ": " + s
	}
	if e.Do != "" {
		s += "; " + e.Do
	}
	return s
}
