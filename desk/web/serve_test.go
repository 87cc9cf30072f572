package web

import (
	"bufio"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt/ledger"
)

var asOfNow ledger.AsOf

func TestNewsComeAsTheyAreAdded(t *testing.T) {
	site, store := desk(t)
	server := httptest.NewServer(site)
	defer server.Close()
	r, err := http.Get(server.URL + "/events?after=0")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if got := r.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("type %q", got)
	}
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		for s := bufio.NewScanner(r.Body); s.Scan(); {
			lines <- s.Text()
		}
	}()
	add(t, store, harbourReading("https://nord.example/is", "Nordposten", harbour))
	late := time.After(20 * time.Second)
	for {
		select {
		case l, ok := <-lines:
			if !ok {
				t.Fatal("the stream ended without news")
			}
			if !strings.HasPrefix(l, "data: ") {
				continue
			}
			if !strings.Contains(l, `"statements":2`) || !strings.Contains(l, "2 statements waiting in 1 document") {
				t.Errorf("news %s", l)
			}
			site.Close()
			for range lines {
			}
			return
		case <-late:
			t.Fatal("no news in 20 s")
		}
	}
}

func TestTheDeskAnswersToThisMachinesNamesOnly(t *testing.T) {
	site, _ := desk(t)
	site.Hosts = []string{"desk.example"}
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "127.0.0.1:1": 200, "[::1]:8080": 200, "127.9.9.9": 200, "desk.example:80": 200,
		"evil.example": 421, "127.0.0.1.evil.example": 421, "10.0.0.1": 421, "": 421,
	} {
		r := httptest.NewRequest("GET", "/healthz", nil)
		r.Host = host
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: status %d, want %d", host, w.Code, want)
		}
	}
}

func TestOnlyTheLoopbackIsOpen(t *testing.T) {
	for address, want := range map[string]bool{"127.0.0.1:8080": true, "localhost:0": true, "[::1]:80": true, ":8080": false, "0.0.0.0:80": false, "192.168.1.2:80": false, "example.org:80": false, "8080": false} {
		if got, why := Loopback(address); got != want || got == (why != "") {
			t.Errorf("%s: %v %q, want %v", address, got, why, want)
		}
	}
}

func TestAssetsAreKeptForEverUnderTheirHash(t *testing.T) {
	site, _ := desk(t)
	for _, name := range []string{"base.css", "desk.js", "fonts/newsreader.woff2", "icon.svg"} {
		w := get(t, site, site.assets.path(name))
		if w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || w.Header().Get("Content-Type") == "" {
			t.Errorf("%s: %d %v", name, w.Code, w.Header())
		}
	}
	for _, bad := range []string{"/assets/0/base.css", site.assets.path("nothing.css"), site.assets.path("../web.go"), site.assets.path("")} {
		if w := get(t, site, bad); w.Code == 200 {
			t.Errorf("%s: %d", bad, w.Code)
		}
	}
}

func TestHealthzTellsWhetherTheLedgerAnswers(t *testing.T) {
	site, store := desk(t)
	shows(t, get(t, site, "/healthz"), "ok, commit 0")
	store.Close()
	if w := get(t, site, "/healthz"); w.Code != http.StatusServiceUnavailable {
		t.Errorf("status %d", w.Code)
	}
	if w := get(t, site, "/"); w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "The ledger could not be read") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
}

// used finds the keys that templates and code ask for.
var used = regexp.MustCompile(`\b(?:t|say|count)\(? ?"([a-z]+\.[a-z_.]+[a-z])"`)

func TestEveryWordIsThereInEveryLanguage(t *testing.T) {
	langs, _ := filepath.Glob("../../packs/*/interface.tsv")
	if len(langs) < 3 {
		t.Fatalf("tables %q", langs)
	}
	keys := map[string]bool{}
	for _, pattern := range []string{"*.go", "templates/*.html"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			for _, m := range used.FindAllStringSubmatch(string(b), -1) {
				keys[m[1]] = true
			}
		}
	}
	if len(keys) < 80 {
		t.Fatalf("only %d keys found in use", len(keys))
	}
	all := map[string]table{}
	for _, name := range langs {
		lang := filepath.Base(filepath.Dir(name))
		all[lang] = words(t, lang)
		for key := range all[lang] {
			keys[key] = true
		}
	}
	delete(keys, "fallback")
	for lang, have := range all {
		for key := range keys {
			if have[key][0] == "" {
				t.Errorf("%s: no word for %s", lang, key)
			}
		}
	}
}

