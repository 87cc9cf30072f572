package nlp

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/enligt/enligt/nlp/conllu"
	"github.com/enligt/enligt/nlp/langid"
)

// langidStep is the recipe of a langid model: profiles from files of the data
// folder and from a table of the pack with the columns lang and text.
type langidStep struct {
	Order    int             `json:"order"`
	Keep     int             `json:"keep"` // n-grams a profile
	Profiles []langidProfile `json:"profiles"`
	Table    string          `json:"table"`    // of the pack, with lang and text: a profile for each lang, or more texts for one named above
	Scripts  string          `json:"scripts"`  // a table: script, lang
	Replaces []string        `json:"replaces"` // codes that the pack's own profile stands for
}

type langidProfile struct {
	Lang    string       `json:"lang"`
	Sources []TextSource `json:"sources"`
}

// TextSource names raw text in the data folder.
type TextSource struct {
	File   string `json:"file"`
	Format string `json:"format"` // conllu, conll (one token a line), lines, tsv, jsonl; ".gz" is unpacked
	Column int    `json:"column"` // of tsv and conll, from 0
	Field  string `json:"field"`  // of jsonl: a text or a list of texts
	Chars  int    `json:"chars"`  // stop after so many bytes of text; 0 for all
	Every  int    `json:"every"`  // take each n-th text only
}

func trainLangid(t *Training, raw json.RawMessage) error {
	step := langidStep{Order: 5, Keep: 40000}
	if err := json.Unmarshal(raw, &step); err != nil {
		return err
	}
	languages, err := t.languages(&step)
	if err != nil {
		return err
	}
	scripts, err := t.Pack.Table(step.Scripts)
	if err != nil {
		return err
	}
	var of []langid.Script
	for _, r := range scripts.Rows {
		of = append(of, langid.Script{Script: r.Get("script"), Lang: r.Get("lang")})
	}
	model, err := langid.Train(languages, step.Replaces, of)
	if err != nil {
		return err
	}
	return t.Save(langid.Kind, langid.Format, model)
}

// languages reads the texts of all profiles: those named first, in order, then
// the further ones of the table, in its order.
func (t *Training) languages(step *langidStep) ([]langid.Language, error) {
	at := map[string]int{}
	var out []langid.Language
	of := func(lang string) *langid.Language {
		i, ok := at[lang]
		if !ok {
			i = len(out)
			at[lang] = i
			out = append(out, langid.Language{Lang: lang, Own: lang == t.Pack.Lang, Keep: step.Keep, Order: step.Order})
		}
		return &out[i]
	}
	for _, p := range step.Profiles {
		l := of(p.Lang)
		for _, s := range p.Sources {
			texts, err := t.Texts(s)
			if err != nil {
				return nil, err
			}
			l.Texts = append(l.Texts, texts...)
		}
		t.Say("langid: %s from %d texts", l.Lang, len(l.Texts))
	}
	table, err := t.Pack.Table(step.Table)
	if err != nil {
		return nil, err
	}
	for _, r := range table.Rows {
		l := of(r.Get("lang"))
		l.Texts = append(l.Texts, r.Get("text"))
	}
	return out, nil
}

// Texts reads the texts of a source: sentences, lines or documents.
func (t *Training) Texts(s TextSource) ([]string, error) {
	f, err := os.Open(t.Path(s.File))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(s.File, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", s.File, err)
		}
	}
	var out []string
	n, chars := 0, 0
	keep := func(text string) bool {
		n++
		if text != "" && utf8.ValidString(text) && (s.Every <= 1 || n%s.Every == 0) {
			out = append(out, text)
			chars += len(text)
		}
		return s.Chars == 0 || chars < s.Chars
	}
	if err := s.read(in, keep); err != nil {
		return nil, fmt.Errorf("%s: %w", s.File, err)
	}
	return out, nil
}

// read calls keep with each text until it returns false.
func (s TextSource) read(in io.Reader, keep func(string) bool) error {
	if s.Format == "conllu" {
		for sentence, err := range conllu.Read(in) {
			if err != nil {
				return err
			}
			if !keep(sentence.Text) {
				break
			}
		}
		return nil
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 1<<16), 64<<20)
	var tokens []string
	for lines.Scan() {
		text := strings.TrimRight(lines.Text(), "\r")
		switch s.Format {
		case "conll":
			if cells := strings.Fields(text); len(cells) > s.Column {
				tokens = append(tokens, cells[s.Column])
				continue
			}
			text, tokens = strings.Join(tokens, " "), tokens[:0]
		case "tsv":
			cells := strings.Split(text, "\t")
			if len(cells) <= s.Column {
				continue
			}
			text = cells[s.Column]
		case "jsonl":
			var fields map[string]json.RawMessage
			if err := json.Unmarshal([]byte(text), &fields); err != nil {
				return err
			}
			text = ""
			if raw, ok := fields[s.Field]; ok {
				var list []string
				if json.Unmarshal(raw, &list) == nil {
					text = strings.Join(list, "\n")
				} else if err := json.Unmarshal(raw, &text); err != nil {
					return err
				}
			}
			for line := range strings.Lines(text) {
				if !keep(strings.TrimSpace(line)) {
					return nil
				}
			}
			continue
		}
		if !keep(text) {
			return nil
		}
	}
	return lines.Err()
}
