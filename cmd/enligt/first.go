package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/examples"
	"github.com/enligt/enligt/packs"
)

// printOverview is what `enligt` alone says: its commands and three examples.
func printOverview(out io.Writer) error {
	parser, err := newParser(&commands{}, streams{Out: out, Err: out})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Enligt reads a news text and says who said what, according to whom, how sure.\n\n")
	for _, node := range parser.Model.Children {
		fmt.Fprintf(out, "  enligt %-11s %s\n", node.Name, node.Help)
	}
	_, err = fmt.Fprintf(out, `
Try:
  enligt desk --demo
  enligt example %[1]s | enligt read --published %[2]s
  enligt read --format html --published %[2]s article.txt > article.html
`, examples.Langs()[len(examples.Langs())-1], examples.Published)
	return err
}

type exampleCommand struct {
	Lang string `arg:"" optional:"" help:"Language of the sample (sv, en, fr …)."`
}

func (c *exampleCommand) Run(std streams) error {
	langs := examples.Langs()
	if c.Lang == "" {
		return usageError{fmt.Errorf("example: no language; name one of %s", strings.Join(langs, ", "))}
	}
	_, text, ok := examples.Text(c.Lang)
	if !ok {
		return usageError{fmt.Errorf("example %s: no sample in this language; name one of %s", c.Lang, strings.Join(langs, ", "))}
	}
	_, err := io.WriteString(std.Out, text)
	return err
}

type versionCommand struct{}

func (c *versionCommand) Run(std streams) error {
	set, err := packs.Embedded()
	if err != nil {
		return err
	}
	var names []string
	for _, lang := range set.Langs() {
		names = append(names, set.Get(lang).Name())
	}
	_, err = fmt.Fprintf(std.Out, "enligt %s\npacks  %s\n%s %s/%s\n", enligt.Version, strings.Join(names, ", "), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

type helpCommand struct {
	Command []string `arg:"" optional:"" help:"Command to explain."`
}

func (c *helpCommand) Run(std streams, parser *kong.Kong) error {
	if len(c.Command) == 0 {
		return printOverview(std.Out)
	}
	ctx, err := kong.Trace(parser, c.Command)
	if err != nil {
		return err
	}
	if ctx.Command() == "" {
		return usageError{fmt.Errorf("help %s: no such command; see enligt help", strings.Join(c.Command, " "))}
	}
	if err := ctx.PrintUsage(false); err != nil {
		return err
	}
	if c.Command[0] == "read" {
		return explainWords(std.Out)
	}
	return nil
}

// explainWords says what each word of the output of read means.
func explainWords(out io.Writer) error {
	set, err := packs.Embedded()
	if err != nil {
		return err
	}
	dict, err := readDictionary(set)
	if err != nil {
		return err
	}
	words := dict.of(dict.standard)
	var keys []string
	for _, f := range enligt.Forms {
		keys = append(keys, "form."+string(f))
	}
	for _, a := range enligt.Acts {
		keys = append(keys, "act."+string(a))
	}
	for _, d := range enligt.DoubtKinds {
		keys = append(keys, "doubt."+string(d))
	}
	group := ""
	for _, key := range keys {
		kind, code, _ := strings.Cut(key, ".")
		if kind != group {
			fmt.Fprintf(out, "\n%s, as the text output and the JSON name it:\n", strings.ToUpper(kind[:1])+kind[1:])
			group = kind
		}
		w := words.get(key)
		fmt.Fprintf(out, "  %-10s  %s: %s\n  %-10s  e.g. %s\n", code, w.name, w.meaning, "", w.example)
	}
	unsure := words.get("label.unsure")
	fmt.Fprintf(out, "\n%s: %s (confidence below %v).\n", strings.ToUpper(unsure.name[:1])+unsure.name[1:], unsure.meaning, enligt.UnsureBelow)
	return nil
}

// promptFor tells a person at a terminal what is waited for.
func promptFor(std streams, files []string) {
	waits := len(files) == 0
	for _, f := range files {
		waits = waits || f == "-"
	}
	if in, ok := std.In.(*os.File); ok && waits && isTerminal(in) {
		fmt.Fprintln(std.Err, "paste a text, end with Ctrl-D")
	}
}
