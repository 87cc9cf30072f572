package main

import (
	"context"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/desk/web"
	"github.com/enligt/enligt/ledger"
)

// reader is somebody at a browser; ./check switches these tests on.
type reader struct {
	*testing.T
	ctx context.Context
	url string
}

func newReader(t *testing.T, dark bool) (*reader, ledger.Ledger) {
	t.Helper()
	return newReaderOf(t, dark, web.Options{Demo: true, Log: slog.New(slog.DiscardHandler)})
}

func newReaderOf(t *testing.T, dark bool, o web.Options) (*reader, ledger.Ledger) {
	t.Helper()
	if os.Getenv("ENLIGT_BROWSER") == "" {
		t.Skip("needs Chromium; set ENLIGT_BROWSER=1")
	}
	url, l := openDeskWith(t, o, nil)
	return browse(t, dark, url), l
}

// browse opens a desk in a browser.
func browse(t *testing.T, dark bool, url string) *reader {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-background-networking", true))
	if dark {
		options = append(options, chromedp.Flag("blink-settings", "preferredColorScheme=0"))
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, done := chromedp.NewContext(alloc)
	t.Cleanup(done)
	r := &reader{t, ctx, url}
	r.open("/")
	err := chromedp.Listen(ctx, func(event any) { // what a page may not do, and what its scripts cannot
		switch e := event.(type) {
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelError && !strings.HasSuffix(e.Entry.URL, mistaken) && !strings.HasSuffix(e.Entry.URL, "/sign-in") && !strings.Contains(e.Entry.Text, " 422 ") {
				t.Errorf("%s (%s)", e.Entry.Text, e.Entry.URL)
			}
		case *runtime.EventExceptionThrown:
			t.Error(e.ExceptionDetails.Text, e.ExceptionDetails.URL)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// do runs one action, within half a minute.
func do[T any](r *reader, a chromedp.Action[T]) T {
	r.Helper()
	ctx := r.ctx
	if chromedp.FromContext(ctx).Target != nil {
		limited, cancel := context.WithTimeout(ctx, 30*time.Second)
		defer cancel()
		ctx = limited
	}
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		r.Fatal(err)
	}
	return v
}

func (r *reader) open(path string) { r.Helper(); do(r, chromedp.Navigate(r.url+path)) }

func (r *reader) press(keys ...string) {
	r.Helper()
	for _, k := range keys {
		do(r, chromedp.KeyEvent(k))
	}
}

// sees waits until an expression in the page holds.
func (r *reader) sees(what, expression string) {
	r.Helper()
	for range 100 {
		if ok, err := chromedp.Run(r.ctx, chromedp.Evaluate[bool](`Boolean(`+expression+`)`)); err == nil && ok {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	at, _ := chromedp.Run(r.ctx, chromedp.Evaluate[string](`location.href + "\n" + document.querySelector("main").innerText.slice(0, 600)`))
	r.Fatalf("%s: never seen at %s", what, at)
}

// inSight holds for an element within the window.
const inSight = `(e => e && e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().bottom <= innerHeight)`

// mistaken is a page that is none: the browser notes it as an error.
const mistaken = "/nothing-here"

// paths are one page of every kind.
func (r *reader) paths(l ledger.Ledger) []string {
	found, err := l.Statements(r.Context(), ledger.Query{Doubt: string(enligt.Purported)})
	if err != nil || len(found.Items) == 0 {
		r.Fatal("no purported statement in the demo", err)
	}
	changed, err := l.Documents(r.Context(), ledger.Query{Outlet: "Mälarposten"})
	if err != nil || len(changed.Items) == 0 {
		r.Fatal(err)
	}
	actors, err := l.Actors(r.Context(), ledger.Query{Limit: 1})
	if err != nil || len(actors.Items) == 0 {
		r.Fatal(err)
	}
	s := found.Items[0]
	out := []string{"/", "/?as-of=2023-07-27T09:00", "/documents/" + s.Version.ID, "/statements/" + s.Key, "/actors", "/actors/" + actors.Items[0].ID, "/search?q=Bazoum", "/sources", "/queue", "/about", "/documents", mistaken}
	for _, v := range changed.Items {
		if v.Number > 1 {
			out = append(out, "/documents/"+v.ID, "/documents/"+v.ID+"/beside")
		}
	}
	return out
}

func TestTheDeskNeverScrollsSidewaysInABrowser(t *testing.T) {
	r, l := newReader(t, false)
	for _, path := range r.paths(l) {
		r.open(path)
		r.staysInside()
	}
}

// staysInside looks whether the page that is open is wider than the window.
func (r *reader) staysInside() {
	r.Helper()
	r.sees("the whole page", `document.readyState === "complete"`) // without its style it is wider
	for _, width := range []int64{320, 360, 390, 768, 1024, 1210, 1440} {
		do(r, chromedp.EmulateViewport(width, 800))
		if over := do(r, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`)); over > 0 {
			r.Errorf("%s, %d px wide: %d px hang over", do(r, chromedp.Evaluate[string](`location.pathname`)), width, over)
		}
	}
}

// axeScript is axe, which ./check fetches.
func axeScript(t *testing.T) string {
	t.Helper()
	name := os.Getenv("ENLIGT_AXE")
	if name == "" {
		t.Skip("needs axe.min.js; set ENLIGT_AXE to it, ./check fetches it")
	}
	script, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(script)
}

func TestTheDeskBreaksNoRuleOfAxeInABrowser(t *testing.T) {
	script := axeScript(t)
	for _, dark := range []bool{false, true} {
		r, l := newReader(t, dark)
		for _, path := range r.paths(l) {
			r.open(path)
			r.axe(script)
		}
	}
}

// axe runs the rules on the page that is open, narrow and wide.
func (r *reader) axe(script string) {
	r.Helper()
	do(r, chromedp.Evaluate[any](script+"; undefined"))
	// axe measures all of the page, also what is laid out only when it comes near
	do(r, chromedp.Evaluate[any](`document.querySelectorAll(".grp").forEach((g) => { g.style.contentVisibility = "visible"; })`))
	for _, width := range []int64{390, 1440} {
		do(r, chromedp.EmulateViewport(width, 900))
		broken := do(r, chromedp.Evaluate[[]string](`axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
			.then((r) => r.violations.map((v) => location.pathname + " " + v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + n.failureSummary.replace(/\s+/g, " ")).join(" | ")))`, chromedp.EvalAwaitPromise))
		for _, b := range broken {
			r.Errorf("%d px: %s", width, b)
		}
	}
}

func TestAStatementIsFoundAndItsPassageReachedInThreeActionsInABrowser(t *testing.T) {
	r, _ := newReader(t, false)
	r.press("/")
	r.sees("the field of the search", `document.activeElement.matches("input[type=search]")`)
	do(r, chromedp.SendKeys(`#q`, "blodbad"))
	r.press(kb.Enter)
	r.sees("hits", `document.readyState === "complete" && document.querySelectorAll(".hit").length > 0`)
	r.press("j", kb.Enter)
	r.sees("the passage", `document.querySelector(".s.on") && `+inSight+`(document.querySelector(".s.on"))`)
	r.sees("its note", `document.querySelector("details.note[open]")`)
}

func TestTheKeysWalkThroughADocumentInABrowser(t *testing.T) {
	r, l := newReader(t, false)
	r.open(r.paths(l)[2])
	for _, step := range []struct{ key, want string }{{"j", "1"}, {kb.ArrowRight, "2"}, {"k", "1"}, {kb.ArrowRight, "2"}, {kb.ArrowLeft, "1"}} {
		r.press(step.key)
		r.sees("note "+step.want, `[...document.querySelectorAll("details.note[open]")].map((n) => n.dataset.n).join() === "`+step.want+`" && document.querySelector('[data-s="`+step.want+`"].on')`)
	}
	r.press(kb.Enter)
	r.sees("the statement's page", `location.pathname.startsWith("/statements/") && document.readyState === "complete"`)
	r.press("?")
	r.sees("the list of keys", `document.querySelector("#keys").open`)
	r.press(kb.Escape)
	r.sees("the page again", `!document.querySelector("#keys").open`)
	r.press("u")
	r.sees("the document again", `location.pathname.startsWith("/documents/")`)
}

func TestAStatementIsSettledByKeyboardAndTheChainGrowsInABrowser(t *testing.T) {
	r, l := newReader(t, false)
	path := r.paths(l)[3]
	r.open(path)
	r.press("s", "4")
	r.sees("the field for the why", `document.activeElement.id === "why" && document.querySelector(".panel input[value=disputed]").checked`)
	do(r, chromedp.SendKeys("#why", "Nobody has heard the file."))
	r.press(kb.Tab, kb.Tab, kb.Enter)
	r.sees("the history", `document.querySelector(".history li")?.innerText.includes("Nobody has heard the file.")`)
	list, err := l.Decisions(t.Context(), "", ledger.AsOf{})
	if err != nil || len(list) != 1 || list[0].Status != enligt.Disputed || list[0].Number != 1 {
		t.Errorf("%+v %v", list, err)
	}
}

func TestAStatementOfAListIsDecidedByKeyInABrowser(t *testing.T) {
	r, _ := newReader(t, false)
	r.sees("the page", `document.readyState === "complete"`)
	r.press("j", "s")
	r.sees("the statement's box", `location.pathname.startsWith("/statements/") && location.hash === "#decide"`)
}

func TestNewsWaitBehindABarAndThePageStaysStillInABrowser(t *testing.T) {
	r, l := newReader(t, false)
	r.open("/")
	before := do(r, chromedp.Evaluate[int](`document.querySelectorAll(".grp").length`))
	text := "Allt är lugnt, säger Eva Ny."
	d := enligt.Document{ID: "ny", Address: "https://ny.example/1", Lang: "sv", Title: "Lugnt i dag", Outlet: "Nya Bladet", Published: "2023-07-31 08:00", Text: text, Blocks: enligt.Blocks(text)}
	s := enligt.Statement{ID: "s1", Content: []enligt.Span{{Start: 0, End: len("Allt är lugnt")}}, Cue: enligt.Span{Start: strings.Index(text, "säger"), End: strings.Index(text, " Eva")}, Form: enligt.Direct, Act: enligt.Assert, Polarity: enligt.Affirmed, Block: enligt.Paragraph}
	if _, err := l.Add(t.Context(), ledger.Origin{UTC: time.Now(), Program: "test"}, []ledger.Entry{{Reading: enligt.Reading{Document: d, Statements: []enligt.Statement{s}}}}); err != nil {
		t.Fatal(err)
	}
	r.sees("the bar", `document.querySelector("[data-fresh]:not([hidden])")?.innerText.includes("1 ")`)
	if after := do(r, chromedp.Evaluate[int](`document.querySelectorAll(".grp").length`)); after != before {
		t.Errorf("the page moved by itself: %d groups, then %d", before, after)
	}
	r.press("n")
	r.sees("the new document", `document.querySelector(".grp h2").innerText === "Lugnt i dag"`)
	r.sees("the line where one had read to", `document.querySelector("[data-seen]:not([hidden])")?.previousElementSibling.innerText.includes("Lugnt i dag")`)
}

func TestWordsThatAreSelectedBecomeAMissedStatementInABrowser(t *testing.T) {
	r, l := newReader(t, false)
	found, err := l.Documents(t.Context(), ledger.Query{Lang: "sv", Limit: 1})
	if err != nil || len(found.Items) == 0 {
		t.Fatal(err)
	}
	d, err := l.Document(t.Context(), found.Items[0].ID, ledger.AsOf{})
	if err != nil {
		t.Fatal(err)
	}
	r.open("/documents/" + d.Version.ID)
	r.sees("the page", `document.readyState === "complete"`)
	// The last word of the second row, after its numerals.
	word := do(r, chromedp.Evaluate[string](`(() => {
		const walk = document.createTreeWalker(document.querySelector("#p2 p"), NodeFilter.SHOW_TEXT);
		let last = null;
		for (let t = walk.nextNode(); t; t = walk.nextNode()) if (/\p{L}/u.test(t.data) && !t.parentElement.closest(".sn")) last = t;
		const m = last.data.match(/\p{L}+(?=\P{L}*$)/u);
		getSelection().setBaseAndExtent(last, m.index, last, m.index + m[0].length);
		return m[0];
	})()`))
	r.sees("the choice", `!document.querySelector("[data-select]").hidden`)
	do(r, chromedp.Evaluate[any](`document.querySelector("[data-select] [data-field=content]").click()`))
	r.sees("the form", `document.querySelector("#m-content").value === "`+word+`" && document.activeElement.id === "m-content"`)
	do(r, chromedp.SendKeys("#m-why", "It is said here."))
	r.press(kb.Enter)
	r.sees("what was added", `document.querySelector("#missed .history li")?.innerText.includes("It is said here.")`)
	list, err := l.Decisions(t.Context(), d.Version.Hash, ledger.AsOf{})
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	span, row := list[0].Spans[1], d.Reading.Document.Blocks[1]
	if span.Of(d.Version.Text) != word || !row.Contains(span) || strings.Contains(d.Version.Text[span.End:row.End], word) {
		t.Errorf("%q at %v of row %v, want the last %q in it", span.Of(d.Version.Text), span, row.Span, word)
	}
}

func TestThePastIsNotNewsInABrowser(t *testing.T) {
	r, _ := newReader(t, false)
	r.open("/?as-of=2023-07-27T09:00")
	r.sees("the page of the past", `document.readyState === "complete" && document.querySelector(".past")`)
	time.Sleep(1500 * time.Millisecond)
	if shown := do(r, chromedp.Evaluate[bool](`!document.querySelector("[data-fresh]").hidden`)); shown {
		t.Error("what came later waits as news on a page of the past")
	}
}
