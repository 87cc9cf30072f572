package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/enligt/enligt/ledger"
)

// item keeps where a document was seen, in the transaction that keeps the document.
func (w *writer) item(it *ledger.Item, address string) error {
	var published any
	if !it.Published.IsZero() {
		published = it.Published.Unix()
	}
	_, err := w.exec(`INSERT INTO items (feed_id, key, digest, link, published, seen, source, address, commit_)
		SELECT id, ?, ?, ?, ?, ?, ?, ?, CASE WHEN ? > 0 THEN ? ELSE (SELECT coalesce(max(number), 0) + 1 FROM commits) END FROM feeds WHERE key = ?`,
		it.Key, it.Digest, it.Link, published, it.Seen.Unix(), string(it.From), address, w.commit.Number, w.commit.Number, it.Feed)
	return err
}

// Notice keeps items whose documents are in the ledger already.
func (s *Store) Notice(ctx context.Context, items []ledger.Item) error {
	err := s.write(ctx, func(t *sql.Tx) error {
		w := &writer{t: t}
		defer w.close()
		for i := range items {
			if err := w.item(&items[i], items[i].Address); err != nil {
				return err
			}
		}
		return nil
	})
	return s.wrap(err)
}

// Recognise says of each item of a feed what the ledger knows of it.
func (s *Store) Recognise(ctx context.Context, feed string, items []ledger.Item) ([]ledger.Recognised, error) {
	out := make([]ledger.Recognised, len(items))
	err := s.read(ctx, func(t *sql.Tx) error {
		last, err := t.Prepare(`SELECT i.digest, i.source, i.address, (SELECT count(*) FROM items s WHERE s.feed_id = i.feed_id AND s.key = i.key AND s.digest = i.digest),
			EXISTS (SELECT 1 FROM items s WHERE s.feed_id = i.feed_id AND s.key = i.key AND s.source = 'page')
			FROM items i WHERE i.feed_id = (SELECT id FROM feeds WHERE key = ?) AND i.key = ? ORDER BY i.id DESC LIMIT 1`)
		if err != nil {
			return err
		}
		defer last.Close()
		linked, err := t.Prepare(`SELECT address FROM (
			SELECT i.address, i.id AS n FROM items i WHERE i.link = ?1 AND i.source = 'page' AND ?1 <> ''
			UNION ALL SELECT d.address, 0 FROM documents d WHERE d.address = ?1) ORDER BY n DESC LIMIT 1`)
		if err != nil {
			return err
		}
		defer linked.Close()
		for i := range items {
			if out[i], err = recognise(last, linked, feed, &items[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return out, s.wrap(err)
}

func recognise(last, linked *sql.Stmt, feed string, it *ledger.Item) (out ledger.Recognised, err error) {
	var digest string
	var from ledger.ItemText
	err = last.QueryRow(feed, it.Key).Scan(&digest, &from, &out.Address, &out.Tries, &out.Paged)
	switch {
	case err == nil && digest != it.Digest:
		out.State, out.Tries = ledger.ItemChanged, 0
		return out, nil
	case err == nil && from == ledger.FromLater:
		out.State = ledger.ItemAgain
		return out, nil
	case err == nil:
		out.State = ledger.ItemKnown
		return out, nil
	case !errors.Is(err, sql.ErrNoRows):
		return out, err
	}
	err = linked.QueryRow(it.Link).Scan(&out.Address)
	switch {
	case err == nil:
		out.State = ledger.ItemLinked
	case errors.Is(err, sql.ErrNoRows):
		out.State, err = ledger.ItemNew, nil
	}
	return out, err
}

// Items lists the items of a feed that were seen since a time.
func (s *Store) Items(ctx context.Context, feed string, since time.Time, limit int) (out []ledger.Item, err error) {
	if limit < 1 {
		limit = -1
	}
	err = s.read(ctx, func(t *sql.Tx) error {
		return each(t, `SELECT i.key, i.digest, i.link, i.published, i.seen, i.source, i.address FROM items i WHERE i.feed_id = (SELECT id FROM feeds WHERE key = ?) AND i.seen >= ?
			AND NOT EXISTS (SELECT 1 FROM items n WHERE n.feed_id = i.feed_id AND n.key = i.key AND n.id > i.id) ORDER BY i.seen DESC, i.id DESC LIMIT ?`,
			[]any{feed, since.Unix(), limit}, func(r *sql.Rows) error {
				it := ledger.Item{Feed: feed}
				var published sql.NullInt64
				var seen int64
				err := r.Scan(&it.Key, &it.Digest, &it.Link, &published, &seen, &it.From, &it.Address)
				it.Seen = time.Unix(seen, 0).UTC()
				if published.Valid {
					it.Published = time.Unix(published.Int64, 0).UTC()
				}
				out = append(out, it)
				return err
			})
	})
	return out, s.wrap(err)
}
