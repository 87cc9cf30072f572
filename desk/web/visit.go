package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/enligt/enligt/desk/web/door"
	"github.com/enligt/enligt/ledger"
)

// visit is one request for a page.
type visit struct {
	*skin
	site *Site
	w    http.ResponseWriter
	r    *http.Request
	last *ledger.Commit // what head gave
}

// head is the newest commit when the page first asked; what comes while it is made is
// news to it.
func (v *visit) head() (ledger.Commit, error) {
	if v.last == nil {
		c, err := v.site.Ledger.Head(v.r.Context())
		if err != nil {
			return c, err
		}
		v.last = &c
	}
	return *v.last, nil
}

// frame is what every page has around what it shows.
type frame struct {
	Lang      string
	Title     string
	Nav       string // the part of the menu that this is
	URL       string
	Head      int64 // the newest commit that the page knows
	Demo      bool
	Languages []langLink
	MadeBy    string
	AsOf      string // where the page shows the past, which
	Present   string // the same page as of now
	Guest     string // who is signed in, "" where nobody need be
	Reads     bool   // and may not decide
	Closed    bool   // nobody is signed in yet
	Body      any
}

type langLink struct {
	Code, Name, Href string
	Here             bool
}

// langCookie keeps the language that somebody chose.
const langCookie = "lang"

// badRequest is a question that means nothing.
type badRequest struct{ error }

// shown makes a handler of a page.
func (s *Site) shown(show func(*visit) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v := &visit{skin: s.skinFor(r), site: s, w: w, r: r}
		v.keepLanguage()
		v.begin()
		err := show(v)
		if err == nil || errors.Is(err, context.Canceled) {
			return
		}
		status, kind := http.StatusInternalServerError, "failed"
		var bad badRequest
		switch {
		case errors.Is(err, ledger.ErrNotFound):
			status, kind = http.StatusNotFound, "missing"
		case errors.Is(err, errReadOnly):
			status, kind = http.StatusForbidden, "forbidden"
		case errors.Is(err, ledger.ErrCursor), errors.As(err, &bad):
			status, kind = http.StatusBadRequest, "senseless"
			if r.Method == http.MethodPost {
				kind = "refused"
			}
		default:
			s.Log.Error("page", "path", r.URL.Path, "err", err)
		}
		v.fail(status, kind, err)
	}
}

// begin sets the year that dates leave out: that of the newest commit. Where the ledger
// does not answer, whoever needs it tells so.
func (v *visit) begin() {
	if head, err := v.head(); err == nil && !head.UTC.IsZero() {
		k := *v.skin
		k.year = head.UTC.Year()
		v.skin = &k
	}
}

// skinFor picks the language: as asked for here, as chosen before, as the browser
// prefers, else the first.
func (s *Site) skinFor(r *http.Request) *skin {
	if k := s.skins[r.URL.Query().Get("lang")]; k != nil {
		return k
	}
	if c, err := r.Cookie(langCookie); err == nil && s.skins[c.Value] != nil {
		return s.skins[c.Value]
	}
	best, weight := s.skins[s.Languages[0].Code], -1.0
	for _, part := range strings.Split(r.Header.Get("Accept-Language"), ",") {
		tag, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		code, _, _ := strings.Cut(strings.ToLower(tag), "-")
		value := 1.0
		if f, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(q), "q="), 64); err == nil {
			value = f
		}
		if k := s.skins[code]; k != nil && value > weight {
			best, weight = k, value
		}
	}
	return best
}

