package web

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

func TestSearchFindsAndMarksTheWords(t *testing.T) {
	site, _, _, _ := filled(t)
	shows(t, get(t, site, "/search?q=hamnen"), `<mark>Hamnen</mark>`, "2 statements", `name="q" value="hamnen"`)
	shows(t, get(t, site, "/search?q=hamnen&doubt=any"), "No statement has these words")
	shows(t, get(t, site, "/search"), `type="search"`)
	for _, q := range []string{"%22", "%22%22%22", "-", "AND+OR+NEAR(", "%FF", "*", "who:", "text:%22"} {
		if w := get(t, site, "/search?q="+q); w.Code != 200 {
			t.Errorf("%s: status %d", q, w.Code)
		}
	}
}

func TestWordsAreMarkedWholeAndDiacriticsAside(t *testing.T) {
	got := highlight([]part{{Text: "Får hamnen fara? "}, {Text: "FÅR", Quoted: true}}, []ledger.Word{{Text: "far"}, {Text: "hamnen", Not: true}})
	var marked []string
	whole := ""
	for _, p := range got {
		whole += p.Text
		if p.Marked {
			marked = append(marked, p.Text)
		}
	}
	if strings.Join(marked, " ") != "Får FÅR" || whole != "Får hamnen fara? FÅR" {
		t.Errorf("%+v", got)
	}
}

func TestTheActorsPageNamesRolesAndWords(t *testing.T) {
	site, _, _, _ := filled(t)
	w := get(t, site, "/actors?who=karin")
	shows(t, w, ">Karin Ek</a>", `<span class="slice">hamnchefen</span>`)
	_, rest, _ := strings.Cut(w.Body.String(), `href="/actors/`)
	id, _, _ := strings.Cut(rest, `"`)
	shows(t, get(t, site, "/actors/"+id), "<h1>Karin Ek</h1>", "the same full name", "Hamnen är stängd", `>Nordposten</a>`, "Nobody else speaks of this one")
	shows(t, get(t, site, "/actors?who=nobody"), "Nobody of that name", `href="/search?q=nobody"`)
	empty, _ := desk(t)
	shows(t, get(t, empty, "/actors"), "Nothing read yet")
}

func TestActorsAndSourcesOfThePastAreThoseOfThen(t *testing.T) {
	site, _, first, _ := filled(t)
	for path, want := range map[string][2]string{"/actors?who=karin": {`<td class="r" data-h="statements">1</td>`, `<td class="r" data-h="statements">2</td>`}, "/sources?": {"1 outlet<", "2 outlets<"}} {
		for range 2 { // the second is remembered
			then, now := get(t, site, fmt.Sprintf("%s&as-of=%d", path, first.Commit)).Body.String(), get(t, site, path).Body.String()
			if !strings.Contains(then, want[0]) || !strings.Contains(now, want[1]) {
				t.Errorf("%s: %v, %v; then\n%s\nnow\n%s", path, strings.Contains(then, want[0]), strings.Contains(now, want[1]), then, now)
			}
		}
	}
}

func TestSourcesTellWhatCouldNotBeRead(t *testing.T) {
	site, store, _, _ := filled(t)
	bad := enligt.Reading{Document: enligt.Document{ID: "bild.html", Address: "file:bild.html"}, Err: &enligt.ReadError{What: "no text", Do: "give another"}}
	add(t, store, bad)
	shows(t, get(t, site, "/sources"), ">Nordposten</a>", ">Kustbladet</a>", "1 text could not be read", "no text; give another")
	shows(t, get(t, site, "/search?q=hamnen"), "1 text could not be read")
}

