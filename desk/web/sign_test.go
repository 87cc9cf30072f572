package web

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt/desk/web/door"
	"github.com/enligt/enligt/ledger"
)

// Hashes of "correct horse battery" and "something else" that cost next to nothing.
const passwords = "Sara Ek:editor:$argon2id$v=19$m=1024,t=1,p=1$Zm91ciBmaXZlIHNpeCE$1hyzpR1Qundf0dz/HtlTJKAOma27dfERCTE6aykLJWk\n" +
	"tom:viewer:$argon2id$v=19$m=1024,t=1,p=1$Zm91ciBmaXZlIHNpeCE$jLw+WcuIKbCLF6AqCkAhO4zNcITbyr7SDb095I6GiOw\n"

// right is the password of Sara Ek.
const right = "correct horse battery"

// guarded is a desk with a door, its record page, what it logs, and its clock.
func guarded(t *testing.T) (site *Site, record string, log *bytes.Buffer, now *time.Time) {
	site, record = signed(t)
	d, err := door.Read(strings.NewReader(passwords))
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 1, 14, 8, 0, 0, 0, time.UTC)
	log, now = &bytes.Buffer{}, &at
	site.Door, site.Now, site.Log = d, func() time.Time { return *now }, slog.New(slog.NewTextHandler(log, nil))
	site.Handle("GET /api/v1/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "api of ", callerOf(r).guest.Name) }))
	return site, record, log, now
}

// enters signs in and gives the cookie as a header.
func enters(t *testing.T, site *Site, name, password string, headers ...string) string {
	t.Helper()
	w := post(t, site, "/sign-in", url.Values{"name": {name}, "password": {password}, "to": {"/queue"}}, headers...)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/queue" {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	cookie, _, _ := strings.Cut(w.Header().Get("Set-Cookie"), ";")
	return cookie
}

func TestNobodyIsLetInWithoutSigningIn(t *testing.T) {
	site, record, _, _ := guarded(t)
	for path, want := range map[string]int{
		"/": 303, record: 303, "/queue": 303, "/nothing": 303, "/documents/x?mark=1-2": 303, "/about": 303,
		"/events?after=0": 401, "/since?after=0": 401, "/api/v1/statements": 401, "/metrics": 401,
		"/sign-in": 200, "/healthz": 200, site.assets.path("base.css"): 200,
	} {
		w := get(t, site, path)
		if w.Code != want || strings.Contains(w.Body.String(), "Hamnen") {
			t.Errorf("%s: status %d, want %d", path, w.Code, want)
		}
		if to := "/sign-in?to=" + url.QueryEscape(path); want == 303 && w.Header().Get("Location") != to {
			t.Errorf("%s leads to %s", path, w.Header().Get("Location"))
		}
		if asked := w.Header().Get("WWW-Authenticate") != ""; asked != (path == "/metrics" || strings.HasPrefix(path, "/api")) {
			t.Errorf("%s: a browser asks in a window of its own: %v", path, asked)
		}
	}
	for _, path := range []string{record, "/queue", "/documents/x", "/sign-outs", "/"} {
		if w := post(t, site, path, url.Values{"status": {"open"}, "why": {"x"}}); w.Code == http.StatusSeeOther || w.Code < 400 {
			t.Errorf("POST %s: status %d", path, w.Code)
		}
	}
	shows401(t, post(t, site, record, url.Values{"status": {"open"}, "why": {"x"}}), "You were signed out meanwhile")
	if list, _ := site.Ledger.Decisions(t.Context(), "", asOfNow); len(list) != 0 {
		t.Error("a stranger decided")
	}
}

func shows401(t *testing.T, w *httptest.ResponseRecorder, want string) {
	t.Helper()
	if w.Code != http.StatusUnauthorized || !strings.Contains(w.Body.String(), want) {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
}

func TestAnEditorDecidesUnderTheNameSignedInWith(t *testing.T) {
	site, record, log, _ := guarded(t)
	cookie := enters(t, site, "Sara Ek", right)
	shows(t, get(t, site, record, "Cookie", cookie), "Enter as Sara Ek", "Sign out")
	if w := post(t, site, record, url.Values{"status": {"disputed"}, "why": {"Heard otherwise."}}, "Cookie", cookie); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	list, err := site.Ledger.Decisions(t.Context(), "", ledger.AsOf{})
	if err != nil || len(list) != 1 || list[0].Who != "Sara Ek" {
		t.Errorf("%+v %v", list, err)
	}
	for _, secret := range []string{right, strings.TrimPrefix(cookie, "enligt-session="), "Heard otherwise"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log has %q", secret)
		}
	}
	if line := `msg=request method=POST path=` + record + ` status=303 `; !strings.Contains(log.String(), line) || !strings.Contains(log.String(), `who="Sara Ek"`) {
		t.Errorf("no line %s in\n%s", line, log)
	}
}

