package pace

import (
	"testing"
	"time"
)

var noon = time.Date(2023, 7, 28, 12, 0, 0, 0, time.UTC) // a Friday

// spread are n items, evenly over the time before noon.
func spread(n int, over time.Duration) []time.Time {
	out := make([]time.Time, n)
	for i := range out {
		out[i] = noon.Add(-over * time.Duration(i+1) / time.Duration(n))
	}
	return out
}

func never() float64 { return 0 }

func TestTheNextLookComesOfWhatIsKnown(t *testing.T) {
	for name, c := range map[string]struct {
		h     History
		every time.Duration
		rule  Rule
		week  int
	}{
		"nothing is known":                   {History{}, Unknown, First, 0},
		"thirty a week":                      {History{Items: spread(30, week)}, 14 * time.Minute, Rate, 30},
		"twenty in ten hours":                {History{Items: spread(20, 10*time.Hour)}, Shortest, Rate, 336},
		"one a fortnight":                    {History{Items: spread(2, 28*24*time.Hour)}, 14 * time.Hour, Rate, 1},
		"nothing for months":                 {History{Items: []time.Time{noon.Add(-100 * 24 * time.Hour)}}, Longest, Rate, 0},
		"a burst of today":                   {History{Items: append(spread(4, 27*24*time.Hour), spread(10, 5*time.Hour)...)}, 6 * time.Minute, Rate, 70},
		"items of the future say nothing":    {History{Items: []time.Time{noon.Add(time.Hour)}}, Unknown, First, 0},
		"the server asks for more":           {History{Items: spread(30, week), Asked: time.Hour}, time.Hour, Server, 30},
		"the server asks for less":           {History{Items: spread(30, week), Asked: 10 * time.Minute}, 14 * time.Minute, Rate, 30},
		"the server asks for a year":         {History{Asked: 365 * 24 * time.Hour}, Longest, Server, 0},
		"the user wants it so":               {History{Items: spread(30, week), Asked: time.Hour, Fixed: 5 * time.Minute}, 5 * time.Minute, User, 30},
		"the user wants too much":            {History{Fixed: time.Second}, Shortest, User, 0},
		"it failed once":                     {History{Items: spread(500, week), Failures: 1}, 4 * time.Minute, Failed, 500},
		"it failed four times":               {History{Items: spread(500, week), Failures: 4}, 32 * time.Minute, Failed, 500},
		"it failed for days":                 {History{Failures: 400}, Longest, Failed, 0},
		"a slow feed fails":                  {History{Items: spread(2, week), Failures: 1}, 30 * time.Minute, Failed, 2},
		"it failed and asks to be let alone": {History{Items: spread(500, week), Failures: 1, Wait: time.Hour}, time.Hour, Failed, 500},
		"it works and asks to be let alone":  {History{Items: spread(500, week), Wait: time.Hour, Fixed: 2 * time.Minute}, time.Hour, Server, 500},
		"something was left":                 {History{Items: spread(2, week), Rest: true, Asked: time.Hour}, Shortest, Rest, 2},
		"pages failed for now":               {History{Items: spread(2, week), Again: true}, 15 * time.Minute, Rest, 2},
		"the feed is quiet at noon and one":  {History{Items: spread(500, week), Hours: []int{12, 13}}, Shortest, Quiet, 500},
	} {
		c.h.Now = noon
		if p := Next(c.h, never); p.Every != c.every || p.Rule != c.rule || p.Week != c.week {
			t.Errorf("%s: every %v by %s, %d a week; want %v by %s, %d", name, p.Every, p.Rule, p.Week, c.every, c.rule, c.week)
		}
	}
}

func TestQuietHoursAndDaysAreWaitedFor(t *testing.T) {
	for name, c := range map[string]struct {
		hours []int
		days  []time.Weekday
		want  time.Time
	}{
		"two hours":         {[]int{12, 13}, nil, noon.Add(2 * time.Hour)},
		"the day":           {nil, []time.Weekday{time.Friday}, noon.Add(12 * time.Hour)},
		"two days, a limit": {nil, []time.Weekday{time.Friday, time.Saturday}, noon.Add(Longest)},
		"another hour":      {[]int{3}, nil, noon.Add(Shortest)},
	} {
		if p := Next(History{Now: noon, Items: spread(500, week), Hours: c.hours, Days: c.days}, never); !p.Next.Equal(c.want) {
			t.Errorf("%s: %v, want %v", name, p.Next, c.want)
		}
	}
}

func TestChanceOnlyMakesALookLater(t *testing.T) {
	for _, failures := range []int{0, 3} {
		h := History{Now: noon, Items: spread(30, week), Failures: failures}
		first, last := Next(h, never), Next(h, func() float64 { return 1 })
		if first.Every != last.Every || !first.Next.Equal(noon.Add(first.Every)) || !last.Next.After(first.Next) || last.Next.After(noon.Add(first.Every*3/2)) {
			t.Errorf("%d failures: from %v to %v, every %v", failures, first.Next, last.Next, first.Every)
		}
	}
}

func FuzzNext(f *testing.F) {
	f.Add(int64(3), int64(1e12), int64(5e11), int64(0), 2, 13)
	f.Fuzz(func(t *testing.T, n, over, asked, wait int64, failures, hour int) {
		h := History{Now: noon, Asked: time.Duration(asked), Wait: time.Duration(wait), Failures: failures, Hours: []int{hour}}
		if n > 0 && n < 1000 {
			h.Items = spread(int(n), time.Duration(over))
		}
		p := Next(h, func() float64 { return 0.5 })
		if p.Every < Shortest || p.Every > Longest || p.Next.Before(noon.Add(Shortest)) || p.Next.After(noon.Add(Longest*3/2)) || p.Week < 0 {
			t.Errorf("%+v gives %+v", h, p)
		}
	})
}