func TestManyOutletsGoOnOnFurtherPages(t *testing.T) {
	site, store := desk(t)
	var many []ledger.Entry
	for i := range mostOutletRows + 3 {
		many = append(many, ledger.Entry{Reading: harbourReading(fmt.Sprintf("https://o%d.example/", i), fmt.Sprintf("Outlet <%03d>", i), harbour)})
	}
	if _, err := store.Add(t.Context(), ledger.Origin{UTC: time.Date(2026, 1, 13, 9, 0, 0, 0, time.UTC), Program: "0"}, many); err != nil {
		t.Fatal(err)
	}
	first := get(t, site, "/sources")
	shows(t, first, "203 outlets", `id="feeds"`, `rel="next"`)
	_, rest, _ := strings.Cut(first.Body.String(), `<a class="btn" href="/sources?cursor=`)
	cursor, _, _ := strings.Cut(rest, `"`)
	add(t, store, harbourReading("https://later.example/", "Outlet <later>", harbour))
	second := get(t, site, "/sources?cursor="+cursor)
	shows(t, second, "203 outlets", "Outlet &lt;")
	for _, not := range []string{`id="feeds"`, `rel="next"`, "later"} {
		if strings.Contains(second.Body.String(), not) {
			t.Errorf("the last page has %s", not)
		}
	}
	if n, m := strings.Count(first.Body.String(), "<tr data-row>"), strings.Count(second.Body.String(), "<tr data-row>"); n != mostOutletRows || m != 3 {
		t.Errorf("%d rows and %d", n, m)
	}
	if w := get(t, site, "/sources?cursor=x"); w.Code != 400 {
		t.Errorf("a cursor that is none: status %d", w.Code)
	}
}

func TestAboutExplainsEverySign(t *testing.T) {
	site, _, _, _ := filled(t)
	shows(t, get(t, site, "/about"), `<td data-h="not found">11 (7–16)</td>`, `<td data-h="shown, and none">23 (15–30)</td>`, `<td data-h="wrong speaker">11 (7–16)</td>`, `<td data-h="not exact to the letter">–</td>`,
		"1670 statements in 19 documents", `<small>fr 1</small>`, "not measured", "There are no verdicts of truth here", `class="act l-purported"`, `class="act l-unverified"`, "2 outlets", "unsure of its own reading")
}

// changed is the page of a second version of the harbour's text, whose words are
// replaced in pairs; edit does what the reader then reads otherwise.
func changed(t *testing.T, edit func(*enligt.Reading), replace ...string) string {
	t.Helper()
	site, store := desk(t)
	add(t, store, harbourReading("https://nord.example/is", "Nordposten", harbour))
	r := harbourReading("https://nord.example/is", "Nordposten", harbour+" Rättelse.")
	edit(&r)
	text := strings.NewReplacer(replace...).Replace(r.Document.Text)
	if len(text) != len(r.Document.Text) {
		t.Fatal("give words of equal length, so that no span moves")
	}
	r.Document.Text = text
	v := add(t, store, r)
	return get(t, site, "/documents/"+v.Version).Body.String()
}

func TestOnlyStatementsThatChangeAreChanges(t *testing.T) {
	same := func(*enligt.Reading) {}
	for name, c := range map[string]struct {
		edit    func(*enligt.Reading)
		replace []string
		want    string
	}{
		"a comma more":     {func(r *enligt.Reading) { r.Statements[0].Content[0].End++ }, nil, "No statement has changed."},
		"read otherwise":   {func(r *enligt.Reading) { r.Statements = r.Statements[:1] }, nil, "No statement has changed."},
		"another word":     {same, []string{"stängd", "öppnad"}, `wording:</b> <b class="who">Karin Ek</b> <span class="act" lang="">says</span> <a class="quiet open" href="/documents/`},
		"what went, came":  {same, []string{"stängd", "öppnad"}, "Hamnen är <del>stängd</del> <ins>öppnad</ins>"},
		"another act":      {func(r *enligt.Reading) { r.Statements[0].Act = enligt.Warn }, []string{"säger", "varnar"}, "<del>says</del> <ins>warns</ins>"},
		"one gone":         {func(r *enligt.Reading) { r.Statements = r.Statements[:1] }, []string{"bära", "vikas"}, "<del>isen bära</del>"},
		"less doubt":       {func(r *enligt.Reading) { r.Statements[1].Doubt = nil }, []string{"ska", "kan"}, "<del>is said to</del> <ins>says</ins>"},
		"the doubt itself": {func(r *enligt.Reading) { r.Statements[1].Doubt = nil }, []string{"ska", "kan"}, "<del>hearsay</del>"},
	} {
		if page := changed(t, c.edit, c.replace...); !strings.Contains(page, c.want) {
			t.Errorf("%s: no %q in\n%s", name, c.want, page)
		}
	}
}

