package reading

import (
	"strings"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp/langid"
)

// part is the blocks of a document that one pack reads.
type part struct {
	code   string
	blocks []enligt.Block
}

// Limits for reading a block in a language of its own: shorter blocks, or less
// certain ones, go with the document.
const (
	ownLanguageLetters = 80
	ownLanguageSure    = 80
)

// parts settles the document's language and deals its blocks out to the packs. A
// given language is believed for all of them.
func (r *Reader) parts(out *enligt.Reading) ([]part, error) {
	doc := &out.Document
	if strings.TrimSpace(doc.Text) == "" {
		out.Warnings = append(out.Warnings, "the text is empty")
		if given(doc.Lang) == "" {
			doc.Lang = langid.Undetermined
		}
		return nil, nil
	}
	if code := given(doc.Lang); code != "" {
		pack := r.known(code)
		if pack == "" {
			out.Warnings = append(out.Warnings, r.notRead(code))
			return nil, nil
		}
		return []part{{pack, doc.Blocks}}, nil
	}
	ident, err := r.identifier()
	if err != nil {
		return nil, err
	}
	doc.Lang, _ = ident.Identify(doc.Text)
	own := r.ownLanguages(ident, doc)
	main := r.known(doc.Lang)
	if main == "" {
		if main = majority(doc.Blocks, own); main != "" {
			doc.Lang = main
		}
	}
	if main == "" {
		out.Warnings = append(out.Warnings, r.notRead(doc.Lang))
	}
	parts := deal(doc.Blocks, own, main)
	for _, p := range parts {
		if p.code != main {
			out.Warnings = append(out.Warnings, "part of the text is read as "+p.code)
		}
	}
	return parts, nil
}

// ownLanguages is for each block the language that it surely is in, where that
// can be read, else "".
func (r *Reader) ownLanguages(ident *langid.Identifier, doc *enligt.Document) []string {
	own := make([]string, len(doc.Blocks))
	for i, b := range doc.Blocks {
		text := b.Of(doc.Text)
		if utf8.RuneCountInString(text) < ownLanguageLetters {
			continue
		}
		if lang, sure := ident.Identify(text); sure >= ownLanguageSure {
			own[i] = r.known(lang)
		}
	}
	return own
}

// majority is the language of most of the text, where at least a third of it is
// in one; of two as large, the one that comes first.
func majority(blocks []enligt.Block, own []string) string {
	letters := map[string]int{}
	all, best := 0, ""
	for i, b := range blocks {
		letters[own[i]] += b.Len()
		all += b.Len()
	}
	for _, code := range own {
		if code == "" || letters[code]*3 < all {
			continue
		}
		if best == "" || letters[code] > letters[best] {
			best = code
		}
	}
	return best
}

// deal gives each block to the part of its own language, else to that of the
// document, the document's part first. Blocks of no known language go unread.
func deal(blocks []enligt.Block, own []string, main string) []part {
	parts := []part{{code: main}}
	at := map[string]int{main: 0}
	for i, b := range blocks {
		code := own[i]
		if code == "" {
			code = main
		}
		k, ok := at[code]
		if !ok {
			k = len(parts)
			at[code] = k
			parts = append(parts, part{code: code})
		}
		parts[k].blocks = append(parts[k].blocks, b)
	}
	if main == "" || len(parts[0].blocks) == 0 {
		parts = parts[1:]
	}
	return parts
}

// given is a language asked for, or "" where the text shall tell.
func given(lang string) string {
	if lang == "auto" {
		return ""
	}
	return lang
}

// known is the code of the pack that reads a language ("sv-FI" by "sv"), or "".
func (r *Reader) known(lang string) string {
	code := strings.ToLower(strings.ReplaceAll(lang, "_", "-"))
	for code != "" {
		if r.set.Get(code) != nil {
			return code
		}
		i := strings.LastIndexByte(code, '-')
		code = code[:max(i, 0)]
	}
	return ""
}

func (r *Reader) notRead(code string) string {
	can := strings.Join(r.set.Langs(), ", ")
	if code == langid.Undetermined {
		return "the language is not one that can be read (" + can + "); name it with --lang if it is"
	}
	return "the language " + code + " cannot be read; those that can are " + can
}
