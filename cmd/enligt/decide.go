package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
)

// decideCommand is `enligt decide`.
type decideCommand struct {
	ledgerFlags
	Key      string   `arg:"" help:"Key of the statement, as the lists print it."`
	Status   string   `arg:"" optional:"" help:"open, reported, disputed, confirmed, refuted, withdrawn or unseen."`
	Why      string   `help:"What it rests on." required:"" placeholder:"WORDS"`
	Evidence []string `help:"Address of evidence; may be repeated." placeholder:"URL" sep:"none"`
	Field    string   `help:"Cell to mend: speaker, role, act, content, cue, source …; none: it is no statement." placeholder:"CELL"`
	Right    string   `help:"The right value; for content, cue and source words of the text." placeholder:"WORDS"`
}

func (c *decideCommand) Run(std streams) error {
	if c.Field != "" && c.Field != ledger.NotAStatement && c.Right == "" {
		return usageError{fmt.Errorf("--field %s: without --right there is nothing to mend it with", c.Field)}
	}
	if few := ledger.Values(c.Field); few != nil && !slices.Contains(few, c.Right) {
		return usageError{fmt.Errorf("--right %q: not a value of %s; give one of %s", c.Right, c.Field, strings.Join(few, ", "))}
	}
	store, _, err := c.open(true)
	if err != nil {
		return err
	}
	defer store.Close()
	s, err := statementByKey(store, c.Key)
	if err != nil {
		return err
	}
	d := enligt.Decision{
		TextHash: s.Version.Hash, Spans: ledger.SpansOf(&s.Statement), Status: enligt.Status(c.Status), Why: c.Why, Evidence: c.Evidence, Field: c.Field, Right: c.Right,
	}
	if at := strings.Index(s.Version.Text, c.Right); c.Right != "" && at >= 0 {
		d.Rests = []enligt.Span{{Start: at, End: at + len(c.Right)}}
	}
	if ofText := c.Field == "content" || c.Field == "cue" || c.Field == "source"; ofText && d.Rests == nil {
		return usageError{fmt.Errorf("--right %q: these words do not stand in the text; copy them from it", c.Right)}
	}
	out, err := store.Decide(context.Background(), origin(), d)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.Out, "decided %s %d %s\n", out.Key, out.Number, out.Hash)
	return err
}

// statementByKey is the newest statement of a key.
func statementByKey(store *sqlite.Store, key string) (*ledger.Statement, error) {
	page, err := store.Statements(context.Background(), ledger.Query{Key: key, Versions: "all", Limit: 1})
	if err != nil {
		return nil, err
	}
	if len(page.Items) == 0 {
		return nil, fmt.Errorf("statement %s: %w; enligt statements prints the keys", key, ledger.ErrNotFound)
	}
	return &page.Items[0], nil
}

// linkCommand is `enligt link`.
type linkCommand struct {
	ledgerFlags
	From      string `arg:"" optional:"" help:"Id of an actor, as enligt who prints it."`
	To        string `arg:"" optional:"" help:"Id of the actor that it is; none with --document sets it apart there."`
	Document  string `help:"Id of the document where it holds; everywhere without." placeholder:"ID"`
	Undo      int64  `help:"Number of a link to undo." placeholder:"LINK"`
	Proposals bool   `help:"List actors that may be one by their names."`
	Dismiss   int64  `help:"Number of a proposal to dismiss." placeholder:"PROPOSAL"`
	Why       string `help:"What it rests on." placeholder:"WORDS"`
}

func (c *linkCommand) Run(std streams) error {
	asked := 0
	for _, one := range []bool{c.From != "", c.Undo > 0, c.Proposals, c.Dismiss > 0} {
		if one {
			asked++
		}
	}
	if asked != 1 {
		return usageError{errors.New("link: name an actor, or give one of --undo, --proposals and --dismiss")}
	}
	store, _, err := c.open(true)
	if err != nil {
		return err
	}
	defer store.Close()
	ctx := context.Background()
	switch {
	case c.Proposals:
		return printProposals(std, store)
	case c.Undo > 0:
		if err := store.Undo(ctx, origin(), c.Undo, c.Why); err != nil {
			return err
		}
		_, err = fmt.Fprintf(std.Out, "undone %d\n", c.Undo)
		return err
	case c.Dismiss > 0:
		if err := store.Dismiss(ctx, origin(), c.Dismiss, c.Why); err != nil {
			return err
		}
		_, err = fmt.Fprintf(std.Out, "dismissed %d\n", c.Dismiss)
		return err
	}
	l, err := store.Join(ctx, origin(), ledger.Link{From: c.From, To: c.To, Document: c.Document, Why: c.Why})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.Out, "linked %d %s %s\n", l.ID, l.From, l.To)
	return err
}

// printProposals lists who may be one, with the ids to join them by.
func printProposals(std streams, store *sqlite.Store) error {
	list, err := store.Proposals(context.Background(), ledger.AsOf{}, 0)
	if err != nil {
		return err
	}
	for _, p := range list {
		fmt.Fprintln(std.Out, printable(fmt.Sprintf("%d  %s  %s  %s", p.ID, p.A.ID, p.B.ID, p.Evidence)))
	}
	_, err = fmt.Fprintln(std.Err, plural(len(list), "proposal"))
	return err
}
