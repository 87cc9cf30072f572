package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/examples"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
	"github.com/enligt/enligt/reading"
)

// benchCommand groups the measurements of speed.
type benchCommand struct {
	Ledger benchLedgerCommand `cmd:"" help:"Fill a ledger and time its answers."`
}

// benchLedgerCommand is `enligt bench ledger`. It fills a ledger with articles cut
// from the raw texts of the data folder, or from the examples where there is none:
// each is read once and stored Copies times under other addresses, outlets and
// dates. Then it opens a desk over it and asks for pages, at a steady rate, and prints
// how long the answers took; load and desk share the machine. The seed is fixed: the
// same questions every time.
type benchLedgerCommand struct {
	Articles int    `help:"Articles in the ledger." default:"100000"`
	Copies   int    `help:"How often each reading is stored." default:"5"`
	Requests int    `help:"Questions to ask." default:"3000"`
	Rate     int    `help:"Questions a second." default:"50"`
	Data     string `help:"Data folder." default:"../shared/data" env:"ENLIGT_DATA"`
	Ledger   string `help:"File of the ledger; one that is there is not filled again. A temporary one without." placeholder:"PATH"`
	Ask      string `help:"Pages of the desk over HTTP, the store in process, or both in turn." enum:"pages,store,both" default:"pages"`
}

// benchWords is the length of an article.
const benchWords = 400

func (c *benchLedgerCommand) Run(std streams) error {
	if c.Copies < 1 || c.Articles < c.Copies || c.Rate < 1 || c.Requests < 1 {
		return usageError{errors.New("bench ledger: articles, copies, requests and rate are counts from 1, and no more copies than articles")}
	}
	path := c.Ledger
	if path == "" {
		dir, err := os.MkdirTemp("", "enligt-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		path = filepath.Join(dir, "bench.db")
	}
	store, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		return err
	}
	defer store.Close()
	head, err := store.Head(context.Background())
	if err != nil {
		return err
	}
	if head.Number == 0 {
		if err := c.fill(std, store); err != nil {
			return err
		}
	}
	if info, err := os.Stat(path); err == nil {
		fmt.Fprintf(std.Out, "file      %.0f MB\n", float64(info.Size())/1e6)
	}
	return c.answers(std, store)
}

// fill reads the articles and stores them.
func (c *benchLedgerCommand) fill(std streams, store *sqlite.Store) error {
	set, err := openPacks("")
	if err != nil {
		return err
	}
	began, read, stored := time.Now(), 0, 0
	var storing time.Duration
	var batch []ledger.Entry
	keep := func() error {
		from := time.Now()
		by := ledger.Origin{Who: "bench", Program: enligt.Version, UTC: time.Unix(1_690_000_000+int64(stored), 0)}
		_, err := store.Add(context.Background(), by, batch)
		stored += len(batch)
		batch = batch[:0]
		storing += time.Since(from)
		return err
	}
	for r := range readAll(reading.Open(set).ReadWords, c.articles(), runtime.GOMAXPROCS(0)) {
		if r.reading.Err != nil {
			return r.reading.Err
		}
		read++
		for copied := range c.Copies {
			batch = append(batch, ledger.Entry{Reading: c.elsewhere(r.reading, read, copied), Words: r.words})
			if len(batch) < commitSize {
				continue
			}
			if err := keep(); err != nil {
				return err
			}
		}
	}
	if err := keep(); err != nil {
		return err
	}
	took := time.Since(began)
	fmt.Fprintf(std.Out, "filled    %d articles, %d of them read, in %.0f s: %.1f read a second; storing took %.1f ms each\n",
		stored, read, took.Seconds(), float64(read)/took.Seconds(), storing.Seconds()*1000/float64(max(1, stored)))
	return nil
}

// elsewhere is a reading as if the article stood at another address.
func (c *benchLedgerCommand) elsewhere(r enligt.Reading, article, copied int) enligt.Reading {
	d := &r.Document
	d.Address = fmt.Sprintf("https://outlet%d.example/%d", copied*97+article%97, article)
	d.Outlet = fmt.Sprintf("Outlet %d", copied*97+article%97)
	d.Published = time.Date(2023, 1, 1+(article*7+copied)%365, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	return r
}

// articles yields so many texts as are to be read, in turn from each source.
func (c *benchLedgerCommand) articles() iter.Seq[item] {
	return func(yield func(item) bool) {
		left := c.Articles / c.Copies
		var pulls []func() (string, bool)
		for _, source := range c.sources() {
			next, stop := iter.Pull(source)
			defer stop()
			pulls = append(pulls, next)
		}
		for n := 0; left > 0 && len(pulls) > 0; n++ {
			at := n % len(pulls)
			text, ok := pulls[at]()
			if !ok {
				pulls = slices.Delete(pulls, at, at+1)
				continue
			}
			left--
			doc := enligt.Document{ID: fmt.Sprint(n), Address: fmt.Sprint("bench:", n), Text: text, Published: "2023-07-28"}
			if !yield(item{doc.ID, doc, nil}) {
				return
			}
		}
	}
}

// sources are streams of articles: a file of raw/ each, or the examples again and
// again with a number in them.
func (c *benchLedgerCommand) sources() []iter.Seq[string] {
	files, _ := filepath.Glob(filepath.Join(c.Data, "raw", "*.gz"))
	files = slices.DeleteFunc(files, func(f string) bool { return !strings.HasSuffix(f, ".txt.gz") && !strings.HasSuffix(f, ".jsonl.gz") })
	var out []iter.Seq[string]
	for _, f := range files {
		out = append(out, cutArticles(rawLines(f)))
	}
	if len(out) > 0 {
		return out
	}
	for _, lang := range examples.Langs() {
		_, text, _ := examples.Text(lang)
		out = append(out, func(yield func(string) bool) {
			for n := 1; yield(fmt.Sprintf("%s\n\n%d.\n", strings.TrimSpace(text), n)); n++ {
			}
		})
	}
	return out
}

// rawLines yields the lines of a packed file; of jsonl, those of its texts.
func rawLines(name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		f, err := os.Open(name)
		if err != nil {
			return
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			return
		}
		in := bufio.NewReaderSize(z, 1<<16)
		for {
			line, err := in.ReadString('\n')
			if strings.Contains(name, ".jsonl") {
				var d struct{ Text string }
				json.Unmarshal([]byte(line), &d)
				line = d.Text
			}
			for part := range strings.SplitSeq(line, "\n") {
				if !yield(part) {
					return
				}
			}
			if err != nil {
				if err != io.EOF {
					fmt.Fprintln(os.Stderr, "enligt: bench:", name, err)
				}
				return
			}
		}
	}
}

// cutArticles joins lines to articles of benchWords words or a little more.
func cutArticles(lines iter.Seq[string]) iter.Seq[string] {
	return func(yield func(string) bool) {
		var b strings.Builder
		words := 0
		for line := range lines {
			n := len(strings.Fields(line))
			if n == 0 || n > 2*benchWords {
				continue
			}
			b.WriteString(strings.ToValidUTF8(strings.TrimSpace(line), "\uFFFD"))
			b.WriteByte('\n')
			if words += n; words >= benchWords {
				if !yield(b.String()) {
					return
				}
				b.Reset()
				words = 0
			}
		}
	}
}
