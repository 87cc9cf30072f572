package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// Decide keeps what a person settled or mended.
func (s *Store) Decide(ctx context.Context, by ledger.Origin, d enligt.Decision) (out ledger.Decision, err error) {
	err = s.write(ctx, func(t *sql.Tx) error {
		w := &writer{t: t, by: by, kind: ledger.KindDecide}
		defer w.close()
		out, err = w.decide(d)
		return err
	})
	return out, s.wrap(err)
}

func (w *writer) decide(d enligt.Decision) (out ledger.Decision, err error) {
	var text int64
	var words string
	found, err := w.look("SELECT id, text FROM texts WHERE hash = ?", []any{d.TextHash}, &text, &words)
	if err != nil {
		return out, err
	}
	if !found {
		return out, fmt.Errorf("decision on a text that is %w", ledger.ErrNotFound)
	}
	if err := ledger.CheckDecision(&d, words); err != nil {
		return out, err
	}
	payload, err := ledger.Payload(&d)
	if err != nil {
		return out, err
	}
	kind := ledger.ChainStatus
	if d.Field != "" {
		kind = ledger.ChainCorrection
	}
	out.Key = ledger.KeyOf(d.TextHash, d.Spans)
	link, err := w.link(kind, out.Key, payload)
	if err != nil {
		return out, err
	}
	d.Who, d.UTC = link.Who, link.UTC.Format(time.RFC3339)
	out.Decision, out.Number, out.Hash, out.Commit = d, link.Number, link.Hash(), w.commit.Number
	if _, err := w.exec("INSERT INTO decisions (number, text_id, key, status, field, commit_) VALUES (?, ?, ?, ?, ?, ?)",
		out.Number, text, out.Key, string(d.Status), d.Field, w.commit.Number); err != nil {
		return out, err
	}
	return out, w.attachEverywhere(out.Number, text, d.Spans)
}

