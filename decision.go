package enligt

// Decision is what a person settled or mended. It attaches to spans of a text
// and is carried over to new readings by overlap.
type Decision struct {
	TextHash string
	Spans    []Span // of the statement: its cue, empty where it has none, then its content
	Who      string
	UTC      string // RFC 3339
	Status   Status
	Why      string
	Evidence []string // addresses
	Field    string   // for a correction: "source", "cue", "content", "speaker" …
	Right    string   // for a correction: the right value
	Rests    []Span   // for a correction: the slices that Right rests on
}

// Status is where a statement stands with the desk.
type Status string

const (
	Unseen    Status = "unseen"
	Open      Status = "open"
	InReport  Status = "reported"
	Disputed  Status = "disputed"
	Confirmed Status = "confirmed"
	Refuted   Status = "refuted"
	Withdrawn Status = "withdrawn"
)
