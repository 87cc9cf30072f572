package api

import (
	"net/http"

	"github.com/enligt/enligt/ledger"
)

// outlet is who published what is kept.
type outlet struct {
	Name       *string `json:"name"` // null: documents that name none
	Documents  int     `json:"documents"`
	Statements int     `json:"statements"`
	Last       *string `json:"last"` // when its newest version came
	Commit     int64   `json:"commit"`
}

// outlets answers GET /api/v1/outlets, those with most documents first.
func (a *API) outlets(r *http.Request) (any, error) {
	q, err := a.query(r)
	if err != nil {
		return nil, err
	}
	found, _, err := ledger.PartOf(r.Context(), a.ledger, q, func(at ledger.AsOf) ([]ledger.Outlet, error) { return a.ledger.Outlets(r.Context(), at) })
	if err != nil {
		return nil, err
	}
	items := make([]outlet, len(found.Items))
	for i, o := range found.Items {
		items[i] = outlet{orNull(o.Name), o.Documents, o.Statements, when(o.Last.UTC), o.Last.Number}
	}
	return newPart(items, found.Next, found.AsOf), nil
}
