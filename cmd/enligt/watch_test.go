package main

import (
	"bufio"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/enligt/enligt/intake/pace"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
)

// sitePages is a site of fixed pages, whose text may name the site itself as SITE.
func sitePages(t *testing.T, pages map[string]string) *httptest.Server {
	t.Helper()
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, found := pages[r.URL.RequestURI()]
		switch to, moved := strings.CutPrefix(body, "to "); {
		case !found:
			http.NotFound(w, r)
		case moved:
			http.Redirect(w, r, to, http.StatusFound)
		default:
			fmt.Fprint(w, strings.ReplaceAll(body, "SITE", s.URL))
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// watched follows a feed of a site, watches once and gives what was printed, and the ledger.
func watched(t *testing.T, feed string) (out, errs string, store *sqlite.Store) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "l.db")
	(&feedSite{Server: &httptest.Server{URL: strings.TrimSuffix(feed, "/feed.rss")}}).follow(t, path)
	w := runOf(t, "watch", "--ledger", path, "--once", "--gap", "0s", "--allow-private", "127.0.0.0/8")
	var o, e strings.Builder
	w.Stdout, w.Stderr = &o, &e
	_ = w.Run() // its status is that of the items
	store, err := sqlite.Open(path, sqlite.Options{MustExist: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return o.String(), e.String(), store
}

const harbourPage = `<!doctype html><html lang="sv"><head><title>Hamnen</title><link rel="canonical" href="SITE/hamnen.html"></head><body><article><h1>Hamnen</h1>
<p>Hamnen är stängd sedan i går kväll, säger hamnchefen Ada Berg till tidningen.</p><p>Hon säger att isen växer i rännan.</p></article></body></html>`

func TestAnItemUnderThreeAddressesIsOneDocument(t *testing.T) {
	s := sitePages(t, map[string]string{
		"/feed.rss": `<rss><channel><title>N</title><item><guid isPermaLink="false">1</guid><link>/mobile/hamnen</link></item><item><guid isPermaLink="false">2</guid><link>/out?id=7</link></item>
<item><guid isPermaLink="false">3</guid><link>/hamnen.html?utm_source=rss&amp;fbclid=x</link></item><item><guid isPermaLink="false">4</guid><link>/hamnen.html#top</link></item></channel></rss>`,
		"/mobile/hamnen": harbourPage, "/out?id=7": "to /hamnen.html", "/hamnen.html": harbourPage, "/hamnen.html?utm_source=rss&fbclid=x": harbourPage,
	})
	out, errs, store := watched(t, s.URL+"/feed.rss")
	if strings.Count(out, "added ") != 1 || strings.Count(out, "known ") != 3 {
		t.Errorf("%s%s", out, errs)
	}
	d, err := store.Document(t.Context(), s.URL+"/hamnen.html", ledger.AsOf{})
	if err != nil || len(d.Versions) != 1 || len(d.SameText) != 0 {
		t.Errorf("%+v, %v", d.Versions, err)
	}
}

func TestAFeedCannotWriteWhatAnotherSiteSays(t *testing.T) {
	victim := sitePages(t, map[string]string{"/1": harbourPage, "/hamnen.html": harbourPage})
	s := sitePages(t, map[string]string{
		"/feed.rss": `<rss><channel><title>N</title><item><guid isPermaLink="false">1</guid><link>http://localhost` + victim.URL[len("http://127.0.0.1"):] + `/2</link><description>Hamnen är öppen, säger Ada Berg.</description></item>
<item><guid isPermaLink="false">2</guid><link>/liar.html</link></item></channel></rss>`,
		"/liar.html": strings.ReplaceAll(strings.ReplaceAll(harbourPage, "SITE/hamnen.html", "http://norden.example/hamnen.html"), "stängd", "öppen"),
	})
	out, errs, store := watched(t, s.URL+"/feed.rss")
	list, err := store.Documents(t.Context(), ledger.Query{})
	if err != nil || len(list.Items) != 2 {
		t.Fatalf("%s%s%v", out, errs, err)
	}
	for _, v := range list.Items {
		if !strings.HasPrefix(v.Address, "outlet:127.0.0.1:") && v.Address != s.URL+"/liar.html" {
			t.Errorf("a text of the feed's is kept as %s", v.Address)
		}
	}
}

func TestAPageThatIsNoneLeavesTheFeedsText(t *testing.T) {
	s := sitePages(t, map[string]string{
		"/feed.rss": `<rss><channel><title>N</title><item><guid isPermaLink="false">1</guid><link>/pdf</link><description>Kaj ett är full, säger Bo Ek.</description></item>
<item><guid isPermaLink="false">2</guid><link>/front</link><description>Kaj två är full, säger Bo Ek.</description></item><item><guid isPermaLink="false">3</guid><link>/other.rss</link><description>Kaj tre är full, säger Bo Ek.</description></item>
<item><guid isPermaLink="false">4</guid><link>/wall.html</link><description>Kaj fyra är full, säger Bo Ek. Det blir trångt i hamnen i kväll, och färjan får vänta ute på redden till gryningen, säger han. Ingen vet när isbrytaren kommer, och dimman ligger tät över hela viken i natt.</description></item></channel></rss>`,
		"/pdf": "%PDF-1.7\n\x00\x01\x02", "/front": "to /", "/": harbourPage, "/other.rss": "<rss><channel><item><title>Nej</title></item></channel></rss>",
		"/wall.html": `<!doctype html><title>Kaj fyra</title><article><p>Logga in för att läsa vidare.</p></article>`,
	})
	out, errs, store := watched(t, s.URL+"/feed.rss")
	list, err := store.Documents(t.Context(), ledger.Query{})
	if err != nil || len(list.Items) != 4 {
		t.Fatalf("%s%s%v", out, errs, err)
	}
	for _, v := range list.Items {
		if v.Medium != "feed" || !strings.HasPrefix(v.Text, "Kaj ") {
			t.Errorf("%s is a %s: %s", v.Address, v.Medium, v.Text)
		}
	}
	for _, why := range []string{"/pdf: no page but application/pdf; the feed's own text is kept", "/front: leads to the front page", "/other.rss: no page but a feed", "/wall.html: "} {
		if !strings.Contains(errs, why) {
			t.Errorf("not said: %s in\n%s", why, errs)
		}
	}
}

func TestAServerThatAsksToBeLeftAloneIs(t *testing.T) {
	var asked atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed.rss":
			fmt.Fprint(w, "<rss><channel><title>N</title>")
			for i := range 9 {
				fmt.Fprintf(w, "<item><link>/%d.html</link><description>Kaj %d är full, säger Bo Ek.</description></item>", i, i)
			}
			fmt.Fprint(w, "</channel></rss>")
		case "/robots.txt":
			http.NotFound(w, r)
		default:
			asked.Add(1)
			w.Header().Set("Retry-After", "3600")
			http.Error(w, "", http.StatusTooManyRequests)
		}
	}))
	t.Cleanup(s.Close)
	out, errs, store := watched(t, s.URL+"/feed.rss")
	list, err := store.Feeds(t.Context(), ledger.AsOf{})
	if err != nil || len(list) != 1 {
		t.Fatal(err)
	}
	if h := list[0].Health; asked.Load() != 1 || strings.Count(out, "added ") != 1 || h.Last.Every != time.Hour || h.ETag != "" {
		t.Errorf("%d pages asked for, every %v: %s%s", asked.Load(), h.Last.Every, out, errs)
	}
}

