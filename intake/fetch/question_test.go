package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"
)

func TestWhatHasNotChangedIsNotSentAgain(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"one"`)
		w.Header().Set("Last-Modified", "Fri, 28 Jul 2023 10:00:00 GMT")
		w.Header().Set("Cache-Control", "public, max-age=600")
		w.Header().Set("Age", "60")
		if r.Header.Get("If-None-Match") == `"one"` && r.Header.Get("If-Modified-Since") == "Fri, 28 Jul 2023 10:00:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "hello")
	})
	c := New(Options{AllowPrivate: loopback})
	first, err := c.Ask(t.Context(), Question{Address: s.URL})
	if err != nil || first.Same || string(first.Body) != "hello" || first.ETag != `"one"` || first.Fresh != 9*time.Minute {
		t.Fatalf("%+v, %v", first, err)
	}
	second, err := c.Ask(t.Context(), Question{s.URL, first.ETag, first.Modified})
	if err != nil || !second.Same || second.Body != nil || second.ETag != first.ETag || second.Fresh != 9*time.Minute {
		t.Errorf("%+v, %v", second, err)
	}
}

func TestOnlyAnUnbrokenRowOfPermanentRedirectsMovesAPage(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/a":
			http.Redirect(w, r, "/b", http.StatusMovedPermanently)
		case "/b":
			http.Redirect(w, r, "/c", http.StatusPermanentRedirect)
		case "/d":
			http.Redirect(w, r, "/a", http.StatusFound)
		case "/e":
			http.Redirect(w, r, "/d", http.StatusMovedPermanently)
		}
	})
	c := New(Options{AllowPrivate: loopback})
	for from, want := range map[string]string{"/a": s.URL + "/c", "/d": "", "/e": s.URL + "/d", "/c": ""} {
		page, err := c.Ask(t.Context(), Question{Address: s.URL + from})
		if err != nil || page.Moved != want {
			t.Errorf("%s: moved to %q, %v, want %q", from, page.Moved, err, want)
		}
	}
}

func TestARefusalTellsItsCodeAndHowLongToWait(t *testing.T) {
	now := time.Date(2023, 7, 28, 10, 0, 0, 0, time.UTC)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", r.URL.Query().Get("after"))
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	c := New(Options{AllowPrivate: loopback, Now: func() time.Time { return now }})
	for after, want := range map[string]time.Duration{
		"120": 2 * time.Minute, "Fri,+28+Jul+2023+10:30:00+GMT": 30 * time.Minute, "": 0, "soon": 0, "-5": 0, "99999999999999999999": 0, "9999999999": longest,
	} {
		_, err := c.Ask(t.Context(), Question{Address: s.URL + "/?after=" + after})
		var refused *Refused
		if !errors.As(err, &refused) || refused.Code != 503 || refused.After != want || refused.Err.Do != "try again later" {
			t.Errorf("%q: %#v, want %v", after, err, want)
		}
	}
}

func TestFreshnessIsThatOfTheHeaders(t *testing.T) {
	for _, c := range []struct {
		control, expires, date string
		want                   time.Duration
	}{
		{"max-age=300", "", "", 5 * time.Minute}, {"private, Max-Age=\"60\"", "", "", time.Minute}, {"no-cache, max-age=300", "", "", 0}, {"", "0", "", 0},
		{"", "Fri, 28 Jul 2023 11:00:00 GMT", "Fri, 28 Jul 2023 10:00:00 GMT", time.Hour}, {"", "Fri, 28 Jul 2023 09:00:00 GMT", "", 0}, {"max-age=x", "", "", 0},
	} {
		h := http.Header{}
		for name, value := range map[string]string{"Cache-Control": c.control, "Expires": c.expires, "Date": c.date} {
			if value != "" {
				h.Set(name, value)
			}
		}
		if got := fresh(h, time.Date(2023, 7, 28, 10, 0, 0, 0, time.UTC)); got != c.want {
			t.Errorf("%v: %v, want %v", h, got, c.want)
		}
	}
}

func TestRequestsToOneHostKeepTheirDistance(t *testing.T) {
	h := newHosts(2, time.Second)
	now := time.Date(2023, 7, 28, 10, 0, 0, 0, time.UTC)
	for i, want := range []time.Duration{0, time.Second, 2 * time.Second} {
		if got := h.turn("a", now); got != want {
			t.Errorf("turn %d waits %v, want %v", i, got, want)
		}
	}
	if got := h.turn("b", now); got != 0 {
		t.Errorf("another host waits %v", got)
	}
	if got := h.turn("a", now.Add(time.Minute)); got != 0 {
		t.Errorf("a minute later: %v", got)
	}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {})
	c := New(Options{AllowPrivate: loopback, Gap: 60 * time.Millisecond})
	begun := time.Now()
	for range 3 { // and robots.txt before
		if _, err := c.Get(t.Context(), s.URL); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(begun); took < 180*time.Millisecond {
		t.Errorf("four requests took %v", took)
	}
}
