// Package enligt holds the nouns of an attribution ledger: what a document is,
// what was read from it and where exactly that stands.
//
// A [Document] is a text with its blocks; a [Reading] is everything one reading
// found in it: each [Statement] with cue, source and content, each [Actor],
// [Timex], [Place] and [Event]. A [Claim] and a [Story] join many readings, a
// [Decision] is what a person settled.
//
// Inside the program every [Span] is a half-open range of bytes in
// [Document.Text]. At the edges (JSON, HTML, the browser) spans are Unicode code
// points or UTF-16 units; [Offsets] is the one place that converts them.
//
// The package imports nothing else of the project and does no input or output.
package enligt

// Version is the program's version as it stands in made_by of every reading.
const Version = "0.1.0"
