// Command enligt reads news texts and says who said what, according to whom,
// with every cell pointing at the characters it was read from.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"
)

// streams are where a command reads and writes.
type streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// commands is the command line: one field a command.
type commands struct {
	Parse   parseCommand   `cmd:"" help:"Print the words, tags and trees of a text as CoNLL-U."`
	Train   trainCommand   `cmd:"" help:"Rebuild the models of a language pack from its recipe."`
	Measure measureCommand `cmd:"" help:"Score the program against gold data."`
}

func main() { os.Exit(run(os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})) }

// run carries out one command line and returns the exit status: 0 done, 1 the
// input was bad, 2 the command line was.
func run(args []string, io streams) int {
	var c commands
	parser, err := kong.New(&c, kong.Name("enligt"), kong.Writers(io.Out, io.Err), kong.Bind(io))
	if err != nil {
		fmt.Fprintln(io.Err, "enligt:", err)
		return 2
	}
	ctx, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(io.Err, "enligt:", err)
		return 2
	}
	if err := ctx.Run(io); err != nil {
		fmt.Fprintln(io.Err, "enligt:", err)
		return 1
	}
	return 0
}
