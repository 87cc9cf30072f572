package ledger

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/enligt/enligt"
)

func spanText(s enligt.Span) string { return fmt.Sprintf("%d-%d", s.Start, s.End) }

// Tokens are the words of a text as search knows them: runs of letters, digits and
// their marks, in lower case, diacritics kept. Marks without a letter are no word.
func Tokens(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.N, unicode.M)
	})
	return slices.DeleteFunc(words, func(word string) bool {
		return strings.IndexFunc(word, func(r rune) bool { return !unicode.Is(unicode.M, r) }) < 0
	})
}

// Fold takes case and diacritics from a word: "Får" is "far", "Straße" "strasse".
func Fold(word string) string {
	var b strings.Builder
	b.Grow(len(word))
	for _, r := range strings.ToLower(word) {
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r):
		case folded[r] != "":
			b.WriteString(folded[r])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// folded maps small letters with diacritics to plain ones.
var folded = foldTable(
	"a àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "ae æǽ", "c çćĉċč", "d ďđð", "e èéêëēĕėęěẹẻẽếềểễệ", "g ĝğġģǧ", "h ĥħ",
	"i ìíîïĩīĭįıǐịỉ", "j ĵ", "k ķǩ", "l ĺļľŀł", "n ñńņňŉ", "o òóôõöøōŏőǒọỏốồổỗộớờởỡợơ", "oe œ", "r ŕŗř",
	"s śŝşšș", "ss ß", "t ţťŧț", "th þ", "u ùúûüũūŭůűųǔụủứừửữựư", "w ŵẁẃẅ", "y ýÿŷỳỵỷỹ", "z źżž",
)

func foldTable(rows ...string) map[rune]string {
	out := map[rune]string{}
	for _, row := range rows {
		plain, letters, _ := strings.Cut(row, " ")
		for _, r := range letters {
			out[r] = plain
		}
	}
	return out
}
