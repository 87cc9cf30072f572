package pace

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// house is a list of feeds and a record of the looks at them, by a clock that jumps
// (synctest's).
type house struct {
	mu     sync.Mutex
	due    map[string]time.Time
	host   func(string) string
	every  map[string]time.Duration
	looks  map[string][]time.Duration // since the start
	begun  time.Time
	now    int // looks under way
	most   int
	takes  time.Duration
	broken error
}

func newHouse(every map[string]time.Duration) *house {
	h := &house{due: map[string]time.Time{}, every: every, looks: map[string][]time.Duration{}, begun: time.Now(), host: func(id string) string { return id }}
	for id := range every {
		h.due[id] = time.Time{}
	}
	return h
}

func (h *house) list(context.Context) (out []Job, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for id, due := range h.due {
		out = append(out, Job{id, h.host(id), due})
	}
	return out, nil
}

func (h *house) look(ctx context.Context, id string) error {
	h.mu.Lock()
	h.looks[id] = append(h.looks[id], time.Since(h.begun))
	h.now++
	h.most = max(h.most, h.now)
	h.mu.Unlock()
	select {
	case <-time.After(h.takes):
	case <-ctx.Done():
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now--
	h.due[id] = time.Now().Add(h.every[id])
	return h.broken
}

// during runs for a time of the test's clock.
func (h *house) during(t *testing.T, o Options, d time.Duration) error {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), d)
	defer stop()
	o.Clock = System{}
	if o.Again == 0 {
		o.Again = 10 * time.Second
	}
	return Run(ctx, o, h.list, h.look)
}

func TestEachFeedIsLookedAtInItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(map[string]time.Duration{"a": 2 * time.Minute, "b": time.Hour})
		if err := h.during(t, Options{AtOnce: 4, PerHost: 1}, 61*time.Minute); err != nil {
			t.Fatal(err)
		}
		if len(h.looks["a"]) != 31 || len(h.looks["b"]) != 2 || h.looks["a"][1] != 2*time.Minute || h.looks["b"][1] != time.Hour {
			t.Errorf("a at %v, b at %v", h.looks["a"], h.looks["b"])
		}
	})
}

func TestAFeedThatIsAddedLaterIsFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(map[string]time.Duration{"a": time.Hour})
		time.AfterFunc(5*time.Minute+time.Second, func() {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.due["new"], h.every["new"] = time.Time{}, time.Hour
		})
		h.during(t, Options{AtOnce: 4, PerHost: 1}, 10*time.Minute)
		if len(h.looks["new"]) != 1 || h.looks["new"][0] > 5*time.Minute+10*time.Second {
			t.Errorf("looked at %v", h.looks["new"])
		}
	})
}

func TestFewLooksAreUnderWayAtOnceAndFewerOfOneHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		every := map[string]time.Duration{}
		for i := range 20 {
			every[fmt.Sprint(i)] = time.Hour
		}
		h := newHouse(every)
		h.takes = time.Minute
		h.during(t, Options{AtOnce: 4, PerHost: 4}, 30*time.Minute)
		if h.most != 4 || len(h.looks) != 20 {
			t.Errorf("%d at once, %d feeds", h.most, len(h.looks))
		}
		h = newHouse(every)
		h.takes, h.host = time.Minute, func(string) string { return "one" }
		h.during(t, Options{AtOnce: 4, PerHost: 1}, 30*time.Minute)
		if h.most != 1 || len(h.looks) != 20 {
			t.Errorf("of one host %d at once, %d feeds", h.most, len(h.looks))
		}
	})
}

func TestOnceEndsWhenAllThatIsDueWasLookedAt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(map[string]time.Duration{"a": 0, "b": 0, "c": 0})
		h.takes = time.Minute
		h.due["c"] = time.Now().Add(time.Hour)
		if err := h.during(t, Options{AtOnce: 1, PerHost: 1, Once: true}, time.Hour/2); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(h.begun); took != 2*time.Minute || len(h.looks["a"]) != 1 || len(h.looks["b"]) != 1 || len(h.looks["c"]) != 0 {
			t.Errorf("%v after %v", h.looks, took)
		}
	})
}

func TestLooksUnderWayAreWaitedForAndTheFirstErrorEndsAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(map[string]time.Duration{"a": time.Hour, "b": time.Hour})
		h.takes, h.broken = time.Minute, errors.New("disk full")
		if err := h.during(t, Options{AtOnce: 2, PerHost: 1}, time.Hour); !errors.Is(err, h.broken) || h.now != 0 {
			t.Errorf("%v, %d under way", err, h.now)
		}
		h = newHouse(map[string]time.Duration{"a": time.Hour})
		h.takes, h.broken = time.Hour, context.Canceled
		if err := h.during(t, Options{AtOnce: 2, PerHost: 1}, time.Minute); err != nil || h.now != 0 {
			t.Errorf("an end from outside: %v, %d under way", err, h.now)
		}
	})
}
