package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestNothingOfAHostilePageRunsInABrowser opens every page of a desk whose texts,
// titles, authors and outlets try to run. A script that the policy stops is an error
// in the console, which the reader reports too.
func TestNothingOfAHostilePageRunsInABrowser(t *testing.T) {
	if os.Getenv("ENLIGT_BROWSER") == "" {
		t.Skip("needs Chromium; set ENLIGT_BROWSER=1")
	}
	url, pwned := hostileServer(t)
	path := filepath.Join(t.TempDir(), "l.db")
	if out, complaints := addHostile(t, path, url, "/runs.html", "/runs.rss"); strings.Count(out, "added ") != 2 {
		t.Fatalf("%s%s", out, complaints)
	}
	desk := hostileDesk(t, path)
	r := browse(t, false, desk)
	if err := chromedp.Listen(r.ctx, func(event any) {
		if e, ok := event.(*page.EventJavascriptDialogOpening); ok {
			t.Errorf("a page opened a window: %s", e.Message)
		}
	}); err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, link := range hostileLinks(t, desk) {
		r.open(link)
		r.sees("the page", `document.readyState === "complete"`)
		do(r, chromedp.Evaluate[any](`document.querySelectorAll("summary").forEach((s) => s.click())`))
		if ran := do(r, chromedp.Evaluate[string](`String(window.pwned)`)); ran != "undefined" {
			t.Errorf("%s: %s ran", link, ran)
		}
		if n := do(r, chromedp.Evaluate[int](`document.querySelectorAll("img, iframe, object, embed, svg[onload], a[href^='javascript:' i]").length`)); n > 0 {
			t.Errorf("%s: %d elements of the hostile page", link, n)
		}
		if do(r, chromedp.Evaluate[bool](`document.body.innerText.includes("window.pwned")`)) {
			shown++
		}
	}
	if shown < 5 {
		t.Errorf("the hostile words are shown on %d pages only: nothing was tried", shown)
	}
	if n := pwned.Load(); n > 0 {
		t.Errorf("%d calls home", n)
	}
}
