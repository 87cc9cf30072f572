package timex

import (
	"strconv"
	"strings"

	"github.com/enligt/enligt"
)

// op is how an expression gets its value.
type op uint8

const (
	opNothing  op = iota // no time: an age, a sum
	opMod                // "i början av": belongs to what follows, no time alone
	opConst              // the value as it stands in the row
	opDate               // day, month and year, as far as they are named
	opWeekday            // a day of the week
	opShift              // so many units from the publication or the time named last
	opDuration           // so many units
	opSeason             // a season
	opWeekend            // a weekend
	opPart               // a part of a day
	opClock              // a time of day
	opHoliday            // a day with a name
	opDecade             // "1990-talet"
	opCentury            // "19th century"
	opQuarter            // of a year
	opHalf               // of a year
)

// ops are the names of values in the table. Behind the name stand arguments, which
// a value remembered by the pattern under the same name goes before:
//
//	y m d w q h min   year, month, day, weekday (1 Monday), quarter or half, hour, minute
//	n unit half       so many units, and a half; without n the number is unknown (PXW)
//	sign from or      of a shift: "-" is back, from=text counts from the time named
//	                  last, or=duration where none is
//	grain             the precision of a shift's value, where it is not that of the unit
//	dir               past, next, last (before the publication day), near (the same or the
//	                  next day), this, over, following; without it the verb tells
//	p night till      part of the day; night=1: a past one is of the day before; till=1:
//	                  the night to a weekday is that of the day before
//	s rule v          season, rule of a holiday, value as it stands ({w} is filled in)
//	whole back        T15:00 for the full hour; minutes to the hour
//	follow hundreds   a month behind the one named last; a number of hundreds is a century
//	bound kind bare   no time alone; its name in the table of joins; a year only where no
//	                  noun is counted
var ops = map[string]op{
	"none": opNothing, "mod": opMod, "const": opConst, "date": opDate, "weekday": opWeekday, "shift": opShift,
	"duration": opDuration, "season": opSeason, "weekend": opWeekend, "part": opPart, "clock": opClock,
	"holiday": opHoliday, "decade": opDecade, "century": opCentury, "quarter": opQuarter, "half": opHalf,
}

// kinds are what an expression of an op is called in the table of joins.
var kinds = map[op]string{
	opMod: "mod", opConst: "const", opWeekday: "weekday", opDuration: "duration", opSeason: "season", opWeekend: "weekend",
	opPart: "part", opClock: "clock", opHoliday: "date", opDecade: "decade", opCentury: "century", opQuarter: "quarter", opHalf: "half",
}

// expr is an expression before its value is worked out.
type expr struct {
	span     enligt.Span
	from, to int // atoms
	op       op
	typ      string
	kind     string
	args     map[string]string
	found    capture
	tense    tense
	sent     int
	within   *expr  // a coarser expression that it was joined with
	part     string // part of the day that a neighbour gives it
	weekday  int    // that stands beside a date
	eve      bool   // of the day before: "the night to Saturday, 3 May"
	stamp    bool   // opens a note of a running report: says when that was published
}

func newExpr(m *matcher, r *rule, i, end int, found capture) *expr {
	x := &expr{
		span: enligt.Span{Start: m.atoms[i].Start, End: m.atoms[end-1].End}, from: i, to: end,
		op: r.op, typ: r.typ, args: r.args, found: found, sent: m.atoms[i].sent, stamp: i == 0 && m.stamps(end),
	}
	x.kind = r.args["kind"]
	if x.kind == "" {
		x.kind = x.ownKind()
	}
	return x
}

func (x *expr) ownKind() string {
	switch {
	case x.op == opDate && x.has("d"):
		return "date"
	case x.op == opDate && x.has("m"):
		return "month"
	case x.op == opDate:
		return "year"
	case x.op == opShift && x.text("unit") == "day":
		return "relday"
	case x.op == opShift:
		return x.text("unit")
	}
	return kinds[x.op]
}

func (x *expr) has(name string) bool {
	_, ok := x.found.get(name)
	return ok || x.args[name] != ""
}

// text is a value of the pattern or of the row.
func (x *expr) text(name string) string {
	if f, ok := x.found.get(name); ok {
		return f.value
	}
	return x.args[name]
}

// number is a value as a number; ok is false where there is none or it is vague.
func (x *expr) number(name string) (n int, ok bool) {
	if f, found := x.found.get(name); found {
		return f.num, f.num >= 0
	}
	n, err := strconv.Atoi(x.args[name])
	return n, err == nil
}

// dayPart is the part of the day, "EV", or "".
func (x *expr) dayPart() string {
	if p := x.text("p"); p != "" {
		return p
	}
	return x.part
}

// kindOfTime is the TIMEX3 type: the row's, but TIME where the value names a time
// of day.
func (x *expr) kindOfTime(value string) string {
	if x.typ == "DATE" && strings.Contains(value, "T") && !strings.HasSuffix(value, "_REF") {
		return "TIME"
	}
	return x.typ
}

// fill puts values of the pattern into "XXXX-WXX-{w}".
func (x *expr) fill(template string) string {
	for {
		i := strings.IndexByte(template, '{')
		j := strings.IndexByte(template, '}')
		if i < 0 || j < i {
			return template
		}
		v := x.text(template[i+1 : j])
		if n, ok := x.number(template[i+1 : j]); ok && v == "" {
			v = strconv.Itoa(n)
		}
		template = template[:i] + v + template[j+1:]
	}
}