func TestWhatLeadsToAPageIsNoPartOfItsAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://A.example/x?utm_source=a&at_medium=RSS&id=7&AT_campaign=b#top": "https://a.example/x?id=7", "https://a.example/x?traffic_source=rss": "https://a.example/x",
		"https://a.example/x?b=2&a=1": "https://a.example/x?b=2&a=1", "https://a.example/x?attack=1&state=2": "https://a.example/x?attack=1&state=2",
	} {
		if got := canonical(in); got != want {
			t.Errorf("%s is %s, want %s", in, got, want)
		}
	}
}

func TestMarkupInAFeedIsWordsInTheLedger(t *testing.T) {
	s := sitePages(t, map[string]string{
		"/feed.rss": `<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>&lt;script&gt;alert(1)&lt;/script&gt;Posten</title><item><title>&lt;img src=x onerror=alert(1)&gt;Kajen</title><dc:creator>&lt;b class="x"&gt;Bo Ek&lt;/b&gt;</dc:creator>
<description>&lt;svg onload=alert(1)&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;/svg&gt;&lt;p&gt;Kajen är full, säger Bo Ek.&lt;/p&gt;</description></item></channel></rss>`,
	})
	_, errs, store := watched(t, s.URL+"/feed.rss")
	list, err := store.Documents(t.Context(), ledger.Query{})
	if err != nil || len(list.Items) != 1 {
		t.Fatal(errs, err)
	}
	d := list.Items[0]
	if d.Title != "Kajen" || d.Author != "Bo Ek" || d.Outlet != "Posten" || d.Text != "Kajen är full, säger Bo Ek." {
		t.Errorf("%q by %q in %q: %q", d.Title, d.Author, d.Outlet, d.Text)
	}
}

