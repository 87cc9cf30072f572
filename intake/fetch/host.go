package fetch

import (
	"context"
	"sync"
	"time"
)

// hosts keeps what must be known of each host: how many requests are under way,
// and what its robots.txt says. It is safe for many goroutines.
type hosts struct {
	perHost int
	mu      sync.Mutex
	gates   map[string]*gate
	rules   map[string]*known
}

// gate lets perHost requests to a host through at a time; it goes away with the
// last who uses it.
type gate struct {
	slots chan struct{}
	users int
}

// known are the rules of one site, once somebody has asked for them; the lock is
// held while asking, so that many who want a site ask once.
type known struct {
	mu    sync.Mutex
	rules robots
	until time.Time
}

// rememberedSites bounds the memory of rules.
const rememberedSites = 4096

func newHosts(perHost int) *hosts {
	return &hosts{perHost: perHost, gates: map[string]*gate{}, rules: map[string]*known{}}
}

// enter waits for a place at the host; leave gives it back.
func (h *hosts) enter(ctx context.Context, host string) (leave func(), err error) {
	h.mu.Lock()
	g := h.gates[host]
	if g == nil {
		g = &gate{slots: make(chan struct{}, h.perHost)}
		h.gates[host] = g
	}
	g.users++
	h.mu.Unlock()
	done := func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		if g.users--; g.users == 0 {
			delete(h.gates, host)
		}
	}
	select {
	case g.slots <- struct{}{}:
		return func() { <-g.slots; done() }, nil
	case <-ctx.Done():
		done()
		return nil, ctx.Err()
	}
}

// site is the place for the rules of a site ("https://host:port").
func (h *hosts) site(name string) *known {
	h.mu.Lock()
	defer h.mu.Unlock()
	k := h.rules[name]
	if k == nil {
		if len(h.rules) >= rememberedSites {
			clear(h.rules)
		}
		k = &known{}
		h.rules[name] = k
	}
	return k
}
