package door

import (
	"net/netip"
	"time"
)

// tries counts what was tried by name and by address. Both wait longer after each
// try. Where a name came in from before, it is counted by itself: a stranger who tries
// it all day keeps its owner out nowhere but in new places.
type tries struct {
	byName, byAddress map[string]*tried
	home              map[string]bool // name and network
}

type tried struct {
	count int
	last  time.Time
}

// bound is how many tries are free, and how long the wait after them grows.
type bound struct {
	free    int
	longest time.Duration
}

var (
	ofName    = bound{5, 30 * time.Second}
	ofAddress = bound{20, 15 * time.Minute}
)

const (
	forgotten = time.Hour // after the last try
	mostTried = 10_000    // names, and addresses
)

// count counts a try, or says how long to wait before the next one; a try that must
// wait does not count.
func (t *tries) count(name, address string, now time.Time) time.Duration {
	if t.byName == nil {
		t.byName, t.byAddress, t.home = map[string]*tried{}, map[string]*tried{}, map[string]bool{}
	}
	n, a := of(t.byName, t.key(name, address), now), of(t.byAddress, network(address), now)
	if wait := max(n.wait(ofName, now), a.wait(ofAddress, now)); wait > 0 {
		return wait
	}
	n.count, n.last = n.count+1, now
	a.count, a.last = a.count+1, now
	return 0
}

// key is what the tries of a name from an address count by.
func (t *tries) key(name, address string) string {
	if place := name + "\n" + network(address); t.home[place] {
		return place
	}
	return name
}

// right forgets the tries of a name, and the one of its address.
func (t *tries) right(name, address string) {
	delete(t.byName, t.key(name, address))
	if len(t.home) >= mostTried {
		clear(t.home)
	}
	t.home[name+"\n"+network(address)] = true
	if a := t.byAddress[network(address)]; a != nil {
		a.count = max(0, a.count-1)
	}
}

// wait is how long it is until another try: 1 s after the last free one, then twice
// as long each time.
func (t *tried) wait(b bound, now time.Time) time.Duration {
	if t.count < b.free {
		return 0
	}
	pause := time.Second << min(t.count-b.free, 20)
	return max(0, min(pause, b.longest)-now.Sub(t.last))
}

// of is what was tried of a key. Of too many keys the old ones are forgotten; where
// all are new, those that were tried least.
func of(m map[string]*tried, key string, now time.Time) *tried {
	if t := m[key]; t != nil {
		if now.Sub(t.last) >= forgotten {
			*t = tried{}
		}
		return t
	}
	for least := 1; len(m) >= mostTried; least *= 2 {
		for k, t := range m {
			if now.Sub(t.last) >= forgotten || t.count <= least {
				delete(m, k)
			}
		}
	}
	t := &tried{}
	m[key] = t
	return t
}

// network is what one caller can choose freely from: an IPv4 address, the first 64
// bits of an IPv6 one.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	if ip = ip.Unmap().WithZone(""); ip.Is6() {
		if p, err := ip.Prefix(64); err == nil {
			return p.String()
		}
	}
	return ip.String()
}
