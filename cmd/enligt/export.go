package main

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/enligt/enligt/desk/export"
	"github.com/enligt/enligt/ledger"
)

// exportCommand is `enligt export`.
type exportCommand struct {
	selectFlags
	Format string `help:"jsonl (a version a line, as enligt read prints it), csv, annotation, gold or chain." enum:"jsonl,csv,annotation,gold,chain" default:"jsonl"`
	Folder string `help:"New folder for the chain." placeholder:"DIR" name:"folder"`
}

func (c *exportCommand) Run(std streams) error {
	q, err := c.query(nil)
	if err != nil {
		return err
	}
	if (c.Format == "chain") != (c.Folder != "") {
		return usageError{fmt.Errorf("--format chain writes files: name a new folder with --folder; the other formats go to standard output")}
	}
	store, _, err := c.open(true)
	if err != nil {
		return err
	}
	defer store.Close()
	ctx := context.Background()
	switch c.Format {
	case "chain":
		head, err := export.Chain(ctx, store, q.AsOf, c.Folder)
		if err == nil {
			fmt.Fprintf(std.Out, "head %s\n", head)
		}
		return err
	case "csv":
		return export.Table(ctx, store, q, std.Out)
	case "annotation":
		return export.Annotations(ctx, store, q, std.Out)
	case "gold":
		out := &counted{to: std.Out}
		err := export.Gold(ctx, store, q, out)
		if err == nil && out.n == 0 {
			fmt.Fprintln(std.Err, "enligt: note: nobody has decided on any of these texts, so there is no gold; see enligt decide")
		}
		return err
	}
	q.Versions = "all"
	return export.Lines(ctx, store, q, std.Out)
}

// counted counts the bytes that go through it.
type counted struct {
	to io.Writer
	n  int64
}

func (c *counted) Write(b []byte) (int, error) {
	n, err := c.to.Write(b)
	c.n += int64(n)
	return n, err
}

// verifyCommand is `enligt verify`.
type verifyCommand struct {
	ledgerFlags
	Head string `help:"Hash that somebody noted: the chain must hold it." placeholder:"HASH"`
}

func (c *verifyCommand) Run(std streams) error {
	store, _, err := c.open(true)
	if err != nil {
		return err
	}
	defer store.Close()
	faults := 0
	v, err := store.Verify(context.Background(), c.Head, func(f ledger.Fault) {
		faults++
		fmt.Fprintln(std.Out, printable(f.Where+": "+f.What))
	})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(std.Out)
	fmt.Fprintf(out, "%s, %s, %s, %s, %s, %s, %s of the chain\n", plural(v.Commits, "commit"), plural(v.Documents, "document"), plural(v.Versions, "version"),
		plural(v.Readings, "reading"), plural(v.Statements, "statement"), plural(v.Spans, "slice"), plural(v.Links, "link"))
	if v.Head != "" {
		fmt.Fprintln(out, "head", v.Head)
	}
	if faults == 0 {
		fmt.Fprintln(out, "clean")
		return out.Flush()
	}
	if err := out.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(std.Err, "enligt: %s: %s; keep the file as it is and take a backup beside it\n", c.path(), plural(faults, "fault"))
	return errFailed
}

// backupCommand is `enligt backup`.
type backupCommand struct {
	ledgerFlags
	To string `arg:"" help:"New file."`
}

func (c *backupCommand) Run(std streams) error {
	store, _, err := c.open(true)
	if err != nil {
		return err
	}
	defer store.Close()
	if err := store.Backup(context.Background(), c.To); err != nil {
		return err
	}
	_, err = io.WriteString(std.Out, "backed up to "+printable(c.To)+"\n")
	return err
}
