package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt/ledger"
)

// post sends a form.
func post(t *testing.T, site http.Handler, path string, form url.Values, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Host = "localhost:8080"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	return w
}

// signed is a desk where "Sara" decides, with one document; the page of its first
// statement.
func signed(t *testing.T) (site *Site, record string) {
	site, store := desk(t)
	site.By = func() ledger.Origin {
		return ledger.Origin{Who: "Sara", UTC: time.Date(2026, 1, 14, 8, 0, 0, 0, time.UTC), Program: "0"}
	}
	v := add(t, store, harbourReading("https://nord.example/is", "Nordposten", harbour))
	d, err := store.Document(t.Context(), v.Version, asOfNow)
	if err != nil {
		t.Fatal(err)
	}
	return site, statementHref(d.Notes[0].Key)
}

func TestADecisionIsKeptSignedAndShown(t *testing.T) {
	site, record := signed(t)
	shows(t, get(t, site, record), "Enter as Sara", "nobody has decided anything")
	w := post(t, site, record, url.Values{"status": {"disputed"}, "why": {"The <harbour> says open."}, "evidence": {"https://hamn.example/ javascript:x"}})
	if w.Code != http.StatusSeeOther {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	page := get(t, site, record)
	shows(t, page, "The &lt;harbour&gt; says open.", "Sara, <time", `href="https://hamn.example/"`, "14 January, 08:00 UTC")
	if strings.Contains(page.Body.String(), `href="javascript:`) {
		t.Error("evidence that a browser would run is a link")
	}
	shows(t, get(t, site, "/queue"), "Hamnen är stängd", "Open and disputed")
	shows(t, get(t, site, "/"), `disputed</span>`)
}

func TestAReadingOfLittleConfidenceSaysSoUntilSomebodyHasLooked(t *testing.T) {
	site, store := desk(t)
	site.By = func() ledger.Origin { return ledger.Origin{Who: "Sara", Program: "0"} }
	r := harbourReading("https://nord.example/is", "Nordposten", harbour)
	r.Statements[1].Confidence = .13
	v := add(t, store, r)
	d, err := store.Document(t.Context(), v.Version, asOfNow)
	if err != nil {
		t.Fatal(err)
	}
	pages := []string{"/", "/documents/" + v.Version}
	for _, path := range pages {
		if n := strings.Count(get(t, site, path).Body.String(), "unsure reading</span>"); n != 1 {
			t.Errorf("%s calls %d readings unsure, must be the one of 13 %%", path, n)
		}
	}
	post(t, site, statementHref(d.Notes[1].Key), url.Values{"status": {"reported"}, "why": {"read it"}})
	for _, path := range pages {
		if strings.Contains(get(t, site, path).Body.String(), "unsure reading</span>") {
			t.Errorf("%s calls a reading unsure that somebody has looked at", path)
		}
	}
}

func TestACellIsMendedWithWordsOfTheText(t *testing.T) {
	site, record := signed(t)
	if w := post(t, site, record, url.Values{"field": {"source"}, "right": {"Karin Ek"}, "why": {"Her name is enough."}}); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	shows(t, get(t, site, record), `<span class="slice">Karin Ek</span></span><p class="why">Her name is enough.</p>`)
	shows(t, get(t, site, "/"), `<span class="slice">Karin Ek</span></span>`) // lists tell it too
	for _, bad := range []url.Values{
		{"field": {"source"}, "right": {"Karin Berg"}, "why": {"x"}},
		{"field": {"source"}, "why": {"x"}},
		{"field": {"nothing"}, "right": {"x"}, "why": {"x"}},
		{"status": {"true"}, "why": {"x"}},
		{"status": {"open"}, "why": {" "}},
		{"why": {"x"}},
	} {
		if w := post(t, site, record, bad); w.Code != http.StatusBadRequest {
			t.Errorf("%v: status %d", bad, w.Code)
		}
	}
	if w := post(t, site, "/statements/0000000000000000", url.Values{"status": {"open"}, "why": {"x"}}); w.Code != http.StatusNotFound {
		t.Errorf("no such statement: status %d", w.Code)
	}
}

func TestNobodyElsesPageWrites(t *testing.T) {
	site, record := signed(t)
	form := url.Values{"status": {"open"}, "why": {"x"}}
	for _, h := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}} {
		if w := post(t, site, record, form, h...); w.Code != http.StatusForbidden {
			t.Errorf("%v: status %d", h, w.Code)
		}
	}
	site.By = nil
	if w := post(t, site, record, form); w.Code != http.StatusForbidden {
		t.Errorf("a desk for reading: status %d", w.Code)
	}
}

