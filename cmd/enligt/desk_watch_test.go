package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
)

// runDesk runs `enligt desk` on a ledger until the test ends, and gives its address.
func runDesk(t *testing.T, path string, watch bool) (url string) {
	t.Helper()
	in, out := io.Pipe()
	c := &deskCommand{ledgerFlags: ledgerFlags{Ledger: path}, Listen: "127.0.0.1:0", Log: "none", Watch: watch}
	c.watchFlags = watchFlags{AtOnce: 2, AllowPrivate: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- c.run(ctx, streams{strings.NewReader(""), out, io.Discard})
		out.Close()
	}()
	lines := bufio.NewReader(in)
	line, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(line, err, <-ended)
	}
	go io.Copy(io.Discard, lines)
	t.Cleanup(func() { closes(t, stop, ended) })
	return regexp.MustCompile(`http://[0-9.:]+`).FindString(line)
}

// news waits for a stream to tell of documents.
func news(t *testing.T, url string, after int64) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	req, err := http.NewRequestWithContext(ctx, "GET", fmt.Sprintf("%s/events?after=%d", url, after), nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	for lines := bufio.NewReader(r.Body); ; {
		line, err := lines.ReadString('\n')
		if err != nil {
			t.Fatalf("the stream ended without news: %v", err)
		}
		if strings.HasPrefix(line, "data: ") && !strings.Contains(line, `"documents":0`) {
			return
		}
	}
}

func TestWhatAnotherProcessWatchesReachesAnOpenDesk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	site := newFeedSite(t, 3)
	site.follow(t, path)
	url := runDesk(t, path, false)
	w := runOf(t, "watch", "--ledger", path, "--once", "--gap", "0s", "--allow-private", "127.0.0.0/8")
	w.Stderr = os.Stderr
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	news(t, url, 1)
	if err := w.Wait(); err != nil {
		t.Error(err)
	}
}

func TestADeskThatWatchesFindsAFeedThatIsAddedMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	if s, err := sqlite.Open(path, sqlite.Options{}); err != nil {
		t.Fatal(err)
	} else {
		s.Close()
	}
	url := runDesk(t, path, true)
	newFeedSite(t, 3).follow(t, path)
	news(t, url, 1)
	r, err := http.Get(url + "/sources")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if body, _ := io.ReadAll(r.Body); !strings.Contains(string(body), "/feed.rss") {
		t.Errorf("the feed is not among the sources:\n%s", body)
	}
}

func TestAWatchThatIsToldToEndEndsWell(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	site := newFeedSite(t, 100)
	site.follow(t, path)
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		w := runOf(t, "watch", "--ledger", path, "--gap", "0s", "--allow-private", "127.0.0.0/8")
		out, err := w.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewReader(out)
		first, err := lines.ReadString('\n')
		if err != nil || !strings.HasPrefix(first, "added ") {
			t.Fatal(first, err)
		}
		w.Process.Signal(signal)
		acknowledged := map[string]int{strings.Fields(first)[1]: 1}
		acknowledgements(lines, acknowledged)
		if err := w.Wait(); err != nil {
			t.Errorf("after %v: %v", signal, err)
		}
		checkKilled(t, path, acknowledged)
		if len(acknowledged) == 100 {
			t.Error("it was done before it was told to end: nothing was tried")
		}
	}
	store, err := sqlite.Open(path, sqlite.Options{MustExist: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if list, err := store.Feeds(t.Context(), ledger.AsOf{}); err != nil || !list[0].Health.Last.UTC.IsZero() {
		t.Errorf("a look that was cut short counts as one: %+v, %v", list, err)
	}
}

func TestAnArticleOfAFeedReachesThePageInABrowser(t *testing.T) {
	if os.Getenv("ENLIGT_BROWSER") == "" {
		t.Skip("needs Chromium; set ENLIGT_BROWSER=1")
	}
	path := filepath.Join(t.TempDir(), "l.db")
	site := newFeedSite(t, 2)
	site.follow(t, path)
	r := browse(t, false, runDesk(t, path, false))
	r.open("/")
	r.sees("an empty page", `document.querySelectorAll(".grp").length === 0 && document.readyState === "complete"`)
	if out, err := runOf(t, "watch", "--ledger", path, "--once", "--gap", "0s", "--allow-private", "127.0.0.0/8").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	r.sees("the bar", `document.querySelector("[data-fresh]:not([hidden])")`)
	r.press("n")
	r.sees("the new article", `document.querySelector(".grp h2")?.innerText.startsWith("Hamn ")`)
	r.open("/sources")
	r.sees("its feed", `document.querySelector("#feeds + table")?.innerText.includes("/feed.rss")`)
	r.staysInside()
}

func TestFeedsOfEveryHealthFitOnSourcesInABrowser(t *testing.T) {
	if os.Getenv("ENLIGT_BROWSER") == "" {
		t.Skip("needs Chromium; set ENLIGT_BROWSER=1")
	}
	path := filepath.Join(t.TempDir(), "l.db")
	store, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	good, bad, gone, young := "https://norden.example/rss.xml", "https://www.kustbladet.example/feeds/a/very/long/path/to/a/feed/that/does/not/end.rss?category=1", "https://borta.example/rss", "https://ny.example/rss"
	at := time.Now().Add(-time.Hour)
	if _, err := store.Subscribe(t.Context(), ledger.Origin{UTC: at}, []ledger.Feed{{Address: good, Title: "Nordposten"}, {Address: bad, Title: "Kustbladet"}, {Address: gone}, {Address: young, Title: "Ny"}}); err != nil {
		t.Fatal(err)
	}
	for _, p := range []ledger.Poll{
		{Feed: good, Outcome: ledger.PollNew, Status: 200, Next: at.Add(time.Hour), Every: 14 * time.Minute, Pace: ledger.Pace{Rule: ledger.PaceRate, Week: 30, Asked: 10 * time.Minute}},
		{Feed: bad, Outcome: ledger.PollFailed, Err: enligt.ReadError{What: "the server answers 503 Service Unavailable"}, Every: 3 * time.Hour, Next: at.Add(3 * time.Hour), Pace: ledger.Pace{Rule: ledger.PaceFailed, Failures: 3}},
		{Feed: gone, Outcome: ledger.PollGone, Err: enligt.ReadError{What: "the server answers 410 Gone"}, Pace: ledger.Pace{Rule: ledger.PaceGone}},
	} {
		p.Feed, p.UTC = ledger.FeedID(p.Feed), at
		if err := store.Polled(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	store.Close()
	for _, dark := range []bool{false, true} {
		r := browse(t, dark, runDesk(t, path, false))
		r.open("/sources")
		r.sees("four feeds", `document.querySelectorAll("#feeds + table tbody tr").length === 4`)
		r.staysInside()
		if axe, err := os.ReadFile(os.Getenv("ENLIGT_AXE")); err == nil {
			r.axe(string(axe))
		}
	}
}
