package main

import (
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// defaultWidth is the width of a page where no terminal tells one.
const defaultWidth = 80

// widthOf is the number of columns to write in: COLUMNS, else the terminal's.
func widthOf(out io.Writer) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return max(20, min(n, 400))
	}
	if f, ok := out.(*os.File); ok {
		if n := terminalWidth(f); n > 0 {
			return max(20, n)
		}
	}
	return defaultWidth
}

// coloured decides on colours: as told, else on a terminal that wants them
// (https://no-color.org). The console of Windows takes them only when asked to.
func coloured(choice string, out io.Writer) bool {
	switch choice {
	case "always":
		return true
	case "never":
		return false
	}
	f, ok := out.(*os.File)
	return ok && runtime.GOOS != "windows" && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(f)
}

// printable replaces what would steer the terminal or turn its writing around:
// texts are written by strangers.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r), r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return '\uFFFD'
		}
		return r
	}, s)
}

// columns is the number of terminal columns that s takes.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	switch {
	case r < 0x300:
		if r == '\u00AD' {
			return 0
		}
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r >= 0x1100 && wide(r):
		return 2
	}
	return 1
}

// wide reports East Asian wide characters and emoji (UAX #11, W and F).
func wide(r rune) bool {
	for _, w := range [][2]rune{
		{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xA960, 0xA97C}, {0xAC00, 0xD7A3},
		{0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},
		{0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD},
	} {
		if r >= w[0] && r <= w[1] {
			return true
		}
	}
	return false
}

// wrap breaks s at spaces into lines of at most width columns; a longer word
// breaks inside. It returns at least one line.
func wrap(s string, width int) []string {
	var out []string
	line, used := "", 0
	for _, w := range unbroken(s) {
		n := columns(w)
		if line != "" && used+1+n > width {
			out = append(out, line)
			line, used = "", 0
		}
		for n > width {
			head, rest := cut(w, width)
			out = append(out, head)
			w, n = rest, columns(rest)
		}
		if line != "" { // a word of marks alone takes no column
			line += " "
			used++
		}
		line += w
		used += n
	}
	return append(out, line)
}

// unbroken cuts s at its spaces where a line may end: not at a no-break space, not
// after a sign that opens, and not before one that closes or ends a phrase ("« oui » !").
func unbroken(s string) []string {
	var out []string
	open := false
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00A0' && r != '\u202F' }) {
		first, _ := utf8.DecodeRuneInString(w)
		sign := strings.IndexFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) < 0
		closes := sign && (unicode.In(first, unicode.Pe, unicode.Pf) || strings.ContainsRune(".,:;?!", first))
		if last := len(out) - 1; last >= 0 && (open || closes) && len(out[last]) < longestUnbroken {
			out[last] += " " + w
		} else {
			out = append(out, w)
		}
		open = sign && unicode.In(first, unicode.Ps, unicode.Pi)
	}
	return out
}

// longestUnbroken is how long words and signs are kept together, in bytes.
const longestUnbroken = 200

// cut splits a word after at most width columns, and after one rune at least.
func cut(w string, width int) (head, rest string) {
	used := 0
	for i, r := range w {
		n := runeColumns(r)
		if used+n > width && i > 0 {
			return w[:i], w[i:]
		}
		used += n
	}
	return w, ""
}
