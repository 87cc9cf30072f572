package nlp

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/nlp/ner"
	"github.com/enligt/enligt/packs"
)

// nameSource is a file of sentences, a token a line, with their names.
type nameSource struct {
	File     string
	Token    int               // column of the token, from 0
	Tag      int               // column of the name's label, -1 for the last
	Prefix   string            // that stands before the label
	Runs     bool              // no B and I: a run of one label is a name
	Tags     map[string]string // part of speech of the file -> UPOS, by column Pos: "subst", "subst|prop"
	Pos      int               // column of the part of speech; features of "subst|prop" are in Pos+1
	Treebank string            // or the treebank that has the tags of the same sentences
	Tagger   string            // or the folder, from this pack's, of the pack whose tagger knows the language
	Plain    bool              // of another language: only what holds for any is learnt
	Times    int               // how often it counts, default 1
}

// readNames reads the sentences of a source.
func (t *Training) readNames(labels map[string]string, s nameSource) ([]ner.Sentence, error) {
	f, err := os.Open(t.Path(s.File))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(make([]byte, 1<<16), 1<<20)
	var out []ner.Sentence
	var words []enligt.Word
	before := ""
	for in.Scan() {
		line := in.Text()
		if strings.HasPrefix(line, "# ") {
			continue
		}
		cells := strings.Fields(line)
		if len(cells) <= max(s.Token, s.Tag, s.Pos) {
			if len(words) > 0 {
				out = append(out, ner.Sentence{Words: words, Plain: s.Plain})
			}
			words, before = nil, ""
			continue
		}
		w, label := s.word(cells)
		w.Entity = entity(labels, label, before, s.Runs)
		before = label
		words = append(words, w)
	}
	if len(words) > 0 {
		out = append(out, ner.Sentence{Words: words, Plain: s.Plain})
	}
	return out, in.Err()
}

func (s *nameSource) word(cells []string) (w enligt.Word, label string) {
	w.Form = strings.ReplaceAll(cells[s.Token], "\u00ad", "")
	if w.Form == "" {
		w.Form = "-"
	}
	at := s.Tag
	if at < 0 {
		at = len(cells) - 1
	}
	if len(s.Tags) > 0 {
		pos := cells[s.Pos]
		w.UPOS = s.Tags[pos]
		for _, feature := range strings.Split(cells[s.Pos+1], "|") {
			if upos, ok := s.Tags[pos+"|"+feature]; ok {
				w.UPOS = upos
			}
		}
	}
	return w, strings.TrimPrefix(cells[at], s.Prefix)
}

// entity is the label of a word in our kinds.
func entity(labels map[string]string, label, before string, runs bool) string {
	begin := label != before
	if !runs {
		if len(label) < 2 || label[1] != '-' {
			return ""
		}
		begin = label[0] == 'B' || len(before) < 2 || before[2:] != label[2:]
		label = label[2:]
	}
	kind := labels[label]
	switch {
	case kind == "":
		return ""
	case begin:
		return "B-" + kind
	}
	return "I-" + kind
}

// nameList is a file of known names and the class they get.
type nameList struct {
	Class  string
	File   string // in the data folder
	Shared string // or in the background pack
	Pack   string // or in the pack itself
	Comma  string // that parts the columns, default ","; "actors" for a file of actors
	Column string // of the names
	Where  string // column that must hold the class itself
	Count  string // column of a number, and the least that counts
	Least  int
	Part   string // "all" (default), "first" or "last" word, or "words": each
	Code   string // of actors: a regular expression
	Words  int    // least number of words, default 1
	Keep   string // only names that match this regular expression
}

// knownNames reads all lists, without common words of the sentences.
func (t *Training) knownNames(step *nerStep, sentences []ner.Sentence) (*ner.Names, error) {
	names := ner.NewNames(step.Classes, step.WordClasses)
	for _, l := range step.Names {
		rows, err := t.readList(l)
		if err != nil {
			return nil, fmt.Errorf("%s%s%s: %w", l.File, l.Shared, l.Pack, err)
		}
		for _, row := range rows {
			words := nameWords(row)
			if len(words) < max(1, l.Words) {
				continue
			}
			switch l.Part {
			case "first":
				words = words[:1]
			case "last":
				words = words[len(words)-1:]
			case "words":
				for _, w := range words {
					names.Add(l.Class, []string{w})
				}
				continue
			}
			names.Add(l.Class, words)
		}
	}
	seen := map[string]int{}
	for _, s := range sentences {
		for _, w := range s.Words {
			if r := []rune(w.Form); !s.Plain && unicode.IsLower(r[0]) {
				if seen[w.Form]++; seen[w.Form] == step.Common {
					names.Drop(w.Form)
				}
			}
		}
	}
	return names, nil
}

