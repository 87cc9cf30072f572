package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/enligt/enligt/desk/web"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
	"github.com/enligt/enligt/packs"
)

// The words of a page that tries to run: each way sets pwned or asks the server for
// /pwned.
const (
	hostileMarkup = `<script>window.pwned=1;fetch("/pwned")</script><img src=x onerror="window.pwned=2"><svg xmlns="http://www.w3.org/2000/svg" onload="window.pwned=3"><script>window.pwned=4</script></svg><a href="javascript:window.pwned=5">x</a><iframe srcdoc="<script>parent.pwned=6</script>"></iframe>`
	breaksOut     = `"><script>window.pwned=7</script>'--><svg onload=window.pwned=8>{{.}}`
	hostileBody   = `<p>Ada Berg säger att &lt;script&gt;window.pwned=9&lt;/script&gt; hamnen är stängd sedan i natt.</p><p>”&lt;img src=x onerror=window.pwned=10&gt; Vi öppnar inte”, säger hamnchefen &lt;b onclick=window.pwned=11&gt; Bo Ek till tidningen i dag.</p>`
)

// escaped is how a hostile page hides words that run in an attribute of its own.
func escaped(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;").Replace(s)
}

// hostileServer serves what nobody should: pages without end, packed thousandfold,
// that lead astray, that run.
func hostileServer(t *testing.T) (url string, pwned *atomic.Int64) {
	t.Helper()
	pwned = new(atomic.Int64)
	line := []byte(strings.Repeat("<p>Nej, säger hon. ", 2000))
	kinds := map[string]string{
		"/entities.rss": `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "nej nej nej nej"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>N</title><item><guid>e-1</guid><title>Allt är &d;&x; säger Bo Ek</title></item></channel></rss>`,
		"/bare.rss":     `<rss version="2.0"><channel><item><title>Kajen är full, säger Bo Ek</title></item><item><description>Bron är hel, säger Eva Lind.</description></item><item><link>/tom</link></item><item><pubDate>i går</pubDate><description>Vägen är lång, säger Ada Berg.</description></item></channel></rss>`,
		"/three.rss":    `<rss version="2.0"><channel><title>N</title><item><guid>t-1</guid><link>/a</link><description>Färjan går i kväll, säger Ada Berg.</description></item><item><guid>t-2</guid><link>/b</link><description>Färjan går i kväll, säger Ada Berg.</description></item><item><guid>t-3</guid><link>/c</link><description>Färjan går i kväll, säger Ada Berg.</description></item></channel></rss>`,
		"/runs.rss":     `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>` + escaped(breaksOut) + `</title><item><guid>javascript:window.pwned=12</guid><link>javascript:window.pwned=13</link><title>` + escaped(escaped(breaksOut)) + `</title><dc:creator>` + escaped(hostileMarkup) + `</dc:creator><description>` + escaped(hostileMarkup+hostileBody) + `</description></item></channel></rss>`,
		"/runs.html":    `<!doctype html><html lang="sv"><head><title>` + escaped(breaksOut) + `</title><meta property="og:site_name" content="` + escaped(breaksOut) + `"><meta name="author" content="` + escaped(hostileMarkup) + `"><link rel="canonical" href="javascript:window.pwned=14"></head><body><article><h1>` + escaped(breaksOut) + `</h1>` + hostileMarkup + hostileBody + `</article></body></html>`,
		"/elements":     "<!doctype html><body>" + strings.Repeat("<a href=x>a</a>", 500_000),
		"/drawing.svg":  `<svg xmlns="http://www.w3.org/2000/svg"><script>window.pwned=15</script><text>Nej, säger Bo Ek.</text></svg>`,
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		switch path := r.URL.Path; path {
		case "/endless":
			for _, err := w.Write(line); err == nil; _, err = w.Write(line) {
			}
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			for range 400 {
				if _, err := z.Write(bytes.Repeat(line, 10)); err != nil {
					return
				}
			}
		case "/br", "/deflate":
			w.Header().Set("Content-Encoding", path[1:])
			fmt.Fprint(w, "\x0b\x02\x80Nej.\x03")
		case "/slow":
			for r.Context().Err() == nil {
				fmt.Fprint(w, ".")
				w.(http.Flusher).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		case "/silent":
			select { // not even a header
			case <-r.Context().Done():
			case <-time.After(20 * time.Second):
			}
		case "/round", "/round/":
			http.Redirect(w, r, fmt.Sprintf("/round/?%d", time.Now().UnixNano()), http.StatusFound)
		case "/inside":
			http.Redirect(w, r, "http://10.1.2.3/admin", http.StatusFound)
		case "/cloud":
			http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusMovedPermanently)
		case "/charset":
			w.Header().Set("Content-Type", "text/html; charset=utf-16")
			fmt.Fprint(w, "<title>F\xe4rjan</title><article><p>F\xe4rjan g\xe5r inte i dag eftersom det bl\xe5ser, s\xe4ger hamnchefen Ada Berg till tidningen.</p></article>")
		case "/pwned":
			pwned.Add(1)
		default:
			body, ok := kinds[path]
			if !ok {
				http.NotFound(w, r)
				return
			}
			w.Header().Set("Content-Type", map[string]string{".rss": "application/rss+xml", ".svg": "image/svg+xml", ".html": "text/html"}[filepath.Ext(path)])
			fmt.Fprint(w, body)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL, pwned
}

// addHostile adds addresses with the real command and returns what it said.
func addHostile(t *testing.T, path, url string, paths ...string) (out, complaints string) {
	t.Helper()
	args := []string{"add", "--ledger", path, "--lang", "sv", "--allow-private", "127.0.0.0/8", "--timeout", "2s"}
	for _, p := range paths {
		args = append(args, url+p)
	}
	var stdout, stderr bytes.Buffer
	run(args, streams{strings.NewReader(""), &stdout, &stderr})
	return stdout.String(), stderr.String()
}

func TestWhatAHostileServerSendsEndsInWordsAndTheOthersGoOn(t *testing.T) {
	url, _ := hostileServer(t)
	path := filepath.Join(t.TempDir(), "l.db")
	refused := map[string]string{
		"/endless": "larger than 16 MB, the limit for a page", "/bomb": "larger than 16 MB, the limit for a page", "/br": "packed with br, which was not asked for", "/deflate": "packed with deflate, which was not asked for",
		"/slow": "no whole answer within 2s", "/silent": "no whole answer within 2s", "/round": "redirected without end", "/inside": "10.1.2.3 is at 10.1.2.3, which is no public address",
		"/cloud": "169.254.169.254 is at 169.254.169.254, which is no public address", "/elements": "more than 20000 elements", "/drawing.svg": "image/svg+xml, which is no text", "/tom": "404",
	}
	var paths []string
	for p := range refused {
		paths = append(paths, p)
	}
	out, complaints := addHostile(t, path, url, append(paths, "/runs.html", "/charset", "/entities.rss")...)
	for p, words := range refused {
		if !regexp.MustCompile(`(?m)^enligt: ` + regexp.QuoteMeta(url+p) + `: .*` + regexp.QuoteMeta(words)).MatchString(complaints) {
			t.Errorf("%s: no %q in\n%s", p, words, complaints)
		}
	}
	if n := strings.Count(out, "added "); n != 3 {
		t.Errorf("%d added, want 3:\n%s%s", n, out, complaints)
	}
	texts := verified(t, path)
	if !strings.Contains(texts, "Färjan går inte i dag") || strings.Count(texts, "nej") > 40 || strings.Contains(texts, "root:") {
		t.Errorf("kept: %.2000s", texts)
	}
}

func TestItemsWithoutLinkDateOrTitleAndUnderThreeAddressesAreKept(t *testing.T) {
	url, _ := hostileServer(t)
	path := filepath.Join(t.TempDir(), "l.db")
	out, complaints := addHostile(t, path, url, "/bare.rss", "/three.rss")
	if strings.Count(out, "added ") != 6 || !strings.Contains(complaints, "an item without text, item 3") {
		t.Errorf("%s%s", out, complaints)
	}
	if n := strings.Count(complaints, "note: same text as"); n != 2 {
		t.Errorf("%d of the three addresses are said to have the same text\n%s", n, complaints)
	}
	out, complaints = addHostile(t, path, url, "/bare.rss", "/three.rss")
	if strings.Count(out, "known ") != 6 || strings.Contains(out, "added") {
		t.Errorf("a second time: %s%s", out, complaints)
	}
	if texts := verified(t, path); strings.Count(texts, "Färjan går i kväll") != 3 {
		t.Error(texts)
	}
	desk := hostileDesk(t, path)
	for _, link := range hostileLinks(t, desk) {
		if status, body := fetchPage(t, desk+link); status != http.StatusOK {
			t.Errorf("%s: %d %s", link, status, body)
		}
	}
}

// verified recomputes a ledger and returns its texts.
func verified(t *testing.T, path string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := run([]string{"verify", "--ledger", path}, streams{nil, &out, &errs}); status != 0 {
		t.Errorf("verify: %s%s", &out, &errs)
	}
	store, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	page, err := store.Documents(t.Context(), ledger.Query{Limit: ledger.MaxLimit})
	if err != nil {
		t.Fatal(err)
	}
	var texts strings.Builder
	for _, v := range page.Items {
		d, err := store.Document(t.Context(), v.ID, ledger.AsOf{})
		if err != nil {
			t.Fatal(err)
		}
		texts.WriteString(d.Version.Title + "\n" + d.Version.Text + "\n")
	}
	return texts.String()
}

// hostileDesk shows a ledger until the test ends.
func hostileDesk(t *testing.T, path string) (url string) {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return serveDesk(t, store, set, web.Options{Log: slog.New(slog.DiscardHandler)}, nil, func() { store.Close() })
}

func fetchPage(t *testing.T, url string) (status int, body string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if policy := r.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("%s: policy %q", url, policy)
	}
	return r.StatusCode, string(b)
}

// hostileLinks are a page of every kind, and those of every document and statement.
func hostileLinks(t *testing.T, url string) []string {
	t.Helper()
	links := []string{"/", "/actors", "/search?q=hamnen", "/sources", "/queue", "/about"}
	for i := 0; i < 4; i++ {
		_, body := fetchPage(t, url+links[i])
		for _, m := range regexp.MustCompile(`href="(/(?:documents|statements|actors)/[0-9a-f]+)["#?]`).FindAllStringSubmatch(body, -1) {
			links = append(links, m[1])
		}
	}
	if len(links) < 10 {
		t.Fatalf("only %v", links)
	}
	return links
}

// active finds markup that could run; the desk's own scripts have an address on it.
func active(body string) string {
	for z := html.NewTokenizer(strings.NewReader(body)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return ""
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		t := z.Token()
		own := false
		for _, a := range t.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			own = own || a.Key == "src" && strings.HasPrefix(value, "/assets/")
			if strings.HasPrefix(a.Key, "on") || a.Key == "srcdoc" || a.Key == "style" || strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:") {
				return t.String()
			}
		}
		switch t.Data {
		case "script":
			if !own {
				return t.String()
			}
		case "img", "iframe", "object", "embed", "base", "style":
			return t.String()
		}
	}
}

func TestWhatRunsInAPageIsWordsOnTheDesk(t *testing.T) {
	url, _ := hostileServer(t)
	path := filepath.Join(t.TempDir(), "l.db")
	out, complaints := addHostile(t, path, url, "/runs.html", "/runs.rss")
	if strings.Count(out, "added ") != 2 {
		t.Fatalf("%s%s", out, complaints)
	}
	desk := hostileDesk(t, path)
	shown := 0
	for _, link := range hostileLinks(t, desk) {
		status, body := fetchPage(t, desk+link)
		if status != http.StatusOK {
			t.Errorf("%s: %d %s", link, status, body)
		}
		if found := active(body); found != "" {
			t.Errorf("%s has %s", link, found)
		}
		shown += strings.Count(body, "window.pwned")
	}
	if shown < 10 {
		t.Errorf("the hostile words are shown only %d times: nothing was tried", shown)
	}
	if status, body := fetchPage(t, desk+"/api/v1/feed.atom"); status != http.StatusOK || active(body) != "" {
		t.Errorf("the feed: %d %s", status, body)
	}
}
