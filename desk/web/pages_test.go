package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

func TestAnEmptyLedgerSaysWhatToDo(t *testing.T) {
	site, _ := desk(t)
	shows(t, get(t, site, "/"), "Nothing read yet", "enligt add page.html")
}

func TestNowShowsWhoSaysWhatAndHowSure(t *testing.T) {
	site, _, _, second := filled(t)
	shows(t, get(t, site, "/"),
		`>Isen &amp; hamnen</a></h2>`, "<b>Nordposten</b>", "13 January, 09:30",
		`>Karin Ek</a><small lang="sv">hamnchefen</small>`,
		`<span class="act l-said">says</span> <a class="open" href="/documents/`+second.Version+`#s1" lang="sv"><span class="q">Hamnen är stängd</span></a>`,
		"nobody named", "the text does not say who", `<span class="act l-reported">is said to</span>`, "hearsay",
	)
}

func TestTheSameTextIsFoldedNotHidden(t *testing.T) {
	site, store := desk(t)
	add(t, store, harbourReading("https://nord.example/is", "Nordposten", harbour))
	add(t, store, harbourReading("https://kust.example/is", "Kustbladet", harbour))
	w := get(t, site, "/")
	shows(t, w, "One more prints the same text:", ">Nordposten</a>")
	if n := strings.Count(w.Body.String(), `<article class="grp"`); n != 1 {
		t.Errorf("%d groups for one text", n)
	}
}

func TestFiltersAreAFormAndRefuseWhatTheirFieldCannotHave(t *testing.T) {
	site, _, _, _ := filled(t)
	w := get(t, site, "/?doubt=reported")
	shows(t, w, "isen bära", `value="reported" checked`, "Filtered: 2 statements.")
	if strings.Contains(w.Body.String(), "Hamnen är stängd") {
		t.Error("a statement without doubt passed the filter")
	}
	if w := get(t, site, "/?act=shout"); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "assert, deny") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	shows(t, get(t, site, "/?act=deny"), "No statement fits")
	if w := get(t, site, "/?cursor=x"); w.Code != http.StatusBadRequest {
		t.Errorf("a cursor of nothing: status %d", w.Code)
	}
}

func TestTheDocumentIsTheTextWithAMargin(t *testing.T) {
	site, _, first, second := filled(t)
	w := get(t, site, "/documents/"+second.Version)
	shows(t, w, "version 2 of 2", `id="s1"`, `id="n1"`, `<b>verbatim</b>`, "Enligt &lt;uppgift&gt; ", `<em class="cue">ska</em>`, `href="https://nord.example/is"`)
	shows(t, get(t, site, "/documents/"+first.Version), "The text has changed since.", "/documents/"+second.Version, "same text at", ">Kustbladet</a>")
	if w := get(t, site, "/documents/nothing"); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "It is not here") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
}

func TestALinkPointsAtItsCharacters(t *testing.T) {
	site, _, first, _ := filled(t)
	shows(t, get(t, site, "/documents/"+first.Version+"?mark=7-16"), `<mark class="here" id="here"><span class="s l-said q" data-s="1">är stängd</span></mark>`)
	for _, nonsense := range []string{"9-3", "0-9999", "x", "-1-4", "3"} {
		if w := get(t, site, "/documents/"+first.Version+"?mark="+nonsense); w.Code != http.StatusOK || strings.Contains(w.Body.String(), `id="here"`) {
			t.Errorf("mark=%s: status %d", nonsense, w.Code)
		}
	}
}

func TestTheStatementShowsItsRoadAndItsRecord(t *testing.T) {
	site, store, first, _ := filled(t)
	d, err := store.Document(t.Context(), first.Version, asOfNow)
	if err != nil {
		t.Fatal(err)
	}
	w := get(t, site, "/statements/"+d.Notes[0].Key)
	shows(t, w, "How sure is the speaker?", "The road here", "<span class=\"name\"><a", "Nordposten", "characters 0–16",
		`/documents/`+first.Version+`?mark=18-23#here`, "The same words also stand in", ">Kustbladet</a>")
	shows(t, get(t, site, "/statements/"+d.Notes[1].Key), `class="gap"`, "by whom?", "1 not named in the text", "Hearsay")
	if w := get(t, site, "/statements/0000000000000000"); w.Code != http.StatusNotFound {
		t.Errorf("status %d", w.Code)
	}
}

