package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"os"
	"strings"

	"github.com/enligt/enligt/desk/web"
	"github.com/enligt/enligt/desk/web/door"
	"github.com/enligt/enligt/intake/fetch"
	"github.com/enligt/enligt/ledger"
)

// options are what the flags say about who may come in and what is logged.
func (c *deskCommand) options(std streams) (web.Options, error) {
	o := web.Options{Demo: c.Demo}
	if ok, why := web.Loopback(c.Listen); !ok && c.PasswordFile == "" || strings.HasPrefix(why, "not an address") {
		return o, fmt.Errorf("--listen %s: %s", c.Listen, why)
	}
	for _, h := range c.Host {
		if h == "" || strings.ContainsAny(h, "/:@ ") {
			return o, fmt.Errorf("--host %q: give a name alone, such as desk.example.org", h)
		}
		o.Hosts = append(o.Hosts, strings.ToLower(h))
	}
	for _, p := range c.Proxy {
		prefix, err := netip.ParsePrefix(p)
		if ip, bad := netip.ParseAddr(p); bad == nil {
			prefix, err = netip.PrefixFrom(ip, ip.BitLen()), nil
		}
		if err != nil {
			return o, fmt.Errorf("--proxy %q: neither an address nor a CIDR; give it as 10.0.0.1 or 10.0.0.0/24", p)
		}
		o.Proxies = append(o.Proxies, prefix)
	}
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return o, errors.New("--tls-cert and --tls-key: one without the other; give both")
	}
	if err := c.door(std, &o); err != nil {
		return o, err
	}
	o.Log = c.logger(std)
	client := fetch.New(fetch.Options{AllowPrivate: c.AllowPrivate})
	o.FindFeed = func(ctx context.Context, address string) (ledger.Feed, error) {
		return findFeed(ctx, client, address, io.Discard)
	}
	return o, nil
}

// door reads the password file, and warns of what makes it of little use.
func (c *deskCommand) door(std streams, o *web.Options) error {
	if c.PasswordFile == "" {
		return nil
	}
	f, err := os.Open(c.PasswordFile)
	if err != nil {
		return fmt.Errorf("--password-file: %w", err)
	}
	defer f.Close()
	if o.Door, err = door.Read(f); err != nil {
		return fmt.Errorf("--password-file %s: %w", c.PasswordFile, err)
	}
	if info, err := f.Stat(); err == nil && info.Mode().Perm()&0o004 != 0 && os.PathSeparator == '/' {
		fmt.Fprintf(std.Err, "enligt: %s can be read by everybody on this machine; chmod 600 keeps its hashes to you\n", c.PasswordFile)
	}
	if ok, _ := web.Loopback(c.Listen); !ok && c.TLSCert == "" && len(c.Proxy) == 0 {
		fmt.Fprintln(std.Err, "enligt: passwords travel readable without TLS; give --tls-cert and --tls-key, or put a proxy before the desk and name it with --proxy")
	}
	return nil
}

func (c *deskCommand) tls() (*tls.Config, error) {
	if c.TLSCert == "" {
		return nil, nil
	}
	pair, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
	if err != nil {
		return nil, fmt.Errorf("--tls-cert, --tls-key: %w", err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}

func (c *deskCommand) logger(std streams) *slog.Logger {
	switch {
	case c.Log == "json":
		return slog.New(slog.NewJSONHandler(std.Err, nil))
	case c.Log == "text" || c.Log == "auto" && c.PasswordFile != "":
		return slog.New(slog.NewTextHandler(std.Err, nil))
	}
	return slog.New(slog.NewTextHandler(std.Err, &slog.HandlerOptions{Level: slog.LevelWarn}))
}