func (v *visit) keepLanguage() {
	if v.r.URL.Query().Get("lang") == v.Code {
		http.SetCookie(v.w, &http.Cookie{Name: langCookie, Value: v.Code, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	}
}

// show writes a page, whole or not at all.
func (v *visit) show(name, title, nav string, head int64, body any) error {
	return v.write(http.StatusOK, name, title, nav, head, body)
}

func (v *visit) write(status int, name, title, nav string, head int64, body any) error {
	f := frame{
		Lang: v.Code, Title: title, Nav: nav, URL: v.r.Host + v.r.URL.RequestURI(), Head: head, Demo: v.site.Demo, Languages: v.languages(),
		MadeBy: v.site.MadeBy, Body: body,
	}
	if v.site.Door != nil {
		c := callerOf(v.r)
		f.Guest, f.Reads, f.Closed = c.guest.Name, c.guest.Role != door.Editor, c.guest.Name == ""
	}
	if at := v.asOf(); !at.Now() {
		f.AsOf, f.Present = v.past(at), v.with("as-of", "")
	}
	var b bytes.Buffer
	if err := v.pages[name].Execute(&b, f); err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.Header().Set("Content-Language", v.Code)
	v.w.Header().Add("Vary", "Accept-Language, Cookie")
	v.w.WriteHeader(status)
	whole := b.Bytes()
	if f.AsOf != "" {
		whole = keepPast(whole, v.asOf())
	}
	_, _ = v.w.Write(whole) // a reader who has left
	return nil
}

// links are those of a page that the templates made; the one that leads to the
// present says so.
var links = regexp.MustCompile(`(<a data-present )?href="(/[^"]*)"`)

// keepPast lets the links of a page that shows the past lead on in that past: to the
// document as it was, not to what became of it.
func keepPast(page []byte, at ledger.AsOf) []byte {
	return links.ReplaceAllFunc(page, func(link []byte) []byte {
		m := links.FindSubmatch(link)
		path := string(m[2])
		if len(m[1]) > 0 || strings.HasPrefix(path, "/assets/") || strings.HasPrefix(path, "/api/") || strings.HasPrefix(path, "/export.csv") || strings.Contains(path, "as-of=") {
			return link
		}
		fragment := ""
		for i := range path {
			if path[i] == '#' && path[i-1] != '&' { // "&#43;" is a plus
				path, fragment = path[:i], path[i:]
				break
			}
		}
		sign := "?"
		if strings.Contains(path, "?") {
			sign = "&amp;"
		}
		return []byte(`href="` + path + sign + "as-of=" + url.QueryEscape(at.String()) + fragment + `"`)
	})
}

// asOf is the moment that the page is to show; the present where none is named.
func (v *visit) asOf() ledger.AsOf {
	at, _ := ledger.ParseAsOf(v.r.URL.Query().Get("as-of"))
	return at
}

// past says which moment a page shows.
func (v *visit) past(at ledger.AsOf) string {
	if at.Commit > 0 {
		return v.say("past.commit", "n", at.Commit)
	}
	return v.say("past.time", "when", v.utc(at.UTC).Long)
}

// languages are the links to this page in each language.
func (v *visit) languages() []langLink {
	var out []langLink
	for _, l := range v.site.Languages {
		q := v.r.URL.Query()
		q.Set("lang", l.Code)
		out = append(out, langLink{l.Code, l.Name, v.r.URL.Path + "?" + q.Encode(), l.Code == v.Code})
	}
	return out
}

// failure is what the page of an error says.
type failure struct {
	Kind   string // missing, forbidden, senseless, refused, failed
	Detail string
	Form   string // the page of the form that was refused
}

func (v *visit) fail(status int, kind string, err error) {
	f := failure{Kind: kind}
	if kind != "missing" && kind != "forbidden" {
		f.Detail = err.Error()
	}
	if kind == "refused" {
		f.Form = v.r.URL.Path
	}
	if err := v.write(status, "error", v.t("error."+kind), "", 0, f); err != nil {
		http.Error(v.w, err.Error(), http.StatusInternalServerError)
	}
}

// with is the address of this page with one value of its query changed; "" takes
// the value away.
func (v *visit) with(name, value string) string {
	q := url.Values{}
	for k, list := range v.r.URL.Query() {
		if k != "lang" && len(list) > 0 && list[0] != "" {
			q.Set(k, list[0])
		}
	}
	q.Del(name)
	if value != "" {
		q.Set(name, value)
	}
	if len(q) == 0 {
		return v.r.URL.Path
	}
	return v.r.URL.Path + "?" + q.Encode()
}
