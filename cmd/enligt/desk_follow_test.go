package main

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestAFeedThatIsAddedOnThePageIsReadByADeskThatWatches(t *testing.T) {
	site := newFeedSite(t, 3)
	desk := runDesk(t, filepath.Join(t.TempDir(), "l.db"), true)
	for _, wrong := range []string{"/1/1.html", "/nowhere"} {
		r, err := http.PostForm(desk+"/sources", url.Values{"address": {site.URL + wrong}})
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(r.Body)
		if r.Body.Close(); r.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(string(body), "Not followed.") {
			t.Errorf("%s: status %d:\n%s", wrong, r.StatusCode, body)
		}
	}
	r, err := http.PostForm(desk+"/sources", url.Values{"address": {site.URL + "/feed.rss"}})
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(r.Body)
	if r.Body.Close(); r.StatusCode != http.StatusOK || !strings.Contains(string(body), "Nordposten") {
		t.Fatalf("status %d:\n%s", r.StatusCode, body)
	}
	news(t, desk, 1)
}

func TestAFeedIsFollowedAndLeftByKeyboardInABrowser(t *testing.T) {
	if os.Getenv("ENLIGT_BROWSER") == "" {
		t.Skip("needs Chromium; set ENLIGT_BROWSER=1")
	}
	site := newFeedSite(t, 1)
	r := browse(t, false, runDesk(t, filepath.Join(t.TempDir(), "l.db"), false))
	r.open("/sources")
	r.sees("the field", `document.readyState === "complete" && document.querySelector("#address")`)
	do(r, chromedp.SendKeys("#address", site.URL+"/nowhere"))
	r.press(kb.Enter)
	r.sees("why not, with the address still there", `document.querySelector("#no") && document.activeElement.id === "address" && document.activeElement.value.endsWith("/nowhere")`)
	r.staysInside()
	do(r, chromedp.Evaluate[any](`document.querySelector("#address").select()`))
	do(r, chromedp.SendKeys("#address", site.URL+"/feed.rss"))
	r.press(kb.Enter)
	r.sees("the feed", `document.querySelector("#feeds + table")?.innerText.includes("Nordposten")`)
	r.staysInside()
	if axe, err := os.ReadFile(os.Getenv("ENLIGT_AXE")); err == nil {
		r.axe(string(axe))
	}
	do(r, chromedp.Focus("button[name=leave]"))
	r.press(kb.Enter)
	r.sees("that it is gone", `document.readyState === "complete" && document.querySelector("#feeds") && !document.querySelector("#feeds + table")`)
}
