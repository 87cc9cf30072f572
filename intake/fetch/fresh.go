package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longest is the longest time that a header is believed to ask for.
const longest = 31 * 24 * time.Hour

// fresh is for how long a server says that its answer stays the same (RFC 9111,
// 4.2.1): max-age less the age that the answer has, else Expires less Date.
func fresh(h http.Header, now time.Time) time.Duration {
	for part := range strings.SplitSeq(strings.ToLower(strings.Join(h.Values("Cache-Control"), ",")), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch name {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			return max(0, seconds(strings.Trim(value, `"`))-seconds(h.Get("Age")))
		}
	}
	expires, err := http.ParseTime(h.Get("Expires"))
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return min(longest, max(0, expires.Sub(now)))
}

// retryAfter is how long a server asks to wait (RFC 9110, 10.2.3): seconds or a date.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if at, err := http.ParseTime(value); err == nil {
		return min(longest, max(0, at.Sub(now)))
	}
	return seconds(value)
}

// seconds are 0 where the value is no number.
func seconds(value string) time.Duration {
	n, err := strconv.ParseUint(strings.TrimSpace(value), 10, 63)
	if err != nil {
		return 0
	}
	return time.Duration(min(n, uint64(longest/time.Second))) * time.Second
}

// longestMark bounds what is kept of a server's mark and sent back to it.
const longestMark = 1 << 10

// short leaves out a mark that no server needs to be so long.
func short(mark string) string {
	if len(mark) > longestMark {
		return ""
	}
	return mark
}
