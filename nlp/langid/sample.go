package langid

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sampled is what is looked at of a text: its letters in lower case, with one
// space for whatever lies between words.
type sampled struct {
	symbols []rune
	letters int
	words   int
	foreign int    // letters of other scripts than Latin
	kinds   uint64 // which letters there are, modulo 64
}

// sample takes the whole of a short text, and evenly spaced windows of the first
// horizon bytes of a long one, each from the start of a word.
func sample(text string, buf []rune) sampled {
	s := sampled{symbols: append(buf, ' ')}
	if len(text) <= windows*windowSize {
		s.add(text)
		return s
	}
	text = text[:valid(text, horizon)]
	step := len(text) / windows
	for w := range windows {
		from := valid(text, w*step)
		if w > 0 {
			if gap := strings.IndexAny(text[from:], " \n"); gap >= 0 && gap < windowSize {
				from += gap
			}
		}
		s.add(text[from:valid(text, min(len(text), from+windowSize))])
	}
	return s
}

// add normalises a stretch of text. Addresses of the web and of mail say
// nothing about a language and are left out.
func (s *sampled) add(text string) {
	for len(text) > 0 {
		end := strings.IndexAny(text, " \n\t")
		if end < 0 {
			end = len(text)
		}
		if token := text[:end]; !address(token) {
			s.addToken(token)
		}
		text = text[min(len(text), end+1):]
	}
}

func address(token string) bool {
	if strings.IndexByte(token, '@') >= 0 {
		return true
	}
	return strings.Contains(token, "://") || strings.HasPrefix(token, "www.")
}

func (s *sampled) addToken(token string) {
	s.space()
	for _, r := range token {
		switch {
		case 'a' <= r && r <= 'z':
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case r == '\'' || r == '’':
			s.symbols = append(s.symbols, '\'')
			continue
		case r < utf8.RuneSelf || r == utf8.RuneError:
			s.space()
			continue
		case unicode.IsLetter(r):
			r = unicode.ToLower(r)
			if !unicode.Is(unicode.Latin, r) {
				s.foreign++
			}
		case unicode.Is(unicode.Mn, r):
			continue
		default:
			s.space()
			continue
		}
		if s.symbols[len(s.symbols)-1] == ' ' {
			s.words++
		}
		s.letters++
		s.kinds |= 1 << (r % 64)
		s.symbols = append(s.symbols, r)
	}
	s.space()
}

func (s *sampled) space() {
	if s.symbols[len(s.symbols)-1] != ' ' {
		s.symbols = append(s.symbols, ' ')
	}
}
