// Package dateparser stands in for a library that guesses dates in free text, of
// which go-trafilatura links all and, the way intake/page calls it, uses nothing.
// The library compiles four thousand expressions when a program starts: 0.15 s
// and 50 MB for every command, and 5 MB of the binary. In goes anything, out
// comes no date; it never fails otherwise.
package dateparser

import (
	"errors"
	"time"
)

// Parser finds no date.
type Parser struct{ ParserTypes []ParserType }

// ParserType is a way to look for a date.
type ParserType uint8

// The ways that go-htmldate asks for.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// Configuration says which date to prefer.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// PreferredDateSource is the side of today that dates lie on.
type PreferredDateSource uint8

// Past prefers dates before today.
const Past PreferredDateSource = 1

// Date is a date that was found.
type Date struct{ Time time.Time }

// Parse finds no date.
func (p *Parser) Parse(*Configuration, string, ...string) (Date, error) {
	return Date{}, errors.New("no dates are guessed")
}
