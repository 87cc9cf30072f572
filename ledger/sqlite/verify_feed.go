package sqlite

import (
	"database/sql"

	"github.com/enligt/enligt/ledger"
)

// feeds have the ids of their addresses, and their items documents.
func (v *verifier) feeds() error {
	err := each(v.t, "SELECT key, address FROM feeds", nil, func(r *sql.Rows) error {
		var key, address string
		err := r.Scan(&key, &address)
		if key != ledger.FeedID(address) {
			v.fault("feed "+key, "its id is not that of its address")
		}
		return err
	})
	if err != nil {
		return err
	}
	return each(v.t, `SELECT f.key, i.key, i.address FROM items i JOIN feeds f ON f.id = i.feed_id
		WHERE i.source IN ('page', 'feed') AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.address = i.address)`, nil, func(r *sql.Rows) error {
		var feed, key, address string
		err := r.Scan(&feed, &key, &address)
		v.fault("feed "+feed, "its item %s came to %s, where no document is", key, address)
		return err
	})
}
