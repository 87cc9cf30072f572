// Package export writes what a ledger holds in formats that other programs read.
//
// In go a ledger and a query; out come lines of JSON ([Lines]), a table ([Table]),
// W3C Web Annotations ([Annotations]), gold documents to train on ([Gold]) and the
// chain of decisions as files to be checked without this program ([Chain]). What
// fails is the ledger or the writer; nothing is left out without an error.
package export

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"slices"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// Lines writes each version that the query finds as one line in the shape of
// `enligt read`, those that came first before the others.
func Lines(ctx context.Context, l ledger.Ledger, q ledger.Query, out io.Writer) error {
	w := bufio.NewWriter(out)
	err := eachDocument(ctx, l, q, func(d *ledger.Document) error {
		line, err := d.Reading.MarshalJSON()
		if err != nil {
			return err
		}
		w.Write(line)
		return w.WriteByte('\n')
	})
	if err != nil {
		return err
	}
	return w.Flush()
}

// eachDocument walks the versions that a query finds, oldest first, as of one moment.
func eachDocument(ctx context.Context, l ledger.Ledger, q ledger.Query, do func(*ledger.Document) error) error {
	var ids []string
	q.Limit = ledger.MaxLimit
	var at ledger.AsOf
	for q.Cursor = ""; ; {
		page, err := l.Documents(ctx, q)
		if err != nil {
			return err
		}
		at.Commit = page.AsOf
		for i := range page.Items {
			ids = append(ids, page.Items[i].ID)
		}
		if q.Cursor = page.Next; q.Cursor == "" {
			break
		}
	}
	slices.Reverse(ids)
	for _, id := range ids {
		d, err := l.Document(ctx, id, at)
		if err != nil {
			return err
		}
		if err := do(&d); err != nil {
			return err
		}
	}
	return nil
}

// eachStatement walks the statements that a query finds, newest first, with the offsets
// of their texts: those of one text stand together and share them.
func eachStatement(ctx context.Context, l ledger.Ledger, q ledger.Query, do func(*ledger.Statement, *enligt.Offsets) error) error {
	q.Limit = ledger.MaxLimit
	var at *enligt.Offsets
	of := ""
	for q.Cursor = ""; ; {
		page, err := l.Statements(ctx, q)
		if err != nil {
			return err
		}
		for i := range page.Items {
			s := &page.Items[i]
			if at == nil || s.Version.ID != of {
				at, of = enligt.NewOffsets(s.Version.Text), s.Version.ID
			}
			if err := do(s, at); err != nil {
				return err
			}
		}
		if q.Cursor = page.Next; q.Cursor == "" {
			return nil
		}
	}
}

// writeJSON writes one value and a line feed, without the escapes that only HTML needs.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// slice is the words of a span, "" for none.
func slice(text string, s *enligt.Span) string {
	if s == nil {
		return ""
	}
	return s.Of(text)
}
