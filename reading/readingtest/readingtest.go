// Package readingtest runs the test language for readings: plain text files that
// a reader of news can write without knowing how to program.
//
//	=== quotation, inverted cue
//	published: 2023-07-28
//	”Vi ger inte upp”, sade Karin Ek.
//	---
//	statement
//	  source   Karin Ek
//	  cue      sade
//	  content  ”Vi ger inte upp”
//	  form     direct
//
// A case has a title that names the phenomenon, perhaps settings (published,
// lang, title, outlet, todo), a text, a line "---", and what must be read:
//
//   - statement, with fields below it; only the fields written are compared, "-"
//     stands for nothing. All statements of the text must be listed, unless a line
//     "..." says that there are others. "none": the text holds no statement.
//   - sentences, tokens, names, quotations, doubts, actors, times, places: one a line, all of them.
//   - lang, with the code after it.
//
// A value is the slice of the text, white space counted as one blank; spans of
// one content are joined by " … ". "hon #2" is the second "hon" of the text; without
// a number any will do. A line that starts with "# " is a remark. A case with
// "todo: why" is known to fail; it is reported when it no longer does.
//
// In go files, out come failures with file and line, what was read and what was
// expected; or, with update, the files are written anew: expectations become what
// is read, the choice of fields, remarks and order stay.
package readingtest

import (
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/enligt/enligt"
)

// Outcome is what was read from one text.
type Outcome struct {
	Reading    enligt.Reading
	Sentences  []enligt.Sentence
	Quotations []enligt.Quotation
}

// Read reads the text of a case.
type Read func(doc enligt.Document) Outcome

// maxTodo is how many of a language's cases, in hundredths, may be known to fail.
const maxTodo = 10

// Run checks every case in dir; each folder in it is named by a language's code.
// With update it writes what is read into the files instead.
func Run(t *testing.T, dir string, read Read, update bool) {
	files, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	todo, all := map[string]int{}, map[string]int{}
	for _, f := range files {
		lang := filepath.Base(filepath.Dir(f.Path))
		for _, c := range f.Cases {
			all[lang]++
			if c.Todo() != "" {
				todo[lang]++
			}
		}
		t.Run(lang+"/"+strings.TrimSuffix(filepath.Base(f.Path), ".txt"), func(t *testing.T) {
			runFile(t, f, lang, read, update)
		})
	}
	for lang := range all {
		if todo[lang]*100 > all[lang]*maxTodo {
			t.Errorf("%s: %d of %d cases are todo, more than %d %%", lang, todo[lang], all[lang], maxTodo)
		}
	}
}

func runFile(t *testing.T, f *File, lang string, read Read, update bool) {
	for _, c := range f.Cases {
		t.Run(c.Title, func(t *testing.T) {
			got := read(c.document(lang))
			if update {
				if c.Todo() == "" {
					c.Update(&got)
				}
				return
			}
			c.report(t, f.Path, c.Check(&got))
		})
	}
	if update {
		if err := os.WriteFile(f.Path, []byte(f.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func (c *Case) report(t *testing.T, path string, failures []Failure) {
	t.Helper()
	if why := c.Todo(); why != "" {
		if len(failures) == 0 {
			t.Errorf("%s:%d: %s: holds now; take its line \"todo: %s\" away", path, c.Line, c.Title, why)
		}
		return
	}
	if len(failures) == 0 {
		return
	}
	var b strings.Builder
	for _, f := range failures {
		b.WriteString(f.format(path))
	}
	t.Errorf("%s:%d: %s\n  %s\n%s", path, c.Line, c.Title, strings.ReplaceAll(c.Text, "\n", "\n  "), b.String())
}

// Load reads the files DIR/LANG/*.txt in order of their names.
func Load(dir string) ([]*File, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*", "*.txt"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, &fs.PathError{Op: "read cases", Path: filepath.Join(dir, "*", "*.txt"), Err: fs.ErrNotExist}
	}
	sort.Strings(names)
	var files []*File
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		f, err := Parse(name, string(b))
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// document is what a case gives to read: in the folder's language, unless it
// asks to have the language found ("lang: auto") or names another.
func (c *Case) document(lang string) enligt.Document {
	switch s := c.Setting("lang"); s {
	case "":
	case "auto":
		lang = ""
	default:
		lang = s
	}
	return enligt.Document{
		ID: c.Title, Lang: lang, Title: c.Setting("title"), Outlet: c.Setting("outlet"), Published: c.Setting("published"),
		Text: c.Text, Blocks: enligt.Blocks(c.Text),
	}
}