// nameWords cuts a name as tokens are cut: a closing bracket and what is in it go.
func nameWords(name string) []string {
	if at := strings.IndexAny(name, "(["); at > 0 {
		name = name[:at]
	}
	return strings.Fields(name)
}

func (t *Training) readList(l nameList) ([]string, error) {
	f, err := t.openList(l)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if l.Comma == "actors" {
		return readActors(f, l.Code)
	}
	in := csv.NewReader(skipComments(f))
	in.LazyQuotes, in.FieldsPerRecord = true, -1
	if l.Comma != "" {
		in.Comma = rune(l.Comma[0])
	}
	head, err := in.Read()
	if err != nil {
		return nil, err
	}
	column, count, where := -1, -1, -1
	for i, h := range head {
		switch strings.TrimPrefix(h, "\ufeff") {
		case l.Column:
			column = i
		case l.Count:
			count = i
		case l.Where:
			where = i
		}
	}
	if column < 0 || l.Count != "" && count < 0 {
		return nil, errors.New("no such column")
	}
	keep, err := regexp.Compile(l.Keep)
	if err != nil {
		return nil, err
	}
	var out []string
	for {
		row, err := in.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if len(row) <= max(column, count, where) || where >= 0 && row[where] != l.Class || !keep.MatchString(row[column]) {
			continue
		}
		if count >= 0 {
			if n, err := strconv.Atoi(row[count]); err != nil || n < l.Least {
				continue
			}
		}
		out = append(out, row[column])
	}
}

func (t *Training) openList(l nameList) (fs.File, error) {
	if l.Pack != "" {
		return t.Pack.FS().Open(l.Pack)
	}
	if l.Shared == "" {
		return os.Open(t.Path(l.File))
	}
	set, err := packs.Embedded()
	if err != nil {
		return nil, err
	}
	if set.Background() == nil {
		return nil, errors.New("there is no background pack")
	}
	return set.Background().FS().Open(l.Shared)
}

// skipComments leaves out the lines that start with "#".
func skipComments(r io.Reader) io.Reader {
	var b strings.Builder
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 1<<16), 1<<20)
	for in.Scan() {
		if line := in.Text(); !strings.HasPrefix(line, "#") {
			b.WriteString(line)
			b.WriteByte('\n')
		}
	}
	return strings.NewReader(b.String())
}

// readActors reads a dictionary of actors: "NAME_OF_ACTOR_ [CODE]", with further
// names on lines that start with "+" and further codes on indented ones. A name
// counts when one of its actor's codes matches.
func readActors(r io.Reader, code string) ([]string, error) {
	match, err := regexp.Compile(code)
	if err != nil {
		return nil, err
	}
	codes := regexp.MustCompile(`\[([A-Z~]+)`)
	var out, actor []string
	keep := false
	flush := func() {
		if keep {
			out = append(out, actor...)
		}
		actor, keep = nil, false
	}
	in := bufio.NewScanner(r)
	for in.Scan() {
		line, _, _ := strings.Cut(in.Text(), "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		indented := line[0] == ' ' || line[0] == '\t'
		if !indented && line[0] != '+' {
			flush()
		}
		name := line
		if at := strings.IndexByte(line, '['); at >= 0 {
			name = line[:at]
		}
		for _, c := range codes.FindAllStringSubmatch(line, -1) {
			keep = keep || match.MatchString(c[1])
		}
		if name = strings.TrimSpace(strings.ReplaceAll(strings.TrimPrefix(name, "+"), "_", " ")); name != "" && !indented {
			actor = append(actor, name)
		}
	}
	flush()
	return out, in.Err()
}

func formsOf(words []enligt.Word) string {
	var b strings.Builder
	for i := range words {
		b.WriteString(words[i].Form)
		b.WriteByte(' ')
	}
	return b.String()
}
