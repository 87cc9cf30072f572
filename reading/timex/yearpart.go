package timex

import (
	"fmt"
	"time"
)

// seasonStart is the month in which a season starts.
var seasonStart = map[string]int{"SP": 3, "SU": 6, "FA": 9, "WI": 12}

// partOfYear is a season, a quarter or half a year: of the year it is joined with,
// else the one in the direction that the row or the verb gives. A winter is of the
// year it starts in.
func (a *anchor) partOfYear(x *expr) string {
	start, length, mark := x.stretchOfYear()
	if start == 0 {
		return ""
	}
	y, hasYear := x.number("y")
	if !hasYear && x.within != nil {
		if w, _ := a.value(x.within); w.grain != noGrain {
			y, hasYear = w.at.Year(), true
		}
	}
	if !hasYear && !a.known {
		return "XXXX-" + mark
	}
	if !hasYear {
		y = a.yearOf(x.direction(), start, length)
	}
	return fmt.Sprintf("%04d-%s", y, mark)
}

// stretchOfYear is the first month, the months and the mark ("Q3").
func (x *expr) stretchOfYear() (start, length int, mark string) {
	q, _ := x.number("q")
	switch {
	case x.op == opSeason:
		return seasonStart[x.text("s")], 3, x.text("s")
	case x.op == opQuarter && q >= 1 && q <= 4:
		return 3*q - 2, 3, fmt.Sprintf("Q%d", q)
	case x.op == opHalf && q >= 1 && q <= 2:
		return 6*q - 5, 6, fmt.Sprintf("H%d", q)
	}
	return 0, 0, ""
}

// yearOf is the year in which a stretch of so many months starts that has begun
// (past), is not over (this) or is yet to come (next). Without a direction the
// nearest is taken, those to come at twice their distance.
func (a *anchor) yearOf(dir string, start, length int) int {
	y := a.pub.Year()
	begun := func(y int) bool { return !day(y, start, 1).After(a.pub) }
	over := func(y int) bool { return !addMonths(day(y, start, 1), length).After(a.pub) }
	switch dir {
	case "past":
		for !begun(y) {
			y--
		}
	case "over":
		for !over(y) {
			y--
		}
	case "last": // over, or begun before this month
		for !begun(y) {
			y--
		}
		if !over(y) && monthsSince(day(y, start, 1), a.pub) == 0 {
			y--
		}
	case "this", "next":
		if y--; over(y) || dir == "next" && begun(y) {
			y++
		}
		if over(y) || dir == "next" && begun(y) {
			y++
		}
	default:
		best := 1 << 30
		for try := a.pub.Year() - 1; try <= a.pub.Year()+1; try++ {
			middle := addMonths(day(try, start, 1), length/2)
			if gap := max(days(middle, a.pub), 2*days(a.pub, middle)); gap < best {
				y, best = try, gap
			}
		}
	}
	return y
}

func monthsSince(from, to time.Time) int {
	return (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
}

// weekend is the last one that has begun, or the next that is not over.
func (a *anchor) weekend(x *expr) string {
	if !a.known {
		return "XXXX-WXX-WE"
	}
	saturday := a.pub.AddDate(0, 0, 6-weekdayOf(a.pub))
	switch x.direction() {
	case "past":
		if saturday.After(a.pub) {
			saturday = saturday.AddDate(0, 0, -7)
		}
	case "last":
		saturday = saturday.AddDate(0, 0, -7)
	case "following":
		saturday = saturday.AddDate(0, 0, 7)
	}
	return week(saturday) + "-WE"
}

// longAgo is a decade ("199" for the nineties) or a century ("18" for the 19th).
func (a *anchor) longAgo(x *expr) string {
	n, ok := x.number("n")
	if !ok {
		return ""
	}
	switch {
	case n%100 == 0 && n >= 1000 && x.text("hundreds") != "": // "1800-talet"
		return fmt.Sprintf("%02d", n/100)
	case x.op == opCentury:
		return fmt.Sprintf("%02d", n-1)
	case n < 100 && n%10 == 0 && n >= 20:
		n += 1900
	case n < 100 && n%10 == 0:
		n += 2000
	}
	if n%10 != 0 || n < 1000 || n > 2999 {
		return ""
	}
	return fmt.Sprintf("%03d", n/10)
}
