package main

import (
	"testing"

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
