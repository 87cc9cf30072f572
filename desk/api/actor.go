package api

import (
	"net/http"

	"github.com/enligt/enligt/ledger"
)

// actor is who speaks, across documents.
type actor struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"`
	Key        *string  `json:"key"`
	Name       string   `json:"name"`
	Names      []naming `json:"names"`
	Roles      []naming `json:"roles"`
	Reason     string   `json:"reason"` // by which rule its documents are held together
	Links      []link   `json:"links"`  // by which people joined it or set it apart
	Statements int      `json:"statements"`
}

type naming struct {
	Words     string `json:"words"`
	Version   string `json:"version"`
	Published string `json:"published"`
	Documents int    `json:"documents"`
	Commit    int64  `json:"commit"`
}

type link struct {
	ID       int64  `json:"id"`
	From     string `json:"from"`
	To       string `json:"to"`
	Document string `json:"document"`
	Why      string `json:"why"`
	Who      string `json:"who"`
	Commit   int64  `json:"commit"`
	Ended    int64  `json:"ended"` // the commit that undid it, 0 while it holds
}

func newActor(a *ledger.Actor) actor {
	out := actor{ID: a.ID, Kind: string(a.Kind), Name: a.Name, Names: namings(a.Names), Roles: namings(a.Roles), Reason: string(a.Reason), Links: []link{}, Statements: a.Statements}
	if a.Key != "" {
		out.Key = &a.Key
	}
	for _, l := range a.Links {
		out.Links = append(out.Links, link(l))
	}
	return out
}

func namings(list []ledger.Naming) []naming {
	out := make([]naming, len(list))
	for i, n := range list {
		out[i] = naming{n.Words, n.Version, n.Published, n.Documents, n.Commit}
	}
	return out
}

func (a *API) actors(r *http.Request) (any, error) {
	q, err := a.query(r)
	if err != nil {
		return nil, err
	}
	found, err := a.ledger.Actors(r.Context(), q)
	items := make([]actor, len(found.Items))
	for i := range found.Items {
		items[i] = newActor(&found.Items[i])
	}
	return newPart(items, found.Next, found.AsOf), err
}

func (a *API) actor(r *http.Request) (any, error) {
	q, err := a.query(r)
	if err != nil {
		return nil, err
	}
	one, err := a.ledger.Actor(r.Context(), r.PathValue("id"), q.AsOf)
	return newActor(&one), err
}
