package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
)

// killed is how often a running command is killed: ENLIGT_KILLS, else few times.
func killed(t *testing.T) int {
	if s := os.Getenv("ENLIGT_KILLS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	return 4
}

// TestWhatWasAcknowledgedSurvivesAKill kills a running `enligt add` at random
// moments. Each document that it acknowledged is there once, and all is whole.
func TestWhatWasAcknowledgedSurvivesAKill(t *testing.T) {
	const documents = 300
	killRounds(t, documents, 900*time.Millisecond, func(path string, round int) *exec.Cmd {
		add := runOf(t, "add", "--ledger", path, "--from", "jsonl", "-")
		add.Stdin = strings.NewReader(shortReports(t, round, documents))
		return add
	})
}

// TestWhatWatchAcknowledgedSurvivesAKill does the same to a running `enligt watch`,
// which fetches the pages of a feed that has others each time. In the end one run
// that nobody kills brings what the killed ones had left.
func TestWhatWatchAcknowledgedSurvivesAKill(t *testing.T) {
	const items = 120
	site := newFeedSite(t, items)
	var last string
	killRounds(t, items, 1200*time.Millisecond, func(path string, round int) *exec.Cmd {
		if path != last {
			site.follow(t, path)
			last = path
		}
		site.round.Store(int64(round))
		return runOf(t, "watch", "--ledger", path, "--once", "--now", "--gap", "0s", "--allow-private", "127.0.0.0/8")
	})
	if out, err := runOf(t, "watch", "--ledger", last, "--once", "--now", "--gap", "0s", "--allow-private", "127.0.0.0/8").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	store, err := sqlite.Open(last, sqlite.Options{MustExist: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for i := range items {
		d, err := store.Document(context.Background(), fmt.Sprintf("%s/%d/%d.html", site.URL, site.round.Load(), i), ledger.AsOf{})
		if err != nil || len(d.Versions) != 1 {
			t.Errorf("item %d of the last round: %d versions, %v", i, len(d.Versions), err)
		}
	}
}

// runOf is a run of the program: the test's binary is it under this name.
func runOf(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("processes end otherwise there")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(exe, args...)
	c.Args[0] = "enligt"
	return c
}

// killRounds starts a command again and again on ledgers that go through five kills
// each, kills it within a time and looks at what is left. all is how many documents
// a run acknowledges that nobody kills.
func killRounds(t *testing.T, all int, within time.Duration, start func(path string, round int) *exec.Cmd) {
	random := rand.New(rand.NewPCG(7, uint64(killed(t))))
	var path string
	acknowledged, before, cut := map[string]int{}, 0, 0
	for round := range killed(t) {
		if round%5 == 0 {
			path = filepath.Join(t.TempDir(), fmt.Sprint(round, ".db"))
			before += len(acknowledged)
			clear(acknowledged)
		}
		c := start(path, round)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewReader(out)
		if round%2 == 1 { // the time runs from the first acknowledgement on, however slow the start
			_, _ = lines.Peek(1)
		}
		kill := time.AfterFunc(time.Duration(random.Int64N(int64(within))), func() { c.Process.Kill() })
		n := acknowledgements(lines, acknowledged)
		c.Wait()
		kill.Stop()
		if n < all {
			cut++
		}
		checkKilled(t, path, acknowledged)
		if t.Failed() {
			t.Fatalf("after kill %d", round+1)
		}
	}
	if cut == 0 || before+len(acknowledged) == 0 {
		t.Error("no run was cut short in the middle: nothing was tried")
	}
	t.Logf("%d kills, %d in the middle of the work, %d documents acknowledged", killed(t), cut, before+len(acknowledged))
}

// feedSite is a feed with the pages of its items, others in each round.
type feedSite struct {
	*httptest.Server
	round atomic.Int64
}

func newFeedSite(t *testing.T, items int) *feedSite {
	s := &feedSite{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var round, n int
		switch _, err := fmt.Sscanf(r.URL.Path, "/%d/%d.html", &round, &n); {
		case r.URL.Path == "/feed.rss":
			fmt.Fprint(w, `<rss version="2.0"><channel><title>Nordposten</title>`)
			for i := range items {
				fmt.Fprintf(w, `<item><guid isPermaLink="false">%d-%d</guid><link>/%d/%d.html</link><title>Hamn %d</title></item>`, s.round.Load(), i, s.round.Load(), i, i)
			}
			fmt.Fprint(w, `</channel></rss>`)
		case err == nil:
			fmt.Fprintf(w, `<!doctype html><html lang="sv"><title>Hamn %[1]d</title><article><h1>Hamn %[1]d</h1><p>Ada Berg säger att hamn %[1]d är stängd sedan i går kväll.</p><p>Eva Lind påstår att färja %[2]d är full av folk från ön.</p></article></html>`, n, round)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// follow makes a ledger that follows the feed.
func (s *feedSite) follow(t *testing.T, path string) {
	t.Helper()
	store, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := store.Subscribe(context.Background(), ledger.Origin{UTC: time.Now()}, []ledger.Feed{{Address: s.URL + "/feed.rss"}}); err != nil {
		t.Fatal(err)
	}
}

// shortReports are lines of documents, those of each round others.
func shortReports(t *testing.T, round, n int) string {
	var b strings.Builder
	for i := range n {
		line, err := json.Marshal(map[string]string{
			"id": fmt.Sprintf("r%d-%d", round, i), "url": fmt.Sprintf("https://x.example/%d/%d", round, i), "published": "2023-07-28",
			"text": fmt.Sprintf("Ada Berg säger att hamn %d är stängd. Eva Lind påstår att färja %d är full.", i, round),
		})
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
		b.WriteByte('\n')
	}
	return b.String()
}

// acknowledgements notes the ids of whole lines "added ID NAME" and counts them.
func acknowledgements(out *bufio.Reader, to map[string]int) (n int) {
	for {
		line, err := out.ReadString('\n')
		if err != nil {
			return n // the last line may be a part of one: no acknowledgement
		}
		if f := strings.Fields(line); len(f) == 3 && f[0] == "added" {
			to[f[1]]++
			n++
		}
	}
}

func checkKilled(t *testing.T, path string, acknowledged map[string]int) {
	t.Helper()
	store, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		t.Error(err)
		return
	}
	defer store.Close()
	for id, times := range acknowledged {
		if d, err := store.Document(context.Background(), id, ledger.AsOf{}); err != nil || times != 1 || len(d.Versions) != 1 {
			t.Errorf("document %s was acknowledged %d times; kept: %d versions, %v", id, times, len(d.Versions), err)
		}
	}
	if _, err := store.Verify(context.Background(), "", func(f ledger.Fault) { t.Errorf("%s: %s", f.Where, f.What) }); err != nil {
		t.Error(err)
	}
}
