package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/enligt/enligt/desk/web"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
)

// question is one kind of request of the mix.
type question struct {
	name string
	draw func(r *rand.Rand) drawn
}

// drawn is a question with its words: how a page asks it, and how the store is asked.
type drawn struct {
	path string
	ask  func() error
}

// answers asks as the flags say.
func (c *benchLedgerCommand) answers(std streams, store *sqlite.Store) error {
	kinds, err := questions(store)
	if err != nil {
		return err
	}
	if c.Ask != "store" {
		if err := c.pages(std, store, kinds); err != nil {
			return err
		}
	}
	if c.Ask == "pages" {
		return nil
	}
	fmt.Fprintln(std.Out, "the store in process"+loadNow())
	return c.ask(std, kinds, func(d drawn) error { return d.ask() })
}

// pages opens a desk on a free port of this machine and asks it as a browser does,
// without the styles and scripts that a browser keeps.
func (c *benchLedgerCommand) pages(std streams, store *sqlite.Store, kinds []question) error {
	set, err := openPacks("")
	if err != nil {
		return err
	}
	site, err := newSite(store, set, web.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, l, site, nil) }()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 256}, Timeout: time.Minute}
	fmt.Fprintln(std.Out, "pages over HTTP"+loadNow())
	err = c.ask(std, kinds, func(d drawn) error { return readPage(client, "http://"+l.Addr().String()+d.path) })
	client.CloseIdleConnections()
	stop()
	return errors.Join(err, <-ended)
}

// readPage reads a page to its end.
func readPage(client *http.Client, address string) error {
	r, err := client.Get(address)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return err
	}
	if r.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", address, r.Status)
	}
	return nil
}

// loadNow is what else the machine does, where it tells.
func loadNow() string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	load, _, _ := strings.Cut(string(b), " ")
	return " (load of the machine at the start: " + load + ")"
}

// ask sends requests at a steady rate, whether those before are answered or not, and
// tells how long each kind took from the moment it was due.
func (c *benchLedgerCommand) ask(std streams, kinds []question, ask func(drawn) error) error {
	type answer struct {
		kind int
		took time.Duration
		err  error
	}
	asked := make([]drawn, c.Requests)
	for i := range asked {
		asked[i] = kinds[i%len(kinds)].draw(rand.New(rand.NewPCG(1, uint64(i))))
	}
	answers := make(chan answer, c.Requests)
	begun := time.Now()
	for i := range asked {
		due := begun.Add(time.Duration(i) * time.Second / time.Duration(c.Rate))
		time.Sleep(time.Until(due))
		go func() {
			err := ask(asked[i])
			answers <- answer{i % len(kinds), time.Since(due), err}
		}()
	}
	took := make([][]time.Duration, len(kinds))
	var all []time.Duration
	for range c.Requests {
		a := <-answers
		if a.err != nil {
			return a.err
		}
		took[a.kind] = append(took[a.kind], a.took)
		all = append(all, a.took)
	}
	for i, k := range kinds {
		printTimes(std.Out, k.name, took[i])
	}
	printTimes(std.Out, "all", all)
	return nil
}

func printTimes(out io.Writer, name string, list []time.Duration) {
	if len(list) == 0 {
		return
	}
	slices.Sort(list)
	at := func(share float64) float64 {
		return float64(list[min(len(list)-1, int(share*float64(len(list))))].Microseconds()) / 1000
	}
	fmt.Fprintf(out, "%-9s %5d requests, median %6.1f ms, p95 %6.1f, p99 %6.1f, worst %6.1f\n", name, len(list), at(.5), at(.95), at(.99), at(1))
}

// questions are the kinds of the mix; their words, names and documents are drawn from
// the ledger itself.
func questions(store *sqlite.Store) ([]question, error) {
	ctx := context.Background()
	page, err := store.Documents(ctx, ledger.Query{Limit: ledger.MaxLimit})
	if err != nil {
		return nil, err
	}
	actors, err := store.Actors(ctx, ledger.Query{Limit: 200})
	if err != nil {
		return nil, err
	}
	if len(page.Items) == 0 || len(actors.Items) == 0 {
		return nil, errors.New("bench ledger: the ledger is empty")
	}
	word := func(r *rand.Rand) ledger.Word {
		tokens := ledger.Tokens(page.Items[r.IntN(len(page.Items))].Text)
		return ledger.Word{Text: cmp.Or(tokens[r.IntN(len(tokens))], "a")}
	}
	list := func(path, field, value string, q ledger.Query) drawn {
		if field != "" {
			path += "?" + url.Values{field: {value}}.Encode()
		}
		return drawn{path, func() error {
			_, err := store.Statements(ctx, q)
			return err
		}}
	}
	return []question{
		{"one word", func(r *rand.Rand) drawn {
			w := word(r)
			return list("/search", "q", w.Text, ledger.Query{Text: []ledger.Word{w}})
		}},
		{"two words", func(r *rand.Rand) drawn {
			a, b := word(r), word(r)
			return list("/search", "q", a.Text+" "+b.Text, ledger.Query{Text: []ledger.Word{a, b}})
		}},
		{"who", func(r *rand.Rand) drawn {
			who := actors.Items[r.IntN(len(actors.Items))].Name
			return list("/", "who", who, ledger.Query{Who: who})
		}},
		{"now", func(*rand.Rand) drawn { return list("/", "", "", ledger.Query{}) }},
		{"document", func(r *rand.Rand) drawn {
			id := page.Items[r.IntN(len(page.Items))].ID
			return drawn{"/documents/" + id, func() error {
				_, err := store.Document(ctx, id, ledger.AsOf{})
				return err
			}}
		}},
	}, nil
}
