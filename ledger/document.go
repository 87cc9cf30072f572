package ledger

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/enligt/enligt"
)

// Version is one text at an address. The embedded document is as it was taken in;
// Document.Published is a date or as it stood, Text whole.
type Version struct {
	enligt.Document
	ID         string // VersionID
	DocumentID string // DocumentID of the address
	Number     int    // 1, 2 … among the versions of the document
	Hash       string // SHA-256 of the text
	Commit     Commit // with which it became known
	Superseded bool   // a newer version is known
	MadeBy     enligt.MadeBy
	Count      int // statements of the reading that counts
}

// Document is what is kept of one address: its versions, oldest first, and the
// reading that counts of the version asked for (the newest where the document was).
type Document struct {
	ID       string
	Address  string
	Versions []Version // without text
	Version  Version   // the one asked for, with text
	Reading  enligt.Reading
	Notes    []Statement // the reading's statements as the ledger knows them, in the same order
	SameText []Version   // versions at other addresses with the same text, without text, first one first
	Earlier  []ReadingID // readings of this version that no longer count, oldest first
}

// Before is the id of the version before the one asked for, "" for the first.
func (d *Document) Before() string {
	for i := range d.Versions {
		if d.Versions[i].Number == d.Version.Number-1 {
			return d.Versions[i].ID
		}
	}
	return ""
}

// ReadingID tells readings of one version apart.
type ReadingID struct {
	Commit Commit
	MadeBy enligt.MadeBy
	Ended  int64 // the commit that put another in its place, 0 while it counts
}

// Outlet is a publisher with what is kept of it.
type Outlet struct {
	Name       string // "" for documents without one
	Documents  int
	Statements int
	Last       Commit // with which its newest version came
}

// Failure is a document that could not be taken in or read.
type Failure struct {
	Address string
	Name    string // what the caller called it
	Err     enligt.ReadError
	Commit  Commit
}

// DocumentID is the permanent id of an address: 16 hex digits of its SHA-256.
func DocumentID(address string) string { return id("document", address) }

// VersionID is the permanent id of a text at an address.
func VersionID(address, textHash string) string { return id("version", address, textHash) }

// id is the first 16 hex digits of the SHA-256 over the parts with line feeds between.
func id(parts ...string) string {
	h := sha256.New()
	for i, p := range parts {
		if i > 0 {
			h.Write([]byte{'\n'})
		}
		h.Write([]byte(p))
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}
