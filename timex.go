package enligt

// Timex is an expression of time with its TIMEX3 type and value.
type Timex struct {
	Span
	Type  string // DATE TIME DURATION SET
	Value string // "2023-07-26", "PAST_REF", "P2Y", "XXXX-WXX-4"
}
