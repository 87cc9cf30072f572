package page

import (
	"strings"
	"time"
)

// Layouts of dates with and without a zone; the last two of the first are those of
// mail, which some pages write.
var (
	zoned = []string{
		time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05 Z07:00",
		"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 GMT",
	}
	local = []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"}
)

// date rewrites the ways in which pages date themselves to a date, RFC 3339 or
// "2023-07-28 14:30:05", without moving it to another zone.
func date(s string) string {
	s = strings.TrimSpace(s)
	for _, layouts := range []struct {
		in  []string
		out string
	}{{zoned, time.RFC3339}, {local, time.DateTime}, {[]string{time.DateOnly}, time.DateOnly}} {
		for _, layout := range layouts.in {
			if t, err := time.Parse(layout, s); err == nil && meant(t) {
				return t.Format(layouts.out)
			}
		}
	}
	return ""
}

// meant reports whether somebody wrote a date: the year 1 and the first second of
// 1970 are what programs print where they have none.
func meant(t time.Time) bool { return t.Year() > 1 && t.Unix() != 0 }
