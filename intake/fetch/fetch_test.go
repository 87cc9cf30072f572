package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/enligt/enligt"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// serve answers with handle, except for robots.txt, which is not there.
func serve(t *testing.T, handle http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		handle(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// fails fetches and wants a ReadError with the words and an advice.
func fails(t *testing.T, c *Client, address, words string) *enligt.ReadError {
	t.Helper()
	page, err := c.Get(t.Context(), address)
	var e *enligt.ReadError
	if !errors.As(err, &e) || page != nil || e.Do == "" || !strings.Contains(err.Error(), words) {
		t.Fatalf("%s: %v, want an error with %q and what to do", address, err, words)
	}
	return e
}

func TestAPageComesWithItsAddressAndType(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/new?x=1#part", http.StatusMovedPermanently)
		case "/new":
			w.Header().Set("Content-Type", "text/plain; charset=iso-8859-1")
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			fmt.Fprintf(z, "%s|%s|%s", r.UserAgent(), r.Header.Get("Cookie"), r.URL.RawQuery)
			z.Close()
		}
	})
	page, err := New(Options{AllowPrivate: loopback}).Get(t.Context(), s.URL+"/old#top")
	if err != nil {
		t.Fatal(err)
	}
	want := "enligt/" + enligt.Version + " (+https://github.com/enligt/enligt)||x=1"
	if string(page.Body) != want || page.Address != s.URL+"/new?x=1" || page.Type != "text/plain; charset=iso-8859-1" {
		t.Errorf("%q at %s of %s", page.Body, page.Address, page.Type)
	}
}

func TestABodyIsBoundedPackedAndUnpacked(t *testing.T) {
	var sent atomic.Int64
	var hollow bytes.Buffer
	for range 100 {
		gzip.NewWriter(&hollow).Close()
	}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		line := []byte(strings.Repeat("nej ", 8<<10))
		switch r.URL.Path {
		case "/endless":
			for r.Context().Err() == nil {
				n, err := w.Write(line)
				if sent.Add(int64(n)); err != nil {
					return
				}
			}
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			defer z.Close()
			for range 64 << 20 / len(line) {
				z.Write(line)
			}
		case "/hollow": // gzip members that unpack to nothing, without end
			w.Header().Set("Content-Encoding", "gzip")
			for r.Context().Err() == nil {
				if _, err := w.Write(hollow.Bytes()); err != nil {
					return
				}
			}
		case "/twice":
			w.Header().Set("Content-Encoding", "gzip, gzip")
		case "/broken":
			w.Header().Set("Content-Encoding", "gzip")
			w.Write([]byte("not gzip at all"))
		case "/full":
			w.Write(make([]byte, 1<<20))
		}
	})
	c := New(Options{AllowPrivate: loopback, MaxBytes: 1 << 20})
	for _, path := range []string{"/endless", "/bomb", "/hollow"} {
		fails(t, c, s.URL+path, "larger than 1 MB")
	}
	if sent.Load() > 64<<20 {
		t.Errorf("the endless body went on for %d bytes", sent.Load())
	}
	fails(t, c, s.URL+"/twice", "packed with gzip, gzip")
	fails(t, c, s.URL+"/broken", "damaged")
	if page, err := c.Get(t.Context(), s.URL+"/full"); err != nil || len(page.Body) != 1<<20 {
		t.Errorf("a body of just the limit: %v", err)
	}
}

func TestASlowAnswerIsGivenUp(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			w.Write([]byte("."))
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	})
	begun := time.Now()
	fails(t, New(Options{AllowPrivate: loopback, Timeout: 300 * time.Millisecond}), s.URL, "no whole answer within 300ms")
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("given up after %v", took)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := New(Options{AllowPrivate: loopback}).Get(ctx, s.URL); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the caller's own end: %v", err)
	}
}

func TestRedirectsEnd(t *testing.T) {
	var asked atomic.Int64
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/file":
			w.Header().Set("Location", "file:///etc/passwd")
		case "/nowhere":
		case "/secret":
			w.Header().Set("Location", "http://ada:pw@127.0.0.1/")
		default:
			w.Header().Set("Location", fmt.Sprintf("/%d", asked.Add(1)))
		}
		w.WriteHeader(http.StatusFound)
	})
	c := New(Options{AllowPrivate: loopback, MaxRedirects: 3})
	if e := fails(t, c, s.URL, "redirected without end"); e.At != "redirected to "+s.URL+"/4" {
		t.Errorf("at %q", e.At)
	}
	if asked.Load() != 4 {
		t.Errorf("%d requests, want the first and 3 redirects", asked.Load())
	}
	if e := fails(t, c, s.URL+"/file", "an address of file"); !strings.HasPrefix(e.At, "redirected to file:") {
		t.Errorf("at %q", e.At)
	}
	fails(t, c, s.URL+"/nowhere", "redirected to nowhere")
	fails(t, c, s.URL+"/secret", "with a name or password")
}

func TestOnlyWebAddressesAreAsked(t *testing.T) {
	c := New(Options{})
	for address, words := range map[string]string{
		"file:///etc/passwd": "an address of file", "ftp://example.org/a": "an address of ftp", "example.org": "not a web address",
		"https://": "not a web address", "http:a.example": "not a web address", "https://ada:pw@a.example": "name or password",
		"http://a.example/\x7f": "not a web address", "http://a.example/" + strings.Repeat("a", maxAddress): "longer than 8 KB", "": "not a web address",
	} {
		fails(t, c, address, words)
	}
}

func TestAnAnswerThatIsNoPageSaysWhatToDo(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var code int
		fmt.Sscanf(r.URL.Path, "/%d", &code)
		w.WriteHeader(code)
	})
	c := New(Options{AllowPrivate: loopback})
	for code, do := range map[int]string{404: "check the address", 403: "save the page", 503: "later", 429: "later", 204: "to see why", 304: "to see why"} {
		if e := fails(t, c, fmt.Sprintf("%s/%d", s.URL, code), fmt.Sprintf("answers %d", code)); !strings.Contains(e.Do, do) {
			t.Errorf("%d: %q", code, e.Do)
		}
	}
	gone := httptest.NewServer(nil)
	gone.Close()
	fails(t, c, gone.URL, "cannot be fetched")
}

func TestAHostIsAskedOnlySoOftenAtATime(t *testing.T) {
	var now, most atomic.Int64
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n := now.Add(1)
		defer now.Add(-1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
		time.Sleep(10 * time.Millisecond)
	})
	c := New(Options{AllowPrivate: loopback, PerHost: 2})
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			if _, err := c.Get(t.Context(), fmt.Sprintf("%s/%d", s.URL, i)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if most.Load() != 2 {
		t.Errorf("%d requests at a time, want 2", most.Load())
	}
	if len(c.hosts.gates) != 0 {
		t.Errorf("%d gates are left behind", len(c.hosts.gates))
	}
}
