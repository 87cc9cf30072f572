package web

import (
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

func TestSourcesTellHowTheFeedsDo(t *testing.T) {
	site, store, _, _ := filled(t)
	shows(t, get(t, site, "/sources"), "No feeds are followed", "<code>enligt feeds add https://…</code>")
	at := time.Date(2026, 1, 13, 11, 0, 0, 0, time.UTC)
	good, bad, gone, young := "https://nord.example/rss", "https://kust.example/rss", "https://borta.example/rss", "https://ny.example/rss"
	_, err := store.Subscribe(t.Context(), ledger.Origin{UTC: at, Program: "0"}, []ledger.Feed{
		{Address: good, Title: "Nordposten <script>", Site: "javascript:alert(1)"}, {Address: bad, Title: "Kustbladet"}, {Address: gone}, {Address: young, Title: "Nya"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []ledger.Poll{
		{Feed: good, Outcome: ledger.PollNew, Status: 200, Next: at.Add(time.Hour), Every: 14 * time.Minute, Moved: "https://nord.example/new.rss", Pace: ledger.Pace{Rule: ledger.PaceRate, Week: 30, Asked: 10 * time.Minute}},
		{Feed: bad, Outcome: ledger.PollFailed, Status: 503, Err: enligt.ReadError{What: "the server answers 503 <b>", Do: "try again later"}, Every: 3 * time.Hour, Pace: ledger.Pace{Rule: ledger.PaceFailed, Failures: 3}},
		{Feed: gone, Outcome: ledger.PollGone, Status: 410, Err: enligt.ReadError{What: "the server answers 410 Gone"}, Pace: ledger.Pace{Rule: ledger.PaceGone}},
	} {
		p.Feed, p.UTC = ledger.FeedID(p.Feed), at
		if err := store.Polled(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	w := get(t, site, "/sources")
	shows(t, w, "4 feeds", `href="https://nord.example/new.rss" rel="noreferrer noopener external">Nordposten &lt;script&gt;</a>`, "every 14 min: 30 items a week, server asks for 10 min", "moved from https://nord.example/rss",
		"failed 3 times in a row", "the server answers 503 &lt;b&gt;", "next try after 3 h", "gone since Tuesday 13 January 2026", "no more looks", "not looked at yet")
	if strings.Contains(w.Body.String(), "javascript:") {
		t.Error("a feed's own address of another kind is linked")
	}
	shows(t, get(t, site, "/sources?lang=sv"), "14 min emellan: 30 inlägg i veckan, servern ber om 10 min", "misslyckades 3 gånger i rad", "nytt försök efter 3 tim")
	shows(t, get(t, site, "/sources?lang=fr"), "toutes les 14 min : 30 articles par semaine", "a échoué 3 fois de suite")
	shows(t, get(t, site, "/sources?as-of=2"), "No feeds are followed")
}
