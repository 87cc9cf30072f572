package reading

import (
	"fmt"
	"strings"
	"time"

	"github.com/enligt/enligt"
)

// publishedLayouts are the ways to write when a document was published: a date,
// RFC 3339, or date and time.
var publishedLayouts = []string{
	"2006-01-02", time.RFC3339, "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04", "2006-01-02 15:04:05",
}

// ParsePublished returns the calendar day that published names, as it is written
// there: no zone moves it.
func ParsePublished(published string) (day string, ok bool) {
	for _, layout := range publishedLayouts {
		if t, err := time.Parse(layout, published); err == nil && t.Year() > 0 {
			return t.Format(time.DateOnly), true
		}
	}
	return "", false
}

// settlePublished drops a date that cannot be read, with a warning, and warns of
// a missing one.
func settlePublished(out *enligt.Reading) {
	published := strings.TrimSpace(out.Document.Published)
	out.Document.Published = published
	if published == "" {
		out.Warnings = append(out.Warnings, "no publication date: relative times get no date; give one with --published")
		return
	}
	if _, ok := ParsePublished(published); !ok {
		out.Document.Published = ""
		out.Warnings = append(out.Warnings, fmt.Sprintf("publication date %.40q cannot be read: relative times get no date; write 2023-07-28", published))
	}
}
