package api

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/enligt/enligt/ledger"
)

// version is a text at an address, without the text.
type version struct {
	Version    string `json:"version"`
	DocumentID string `json:"document_id"`
	Number     int    `json:"number"`
	Address    string `json:"address"`
	Title      string `json:"title"`
	Outlet     string `json:"outlet"`
	Lang       string `json:"lang"`
	Published  string `json:"published"`
	Known      string `json:"known"` // when it became known, RFC 3339
	SHA256     string `json:"sha256"`
	Superseded bool   `json:"superseded"`
	Statements int    `json:"statements"`
	Commit     int64  `json:"commit"`
}

func newVersion(v *ledger.Version) version {
	return version{v.ID, v.DocumentID, v.Number, v.Address, v.Title, v.Outlet, v.Lang, v.Published, v.Commit.UTC.UTC().Format(time.RFC3339), v.Hash, v.Superseded, v.Count, v.Commit.Number}
}

func newVersions(list []ledger.Version) []version {
	out := make([]version, len(list))
	for i := range list {
		out[i] = newVersion(&list[i])
	}
	return out
}

func (a *API) documents(r *http.Request) (any, error) {
	q, err := a.query(r)
	if err != nil {
		return nil, err
	}
	found, err := a.ledger.Documents(r.Context(), q)
	return newPart(newVersions(found.Items), found.Next, found.AsOf), err
}

// whole is one document with the reading that counts.
type whole struct {
	version
	Versions []version         `json:"versions"`
	SameText []version         `json:"same_text"`
	Reading  json.RawMessage   `json:"reading"` // as `enligt read` prints it
	Actors   map[string]string `json:"actors"`
	Keys     []string          `json:"keys"` // of the statements, in their order
}

func (a *API) document(r *http.Request) (any, error) {
	q, err := a.query(r)
	if err != nil {
		return nil, err
	}
	d, err := a.ledger.Document(r.Context(), r.PathValue("id"), q.AsOf)
	if err != nil {
		return nil, err
	}
	line, err := d.Reading.MarshalJSON()
	if err != nil {
		return nil, err
	}
	out := whole{version: newVersion(&d.Version), Versions: newVersions(d.Versions), SameText: newVersions(d.SameText), Actors: map[string]string{}, Keys: []string{}}
	for i := range d.Notes {
		out.Keys = append(out.Keys, d.Notes[i].Key)
		out.Actors = d.Notes[i].Actors
	}
	out.Reading, err = inUTF16(r, d.Version.Text)(line)
	return out, err
}
