package fetch

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func allowed(t *testing.T, r robots, path string) bool {
	t.Helper()
	u, err := url.Parse("https://a.example" + path)
	if err != nil {
		t.Fatal(err)
	}
	return r.allows(u)
}

func TestRobotsGoByTheLongestRule(t *testing.T) {
	r := parseRobots([]byte(strings.Join([]string{
		"\uFEFF# who may come in", "User-agent: other", "Disallow: /", "", "User-Agent: *", "Disallow: /", "",
		"user-agent: third", "user-agent: Enligt/2.0", "Disallow: /private # not this", "Allow: /private/open", "Disallow: /*.pdf$", "Disallow: /a*c*e",
		"Disallow: /same", "Allow: /same", "Disallow:", "Disallow: /f%C3%A4rja", "Disallow: /%7eada", "Disallow: /?q=", "Crawl-delay: 3", "nonsense",
		"User-agent: last", "Disallow: /news", "User-agent: enligt", "Disallow: /more",
	}, "\r\n")), "enligt")
	for path, want := range map[string]bool{
		"": true, "/": true, "/news": true, "/private": false, "/private/x": false, "/private/open/x": true, "/x.pdf": false, "/x.pdf?1": true,
		"/abcde": false, "/aec": true, "/same": true, "/färja": false, "/f%c3%a4rja/1": false, "/~ada": false, "/%7Eada": false, "/?q=1": false, "/more": false, "/robots.txt": true,
	} {
		if allowed(t, r, path) != want {
			t.Errorf("%q: allowed is %v", path, !want)
		}
	}
	if r := parseRobots([]byte("User-agent: *\nDisallow: /\n\nUser-agent: enligt\n"), "enligt"); !allowed(t, r, "/a") {
		t.Error("a group of ours without rules allows everything")
	}
	if r := parseRobots([]byte("Disallow: /\n"), "enligt"); !allowed(t, r, "/a") {
		t.Error("a rule in no group counts")
	}
}

func TestRobotsAreObeyedAndRemembered(t *testing.T) {
	var asked, code atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			asked.Add(1)
			w.WriteHeader(int(code.Load()))
			w.Write([]byte("User-agent: *\nDisallow: /closed\n"))
		case "/open":
			http.Redirect(w, r, "/closed", http.StatusFound)
		case "/closed":
			t.Error("a forbidden page was asked for")
		}
	}))
	defer s.Close()
	now := time.Date(2023, 7, 28, 12, 0, 0, 0, time.UTC)
	c := New(Options{AllowPrivate: loopback, Now: func() time.Time { return now }})
	code.Store(200)
	fails(t, c, s.URL+"/closed", "asks programs to stay away")
	if e := fails(t, c, s.URL+"/open", "asks programs to stay away"); e.At != "redirected to "+s.URL+"/closed" {
		t.Errorf("at %q", e.At)
	}
	if asked.Load() != 1 {
		t.Errorf("robots.txt was asked for %d times", asked.Load())
	}
	now = now.Add(24 * time.Hour)
	code.Store(503)
	fails(t, c, s.URL+"/fine", "robots.txt cannot be had: the server answers 503")
	code.Store(404)
	if _, err := c.Get(t.Context(), s.URL+"/fine"); err != nil {
		t.Errorf("no robots.txt: %v", err)
	}
	if asked.Load() != 3 {
		t.Errorf("robots.txt was asked for %d times, want 3: an old one is asked for again, a failure is not kept", asked.Load())
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /%zz", "/a/b?c")
	f.Add("user-agent:enligt\rdisallow:*****", "/\xff%")
	f.Fuzz(func(t *testing.T, rules, path string) {
		r := parseRobots([]byte(rules), "enligt")
		u := &url.URL{Path: path}
		if r.allows(u) != r.allows(u) {
			t.Error("two answers")
		}
		if len(r.rules) == 0 && !r.allows(u) {
			t.Error("forbidden by no rule")
		}
	})
}

func TestManyStarsTakeLittleTime(t *testing.T) {
	var text strings.Builder
	text.WriteString("User-agent: *\n")
	for range 5000 {
		text.WriteString("Disallow: /" + strings.Repeat("a*", 40) + "b$\n")
	}
	r := parseRobots([]byte(text.String()), "enligt")
	begun := time.Now()
	allowed(t, r, "/"+strings.Repeat("a", 4000))
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("%v", took)
	}
}
