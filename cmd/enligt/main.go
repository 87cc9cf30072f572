// Command enligt reads news texts and says who said what, according to whom,
// with every cell pointing at the characters it was read from.
//
// In go files, standard input or both; out come text for people, JSON, CoNLL-U or
// a page of HTML. The exit status is 0 when all was read, 1 when some input was
// bad (a line on standard error says what, where and what to do), 2 when the
// command line was.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/alecthomas/kong"

	"github.com/enligt/enligt/packs"
)

// streams are where a command reads and writes.
type streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// commands is the command line: one field a command.
type commands struct {
	Read       readCommand       `cmd:"" help:"Say who said what in a text, according to whom and how sure."`
	Add        addCommand        `cmd:"" help:"Read texts and keep what they say in a ledger."`
	Feeds      feedsCommand      `cmd:"" help:"Say which feeds are followed: add, list, remove, import, export."`
	Watch      watchCommand      `cmd:"" help:"Look at the feeds again and again, and keep what is new in them."`
	Search     searchCommand     `cmd:"" help:"Find statements in the ledger by words."`
	Statements statementsCommand `cmd:"" help:"List statements of the ledger: by whom, about what, since when."`
	Changes    changesCommand    `cmd:"" help:"Say which statements of a changed text were added, are gone or changed, and how."`
	Actor      whoCommand        `cmd:"" name:"who" help:"Say who somebody is: names, roles, statements, links."`
	Decide     decideCommand     `cmd:"" help:"Settle a statement: a status or a correction, with a why."`
	Link       linkCommand       `cmd:"" help:"Join two actors, set one apart, undo that; list and dismiss proposals."`
	Reread     rereadCommand     `cmd:"" help:"Read kept texts with the models of today; earlier readings stay."`
	Export     exportCommand     `cmd:"" help:"Write the ledger as jsonl, csv, annotation (W3C), gold or chain."`
	Verify     verifyCommand     `cmd:"" help:"Recompute everything in the ledger and tell what does not agree."`
	Backup     backupCommand     `cmd:"" help:"Copy the ledger to a new file while it is in use."`
	Desk       deskCommand       `cmd:"" help:"Show the ledger in the browser; --demo shows one with reports of ours."`
	Password   passwordCommand   `cmd:"" help:"Print the line of a name for the desk's password file."`
	Parse      parseCommand      `cmd:"" help:"Print the words, tags and trees of a text as CoNLL-U."`
	Example    exampleCommand    `cmd:"" help:"Print a sample article to try the program on."`
	Train      trainCommand      `cmd:"" help:"Rebuild the models of a language pack from its recipe."`
	Measure    measureCommand    `cmd:"" help:"Score the program against gold data."`
	Bench      benchCommand      `cmd:"" help:"Time the program at work."`
	Completion completionCommand `cmd:"" help:"Print the completion script of a shell."`
	Help       helpCommand       `cmd:"" help:"Explain a command; help read explains each word of its output."`
	Version    versionCommand    `cmd:"" help:"Print the versions of the program and its packs."`
}

func main() {
	spareMemory(os.Args[1:])
	os.Exit(run(os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

// spareMemory lets garbage be half of what is in use at the most, not as much again:
// a long text takes a third less for the same time. What reads texts keeps even less
// of it near enoughMemory. Training makes more and runs on larger machines; GOGC and
// GOMEMLIMIT in the environment have their way.
func spareMemory(args []string) {
	command := ""
	if len(args) > 0 {
		command = args[0]
	}
	if os.Getenv("GOGC") == "" && command != "train" {
		debug.SetGCPercent(50)
	}
	if os.Getenv("GOMEMLIMIT") == "" && (command == "read" || command == "parse" || command == "add") {
		debug.SetMemoryLimit(enoughMemory)
	}
}

// enoughMemory is what three languages and a text of 5 MB in one line come by with. It
// is a wish to the collector and no bound: what truly needs more gets it.
const enoughMemory = 380 << 20

// errFailed says that what went wrong has been told already.
var errFailed = errors.New("some input could not be read")

// usageError is a command line that asks for something impossible.
type usageError struct{ error }

// run carries out one command line and returns the exit status.
func run(args []string, io streams) int {
	switch {
	case len(args) == 0:
		return status(printOverview(io.Out), io)
	case len(args) == 1 && args[0] == "--version":
		args = []string{"version"}
	}
	var c commands
	parser, err := newParser(&c, io)
	if err != nil {
		return status(err, io)
	}
	ctx, err := parser.Parse(excludedWords(args))
	if err != nil {
		fmt.Fprintf(io.Err, "enligt: %v; see enligt help\n", err)
		return 2
	}
	return status(ctx.Run(io, parser), io)
}

func newParser(c *commands, io streams) (*kong.Kong, error) {
	return kong.New(c, kong.Name("enligt"), kong.Writers(io.Out, io.Err), kong.Bind(io),
		kong.Description("Who said what, according to whom, how sure is it."), kong.UsageOnError())
}

// status prints what went wrong, once, and is the exit status for it.
func status(err error, io streams) int {
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errFailed):
		return 1
	case errors.As(err, &usage):
		fmt.Fprintln(io.Err, "enligt:", err)
		return 2
	}
	fmt.Fprintln(io.Err, "enligt:", err)
	return 1
}

// openPacks is the set of embedded packs with those of dir, where given, laid over.
func openPacks(dir string) (*packs.Set, error) {
	set, err := packs.Embedded()
	if err != nil || dir == "" {
		return set, err
	}
	if err := set.Lay(dir); err != nil {
		return nil, usageError{err}
	}
	return set, nil
}
