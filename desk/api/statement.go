package api

import (
	"encoding/json"
	"net/http"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// statement is a statement with its document.
type statement struct {
	Statement  json.RawMessage   `json:"statement"` // as `enligt read` prints it
	Document   json.RawMessage   `json:"document"`  // the same, without its text
	DocumentID string            `json:"document_id"`
	Version    string            `json:"version"`
	Actors     map[string]string `json:"actors"` // ids of the reading -> ids of the ledger
	Status     enligt.Status     `json:"status"`
	Mended     map[string]string `json:"mended,omitempty"` // cells that people set right
	Commit     int64             `json:"commit"`
}

func (a *API) statements(r *http.Request) (any, error) {
	q, err := a.query(r)
	if err != nil {
		return nil, err
	}
	found, err := a.ledger.Statements(r.Context(), q)
	if err != nil {
		return nil, err
	}
	items, err := wire(r, found.Items)
	return newPart(items, found.Next, found.AsOf), err
}

// search is statements with words.
func (a *API) search(r *http.Request) (any, error) {
	if r.URL.Query().Get("q") == "" {
		return nil, &badParameter{"q", "missing", "give the words to search for"}
	}
	return a.statements(r)
}

// statement answers with every document that has the words, the newest first.
func (a *API) statement(r *http.Request) (any, error) {
	q, err := a.query(r)
	if err != nil {
		return nil, err
	}
	q.Key, q.Versions = r.PathValue("key"), "all"
	found, err := a.ledger.Statements(r.Context(), q)
	if err == nil && len(found.Items) == 0 {
		err = ledger.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	items, err := wire(r, found.Items)
	return newPart(items, found.Next, found.AsOf), err
}

// wire writes statements of one version after the other in the shape of `enligt
// read`.
func wire(r *http.Request, list []ledger.Statement) ([]statement, error) {
	var out []statement
	for len(list) > 0 {
		v := list[0].Version
		n := 0
		reading := enligt.Reading{Document: v.Document}
		for n < len(list) && list[n].Version == v {
			reading.Statements = append(reading.Statements, list[n].Statement)
			n++
		}
		kept, err := ledger.Keep(&reading)
		if err != nil {
			return nil, err
		}
		units := inUTF16(r, v.Text)
		document, err := units(kept.Document)
		if err != nil {
			return nil, err
		}
		for i, b := range kept.Statements {
			one, err := units(b)
			if err != nil {
				return nil, err
			}
			s := &list[i]
			out = append(out, statement{one, document, v.DocumentID, v.ID, s.Actors, s.Status, s.Mended(), s.Commit})
		}
		list = list[n:]
	}
	return out, nil
}
