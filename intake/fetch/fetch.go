// Package fetch brings pages and feeds from the web; everything that Enligt
// fetches comes through it.
//
// In goes a web address, out come the bytes that lie there, unpacked, with the
// address that they came from in the end. The client says who it is, obeys
// robots.txt (RFC 9309), keeps no cookies and uses no proxy. It is bounded in size
// packed and unpacked, in time, in redirects and in requests to one host at a time. Before every
// connection, so at every redirect too, it looks at the address that the name was
// resolved to, and refuses what is not public unless Options.AllowPrivate names it.
//
// What fails is an [enligt.ReadError] that says what went wrong, where if that is
// not the address asked for, and what to do; or the context's own error.
package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/enligt/enligt"
)

// agent is our name in robots.txt; the whole header tells where to read about us.
const agent = "enligt"

// maxAddress is the longest address that is asked for, in bytes.
const maxAddress = 8 << 10

// rulesFor is how long a robots.txt counts (RFC 9309: at most a day).
const rulesFor = 12 * time.Hour

// Options bound a client. A number that is 0 stands for the one in brackets.
type Options struct {
	AllowPrivate []netip.Prefix   // addresses that may be asked though they are not public
	MaxBytes     int64            // of a body, packed and unpacked (16 MB)
	Timeout      time.Duration    // of a whole call, redirects and robots.txt included (30 s)
	MaxRedirects int              // (5)
	PerHost      int              // requests to one host at a time (2)
	Gap          time.Duration    // least time between two requests to one host (none)
	Now          func() time.Time // tells when a robots.txt has grown old (time.Now)
	Resolver     *net.Resolver    // (the system's)
}

// Page is what lay at an address.
type Page struct {
	Address string // that of the body, after redirects
	Type    string // the Content-Type header as sent, "" where there was none
	Body    []byte

	Same           bool          // the server says that it is what the Question knows; there is no Body
	Moved          string        // where it lies for good, "" where the server does not say so
	ETag, Modified string        // to be sent with the next Question
	Fresh          time.Duration // for how long the server says that it stays the same, 0 where it does not
}

// Question is an address to be asked, and what is known of it.
type Question struct {
	Address        string
	ETag, Modified string // of the Page before, "" for none
}

// Refused is an answer that says no. It unwraps to an [enligt.ReadError].
type Refused struct {
	Err   *enligt.ReadError
	Code  int           // of HTTP
	After time.Duration // how long the server asks to wait, 0 where it does not say
}

func (r *Refused) Error() string { return r.Err.Error() }
func (r *Refused) Unwrap() error { return r.Err }

// Client fetches. It is safe for many goroutines and remembers robots.txt: one
// serves a whole program.
type Client struct {
	o     Options
	http  *http.Client
	hosts *hosts
}

// New makes a client; nothing is asked yet.
func New(o Options) *Client {
	o = o.orDefault()
	dialer := &net.Dialer{Timeout: o.Timeout, Resolver: o.Resolver, Control: guard(o.AllowPrivate)}
	return &Client{
		o:     o,
		hosts: newHosts(o.PerHost, o.Gap),
		http: &http.Client{
			Transport: &http.Transport{
				DialContext:            dialer.DialContext,
				ForceAttemptHTTP2:      true,
				DisableCompression:     true, // unpacked here, where it is bounded
				MaxResponseHeaderBytes: 256 << 10,
				MaxConnsPerHost:        o.PerHost,
				MaxIdleConns:           64,
				IdleConnTimeout:        30 * time.Second,
			},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

func (o Options) orDefault() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = 16 << 20
	}
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.MaxRedirects <= 0 {
		o.MaxRedirects = 5
	}
	if o.PerHost <= 0 {
		o.PerHost = 2
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Get fetches what lies at an address.
func (c *Client) Get(ctx context.Context, address string) (*Page, error) {
	page, err := c.Ask(ctx, Question{Address: address})
	var refused *Refused
	if errors.As(err, &refused) {
		return nil, refused.Err
	}
	return page, err
}

// Ask fetches what lies at an address, where it is other than what is known of it.
// A server that says no gives a [Refused].
func (c *Client) Ask(ctx context.Context, q Question) (*Page, error) {
	limited, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	page, err := c.follow(limited, q, c.o.MaxBytes, true)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return page, err
}

// follow asks for an address and for those that it is redirected to.
func (c *Client) follow(ctx context.Context, q Question, limit int64, obey bool) (*Page, error) {
	at, moved, forGood := "", "", true
	for range c.o.MaxRedirects + 1 {
		u, err := webAddress(q.Address)
		if err != nil {
			return nil, where(at, err)
		}
		if obey {
			if err := c.mayFetch(ctx, u); err != nil {
				return nil, where(at, err)
			}
		}
		page, next, err := c.ask(ctx, u, q, limit)
		if err != nil {
			return nil, where(at, err)
		}
		if next.address == "" {
			page.Moved = moved
			return page, nil
		}
		if forGood = forGood && next.forGood; forGood {
			moved = next.address
		}
		q.Address, at = next.address, "redirected to "+next.address
	}
	return nil, where(at, &enligt.ReadError{What: "redirected without end", Do: "open it in a browser, and give the address that it ends at"})
}

// where puts the place into an error that has none.
func where(at string, err error) error {
	switch e := err.(type) {
	case *Refused:
		return &Refused{&enligt.ReadError{At: at, What: e.Err.What, Do: e.Err.Do}, e.Code, e.After}
	case *enligt.ReadError:
		if e.At == "" {
			return &enligt.ReadError{At: at, What: e.What, Do: e.Do}
		}
	}
	return err
}

// webAddress refuses what is no address of a page.
func webAddress(address string) (*url.URL, error) {
	if len(address) > maxAddress {
		return nil, &enligt.ReadError{What: "an address longer than 8 KB", Do: "check the address"}
	}
	u, err := url.Parse(address)
	switch {
	case err == nil && u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https":
		return nil, &enligt.ReadError{What: "an address of " + u.Scheme + ", not of the web", Do: "give one that begins with https:// or http://"}
	case err != nil || u.Opaque != "" || u.Hostname() == "":
		return nil, &enligt.ReadError{What: "not a web address", Do: "give one like https://example.org/page"}
	case u.User != nil:
		return nil, &enligt.ReadError{What: "an address with a name or password", Do: "leave them out, or save the page and give the file"}
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// mayFetch asks robots.txt. None is leave for everything; a host that fails to
// give its own is left alone (RFC 9309, 2.3.1).
func (c *Client) mayFetch(ctx context.Context, u *url.URL) error {
	k := c.hosts.site(u.Scheme + "://" + strings.ToLower(u.Host))
	k.mu.Lock()
	defer k.mu.Unlock()
	if now := c.o.Now(); !now.Before(k.until) {
		address := (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}).String()
		page, err := c.follow(ctx, Question{Address: address}, 0, false)
		switch e, refused := err.(*Refused); {
		case refused && e.Code >= 400 && e.Code < 500:
			page = &Page{}
		case refused:
			return &Refused{&enligt.ReadError{What: "its robots.txt cannot be had: " + e.Err.What, Do: later}, e.Code, e.After}
		case err != nil:
			return err
		}
		k.rules, k.until = parseRobots(page.Body, agent), now.Add(rulesFor)
	}
	if !k.rules.allows(u) {
		return &enligt.ReadError{What: "robots.txt of " + u.Host + " asks programs to stay away", Do: "save the page in a browser and give the file"}
	}
	return nil
}
