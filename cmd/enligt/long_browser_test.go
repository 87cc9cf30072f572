package main

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// addLong keeps a document whose title, outlet, speaker and text have words that are
// wider than any column.
func addLong(t *testing.T, l ledger.Ledger) ledger.Added {
	t.Helper()
	word := strings.Repeat("Donaudampfschifffahrtskapitän", 9)
	text := word + " säger att https://long.example/" + strings.Repeat("x", 300) + " stämmer."
	at := func(slice string) enligt.Span {
		i := strings.Index(text, slice)
		return enligt.Span{Start: i, End: i + len(slice)}
	}
	source := at(word)
	r := enligt.Reading{
		Document: enligt.Document{ID: "long", Address: "https://long.example/" + strings.Repeat("a", 300), Lang: "sv", Title: "Om " + word, Outlet: word, Published: "2023-07-31 08:00", Text: text, Blocks: enligt.Blocks(text)},
		Actors:   []enligt.Actor{{ID: "a1", Name: word, Kind: enligt.Person, Mentions: []enligt.Span{source}}},
		MadeBy:   enligt.MadeBy{Enligt: "0", Pack: "sv 1"},
		Statements: []enligt.Statement{{
			ID: "s1", Content: []enligt.Span{{Start: at("https").Start, End: len(text) - 1}}, Cue: at("säger"), Source: &source, Form: enligt.Indirect, Act: enligt.Assert, Polarity: enligt.Affirmed, Block: enligt.Paragraph,
			Speaker: []enligt.Speaker{{Actor: "a1", Name: word, Kind: enligt.Person, From: []enligt.Span{source}}}, Channel: &enligt.Channel{Name: word, Span: source},
		}},
	}
	list, err := l.Add(t.Context(), ledger.Origin{UTC: time.Date(2023, 7, 31, 8, 0, 0, 0, time.UTC), Program: "test"}, []ledger.Entry{{Reading: r}})
	if err != nil {
		t.Fatal(err)
	}
	return list[0]
}

func TestNoWordIsTooLongForItsColumnInABrowser(t *testing.T) {
	r, l := newReader(t, false)
	added := addLong(t, l)
	d, err := l.Document(t.Context(), added.Version, ledger.AsOf{})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/documents", "/documents/" + added.Version, "/statements/" + d.Notes[0].Key, "/search?q=stämmer", "/actors?who=donau", "/sources"} {
		r.open(path)
		r.staysInside()
		for _, width := range []int64{360, 768, 1440} {
			do(r, chromedp.EmulateViewport(width, 900))
			over := do(r, chromedp.Evaluate[string](`[...document.querySelectorAll("main h1, main h2, main p, main td, main .name, main .spk, main dd, main .folio")]
				.filter((e) => e.checkVisibility() && !e.closest(".vh, svg") && !e.matches(".vh") && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline")
				.map((e) => e.tagName + "." + e.className + " " + (e.scrollWidth - e.clientWidth)).join(", ")`))
			if over != "" {
				t.Errorf("%s, %d px wide: words hang over their box: %s", path, width, over)
			}
		}
	}
}

func TestMendingACellBeginsWithWhatStandsThereInABrowser(t *testing.T) {
	r, l := newReader(t, false)
	r.open(r.paths(l)[3])
	r.sees("the page", `document.readyState === "complete"`)
	choose := func(field string) {
		do(r, chromedp.Evaluate[any](`(() => { const f = document.querySelector("#field"); f.closest("details").open = true; f.value = "`+field+`"; f.dispatchEvent(new Event("change", {bubbles: true})); })()`))
	}
	choose("cue")
	r.sees("the words of now", `!document.querySelector("[data-stands]").hidden && document.querySelector("#right").value !== "" && document.querySelector("[data-stands] b").textContent === document.querySelector("#right").value`)
	choose("act")
	r.sees("the acts", `document.querySelector("#right").value === "" && [...document.querySelectorAll("#right-only option")].some((o) => o.value === "denies")`)
	do(r, chromedp.SendKeys("#right", "denies"))
	do(r, chromedp.SendKeys("#why", "It is a denial."))
	do(r, chromedp.Evaluate[any](`document.querySelector(".panel form").requestSubmit()`))
	r.sees("the history", `document.querySelector(".history li")?.innerText.includes("denies")`)
	list, err := l.Decisions(t.Context(), "", ledger.AsOf{})
	if err != nil || len(list) != 1 || list[0].Right != string(enligt.Deny) {
		t.Errorf("%+v %v", list, err)
	}
}
