package sqlite

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// chain recomputes every link; head must be among their hashes.
func (v *verifier) chain(head string) error {
	var before *ledger.ChainLink
	hashes := []string{}
	err := each(v.t, "SELECT number, utc, who, kind, subject, digest, previous, payload, hash FROM chain ORDER BY number", nil, func(r *sql.Rows) error {
		var c ledger.ChainLink
		var utc int64
		var payload []byte
		var hash string
		if err := r.Scan(&c.Number, &utc, &c.Who, &c.Kind, &c.Subject, &c.Payload, &c.Previous, &payload, &hash); err != nil {
			return err
		}
		c.UTC = time.Unix(utc, 0).UTC()
		where := fmt.Sprintf("chain link %d", c.Number)
		if err := ledger.CheckLink(before, &c, payload); err != nil {
			v.fault(where, "%v", err)
		}
		if c.Hash() != hash {
			v.fault(where, "its line has hash %.12s…, it was kept with %.12s…", c.Hash(), hash)
		}
		before = &c
		hashes = append(hashes, hash)
		v.out.Links++
		v.out.Head = hash
		return nil
	})
	if head != "" && head != ledger.NoHash && !slices.Contains(hashes, head) {
		v.fault("chain", "has no link with the hash %s: its end was cut off or written anew", head)
	}
	return err
}

// decisions have the columns of their payloads, and every payload its decision: the
// chain would stay whole where only the columns, by which questions find them, were
// written anew.
func (v *verifier) decisions() error {
	return each(v.t, `SELECT c.number, c.kind, c.commit_, c.payload, coalesce(x.hash, ''), coalesce(d.key, ''), coalesce(d.status, ''), coalesce(d.field, ''), coalesce(d.commit_, 0)
		FROM chain c LEFT JOIN decisions d ON d.number = c.number LEFT JOIN texts x ON x.id = d.text_id WHERE c.kind IN (?, ?) OR d.number IS NOT NULL`,
		[]any{string(ledger.ChainStatus), string(ledger.ChainCorrection)}, func(r *sql.Rows) error {
			var number, came, commit int64
			var kind, hash, key, status, field string
			var payload []byte
			if err := r.Scan(&number, &kind, &came, &payload, &hash, &key, &status, &field, &commit); err != nil {
				return err
			}
			d, err := ledger.ParsePayload(payload)
			if err != nil || len(d.Spans) == 0 || d.TextHash != hash || ledger.KeyOf(hash, d.Spans) != key ||
				string(d.Status) != status || d.Field != field || came != commit || (kind == string(ledger.ChainCorrection)) != (field != "") {
				v.fault(fmt.Sprintf("chain link %d", number), "its text, statement, status or field is not that of its payload")
			}
			return nil
		})
}

// decided: the decisions on a text stand on those statements of a reading to which
// they carry over, where the reading still counted when they were made.
func (v *verifier) decided(where string, reading int64, list []found, statements []enligt.Statement) error {
	type on struct{ statement, decision int64 }
	want, got := map[on]bool{}, map[on]bool{}
	err := each(v.t, `SELECT d.number, c.payload FROM readings r JOIN versions v ON v.id = r.version_id JOIN decisions d ON d.text_id = v.text_id JOIN chain c ON c.number = d.number
		LEFT JOIN reading_ends e ON e.reading_id = r.id WHERE r.id = ? AND (e.commit_ IS NULL OR e.commit_ > d.commit_)`, []any{reading}, func(r *sql.Rows) error {
		var number int64
		var payload []byte
		if err := r.Scan(&number, &payload); err != nil {
			return err
		}
		d, err := ledger.ParsePayload(payload)
		if err != nil || len(d.Spans) == 0 {
			return nil // decisions tells of it
		}
		if at := ledger.CarryOver(d.Spans, statements); at >= 0 {
			want[on{list[at].id, number}] = true
		}
		return nil
	})
	if err == nil {
		err = each(v.t, "SELECT a.statement_id, a.decision FROM statements s JOIN decided a ON a.statement_id = s.id WHERE s.reading_id = ?", []any{reading}, func(r *sql.Rows) error {
			var o on
			err := r.Scan(&o.statement, &o.decision)
			got[o] = true
			return err
		})
	}
	if !maps.Equal(want, got) {
		v.fault(where, "decisions stand on other statements than those that they are about")
	}
	return err
}

// joins: who was joined, set apart or dismissed, and what was undone, is what the
// chain says, link for link.
func (v *verifier) joins() error {
	for _, c := range []struct{ kind, kept, says string }{
		{string(ledger.ChainJoin), "SELECT l.*, a.key AS a, b.key AS b, coalesce(d.key, '') AS d FROM links l JOIN actors a ON a.id = l.from_actor JOIN actors b ON b.id = l.to_actor LEFT JOIN documents d ON d.id = l.document_id",
			"c.subject = k.a AND c.who = k.who AND c.payload ->> 'from' = k.a AND c.payload ->> 'to' = k.b AND c.payload ->> 'document' = k.d AND c.payload ->> 'why' = k.why"},
		{string(ledger.ChainUndo), "SELECT * FROM link_ends", "c.payload ->> 'link' = CAST(k.link_id AS TEXT)"},
		{string(ledger.ChainDismiss), "SELECT * FROM proposal_ends", "c.payload ->> 'proposal' = CAST(k.proposal_id AS TEXT)"},
	} {
		const differ = "the ledger and the chain differ in what was joined, undone or dismissed"
		agrees := "k.commit_ = c.commit_ AND c.kind = ?1 AND CASE WHEN json_valid(c.payload) THEN " + c.says + " ELSE 0 END"
		for _, q := range []string{
			"SELECT k.commit_ FROM (" + c.kept + ") k WHERE NOT EXISTS (SELECT 1 FROM chain c WHERE " + agrees + ")",
			"SELECT c.commit_ FROM chain c WHERE c.kind = ?1 AND NOT EXISTS (SELECT 1 FROM (" + c.kept + ") k WHERE " + agrees + ")",
		} {
			err := each(v.t, q, []any{c.kind}, func(r *sql.Rows) error {
				var commit int64
				err := r.Scan(&commit)
				v.fault(fmt.Sprintf("commit %d", commit), differ)
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}
