package api

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/enligt/enligt"
)

// convert turns each pair of start and end in a value of JSON from code points to
// UTF-16 units of the text.
func convert(b []byte, o *enligt.Offsets) ([]byte, error) {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, err
	}
	if err := walk(v, o); err != nil {
		return nil, err
	}
	return json.Marshal(v)
}

func walk(v any, o *enligt.Offsets) error {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if err := walk(x, o); err != nil {
				return err
			}
		}
	case map[string]any:
		for name, x := range v {
			n, ok := x.(json.Number)
			if !ok || name != "start" && name != "end" {
				if err := walk(x, o); err != nil {
					return err
				}
				continue
			}
			runes, err := n.Int64()
			if err != nil {
				return fmt.Errorf("%s %s: %w", name, n, err)
			}
			at, err := o.FromRunes(int(runes))
			if err != nil {
				return err
			}
			v[name] = o.UTF16(at)
		}
	}
	return nil
}
