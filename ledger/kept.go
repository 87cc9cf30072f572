package ledger

import (
	"bytes"
	"encoding/json"

	"github.com/enligt/enligt"
)

// Kept is a reading in the parts that a store keeps apart, each JSON as `enligt
// read` prints it: the document without its text, each statement, the rest.
type Kept struct {
	Document   []byte
	Text       string
	Statements [][]byte
	Rest       []byte // actors, times, places, events, warnings, made_by
}

// keptRest is the shape of Kept.Rest.
type keptRest struct {
	Actors   json.RawMessage `json:"actors"`
	Times    json.RawMessage `json:"times"`
	Places   json.RawMessage `json:"places"`
	Events   json.RawMessage `json:"events"`
	Warnings json.RawMessage `json:"warnings"`
	MadeBy   json.RawMessage `json:"made_by"`
}

// Keep cuts a reading in parts. It fails where a span is none of the text's.
func Keep(r *enligt.Reading) (Kept, error) {
	line, err := r.MarshalJSON()
	if err != nil {
		return Kept{}, err
	}
	var whole struct {
		Document   map[string]json.RawMessage `json:"document"`
		Statements []json.RawMessage          `json:"statements"`
		keptRest
	}
	if err := json.Unmarshal(line, &whole); err != nil {
		return Kept{}, err
	}
	delete(whole.Document, "text")
	k := Kept{Text: r.Document.Text}
	if k.Document, err = plainJSON(whole.Document); err != nil {
		return Kept{}, err
	}
	if k.Rest, err = plainJSON(whole.keptRest); err != nil {
		return Kept{}, err
	}
	for _, s := range whole.Statements {
		k.Statements = append(k.Statements, s)
	}
	return k, nil
}

// plainJSON marshals without the escapes that only HTML needs.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// Reading puts the parts together again. Rest may be nil. It fails where a part
// has come loose from the text: an offset outside it, other words, another key.
func (k *Kept) Reading() (r enligt.Reading, err error) {
	err = r.UnmarshalParts(k.Document, k.Text, k.Statements, k.Rest)
	return r, err
}

// MadeBy reads from Rest the versions that made the reading.
func (k *Kept) MadeBy() (enligt.MadeBy, error) {
	var w struct {
		MadeBy struct{ Enligt, Pack string } `json:"made_by"`
	}
	err := json.Unmarshal(k.Rest, &w)
	return enligt.MadeBy{Enligt: w.MadeBy.Enligt, Pack: w.MadeBy.Pack}, err
}
