package timex

import (
	"fmt"
	"strings"
	"time"
)

// grain is how precise a moment is.
type grain uint8

const (
	noGrain grain = iota
	yearGrain
	monthGrain
	weekGrain
	dayGrain
)

// moment is a point in time of some precision; at is its first day.
type moment struct {
	grain grain
	at    time.Time
}

func (m moment) value() string {
	switch m.grain {
	case yearGrain:
		return m.at.Format("2006")
	case monthGrain:
		return m.at.Format("2006-01")
	case weekGrain:
		return week(m.at)
	case dayGrain:
		return m.at.Format(time.DateOnly)
	}
	return ""
}

// anchor is what expressions are worked out from: the publication date and the
// time named last.
type anchor struct {
	pub     time.Time
	known   bool   // there is a publication date
	last    moment // named last in the text
	blocks  int
	inBlock int // block of last
	inSent  int // sentence of last
	sent    int // sentence of the expression under work
}

func newAnchor(published string) *anchor {
	t, err := time.Parse(time.DateOnly, published)
	return &anchor{pub: t, known: err == nil}
}

// block says that a new block starts.
func (a *anchor) block() { a.blocks++ }

// resolve is the value of an expression, "" where it has none.
func (a *anchor) resolve(x *expr) string {
	a.sent = x.sent
	m, value := a.value(x)
	if m.grain != noGrain {
		a.last, a.inBlock, a.inSent = m, a.blocks, x.sent
	}
	return value
}

// value works out an expression: its moment, where it has one, and its value.
func (a *anchor) value(x *expr) (moment, string) {
	switch x.op {
	case opConst:
		return moment{}, x.fill(x.text("v"))
	case opDate:
		return a.date(x)
	case opWeekday:
		return a.weekday(x)
	case opShift:
		return a.shift(x)
	case opDuration:
		return moment{}, x.duration()
	case opSeason, opQuarter, opHalf:
		return moment{}, a.partOfYear(x)
	case opWeekend:
		return moment{}, a.weekend(x)
	case opPart, opClock:
		return a.time(x)
	case opHoliday:
		return a.holiday(x)
	case opDecade, opCentury:
		return moment{}, a.longAgo(x)
	}
	return moment{}, ""
}

// withPart adds the part of the day or the time of day to a day.
func (x *expr) withPart(value string) string {
	if h, ok := x.number("h"); ok {
		return value + x.clock(h)
	}
	if hm, ok := x.number("hm"); ok { // "1115"
		return value + fmt.Sprintf("T%02d:%02d", hm/100%24, hm%100%60)
	}
	if p := x.dayPart(); p != "" {
		return value + "T" + p
	}
	return value
}

// clock is "T14:05", or "T14" where the row asks for no minutes.
func (x *expr) clock(h int) string {
	min, hasMin := x.number("min")
	half := x.text("half")
	for w := x.within; w != nil; w = w.within {
		if p := w.dayPart(); h < 12 && (p == "EV" || p == "AF") {
			half = "pm"
		}
	}
	switch {
	case half == "pm" && h < 12:
		h += 12
	case half == "am" && h == 12:
		h = 0
	}
	if back, ok := x.number("back"); ok { // minutes to the hour: "tjugo i tre"
		total := (h*60 - back + 24*60) % (24 * 60)
		h, min, hasMin = total/60, total%60, true
	}
	if !hasMin && x.text("whole") == "" {
		return fmt.Sprintf("T%02d", h)
	}
	return fmt.Sprintf("T%02d:%02d", h, min)
}

// direction is where a bare date points: what the row says, else what the verb says.
func (x *expr) direction() string {
	if d := x.text("dir"); d != "" {
		return d
	}
	switch x.tense {
	case pastTense:
		return "past"
	case aheadTense:
		return "next"
	}
	return ""
}

func (a *anchor) date(x *expr) (moment, string) {
	m, hasMonth := x.number("m")
	d, hasDay := x.number("d")
	y, hasYear := x.number("y")
	if hasMonth && (m < 1 || m > 12) {
		return moment{}, ""
	}
	if !hasYear && x.within != nil {
		if w, _ := a.value(x.within); w.grain != noGrain {
			y, hasYear = w.at.Year(), true
			if !hasMonth && w.grain >= monthGrain {
				m, hasMonth = int(w.at.Month()), true
			}
		}
	}
	if x.text("follow") != "" && a.last.grain >= monthGrain && !hasYear && hasMonth {
		if y, hasYear = a.last.at.Year(), true; m < int(a.last.at.Month()) {
			y++
		}
	}
	if hasDay && !hasMonth {
		return a.dayOfMonth(x, d)
	}
	if !hasYear && a.known {
		y, hasYear = a.year(x, m, d, hasDay)
	}
	switch {
	case !hasYear && hasDay:
		return moment{}, x.withPart(fmt.Sprintf("XXXX-%02d-%02d", m, d))
	case !hasYear && hasMonth:
		return moment{}, fmt.Sprintf("XXXX-%02d", m)
	case !hasYear:
		return moment{}, ""
	case !hasMonth:
		return moment{yearGrain, day(y, 1, 1)}, fmt.Sprintf("%04d", y)
	case !hasDay:
		return moment{monthGrain, day(y, m, 1)}, fmt.Sprintf("%04d-%02d", y, m)
	case !exists(y, m, d):
		return moment{}, ""
	}
	at := moment{dayGrain, day(y, m, d)}
	if x.eve {
		at.at = at.at.AddDate(0, 0, -1)
	}
	return at, x.withPart(at.value())
}