func TestAViewerReadsAndDoesNotWrite(t *testing.T) {
	site, record, _, _ := guarded(t)
	cookie := enters(t, site, "tom", "something else")
	w := get(t, site, record, "Cookie", cookie)
	shows(t, w, "Hamnen är stängd", "<small>reads</small>")
	if strings.Contains(w.Body.String(), `action="/statements/`) {
		t.Error("a form that would be refused is offered")
	}
	for _, path := range []string{record, "/queue", "/documents/x"} {
		w := post(t, site, path, url.Values{"status": {"open"}, "why": {"x"}, "do": {"other"}}, "Cookie", cookie)
		if w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "You read here, and do not decide") {
			t.Errorf("%s: status %d: %s", path, w.Code, w.Body)
		}
	}
	if list, _ := site.Ledger.Decisions(t.Context(), "", asOfNow); len(list) != 0 {
		t.Error("a viewer decided")
	}
}

func TestAWrongPasswordIsToldInWordsAndTooManyWait(t *testing.T) {
	site, _, log, now := guarded(t)
	try := func(name, password string) *httptest.ResponseRecorder {
		return post(t, site, "/sign-in", url.Values{"name": {name}, "password": {password}, "to": {"/queue"}})
	}
	known, unknown := try("tom", "hunter2 hunter2"), try("tam", "hunter2 hunter2")
	shows401(t, known, "Name and password do not fit.")
	if strings.ReplaceAll(known.Body.String(), `"tom"`, "") != strings.ReplaceAll(unknown.Body.String(), `"tam"`, "") {
		t.Error("the page tells whether a name is known")
	}
	if strings.Contains(log.String(), "hunter2") || strings.Contains(log.String(), "tam") || !strings.Contains(log.String(), "name=tom") {
		t.Errorf("the log: %s", log)
	}
	for range 4 {
		try("tom", "wrong")
	}
	w := try("tom", "something else")
	if w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "1" || !strings.Contains(w.Body.String(), "Try again in 1 second.") {
		t.Errorf("status %d, after %s: %s", w.Code, w.Header().Get("Retry-After"), w.Body)
	}
	*now = now.Add(time.Second)
	if w := try("tom", "something else"); w.Code != http.StatusSeeOther {
		t.Errorf("after the wait: status %d", w.Code)
	}
}

func TestTheCookieIsTheBrowsersAloneAndSecureOverTLS(t *testing.T) {
	site, _, _, _ := guarded(t)
	site.Proxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")} // httptest's callers come from 192.0.2.1
	form := url.Values{"name": {"tom"}, "password": {"something else"}}
	plain := post(t, site, "/sign-in", form).Header().Get("Set-Cookie")
	if want := "; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax"; !strings.HasPrefix(plain, "enligt-session=") || !strings.HasSuffix(plain, want) {
		t.Errorf("cookie %s", plain)
	}
	secure := post(t, site, "/sign-in", form, "X-Forwarded-Proto", "https").Header().Get("Set-Cookie")
	if !strings.HasPrefix(secure, "__Host-enligt=") || !strings.HasSuffix(secure, "; Path=/; Max-Age=604800; HttpOnly; Secure; SameSite=Lax") {
		t.Errorf("cookie %s", secure)
	}
	site.Proxies = nil
	if c := post(t, site, "/sign-in", form, "X-Forwarded-Proto", "https").Header().Get("Set-Cookie"); strings.Contains(c, "Secure") {
		t.Errorf("a header that anybody can send was believed: %s", c)
	}
}

