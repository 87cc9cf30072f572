package api

import (
	"net/http"
	"time"

	"github.com/enligt/enligt/ledger"
)

// FeedObject is a feed that is followed, as JSON gives it. Times are RFC 3339, null
// where there is none; durations are seconds.
type FeedObject struct {
	ID      string   `json:"id"`
	Address string   `json:"address"`
	Now     string   `json:"now"` // where it lies today
	Title   string   `json:"title"`
	Site    *string  `json:"site"`
	Folders []string `json:"folders"`
	Commit  int64    `json:"commit"`

	Outcome     *string  `json:"outcome"` // of the newest look
	Looked      *string  `json:"looked"`
	LastSuccess *string  `json:"last_success"`
	LastFailure *string  `json:"last_failure"`
	Error       *problem `json:"error"` // of the newest failure
	Failures    int      `json:"failures"`
	Next        *string  `json:"next"`
	Every       int64    `json:"every"`
	Rule        *string  `json:"rule"`
	Week        int      `json:"items_a_week"`
	Asked       int64    `json:"asked"`
	Seen        int      `json:"items_seen"`
	Delay       *int64   `json:"median_delay"`
}

// Feed is a feed in the shape of FeedObject.
func Feed(f *ledger.Feed) FeedObject {
	h := &f.Health
	out := FeedObject{
		ID: f.ID, Address: f.Address, Now: h.Now, Title: f.Title, Site: orNull(f.Site), Folders: append([]string{}, f.Folders...), Commit: f.Commit.Number,
		Outcome: orNull(string(h.Last.Outcome)), Looked: when(h.Last.UTC), LastSuccess: when(h.Success), LastFailure: when(h.Failure.UTC), Next: when(h.Last.Next),
		Failures: h.Last.Pace.Failures, Every: int64(h.Last.Every / time.Second), Rule: orNull(string(h.Last.Pace.Rule)), Week: h.Last.Pace.Week,
		Asked: int64(h.Last.Pace.Asked / time.Second), Seen: h.Items,
	}
	if e := h.Failure.Err; e.What != "" {
		out.Error = &problem{orNull(e.At), e.What, orNull(e.Do)}
	}
	if h.Delay >= 0 {
		seconds := int64(h.Delay / time.Second)
		out.Delay = &seconds
	}
	return out
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func when(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return orNull(t.UTC().Format(time.RFC3339))
}

// feeds answers GET /api/v1/feeds: all that are followed.
func (a *API) feeds(r *http.Request) (any, error) {
	q, err := a.query(r)
	if err != nil {
		return nil, err
	}
	list, err := a.ledger.Feeds(r.Context(), q.AsOf)
	if err != nil {
		return nil, err
	}
	out := []FeedObject{}
	for i := range list {
		out = append(out, Feed(&list[i]))
	}
	return map[string]any{"items": out}, nil
}
