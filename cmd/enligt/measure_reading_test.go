package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/enligt/enligt/measure"
)

// measured runs a measurement and decodes its report.
func measured(t *testing.T, run func(streams) error) *measure.Report {
	t.Helper()
	var out, errs bytes.Buffer
	if err := run(streams{Out: &out, Err: &errs}); err != nil {
		t.Fatalf("%v %s", err, &errs)
	}
	var r measure.Report
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	return &r
}

// TestRealReadingsScoreAsTheReferenceScorerSays reads the project's gold texts,
// writes what enligt read prints and has both scorers compare it.
func TestRealReadingsScoreAsTheReferenceScorerSays(t *testing.T) {
	gold := "../../reading/testdata/gold/fr.jsonl"
	dir := os.Getenv("ENLIGT_DATA")
	if dir == "" {
		dir = "../../../shared/data"
	}
	script := filepath.Join(dir, "..", "score.py")
	python, err := exec.LookPath("python3")
	if _, missing := os.Stat(script); missing != nil || err != nil {
		t.Skip("no reference scorer at " + script + ", or no python3; set ENLIGT_DATA")
	}
	readings := filepath.Join(t.TempDir(), "readings.jsonl")
	writeReadings(t, gold, readings)
	flags := measureReadings{Gold: []string{gold}, Readings: []string{readings}, measureOutput: measureOutput{JSON: true}}
	reference := func(args ...string) (out map[string]any) {
		b, err := exec.Command(python, append([]string{script}, args...)...).Output()
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	ref := reference("attribution", gold, readings, "--fields")
	r := measured(t, (&measureAttribution{Unit: "statements", measureReadings: flags}).Run)
	agree(t, r, flatten(ref), 20)
	if r.Calibration == nil || r.Calibration.N < 100 {
		t.Errorf("calibration %+v", r.Calibration)
	}
	agree(t, measured(t, (&measureTimes{flags}).Run), flatten(reference("times", gold, readings)), 3)
}

// flatten names the figures of the reference scorer as a report does.
func flatten(ref map[string]any) map[string]map[string]any {
	out := map[string]map[string]any{}
	for group, x := range ref {
		m, _ := x.(map[string]any)
		if _, ok := m["f"]; ok {
			out[strings.ReplaceAll(group, "_", " ")] = m
			continue
		}
		prefix := map[string]string{"segments_exact": "segments ", "component_exact": "exact ", "recall_by_form": "recall "}[group]
		for key, y := range m {
			if pair, ok := y.([]any); ok {
				out[prefix+key] = map[string]any{"share": pair[0], "n": pair[1]}
			} else {
				out[prefix+key], _ = y.(map[string]any)
			}
		}
	}
	return out
}

func agree(t *testing.T, r *measure.Report, ref map[string]map[string]any, least int) {
	t.Helper()
	compared := 0
	for _, m := range r.Metrics {
		want, ok := ref[m.Name]
		if !ok {
			continue
		}
		compared++
		for key, got := range map[string]float64{"p": m.Precision, "r": m.Recall, "f": m.F1, "share": m.Recall, "n": float64(m.N)} {
			if w, ok := want[key].(float64); ok && math.Abs(w-got) > .1 {
				t.Errorf("%s: %s %.2f, the reference says %.2f", m.Name, key, got, w)
			}
		}
	}
	if compared < least {
		t.Errorf("%s: only %d of the reference's figures compared: %v", r.Task, compared, r.Metrics)
	}
}

// writeReadings writes what enligt read prints of gold texts.
func writeReadings(t *testing.T, gold, readings string) {
	t.Helper()
	var out, errs bytes.Buffer
	c := readCommand{From: "jsonl", Format: "jsonl", Lang: "auto", Color: "never", Files: []string{gold}}
	if err := c.Run(streams{Out: &out, Err: &errs}); err != nil {
		t.Fatalf("%v %s", err, &errs)
	}
	if err := os.WriteFile(readings, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
