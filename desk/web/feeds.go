package web

import (
	"cmp"
	"strings"
	"time"

	"github.com/enligt/enligt/ledger"
)

// feedRow is a feed that is followed, and how it does.
type feedRow struct {
	ID, Title, Address, Href string
	Success                  moment
	Next                     moment
	Week, Seen               int
	Delay                    string // "" where it is unknown
	Pace                     string // how often it is looked at, and why
	Trouble                  string // in words of the interface, "" for none
	Error                    string // as the program tells it
	Moved                    string // the address that it was followed under, where it lies elsewhere now
}

// feeds are the rows of the feeds as of a moment.
func (v *visit) feeds(at ledger.AsOf) ([]feedRow, error) {
	list, err := v.site.Ledger.Feeds(v.r.Context(), at)
	if err != nil {
		return nil, err
	}
	var out []feedRow
	for i := range list {
		out = append(out, v.feed(&list[i]))
	}
	return out, nil
}

func (v *visit) feed(f *ledger.Feed) feedRow {
	h := &f.Health
	row := feedRow{
		ID: f.ID, Title: cmp.Or(f.Title, h.Now), Address: h.Now, Success: v.utc(h.Success), Next: v.utc(h.Last.Next),
		Week: h.Last.Pace.Week, Seen: h.Items, Pace: v.pace(&h.Last),
	}
	for _, address := range []string{h.Now, f.Site} { // the site rather than the feed
		if strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://") {
			row.Href = address
		}
	}
	if h.Now != f.Address {
		row.Moved = f.Address
	}
	if h.Delay >= 0 {
		row.Delay = v.spell(h.Delay)
	}
	switch h.Last.Outcome {
	case ledger.PollGone:
		row.Trouble, row.Error = v.say("feeds.gone", "when", v.utc(h.Last.UTC).Long), h.Last.Err.What
	case ledger.PollFailed:
		row.Trouble, row.Error = v.count("feeds.failed", h.Last.Pace.Failures), h.Last.Err.What
	}
	return row
}

// pace says how often a feed is looked at, and why.
func (v *visit) pace(p *ledger.Poll) string {
	if p.UTC.IsZero() {
		return v.t("feeds.never")
	}
	every := v.spell(p.Every)
	switch p.Pace.Rule {
	case ledger.PaceGone:
		return v.t("feeds.no_more")
	case ledger.PaceFailed:
		return v.say("feeds.again", "every", every)
	}
	why := ""
	switch p.Pace.Rule {
	case ledger.PaceFirst, ledger.PaceUser, ledger.PaceRest:
		why = v.t("feeds.rule." + string(p.Pace.Rule))
	default:
		why = v.count("feeds.week", p.Pace.Week)
	}
	if p.Pace.Asked > 0 {
		why += ", " + v.say("feeds.asked", "every", v.spell(p.Pace.Asked))
	}
	if p.Pace.Rule == ledger.PaceQuiet {
		why += "; " + v.t("feeds.rule.quiet")
	}
	return v.say("feeds.every", "every", every, "why", why)
}

// spell writes a duration in its largest unit that says enough.
func (k *skin) spell(d time.Duration) string {
	switch {
	case d < time.Minute:
		return k.count("time.seconds", int(d/time.Second))
	case d < 2*time.Hour:
		return k.count("time.minutes", int((d+time.Minute/2)/time.Minute))
	case d < 48*time.Hour:
		return k.count("time.hours", int((d+time.Hour/2)/time.Hour))
	}
	return k.count("time.days", int((d+12*time.Hour)/(24*time.Hour)))
}
