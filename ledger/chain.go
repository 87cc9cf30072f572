package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ChainLink is one link of the chain of decisions. Its line is
//
//	n TAB utc TAB who TAB kind TAB subject TAB sha256-of-payload TAB previous-hash LF
//
// in UTF-8, and its hash the SHA-256 of that line with its LF.
type ChainLink struct {
	Number   int64
	UTC      time.Time
	Who      string
	Kind     ChainKind
	Subject  string // key of a statement, or id of an actor
	Payload  string // SHA-256 of the payload, hex
	Previous string // hash of the link before, NoHash for the first
}

// ChainKind is what a link is about.
type ChainKind string

const (
	ChainStatus     ChainKind = "status"
	ChainCorrection ChainKind = "correction"
	ChainJoin       ChainKind = "join"
	ChainUndo       ChainKind = "undo"
	ChainDismiss    ChainKind = "dismiss"
)

// NoHash stands before the first link.
const NoHash = "0000000000000000000000000000000000000000000000000000000000000000"

// Line is the link's line with its line feed.
func (c *ChainLink) Line() string {
	return strings.Join([]string{
		strconv.FormatInt(c.Number, 10), c.UTC.UTC().Format(time.RFC3339), oneCell(c.Who), string(c.Kind), oneCell(c.Subject), c.Payload, c.Previous,
	}, "\t") + "\n"
}

// Hash is the SHA-256 of the line, hex.
func (c *ChainLink) Hash() string { return HashOf([]byte(c.Line())) }

// HashOf is the SHA-256 in hex.
func HashOf(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// oneCell keeps a name from being two cells or two lines.
func oneCell(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// CheckLink reports why a link does not follow the one before it.
func CheckLink(before *ChainLink, c *ChainLink, payload []byte) error {
	number, previous := int64(1), NoHash
	if before != nil {
		number, previous = before.Number+1, before.Hash()
	}
	switch {
	case c.Number != number:
		return fmt.Errorf("it has number %d; a link is missing", c.Number)
	case c.Previous != previous:
		return fmt.Errorf("it names %.12s… as the link before, which has %.12s…", c.Previous, previous)
	case c.Payload != HashOf(payload):
		return fmt.Errorf("its payload has hash %.12s…, the line says %.12s…", HashOf(payload), c.Payload)
	}
	return nil
}
