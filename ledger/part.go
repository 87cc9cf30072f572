package ledger

import (
	"context"
	"fmt"
)

// PartOf cuts the part that a query asks for out of a list that a ledger gives whole,
// as of a moment, and says how long the list is. The parts after the first stay with
// its commit. It fails with ErrCursor, or as the ledger and the list do.
func PartOf[T any](ctx context.Context, l Ledger, q Query, list func(AsOf) ([]T, error)) (page Page[T], whole int, err error) {
	from := 0
	if q.Cursor == "" {
		now, err := l.Statements(ctx, Query{AsOf: q.AsOf, Limit: 1})
		if err != nil {
			return page, 0, err
		}
		page.AsOf = now.AsOf
	} else if page.AsOf, from, err = partAt(q.Cursor); err != nil {
		return page, 0, err
	}
	if page.AsOf == 0 { // before the first commit
		return page, 0, nil
	}
	all, err := list(AsOf{Commit: page.AsOf})
	if err != nil {
		return page, 0, err
	}
	limit := min(q.Limit, MaxLimit)
	if limit < 1 {
		limit = DefaultLimit
	}
	from = min(from, len(all))
	to := min(from+limit, len(all))
	page.Items = all[from:to]
	if to < len(all) {
		page.Next = fmt.Sprintf("%d.%d", page.AsOf, to)
	}
	return page, len(all), nil
}

// partAt reads a cursor: the commit, and how many came before.
func partAt(cursor string) (commit int64, from int, err error) {
	n, err := fmt.Sscanf(cursor, "%d.%d", &commit, &from)
	if n != 2 || err != nil || commit < 1 || from < 1 || cursor != fmt.Sprintf("%d.%d", commit, from) {
		return 0, 0, ErrCursor
	}
	return commit, from, nil
}
