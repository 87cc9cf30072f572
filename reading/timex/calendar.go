package timex

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// exists reports whether there is such a day.
func exists(y, m, d int) bool {
	t := day(y, m, d)
	return t.Day() == d && int(t.Month()) == m
}

func week(t time.Time) string {
	y, w := t.ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

// weekdayOf is 1 for Monday to 7 for Sunday.
func weekdayOf(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

func days(a, b time.Time) int { return int(b.Sub(a).Hours() / 24) }

// easter is Easter Sunday of a year, by the anonymous Gregorian computus.
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	e := (32 + 2*(b%4) + 2*(c/4) - d - c%4) % 7
	f := d + e - 7*((a+11*d+22*e)/451) + 114
	return day(y, f/31, f%31+1)
}

// holiday is the day of a rule in a year: "12-24", "easter-2" (days from Easter
// Sunday) or "5@06-19" (the first Friday from 19 June).
func holiday(rule string, y int) (time.Time, bool) {
	if rest, ok := strings.CutPrefix(rule, "easter"); ok {
		n, err := strconv.Atoi(rest)
		return easter(y).AddDate(0, 0, n), err == nil || rest == ""
	}
	weekday, date, floating := strings.Cut(rule, "@")
	if !floating {
		date = rule
	}
	var m, d int
	if n, err := fmt.Sscanf(date, "%d-%d", &m, &d); n != 2 || err != nil {
		return time.Time{}, false
	}
	t := day(y, m, d)
	if floating {
		w, err := strconv.Atoi(weekday)
		if err != nil {
			return time.Time{}, false
		}
		t = t.AddDate(0, 0, (w-weekdayOf(t)+7)%7)
	}
	return t, true
}

// addMonths moves to another month without running over its end.
func addMonths(t time.Time, n int) time.Time {
	first := day(t.Year(), int(t.Month()), 1).AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return day(first.Year(), int(first.Month()), min(t.Day(), last))
}
