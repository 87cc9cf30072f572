package page

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browser opens the example's page in a headless Chromium; ./check switches
// these tests on.
func browser(t *testing.T, dark bool) context.Context {
	t.Helper()
	if os.Getenv("ENLIGT_BROWSER") == "" {
		t.Skip("needs Chromium; set ENLIGT_BROWSER=1")
	}
	name := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(name, []byte(write(t, example())), 0o644); err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-background-networking", true))
	if dark {
		options = append(options, chromedp.Flag("blink-settings", "preferredColorScheme=0"))
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, done := chromedp.NewContext(alloc)
	t.Cleanup(done)
	do(t, ctx, chromedp.Navigate("file://"+name))
	return ctx
}

// do runs one action, within half a minute.
func do[T any](t *testing.T, ctx context.Context, a chromedp.Action[T]) T {
	t.Helper()
	if chromedp.FromContext(ctx).Target != nil {
		limited, cancel := context.WithTimeout(ctx, 30*time.Second)
		defer cancel()
		ctx = limited
	}
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestNothingScrollsSidewaysInABrowser(t *testing.T) {
	for _, dark := range []bool{false, true} {
		ctx := browser(t, dark)
		if got := do(t, ctx, chromedp.Evaluate[bool](`matchMedia("(prefers-color-scheme: dark)").matches`)); got != dark {
			t.Fatalf("the browser is dark: %v, want %v", got, dark)
		}
		for _, width := range []int64{320, 360, 768, 1440} {
			do(t, ctx, chromedp.EmulateViewport(width, 800))
			if over := do(t, ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`)); over > 0 {
				t.Errorf("dark %v, %d px wide: %d px hang over", dark, width, over)
			}
		}
	}
}

func TestTheArrowKeysWalkThroughTheNotesInABrowser(t *testing.T) {
	ctx := browser(t, false)
	for _, step := range []struct{ key, want string }{{kb.ArrowRight, "1"}, {kb.ArrowRight, "2"}, {kb.ArrowLeft, "1"}} {
		do(t, ctx, chromedp.KeyEvent(step.key))
		do(t, ctx, chromedp.Sleep(100*time.Millisecond)) // the toggle event comes after the key's
		open := do(t, ctx, chromedp.Evaluate[string](`[...document.querySelectorAll("details.note[open]")].map((n) => n.dataset.n).join()`))
		lit := do(t, ctx, chromedp.Evaluate[string](`[...new Set([...document.querySelectorAll("[data-s].on")].map((n) => n.dataset.s))].join()`))
		if open != step.want || lit != step.want {
			t.Errorf("note %q open, passage %q lit, want %q", open, lit, step.want)
		}
	}
}

func TestDoubtIsTellableWithoutColourInABrowser(t *testing.T) {
	ctx := browser(t, false)
	styles := do(t, ctx, chromedp.Evaluate[[]string](`["1", "2", "3", "4"].map((n) => { const s = getComputedStyle(document.querySelector('[data-s="' + n + '"]')); return s.borderBottomStyle + " " + s.textDecorationStyle + " " + s.borderBottomWidth + " " + s.textDecorationThickness; })`))
	seen := map[string]int{}
	for i, s := range styles {
		if j, twice := seen[s]; twice {
			t.Errorf("statements %d and %d, of different doubt, have the same line: %s", j+1, i+1, s)
		}
		seen[s] = i
	}
}
