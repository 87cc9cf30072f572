package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"github.com/enligt/enligt/examples"
	"github.com/enligt/enligt/packs"
)

// benchArticles is so many documents in turn of each language, as jsonl, each one
// of our articles of about 400 words.
func benchArticles(b *testing.B, n int) []byte {
	b.Helper()
	set, err := packs.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	var texts []map[string]string
	for _, lang := range set.Langs() {
		if _, text, ok := examples.Text(lang); ok {
			texts = append(texts, map[string]string{"lang": lang, "published": examples.Published, "text": text})
		}
	}
	if len(texts) == 0 {
		b.Fatal("no examples")
	}
	var out bytes.Buffer
	for i := range n {
		doc := texts[i%len(texts)]
		doc["id"] = strconv.Itoa(i)
		line, err := json.Marshal(doc)
		if err != nil {
			b.Fatal(err)
		}
		out.Write(append(line, '\n'))
	}
	return out.Bytes()
}

// BenchmarkRead is enligt read on two cores, articles in all languages, from
// jsonl to jsonl.
func BenchmarkRead(b *testing.B) {
	const n = 60
	lines := benchArticles(b, n)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	args := []string{"read", "--from", "jsonl", "--format", "jsonl"}
	if code := run(args, streams{bytes.NewReader(lines), io.Discard, io.Discard}); code != 0 {
		b.Fatalf("exit status %d", code)
	}
	read, began := 0, processorTime()
	for b.Loop() {
		run(args, streams{bytes.NewReader(lines), io.Discard, io.Discard})
		read += n
	}
	b.ReportMetric(float64(read)/b.Elapsed().Seconds(), "articles/s")
	if used := processorTime() - began; used > 0 {
		b.ReportMetric(float64(read)/used.Seconds(), "articles/cpu-s")
	}
}

// program builds the program as it is shipped.
func program(b *testing.B) string {
	b.Helper()
	name := filepath.Join(b.TempDir(), "enligt")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", name, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return name
}

// BenchmarkStart is a whole run of the program on one article: start, models,
// reading, output.
func BenchmarkStart(b *testing.B) {
	name := program(b)
	info, err := os.Stat(name)
	if err != nil {
		b.Fatal(err)
	}
	article := bytes.SplitAfter(benchArticles(b, 1), []byte("\n"))[0]
	for b.Loop() {
		read := exec.Command(name, "read", "--from", "jsonl", "--format", "jsonl")
		read.Stdin = bytes.NewReader(article)
		if out, err := read.Output(); err != nil || len(out) == 0 {
			b.Fatalf("%d bytes, %v", len(out), err)
		}
	}
	b.ReportMetric(float64(info.Size())/1e6, "MB-binary")
}
