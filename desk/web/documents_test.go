package web

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// silent is a document that says nothing, in a language.
func silent(address, outlet, lang, pack, text string) enligt.Reading {
	d := enligt.Document{ID: address, Address: address, Lang: lang, Title: "Titel " + lang, Outlet: outlet, Text: text, Blocks: enligt.Blocks(text)}
	return enligt.Reading{Document: d, MadeBy: enligt.MadeBy{Enligt: "0", Pack: pack}}
}

func TestEveryDocumentIsListedAlsoOneThatSaysNothing(t *testing.T) {
	site, store, _, _ := filled(t)
	add(t, store, silent("https://nord.example/regn", "Nordposten", "sv", "sv 1", "Det regnade hela natten."))
	add(t, store, silent("https://elbe.example/1", "Elbblatt", "de", "", "Es regnete die ganze Nacht."))
	shows(t, get(t, site, "/documents"), "Titel sv", "Titel de", "German", "not read</span>", "Isen &amp; hamnen", "version 2")
	only := get(t, site, "/documents?outlet=Elbblatt")
	shows(t, only, "Titel de", `href="/?outlet=Elbblatt"`)
	if strings.Contains(only.Body.String(), "Titel sv") {
		t.Error("a document of another outlet")
	}
	shows(t, get(t, site, "/documents?q=regnade"), "Titel sv")
	shows(t, get(t, site, "/documents?q=snow"), "No text has these words")
	shows(t, get(t, site, "/search?q=regnade"), "No statement has these words", `href="/documents?q=regnade"`)
	shows(t, get(t, site, "/sources"), `href="/documents?outlet=Elbblatt"`)
	shows(t, get(t, site, "/"), `href="/documents"`)
}

func TestATextThatIsNotReadIsNotSaidToSayNothing(t *testing.T) {
	site, store, _, _ := filled(t)
	r := silent("https://elbe.example/1", "Elbblatt", "de", "", "Es regnete die ganze Nacht.")
	r.Warnings = []string{"the language de cannot be read; those that can are en, fr, sv", "no publication date: relative times get no date; give one with --published", "the page was slow"}
	v := add(t, store, r)
	w := get(t, site, "/documents/"+v.Version)
	shows(t, w, "Kept, and not read", "(English, français, svenska)", "the page was slow", "gets no date</dd>", "<dd>enligt 0</dd>")
	for _, not := range []string{"found nothing", "--published", "cannot be read"} {
		if strings.Contains(w.Body.String(), not) {
			t.Errorf("the page says %q", not)
		}
	}
	v = add(t, store, silent("https://nord.example/regn", "Nordposten", "sv", "sv 1", "Det regnade hela natten."))
	shows(t, get(t, site, "/documents/"+v.Version), "Read, and found nothing")
}

func TestADateOfAnotherYearTellsTheYear(t *testing.T) {
	site, store, _, _ := filled(t)
	r := harbourReading("https://nord.example/old", "Nordposten", "Förr: "+harbour)
	r.Document.Published = "2019-08-01"
	add(t, store, r)
	shows(t, get(t, site, "/"), "1 August 2019</time>", "13 January, 09:30</time>")
	shows(t, get(t, site, "/?lang=fr"), "1er août 2019</time>")
}

func TestTheLinksOfThePastLeadToThePast(t *testing.T) {
	site, _, _, second := filled(t)
	page := get(t, site, "/?as-of=2").Body.String()
	rest := page
	for n := 0; ; n++ {
		_, after, found := strings.Cut(rest, `<a class="quiet" href="/documents/`)
		if !found {
			if n == 0 {
				t.Fatalf("no document on the page\n%s", page)
			}
			break
		}
		link, after, _ := strings.Cut(after, `"`)
		if !strings.Contains(link, "as-of=2") {
			t.Errorf("%s leads to the present", link)
		}
		if w := get(t, site, "/documents/"+link); strings.Contains(w.Body.String(), second.Version) || !strings.Contains(w.Body.String(), "As it stood after change 2.") {
			t.Errorf("%s shows what came later", link)
		}
		rest = after
	}
	at := ledger.AsOf{Commit: 7}
	for from, want := range map[string]string{
		`href="/documents/1#s2"`:                    `href="/documents/1?as-of=7#s2"`,
		`href="/search?q=a&#43;b"`:                  `href="/search?q=a&#43;b&amp;as-of=7"`,
		`href="/?as-of=7&amp;lang=fr"`:              `href="/?as-of=7&amp;lang=fr"`,
		`href="/assets/1/base.css"`:                 `href="/assets/1/base.css"`,
		`href="/api/v1/feed.atom?q=x"`:              `href="/api/v1/feed.atom?q=x"`,
		`href="https://nord.example/"`:              `href="https://nord.example/"`,
		`<a data-present href="/">Show the present`: `<a data-present href="/">Show the present`,
	} {
		if got := string(keepPast([]byte(from), at)); got != want {
			t.Errorf("%s: %s, want %s", from, got, want)
		}
	}
	shows(t, get(t, site, "/?as-of=2"), `<input type="hidden" name="as-of" value="2">`)
	if strings.Contains(page, "Filtered:") {
		t.Error("the moment alone is called a filter")
	}
}