func TestWhyNamesAreNearIsSaidInEveryLanguage(t *testing.T) {
	site, _ := desk(t)
	for code, k := range site.skins {
		for _, pair := range [][2]string{{"Eva Gueterres", "Éva Gueterres"}, {"Eva Maria Lindqvist", "Eva Lindqvist"}, {"Karin Söderberg", "Karin Soderbergh"}, {"E. Lindqvist", "Eva Lindqvist"}, {"Jevgenij Prigozjin", "Yevgeny Prigozhin"}} {
			n, ok := ledger.Near(pair[0], pair[1])
			if got := k.near(n.String()); !ok || !strings.HasSuffix(got, ": "+n.Names) || strings.Contains(got, "near.") || strings.ContainsAny(got, "{}") {
				t.Errorf("%s: %s", code, got)
			}
		}
		if got := k.near("somebody said so"); got != "somebody said so" {
			t.Errorf("%s: %s", code, got)
		}
	}
}

func TestTwoActorsAreOneWhenSomebodySaysSo(t *testing.T) {
	site, store := desk(t)
	site.By = func() ledger.Origin { return ledger.Origin{Who: "Sara", UTC: time.Now(), Program: "0"} }
	add(t, store, harbourReading("https://nord.example/is", "Nordposten", harbour))
	other := harbourReading("https://kust.example/is", "Kustbladet", harbour+" Kust.")
	other.Actors[0].Name, other.Statements[0].Speaker[0].Name = "Carin Ek", "Carin Ek"
	add(t, store, other)
	w := get(t, site, "/queue")
	shows(t, w, "The same actor?", ">Karin Ek</a>", ">Carin Ek</a>", "the same surname; first names differ in 1 letter<")
	shows(t, get(t, site, "/queue?lang=sv"), "samma efternamn; förnamnen skiljer sig i 1 bokstav<")
	form := url.Values{}
	for _, name := range []string{"proposal", "from", "to"} {
		_, rest, _ := strings.Cut(w.Body.String(), `name="`+name+`" value="`)
		value, _, _ := strings.Cut(rest, `"`)
		form.Set(name, value)
	}
	form.Set("why", "The same harbour.")
	form.Set("do", "same")
	if w := post(t, site, "/queue", form); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	if w := get(t, site, "/queue"); strings.Contains(w.Body.String(), "The same actor?") {
		t.Error("the proposal still waits")
	}
	if w := post(t, site, "/queue", url.Values{"proposal": {"x"}, "why": {"x"}}); w.Code != http.StatusBadRequest {
		t.Errorf("status %d", w.Code)
	}
}

func TestAStatementThatWasMissedIsAdded(t *testing.T) {
	site, record := signed(t)
	_, rest, _ := strings.Cut(get(t, site, record).Body.String(), `href="/documents/`)
	document := "/documents/" + rest[:16]
	w := post(t, site, document, url.Values{"content": {"ska isen bära"}, "cue": {"Enligt"}, "source": {"<uppgift>"}, "why": {"The first word says so."}})
	if w.Code != http.StatusSeeOther {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	shows(t, get(t, site, document), "Added by a person", `<span class="slice">ska isen bära</span>`, "The first word says so.", "&lt;uppgift&gt;</b>", `data-start="0"`)
	for _, bad := range []url.Values{{"content": {"isen brister"}, "why": {"x"}}, {"why": {"x"}}, {"content": {"isen"}}, {"content": {"isen"}, "cue": {"nix"}, "why": {"x"}}} {
		if w := post(t, site, document, bad); w.Code != http.StatusBadRequest {
			t.Errorf("%v: status %d", bad, w.Code)
		}
	}
}

func TestOfWordsThatStandTwiceTheNearerAreMeant(t *testing.T) {
	const text = "is ö is"
	for near, want := range map[int]int{0: 0, 7: 6} {
		if got, err := place(text, " is ", near); err != nil || got.Start != want || got.Of(text) != "is" {
			t.Errorf("near %d: %v %v", near, got, err)
		}
	}
	if got := from(text, "5"); got != 6 {
		t.Errorf("the fifth character is at byte %d", got)
	}
	for _, s := range []string{"", "x", "-1", "99"} {
		if got := from(text, s); got != 0 {
			t.Errorf("%q: %d", s, got)
		}
	}
}
