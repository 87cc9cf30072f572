package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/enligt/enligt"
)

// Write prints sentences whose spans point into text, each with its "# text" and,
// where it starts a paragraph, "# newpar". Names stand in MISC as NE=B-PER.
func Write(w io.Writer, text string, sentences []enligt.Sentence) error {
	out := bufio.NewWriter(w)
	for i := range sentences {
		s := &sentences[i]
		if s.NewPar {
			fmt.Fprintln(out, "# newpar")
		}
		if s.ID != "" {
			fmt.Fprintf(out, "# sent_id = %s\n", s.ID)
		}
		fmt.Fprintf(out, "# text = %s\n", oneLine(s.Span.Of(text)))
		for j := range s.Words {
			writeWord(out, text, s.Words, j)
		}
		fmt.Fprintln(out)
	}
	return out.Flush()
}

func writeWord(out io.Writer, text string, words []enligt.Word, j int) {
	w := &words[j]
	note := ""
	if w.GlueNext {
		note = "SpaceAfter=No"
	}
	if w.Parts > 0 {
		if w.Part == 1 {
			fmt.Fprintf(out, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", j+1, j+int(w.Parts), oneLine(w.Span.Of(text)), under(note))
		}
		note = ""
	}
	if w.Entity != "" {
		if note != "" {
			note = "NE=" + w.Entity + "|" + note
		} else {
			note = "NE=" + w.Entity
		}
	}
	fmt.Fprintf(out, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t_\t%s\n", j+1, oneLine(w.Form), under(oneLine(w.Lemma)), under(w.UPOS), under(w.XPOS), under(w.Feats), w.Head+1, under(w.Deprel), under(note))
}

// breaks are the signs of white space that no field may hold.
const breaks = "\t\n\r\v\f\u0085\u2028\u2029"

// oneLine turns every run of white space with a tab or line break into one space. Others,
// as the hard space of "12\u00a0000", stay: the forms have them too.
func oneLine(s string) string {
	if !strings.ContainsAny(s, breaks) {
		return s
	}
	var b strings.Builder
	for s != "" {
		run := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) })
		if run < 0 {
			run = len(s)
		}
		if strings.ContainsAny(s[:run], breaks) {
			b.WriteByte(' ')
		} else {
			b.WriteString(s[:run])
		}
		s = s[run:]
		word := strings.IndexFunc(s, unicode.IsSpace)
		if word < 0 {
			word = len(s)
		}
		b.WriteString(s[:word])
		s = s[word:]
	}
	return strings.TrimSpace(b.String())
}

func under(s string) string {
	if s == "" {
		return "_"
	}
	return s
}
