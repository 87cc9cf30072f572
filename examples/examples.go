// Package examples holds one news article in each language, written for the
// project, that shows what the program does. They tell of the same days, so
// that their statements can be laid side by side; read them as published on
// 2023-07-28. What public persons say in them is paraphrased from public record,
// private persons and what they say, and what agencies are said to report, are
// made up.
//
// Demo is a stream of reports of 26 to 30 July 2023 in Niger, in three languages, as
// `enligt add` takes them: what happened is on public record, the sentences are the
// project's own, the outlets, the agency Skagerpress, private persons and unnamed
// sources are made up.
package examples

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"
)

//go:embed *.txt
var texts embed.FS

// Demo is the reports that `enligt desk --demo` shows, one JSON object a line, in the
// order of their publication.
//
//go:embed demo.jsonl
var Demo []byte

// Published is the date that the articles are to be read with.
const Published = "2023-07-28"

// Text returns the article in a language, named "TOPIC.LANG.txt": its file name
// and its text. It reports false where there is none.
func Text(lang string) (name, text string, ok bool) {
	for _, name := range names() {
		if langOf(name) == lang {
			b, err := texts.ReadFile(name)
			return name, string(b), err == nil
		}
	}
	return "", "", false
}

// Langs lists the languages that there is an article in, in order of their codes.
func Langs() []string {
	var out []string
	for _, name := range names() {
		out = append(out, langOf(name))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func names() []string {
	out, _ := fs.Glob(texts, "*.*.txt") // fails only for a malformed pattern
	return out
}

func langOf(name string) string {
	return strings.TrimPrefix(path.Ext(strings.TrimSuffix(name, ".txt")), ".")
}
