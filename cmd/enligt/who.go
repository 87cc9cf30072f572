package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"github.com/enligt/enligt/ledger"
)

// whoCommand is `enligt who`.
type whoCommand struct {
	ledgerFlags
	AsOf  string `help:"As it stood after a commit, or at a time (UTC)." placeholder:"COMMIT|TIME" name:"as-of"`
	Limit int    `help:"At most so many actors." default:"10"`
	Color string `help:"Colours: auto, always or never." enum:"auto,always,never" default:"auto"`
	Name  string `arg:"" help:"A name, or an actor's id."`
}

func (c *whoCommand) Run(std streams) error {
	q := ledger.Query{Who: c.Name, Limit: c.Limit}
	if c.AsOf != "" && !q.Set("as-of", c.AsOf) {
		return usageError{fmt.Errorf("--as-of %s: not a moment; %s", c.AsOf, ledger.Expected("as-of"))}
	}
	store, _, err := c.open(true)
	if err != nil {
		return err
	}
	defer store.Close()
	page, err := store.Actors(context.Background(), q)
	if err != nil {
		return err
	}
	p := &actorPrinter{textPrinter{out: bufio.NewWriter(std.Out), width: widthOf(std.Out), colour: coloured(c.Color, std.Out)}}
	for i := range page.Items {
		p.print(&page.Items[i])
	}
	said := plural(len(page.Items), "actor")
	switch {
	case page.Next != "" && c.Limit >= ledger.MaxLimit:
		said += ", the first; a longer name finds fewer"
	case page.Next != "":
		said += "; --limit shows more"
	}
	fmt.Fprintf(std.Err, "%s, as of commit %d\n", said, page.AsOf)
	return p.out.Flush()
}

// actorPrinter writes actors for people.
type actorPrinter struct{ textPrinter }

func (p *actorPrinter) print(a *ledger.Actor) {
	head := []string{a.Name, string(a.Kind)}
	if a.Key != "" {
		head = append(head, a.Key)
	}
	head = append(head, plural(a.Statements, "statement"), a.ID)
	for _, line := range wrap(printable(strings.Join(head, " · ")), p.width) {
		fmt.Fprintln(p.out, p.bold(line))
	}
	p.cell("names", namings(a.Names, func(n ledger.Naming) string { return plural(n.Documents, "document") }))
	p.cell("roles", namings(a.Roles, func(n ledger.Naming) string { return n.Version }))
	p.cell("held by", []string{reasons[a.Reason]})
	if a.Statements > 0 {
		p.cell("said", []string{"enligt statements --who " + a.ID})
	}
	for _, l := range a.Links {
		p.cell("link", []string{linkWords(a.ID, &l)})
	}
	fmt.Fprintln(p.out)
}

// reasons say in words by which rule documents are held together.
var reasons = map[ledger.Reason]string{
	ledger.ByKey:  "key of the pack tables: one in every document",
	ledger.ByName: "full name: one in every document that gives it",
	ledger.Alone:  "nothing beyond its document",
}

func namings(list []ledger.Naming, of func(ledger.Naming) string) []string {
	var out []string
	for _, n := range list {
		about := of(n)
		if n.Published != "" {
			about = n.Published + ", " + about
		}
		out = append(out, n.Words+" ("+about+")")
	}
	return out
}

func linkWords(self string, l *ledger.Link) string {
	s := fmt.Sprintf("%d: %s is %s", l.ID, l.From, l.To)
	if l.Document != "" {
		s += " in document " + l.Document
	}
	s += fmt.Sprintf(", %q (%s, commit %d)", l.Why, l.Who, l.Commit)
	if l.Ended > 0 {
		s += fmt.Sprintf("; undone in commit %d", l.Ended)
	}
	return strings.ReplaceAll(s, self, "this one")
}

// labelWidth is the column of what a cell is called.
const labelWidth = 9

func (p *actorPrinter) cell(label string, values []string) {
	if len(values) == 0 {
		return
	}
	for i, line := range wrap(printable(strings.Join(values, "; ")), max(20, p.width-labelWidth)) {
		if i > 0 {
			label = ""
		}
		fmt.Fprintln(p.out, strings.TrimRight(p.quiet(label)+strings.Repeat(" ", labelWidth-columns(label))+line, " "))
	}
}