// TestALongFeedIsTakenInPartsInLittleMemory holds what a feed of the greatest size
// makes a watch use, above one that follows a short one.
func TestALongFeedIsTakenInPartsInLittleMemory(t *testing.T) {
	serve := func(items int) *httptest.Server {
		return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/feed.rss" {
				http.NotFound(w, r)
				return
			}
			out := bufio.NewWriter(w)
			defer out.Flush()
			fmt.Fprint(out, "<rss><channel><title>N</title>")
			for i := range items {
				fmt.Fprintf(out, `<item><guid isPermaLink="false">g%d</guid><description>Kaj %d är full, säger Bo Ek. Det blir trångt.</description></item>`, i, i)
			}
			fmt.Fprint(out, "</channel></rss>")
		}))
	}
	var most [2]int
	for i, items := range []int{mostNew, 100000} {
		s := serve(items)
		defer s.Close()
		path := filepath.Join(t.TempDir(), "l.db")
		(&feedSite{Server: s}).follow(t, path)
		w := runOf(t, "watch", "--ledger", path, "--once", "--gap", "0s", "--allow-private", "127.0.0.0/8")
		var errs strings.Builder
		w.Stderr = &errs
		out, _ := w.Output()
		if n := strings.Count(string(out), "added "); n != mostNew {
			t.Fatalf("%d of %d items added: %s", n, items, errs.String())
		}
		if items > mostNew && (!strings.Contains(errs.String(), "100000 items, the limit is 10000") || !strings.Contains(errs.String(), "more is waiting")) {
			t.Error(errs.String())
		}
		most[i] = peakOf(w.ProcessState)
	}
	t.Logf("at most %d MB, with a feed of 100,000 items %d MB", most[0], most[1])
	if most[1] > most[0]+200 {
		t.Errorf("%d MB for a short feed, %d MB for a long one", most[0], most[1])
	}
}

func TestTheReasonsForAPaceAreThoseOfTheLedger(t *testing.T) {
	for ours, kept := range map[pace.Rule]ledger.PaceRule{
		pace.Rate: ledger.PaceRate, pace.Server: ledger.PaceServer, pace.First: ledger.PaceFirst, pace.User: ledger.PaceUser, pace.Rest: ledger.PaceRest, pace.Failed: ledger.PaceFailed, pace.Quiet: ledger.PaceQuiet,
	} {
		if string(ours) != string(kept) {
			t.Errorf("%s is kept as %s", ours, kept)
		}
	}
}

func TestUndatedItemsOfTheFirstLookTellNoPace(t *testing.T) {
	begun := time.Date(2023, 7, 28, 10, 0, 0, 0, time.UTC)
	got := itemTimes([]ledger.Item{{Seen: begun}, {Seen: begun.Add(time.Minute)}, {Seen: begun.Add(3 * time.Hour)}, {Seen: begun, Published: begun.Add(-time.Hour)}})
	if len(got) != 2 || !got[0].Equal(begun.Add(3*time.Hour)) || !got[1].Equal(begun.Add(-time.Hour)) {
		t.Errorf("%v", got)
	}
}
