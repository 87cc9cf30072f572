package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/enligt/enligt"
)

// next is where a server says that the page lies; no address is "here".
type next struct {
	address string
	forGood bool
}

// ask makes one request. It gives the page, or the address to go on to. A limit of
// 0 is that of robots.txt: what is longer is cut, not refused.
func (c *Client) ask(ctx context.Context, u *url.URL, q Question, limit int64) (*Page, next, error) {
	leave, err := c.hosts.enter(ctx, strings.ToLower(u.Host), c.o.Now)
	if err != nil {
		return nil, next{}, c.explain(err, u)
	}
	defer leave()
	req, err := request(ctx, u, q)
	if err != nil {
		return nil, next{}, &enligt.ReadError{What: "not a web address", Do: "give one like https://example.org/page"}
	}
	res, err := c.http.Do(req)
	if err != nil {
		return nil, next{}, c.explain(err, u)
	}
	defer res.Body.Close()
	page := &Page{
		Address: u.String(), Type: res.Header.Get("Content-Type"), Fresh: fresh(res.Header, c.o.Now()),
		ETag: short(res.Header.Get("ETag")), Modified: short(res.Header.Get("Last-Modified")),
	}
	switch code := res.StatusCode; code {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		to, err := u.Parse(res.Header.Get("Location"))
		if err != nil || res.Header.Get("Location") == "" {
			return nil, next{}, &enligt.ReadError{What: "redirected to nowhere", Do: "check the address"}
		}
		return nil, next{to.String(), code == http.StatusMovedPermanently || code == http.StatusPermanentRedirect}, nil
	case http.StatusNotModified:
		if q.ETag == "" && q.Modified == "" {
			break
		}
		page.Same = true
		return page, next{}, nil
	case http.StatusOK:
		if page.Body, err = c.body(res, limit); err != nil {
			return nil, next{}, c.explain(err, u)
		}
		return page, next{}, nil
	}
	return nil, next{}, refused(res, c.o.Now())
}

// request is one question as it is sent.
func request(ctx context.Context, u *url.URL, q Question) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", agent+"/"+enligt.Version+" (+https://github.com/enligt/enligt)")
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, text/plain, */*;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip")
	if q.ETag != "" {
		req.Header.Set("If-None-Match", q.ETag)
	}
	if q.Modified != "" {
		req.Header.Set("If-Modified-Since", q.Modified)
	}
	return req, nil
}

// body reads and unpacks an answer within the limit.
func (c *Client) body(res *http.Response, limit int64) ([]byte, error) {
	cut := limit == 0
	if cut {
		limit = maxRobots
	}
	packed := &bounded{r: res.Body, left: limit + 1}
	var in io.Reader = packed
	switch coding := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding"))); coding {
	case "", "identity":
	case "gzip", "x-gzip":
		unpacked, err := gzip.NewReader(packed)
		if err != nil {
			return nil, err
		}
		in = unpacked
	default:
		return nil, &enligt.ReadError{What: "packed with " + coding + ", which was not asked for", Do: "save the page and give the file"}
	}
	body, err := io.ReadAll(io.LimitReader(in, limit+1))
	long := packed.left <= 0 || int64(len(body)) > limit
	switch {
	case long && cut:
		return body[:min(int64(len(body)), limit)], nil
	case long:
		return nil, &enligt.ReadError{What: "larger than " + size(limit) + ", the limit for a page", Do: "save the part that matters and give the file"}
	case err != nil:
		return nil, err
	}
	return body, nil
}

// bounded ends a stream where the limit is and remembers that it did.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, io.EOF
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

func size(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d KB", n>>10)
}

// later is the advice for what may well work another time.
const later = "try again later"

// Temporary reports whether an error of Get or Ask may be gone another time: the
// server or the network failed, and nobody said no.
func Temporary(err error) bool {
	var told *enligt.ReadError
	return errors.As(err, &told) && (told.Do == later || told.Do == network)
}

// network is the advice where there was no answer at all.
const network = "check the address and the network"

// refused puts an answer's code into words.
func refused(res *http.Response, now time.Time) *Refused {
	code := res.StatusCode
	e := &enligt.ReadError{What: strings.TrimSpace(fmt.Sprintf("the server answers %d %s", code, http.StatusText(code)))}
	switch {
	case code == http.StatusNotFound, code == http.StatusGone:
		e.Do = "check the address"
	case code == http.StatusUnauthorized, code == http.StatusForbidden, code == http.StatusPaymentRequired, code == http.StatusUnavailableForLegalReasons:
		e.Do = "open it in a browser, save the page and give the file"
	case code == http.StatusTooManyRequests, code == http.StatusRequestTimeout, code == http.StatusTooEarly, code >= 500:
		e.Do = later
	default:
		e.Do = "open it in a browser to see why"
	}
	return &Refused{e, code, retryAfter(res.Header, now)}
}

// explain says in words why there was no answer.
func (c *Client) explain(err error, u *url.URL) error {
	var told *enligt.ReadError
	var closed *private
	var name *net.DNSError
	var slow net.Error
	var corrupt = errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF)
	switch {
	case errors.As(err, &told):
		return told
	case errors.As(err, &closed):
		return &enligt.ReadError{
			What: fmt.Sprintf("%s is at %v, which is no public address", u.Hostname(), closed.addr),
			Do:   fmt.Sprintf("if you mean it, give --allow-private %v/%d", closed.addr, closed.addr.BitLen()),
		}
	case errors.As(err, &slow) && slow.Timeout():
		return &enligt.ReadError{What: fmt.Sprintf("no whole answer within %v", c.o.Timeout), Do: later}
	case errors.As(err, &name) && name.IsNotFound:
		return &enligt.ReadError{What: "no host has the name " + u.Hostname(), Do: "check the address"}
	case corrupt:
		return &enligt.ReadError{What: "the answer breaks off or is damaged", Do: later}
	}
	var around *url.Error
	if errors.As(err, &around) {
		err = around.Err
	}
	return &enligt.ReadError{What: "cannot be fetched: " + err.Error(), Do: network}
}
