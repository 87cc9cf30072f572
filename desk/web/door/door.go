// Package door says who may come in to a desk that others can reach.
//
// In go a file of names with their roles and the hashes of their passwords, and what
// somebody types; out come a [Guest] and a session. What can fail: a line of the file
// that is none ([Read] says which and what to write), a name or password that do not
// fit ([ErrNo], the same words and the same time for both), and too many tries
// ([*Wait]).
//
// Passwords are hashed with Argon2id (RFC 9106), one at a time, so that tries cost
// memory once. Sessions are 256 random bits, of which only the hash is kept, in
// memory: who closes the program signs everybody out.
package door

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Role is what somebody may do.
type Role string

const (
	Viewer Role = "viewer" // reads
	Editor Role = "editor" // reads and decides
)

// Guest is somebody who came in.
type Guest struct {
	Name string
	Role Role
}

// ErrNo answers a name or a password that do not fit.
var ErrNo = errors.New("name and password do not fit")

// Wait answers too many tries.
type Wait struct{ For time.Duration }

func (w *Wait) Error() string {
	return fmt.Sprintf("too many tries; wait %d s", int64(w.For.Round(time.Second)/time.Second))
}

// Door lets people in. It is safe for concurrent use.
type Door struct {
	entries  map[string]entry
	standIns []hash // of the costs that the file has, for names that it has not
	secret   []byte // of this run
	hashing  chan struct{}
	queue    chan struct{}

	mu       sync.Mutex
	tries    tries
	sessions map[[sha256.Size]byte]*session
	proven   map[[sha256.Size]byte]proof
}

// entry is a line of the file.
type entry struct {
	role Role
	hash hash
}

// proof is a password that was right a moment ago: a program sends it with every
// request, and hashing takes a tenth of a second.
type proof struct {
	guest Guest
	until time.Time
}

// Bounds of what is remembered and of what waits.
const (
	mostSessions = 10_000
	mostProofs   = 1_000
	proofLasts   = 5 * time.Minute
	mostWaiting  = 16
	mostPassword = 1024 // bytes
)

func newDoor(entries map[string]entry) *Door {
	d := &Door{entries: entries, secret: make([]byte, 32), hashing: make(chan struct{}, 1), queue: make(chan struct{}, mostWaiting), sessions: map[[sha256.Size]byte]*session{}, proven: map[[sha256.Size]byte]proof{}}
	_, _ = rand.Read(d.secret) // never fails
	seen := map[cost]bool{}
	for _, e := range entries {
		if !seen[e.hash.cost] {
			seen[e.hash.cost] = true
			d.standIns = append(d.standIns, hash{cost: e.hash.cost, salt: d.secret[:16], sum: make([]byte, len(e.hash.sum))})
		}
	}
	return d
}

// Enter lets somebody in by name and password who comes from an address (an IP
// address; of IPv6 its /64 counts). It fails with ErrNo, *Wait or the context's error.
func (d *Door) Enter(ctx context.Context, name, password, address string, now time.Time) (Guest, error) {
	key := d.keyed(name, password)
	d.mu.Lock()
	if p, ok := d.proven[key]; ok && now.Before(p.until) {
		d.mu.Unlock()
		return p.guest, nil
	}
	wait := d.tries.count(name, address, now) // before the password is tried: many at once are many
	d.mu.Unlock()
	if wait > 0 {
		return Guest{}, &Wait{wait}
	}
	e, known := d.entries[name]
	if !known {
		e.hash = d.standIn(name)
	}
	right, err := d.check(ctx, e.hash, password)
	if err != nil {
		return Guest{}, err
	}
	if !right || !known {
		return Guest{}, ErrNo
	}
	guest := Guest{name, e.role}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.tries.right(name, address)
	if len(d.proven) >= mostProofs {
		clear(d.proven)
	}
	d.proven[key] = proof{guest, now.Add(proofLasts)}
	return guest, nil
}

// Known reports whether the file has a name, so that a log need not print what
// somebody typed into the wrong field.
func (d *Door) Known(name string) bool { _, ok := d.entries[name]; return ok }

// check hashes one password at a time; few may wait.
func (d *Door) check(ctx context.Context, h hash, password string) (bool, error) {
	select {
	case d.queue <- struct{}{}:
		defer func() { <-d.queue }()
	default:
		return false, &Wait{time.Second}
	}
	select {
	case d.hashing <- struct{}{}:
		defer func() { <-d.hashing }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	sum := h.of(password[:min(len(password), mostPassword)])
	return subtle.ConstantTimeCompare(sum, h.sum) == 1 && len(password) <= mostPassword, nil
}

// standIn is a hash to try an unknown name's password on, the same one each time, so
// that its answer takes as long as that of a name that is known.
func (d *Door) standIn(name string) hash {
	key := d.keyed(name)
	return d.standIns[binary.BigEndian.Uint64(key[:8])%uint64(len(d.standIns))]
}

// keyed is a digest of some words under this run's secret.
func (d *Door) keyed(words ...string) (sum [sha256.Size]byte) {
	m := hmac.New(sha256.New, d.secret)
	for _, w := range words {
		_ = binary.Write(m, binary.BigEndian, uint64(len(w)))
		m.Write([]byte(w))
	}
	copy(sum[:], m.Sum(nil))
	return sum
}
