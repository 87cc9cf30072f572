package page

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

func one(t *testing.T, raw string, o Options) (enligt.Document, error) {
	t.Helper()
	for doc, err := range Read(strings.NewReader(raw), o) {
		return doc, err
	}
	t.Fatal("no document")
	return enligt.Document{}, nil
}

func load(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAPageGivesItsArticleAndWhatItSaysOfItself(t *testing.T) {
	doc, err := one(t, load(t, "article.html"), Options{ID: "a.html"})
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string][2]string{
		"id": {doc.ID, "a.html"}, "title": {doc.Title, "Färjorna står stilla i Norrhamn"}, "author": {doc.Author, "Ada Berg, Bo Ek"},
		"outlet": {doc.Outlet, "Nordposten"}, "published": {doc.Published, "2023-07-28T21:40:00+02:00"}, "url": {doc.URL, "https://nordposten.example/farjor"},
	} {
		if c[0] != c[1] {
			t.Errorf("%s is %q, want %q", what, c[0], c[1])
		}
	}
	want := []string{
		"title: Färjorna står stilla i Norrhamn",
		"paragraph: Hamnen i Norrhamn är stängd sedan i natt, och ingen färja har gått sedan dess, uppger hamnchefen Cia Dahl.",
		"paragraph: – Vi öppnar när vinden mojnar & isen släpper, säger hon till Nordposten på fredagen.",
		"heading: Väntar i bilar",
		"paragraph: Ett hundratal resenärer väntar i sina bilar på kajen. Rederiet har delat ut filtar och varm dryck åt dem, enligt en talesperson för bolaget som inte vill säga sitt namn.",
		"list: Nästa besked kommer klockan sju i morgon bitti.",
		"list: Biljetterna gäller hela veckan ut, skriver rederiet.",
	}
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, string(b.Kind)+": "+b.Of(doc.Text))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("blocks:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var parts []string
	for _, b := range doc.Blocks {
		parts = append(parts, b.Of(doc.Text))
	}
	if strings.Join(parts, "\n\n") != doc.Text {
		t.Error("between the blocks is more than a blank line")
	}
}

