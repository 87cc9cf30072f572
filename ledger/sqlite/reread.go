package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/enligt/enligt/ledger"
)

// Reread keeps new readings of versions that are kept.
func (s *Store) Reread(ctx context.Context, by ledger.Origin, entries []ledger.Entry) ([]ledger.Reread, error) {
	cuts := make([]ledger.Kept, len(entries))
	for i := range entries {
		var err error
		if cuts[i], err = ledger.Keep(&entries[i].Reading); err != nil {
			return nil, err
		}
	}
	out := make([]ledger.Reread, len(entries))
	var fresh []formLemma
	err := s.write(ctx, func(t *sql.Tx) error {
		w := &writer{t: t, by: by, kind: ledger.KindReread, seen: &s.lemmas}
		defer w.close()
		for i := range entries {
			var err error
			if out[i], err = w.reread(&entries[i], &cuts[i]); err != nil {
				return err
			}
		}
		fresh = w.fresh
		return nil
	})
	if err != nil {
		return nil, s.wrap(err)
	}
	s.lemmas.keep(fresh)
	return out, nil
}

// reread closes the reading of a version that counts and puts another in its place.
func (w *writer) reread(e *ledger.Entry, k *ledger.Kept) (out ledger.Reread, err error) {
	doc := &e.Reading.Document
	if e.Reading.Err != nil {
		return out, fmt.Errorf("document %s: %w", doc.Address, e.Reading.Err)
	}
	hash := doc.TextHash()
	out.Version = ledger.VersionID(doc.Address, hash)
	var version, text, before int64
	found, err := w.look(`SELECT v.id, v.text_id, r.id FROM versions v JOIN readings r ON r.version_id = v.id
		WHERE v.key = ? AND NOT EXISTS (SELECT 1 FROM reading_ends e WHERE e.reading_id = r.id)`, []any{out.Version}, &version, &text, &before)
	if err == nil && !found {
		err = fmt.Errorf("document %s: this text of it is %w", doc.Address, ledger.ErrNotFound)
	}
	if err == nil {
		err = w.begin()
	}
	if err != nil {
		return out, err
	}
	out.Commit = w.commit.Number
	var came int64
	if err := w.t.QueryRow("SELECT commit_ FROM readings WHERE id = ?", before).Scan(&came); err != nil {
		return out, err
	}
	if came == w.commit.Number {
		return out, errors.New("the same text twice in one rereading")
	}
	if _, err := w.exec("INSERT INTO reading_ends (reading_id, commit_) VALUES (?, ?)", before, w.commit.Number); err != nil {
		return out, err
	}
	last, err := w.isNewest(version)
	if err == nil && last {
		err = w.counts(before, -1)
	}
	if err == nil {
		err = w.lemmas(e.Words)
	}
	if err != nil {
		return out, err
	}
	id, err := w.reading(version, ledger.DocumentID(doc.Address), hash, e, k)
	if err == nil {
		err = w.carry(id, text)
	}
	if err == nil {
		err = w.compare(&out, before, id)
	}
	return out, err
}

// compare counts what a new reading has and lacks, and the decisions that were on
// the one before and are on none of the new statements.
func (w *writer) compare(out *ledger.Reread, before, after int64) error {
	const in = "SELECT key FROM statements WHERE reading_id = "
	return w.t.QueryRow(`SELECT (SELECT count(*) FROM statements WHERE reading_id = ?2 AND key IN (`+in+`?1)),
		(SELECT count(*) FROM statements WHERE reading_id = ?2 AND key NOT IN (`+in+`?1)),
		(SELECT count(*) FROM statements WHERE reading_id = ?1 AND key NOT IN (`+in+`?2)),
		(SELECT count(DISTINCT a.decision) FROM decided a JOIN statements s ON s.id = a.statement_id WHERE s.reading_id = ?1
			AND a.decision NOT IN (SELECT b.decision FROM decided b JOIN statements z ON z.id = b.statement_id WHERE z.reading_id = ?2))`, before, after).
		Scan(&out.Same, &out.New, &out.Gone, &out.Orphaned)
}
