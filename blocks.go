package enligt

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Blocks cuts a plain text by its layout. A newline ends a block, unless the text
// is hard-wrapped: then a blank line does. A block holds no white space at its
// edges; the text itself stays as it is. Time is linear in the text.
//
// Kinds are guessed where the layout is clear: a short line without a full stop
// before a longer one is a heading (the first of the text its title), lines with
// bullets or running numbers are a list, all else is a paragraph.
func Blocks(text string) []Block {
	lines := layoutLines(text)
	var blocks []Block
	if hardWrapped(text, lines) {
		blocks = joinLines(lines)
	} else {
		for _, l := range lines {
			if !l.Empty() {
				blocks = append(blocks, Block{l, Paragraph})
			}
		}
	}
	nameKinds(text, blocks)
	return blocks
}

// layoutLines are the lines of the text without white space at their edges; a
// blank line is an empty span.
func layoutLines(text string) []Span {
	var out []Span
	start := 0
	add := func(end int) {
		s := text[start:end]
		left := len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
		s = strings.TrimSpace(s)
		out = append(out, Span{start + left, start + left + len(s)})
	}
	for i, r := range text {
		switch r {
		case '\n', '\r', '\v', '\f', '\u2028', '\u2029':
			if r == '\n' && i > 0 && text[i-1] == '\r' {
				start = i + 1
				continue
			}
			add(i)
			start = i + utf8.RuneLen(r)
		}
	}
	if start < len(text) {
		add(len(text))
	}
	return out
}

// Widths that hard-wrapped lines have: shorter columns are verse or tables,
// longer ones are whole paragraphs.
const (
	minWrap = 40
	maxWrap = 110
)

// hardWrapped reports whether lines end because the column is full: the next
// line's first word would not have fitted, time after time.
func hardWrapped(text string, lines []Span) bool {
	column := 0
	widths := make([]int, len(lines))
	for i, l := range lines {
		widths[i] = utf8.RuneCountInString(l.Of(text))
		column = max(column, widths[i])
	}
	if column < minWrap || column > maxWrap {
		return false
	}
	pairs, full, open := 0, 0, 0
	for i := 0; i+1 < len(lines); i++ {
		if lines[i].Empty() || lines[i+1].Empty() {
			continue
		}
		pairs++
		if widths[i]+1+firstWord(lines[i+1].Of(text)) > column-4 {
			full++
			if !endsSentence(lines[i].Of(text)) {
				open++
			}
		}
	}
	return full >= 2 && full*5 >= pairs*4 && open*2 >= full
}

func firstWord(line string) int {
	n := 0
	for _, r := range line {
		if unicode.IsSpace(r) {
			break
		}
		n++
	}
	return n
}

// endsSentence reports whether the line closes with a sentence's punctuation,
// closing marks aside.
func endsSentence(line string) bool {
	line = strings.TrimRight(line, "\"'”’»«“)] \u00a0\u202f")
	r, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?…:;", r)
}

// joinLines makes one block of each run of lines between blank ones.
func joinLines(lines []Span) []Block {
	var out []Block
	open := false
	for _, l := range lines {
		switch {
		case l.Empty():
			open = false
		case open:
			out[len(out)-1].End = l.End
		default:
			out = append(out, Block{l, Paragraph})
			open = true
		}
	}
	return out
}

// Limits of a heading.
const (
	headingRunes = 90
	headingWords = 14
)

func nameKinds(text string, blocks []Block) {
	numbered := 0
	for i := range blocks {
		line := blocks[i].Of(text)
		if n := itemNumber(line); n > 0 && (n == numbered+1 || n == 1) {
			numbered = n
			if n > 1 {
				blocks[i].Kind, blocks[i-1].Kind = ListBlock, ListBlock
			}
			continue
		}
		numbered = 0
		switch {
		case bulleted(line):
			blocks[i].Kind = ListBlock
		case markedHeading(line), i+1 < len(blocks) && looksLikeHeading(line, blocks[i+1].Of(text)):
			blocks[i].Kind = HeadingBlock
			if i == 0 {
				blocks[i].Kind = TitleBlock
			}
		}
	}
}

// itemNumber is the number of a line "3. …" or "3) …", else 0.
func itemNumber(line string) int {
	n, i := 0, 0
	for ; i < len(line) && i < 3 && line[i] >= '0' && line[i] <= '9'; i++ {
		n = n*10 + int(line[i]-'0')
	}
	if i == 0 || i+1 >= len(line) || line[i] != '.' && line[i] != ')' || line[i+1] != ' ' {
		return 0
	}
	return n
}

// bulleted leaves "-" and "–" out: they open talk.
func bulleted(line string) bool {
	r, n := utf8.DecodeRuneInString(line)
	return strings.ContainsRune("•‣◦▪●∙*", r) && n < len(line) && line[n] == ' '
}

// markedHeading knows the heading of light markup: "## Background".
func markedHeading(line string) bool {
	rest := strings.TrimLeft(line, "#")
	depth := len(line) - len(rest)
	return depth >= 1 && depth <= 6 && strings.HasPrefix(rest, " ")
}

func looksLikeHeading(line, next string) bool {
	if len(line) > headingRunes*utf8.UTFMax || utf8.RuneCountInString(line) > headingRunes || len(next) <= len(line) {
		return false
	}
	if words := len(strings.Fields(line)); words > headingWords {
		return false
	}
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	return !endsSentence(line) && last != ',' && !unicode.Is(unicode.Pd, first) && !unicode.IsLower(first)
}
