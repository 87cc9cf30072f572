package timex

import (
	"testing"
	"time"
)

func TestEasterFallsWhereTheCalendarsSay(t *testing.T) {
	for y, want := range map[int]string{1961: "04-02", 2000: "04-23", 2008: "03-23", 2011: "04-24", 2019: "04-21", 2023: "04-09", 2024: "03-31", 2025: "04-20", 2038: "04-25"} {
		if got := easter(y).Format("01-02"); got != want {
			t.Errorf("%d: %s, want %s", y, got, want)
		}
	}
}

func TestHolidaysAreDatesDaysFromEasterOrWeekdays(t *testing.T) {
	for rule, want := range map[string]string{
		"12-24": "2023-12-24", "easter": "2023-04-09", "easter-2": "2023-04-07", "easter+39": "2023-05-18", "5@06-19": "2023-06-23", "4@11-22": "2023-11-23", "1@09-01": "2023-09-04", "6@10-31": "2023-11-04",
		"": "", "christmas": "", "easter~1": "", "x@06-19": "",
	} {
		got, ok := holiday(rule, 2023)
		if ok != (want != "") || ok && got.Format(time.DateOnly) != want {
			t.Errorf("%q: %v %v, want %s", rule, got, ok, want)
		}
	}
}

func TestEveryHolidayOfThePacksHasADay(t *testing.T) {
	for code, e := range engines(t) {
		for form, entries := range e.words.byForm {
			for _, x := range entries {
				if x.class != "holiday" && x.class != "pastholiday" {
					continue
				}
				if _, ok := holiday(x.value, 2023); !ok {
					t.Errorf("%s: %q has the rule %q", code, form, x.value)
				}
			}
		}
	}
}

func TestWeeksAreISOWeeks(t *testing.T) {
	for in, want := range map[string]string{"2016-01-03": "2015-W53", "2018-12-31": "2019-W01", "2023-07-28": "2023-W30", "2026-01-01": "2026-W01"} {
		at, err := time.Parse(time.DateOnly, in)
		if err != nil {
			t.Fatal(err)
		}
		if got := week(at); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestMonthsNeverRunOverTheirEnd(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{{"2024-01-31", 1, "2024-02-29"}, {"2023-03-31", -1, "2023-02-28"}, {"2023-12-15", 1, "2024-01-15"}, {"2024-02-29", 12, "2025-02-28"}} {
		at, err := time.Parse(time.DateOnly, c.in)
		if err != nil {
			t.Fatal(err)
		}
		if got := addMonths(at, c.n).Format(time.DateOnly); got != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.in, c.n, got, c.want)
		}
	}
}

func TestSeasonsLieWhereTheDirectionSays(t *testing.T) {
	for _, c := range []struct {
		published, dir string
		start, want    int
	}{
		{"2024-01-22", "this", 12, 2023}, {"2023-10-12", "this", 12, 2023}, {"2023-05-31", "last", 12, 2022}, {"2025-04-10", "last", 3, 2025}, {"2024-04-17", "last", 9, 2023},
		{"2025-02-14", "this", 3, 2025}, {"2023-10-12", "last", 6, 2023}, {"2021-10-22", "over", 9, 2020}, {"2010-04-20", "this", 9, 2010}, {"2023-07-28", "next", 6, 2024}, {"2023-07-28", "past", 12, 2022},
	} {
		if got := newAnchor(c.published).yearOf(c.dir, c.start, 3); got != c.want {
			t.Errorf("%s of month %d on %s: %d, want %d", c.dir, c.start, c.published, got, c.want)
		}
	}
}
