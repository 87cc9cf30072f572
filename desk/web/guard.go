package web

import (
	"net"
	"net/http"
	"slices"
	"strings"
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

// calledByName reports whether a request names this machine, or a name that was
// allowed. Another name that leads to this address is how a foreign page reads a
// desk that is open on the loopback (DNS rebinding).
func (s *Site) calledByName(host string) bool {
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
	return false, "others could reach it, and the desk has no passwords yet; listen on 127.0.0.1 and forward the port, for example with ssh -L"
}