func TestTheNameOfTheSiteIsNoPartOfATitle(t *testing.T) {
	for _, c := range [][3]string{
		{"Hamnen stängd - Nordposten", "Nordposten", "Hamnen stängd"}, {"Hamnen &#8217;stängd&#8217; | Nord", "Nord", "Hamnen ’stängd’"},
		{"Nordposten", "Nordposten", "Nordposten"}, {"Hamnen - stängd", "", "Hamnen - stängd"}, {"Besök hos Nord", "Nord", "Besök hos Nord"}, {" - Nord", "Nord", " - Nord"},
	} {
		if got := withoutSite(c[0], c[1]); got != c[2] {
			t.Errorf("%q of %q is %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestWhatAPageLeavesOutOfATitleElsewhereIsNoPartOfIt(t *testing.T) {
	for name, c := range map[string]struct {
		heads        headlines
		want, called string
	}{
		"linked data before the rest":          {headlines{linked: "Hamnen öppnar", meta: "Så öppnar hamnen", heading: "Hamn"}, "Hamnen öppnar", ""},
		"og:title before the title element":    {headlines{meta: "Hamnen öppnar", plain: "Öppet nu"}, "Hamnen öppnar", ""},
		"a section behind a bar":               {headlines{linked: "Hamnen öppnar | Sport", meta: "Hamnen öppnar"}, "Hamnen öppnar", ""},
		"a site that the page does not name":   {headlines{meta: "Hamnen ’öppnar’ – Nordposten", heading: "Hamnen 'öppnar'"}, "Hamnen 'öppnar'", ""},
		"a kicker that og:title leaves out":    {headlines{linked: "Norrhamn: Hamnen öppnar", meta: "Hamnen öppnar"}, "Hamnen öppnar", ""},
		"a kicker that only the heading lacks": {headlines{linked: "Norrhamn: Hamnen öppnar", meta: "Norrhamn: Hamnen öppnar", heading: "Hamnen öppnar"}, "Norrhamn: Hamnen öppnar", ""},
		"a longer headline, no tail":           {headlines{linked: "Hamnen öppnar, säger Ek", meta: "Hamnen öppnar"}, "Hamnen öppnar, säger Ek", ""},
		"a headline with a subtitle":           {headlines{linked: "Hamnen: vad nu?", plain: "Hamnen"}, "Hamnen: vad nu?", ""},
		"another kicker in the heading":        {headlines{meta: "Kaos till sjöss: Hamnen öppnar i dag", heading: "Stormen – Hamnen öppnar i dag"}, "Hamnen öppnar i dag", ""},
		"the same kicker, set otherwise":       {headlines{meta: "’Kaos till sjöss’ – hamnen öppnar i dag", heading: "Kaos till sjöss: hamnen öppnar i dag"}, "’Kaos till sjöss’ – hamnen öppnar i dag", ""},
		"one for search, one for people":       {headlines{linked: "Hamn öppen: tider och priser", plain: "Hamn öppen: Tider och priser", meta: "Hamnen öppnar", heading: "Hamnen öppnar"}, "Hamnen öppnar", ""},
		"a menu in the heading":                {headlines{plain: "Hamnen öppnar", heading: "Logga in"}, "Hamnen öppnar", ""},
		"what a feed calls it":                 {headlines{linked: "Hamn öppen: tider och priser", meta: "Hamn öppen: tider och priser", heading: "”Hamnen” öppnar"}, "”Hamnen” öppnar", "\"Hamnen\" öppnar"},
		"what nobody else calls it":            {headlines{linked: "Hamn öppen: tider och priser", heading: "Hamnen öppnar"}, "Hamn öppen: tider och priser", "Ny hamn"},
		"none":                                 {},
	} {
		if got := c.heads.settle("", c.called); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestAPageWithoutLinkedDataMayCallAHeadlineOne(t *testing.T) {
	doc, err := one(t, `<html><head><title>Hamnen öppnar-Sport l Nord</title><meta property="og:title" content="Hamnen öppnar-Sport l Nord"><meta name="headline" content="Hamnen öppnar">
<time datetime="2023-07-28 13:55:27 +02:00">i går</time></head><body><article><p>Färjan går i kväll, säger hamnchefen Ada Berg.</p></article></body></html>`, Options{})
	if err != nil || doc.Title != "Hamnen öppnar" || doc.Published != "2023-07-28T13:55:27+02:00" {
		t.Errorf("title %q, published %q, %v", doc.Title, doc.Published, err)
	}
}

func TestAPageMayGiveItsAddressFromWhereItLies(t *testing.T) {
	const from = "https://nordposten.example/farjor/?s=1"
	for name, c := range map[string]struct{ head, from, want string }{
		"whole":                      {`<link rel="canonical" href="https://nordposten.example/A%20b">`, from, "https://nordposten.example/A%20b"},
		"from the site":              {`<link rel="canonical" href="/farjor/star-stilla">`, from, "https://nordposten.example/farjor/star-stilla"},
		"from the folder":            {`<link rel="Canonical" href="star-stilla">`, from, "https://nordposten.example/farjor/star-stilla"},
		"without scheme":             {`<link rel="canonical" href="//nordposten.example/x">`, from, "https://nordposten.example/x"},
		"from a base":                {`<base href="/arkiv/"><link rel="canonical" href="x">`, from, "https://nordposten.example/arkiv/x"},
		"only the first base":        {`<base href="/arkiv/"><base href="/b/"><link rel="canonical" href="x">`, from, "https://nordposten.example/arkiv/x"},
		"before the meta":            {`<link rel="canonical" href="/x"><meta property="og:url" content="https://nordposten.example/y">`, from, "https://nordposten.example/x"},
		"nobody knows where it lay":  {`<link rel="canonical" href="/x"><meta property="og:url" content="https://nordposten.example/y">`, "", "https://nordposten.example/y"},
		"empty":                      {`<link rel="canonical" href="">`, from, ""},
		"no address":                 {`<link rel="canonical" href="ht!tp://%zz">`, from, ""},
		"another kind of address":    {`<link rel="canonical" href="mailto:a@b.example">`, from, ""},
		"where it lay is no address": {`<link rel="canonical" href="/x">`, "file:", ""},
		"a base of another protocol": {`<base href="data:x"><link rel="canonical" href="/x">`, from, ""},
		"a base on another site":     {`<base href="https://cdn.example/"><link rel="canonical" href="x">`, from, "https://cdn.example/x"},
	} {
		doc, err := one(t, "<!doctype html><html><head><title>Färjan</title>"+c.head+"</head><body><article><h1>Färjan</h1><p>Färjan går i kväll, säger hamnchefen Ada Berg.</p></article></body></html>", Options{Address: c.from})
		if err != nil || doc.URL != c.want {
			t.Errorf("%s: %v, %q, want %q", name, err, doc.URL, c.want)
		}
	}
}

func TestANewsFlashKeepsItsParagraphs(t *testing.T) {
	doc, err := one(t, `<!doctype html><html lang="sv"><head><title>Färjan går</title></head><body><nav><a href="/">Hem</a></nav><article><h1>Färjan går</h1>
<p>Färjan går i kväll, säger hamnchefen Ada Berg till tidningen på måndagen.</p><p>Hon säger att vinden har mojnat.</p></article></body></html>`, Options{})
	want := "Färjan går\n\nFärjan går i kväll, säger hamnchefen Ada Berg till tidningen på måndagen.\n\nHon säger att vinden har mojnat."
	if err != nil || doc.Text != want || doc.Blocks[0].Kind != enligt.TitleBlock {
		t.Errorf("%v, %q", err, doc.Text)
	}
}

func TestAPageInAnotherEncodingIsRead(t *testing.T) {
	utf := load(t, "article.html")
	var legacy []byte
	for _, r := range strings.Replace(utf, `charset="utf-8"`, `charset="windows-1252"`, 1) {
		if r == '–' {
			legacy = append(legacy, 0x96)
		} else {
			legacy = append(legacy, byte(r))
		}
	}
	want, _ := one(t, utf, Options{})
	got, err := one(t, string(legacy), Options{})
	if err != nil || got.Text != want.Text {
		t.Errorf("windows-1252: %v, %q", err, got.Text)
	}
	wrong := strings.Replace(utf, `charset="utf-8"`, `charset="iso-8859-1"`, 1)
	if got, err := one(t, wrong, Options{}); err != nil || got.Text != want.Text {
		t.Errorf("UTF-8 that says latin-1: %v, %q", err, got.Text)
	}
}

func TestDatesKeepTheirDay(t *testing.T) {
	for in, want := range map[string]string{
		"2023-07-28T23:40:00+0200": "2023-07-28T23:40:00+02:00", "2023-07-28T21:40:00.000Z": "2023-07-28T21:40:00Z", "2023-07-28T21:40": "2023-07-28 21:40:00",
		"2023-07-28": "2023-07-28", "28 juli": "", "": "", "Fri, 28 Jul 2023 23:40:00 +0200": "2023-07-28T23:40:00+02:00", "Fri, 28 Jul 2023 21:40:00 GMT": "2023-07-28T21:40:00Z",
		"0001-01-01T00:00:00": "", "0001-01-01": "", "1970-01-01T00:00:00Z": "", "1970-01-01": "", "1970-01-01T00:00:01Z": "1970-01-01T00:00:01Z",
	} {
		if got := date(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestAPageWithoutAnArticleIsAnError(t *testing.T) {
	for name, raw := range map[string]string{"empty": "", "a menu": "<nav><a href=/>Hem</a></nav>", "bytes": "\x00\xff\x00", "scripts": "<script>var a = 1</script>"} {
		doc, err := one(t, raw, Options{ID: "x"})
		var e *enligt.ReadError
		if !errors.As(err, &e) || e.Do == "" || doc.ID != "x" || doc.Text != "" {
			t.Errorf("%s: %q, %v", name, doc.Text, err)
		}
	}
	if _, err := one(t, strings.Repeat("<p>a", 1<<20), Options{MaxBytes: 1 << 20}); err == nil || !strings.Contains(err.Error(), "larger than 1 MB") {
		t.Error(err)
	}
}

func TestADeepPageIsReadOrRefusedInLittleTime(t *testing.T) {
	begun := time.Now()
	for _, tag := range []string{"<div>", "<b>", "<table><tr><td>", "<ul><li>"} {
		one(t, strings.Repeat(tag, 20000)+"Nej, säger hon.", Options{})
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("%v", took)
	}
}

func TestAPageThatIsAllElementsOrAllTextIsRefusedInLittleTimeAndRoom(t *testing.T) {
	for name, c := range map[string][2]string{
		"paragraphs": {strings.Repeat("<p>Nej, säger hon.", 800_000), "more than 20000 elements"}, "links": {strings.Repeat("<a href=x>a</a>", 1_000_000), "more than 20000 elements"},
		"open elements": {strings.Repeat("<div>", 3_000_000), "more than 20000 elements"}, "empty ones": {strings.Repeat("<br/>", 3_000_000), "more than 20000 elements"},
		"text": {strings.Repeat("Nej, säger hon. ", 900_000), "more than 1 MB of text"}, "a comment": {"<!--" + strings.Repeat("Nej. ", 3_000_000), "no article found"},
		"linked data": {strings.Repeat(`<script type="application/ld+json">`, 1) + strings.Repeat("[", 15_000_000), "no article found"},
		"attributes":  {"<p " + strings.Repeat("a=b ", 3_900_000) + ">", "no article found"},
	} {
		begun := time.Now()
		_, err := one(t, "<!doctype html><html><body>"+c[0], Options{})
		if err == nil || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%s: %v, want %s", name, err, c[1])
		}
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}

func TestAPageJustWithinTheBoundsIsReadInLittleTime(t *testing.T) {
	begun := time.Now()
	doc, err := one(t, "<!doctype html><html><body><article>"+strings.Repeat("<p>"+strings.Repeat("Nej, säger hon. ", 12), mostElements/4)+"</article><script>"+strings.Repeat("a ", 2_000_000)+"</script>", Options{})
	if err != nil || len(doc.Text) < 1<<19 {
		t.Errorf("%d bytes, %v", len(doc.Text), err)
	}
	if took := time.Since(begun); took > 30*time.Second {
		t.Errorf("%v", took)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("<html><title>a</title><p>b &amp; c<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"x\"}</script>")
	f.Add("<meta charset=utf-16><table><td>\xff")
	f.Fuzz(func(t *testing.T, raw string) {
		doc, err := one(t, raw, Options{MaxBytes: 1 << 20})
		if err != nil {
			return
		}
		if !utf8.ValidString(doc.Text) {
			t.Errorf("%q gave a text that is not UTF-8", raw)
		}
		for _, b := range doc.Blocks {
			if err := b.Check(doc.Text); err != nil {
				t.Errorf("%v of %q: %v", b, doc.Text, err)
			}
		}
	})
}
