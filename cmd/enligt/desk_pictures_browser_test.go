package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// Pictures of the demo for docs/desk and for whoever looks at the pages:
//
//	ENLIGT_BROWSER=1 ENLIGT_PICTURES=docs/desk go test ./cmd/enligt -run Pictures -count 1
//
// ENLIGT_PICTURES is a folder, from the repository's root. All pages are taken, wide and
// narrow, light and dark; docs/desk keeps those that stand there already.
func TestPicturesOfTheDeskInABrowser(t *testing.T) {
	folder := os.Getenv("ENLIGT_PICTURES")
	if folder == "" {
		t.Skip("makes pictures; set ENLIGT_PICTURES to a folder")
	}
	if !filepath.IsAbs(folder) {
		folder = filepath.Join("..", "..", folder)
	}
	few := strings.HasSuffix(filepath.ToSlash(folder), "docs/desk")
	for _, dark := range []bool{false, true} {
		r, l := newReader(t, dark)
		shade := map[bool]string{false: "light", true: "dark"}[dark]
		for name, path := range r.pictured(l) {
			r.open(path)
			for width, height := range map[int64]int64{1440: 900, 390: 844} {
				file := filepath.Join(folder, fmt.Sprintf("%s-%d-%s.png", name, width, shade))
				if _, err := os.Stat(file); few && err != nil {
					continue
				}
				do(r, chromedp.EmulateViewport(width, height))
				r.sees("the page", `document.readyState === "complete" && document.fonts.status === "loaded"`)
				if err := os.WriteFile(file, do(r, chromedp.CaptureScreenshot()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// pictured are the pages that have a picture, by its name.
func (r *reader) pictured(l ledger.Ledger) map[string]string {
	found, err := l.Statements(r.Context(), ledger.Query{Doubt: string(enligt.Purported)})
	if err != nil || len(found.Items) == 0 {
		r.Fatal("no purported statement in the demo", err)
	}
	s := found.Items[0]
	out := map[string]string{
		"now": "/", "document": "/documents/" + r.mostHedged(l), "statement": "/statements/" + s.Key,
		"actors": "/actors", "search": "/search?q=Bazoum", "sources": "/sources", "queue": "/queue", "about": "/about",
	}
	changed, err := l.Documents(r.Context(), ledger.Query{Outlet: "Mälarposten"})
	if err != nil {
		r.Fatal(err)
	}
	for _, v := range changed.Items {
		if v.Number > 1 {
			out["beside"] = "/documents/" + v.ID + "/beside"
		}
	}
	return out
}

// mostHedged is the document whose statements are in doubt in the most ways.
func (r *reader) mostHedged(l ledger.Ledger) string {
	found, err := l.Statements(r.Context(), ledger.Query{Doubt: "any", Limit: 200})
	if err != nil {
		r.Fatal(err)
	}
	best, kinds := "", map[string]map[enligt.DoubtKind]bool{}
	for i := range found.Items {
		s := &found.Items[i]
		id := s.Version.ID
		if kinds[id] == nil {
			kinds[id] = map[enligt.DoubtKind]bool{}
		}
		for _, d := range s.Doubt {
			kinds[id][d.Kind] = true
		}
		if len(kinds[id]) > len(kinds[best]) {
			best = id
		}
	}
	return best
}
