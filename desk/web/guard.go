package web

import (
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// policy lets a page use what this server gives and nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard sets the headers that every answer carries.
func guard(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "private, no-cache")
}

// turnedAway answers requests that call the desk by a name that is not its own, and
// those by which another site's page wants to write.
func (s *Site) turnedAway(w http.ResponseWriter, r *http.Request) bool {
	if !s.calledByName(r.Host) {
		http.Error(w, "enligt: this desk does not answer to the name "+strings.ToValidUTF8(r.Host, "?"), http.StatusMisdirectedRequest)
		return true
	}
	if err := s.foreign.Check(r); err != nil {
		http.Error(w, "enligt: "+err.Error(), http.StatusForbidden)
		return true
	}
	return false
}

// broken answers a request that a fault of ours ended.
func (s *Site) broken(w *statusWriter, r *http.Request, fault any) {
	if fault == http.ErrAbortHandler {
		panic(fault)
	}
	s.Log.Error("fault", "method", r.Method, "path", r.URL.Path, "fault", fmt.Sprint(fault), "stack", string(debug.Stack()))
	if !w.wrote {
		http.Error(w, "enligt: a fault of the program; it stands in its output", http.StatusInternalServerError)
	}
}

// logged writes a line about a request: what was asked, never with which words, nor
// with what the browser keeps.
func (s *Site) logged(r *http.Request, pattern string, w *statusWriter, took time.Duration) {
	if strings.HasSuffix(pattern, " /assets/") || pattern == "GET /healthz" {
		return
	}
	c := callerOf(r)
	s.Log.InfoContext(r.Context(), "request", "method", r.Method, "path", r.URL.Path, "status", w.status, "ms", took.Milliseconds(), "bytes", w.bytes, "from", c.address, "who", c.guest.Name)
}

// calledByName reports whether a request names this machine, or a name that was
// allowed. Another name that leads to this address is how a foreign page reads a
// desk that is open on the loopback (DNS rebinding). A desk with a door and no names
// answers to all: a session holds for the name that it was opened under.
func (s *Site) calledByName(host string) bool {
	if s.Door != nil && len(s.Hosts) == 0 {
		return true
	}
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	if ip := net.ParseIP(name); ip != nil && ip.IsLoopback() {
		return true
	}
	return name == "localhost" || slices.Contains(s.Hosts, name)
}

// Loopback reports whether only this machine reaches an address to listen on, and
// gives the reason where it does not.
func Loopback(address string) (ok bool, why string) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false, "not an address; give it as 127.0.0.1:8080"
	}
	if host == "localhost" {
		return true, ""
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() {
		return true, ""
	}
	return false, "others could reach it, and nobody would be asked who they are; give --password-file (enligt password prints its lines), or listen on 127.0.0.1 and forward the port, for example with ssh -L"
}