func TestNowTellsOfChangedTexts(t *testing.T) {
	site, store := desk(t)
	add(t, store, harbourReading("https://nord.example/is", "Nordposten", harbour+" Det gällde 30 båtar, 2 fler."))
	r := harbourReading("https://nord.example/is", "Nordposten", harbour+" Det gällde 34 båtar, 2 fler.")
	numbers := func(r *enligt.Reading) {
		r.Statements[0].Content = append(r.Statements[0].Content, at(r.Document.Text, r.Document.Text[strings.Index(r.Document.Text, "Det gällde"):]))
	}
	first := harbourReading("https://kust.example/is", "Kustbladet", harbour+" Det gällde 30 båtar, 2 fler.")
	numbers(&first)
	add(t, store, first)
	r.Document.Address, r.Document.URL, r.Document.Outlet = first.Document.Address, first.Document.URL, "Kustbladet"
	numbers(&r)
	add(t, store, r)
	shows(t, get(t, site, "/"), "Text changed after publication", "number 30 → 34:", "<del>30</del> <ins>34</ins>")
}

func TestTheSameSpeakersSimilarWordsStandBesideEachOther(t *testing.T) {
	site, store := desk(t)
	v := add(t, store, harbourReading("https://nord.example/is", "Nordposten", harbour))
	other := harbourReading("https://kust.example/is", "Kustbladet", "Hamnen är öppen. "+harbour)
	other.Statements[0].Content = []enligt.Span{at(other.Document.Text, "Hamnen är öppen")}
	add(t, store, other)
	d, err := store.Document(t.Context(), v.Version, asOfNow)
	if err != nil {
		t.Fatal(err)
	}
	shows(t, get(t, site, statementHref(d.Notes[0].Key)), "Similar, by the same speaker", "<mark>Hamnen</mark>", "<mark>är</mark>", "öppen", ">Kustbladet</a>")
	if w := get(t, site, statementHref(d.Notes[1].Key)); strings.Contains(w.Body.String(), "Similar, by") {
		t.Error("nobody is the same speaker as nobody")
	}
}

func TestTwoVersionsStandBesideEachOther(t *testing.T) {
	site, store := desk(t)
	first := add(t, store, harbourReading("https://nord.example/is", "Nordposten", harbour+"\n\nIsen är tunn.\n\nSlut."))
	r := harbourReading("https://nord.example/is", "Nordposten", harbour+"\n\nIsen är tjock.\n\nNytt.\n\nSlut.")
	v := add(t, store, r)
	w := get(t, site, "/documents/"+v.Version+"/beside")
	shows(t, w, "Isen är <del>tunn.</del>", "Isen är <ins>tjock.</ins>", "<p><ins>Nytt.</ins></p>", `<td class="was"></td>`, "<p>Slut.</p>", "No statement has changed.")
	if n := strings.Count(w.Body.String(), `<tr class="changed">`); n != 2 {
		t.Errorf("%d rows changed, want 2", n)
	}
	r = harbourReading("https://nord.example/is", "Nordposten", strings.Replace(harbour, "stängd", "öppnad", 1)+"\n\nNytt.\n\nSlut.")
	r.Statements[0].Content = []enligt.Span{at(r.Document.Text, "Hamnen är öppnad")}
	r.Document.Title = "Isen och hamnen"
	third := add(t, store, r)
	w = get(t, site, "/documents/"+third.Version+"/beside")
	shows(t, w, `<h1 lang="sv">Isen <del>&amp;</del> <ins>och</ins> hamnen</h1>`, `<a href="#change">1 statement changed</a>`, `<span id="change"></span><div class="chg-row" data-row>`, "Hamnen är <del>stängd</del> <ins>öppnad</ins></a>", "Hamnen är <ins>öppnad,</ins> säger")
	if strings.Count(w.Body.String(), "data-row") != 1 {
		t.Error("a change stands in more than one row")
	}
	shows(t, get(t, site, "/documents/"+v.Version), "/documents/"+v.Version+"/beside")
	if w := get(t, site, "/documents/"+first.Version+"/beside"); w.Code != 404 {
		t.Errorf("a first version has one before it: status %d", w.Code)
	}
}
