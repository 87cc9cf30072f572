package feed

import (
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

// zones that RFC 822 and the feeds of Europe write as letters, in hours from UTC.
// Go reads other letters as UTC, which would move the time.
var zones = map[string]string{
	"UT": "+0000", "UTC": "+0000", "GMT": "+0000", "Z": "+0000", "EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500",
	"MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700", "WET": "+0000", "WEST": "+0100", "CET": "+0100", "CEST": "+0200", "EET": "+0200", "EEST": "+0300",
}

// Layouts of dates with and without a zone; the day of the week is cut off before.
var (
	zoned = []string{
		time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05Z07:00",
		"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04 -0700", "2 Jan 06 15:04:05 -0700", "2 Jan 06 15:04 -0700", "2 January 2006 15:04:05 -0700",
		"2 Jan 2006 15:04:05 -07:00",
	}
	local = []string{
		"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2 Jan 2006 15:04:05", "2 Jan 2006 15:04", "2 January 2006 15:04:05",
	}
	days = []string{time.DateOnly, "20060102", "2 Jan 2006", "2 January 2006"}
)

// published is when an item came out, in the zone that it was written in: RFC 3339,
// "2023-07-28 14:30:05" where no zone was given, or a day. What only the library can
// read is in UTC.
func published(it *gofeed.Item) string {
	for _, c := range []struct {
		written string
		parsed  *time.Time
	}{{it.Published, it.PublishedParsed}, {it.Updated, it.UpdatedParsed}} {
		if s := date(c.written); s != "" {
			return s
		}
		if c.parsed != nil && meant(*c.parsed) && c.parsed.Year() < 10000 {
			return c.parsed.UTC().Format(time.RFC3339)
		}
	}
	return ""
}

func date(s string) string {
	s = collapse(s)
	if day, rest, ok := strings.Cut(s, ","); ok && len(day) <= len("Wednesday") {
		s = strings.TrimSpace(rest)
	}
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		if offset, ok := zones[s[i+1:]]; ok {
			s = s[:i+1] + offset
		} else if last := s[i+1:]; strings.Trim(last, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && len(last) > 1 {
			s = s[:i] // letters that nobody can place: the time is kept as written
		}
	}
	for _, layouts := range []struct {
		in  []string
		out string
	}{{zoned, time.RFC3339}, {local, time.DateTime}, {days, time.DateOnly}} {
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