func TestHostileWordsStayWords(t *testing.T) {
	site, store := desk(t)
	r := harbourReading("javascript:alert(1)", `<img src=x onerror=alert(1)>`, harbour)
	r.Document.Title, r.Document.Author = `</h1><script>alert(1)</script>`, `"><svg onload=alert(1)>`
	v := add(t, store, r)
	for _, path := range []string{"/", "/documents/" + v.Version} {
		body := get(t, site, path).Body.String()
		for _, bad := range []string{"<script>alert", "<img", "<svg onload", `href="javascript:`} {
			if strings.Contains(body, bad) {
				t.Errorf("%s has %s", path, bad)
			}
		}
	}
}

func TestPagesKeepTheStrictPolicy(t *testing.T) {
	site, _, first, _ := filled(t)
	for _, path := range []string{"/", "/documents/" + first.Version, "/nothing"} {
		body := get(t, site, path).Body.String()
		for _, bad := range []string{"<style", ` style="`, "onclick", "http://", "<script>"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s has %s", path, bad)
			}
		}
	}
}

func TestThePageSpeaksTheReadersLanguage(t *testing.T) {
	site, _ := desk(t)
	for _, c := range []struct{ path, accept, cookie, want string }{
		{"/", "", "", `<html lang="en">`},
		{"/", "de, sv-FI;q=0.8, en;q=0.5", "", `<html lang="sv">`},
		{"/", "sv", "lang=fr", `<html lang="fr">`},
		{"/?lang=sv", "fr", "lang=fr", `<html lang="sv">`},
		{"/?lang=xx", "fr", "", `<html lang="fr">`},
	} {
		w := get(t, site, c.path, "Accept-Language", c.accept, "Cookie", c.cookie)
		shows(t, w, c.want)
		if kept := w.Header().Get("Set-Cookie") != ""; kept != (c.path == "/?lang=sv") {
			t.Errorf("%v: cookie %q", c, w.Header().Get("Set-Cookie"))
		}
	}
}

func TestSinceCountsWhatCameAfterACommit(t *testing.T) {
	site, _, _, second := filled(t)
	var n news
	if err := json.Unmarshal(get(t, site, "/since?after=2").Body.Bytes(), &n); err != nil {
		t.Fatal(err)
	}
	if n.Commit != second.Commit || n.Statements != 2 || n.Documents != 1 || n.Words != "Since you last looked: 2 statements in 1 document" {
		t.Errorf("%+v", n)
	}
	if w := get(t, site, "/since?after=x"); w.Code != http.StatusBadRequest {
		t.Errorf("status %d", w.Code)
	}
}

func TestThePastIsShownAsThePast(t *testing.T) {
	site, _, _, second := filled(t)
	w := get(t, site, "/?as-of=2&doubt=any")
	shows(t, w, "As it stood after change 2.", `<a data-present href="/?doubt=any">Show the present</a>`, "<b>Kustbladet</b>", ">Nordposten</a>")
	if strings.Contains(w.Body.String(), second.Version) {
		t.Error("the page of the past shows what came later")
	}
	shows(t, get(t, site, "/?as-of=2026-01-13T12:00"), "As it was known on Tuesday 13 January 2026, 12:00 UTC.", second.Version)
	if w := get(t, site, "/"); strings.Contains(w.Body.String(), `class="past"`) {
		t.Error("the present is shown as the past")
	}
	if w := get(t, site, "/?as-of=yesterday"); w.Code != http.StatusBadRequest {
		t.Errorf("status %d", w.Code)
	}
}

func TestAVoiceIsToldByWhomItIsAttributedTo(t *testing.T) {
	site, store := desk(t)
	r := harbourReading("https://nord.example/is", "Nordposten", harbour)
	r.Statements[0].Doubt = []enligt.Doubt{{Kind: enligt.Purported, Span: r.Statements[0].Cue}}
	add(t, store, r)
	found, err := store.Statements(t.Context(), ledger.Query{Doubt: string(enligt.Purported)})
	if err != nil || len(found.Items) != 1 {
		t.Fatal(found, err)
	}
	path := "/statements/" + found.Items[0].Key
	shows(t, get(t, site, path+"?lang=en"), `<b>a voice</b> <span class="act l-purported">attributed to</span> <b>Karin Ek</b>, writes Nordposten:</h1>`)
	shows(t, get(t, site, path+"?lang=fr"), "<b>Karin Ek</b>, écrit Nordposten\u00a0:</h1>")
}
