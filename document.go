package enligt

import (
	"crypto/sha256"
	"encoding/hex"
)

// Document is one version of a text at an address. Text is canonical: it is
// never changed after intake, and every span of a reading points into it.
type Document struct {
	ID        string // the caller's own name for it: a file name, a feed guid
	Address   string // canonical URL, else outlet and guid, else "file:" path
	Lang      string // BCP 47 code, "und" where unknown, "" where not yet asked
	Title     string // metadata; no span points into it
	Author    string // byline or account
	Outlet    string
	Medium    Medium
	URL       string
	Published string // "2023-07-28", RFC 3339, or "2023-07-28 14:30"; "" where unknown
	Fetched   string // RFC 3339; "" where the text was not fetched
	RawHash   string // SHA-256 of the raw bytes, hex
	Extractor string // name and version of what made Text from them
	Text      string // valid UTF-8
	Blocks    []Block
	Refs      []Ref
	Segments  []Segment
	Warnings  []string // what intake could not use, in words
}

// TextHash is the SHA-256 of the text in hex: with the address it names a version.
func (d *Document) TextHash() string {
	h := sha256.Sum256([]byte(d.Text))
	return hex.EncodeToString(h[:])
}

// Medium is how a document reached its readers.
type Medium string

const (
	Web        Medium = "web"
	FeedItem   Medium = "feed"
	AgencyWire Medium = "agency"
	Post       Medium = "post"
	Transcript Medium = "transcript"
	File       Medium = "file"
)

// Block is a stretch of the text that layout sets apart. Blocks are in order
// and disjoint; what lies between them is white space.
type Block struct {
	Span
	Kind BlockKind
}

// BlockKind is what a block is to its page.
type BlockKind string

const (
	TitleBlock   BlockKind = "title"
	LeadBlock    BlockKind = "lead"
	HeadingBlock BlockKind = "heading"
	Paragraph    BlockKind = "paragraph"
	CaptionBlock BlockKind = "caption"
	ListBlock    BlockKind = "list"
)

// Ref ties a document to another one.
type Ref struct {
	Kind    string // replaces corrects kills forwards replies quotes translates
	Address string
}

// Segment is a stretch of spoken text with its time in the recording, in
// milliseconds, and the speaker where the transcript names one.
type Segment struct {
	Span
	From, To int
	Speaker  string
}
