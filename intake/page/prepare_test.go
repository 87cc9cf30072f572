package page

import (
	"strings"
	"testing"
	"time"
)

const stands = "<p>Hamnen i Norrhamn är stängd sedan i natt, och ingen färja har gått sedan dess, uppger hamnchefen Cia Dahl.</p>"

// between is the text of what stands between paragraphs of an article.
func between(t *testing.T, markup string) string {
	t.Helper()
	around := strings.Repeat(stands, 4)
	doc, err := one(t, "<!doctype html><html><body><article><h1>Hamnen stängd</h1>"+around+markup+around+"</article></body></html>", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, b := range doc.Blocks[1:] {
		if line := b.Of(doc.Text); !strings.HasPrefix(line, "Hamnen i Norrhamn") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, " / ")
}

func TestWordsThatAreSetOtherwiseStayWholeInTheirText(t *testing.T) {
	for markup, want := range map[string]string{
		`<p>Rådet möts <time datetime="2023-07-28">på fredag</time> i Norrhamn.</p>`:                                  "Rådet möts på fredag i Norrhamn.",
		`<p>Som <a rel="author" href="/ada">Ada Berg</a> skrev i går går ingen färja.</p>`:                            "Som Ada Berg skrev i går går ingen färja.",
		`<ul><li>vakter, <strong>även <i>extra</i></strong> folk, <a href="/x">enligt rederiet</a> i går</li></ul>`:   "vakter, även extra folk, enligt rederiet i går",
		`<blockquote>Det <b>går</b> inte, <i>säger</i> hon till <a href="/x">Nordposten</a> på kajen.</blockquote>`:   "Det går inte, säger hon till Nordposten på kajen.",
		`<div>Första raden är ett stycke.<br><br>Den <em>andra</em> är ett till.<br>&nbsp;<br/>Den tredje med.</div>`: "Första raden är ett stycke. / Den andra är ett till. / Den tredje med.",
		`<p>Första raden är ett stycke.<br><!-- x --><br><b>Den andra</b> är ett till.</p>`:                           "Första raden är ett stycke. / Den andra är ett till.",
	} {
		if got := between(t, markup); got != want {
			t.Errorf("%s: %q, want %q", markup, got, want)
		}
	}
}

func TestWhatHTMLItselfSaysIsNoTextOfTheArticleIsNone(t *testing.T) {
	for _, markup := range []string{
		`<p>Av <a rel="author" href="/ada">Ada Berg</a></p>`, `<p>Publicerad <time datetime="2023-07-28">28 juli</time></p>`,
		`<div role="dialog"><p>Vi använder kakor för att mäta vad besökarna läser.</p></div>`,
		`<div><h2>Få nyheterna på morgonen</h2><p>Skriv upp dig här så kommer de.</p><form><input type="email"><button>Ja</button></form></div>`,
		`<article><h3><a href="/x">Isen har gått i sundet</a></h3><p>Nu kan båtarna sjösättas igen.</p></article>`,
		`<article><a href="/x"><h3>Isen har gått i sundet</h3><p>Nu kan båtarna sjösättas igen.</p></a></article>`, `<p>***</p>`,
	} {
		if got := between(t, markup); got != "" {
			t.Errorf("%s: %q", markup, got)
		}
	}
}

func TestAFieldForAnAddressTakesNoTextWithIt(t *testing.T) {
	if got := between(t, `<div>`+strings.Repeat("<p>Färjan går i kväll, säger hon.</p>", 12)+`<input type="email"></div>`); strings.Count(got, "Färjan går") != 12 {
		t.Errorf("%q", got)
	}
}

func TestTheLeadIsReadWhereverItStands(t *testing.T) {
	const lead, meta = "Ingen vet när hamnen öppnar igen", `<meta name="description" content="Ingen vet när hamnen öppnar …">`
	body := strings.ReplaceAll(strings.Repeat(stands, 4), "i natt", "i <i>natt</i>")
	for name, c := range map[string]struct {
		head, top, text string
		want            int
	}{
		"in front of the article":   {meta, "<h1>Hamnen stängd</h1><h2>" + lead + "</h2>", body, 1},
		"in the article":            {meta, "<h1>Hamnen stängd</h1>", "<p>" + lead + "</p>" + body, 1},
		"in both":                   {meta, "<h1>Hamnen stängd</h1><h2>" + lead + "</h2>", "<p>" + lead + "</p>" + body, 1},
		"nowhere to be read":        {meta, "<h1>Hamnen stängd</h1>", body, 0},
		"not what the page is said": {"", "<h1>Hamnen stängd</h1><h2>" + lead + "</h2>", body, 0},
		"a slogan over the heading": {meta, "<h2>" + lead + "</h2><h1>Hamnen stängd</h1>", body, 0},
		"a teaser of the page":      {meta, "<h1>Hamnen stängd</h1><aside><p>" + lead + "</p></aside>", body, 0},
	} {
		doc, err := one(t, "<!doctype html><html><head><title>Hamnen stängd</title>"+c.head+"</head><body><div>"+c.top+"</div><article>"+c.text+"</article></body></html>", Options{})
		if got := strings.Count(doc.Text, lead); err != nil || got != c.want || got > 0 && strings.Index(doc.Text, lead) > 20 {
			t.Errorf("%s: %d times, %v: %q", name, got, err, doc.Text)
		}
	}
}

func TestAPageMadeOfWhatIsLookedAtCloselyIsReadInLittleTime(t *testing.T) {
	for name, markup := range map[string]string{
		"times": "<div>" + strings.Repeat("<time>2023-07-28</time> ", 9000) + strings.Repeat("Nej. ", 90_000) + "</div>", "links of a list": "<ul><li>" + strings.Repeat("<a rel=author href=x>a</a> och något annat ", 9000) + "</li></ul>",
		"fields": "<div>" + strings.Repeat("<input type=email>", 9000) + strings.Repeat("Nej. ", 90_000) + "</div>", "bold": "<p>" + strings.Repeat("<b>Nej</b> och åter nej ", 9000) + "</p>",
		"breaks": "<div>" + strings.Repeat("Nej.<br><br>", 9000) + "</div>", "items": strings.Repeat("<div itemscope itemtype=Article><div itemprop=author>", 200) + "<h1>a</h1>" + strings.Repeat("<b itemprop=x>Nej, säger hon.</b>", 9000),
		"a lead that never comes": `<title>a</title><meta name=description content="Nej och åter nej, säger hon här i dag"><h1>a</h1>` + strings.Repeat("<span>", 450) + strings.Repeat("Nej. ", 150_000) + strings.Repeat("<i>Nej</i>", 9000),
		"articles":                strings.Repeat("<article>", 400) + "<h2>" + strings.Repeat("<a>Nej</a> ", 9000),
	} {
		begun := time.Now()
		one(t, "<!doctype html><html><body>"+markup, Options{})
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("%s: %v", name, took)
		} else {
			t.Logf("%s: %v", name, took)
		}
	}
}
