package ledger

import (
	"strconv"
	"time"
)

// Query says which statements or documents are wanted. The zero value wants all of
// the newest versions. It is a value: it can be compared field by field, printed
// ([Query.String]) and parsed back ([ParseQuery]), and no store takes a word of it
// for anything but words.
type Query struct {
	Text []Word // all must be there; of more than MaxWords, the first so many

	Who   string // speaker: an id of an actor, or words of a name
	About string // whom or what the content speaks of: an id, or words
	Via   string // carrier: an id, or words of a name
	To    string // addressee: an id, or words of a name

	Act    string // enligt.Act
	Form   string // enligt.Form
	Doubt  string // enligt.DoubtKind, "any" or "none"
	Status string // enligt.Status
	Lang   string // code of the document's language
	Outlet string // name of the outlet, as it is written

	Since, Until string // first and last day of publication, "2023-07-28"; of coming in where it is unknown

	Document string // id of a document or a version
	Key      string // of statements
	Versions string // "all": superseded versions too
	After    int64  // only what came with later commits

	AsOf   AsOf
	Cursor string // Page.Next of the part before
	Limit  int    // DefaultLimit where 0, at most MaxLimit
}

// Lengths of a page.
const (
	DefaultLimit = 50
	MaxLimit     = 500
)

// MaxWords is how many words of a query, or of a name in it, are searched for: the work
// grows with their square, and what has the first so many has as good as surely the rest.
const MaxWords = 200

// Word is a word to be found, or one that must not be there.
type Word struct {
	Text   string
	Not    bool
	Phrase bool // these words beside each other, in these very forms
}

// AsOf is a moment of the ledger: the state after a commit, or at a time. Its zero
// value is now.
type AsOf struct {
	Commit int64
	UTC    time.Time
}

// Now reports whether a is the present.
func (a AsOf) Now() bool { return a.Commit == 0 && a.UTC.IsZero() }

// String prints what ParseAsOf reads; "" is now.
func (a AsOf) String() string {
	switch {
	case a.Commit != 0:
		return strconv.FormatInt(a.Commit, 10)
	case !a.UTC.IsZero():
		return a.UTC.UTC().Format(time.RFC3339)
	}
	return ""
}

// ParseAsOf reads a commit's number, an RFC 3339 time, "2023-07-28 21:14" or a day
// (its end), both UTC. ok is false for anything else.
func ParseAsOf(s string) (a AsOf, ok bool) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return AsOf{Commit: n}, n > 0
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if t, err := time.Parse(layout, s); err == nil && !t.IsZero() {
			return AsOf{UTC: t.UTC().Truncate(time.Second)}, true
		}
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return AsOf{UTC: t.Add(24*time.Hour - time.Second)}, true
	}
	return AsOf{}, false
}
