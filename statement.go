package enligt

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Statement is content that a text attributes to a source by a cue.
type Statement struct {
	ID         string // "s1": its order in one reading
	Content    []Span // what is attributed, in order, disjoint
	Cue        Span   // the words that signal the attribution
	Source     *Span  // whom it is attributed to; nil where nobody is named
	Form       Form
	Act        Act
	Polarity   Polarity
	Parent     string // ID of the statement whose content holds this one, or ""
	Nested     bool   // inside another's content or a relative clause of it
	Block      BlockKind
	Speaker    []Speaker // empty where the text names none
	Addressee  []Party   // whom it was said to
	Channel    *Channel  // where it was said
	Via        []Party   // who carried it here, first carrier first
	When       *Dated    // when it was said, where the text tells
	Condition  *Span     // what the content holds under
	Doubt      []Doubt
	About      []string // IDs of the statements that a doubt or denial speaks of
	Confidence float64  // probability that a reader agrees on cue, content and source, two decimals
}

// Key is the statement's permanent identity: the first 16 hex digits of the
// SHA-256 over text hash, cue span and content spans, in bytes.
func (s *Statement) Key(textHash string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %d-%d", textHash, s.Cue.Start, s.Cue.End)
	for _, c := range s.Content {
		fmt.Fprintf(h, " %d-%d", c.Start, c.End)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// UnsureBelow is the confidence under which at most one reading in five is right to
// the letter.
const UnsureBelow = 0.2

// Unsure reports whether the reading itself, not the statement, is to be checked:
// the program gives it little confidence. A statement without a confidence, as one
// that a person added, is not unsure.
func (s *Statement) Unsure() bool { return s.Confidence > 0 && s.Confidence < UnsureBelow }

// Purported reports whether it is unsure that the named speaker said it at all:
// such a name is not to stand in the speaker's place.
func (s *Statement) Purported() bool {
	named := false
	for _, p := range s.Speaker {
		named = named || p.Kind == Person || p.Kind == Organisation || p.Kind == State
	}
	for _, d := range s.Doubt {
		if d.Kind == Purported && named {
			return true
		}
	}
	return false
}

// Form is how the content is rendered.
type Form string

const (
	Direct   Form = "direct"   // verbatim, by marks or a talking dash
	Indirect Form = "indirect" // paraphrase
	Mixed    Form = "mixed"    // paraphrase with quoted words
)

// Forms lists every form in the order of the guidelines.
var Forms = []Form{Direct, Indirect, Mixed}

// Act is what the speaker does by saying it.
type Act string

const (
	Assert   Act = "assert"
	Deny     Act = "deny"
	Accuse   Act = "accuse"
	Praise   Act = "praise"
	Demand   Act = "demand"
	Urge     Act = "urge"
	Warn     Act = "warn"
	Threaten Act = "threaten"
	Promise  Act = "promise"
	Believe  Act = "believe"
	Ask      Act = "ask"
	Decide   Act = "decide"
	Decline  Act = "decline"
)

// Acts lists every act in the order of the guidelines.
var Acts = []Act{Assert, Deny, Accuse, Praise, Demand, Urge, Warn, Threaten, Promise, Believe, Ask, Decide, Decline}

// Polarity says whether the saying itself is negated ("har inte sagt").
type Polarity string

const (
	Affirmed Polarity = "affirmed"
	Negated  Polarity = "negated"
)

// Speaker is an actor in the role that a statement gives it.
type Speaker struct {
	Actor string // ID of the actor in this reading
	Name  string // the fullest form this document gives
	Kind  ActorKind
	From  []Span // the slices that Name rests on
	Role  *Span
}

// Party is an addressee or a carrier.
type Party struct {
	Actor string
	Name  string
	Span
}

// Channel is where something was said.
type Channel struct {
	Name string // as the words stand
	Type ChannelType
	Span
}

// ChannelType is the normalised kind of a channel.
type ChannelType string

// ChannelTypes lists every type of channel that the contract knows.
var ChannelTypes = []ChannelType{"tv", "radio", "social", "messenger", "press_conference", "press_release", "interview", "speech", "letter", "document", "court", "web", "other"}

// Dated is a value of time with the slices it was worked out from.
type Dated struct {
	Value string // TIMEX3
	From  []Span
}

// Doubt is a hedge on the attribution or its truth.
type Doubt struct {
	Kind DoubtKind
	Span
}

// DoubtKind says whose doubt it is and what it is about.
type DoubtKind string

const (
	Claimed    DoubtKind = "claimed"    // the reporter keeps a distance
	Believed   DoubtKind = "believed"   // a belief, or by nobody named
	Reported   DoubtKind = "reported"   // hearsay
	Purported  DoubtKind = "purported"  // unsure that this speaker said it
	Unverified DoubtKind = "unverified" // the text says it could not be verified
)

// DoubtKinds lists every kind of doubt in the order of the guidelines.
var DoubtKinds = []DoubtKind{Claimed, Believed, Reported, Purported, Unverified}
