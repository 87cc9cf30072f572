package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// dash is a dash that may open an utterance.
type dash struct {
	at   enligt.Span // the dash itself
	sure uint8
}

// isDash reports whether r is a dash or hyphen that writers open speech with.
func isDash(r rune) bool {
	switch r {
	case '-', '‐', '‑', '‒', '–', '—', '―', '−', '⸺', '﹘', '－':
		return true
	}
	return false
}

// dashRun is the end of the run of dashes that starts at i.
func dashRun(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !isDash(r) {
			break
		}
		i += n
	}
	return i
}

// dashAt judges the dash at position i: it may open an utterance at the start of
// its block and, because paragraphs are often lost, after a sentence end or a
// colon inside a line.
func dashAt(text string, b enligt.Block, i int, w walker) (dash, bool) {
	end := dashRun(text[:b.End], i)
	d := dash{at: enligt.Span{Start: i, End: end}}
	start := i == b.Start
	if !start && !endsSentence(w.solid) && w.solid != ':' || b.Kind == enligt.ListBlock || b.Kind == enligt.CaptionBlock {
		return d, false
	}
	at := end
	for at < b.End {
		r, n := utf8.DecodeRuneInString(text[at:b.End])
		if !unicode.IsSpace(r) {
			break
		}
		at += n
	}
	next := runeAt(text, at, b.End)
	g, _ := glyphAt(text[:b.End], at, next, utf8.RuneLen(next))
	capital := unicode.IsLetter(next) && !unicode.IsLower(next) || g != none || unicode.Is(unicode.Po, next)
	hyphen := text[i] == '-' && end == i+1
	tight := !start && at == end // "landet. –Vi går nu"
	switch {
	case at == b.End, tight && (!w.spaced || !capital || hyphen && g != none), unicode.IsDigit(next) && (hyphen || !start):
		return d, false
	case !capital && (hyphen || !start || !endsLine(text, b)):
		return d, false // an item of a list, or a dash inside a sentence
	case !start && b.End-at < signature && !endsLine(text, b):
		return d, false // “We go.” — Ann Bell
	}
	d.sure = 92
	if !start {
		d.sure = 80
	}
	if hyphen || tight {
		d.sure -= 15
	}
	if !capital {
		d.sure -= 25
	}
	return d, true
}

// signature is the length in bytes under which a last stretch without a sentence
// end is who signed, not who speaks.
const signature = 40

func isMark(r rune) bool { g, _ := glyphAt("", 0, r, 0); return g != none }

// endsLine reports whether the block ends as a sentence does.
func endsLine(text string, b enligt.Block) bool {
	r, _ := utf8.DecodeLastRuneInString(text[b.Start:b.End])
	return follows(r) || isMark(r)
}

// outside drops the dashes that stand inside a closed quotation: speech does not
// change speakers there. The pieces are in order of their start.
func outside(dashes []dash, pieces []piece) []dash {
	kept, k, reach := dashes[:0], 0, 0
	for _, d := range dashes {
		for k < len(pieces) && (pieces[k].drop || pieces[k].Start < d.at.Start) {
			if !pieces[k].drop {
				reach = max(reach, pieces[k].End)
			}
			k++
		}
		if d.at.Start >= reach {
			kept = append(kept, d)
		}
	}
	return kept
}

// announced is where an utterance ends before the next one: where that one is led in
// by a colon, before the sentence that leads it in ("– Nej. Sedan sade hon: – Jo.").
func (f *finder) announced(start, end int) int {
	s := strings.TrimRightFunc(f.text[start:end], unicode.IsSpace)
	if !strings.HasSuffix(s, ":") {
		return end
	}
	for at := len(s) - 1; at > 0; at-- {
		r, n := utf8.DecodeRuneInString(s[at:])
		if !unicode.IsSpace(r) {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(s[:at])
		next, _ := utf8.DecodeRuneInString(s[at+n:])
		if endsSentence(last) && unicode.IsUpper(next) {
			return start + at
		}
	}
	return end
}

// utterances adds what the dashes of a block open: each reaches to the next
// talking dash or to the block's end. Whose words stand after its last comma is
// for others to decide; see [Mark].
func (f *finder) utterances(b enligt.Block, dashes []dash) {
	for i, d := range dashes {
		end := b.End
		if i+1 < len(dashes) {
			end = f.announced(d.at.End, dashes[i+1].at.Start)
		}
		s := inner(f.text, d.at.End, end)
		if s.Empty() {
			continue
		}
		f.found = append(f.found, piece{Quotation: enligt.Quotation{
			Span: s, Inner: s, Kind: "dash", Ending: enligt.Closed, Sure: d.sure - unlike(s.Of(f.text)),
		}})
	}
}

// unlike is by how much an utterance is less sure because it does not look like
// speech: it has no sentence end, or is a clause of a list ("– att detta ändras,").
func unlike(s string) uint8 {
	first, _ := utf8.DecodeRuneInString(s)
	final, _ := utf8.DecodeLastRuneInString(s)
	switch {
	case strings.IndexFunc(s, endsSentence) < 0 && !isMark(final):
		return 35
	case unicode.IsLower(first) && (follows(final) && !endsSentence(final) || !strings.Contains(s, ",")):
		return 25
	case !endsSentence(final) && !isMark(final):
		return 10
	}
	return 0
}
