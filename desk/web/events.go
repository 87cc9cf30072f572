package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/enligt/enligt/ledger"
)

// news is what came after a commit.
type news struct {
	Commit     int64  `json:"commit"` // the newest
	Statements int    `json:"statements"`
	Documents  int    `json:"documents"`
	Words      string `json:"words"` // the same in the language of the page, "" for nothing
}

// beat is how long a stream is silent at most, so that a lost contact shows;
// mostStalled how long one that nobody reads is kept; mostStreams how many there are.
const (
	beat        = 15 * time.Second
	mostStalled = 30 * time.Second
	mostStreams = 512
)

// freshness counts what came after a commit.
func (s *Site) freshness(ctx context.Context, k *skin, after int64, key string) (news, error) {
	head, err := s.Ledger.Head(ctx)
	n := news{Commit: head.Number}
	if err != nil || head.Number <= after {
		return n, err
	}
	count, err := s.Ledger.Count(ctx, ledger.Query{After: max(after, 0)})
	n.Statements, n.Documents = count.Statements, count.Documents
	if n.Documents > 0 {
		a := k.amount(count)
		n.Words = k.say(key, "statements", a.Statements, "documents", a.Documents)
	}
	return n, err
}

// since answers GET /since?after=COMMIT with what came after it.
func (s *Site) since(w http.ResponseWriter, r *http.Request) {
	after, err := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
	if err != nil {
		http.Error(w, "after: give a commit's number", http.StatusBadRequest)
		return
	}
	n, err := s.freshness(r.Context(), s.skinFor(r), after, "now.since")
	if err != nil {
		s.Log.Error("since", "err", err)
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(n)
}

// events answers GET /events?after=COMMIT with a stream: one event whenever
// something new has come, which tells all that came after the commit.
func (s *Site) events(w http.ResponseWriter, r *http.Request) {
	after, err := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
	if err != nil {
		http.Error(w, "after: give a commit's number", http.StatusBadRequest)
		return
	}
	if s.streams.Add(1) > mostStreams {
		s.streams.Add(-1)
		w.Header().Set("Retry-After", "60")
		http.Error(w, "enligt: too many pages wait for news", http.StatusServiceUnavailable)
		return
	}
	defer s.streams.Add(-1)
	out := http.NewResponseController(w)
	_ = out.SetWriteDeadline(time.Now().Add(mostStalled)) // a recorder has none
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprint(w, "retry: 5000\n\n")
	if out.Flush() != nil {
		return
	}
	k, tick := s.skinFor(r), time.NewTicker(s.Every)
	defer tick.Stop()
	last, silent := after, time.Duration(0)
	for {
		commits, err := s.Ledger.Since(r.Context(), last, 1)
		_ = out.SetWriteDeadline(time.Now().Add(mostStalled))
		switch {
		case err != nil:
			return // the browser asks again
		case len(commits) > 0:
			n, err := s.freshness(r.Context(), k, after, "now.waiting")
			if err != nil {
				return
			}
			line, _ := json.Marshal(n) // of numbers and words
			fmt.Fprintf(w, "id: %d\ndata: %s\n\n", n.Commit, line)
			last, silent = n.Commit, 0
		case silent >= beat:
			fmt.Fprint(w, ": still here\n\n")
			silent = 0
		}
		if out.Flush() != nil {
			return
		}
		select {
		case <-tick.C:
			silent += s.Every
			if !s.stillIn(r) {
				return // signed out meanwhile
			}
		case <-r.Context().Done():
			return
		case <-s.closing:
			return
		}
	}
}
