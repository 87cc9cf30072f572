package web

import (
	"cmp"
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/enligt/enligt/desk/web/door"
)

// caller is where a request comes from and who sent it.
type caller struct {
	address string // of the one who asks, not of a proxy
	secure  bool   // over TLS as far as the proxy, or to here
	guest   door.Guest
	session string // its id, "" without
}

type callerKey struct{}

func callerOf(r *http.Request) *caller {
	if c, ok := r.Context().Value(callerKey{}).(*caller); ok {
		return c
	}
	return &caller{}
}

// arrived notes where a request comes from. A proxy that was declared is believed.
func (s *Site) arrived(r *http.Request) *http.Request {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	c := &caller{address: host, secure: r.TLS != nil}
	if s.isProxy(host) {
		c.secure = c.secure || strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
		list := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		for _, hop := range slices.Backward(list) { // the nearest that is no proxy; what stands before it anybody can write
			if hop = strings.TrimSpace(hop); hop == "" {
				break
			}
			if c.address = hop; !s.isProxy(hop) {
				break
			}
		}
	}
	r = r.WithContext(context.WithValue(r.Context(), callerKey{}, c))
	if c.secure {
		at := *r.URL
		at.Scheme = "https" // for the links of feeds
		r.URL = &at
	}
	return r
}

func (s *Site) isProxy(address string) bool {
	ip, err := netip.ParseAddr(address)
	return err == nil && slices.ContainsFunc(s.Proxies, func(p netip.Prefix) bool { return p.Contains(ip.Unmap()) })
}

// outside answers requests of those who are not let in, and those that only an editor
// may send. The pattern is that which will answer otherwise.
func (s *Site) outside(w http.ResponseWriter, r *http.Request, pattern string) bool {
	_, path, _ := strings.Cut(pattern, " ")
	if s.Door == nil || path == "/assets/" || path == "/healthz" {
		return false
	}
	c := callerOf(r)
	programs := strings.HasPrefix(path, "/api/") || path == "/metrics" // ask with name and password in each request
	if cookie, err := r.Cookie(cookieName(c.secure)); err == nil {
		if guest, ok := s.Door.Who(cookie.Value, s.Now(), path != "/events"); ok {
			c.guest, c.session = guest, cookie.Value
		}
	}
	if name, password, ok := r.BasicAuth(); ok && programs && c.session == "" {
		guest, err := s.Door.Enter(r.Context(), name, password, c.address, s.Now())
		if err != nil {
			s.refused(r, name, err)
			challenge(w, programs, statusOf(w.Header(), err), err.Error())
			return true
		}
		c.guest = guest
	}
	switch {
	case path == "/sign-in" || path == "/sign-out":
		return false
	case c.guest.Name == "":
		s.askIn(w, r, path, programs)
		return true
	case c.guest.Role == door.Editor || r.Method == http.MethodGet || r.Method == http.MethodHead:
		return false
	case programs:
		http.Error(w, "enligt: "+c.guest.Name+" may read, and not write", http.StatusForbidden)
	default:
		s.shown(func(*visit) error { return errReadOnly })(w, r)
	}
	return true
}

// askIn asks who somebody is.
func (s *Site) askIn(w http.ResponseWriter, r *http.Request, path string, programs bool) {
	switch {
	case programs || path == "/events" || path == "/since":
		challenge(w, programs, http.StatusUnauthorized, "sign in, or send name and password with the request (HTTP Basic)")
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		http.Redirect(w, r, "/sign-in?"+url.Values{"to": {r.URL.RequestURI()}}.Encode(), http.StatusSeeOther)
	default:
		s.shown(func(v *visit) error { return v.showSignIn(http.StatusUnauthorized, signInPage{Over: true}) })(w, r)
	}
}

// challenge tells a program who it is to be. A browser would ask in a window of its
// own, so the streams of a page are not challenged.
func challenge(w http.ResponseWriter, programs bool, status int, what string) {
	if programs {
		w.Header().Set("WWW-Authenticate", `Basic realm="enligt", charset="UTF-8"`)
	}
	http.Error(w, "enligt: "+what, status)
}

