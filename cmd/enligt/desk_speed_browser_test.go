package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// bare is how many milliseconds an idle machine of two cores takes to show a page of one
// line, in the browser that ./check installs: the pace at which the bound of 150 is meant.
const bare = 48

// A slower machine, or one with other work, shows any page later. So a page of one line
// is opened in turn with ours, and the bound grows with what that page takes; it never
// shrinks. A slow round is taken again, three times at most.
func TestTheFirstPageIsThereWithin150MillisecondsInABrowser(t *testing.T) {
	r, _ := newReader(t, false)
	line := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, `<!doctype html><title>one line</title><link rel="icon" href="data:,"><p>One line of words.`)
	}))
	t.Cleanup(line.Close)
	for round := 1; ; round++ {
		ours, plain := firstWords(r, line.URL)
		bound := 150 * max(1, plain/bare)
		t.Logf("first words on the screen after %.0f ms (median of 10), a page of one line after %.0f; allowed: %.0f", ours, plain, bound)
		switch {
		case ours <= bound:
			return
		case round == 3:
			t.Fatalf("the first page takes %.0f ms", ours)
		}
		time.Sleep(3 * time.Second)
	}
}

// firstWords opens the first page and another ten times in turn and gives the
// milliseconds until the first words of each are on the screen (medians).
func firstWords(r *reader, other string) (ours, plain float64) {
	var a, b []float64
	for range 10 {
		b = append(b, firstWordsOf(r, other))
		a = append(a, firstWordsOf(r, r.url+"/"))
	}
	slices.Sort(a)
	slices.Sort(b)
	return a[len(a)/2], b[len(b)/2]
}

func firstWordsOf(r *reader, url string) float64 {
	do(r, chromedp.Navigate(url))
	r.sees("the page", `document.readyState === "complete" && performance.getEntriesByName("first-contentful-paint").length`)
	took := do(r, chromedp.Evaluate[float64](`performance.getEntriesByName("first-contentful-paint")[0].startTime`))
	time.Sleep(50 * time.Millisecond)
	return took
}
