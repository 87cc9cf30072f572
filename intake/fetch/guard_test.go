package fetch

import (
	"context"
	"encoding/binary"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
)

func TestOnlyPublicAddressesArePermitted(t *testing.T) {
	for _, bad := range []string{
		"127.0.0.1", "127.255.1.2", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "0.0.0.0", "0.1.2.3", "100.64.0.1",
		"224.0.0.1", "255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.0.8", "203.0.113.9",
		"::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fdff::1", "fec0::1", "ff02::1", "2001:db8::1",
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::1",
	} {
		if err := permit(netip.MustParseAddr(bad), nil); err == nil {
			t.Errorf("%s is permitted", bad)
		}
	}
	for _, good := range []string{"1.1.1.1", "172.32.0.1", "192.167.0.1", "11.0.0.1", "2606:4700::1111", "2a00:1450::1", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1"} {
		if err := permit(netip.MustParseAddr(good), nil); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	allow := []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")}
	for address, want := range map[string]bool{"10.1.2.3": true, "::ffff:10.1.2.3": true, "10.2.0.1": false, "127.0.0.1": false} {
		if got := permit(netip.MustParseAddr(address), allow) == nil; got != want {
			t.Errorf("%s with 10.1.0.0/16 allowed: %v", address, got)
		}
	}
}

func TestAPrivateHostGetsNoConnection(t *testing.T) {
	var asked atomic.Int64
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	s.Config.ConnState = func(net.Conn, http.ConnState) { asked.Add(1) }
	s.Start()
	defer s.Close()
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]"} {
		e := fails(t, New(Options{}), "http://"+host+port, "no public address")
		if !strings.Contains(e.Do, "--allow-private") {
			t.Errorf("%s: %q", host, e.Do)
		}
	}
	if asked.Load() != 0 {
		t.Error("the server saw a connection")
	}
	if _, err := New(Options{AllowPrivate: loopback}).Get(t.Context(), s.URL); err != nil {
		t.Error(err)
	}
}

func TestARedirectToAPrivateAddressIsRefused(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
	})
	e := fails(t, New(Options{AllowPrivate: loopback}), s.URL, "169.254.169.254, which is no public address")
	if e.At != "redirected to http://169.254.169.254/latest/meta-data/" {
		t.Errorf("at %q", e.At)
	}
}

// A name that means an allowed address at first and another one afterwards: what
// counts is the address that is connected to, each time.
func TestANameThatChangesItsAddressIsRefusedWhenItDoes(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "Nej, säger hon.") })
	s.Config.SetKeepAlivesEnabled(false)
	first, second := netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("127.0.0.2")
	var answers atomic.Int64
	resolver := nameServer(t, func() netip.Addr {
		if answers.Add(1) == 1 {
			return first
		}
		return second
	})
	c := New(Options{AllowPrivate: []netip.Prefix{netip.PrefixFrom(first, 32)}, Resolver: resolver})
	address := "http://rebinding.example" + s.URL[strings.LastIndexByte(s.URL, ':'):]
	fails(t, c, address, "rebinding.example is at 127.0.0.2, which is no public address")
	if answers.Load() < 2 {
		t.Error("the name was looked up once: robots.txt should have been fetched from the first address")
	}
	steady := nameServer(t, func() netip.Addr { return first })
	c = New(Options{AllowPrivate: []netip.Prefix{netip.PrefixFrom(first, 32)}, Resolver: steady})
	if page, err := c.Get(t.Context(), address); err != nil || string(page.Body) != "Nej, säger hon." {
		t.Errorf("a name that stays: %v", err)
	}
	fails(t, New(Options{Resolver: steady}), address, "no public address")
}

// nameServer answers every question for an IPv4 address over a real socket.
func nameServer(t *testing.T, answer func() netip.Addr) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			conn.WriteTo(reply(buf[:n], answer), from)
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// reply writes the answer to one question (RFC 1035); other types get none.
func reply(question []byte, answer func() netip.Addr) []byte {
	end := 12
	for question[end] != 0 {
		end += int(question[end]) + 1
	}
	end += 5
	out := append([]byte{question[0], question[1], 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, question[12:end]...)
	if kind := binary.BigEndian.Uint16(question[end-4:]); kind == 1 {
		out[7] = 1
		out = append(out, 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4)
		ip := answer().As4()
		out = append(out, ip[:]...)
	}
	return out
}
