package fetch

import (
	"fmt"
	"net/netip"
	"slices"
	"syscall"
)

// closed are the blocks that are no place on the public internet: private,
// loopback, link-local, unspecified, multicast, reserved and documentation
// addresses (IANA's registries of special purpose addresses), and those that carry
// an IPv4 address where no gateway is known.
var closed = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
	"192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
	"224.0.0.0/4", "240.0.0.0/4",
	"::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
	"fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)

// translated carries an IPv4 address in its last four bytes (RFC 6052); networks
// without IPv4 reach the whole internet through it.
var translated = netip.MustParsePrefix("64:ff9b::/96")

func prefixes(list ...string) []netip.Prefix {
	var out []netip.Prefix
	for _, s := range list {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// private says that an address is not public, and is on no list of exceptions.
type private struct{ addr netip.Addr }

func (p *private) Error() string {
	return fmt.Sprintf("%v is no public address", p.addr)
}

// guard is the check that stands before every connection: it sees the address that
// the name was resolved to, so that a name cannot mean one thing to the check and
// another to the connection.
func guard(allow []netip.Prefix) func(network, address string, _ syscall.RawConn) error {
	return func(network, address string, _ syscall.RawConn) error {
		if network != "tcp4" && network != "tcp6" {
			return fmt.Errorf("network %s, not TCP", network)
		}
		ap, err := netip.ParseAddrPort(address)
		if err != nil {
			return err
		}
		return permit(ap.Addr(), allow)
	}
}

// permit refuses what is not public, unless allow names it. An IPv4 address in
// IPv6 clothes counts as what it is.
func permit(addr netip.Addr, allow []netip.Prefix) error {
	plain := addr.WithZone("").Unmap()
	if translated.Contains(plain) {
		bytes := plain.As16()
		plain = netip.AddrFrom4([4]byte(bytes[12:]))
	}
	holds := func(p netip.Prefix) bool { return p.Contains(plain) }
	if slices.ContainsFunc(closed, holds) && !slices.ContainsFunc(allow, holds) {
		return &private{plain}
	}
	return nil
}