// stillIn reports whether the session of a request still holds.
func (s *Site) stillIn(r *http.Request) bool {
	if s.Door == nil {
		return true
	}
	_, ok := s.Door.Who(callerOf(r).session, s.Now(), false)
	return ok
}

// cookieName is that of the session. Over TLS the browser itself sees to it that no
// other site of the domain has set it.
func cookieName(secure bool) string {
	if secure {
		return "__Host-enligt"
	}
	return "enligt-session"
}

// signInPage asks for name and password.
type signInPage struct {
	To   string // where one wanted to go
	Name string
	No   bool // they did not fit
	Wait int  // seconds until another try
	Over bool // a session ended before something could be written
}

func (v *visit) showSignIn(status int, b signInPage) error {
	b.To = cmp.Or(b.To, "/")
	return v.write(status, "signin", v.t("sign.in"), "", 0, b)
}

// signIn shows GET /sign-in.
func (s *Site) signIn(v *visit) error {
	to := localPath(v.r.URL.Query().Get("to"))
	if s.Door == nil || callerOf(v.r).guest.Name != "" {
		http.Redirect(v.w, v.r, to, http.StatusSeeOther)
		return nil
	}
	return v.showSignIn(http.StatusOK, signInPage{To: to})
}

// enter takes POST /sign-in: a name and its password.
func (s *Site) enter(v *visit) error {
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, mostForm)
	if err := v.r.ParseForm(); err != nil {
		return badRequest{err}
	}
	c, form := callerOf(v.r), v.r.PostForm
	to := localPath(form.Get("to"))
	if s.Door == nil {
		http.Redirect(v.w, v.r, to, http.StatusSeeOther)
		return nil
	}
	name := strings.TrimSpace(form.Get("name"))
	guest, err := s.Door.Enter(v.r.Context(), name, form.Get("password"), c.address, s.Now())
	if err != nil {
		s.refused(v.r, name, err)
		if errors.Is(err, context.Canceled) {
			return err
		}
		b := signInPage{To: to, Name: name, No: true}
		var wait *door.Wait
		if errors.As(err, &wait) {
			b.No, b.Wait = false, seconds(wait)
		}
		return v.showSignIn(statusOf(v.w.Header(), err), b)
	}
	s.Door.Leave(c.session)
	s.setSession(v.w, c, s.Door.Open(guest, s.Now()), door.Absolute)
	s.Log.Info("signed in", "who", guest.Name, "from", c.address)
	http.Redirect(v.w, v.r, to, http.StatusSeeOther)
	return nil
}

// leave takes POST /sign-out.
func (s *Site) leave(v *visit) error {
	if c := callerOf(v.r); s.Door != nil {
		s.Door.Leave(c.session)
		s.setSession(v.w, c, "", -time.Second)
		v.w.Header().Set("Clear-Site-Data", `"cache"`)
	}
	http.Redirect(v.w, v.r, "/", http.StatusSeeOther)
	return nil
}

func (s *Site) setSession(w http.ResponseWriter, c *caller, id string, lasts time.Duration) {
	http.SetCookie(w, &http.Cookie{Name: cookieName(c.secure), Value: id, Path: "/", MaxAge: int(lasts / time.Second), HttpOnly: true, Secure: c.secure, SameSite: http.SameSiteLaxMode})
}

// refused notes that somebody was not let in; a name that the file has not is not
// printed, it may be a password.
func (s *Site) refused(r *http.Request, name string, err error) {
	if !s.Door.Known(name) {
		name = "unknown"
	}
	s.Log.Warn("not let in", "name", name, "from", callerOf(r).address, "err", err)
}

// statusOf is how somebody is told that they are not let in.
func statusOf(h http.Header, err error) int {
	var wait *door.Wait
	if errors.As(err, &wait) {
		h.Set("Retry-After", strconv.Itoa(seconds(wait)))
		return http.StatusTooManyRequests
	}
	return http.StatusUnauthorized
}

func seconds(w *door.Wait) int { return max(1, int((w.For+time.Second-1)/time.Second)) }

// localPath is a path of this desk; "/" for anything that leads elsewhere.
func localPath(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || u.User != nil || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") || strings.ContainsAny(to, "\\\r\n\t") {
		return "/"
	}
	return (&url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}).String()
}
