package api

import (
	"net/http"

	"github.com/enligt/enligt/weighing/revision"
)

// changes is a version, the one before it and what became of the statements.
type changes struct {
	Old     *version `json:"old"` // null for a first version
	New     version  `json:"new"`
	Changes []change `json:"changes"`
}

type change struct {
	Kind   revision.Kind `json:"kind"`
	Fields []field       `json:"fields"`
	Old    *statement    `json:"old"` // null for what was added
	New    *statement    `json:"new"` // null for what is gone
}

type field struct {
	Part revision.Part `json:"part"`
	Old  []string      `json:"old"`
	New  []string      `json:"new"`
}

// changed compares a version with the one before it.
func (a *API) changed(r *http.Request) (any, error) {
	q, err := a.query(r)
	if err != nil {
		return nil, err
	}
	now, err := a.ledger.Document(r.Context(), r.PathValue("id"), q.AsOf)
	if err != nil {
		return nil, err
	}
	out := changes{New: newVersion(&now.Version), Changes: []change{}}
	before := now.Before()
	if before == "" {
		return out, nil
	}
	old, err := a.ledger.Document(r.Context(), before, q.AsOf)
	if err != nil {
		return nil, err
	}
	was := newVersion(&old.Version)
	out.Old = &was
	wasSaid, err := wire(r, old.Notes)
	if err != nil {
		return nil, err
	}
	isSaid, err := wire(r, now.Notes)
	if err != nil {
		return nil, err
	}
	for _, c := range revision.Between(&old.Reading, &now.Reading, a.numerals) {
		out.Changes = append(out.Changes, newChange(c, wasSaid, isSaid))
	}
	return out, nil
}

func newChange(c revision.Change, was, is []statement) change {
	out := change{Kind: c.Kind, Fields: []field{}}
	for _, f := range c.Fields {
		out.Fields = append(out.Fields, field{f.Part, append([]string{}, f.Old...), append([]string{}, f.New...)})
	}
	if c.Old >= 0 {
		out.Old = &was[c.Old]
	}
	if c.New >= 0 {
		out.New = &is[c.New]
	}
	return out
}
