package main

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/enligt/enligt/ledger"
)

func TestTheKeysWalkThroughWhatChangedBetweenTwoVersionsInABrowser(t *testing.T) {
	r, l := newReader(t, false)
	found, err := l.Documents(t.Context(), ledger.Query{Outlet: "Inland Times"})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range found.Items {
		if v.Number > 1 {
			r.open("/documents/" + v.ID + "/beside")
		}
	}
	r.sees("changes", `document.readyState === "complete" && document.querySelectorAll(".chg-row").length >= 2`)
	for _, step := range []struct {
		key string
		at  string
	}{{"j", "0"}, {"j", "1"}, {"k", "0"}} {
		r.press(step.key)
		r.sees("the change after "+step.key, `document.querySelectorAll(".chg-row")[`+step.at+`].classList.contains("cur") && `+inSight+`(document.activeElement)`)
	}
	r.press(kb.Enter)
	r.sees("its passage", `location.hash.startsWith("#s") && document.querySelector(".s:target")`)
}

func TestADocumentLinksToThoseBesideItInTheListInABrowser(t *testing.T) {
	r, _ := newReader(t, false)
	titles := do(r, chromedp.Evaluate[[]string](`[...document.querySelectorAll(".grp h2 a")].slice(0, 3).map((a) => a.textContent.trim())`))
	if len(titles) < 3 {
		t.Fatalf("documents on the first page: %d, want three", len(titles))
	}
	do(r, chromedp.Evaluate[any](`document.querySelectorAll(".grp h2 a")[1].click()`))
	shown := func(rel string) string {
		return `document.querySelector("[data-neighbours] a[rel=` + rel + `]")?.checkVisibility() && document.querySelector("[data-neighbours] a[rel=` + rel + `]").title`
	}
	r.sees("both neighbours", `(`+shown("prev")+`) && (`+shown("next")+`)`)
	for rel, want := range map[string]string{"prev": titles[0], "next": titles[2]} {
		if got := do(r, chromedp.Evaluate[string](shown(rel))); got != want {
			t.Errorf("%s: %q, want %q", rel, got, want)
		}
	}
	do(r, chromedp.Evaluate[any](`document.querySelector("[data-neighbours] a[rel=prev]").click()`))
	r.sees("the first of them, with nothing before it", `document.querySelector("[data-neighbours] a[rel=next]")?.checkVisibility() && !document.querySelector("[data-neighbours] a[rel=prev]").checkVisibility()`)
	r.press("]")
	r.sees("the second again", `document.querySelector("[data-neighbours] a[rel=prev]")?.checkVisibility()`)
}