// dayOfMonth is a day without a month: of the month named last in this block,
// else of that around the publication.
func (a *anchor) dayOfMonth(x *expr, d int) (moment, string) {
	base := a.pub
	switch {
	case a.last.grain >= monthGrain && a.inBlock == a.blocks:
		base = a.last.at
	case !a.known:
		return moment{}, x.withPart(fmt.Sprintf("XXXX-XX-%02d", d))
	case d > base.Day() && x.direction() == "past":
		base = addMonths(base, -1)
	case d < base.Day() && x.direction() == "next":
		base = addMonths(base, 1)
	}
	if !exists(base.Year(), int(base.Month()), d) {
		return moment{}, ""
	}
	at := moment{dayGrain, day(base.Year(), int(base.Month()), d)}
	return at, x.withPart(at.value())
}

// year is the year of a date that names none: the nearest in the direction that
// the row or the verb gives, else the nearest of all, the past first.
func (a *anchor) year(x *expr, m, d int, hasDay bool) (int, bool) {
	if !hasDay {
		d = 1
	}
	best, bestGap := 0, never
	for y := a.pub.Year() - 8; y <= a.pub.Year()+8; y++ {
		if !exists(y, m, d) {
			continue
		}
		gap := a.gap(x, day(y, m, d), hasDay)
		if x.weekday > 0 && hasDay && x.weekday != weekdayOf(day(y, m, d)) {
			gap += 366 // another year, unless that is far away
		}
		if gap < bestGap {
			best, bestGap = y, gap
		}
	}
	return best, bestGap < never
}

// never is a gap larger than any other.
const never = 1 << 30

// gap is how little a date suits its expression: the days from the publication,
// those to come twice where no verb points ahead, and half a year or more on the
// side to which the row or the verb does not point.
func (a *anchor) gap(x *expr, at time.Time, hasDay bool) int {
	pub := a.pub
	if !hasDay {
		pub = day(pub.Year(), int(pub.Month()), 1)
	}
	n := days(pub, at)
	switch dir := x.text("dir"); {
	case dir == "past" && n > 0, dir == "last" && n >= 0, dir == "next" && n < 0:
		return never
	}
	switch dir := x.direction(); {
	case dir == "next" && n < 0:
		return 180 - 2*n
	case dir == "past" && n > 0 && hasDay:
		return 180 + n
	case dir == "past" && n > 0:
		return 270 + n
	case n < 0:
		return -n
	case dir == "" && x.tense == noTense:
		return 2*n + 1
	}
	return n + 1
}

func (a *anchor) weekday(x *expr) (moment, string) {
	w, _ := x.number("w")
	if x.within != nil && x.within.kind == "week" {
		if in, _ := a.value(x.within); in.grain == weekGrain {
			at := moment{dayGrain, in.at.AddDate(0, 0, w-weekdayOf(in.at))}
			return at, x.withPart(at.value())
		}
	}
	if !a.known {
		return moment{}, x.withPart(fmt.Sprintf("XXXX-WXX-%d", w))
	}
	base := a.pub
	back := (weekdayOf(base) - w + 7) % 7
	n := -back
	switch dir := x.direction(); {
	case dir == "last" && back == 0:
		n = -7
	case dir == "next":
		n = 7 - back
	case dir == "near" && back > 0:
		n = 7 - back
	}
	if x.dayPart() == "NI" && x.text("till") != "" { // the night to Saturday is Friday's
		n--
	}
	at := moment{dayGrain, base.AddDate(0, 0, n)}
	return at, x.withPart(at.value())
}

func (a *anchor) holiday(x *expr) (moment, string) {
	rule := x.text("rule")
	y, hasYear := x.number("y")
	if !hasYear && x.within != nil {
		if w, _ := a.value(x.within); w.grain != noGrain {
			y, hasYear = w.at.Year(), true
		}
	}
	if !hasYear && !a.known {
		if strings.ContainsAny(rule, "e@") {
			return moment{}, "XXXX-XX-XX"
		}
		return moment{}, x.withPart("XXXX-" + rule)
	}
	best, bestGap := time.Time{}, never
	for try := a.pub.Year() - 1; try <= a.pub.Year()+1; try++ {
		t, ok := holiday(rule, try)
		if hasYear {
			if t, ok = holiday(rule, y); ok {
				best, bestGap = t, 0
			}
			break
		}
		gap := a.gap(x, t, true)
		if x.direction() == "past" && t.After(a.pub) { // feasts come every year
			gap += never / 2
		}
		if ok && gap < bestGap {
			best, bestGap = t, gap
		}
	}
	if bestGap == never {
		return moment{}, ""
	}
	at := moment{dayGrain, best}
	return at, x.withPart(at.value())
}
