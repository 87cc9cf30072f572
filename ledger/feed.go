package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/enligt/enligt"
)

// Feeds is the part of a ledger that knows which feeds are followed, what was seen
// in them and how looking at them went.
//
// Polls and items carry no commit of their own: there are too many, and who waits
// for statements must not wake for them. They count from the commit after them on,
// for a question as of a time from their own; so the past stays as it was.
type Feeds interface {
	// Subscribe follows feeds as one commit, and says of each what became of it, in
	// their order. One that is followed already is left as it is.
	Subscribe(ctx context.Context, by Origin, feeds []Feed) ([]Added, error)

	// Unsubscribe stops following a feed. All that came from it stays. It fails with
	// ErrNotFound for one that is not followed.
	Unsubscribe(ctx context.Context, by Origin, id string) error

	// Feeds lists the feeds that are followed, by title and address, with their health.
	Feeds(ctx context.Context, at AsOf) ([]Feed, error)

	// Polled keeps what one look at a feed gave.
	Polled(ctx context.Context, p Poll) error

	// Recognise says of each item of a feed what the ledger knows of it, in their order.
	Recognise(ctx context.Context, feed string, items []Item) ([]Recognised, error)

	// Notice keeps items whose documents are in the ledger already.
	Notice(ctx context.Context, items []Item) error

	// Items lists the items of a feed that were seen since a time, newest first, each
	// once, at most limit (limit < 1: all).
	Items(ctx context.Context, feed string, since time.Time, limit int) ([]Item, error)
}

// Feed is one that is followed.
type Feed struct {
	ID      string   // FeedID
	Address string   // as it was subscribed to
	Title   string   // as it was subscribed to, else what it calls itself
	Site    string   // of the page that it belongs to, "" where unknown
	Folders []string // the folders that it lies in, the outermost first
	Commit  Commit   // with which it was subscribed to
	Health  Health
}

// Health is how a feed does, as of the moment asked about.
type Health struct {
	Last    Poll      // the newest; its UTC is zero where nobody looked yet
	Success time.Time // of the newest look that worked, zero for none
	Failure Poll      // the newest that did not, with Err; its UTC is zero for none
	Now     string    // where it lies now: its address, or that which it moved to for good

	ETag, Modified string // of the newest answer that had a body, to be sent with the next question

	Items int           // seen in all
	Delay time.Duration // median between published and fetched, of the last hundred that tell; negative for none
}

// Looked is the health after another look.
func (h Health) Looked(p Poll) Health {
	h.Last = p
	switch {
	case p.Outcome == PollFailed:
		h.Failure = p
	case p.Outcome == PollNew || p.Outcome == PollSame:
		h.Success = p.UTC
		if p.Moved != "" {
			h.Now = p.Moved
		}
		if p.Status != notModified {
			h.ETag, h.Modified = p.ETag, p.Modified
		}
	}
	return h
}

// notModified is the status of an answer that repeats the one before.
const notModified = 304

// Outcome is how a look at a feed ended.
type Outcome string

const (
	PollNew    Outcome = "new"    // something new or changed
	PollSame   Outcome = "same"   // nothing new
	PollFailed Outcome = "failed" // it could not be had or read
	PollGone   Outcome = "gone"   // the server says that it is gone for good
)

// Poll is one look at a feed.
type Poll struct {
	Feed    string // id
	UTC     time.Time
	Outcome Outcome
	Status  int    // of HTTP, 0 where there was no answer
	Moved   string // where it lies now, where the server says so for good
	Title   string // what the feed calls itself, "" where it was not sent
	Err     enligt.ReadError

	ETag, Modified            string // of the answer; "" where the feed should be sent whole next time
	Items                     int    // in the feed
	New, Known, Changed, Lost int    // what became of them; lost are those that failed

	Next  time.Time     // when the next look is due; zero for never
	Every time.Duration // the pace that Next comes of
	Pace  Pace          // the reasons for it
}

// Pace is why a feed is looked at so often: numbers, so that pages say it in words.
type Pace struct {
	Rule     PaceRule
	Week     int           // items a week
	Asked    time.Duration // the pace that the server or the feed asks for, 0 for none
	Failures int           // in a row
}

// PaceRule is the reason that decided.
type PaceRule string

const (
	PaceRate   PaceRule = "rate"   // how often something comes
	PaceServer PaceRule = "server" // the server or the feed asks for it
	PaceFirst  PaceRule = "first"  // nothing is known yet
	PaceUser   PaceRule = "user"   // somebody fixed it
	PaceRest   PaceRule = "rest"   // the look before left something for this one
	PaceFailed PaceRule = "failed" // it failed
	PaceQuiet  PaceRule = "quiet"  // the feed names hours or days without news
	PaceGone   PaceRule = "gone"   // never again
)

// Item is an item of a feed as one look saw it.
type Item struct {
	Feed      string // id
	Key       string // the feed's own name for it, else its link, else a hash of its text
	Digest    string // of all that the feed says of it
	Link      string // canonical, "" for none
	Published time.Time
	Seen      time.Time
	From      ItemText
	Address   string // of the document that it became; of the failure where it became none
}

// ItemText says where the text of an item's document is from.
type ItemText string

const (
	FromPage  ItemText = "page"  // the page that it links to
	FromFeed  ItemText = "feed"  // the feed: there is no page, or none that can be had
	FromLater ItemText = "later" // the feed; the page failed for now, it is to be tried again
	FromNone  ItemText = "none"  // nowhere
)

// Recognised is what a ledger knows of an item.
type Recognised struct {
	State   ItemState
	Address string // of its document
	Paged   bool   // its page was had once, whatever came of it later
	Tries   int    // looks with this very item so far
}

// ItemState is what an item is to a ledger.
type ItemState string

const (
	ItemNew     ItemState = "new"
	ItemKnown   ItemState = "known"
	ItemChanged ItemState = "changed" // the feed says something else of it than before
	ItemAgain   ItemState = "again"   // its page could not be had for the time being
	ItemLinked  ItemState = "linked"  // new here; its page is known from elsewhere
)

// FeedID is the permanent id of a feed's address: 16 hex digits.
func FeedID(address string) string { return id("feed", address) }

// DigestOf is the digest of the parts of an item.
func DigestOf(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))[:32]
}
