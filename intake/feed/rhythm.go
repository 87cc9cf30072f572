package feed

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"
)

// rhythm is what a feed asks of those who come again and again.
type rhythm struct {
	every time.Duration
	hours []int
	days  []time.Weekday
}

// Where it stands among what the library leaves free.
const (
	ttlKey   = "enligt ttl"
	hoursKey = "enligt hours"
	daysKey  = "enligt days"
)

// setRhythm keeps what only the library's own shape of RSS has.
func setRhythm(out *gofeed.Feed, from *rss.Feed) {
	if out.Custom == nil {
		out.Custom = map[string]string{}
	}
	out.Custom[ttlKey] = from.TTL
	out.Custom[hoursKey] = strings.Join(from.SkipHours, " ")
	out.Custom[daysKey] = strings.Join(from.SkipDays, " ")
}

// longestEvery is the longest pause that a feed is believed to ask for.
const longestEvery = 31 * 24 * time.Hour

// rhythmOf reads ttl, skipHours and skipDays of RSS (2.0) and the elements of RSS 1.0's
// syndication module. What means nothing is passed over; so is a feed that skips all.
func rhythmOf(f *gofeed.Feed) (r rhythm) {
	if minutes, err := strconv.Atoi(strings.TrimSpace(f.Custom[ttlKey])); err == nil && minutes > 0 {
		r.every = time.Duration(min(minutes, int(longestEvery/time.Minute))) * time.Minute
	}
	if period := syndication(f, "updatePeriod"); r.every == 0 {
		frequency, err := strconv.Atoi(syndication(f, "updateFrequency"))
		if err != nil || frequency < 1 {
			frequency = 1
		}
		r.every = periods[period] / time.Duration(frequency)
	}
	for _, word := range strings.Fields(f.Custom[hoursKey]) {
		if hour, err := strconv.Atoi(word); err == nil && hour >= 0 && hour <= 24 && !slices.Contains(r.hours, hour%24) {
			r.hours = append(r.hours, hour%24)
		}
	}
	for _, word := range strings.Fields(f.Custom[daysKey]) {
		for day := time.Sunday; day <= time.Saturday; day++ {
			if strings.EqualFold(word, day.String()) && !slices.Contains(r.days, day) {
				r.days = append(r.days, day)
			}
		}
	}
	if len(r.hours) == 24 || len(r.days) == 7 {
		r.hours, r.days = nil, nil
	}
	return r
}

var periods = map[string]time.Duration{
	"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour, "monthly": 30 * 24 * time.Hour, "yearly": longestEvery,
}

func syndication(f *gofeed.Feed, name string) string {
	for _, e := range f.Extensions["sy"][name] {
		return strings.ToLower(strings.TrimSpace(e.Value))
	}
	return ""
}
