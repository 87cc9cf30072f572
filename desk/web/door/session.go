package door

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"time"
)

// session is somebody who is in. Its id is kept as its hash.
type session struct {
	guest Guest
	begun time.Time
	last  time.Time // seen
}

// How long a session lasts: a shift without a request, a week in all.
const (
	Idle     = 8 * time.Hour
	Absolute = 7 * 24 * time.Hour
)

func (s *session) over(now time.Time) bool {
	return now.Sub(s.last) >= Idle || now.Sub(s.begun) >= Absolute
}

// Open begins a session and gives its id, 256 random bits.
func (d *Door) Open(g Guest, now time.Time) string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	id := base64.RawURLEncoding.EncodeToString(raw)
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.sessions) >= mostSessions {
		d.sweep(now)
	}
	d.sessions[sha256.Sum256([]byte(id))] = &session{g, now, now}
	return id
}

// sweep forgets the sessions that are over; where none is, the one unseen for longest.
func (d *Door) sweep(now time.Time) {
	var oldest [sha256.Size]byte
	last := now.Add(time.Hour)
	for key, s := range d.sessions {
		if s.over(now) {
			delete(d.sessions, key)
		} else if s.last.Before(last) {
			oldest, last = key, s.last
		}
	}
	if len(d.sessions) >= mostSessions {
		delete(d.sessions, oldest)
	}
}

// Who is who a session is of. A session that is looked at only (seen false) grows no
// older by it, and no younger: an open page that waits for news is nobody at work.
func (d *Door) Who(id string, now time.Time, seen bool) (Guest, bool) {
	key := sha256.Sum256([]byte(id))
	d.mu.Lock()
	defer d.mu.Unlock()
	s, ok := d.sessions[key]
	if !ok {
		return Guest{}, false
	}
	if s.over(now) {
		delete(d.sessions, key)
		return Guest{}, false
	}
	if seen {
		s.last = now
	}
	return s.guest, true
}

// Leave ends a session.
func (d *Door) Leave(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.sessions, sha256.Sum256([]byte(id)))
}
