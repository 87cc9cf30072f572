package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/enligt/enligt/ledger"
)

// mostCompared names of one sound are compared with a new one.
const mostCompared = 300

// propose compares a new name with those of other actors that sound like it.
func (w *writer) propose(actor int64, name, sound string) error {
	type other struct {
		actor int64
		name  string
	}
	var others []other
	err := each(w.t, "SELECT actor_id, name FROM names WHERE sound = ? AND sound <> '' AND actor_id <> ? ORDER BY id LIMIT ?", []any{sound, actor, mostCompared}, func(r *sql.Rows) error {
		var o other
		err := r.Scan(&o.actor, &o.name)
		others = append(others, o)
		return err
	})
	if err != nil {
		return err
	}
	for _, o := range others {
		near, ok := ledger.Near(o.name, name)
		if !ok {
			continue
		}
		_, err := w.exec("INSERT OR IGNORE INTO proposals (a, b, evidence, commit_) VALUES (?, ?, ?, ?)", min(actor, o.actor), max(actor, o.actor), near.String(), w.commit.Number)
		if err != nil {
			return err
		}
	}
	return nil
}

// Proposals lists pairs of actors that may be one.
func (s *Store) Proposals(ctx context.Context, at ledger.AsOf, limit int) (out []ledger.Proposal, err error) {
	err = s.read(ctx, func(t *sql.Tx) error {
		n, err := moment(t, at)
		if err != nil {
			return err
		}
		l, err := loadLinks(t, n)
		if err != nil {
			return err
		}
		enough := errors.New("enough")
		err = each(t, `SELECT p.id, p.a, p.b, p.evidence, p.commit_ FROM proposals p WHERE p.commit_ <= ?1
			AND NOT EXISTS (SELECT 1 FROM proposal_ends e WHERE e.proposal_id = p.id AND e.commit_ <= ?1) ORDER BY p.id DESC`, []any{n}, func(r *sql.Rows) error {
			var p ledger.Proposal
			var a, b int64
			if err := r.Scan(&p.ID, &a, &b, &p.Evidence, &p.Commit); err != nil {
				return err
			}
			if l.whole(a) == l.whole(b) {
				return nil
			}
			if limit > 0 && len(out) == limit {
				return enough
			}
			if p.A, err = loadActor(t, speaker{l.whole(a), -1}, n, l); err == nil {
				p.B, err = loadActor(t, speaker{l.whole(b), -1}, n, l)
			}
			out = append(out, p)
			return err
		})
		if errors.Is(err, enough) {
			err = nil
		}
		return err
	})
	return out, s.wrap(err)
}

// Dismiss ends a proposal.
func (s *Store) Dismiss(ctx context.Context, by ledger.Origin, proposal int64, why string) error {
	return s.wrap(s.write(ctx, func(t *sql.Tx) error {
		w := &writer{t: t, by: by, kind: ledger.KindLink}
		defer w.close()
		var a, b string
		found, err := w.look(`SELECT a.key, b.key FROM proposals p JOIN actors a ON a.id = p.a JOIN actors b ON b.id = p.b
			WHERE p.id = ? AND NOT EXISTS (SELECT 1 FROM proposal_ends e WHERE e.proposal_id = p.id)`, []any{proposal}, &a, &b)
		if err == nil && !found {
			err = fmt.Errorf("proposal %d, or one that is still open, is %w", proposal, ledger.ErrNotFound)
		}
		if err == nil && strings.TrimSpace(why) == "" {
			err = errors.New("a dismissal without a why; say what it rests on")
		}
		if err != nil {
			return err
		}
		payload, err := json.Marshal(map[string]string{"proposal": strconv.FormatInt(proposal, 10), "other": b, "why": why})
		if err != nil {
			return err
		}
		if _, err := w.link(ledger.ChainDismiss, a, payload); err != nil {
			return err
		}
		_, err = w.exec("INSERT INTO proposal_ends (proposal_id, commit_) VALUES (?, ?)", proposal, w.commit.Number)
		return err
	}))
}
