package main

import (
	"bytes"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/enligt/enligt/desk/web"
	"github.com/enligt/enligt/desk/web/door"
	"github.com/enligt/enligt/ledger"
)

// guardedOptions are those of a desk for one editor of a long name, made with the
// command that people use.
func guardedOptions(t *testing.T) web.Options {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run([]string{"password", "Sara-Charlotta Ek de la Gardie", "editor"}, streams{strings.NewReader("correct horse battery\n"), &out, &errs}); code != 0 {
		t.Fatal(errs.String())
	}
	d, err := door.Read(&out)
	if err != nil {
		t.Fatal(err)
	}
	return web.Options{Door: d, Log: slog.New(slog.DiscardHandler)}
}

func TestTheDoorBreaksNoRuleOfAxeInTheDarkInABrowser(t *testing.T) {
	script := axeScript(t)
	r, _ := newReaderOf(t, true, guardedOptions(t))
	r.sees("the door", `location.pathname === "/sign-in"`)
	r.axe(script)
	do(r, chromedp.SendKeys("#name", "nobody"))
	do(r, chromedp.SendKeys("#password", "wrong"))
	r.press(kb.Enter)
	r.sees("that they do not fit", `document.querySelector("[role=alert]")`)
	r.axe(script)
}

func TestSomebodySignsInDecidesAndSignsOutByKeyboardInABrowser(t *testing.T) {
	r, l := newReaderOf(t, false, guardedOptions(t))
	r.open("/queue")
	r.sees("the field for the name", `location.pathname === "/sign-in" && document.activeElement.id === "name"`)
	r.staysInside()
	if name := os.Getenv("ENLIGT_AXE"); name != "" {
		script, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r.axe(string(script))
		defer func() { r.open("/sign-in"); r.axe(string(script)) }()
	}
	do(r, chromedp.SendKeys("#name", "Sara-Charlotta Ek de la Gardie"))
	r.press(kb.Tab)
	do(r, chromedp.SendKeys("#password", "wrong"))
	r.press(kb.Enter)
	r.sees("that they do not fit, and the password's field", `document.querySelector("[role=alert]") && document.activeElement.id === "password" && document.querySelector("#name").value.startsWith("Sara")`)
	do(r, chromedp.SendKeys("#password", "correct horse battery"))
	r.press(kb.Enter)
	r.sees("the page that was asked for", `location.pathname === "/queue" && document.querySelector(".guest").innerText.includes("Sara")`)
	r.staysInside()
	do(r, chromedp.EmulateViewport(1440, 900))
	r.open(r.paths(l)[3])
	r.press("s", "4")
	r.sees("the field for the why", `document.activeElement.id === "why"`)
	do(r, chromedp.SendKeys("#why", "Nobody has heard the file."))
	r.press(kb.Tab, kb.Tab, kb.Enter)
	r.sees("who signed", `document.readyState === "complete" && document.querySelector(".history li")?.innerText.includes("Sara-Charlotta Ek de la Gardie")`)
	if list, err := l.Decisions(t.Context(), "", ledger.AsOf{}); err != nil || len(list) != 1 || list[0].Who != "Sara-Charlotta Ek de la Gardie" {
		t.Errorf("%+v %v", list, err)
	}
	do(r, chromedp.Evaluate[any](`document.querySelector(".guest button").focus()`))
	r.press(kb.Enter)
	r.sees("the door", `location.pathname === "/sign-in"`)
	time.Sleep(200 * time.Millisecond)
	r.open("/queue")
	r.sees("the door still", `location.pathname === "/sign-in"`)
}
