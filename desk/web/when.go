package web

import (
	"strconv"
	"strings"
	"time"
)

// moment is a time in the words of the interface. ISO is empty where it is unknown.
type moment struct {
	ISO   string // for machines
	Day   string // "28 juli", of another year than the newest commit's "28 juli 2019"
	Clock string // "21.40", "" where only the day is known
	Long  string // "fredag 28 juli 2023, 21.40"
}

// layouts are the forms of Document.Published.
var layouts = []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04", time.DateOnly}

// published reads a document's date; what cannot be read is shown as it stands. The
// day and hour are those written, in the outlet's own zone.
func (k *skin) published(s string) moment {
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			return k.moment(t, s, layout != time.DateOnly)
		}
	}
	return moment{Day: s, Long: s}
}

// written reads a time that the ledger wrote, RFC 3339.
func (k *skin) written(s string) moment {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return moment{Day: s, Long: s}
	}
	return k.utc(t)
}

// utc is the time of a commit.
func (k *skin) utc(t time.Time) moment {
	if t.IsZero() {
		return moment{}
	}
	m := k.moment(t.UTC(), t.UTC().Format(time.RFC3339), true)
	m.Clock += " UTC"
	m.Long += " UTC"
	return m
}

func (k *skin) moment(t time.Time, iso string, clock bool) moment {
	day, written := strconv.Itoa(t.Day()), "date.day"
	if t.Day() == 1 {
		day = k.t("date.first")
	}
	if k.year != 0 && t.Year() != k.year {
		written = "date.year"
	}
	places := []any{
		"d", day, "month", k.t("month." + strconv.Itoa(int(t.Month()))), "y", t.Year(), "weekday", k.t("weekday." + strconv.Itoa(int(t.Weekday()))),
		"H", t.Format("15"), "M", t.Format("04"),
	}
	m := moment{ISO: strings.Replace(iso, " ", "T", 1), Day: fill(k.t(written), places), Long: fill(k.t("date.long"), places)}
	if clock {
		m.Clock = fill(k.t("date.clock"), places)
		m.Long += ", " + m.Clock
	}
	return m
}
