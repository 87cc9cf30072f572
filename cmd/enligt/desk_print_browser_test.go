package main

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestEveryPagePrintsWithoutItsControlsAndWithItsAddressInABrowser(t *testing.T) {
	r, l := newReader(t, true) // dark: paper is white all the same
	paper := chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	})
	for _, path := range r.paths(l) {
		r.open(path)
		do(r, paper)
		do(r, chromedp.EmulateViewport(672, 950)) // A4 within its margins, in CSS pixels
		wrong := do(r, chromedp.Evaluate[string](`(() => {
			const shown = (q) => [...document.querySelectorAll(q)].filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80));
			const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
			const style = getComputedStyle(document.documentElement);
			return [...shown(".mast nav, .mast .right, .btn, .filters, form.panel, .skip:focus"),
				over > 0 ? over + " px hang over" : "",
				shown(".print-only").length ? "" : "no address",
				style.backgroundColor === "rgb(255, 255, 255)" && style.color === "rgb(0, 0, 0)" ? "" : "colours " + style.backgroundColor + " " + style.color,
				shown("h1").length === 1 ? "" : shown("h1").length + " headings"].filter(Boolean).join("; ");
		})()`))
		if wrong != "" {
			t.Errorf("%s: %s", path, wrong)
		}
		lines := do(r, chromedp.Evaluate[int](`[...document.querySelectorAll("[class*=\" l-\"]")].filter((e) => e.checkVisibility() && getComputedStyle(e).textDecorationLine !== "underline").length`))
		if lines > 0 {
			t.Errorf("%s: %d words without their line", path, lines)
		}
	}
}

func TestTheListOfKeysOpensOnEveryPageInABrowser(t *testing.T) {
	r, l := newReader(t, false)
	for _, path := range r.paths(l) {
		r.open(path)
		r.sees("the page", `document.readyState === "complete"`)
		do(r, chromedp.Evaluate[any](`document.activeElement.blur()`)) // a field that has the focus takes the sign
		r.press("?")
		r.sees("the list of keys", `document.querySelector("#keys").open`)
		r.press(kb.Escape)
		r.sees("the page again", `!document.querySelector("#keys").open`)
	}
}
