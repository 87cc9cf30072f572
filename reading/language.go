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
	main := r.known(doc.Lang)
	parts := []part{{code: main}}
	foreign := map[string]bool{}
	for _, b := range doc.Blocks {
		code := main
		if text := b.Of(doc.Text); utf8.RuneCountInString(text) >= ownLanguageLetters {
			lang, sure := ident.Identify(text)
			if own := r.known(lang); own != "" && sure >= ownLanguageSure {
				code = own
			}
		}
		parts = deal(parts, code, b)
		foreign[code] = code != main
	}
	if main == "" {
		out.Warnings = append(out.Warnings, r.notRead(doc.Lang))
	}
	if len(parts[0].blocks) == 0 || main == "" {
		parts = parts[1:]
	}
	for _, p := range parts {
		if foreign[p.code] {
			out.Warnings = append(out.Warnings, "part of the text is read as "+p.code)
		}
	}
	return parts, nil
}

// deal gives a block to the part of its language, a new one where there is none.
func deal(parts []part, code string, b enligt.Block) []part {
	for i := range parts {
		if parts[i].code == code {
			parts[i].blocks = append(parts[i].blocks, b)
			return parts
		}
	}
	return append(parts, part{code, []enligt.Block{b}})
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
