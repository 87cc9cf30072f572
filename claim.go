package enligt

// Claim is the same content across documents, with the independent origins on
// each side.
type Claim struct {
	ID         string
	Statements []ClaimStatement
	Supporting int // independent origins that support or restate it
	Against    int // independent origins that deny or contradict it
}

// ClaimStatement is one statement's stand towards a claim.
type ClaimStatement struct {
	Key   string // of the statement
	Stand Stand
}

// Stand is how a statement bears on a claim.
type Stand string

const (
	Supports    Stand = "supported"
	Restates    Stand = "restated"
	Denies      Stand = "denied"
	Contradicts Stand = "contradicted"
)
