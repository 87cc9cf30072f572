package timex

import (
	"fmt"
	"strings"
	"time"
)

// unit is a measure of time.
type unit struct {
	letter string // as TIMEX3 writes it
	clock  bool   // behind a T
	grain  grain
	months int // how many, where it is made of months
	days   int // how many, where it is made of days
}

var units = map[string]unit{
	"second": {"S", true, dayGrain, 0, 0}, "minute": {"M", true, dayGrain, 0, 0}, "hour": {"H", true, dayGrain, 0, 0},
	"day": {"D", false, dayGrain, 0, 1}, "week": {"W", false, weekGrain, 0, 7}, "weekend": {"WE", false, weekGrain, 0, 7},
	"month": {"M", false, monthGrain, 1, 0}, "quarter": {"Q", false, monthGrain, 3, 0},
	"year": {"Y", false, yearGrain, 12, 0}, "decade": {"DE", false, yearGrain, 120, 0}, "century": {"CE", false, yearGrain, 1200, 0},
}

// duration is "P2Y", "PT25M", "PXW".
func (x *expr) duration() string {
	u, ok := units[x.text("unit")]
	if !ok {
		return ""
	}
	n, known := x.number("n")
	letter := u.letter
	if x.text("half") != "" {
		n, letter, known = halved(x.text("unit"), n)
		u.clock = letter == "M" && x.text("unit") == "hour" || x.text("unit") == "minute"
	}
	count := "X"
	if known {
		count = fmt.Sprint(n)
	}
	if u.clock {
		return "PT" + count + letter
	}
	return "P" + count + letter
}

// halved is so many units and a half in the next smaller one that fits.
func halved(name string, n int) (count int, letter string, known bool) {
	switch name {
	case "hour":
		return n*60 + 30, "M", true
	case "minute":
		return n*60 + 30, "S", true
	case "day":
		return n*24 + 12, "H", true
	case "year":
		return n*12 + 6, "M", true
	case "decade":
		return n*10 + 5, "Y", true
	case "century":
		return n*100 + 50, "Y", true
	}
	return 0, units[name].letter, false
}

// shift is so many units away from the publication, or from the time named last
// (from=text).
func (a *anchor) shift(x *expr) (moment, string) {
	u, ok := units[x.text("unit")]
	if !ok {
		return moment{}, ""
	}
	n, known := x.number("n")
	if x.text("half") != "" {
		known = false
	}
	if x.text("sign") == "-" {
		n = -n
	}
	base, fromText, ok := a.base(x, u)
	switch {
	case x.text("or") == "duration" && (!ok || !known || u.clock), u.clock && known:
		return moment{}, x.duration()
	case !known || !ok:
		return moment{}, vague(n, x.text("sign"), known)
	case x.text("grain") != "":
		u.grain = units[x.text("grain")].grain
	}
	at := moment{u.grain, move(base, u, n)}
	if fromText && u.grain > a.last.grain && a.last.grain != noGrain && u.grain != dayGrain {
		at.grain = a.last.grain
	}
	switch x.text("unit") {
	case "decade":
		return moment{}, fmt.Sprintf("%03d", at.at.Year()/10)
	case "century":
		return moment{}, fmt.Sprintf("%02d", at.at.Year()/100)
	case "quarter":
		return moment{}, fmt.Sprintf("%04d-Q%d", at.at.Year(), (int(at.at.Month())+2)/3)
	case "weekend":
		return moment{}, week(at.at) + "-WE"
	}
	if at.grain == dayGrain {
		return at, x.withPart(at.value())
	}
	return at, at.value()
}

// base is the day that a shift starts from.
func (a *anchor) base(x *expr, u unit) (at time.Time, fromText, ok bool) {
	if x.text("from") != "text" {
		return a.pub, false, a.known
	}
	if u.grain == dayGrain && a.last.grain < dayGrain && x.text("or") == "" {
		return a.pub, false, a.known
	}
	if a.last.grain != noGrain && (x.text("or") == "" || a.last.grain >= u.grain && a.inBlock == a.blocks) {
		return a.last.at, true, true
	}
	if x.text("or") != "" {
		return a.pub, false, false
	}
	return a.pub, false, a.known
}

func move(t time.Time, u unit, n int) time.Time {
	if n > 9999 || n < -9999 {
		n = 0
	}
	if u.months > 0 {
		return addMonths(t, n*u.months)
	}
	return t.AddDate(0, 0, n*u.days)
}

// vague is the value of a shift whose size or start is not known.
func vague(n int, sign string, known bool) string {
	switch {
	case known && n == 0:
		return "PRESENT_REF"
	case known && n < 0 || sign == "-":
		return "PAST_REF"
	}
	return "FUTURE_REF"
}

// time is a part of the day or a time of day: of the day it is joined with, else
// of that named in this sentence or the one before, else of the publication.
func (a *anchor) time(x *expr) (moment, string) {
	at, known := moment{dayGrain, a.pub}, a.known
	value := ""
	if x.within != nil {
		at, value = a.value(x.within)
		known = at.grain == dayGrain
		if i := strings.IndexByte(value, 'T'); i >= 0 && strings.HasPrefix(value, "XXXX") {
			value = value[:i]
		}
	} else if from := x.text("from"); !x.stamp && from != "pub" && a.last.grain == dayGrain && (from == "text" || a.near()) {
		at, known = a.last, true
	}
	if !known {
		if value == "" || strings.HasSuffix(value, "_REF") || !strings.HasPrefix(value, "XXXX") {
			if value = ""; x.op == opPart {
				value = "XXXX-XX-XX"
			}
		}
		return moment{}, x.withPart(value)
	}
	if back, ok := x.number("night"); ok && x.within == nil && at.at.Equal(a.pub) && x.direction() != "next" {
		at.at = at.at.AddDate(0, 0, -back)
	}
	return at, x.withPart(at.value())
}

// near reports whether the time named last stands close enough to be the day of a
// bare time of day.
func (a *anchor) near() bool {
	return a.sent-a.inSent <= 1 && a.blocks-a.inBlock <= 1
}
