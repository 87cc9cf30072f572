package pace

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
)

// Clock tells the time and waits. Tests have one that they turn by hand.
type Clock interface {
	Now() time.Time
	After(d time.Duration) <-chan time.Time
}

// System is the clock of the machine.
type System struct{}

func (System) Now() time.Time                         { return time.Now() }
func (System) After(d time.Duration) <-chan time.Time { return time.After(d) }

// Job is a feed and when it is due.
type Job struct {
	ID   string
	Host string
	Due  time.Time // zero: at once
}

// Options say how Run works.
type Options struct {
	Clock   Clock
	AtOnce  int           // looks at a time, in all
	PerHost int           // and of one host
	Again   time.Duration // at the latest after this time the list is asked for again
	Once    bool          // end when nothing of the first list is due any more
}

// Run looks at what is due until ctx ends; looks under way are waited for. list
// tells what there is, with the times that the looks before have led to; look is
// called in a goroutine of its own, never twice at a time for one id. The first
// error of either ends it all, an end of ctx is none.
func Run(ctx context.Context, o Options, list func(context.Context) ([]Job, error), look func(context.Context, string) error) error {
	ctx, stop := context.WithCancel(ctx)
	r := &runner{o: o, list: list, look: look, busy: map[string]string{}, seen: map[string]bool{}, done: make(chan ended)}
	err := r.run(ctx)
	stop()
	for len(r.busy) > 0 {
		if e := <-r.done; r.end(e) != nil && err == nil {
			err = e.err
		}
	}
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

type ended struct {
	id  string
	err error
}

type runner struct {
	o    Options
	list func(context.Context) ([]Job, error)
	look func(context.Context, string) error
	busy map[string]string // id -> host
	seen map[string]bool   // ids that were looked at, where Once
	done chan ended
}

func (r *runner) end(e ended) error {
	delete(r.busy, e.id)
	return e.err
}

func (r *runner) run(ctx context.Context) error {
	for {
		jobs, err := r.list(ctx)
		if err != nil {
			return err
		}
		wait := r.start(ctx, jobs)
		if r.o.Once && len(r.busy) == 0 {
			return nil
		}
		select {
		case e := <-r.done:
			if err := r.end(e); err != nil {
				return err
			}
		case <-r.o.Clock.After(wait):
		case <-ctx.Done():
			return nil
		}
	}
}

// start begins what is due, those first that are due longest, as far as there is
// room, and says how long to wait at most.
func (r *runner) start(ctx context.Context, jobs []Job) time.Duration {
	slices.SortFunc(jobs, func(a, b Job) int {
		if c := a.Due.Compare(b.Due); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	now, wait := r.o.Clock.Now(), r.o.Again
	for _, j := range jobs {
		if left := j.Due.Sub(now); left > 0 {
			return min(wait, left)
		}
		if _, running := r.busy[j.ID]; running || r.o.Once && r.seen[j.ID] || len(r.busy) >= r.o.AtOnce || r.ofHost(j.Host) >= r.o.PerHost {
			continue
		}
		r.busy[j.ID] = j.Host
		if r.o.Once {
			r.seen[j.ID] = true
		}
		go func() { r.done <- ended{j.ID, r.look(ctx, j.ID)} }()
	}
	return wait
}

func (r *runner) ofHost(host string) (n int) {
	for _, h := range r.busy {
		if h == host {
			n++
		}
	}
	return n
}
