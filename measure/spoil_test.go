package measure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

// spoilAnnotated writes a copy of gold in the shape of a reading, with errors of
// every kind. The same gold gives the same errors.
func spoilAnnotated(t *testing.T, gold, pred string) {
	t.Helper()
	b, err := os.ReadFile(gold)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	n := 0
	for _, line := range bytes.Split(bytes.TrimSpace(b), []byte("\n")) {
		var d map[string]any
		if err := json.Unmarshal(line, &d); err != nil {
			t.Fatal(err)
		}
		statements, times := []any{}, []any{}
		for _, x := range d["statements"].([]any) {
			if n++; n%9 != 0 || n < 3 {
				statements = append(statements, spoilStatement(x.(map[string]any), n))
			}
		}
		for _, x := range d["times"].([]any) {
			if n++; n%5 != 0 {
				times = append(times, spoilTime(x.(map[string]any), n))
			}
		}
		id := d["id"]
		if doc, ok := d["doc"]; ok {
			id = doc // the last of several annotators is the reading
		}
		line, _ := json.Marshal(map[string]any{"document": map[string]any{"id": id, "text": d["text"]}, "statements": statements, "times": times})
		out.Write(append(line, '\n'))
	}
	if err := os.WriteFile(pred, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func spoilStatement(s map[string]any, n int) map[string]any {
	out := map[string]any{"form": s["form"], "act": s["act"]}
	for k, every := range map[string]int{"cue": 7, "content": 4, "source": 5} {
		shift := 0
		if n%every == 0 {
			shift = n % 13
		}
		out[k] = reshape(s[k], shift)
	}
	if n%8 == 0 {
		out["act"], out["form"] = "deny", "mixed"
	}
	if n%10 == 0 {
		out["source"] = nil
	}
	var speakers []any
	for _, v := range namesIn(s["speaker"]) {
		name := v[0]
		if words := strings.Fields(name); n%3 == 0 {
			name = words[len(words)-1]
		}
		speakers = append(speakers, map[string]any{"name": strings.ToUpper(name), "kind": s["kind"], "role": map[string]any{"start": 0, "end": 1, "text": s["role"]}})
	}
	if s["role"] == nil && len(speakers) > 0 {
		speakers[0].(map[string]any)["role"] = nil
	}
	out["speaker"] = speakers
	for _, k := range []string{"addressee", "via"} {
		var list []any
		for _, v := range namesIn(s[k]) {
			list = append(list, map[string]any{"name": v[0], "text": v[0] + " här"})
		}
		out[k] = list
	}
	if c, ok := s["channel"].(string); ok && n%2 == 0 {
		out["channel"] = map[string]any{"name": c, "type": "other", "text": c}
	}
	if w, ok := s["when"].(string); ok {
		out["when"] = map[string]any{"value": w + "T14:00"}
	}
	out["doubt"] = []any{}
	for _, v := range doubtOf(s) {
		out["doubt"] = append(out["doubt"].([]any), map[string]any{"kind": v[0]}, map[string]any{"kind": fmt.Sprint("claimed")})
	}
	return out
}

// reshape turns [s,e] or [[s,e] …] into objects, moved by so many code points.
func reshape(x any, by int) any {
	ranges, err := rangesOf(x)
	if err != nil || len(ranges) == 0 {
		return nil
	}
	var out []any
	for _, r := range ranges {
		out = append(out, map[string]any{"start": r.Start + by, "end": max(r.Start+by, r.End+by/2)})
	}
	if list, ok := x.([]any); ok && len(list) == 2 && len(ranges) == 1 {
		return out[0]
	}
	return out
}

func spoilTime(x map[string]any, n int) map[string]any {
	ranges, _ := rangesOf(x["span"])
	out := map[string]any{"start": ranges[0].Start, "end": ranges[0].End, "value": x["value"]}
	if n%4 == 0 {
		out["end"] = ranges[0].End + 2
	}
	if n%6 == 0 {
		out["value"] = "PAST_REF"
	}
	return out
}
