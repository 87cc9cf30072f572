package main

import (
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// The bound is that of an idle machine. Another program may take the machine for a while, so a slow
// round is taken again, three times at most.
func TestTheFirstPageIsThereWithin150MillisecondsInABrowser(t *testing.T) {
	r, _ := newReader(t, false)
	for round := 1; ; round++ {
		took := firstWords(r)
		median := took[len(took)/2]
		t.Logf("first words on the screen after %.0f ms (median of %d, best %.0f, worst %.0f)", median, len(took), took[0], took[len(took)-1])
		switch {
		case median <= 150:
			return
		case round == 3:
			t.Fatalf("the first page takes %.0f ms", median)
		}
		time.Sleep(3 * time.Second)
	}
}

// firstWords opens the first page ten times and gives the milliseconds to its first words, sorted.
func firstWords(r *reader) []float64 {
	var took []float64
	for range 10 {
		r.open("/about") // so that each look at the page is a navigation of its own
		r.open("/")
		r.sees("the page", `document.readyState === "complete" && performance.getEntriesByName("first-contentful-paint").length`)
		took = append(took, do(r, chromedp.Evaluate[float64](`performance.getEntriesByName("first-contentful-paint")[0].startTime`)))
		time.Sleep(50 * time.Millisecond)
	}
	slices.Sort(took)
	return took
}