// link puts the next link into the chain.
func (w *writer) link(kind ledger.ChainKind, subject string, payload []byte) (c ledger.ChainLink, err error) {
	if err := w.begin(); err != nil {
		return c, err
	}
	c = ledger.ChainLink{UTC: w.commit.UTC, Who: w.by.Who, Kind: kind, Subject: subject, Payload: ledger.HashOf(payload), Previous: ledger.NoHash}
	if _, err := w.look("SELECT number, hash FROM chain ORDER BY number DESC LIMIT 1", nil, &c.Number, &c.Previous); err != nil {
		return c, err
	}
	c.Number++
	_, err = w.exec("INSERT INTO chain (number, utc, who, kind, subject, payload, digest, previous, hash, commit_) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		c.Number, c.UTC.Unix(), c.Who, string(c.Kind), c.Subject, string(payload), c.Payload, c.Previous, c.Hash(), w.commit.Number)
	return c, err
}

// attachEverywhere finds the statement that a decision is about in every reading of
// the text that counts.
func (w *writer) attachEverywhere(decision, text int64, spans []enligt.Span) error {
	var readings []int64
	err := each(w.t, `SELECT r.id FROM readings r JOIN versions v ON v.id = r.version_id WHERE v.text_id = ? AND NOT EXISTS (SELECT 1 FROM reading_ends e WHERE e.reading_id = r.id)`,
		[]any{text}, func(r *sql.Rows) error {
			var id int64
			err := r.Scan(&id)
			readings = append(readings, id)
			return err
		})
	if err != nil {
		return err
	}
	for _, id := range readings {
		list, statements, err := w.statementsOf(id)
		if err != nil {
			return err
		}
		if err := w.attach(decision, spans, list, statements); err != nil {
			return err
		}
	}
	return nil
}

// carry finds the statements that the decisions on a text are about in a new reading.
func (w *writer) carry(reading, text int64) error {
	type open struct {
		number int64
		spans  []enligt.Span
	}
	var decisions []open
	err := each(w.t, "SELECT d.number, c.payload FROM decisions d JOIN chain c ON c.number = d.number WHERE d.text_id = ? ORDER BY d.number", []any{text}, func(r *sql.Rows) error {
		var number int64
		var payload []byte
		if err := r.Scan(&number, &payload); err != nil {
			return err
		}
		d, err := ledger.ParsePayload(payload)
		decisions = append(decisions, open{number, d.Spans})
		return err
	})
	if err != nil || len(decisions) == 0 {
		return err
	}
	list, statements, err := w.statementsOf(reading)
	if err != nil {
		return err
	}
	for _, d := range decisions {
		if err := w.attach(d.number, d.spans, list, statements); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) attach(decision int64, spans []enligt.Span, list []found, statements []enligt.Statement) error {
	at := ledger.CarryOver(spans, statements)
	if at < 0 {
		return nil
	}
	_, err := w.exec("INSERT OR IGNORE INTO decided (statement_id, decision, commit_) VALUES (?, ?, ?)", list[at].id, decision, w.commit.Number)
	return err
}

// statementsOf are the rows of a reading with their statements.
func (w *writer) statementsOf(reading int64) ([]found, []enligt.Statement, error) {
	list, err := rows(w.t, "FROM statements s WHERE s.reading_id = ? ORDER BY s.id DESC", reading)
	if err != nil {
		return nil, nil, err
	}
	var k ledger.Kept
	err = w.t.QueryRow("SELECT v.facts, x.text FROM readings r JOIN versions v ON v.id = r.version_id JOIN texts x ON x.id = v.text_id WHERE r.id = ?", reading).Scan(&k.Document, &k.Text)
	if err != nil {
		return nil, nil, err
	}
	for i := range list {
		k.Statements = append(k.Statements, list[i].statement)
	}
	r, err := k.Reading()
	return list, r.Statements, err
}

// statusAt is the status that a statement s has as of a commit.
const statusAt = `coalesce((SELECT d.status FROM decided a JOIN decisions d ON d.number = a.decision
	WHERE a.statement_id = s.id AND d.status <> '' AND a.commit_ <= ? ORDER BY d.number DESC LIMIT 1), 'unseen')`

// statusOf is the status by the newest decision that gives one.
func statusOf(newestFirst []ledger.Decision) enligt.Status {
	for i := range newestFirst {
		if s := newestFirst[i].Status; s != "" {
			return s
		}
	}
	return enligt.Unseen
}

// loadDecisions gives the decisions on each of the rows, newest first.
func loadDecisions(t *sql.Tx, rows []found, n int64) (map[int64][]ledger.Decision, error) {
	ids := make([]int64, len(rows))
	for i := range rows {
		ids[i] = rows[i].id
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	out := map[int64][]ledger.Decision{}
	err = each(t, "SELECT a.statement_id, "+decisionColumns+" FROM decided a JOIN decisions d ON d.number = a.decision JOIN chain c ON c.number = d.number "+
		"WHERE a.statement_id IN (SELECT value FROM json_each(?)) AND a.commit_ <= ? ORDER BY d.number DESC", []any{string(list), n}, func(r *sql.Rows) error {
		var id int64
		d, err := scanDecision(r, &id)
		out[id] = append(out[id], d)
		return err
	})
	return out, err
}

const decisionColumns = "d.number, d.key, c.hash, c.commit_, c.who, c.utc, c.payload"

func scanDecision(r *sql.Rows, before ...any) (d ledger.Decision, err error) {
	var who string
	var utc int64
	var payload []byte
	if err := r.Scan(append(before, &d.Number, &d.Key, &d.Hash, &d.Commit, &who, &utc, &payload)...); err != nil {
		return d, err
	}
	d.Decision, err = ledger.ParsePayload(payload)
	d.Who, d.UTC = who, time.Unix(utc, 0).UTC().Format(time.RFC3339)
	return d, err
}

// Decisions lists the decisions on a text, newest first.
func (s *Store) Decisions(ctx context.Context, textHash string, at ledger.AsOf) ([]ledger.Decision, error) {
	return s.decisions(ctx, at, "(? = '' OR d.text_id = (SELECT id FROM texts WHERE hash = ?))", textHash, textHash)
}

// Orphans lists the decisions whose statement is in no reading that counts.
func (s *Store) Orphans(ctx context.Context, at ledger.AsOf) ([]ledger.Decision, error) {
	return s.decisions(ctx, at, `d.field <> 'missed' AND NOT EXISTS (SELECT 1 FROM decided a JOIN statements s ON s.id = a.statement_id
		WHERE a.decision = d.number AND a.commit_ <= ?1 AND `+fmt.Sprintf(current[:len(current)-2], "s.reading_id")+"?1))")
}

// decisions lists those that a condition holds for; ?1 is the commit.
func (s *Store) decisions(ctx context.Context, at ledger.AsOf, cond string, args ...any) (out []ledger.Decision, err error) {
	err = s.read(ctx, func(t *sql.Tx) error {
		n, err := moment(t, at)
		if err != nil {
			return err
		}
		return each(t, "SELECT "+decisionColumns+" FROM decisions d JOIN chain c ON c.number = d.number WHERE d.commit_ <= ?1 AND "+cond+" ORDER BY d.number DESC",
			append([]any{n}, args...), func(r *sql.Rows) error {
				d, err := scanDecision(r)
				out = append(out, d)
				return err
			})
	})
	return out, s.wrap(err)
}

// Chain walks the links of the hash chain from the first.
func (s *Store) Chain(ctx context.Context, at ledger.AsOf, do func(ledger.ChainLink, []byte) error) error {
	var stop error
	err := s.read(ctx, func(t *sql.Tx) error {
		n, err := moment(t, at)
		if err != nil {
			return err
		}
		return each(t, "SELECT number, utc, who, kind, subject, digest, previous, payload FROM chain WHERE commit_ <= ? ORDER BY number", []any{n}, func(r *sql.Rows) error {
			var c ledger.ChainLink
			var utc int64
			var payload []byte
			if err := r.Scan(&c.Number, &utc, &c.Who, &c.Kind, &c.Subject, &c.Payload, &c.Previous, &payload); err != nil {
				return err
			}
			c.UTC = time.Unix(utc, 0).UTC()
			stop = do(c, payload)
			return stop
		})
	})
	if stop != nil && errors.Is(err, stop) {
		return stop
	}
	return s.wrap(err)
}
