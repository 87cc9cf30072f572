package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"net/url"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"syscall"
	"time"

	"github.com/enligt/enligt/intake/fetch"
	"github.com/enligt/enligt/intake/pace"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/packs"
	"github.com/enligt/enligt/reading"
)

// watchFlags are those of every command that looks at feeds.
type watchFlags struct {
	Every        time.Duration  `help:"Look so often at every feed (2m to 24h); else its own pace decides." placeholder:"TIME"`
	Gap          time.Duration  `help:"Least time between two requests to one host." default:"1s" placeholder:"TIME"`
	AtOnce       int            `help:"Feeds that are looked at at a time." default:"8" placeholder:"N"`
	AllowPrivate []netip.Prefix `help:"Addresses to fetch from though they are not public: 127.0.0.0/8 …" placeholder:"CIDR"`
}

// watchCommand is `enligt watch`.
type watchCommand struct {
	ledgerFlags
	watchFlags
	Once bool `help:"Look at what is due once, and end."`
	Now  bool `help:"Look at all feeds first, due or not."`
}

func (c *watchCommand) Run(std streams) error {
	if err := c.check(); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	store, set, err := c.open(false)
	if err != nil {
		return err
	}
	defer store.Close()
	w := newWatch(store, set, &c.watchFlags, std)
	w.once, w.chatty = c.Once, c.Once
	if c.Now {
		w.from = w.clock.Now()
	}
	if err := w.run(ctx); err != nil {
		return err
	}
	w.tell()
	if c.Once && w.failed > 0 {
		return errFailed
	}
	return nil
}

func (f *watchFlags) check() error {
	switch {
	case f.Every != 0 && (f.Every < pace.Shortest || f.Every > pace.Longest):
		return usageError{fmt.Errorf("--every %v: give a time from %v to %v", f.Every, pace.Shortest, pace.Longest)}
	case f.AtOnce < 1:
		return usageError{fmt.Errorf("--at-once %d: give a number from 1 on", f.AtOnce)}
	case f.Gap < 0:
		return usageError{fmt.Errorf("--gap %v: give a time from 0 on", f.Gap)}
	}
	return nil
}

// watch looks at the feeds of a ledger and keeps what is new in them.
type watch struct {
	flags  *watchFlags
	store  ledger.Ledger
	client *fetch.Client
	read   readFunc
	clock  pace.Clock
	random func() float64
	once   bool
	chatty bool      // tells of looks that gave nothing too
	from   time.Time // feeds looked at before are due
	cores  chan struct{}
	large  chan struct{} // held while a feed is read: a large one takes much memory

	mu            sync.Mutex // of what follows, and of the lines that are written
	std           streams
	added, known  int
	failed, found int
	feeds         map[string]*ledger.Feed
	asks          map[string]asking // what feeds ask for, by id, since their bodies were seen
	head          int64             // the newest commit that the list knows of
	listed        time.Time         // when it was last looked whether there is another
}

// asking is what a feed says of its own pace.
type asking struct {
	every time.Duration
	hours []int
	days  []time.Weekday
}

func newWatch(store ledger.Ledger, set *packs.Set, flags *watchFlags, std streams) *watch {
	return &watch{
		flags: flags, store: store, std: std, clock: pace.System{}, random: rand.Float64,
		client: fetch.New(fetch.Options{AllowPrivate: flags.AllowPrivate, Gap: flags.Gap}),
		read:   reading.Open(set).ReadWords, cores: make(chan struct{}, runtime.GOMAXPROCS(0)), large: make(chan struct{}, 1), asks: map[string]asking{},
	}
}

// How often the ledger is asked for feeds that were added meanwhile.
const listAgain = 2 * time.Second

// run looks until ctx ends, or once.
func (w *watch) run(ctx context.Context) error {
	if err := w.relist(ctx); err != nil {
		return err
	}
	if len(w.feeds) == 0 {
		fmt.Fprintln(w.std.Err, "enligt: no feeds are followed; enligt feeds add ADDRESS follows one")
	} else if !w.once { // between two looks nothing is printed
		fmt.Fprintf(w.std.Err, "enligt: following %s, each at its own pace; Ctrl-C ends\n", plural(len(w.feeds), "feed"))
	}
	o := pace.Options{Clock: w.clock, AtOnce: w.flags.AtOnce, PerHost: 2, Again: listAgain, Once: w.once}
	return pace.Run(ctx, o, w.jobs, w.look)
}

// relist reads the list of feeds where it has changed. What this watch knows of the
// looks that it took itself stays.
func (w *watch) relist(ctx context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.clock.Now()
	if w.feeds != nil && now.Sub(w.listed) < listAgain {
		return nil
	}
	w.listed = now
	commits, err := w.store.Since(ctx, w.head, 0)
	if err != nil {
		return err
	}
	changed := w.feeds == nil
	for _, c := range commits {
		w.head = c.Number
		changed = changed || c.Kind == ledger.KindFeed
	}
	if !changed {
		return nil
	}
	list, err := w.store.Feeds(ctx, ledger.AsOf{})
	if err != nil {
		return err
	}
	before := w.feeds
	w.feeds = map[string]*ledger.Feed{}
	for i := range list {
		f := &list[i]
		if known := before[f.ID]; known != nil && known.Commit.Number == f.Commit.Number && known.Health.Last.UTC.After(f.Health.Last.UTC) {
			f.Health = known.Health
		}
		w.feeds[f.ID] = f
	}
	return nil
}

// jobs are the feeds with the times of their next looks.
func (w *watch) jobs(ctx context.Context) ([]pace.Job, error) {
	if err := w.relist(ctx); err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []pace.Job
	for id, f := range w.feeds {
		last := &f.Health.Last
		looked := !last.UTC.IsZero() && !last.UTC.Before(f.Commit.UTC) // since it is followed
		if looked && last.Next.IsZero() {
			continue // gone
		}
		job := pace.Job{ID: id, Host: hostOf(f.Health.Now)}
		if looked && !last.UTC.Before(w.from) {
			job.Due = last.Next
		}
		out = append(out, job)
	}
	return out, nil
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Host
}

// feed is what is known of a feed.
func (w *watch) feed(id string) (f ledger.Feed, found bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if known := w.feeds[id]; known != nil {
		return *known, true
	}
	return f, false
}

// looked notes how a look went.
func (w *watch) looked(p ledger.Poll) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if f := w.feeds[p.Feed]; f != nil {
		f.Health = f.Health.Looked(p)
	}
}

// note writes a line on standard error.
func (w *watch) note(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	fmt.Fprintln(w.std.Err, printable("enligt: "+fmt.Sprintf(format, args...)))
}

// tell closes with a count on standard error.
func (w *watch) tell() {
	fmt.Fprintf(w.std.Err, "%s added, %d known, %d failed, %s\n", plural(w.added, "document"), w.known, w.failed, plural(w.found, "statement"))
}