func TestCopiesOfATextAreOneHitBesideItsOrigin(t *testing.T) {
	site, store := desk(t)
	add(t, store, harbourReading("https://nord.example/is", "Nordposten", harbour))
	add(t, store, harbourReading("https://kust.example/is", "Kustbladet", harbour))
	w := get(t, site, "/search?q=hamnen")
	shows(t, w, ">Nordposten</a>, <time", `same text: <a href="/documents/`, ">Kustbladet</a></span>")
	if n := strings.Count(w.Body.String(), `<li class="hit"`); n != 1 {
		t.Errorf("%d hits for one text", n)
	}
}

func TestTheSearchersWordsAreMarkedInNamesToo(t *testing.T) {
	site, _, _, _ := filled(t)
	shows(t, get(t, site, "/search?q=karin"), `><mark>Karin</mark> Ek</a></b>`)
}

func TestARecordShowsTheParagraphRoundItsWords(t *testing.T) {
	site, store := desk(t)
	long := strings.Repeat("Ord före som inte hör hit. ", 30) + harbour + strings.Repeat(" Ord efter som inte hör hit.", 30)
	v := add(t, store, harbourReading("https://nord.example/is", "Nordposten", long))
	d, err := store.Document(t.Context(), v.Version, asOfNow)
	if err != nil {
		t.Fatal(err)
	}
	w := get(t, site, statementHref(d.Notes[0].Key))
	shows(t, w, `<blockquote class="round" lang="sv"><span class="gap">… </span>`, `id="s1">Hamnen är stängd</span>, säger hamnchefen Karin Ek.`, `<span class="gap"> …</span></blockquote>`, "90 %")
	_, round, _ := strings.Cut(w.Body.String(), `class="round"`)
	round, _, _ = strings.Cut(round, "</blockquote>")
	if len(round) > 2*mostRound+400 {
		t.Errorf("%d bytes around the words", len(round))
	}
}

func TestACellOfFewValuesTakesOnlyThose(t *testing.T) {
	site, record := signed(t)
	shows(t, get(t, site, record), `<option value="act" data-now="says" data-values="says`, `<option value="source" data-now="hamnchefen Karin Ek"`)
	if w := post(t, site, record, url.Values{"field": {"act"}, "right": {"shouts"}, "why": {"x"}}); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "denies") || !strings.Contains(w.Body.String(), "Nothing was written") || !strings.Contains(w.Body.String(), `href="`+record+`"`) {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if w := post(t, site, record+"?lang=sv", url.Values{"field": {"act"}, "right": {"Förnekar"}, "why": {"x"}}); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	list, err := site.Ledger.Decisions(t.Context(), "", asOfNow)
	if err != nil || len(list) != 1 || list[0].Right != string(enligt.Deny) {
		t.Errorf("%+v %v", list, err)
	}
	shows(t, get(t, site, record+"?lang=fr"), `</svg> acte: dément</span>`)
	post(t, site, record, url.Values{"field": {"speaker"}, "right": {"Somebody else"}, "why": {"x"}})
	post(t, site, record, url.Values{"field": {"speaker"}, "right": {"Karin Ek"}, "why": {"x"}})
	w := get(t, site, record)
	shows(t, w, `</svg> speaker: Somebody else</span>`, `</svg> speaker <span class="slice">Karin Ek</span></span>`)
	_, top, _ := strings.Cut(w.Body.String(), `<p class="how dim">`)
	top, _, _ = strings.Cut(top, "</p>")
	if !strings.Contains(top, `<span class="slice">Karin Ek</span>`) || strings.Contains(top, "Somebody else") {
		t.Errorf("beside the words stands not what was mended last: %s", top)
	}
}

func TestAQuestionIsSentAsATable(t *testing.T) {
	site, _, _, _ := filled(t)
	if w := get(t, site, "/export.csv"); w.Code != http.StatusNotFound {
		t.Errorf("status %d of a desk without tables", w.Code)
	}
	var asked ledger.Query
	site.Table = func(_ context.Context, _ ledger.Ledger, q ledger.Query, out io.Writer) error {
		asked = q
		_, err := io.WriteString(out, "key\r\n")
		return err
	}
	w := get(t, site, "/export.csv?q=doubt:any+hamnen")
	shows(t, w, "key\r\n")
	if asked.Doubt != "any" || len(asked.Text) != 1 || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/csv") {
		t.Errorf("%+v %s", asked, w.Header())
	}
	shows(t, get(t, site, "/search?q=hamnen"), `href="/export.csv?q=hamnen"`)
}

func TestTheYearOfTheNewestCommitGoesWithoutSaying(t *testing.T) {
	k := skin{Language: Language{Code: "sv", Words: words(t, "sv")}, year: 2023}
	for at, want := range map[string]string{"2023-07-28": "28 juli", "2022-12-31": "31 december 2022"} {
		day, err := time.Parse(time.DateOnly, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := k.moment(day, at, false).Day; got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
}
