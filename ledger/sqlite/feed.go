package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/enligt/enligt/ledger"
)

// following are the subscriptions without an end as of a commit.
const following = `SELECT p.id FROM subscriptions p WHERE p.feed_id = f.id AND p.commit_ <= ?1
	AND NOT EXISTS (SELECT 1 FROM subscription_ends e WHERE e.subscription_id = p.id AND e.commit_ <= ?1)`

// far is a commit after all others.
const far = int64(1) << 62

// Subscribe follows feeds as one commit.
func (s *Store) Subscribe(ctx context.Context, by ledger.Origin, feeds []ledger.Feed) ([]ledger.Added, error) {
	out := make([]ledger.Added, len(feeds))
	err := s.write(ctx, func(t *sql.Tx) error {
		w := &writer{t: t, by: by, kind: ledger.KindFeed}
		defer w.close()
		for i := range feeds {
			var err error
			if out[i], err = w.subscribe(&feeds[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, s.failed("add", err)
	}
	return out, nil
}

func (w *writer) subscribe(f *ledger.Feed) (ledger.Added, error) {
	out := ledger.Added{State: ledger.Known, Document: ledger.FeedID(f.Address)}
	found, err := w.look("SELECT p.commit_ FROM feeds f JOIN subscriptions p ON p.feed_id = f.id WHERE f.key = ?2 AND p.id IN ("+following+")", []any{far, out.Document}, &out.Commit)
	if err != nil || found {
		return out, err
	}
	if err := w.begin(); err != nil {
		return out, err
	}
	out.State, out.Commit = ledger.New, w.commit.Number
	var id int64
	found, err = w.look("SELECT id FROM feeds WHERE key = ?", []any{out.Document}, &id)
	if err == nil && !found {
		id, err = w.exec("INSERT INTO feeds (key, address, commit_) VALUES (?, ?, ?)", out.Document, f.Address, w.commit.Number)
	}
	if err != nil {
		return out, err
	}
	folders, err := json.Marshal(append([]string{}, f.Folders...))
	if err != nil {
		return out, err
	}
	_, err = w.exec("INSERT INTO subscriptions (feed_id, title, site, folders, commit_) VALUES (?, ?, ?, ?, ?)", id, f.Title, f.Site, string(folders), w.commit.Number)
	return out, err
}

// Unsubscribe stops following a feed.
func (s *Store) Unsubscribe(ctx context.Context, by ledger.Origin, id string) error {
	err := s.write(ctx, func(t *sql.Tx) error {
		w := &writer{t: t, by: by, kind: ledger.KindFeed}
		defer w.close()
		var subscription int64
		found, err := w.look("SELECT p.id FROM feeds f JOIN subscriptions p ON p.feed_id = f.id WHERE f.key = ?2 AND p.id IN ("+following+")", []any{far, id}, &subscription)
		if err != nil {
			return err
		}
		if !found {
			return ledger.ErrNotFound
		}
		if err := w.begin(); err != nil {
			return err
		}
		_, err = w.exec("INSERT INTO subscription_ends (subscription_id, commit_) VALUES (?, ?)", subscription, w.commit.Number)
		return err
	})
	return s.wrap(err)
}

// Feeds lists the feeds that are followed, with their health.
func (s *Store) Feeds(ctx context.Context, at ledger.AsOf) (out []ledger.Feed, err error) {
	err = s.read(ctx, func(t *sql.Tx) error {
		n, err := moment(t, at)
		if err != nil {
			return err
		}
		see, err := sightOf(t, at)
		if err != nil {
			return err
		}
		var ids []int64
		err = each(t, `SELECT f.id, f.key, f.address, p.title, p.site, p.folders, c.number, c.utc, c.program, c.who, c.kind
			FROM feeds f JOIN subscriptions p ON p.feed_id = f.id JOIN commits c ON c.number = p.commit_
			WHERE p.id IN (`+following+`)`, []any{n}, func(r *sql.Rows) error {
			var id int64
			var f ledger.Feed
			var folders []byte
			if err := scanCommit(r, &f.Commit, &id, &f.ID, &f.Address, &f.Title, &f.Site, &folders); err != nil {
				return err
			}
			ids, out = append(ids, id), append(out, f)
			return json.Unmarshal(folders, &out[len(out)-1].Folders)
		})
		for i := range out {
			if err == nil {
				err = feedHealth(t, ids[i], &out[i], see)
			}
		}
		return err
	})
	slices.SortFunc(out, func(a, b ledger.Feed) int {
		return cmp.Or(strings.Compare(a.Title, b.Title), strings.Compare(a.Address, b.Address))
	})
	return out, s.wrap(err)
}

// sight is how far a question sees among rows without a commit of their own: what
// stood there before the commit, or at the time.
type sight struct{ commit, utc, poll int64 }

// sightOf finds the newest poll that a question sees. Polls are numbered in the
// order of commits and times.
func sightOf(t *sql.Tx, at ledger.AsOf) (s sight, err error) {
	s = sight{far, far, far}
	look := func(column string, until int64) error {
		var id int64
		err := t.QueryRow("SELECT id FROM polls WHERE "+column+" <= ? ORDER BY "+column+" DESC, id DESC LIMIT 1", until).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			err = nil
		}
		s.poll = min(s.poll, id)
		return err
	}
	if at.Commit > 0 {
		s.commit = at.Commit
		err = look("commit_", s.commit)
	}
	if !at.UTC.IsZero() && err == nil {
		s.utc = at.UTC.Unix()
		err = look("utc", s.utc)
	}
	return s, err
}

const pollColumns = `SELECT utc, outcome, status, moved, title, at, what, todo, etag, modified, items, new_, known, changed, lost, next, every, rule, week, asked, failures
	FROM polls WHERE feed_id = ?1 AND id <= ?2 `

// feedHealth fills in how a feed does.
func feedHealth(t *sql.Tx, id int64, f *ledger.Feed, see sight) error {
	h := &f.Health
	h.Now = f.Address
	args := []any{id, see.commit, see.utc}
	first := func(condition string, to *ledger.Poll) error {
		return each(t, pollColumns+condition+" ORDER BY id DESC LIMIT 1", []any{id, see.poll}, func(r *sql.Rows) error {
			to.Feed = f.ID
			return scanPoll(r, to)
		})
	}
	var success, moved, answer ledger.Poll
	for _, ask := range []struct {
		condition string
		to        *ledger.Poll
	}{
		{"", &h.Last}, {"AND outcome IN ('new', 'same')", &success}, {"AND outcome = 'failed'", &h.Failure},
		{"AND outcome IN ('new', 'same') AND moved <> ''", &moved}, {"AND outcome IN ('new', 'same') AND status <> 304", &answer},
	} {
		if err := first(ask.condition, ask.to); err != nil {
			return err
		}
	}
	h.Success, h.ETag, h.Modified = success.UTC, answer.ETag, answer.Modified
	f.Title = cmp.Or(f.Title, answer.Title)
	if moved.Moved != "" {
		h.Now = moved.Moved
	}
	count, given := "SELECT count(DISTINCT key) FROM items WHERE feed_id = ?1", args[:1]
	if see.commit < far || see.utc < far {
		count, given = count+" AND commit_ <= ?2 AND seen <= ?3", args
	}
	err := t.QueryRow(count, given...).Scan(&h.Items)
	if err == nil {
		h.Delay, err = feedDelay(t, f, args)
	}
	return err
}

// delaysOf is how many items tell how long a feed's news take to come in.
const delaysOf = 100

// feedDelay is the median between published and first fetched, of items that came
// out since the feed is followed.
func feedDelay(t *sql.Tx, f *ledger.Feed, args []any) (time.Duration, error) {
	var delays []int64
	err := each(t, `SELECT i.seen - i.published FROM items i WHERE i.feed_id = ?1 AND i.commit_ <= ?2 AND i.seen <= ?3 AND i.published >= ?4 AND i.published <= i.seen
		AND NOT EXISTS (SELECT 1 FROM items e WHERE e.feed_id = i.feed_id AND e.key = i.key AND e.id < i.id) ORDER BY i.seen DESC LIMIT ?5`,
		append(args, f.Commit.UTC.Unix(), delaysOf), func(r *sql.Rows) error {
			var d int64
			err := r.Scan(&d)
			delays = append(delays, d)
			return err
		})
	if err != nil || len(delays) == 0 {
		return -1, err
	}
	slices.Sort(delays)
	return time.Duration(delays[len(delays)/2]) * time.Second, nil
}

func scanPoll(r *sql.Rows, p *ledger.Poll) error {
	var utc, next, every, asked int64
	err := r.Scan(&utc, &p.Outcome, &p.Status, &p.Moved, &p.Title, &p.Err.At, &p.Err.What, &p.Err.Do, &p.ETag, &p.Modified, &p.Items, &p.New, &p.Known, &p.Changed, &p.Lost,
		&next, &every, &p.Pace.Rule, &p.Pace.Week, &asked, &p.Pace.Failures)
	p.UTC = time.Unix(utc, 0).UTC()
	if next != 0 {
		p.Next = time.Unix(next, 0).UTC()
	}
	p.Every, p.Pace.Asked = time.Duration(every)*time.Second, time.Duration(asked)*time.Second
	return err
}

// Polled keeps what one look at a feed gave.
func (s *Store) Polled(ctx context.Context, p ledger.Poll) error {
	next := int64(0)
	if !p.Next.IsZero() {
		next = p.Next.Unix()
	}
	err := s.write(ctx, func(t *sql.Tx) error {
		r, err := t.Exec(`INSERT INTO polls (feed_id, utc, outcome, status, moved, title, at, what, todo, etag, modified, items, new_, known, changed, lost, next, every, rule, week, asked, failures, commit_)
			SELECT id, max(?, coalesce((SELECT utc FROM polls ORDER BY id DESC LIMIT 1), 0)), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(number), 0) + 1 FROM commits) FROM feeds WHERE key = ?`,
			p.UTC.Unix(), string(p.Outcome), p.Status, p.Moved, p.Title, p.Err.At, p.Err.What, p.Err.Do, p.ETag, p.Modified, p.Items, p.New, p.Known, p.Changed, p.Lost,
			next, int64(p.Every/time.Second), string(p.Pace.Rule), p.Pace.Week, int64(p.Pace.Asked/time.Second), p.Pace.Failures, p.Feed)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return ledger.ErrNotFound
		}
		return nil
	})
	return s.wrap(err)
}
