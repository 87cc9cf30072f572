// Package pace says when a feed should be looked at again, and looks at many feeds
// in their time.
//
// In goes what is known of a feed: when its items came out, what its server and it
// ask for, how often it failed; out comes when to look next, with the reason in
// numbers ([Next]). [Run] keeps to such times for many feeds, a few at once and a few
// of one host. Clock and randomness come in as arguments. Nothing here can fail but
// what the caller hands in.
package pace

import (
	"math"
	"slices"
	"time"
)

// Bounds of the pace.
const (
	Shortest = 2 * time.Minute
	Longest  = 24 * time.Hour
)

// Unknown is the pace while nothing is known of a feed.
const Unknown = 30 * time.Minute

// soon is when pages that failed for now are tried again.
const soon = 15 * time.Minute

// looksPerItem is how many looks there are to an item that comes.
const looksPerItem = 24

// window is how far back items tell how often something comes.
const window = 28 * 24 * time.Hour

const week = 7 * 24 * time.Hour

// History is what is known of a feed when a look at it has ended.
type History struct {
	Now      time.Time
	Items    []time.Time // when items came out, in any order
	Asked    time.Duration
	Wait     time.Duration // the server asks to be left alone (Retry-After)
	Failures int           // looks that failed, in a row
	Rest     bool          // this look left something for the next one
	Again    bool          // this look met pages that may be had another time
	Fixed    time.Duration // the user's wish; 0 for none
	Hours    []int         // of UTC, in which nothing comes
	Days     []time.Weekday
}

// Rule is the reason that decided.
type Rule string

const (
	Rate   Rule = "rate"   // how often something comes
	Server Rule = "server" // the server or the feed asks for it
	First  Rule = "first"  // nothing is known yet
	User   Rule = "user"   // the user fixed it
	Rest   Rule = "rest"   // something was left
	Failed Rule = "failed" // it failed
	Quiet  Rule = "quiet"  // the feed names hours or days without news
)

// Plan is when to look next, and why.
type Plan struct {
	Next  time.Time
	Every time.Duration // the pace, before chance is added
	Rule  Rule
	Week  int // items a week
	Asked time.Duration
}

// Next plans the next look. random gives numbers from 0 to 1: looks at many feeds
// shall not fall on one moment, and those who failed together shall not come back
// together.
func Next(h History, random func() float64) Plan {
	perWeek, known := rate(h.Now, h.Items)
	p := Plan{Rule: Rate, Week: int(math.Round(perWeek)), Asked: h.Asked, Every: Longest}
	if perWeek > 0 {
		p.Every = time.Duration(min(float64(week)/perWeek/looksPerItem, float64(Longest)))
	}
	if !known {
		p.Rule, p.Every = First, Unknown
	}
	if h.Asked > p.Every {
		p.Rule, p.Every = Server, h.Asked
	}
	if h.Fixed > 0 {
		p.Rule, p.Every = User, h.Fixed
	}
	late := 0.1
	switch {
	case h.Failures > 0:
		back := Shortest << min(h.Failures, 12)
		p.Rule, p.Every, late = Failed, max(back, min(p.Every, Unknown)), 0.5
	case h.Rest:
		p.Rule, p.Every = Rest, Shortest
	case h.Again && p.Every > soon:
		p.Rule, p.Every = Rest, soon
	}
	if h.Wait > p.Every {
		p.Rule, p.Every = Server, h.Wait
		if h.Failures > 0 {
			p.Rule = Failed
		}
		p.Asked = h.Wait
	}
	p.Every = min(max(p.Every, Shortest), Longest).Round(time.Second)
	p.Next = h.Now.Add(p.Every + time.Duration(late*random()*float64(p.Every)))
	if at := afterQuiet(p.Next, h.Hours, h.Days); at.After(p.Next) && h.Failures == 0 && h.Fixed == 0 {
		p.Rule, p.Next = Quiet, minTime(at, h.Now.Add(Longest))
	}
	return p
}

// rate is how many items come in a week: as over all that are known, or as over the
// last day where that is more. Of a feed without a time nothing is known.
func rate(now time.Time, items []time.Time) (perWeek float64, known bool) {
	var oldest time.Time
	all, lately := 0, 0
	for _, at := range items {
		if at.After(now) {
			continue
		}
		known = true
		if now.Sub(at) > window {
			continue
		}
		if all++; oldest.IsZero() || at.Before(oldest) {
			oldest = at
		}
		if now.Sub(at) <= 24*time.Hour {
			lately++
		}
	}
	if all == 0 {
		return 0, known
	}
	perWeek = float64(all) * float64(week) / float64(max(now.Sub(oldest), time.Hour))
	if fewest := 3; lately >= fewest {
		perWeek = max(perWeek, float64(lately)*7)
	}
	return perWeek, known
}

// afterQuiet is the first moment from at on in none of the hours and days.
func afterQuiet(at time.Time, hours []int, days []time.Weekday) time.Time {
	at = at.UTC()
	for range 24 * 7 {
		if !slices.Contains(hours, at.Hour()) && !slices.Contains(days, at.Weekday()) {
			break
		}
		at = at.Truncate(time.Hour).Add(time.Hour)
	}
	return at
}

func minTime(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
