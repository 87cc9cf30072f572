package main

import (
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// The bound is that of an idle machine; under load this test fails for no fault of ours.
func TestTheFirstPageIsThereWithin150MillisecondsInABrowser(t *testing.T) {
	r, _ := newReader(t, false)
	var took []float64
	for range 10 {
		r.open("/about") // so that each look at the page is a navigation of its own
		r.open("/")
		r.sees("the page", `document.readyState === "complete" && performance.getEntriesByName("first-contentful-paint").length`)
		took = append(took, do(r, chromedp.Evaluate[float64](`performance.getEntriesByName("first-contentful-paint")[0].startTime`)))
		time.Sleep(50 * time.Millisecond)
	}
	slices.Sort(took)
	t.Logf("first words on the screen after %.0f ms (median of %d, best %.0f, worst %.0f)", took[len(took)/2], len(took), took[0], took[len(took)-1])
	if took[len(took)/2] > 150 {
		t.Errorf("the first page takes %.0f ms", took[len(took)/2])
	}
}