func TestFontsComeWithTheirLicences(t *testing.T) {
	fonts, _ := fs.Glob(files, "assets/fonts/*.woff2")
	licences, _ := fs.Glob(files, "assets/fonts/OFL-*.txt")
	if len(fonts) != 4 || len(licences) != 2 {
		t.Errorf("fonts %q, licences %q", fonts, licences)
	}
}

func TestMetricsCountByRouteNotByAddress(t *testing.T) {
	site, _, first, _ := filled(t)
	get(t, site, "/documents/"+first.Version)
	get(t, site, "/documents/none-1")
	get(t, site, "/documents/none-2")
	w := get(t, site, "/metrics")
	shows(t, w, "enligt_ledger_commit 3", `_count{route="GET /documents/{id}",status="200"} 1`, `_count{route="GET /documents/{id}",status="404"} 2`, `le="+Inf"`)
	if strings.Contains(w.Body.String(), "none-1") {
		t.Error("an address that a caller made up is kept")
	}
}

// metric is a line of the Prometheus text format with a value.
var metric = regexp.MustCompile(`^([a-z_]+)(?:\{(?:[a-z]+="[^"\\\n]*",?)+\})? (?:\d+|\d+\.\d+(?:e[+-]\d+)?|\d+e[+-]\d+)$`)

func TestMetricsAreInTheTextFormatOfPrometheus(t *testing.T) {
	site, _, first, _ := filled(t)
	for _, path := range []string{"/", "/documents/" + first.Version, "/nothing", "/?act=shout"} {
		get(t, site, path)
	}
	w := get(t, site, "/metrics")
	if got := w.Header().Get("Content-Type"); got != "text/plain; version=0.0.4; charset=utf-8" {
		t.Errorf("type %q", got)
	}
	typed, values := map[string]bool{}, 0
	for line := range strings.Lines(w.Body.String()) {
		line = strings.TrimSuffix(line, "\n")
		if rest, ok := strings.CutPrefix(line, "# TYPE "); ok {
			name, _, _ := strings.Cut(rest, " ")
			if typed[name] {
				t.Errorf("%s has two types", name)
			}
			typed[name] = true
			continue
		}
		if strings.HasPrefix(line, "# HELP ") {
			continue
		}
		m := metric.FindStringSubmatch(line)
		if m == nil {
			t.Fatalf("line %q", line)
		}
		name := m[1]
		for _, end := range []string{"_bucket", "_sum", "_count"} {
			name = strings.TrimSuffix(name, end)
		}
		if !typed[name] {
			t.Errorf("%s has no type before it", m[1])
		}
		values++
	}
	if values < 20 {
		t.Errorf("only %d values", values)
	}
}

func TestStreamsAreBounded(t *testing.T) {
	site, _ := desk(t)
	site.streams.Store(mostStreams)
	if w := get(t, site, "/events?after=0"); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d", w.Code)
	}
	if n := site.streams.Load(); n != mostStreams {
		t.Errorf("%d streams are counted", n)
	}
}

func TestEveryKeyIsInTheList(t *testing.T) {
	script, err := files.ReadFile("assets/keys.js")
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(script), "const act = {")
	body, _, _ = strings.Cut(body, "\n  };")
	site, _ := desk(t)
	page := get(t, site, "/").Body.String()
	names := map[string]string{"ArrowRight": "→", "ArrowLeft": "←", "Escape": "esc"}
	found := regexp.MustCompile(`(?m)(?:^    |, )(?:"([^"]+)"|([A-Za-z]+)): \(\) =>`).FindAllStringSubmatch(body, -1)
	for _, m := range found {
		key := m[1] + m[2]
		if name := names[key]; name != "" {
			key = name
		}
		if !strings.Contains(page, "<kbd>"+key+"</kbd>") {
			t.Errorf("the list has no %s", key)
		}
	}
	if len(found) < 12 {
		t.Errorf("only %d keys found", len(found))
	}
}
