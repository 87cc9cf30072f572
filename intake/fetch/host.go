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
	gap     time.Duration
	mu      sync.Mutex
	gates   map[string]*gate
	rules   map[string]*known
	turns   map[string]time.Time // when a host may be asked next, where there is a gap
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

func newHosts(perHost int, gap time.Duration) *hosts {
	return &hosts{perHost: perHost, gap: gap, gates: map[string]*gate{}, rules: map[string]*known{}, turns: map[string]time.Time{}}
}

// turn is how long to wait until the host may be asked; it takes that turn.
func (h *hosts) turn(host string, now time.Time) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.turns) >= rememberedSites {
		clear(h.turns)
	}
	at := h.turns[host]
	if at.Before(now) {
		at = now
	}
	h.turns[host] = at.Add(h.gap)
	return at.Sub(now)
}

// enter waits for a place at the host, and for the gap after the request before;
// leave gives the place back.
func (h *hosts) enter(ctx context.Context, host string, now func() time.Time) (leave func(), err error) {
	leave, err = h.place(ctx, host)
	if err != nil || h.gap <= 0 {
		return leave, err
	}
	wait := h.turn(host, now())
	if wait <= 0 {
		return leave, nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return leave, nil
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
}

// place waits for a place at the host.
func (h *hosts) place(ctx context.Context, host string) (leave func(), err error) {
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