func TestASessionEndsBySigningOutAndByTime(t *testing.T) {
	site, _, _, now := guarded(t)
	cookie := enters(t, site, "tom", "something else")
	other := enters(t, site, "tom", "something else")
	if w := post(t, site, "/sign-out", nil, "Cookie", cookie); w.Code != http.StatusSeeOther || !strings.Contains(w.Header().Get("Set-Cookie"), "Max-Age=0") {
		t.Errorf("status %d, %s", w.Code, w.Header())
	}
	if w := get(t, site, "/queue", "Cookie", cookie); w.Code != http.StatusSeeOther {
		t.Errorf("after signing out: status %d", w.Code)
	}
	shows(t, get(t, site, "/queue", "Cookie", other), "Queue")
	if w := post(t, site, "/sign-out", nil, "Cookie", other, "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden {
		t.Errorf("another site signs out: status %d", w.Code)
	}
	*now = now.Add(door.Idle)
	if w := get(t, site, "/queue", "Cookie", other); w.Code != http.StatusSeeOther {
		t.Errorf("after a shift unused: status %d", w.Code)
	}
	if a, b := enters(t, site, "tom", "something else", "Cookie", "enligt-session=mine"), "enligt-session=mine"; a == b {
		t.Error("an id that somebody else chose became a session")
	}
}

func TestProgramsSendNameAndPassword(t *testing.T) {
	site, record, _, _ := guarded(t)
	basic := func(path, name, password string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", path, nil)
		r.SetBasicAuth(name, password)
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		return w
	}
	shows(t, basic("/api/v1/statements", "tom", "something else"), "api of tom")
	shows(t, basic("/metrics", "tom", "something else"), "enligt_ledger_commit")
	if w := basic(record, "tom", "something else"); w.Code != http.StatusSeeOther {
		t.Errorf("a page: status %d", w.Code)
	}
	for range 5 {
		if w := basic("/api/v1/statements", "Sara Ek", "wrong"); w.Code != http.StatusUnauthorized {
			t.Errorf("status %d", w.Code)
		}
	}
	if w := basic("/api/v1/statements", "Sara Ek", right); w.Code != http.StatusTooManyRequests {
		t.Errorf("tries with requests do not wait: status %d", w.Code)
	}
	shows(t, get(t, site, "/api/v1/statements", "Cookie", enters(t, site, "tom", "something else")), "api of tom")
}

func TestAfterSigningInOneIsOnThisDesk(t *testing.T) {
	for to, want := range map[string]string{
		"/statements/1?in=2": "/statements/1?in=2", "": "/", "/": "/", "https://evil.example/": "/", "//evil.example/": "/", "///evil.example": "/", `/\evil.example`: "/",
		"javascript:alert(1)": "/", "queue": "/", "/a\r\nb": "/", "/%2F/evil.example": "/", "/search?q=a b": "/search?q=a b", "http:/x": "/", "/\tx": "/",
	} {
		if got := localPath(to); got != want {
			t.Errorf("%q leads to %q, want %q", to, got, want)
		}
	}
}

func TestAStreamEndsWithItsSession(t *testing.T) {
	site, _, _, _ := guarded(t)
	server := httptest.NewServer(site)
	defer server.Close()
	cookie := enters(t, site, "tom", "something else")
	r, err := http.NewRequest("GET", server.URL+"/events?after=9", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Cookie", cookie)
	answer, err := http.DefaultClient.Do(r)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatal(answer, err)
	}
	defer answer.Body.Close()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		var b [512]byte
		for {
			if _, err := answer.Body.Read(b[:]); err != nil {
				return
			}
		}
	}()
	post(t, site, "/sign-out", nil, "Cookie", cookie)
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		t.Error("the stream goes on")
	}
}

func TestTheAddressOfACallerIsThatBeforeTheProxy(t *testing.T) {
	site, _ := desk(t)
	site.Proxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	for _, c := range []struct{ from, forwarded, want string }{
		{"192.0.2.9:1", "203.0.113.5", "192.0.2.9"}, {"10.0.0.1:1", "203.0.113.5", "203.0.113.5"},
		{"10.0.0.1:1", "6.6.6.6, 203.0.113.5, 10.0.0.2", "203.0.113.5"}, {"10.0.0.1:1", "", "10.0.0.1"}, {"[::ffff:10.0.0.1]:1", "203.0.113.5", "203.0.113.5"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.from
		r.Header.Set("X-Forwarded-For", c.forwarded)
		if got := callerOf(site.arrived(r)).address; got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

func TestAFaultIsToldAndTheNextRequestIsAnswered(t *testing.T) {
	site, _, log, _ := guarded(t)
	site.Handle("GET /sign-in/fault", http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("broken") }))
	cookie := enters(t, site, "tom", "something else")
	if w := get(t, site, "/sign-in/fault", "Cookie", cookie); w.Code != http.StatusInternalServerError || !strings.Contains(log.String(), "fault=broken") {
		t.Errorf("status %d: %s", w.Code, log)
	}
	shows(t, get(t, site, "/queue", "Cookie", cookie), "Queue")
}
