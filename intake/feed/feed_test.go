package feed

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/enligt/enligt"
)

// all reads a feed; errors stand as texts beside the documents.
func all(raw string, o Options) (docs []enligt.Document, errs []error) {
	for d, err := range Read(strings.NewReader(raw), o) {
		docs, errs = append(docs, d), append(errs, err)
	}
	return docs, errs
}

const harbour = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Nordposten &amp; hamnen</title><link>https://norden.example/</link><language>sv</language>
<item><title>Hamnen &lt;b&gt;stängd&lt;/b&gt;</title><link>/1</link><guid isPermaLink="false">n-1</guid><dc:creator>Ada Berg</dc:creator>
 <pubDate>Fri, 28 Jul 2023 00:30:00 +0200</pubDate><description>Kort.</description>
 <content:encoded><![CDATA[<h2>Is i rännan</h2><p>Hamnen är stängd,
  säger Bo&nbsp;Ek.</p><script>alert("nej")</script><ul><li>Färjan väntar</li></ul>]]></content:encoded>
 <source url="https://wire.example/rss">Telegrambyrån</source></item>
<item><guid>https://norden.example/2</guid><description>AT&amp;amp;T säger nej &amp; går.</description></item>
<item><title>Bara en rubrik, säger Bo Ek</title></item>
<item><link>https://norden.example/4</link></item>
<item><title>Skräp</title><link>javascript:alert(1)</link><pubDate>i går</pubDate></item>
</channel></rss>`

func TestAnItemGivesItsTextAndWhatItSaysOfItself(t *testing.T) {
	docs, errs := all(harbour, Options{ID: "f.xml", Address: "https://norden.example/feed"})
	if len(docs) != 5 {
		t.Fatalf("%d items", len(docs))
	}
	d := docs[0]
	for what, c := range map[string][2]string{
		"id": {d.ID, "n-1"}, "title": {d.Title, "Hamnen stängd"}, "author": {d.Author, "Ada Berg"}, "outlet": {d.Outlet, "Nordposten & hamnen"},
		"published": {d.Published, "2023-07-28T00:30:00+02:00"}, "url": {d.URL, "https://norden.example/1"}, "address": {d.Address, ""}, "medium": {string(d.Medium), "feed"},
		"text": {d.Text, "Is i rännan\n\nHamnen är stängd, säger Bo\u00a0Ek.\n\nFärjan väntar"},
	} {
		if c[0] != c[1] {
			t.Errorf("%s is %q, want %q", what, c[0], c[1])
		}
	}
	var got []string
	for _, b := range d.Blocks {
		got = append(got, string(b.Kind))
	}
	if !slices.Equal(got, []string{"heading", "paragraph", "list"}) || !slices.Equal(d.Refs, []enligt.Ref{{Kind: "forwards", Address: "https://wire.example/rss"}}) {
		t.Errorf("blocks %q, refs %v", got, d.Refs)
	}
	if d := docs[1]; d.URL != "https://norden.example/2" || d.Text != "AT&T säger nej & går." || d.Title != "" || d.Published != "" {
		t.Errorf("an item without link, title or date: %+v", d)
	}
	if d := docs[2]; d.Text != "Bara en rubrik, säger Bo Ek" || d.Blocks[0].Kind != enligt.TitleBlock || !strings.HasPrefix(d.ID, "f.xml#") || !strings.HasPrefix(d.Address, "outlet:norden.example/feed#f.xml") {
		t.Errorf("an item with a title only: %+v", d)
	}
	if d := docs[4]; d.URL != "" || len(d.Warnings) != 2 {
		t.Errorf("a link that is none and a date that is none: %q, %q", d.URL, d.Warnings)
	}
	var e *enligt.ReadError
	for i, err := range errs {
		if (err != nil) != (i == 3) || i == 3 && (!errors.As(err, &e) || e.At != "item 4" || e.Do == "" || docs[3].ID != "https://norden.example/4") {
			t.Errorf("item %d: %v", i+1, err)
		}
	}
}

func TestAnItemOfAnotherSiteIsNoVersionOfItsPage(t *testing.T) {
	raw := `<rss><channel><title>Tjuven</title><item><guid isPermaLink="false">1</guid><link>https://norden.example.com/1</link><title>Falskt</title></item>
<item><link>https://news.thief.co.uk/2</link><title>Eget</title></item></channel></rss>`
	docs, _ := all(raw, Options{Address: "https://feeds.thief.co.uk/rss"})
	if docs[0].Address != "outlet:thief.co.uk/rss#1" || docs[0].URL != "https://norden.example.com/1" || docs[1].Address != "" {
		t.Errorf("%q, %q", docs[0].Address, docs[1].Address)
	}
	if docs, _ := all(raw, Options{}); docs[0].Address != "" {
		t.Errorf("a file of the user's: %q", docs[0].Address)
	}
}

func TestEachKindOfFeedIsRead(t *testing.T) {
	for name, raw := range map[string]string{
		"Atom": `<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><id>a</id><title type="html">R&amp;amp;D</title><link href="https://n.example/1"/>
<published>2023-07-28T10:00:00Z</published><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Nej, säger hon.</p></div></content></entry></feed>`,
		"RDF": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>N</title></channel>
<item rdf:about="a"><title>R&amp;D</title><link>https://n.example/1</link><dc:date>2023-07-28T10:00:00Z</dc:date><description>Nej, säger hon.</description></item></rdf:RDF>`,
		"JSON": `{"version":"https://jsonfeed.org/version/1.1","title":"N","items":[{"id":"a","url":"https://n.example/1","title":"R&D","date_published":"2023-07-28T10:00:00Z","content_html":"<p>Nej, säger hon."}]}`,
	} {
		docs, errs := all(raw, Options{})
		if len(docs) != 1 || errs[0] != nil {
			t.Errorf("%s: %d items, %v", name, len(docs), errs)
			continue
		}
		d := docs[0]
		if d.Outlet != "N" || d.Title != "R&D" || d.URL != "https://n.example/1" || d.Published != "2023-07-28T10:00:00Z" || d.Text != "Nej, säger hon." {
			t.Errorf("%s: %+v", name, d)
		}
	}
}

func TestAFeedInAnotherEncodingIsRead(t *testing.T) {
	const body = `<rss><channel><item><title>färja</title></item></channel></rss>`
	latin := strings.ReplaceAll(body, "ä", "\xe4")
	var wide strings.Builder
	for _, r := range `<?xml version="1.0" encoding="utf-16"?>` + body {
		wide.WriteByte(byte(r))
		wide.WriteByte(byte(r >> 8))
	}
	for name, raw := range map[string]string{
		"latin-1":                  `<?xml version="1.0" encoding="iso-8859-1"?>` + latin,
		"latin-1 that says UTF-8":  `<?xml version="1.0" encoding="utf-8"?>` + latin,
		"UTF-8 that says latin-1":  `<?xml version='1.0' encoding='iso-8859-1'?>` + body,
		"no declaration":           body,
		"a mark and white space":   "\uFEFF \n" + `<?xml version="1.1"?>` + body,
		"UTF-16 with its mark":     "\xff\xfe" + wide.String(),
		"UTF-16 without its mark":  wide.String(),
		"an encoding nobody knows": `<?xml version="1.0" encoding="x-none"?>` + body,
		"characters XML forbids":   strings.ReplaceAll(body, "<rss>", "<rss>\x0b\x01"),
	} {
		docs, errs := all(raw, Options{})
		if len(docs) != 1 || errs[0] != nil || docs[0].Title != "färja" {
			t.Errorf("%s: %+v, %v", name, docs, errs)
		}
	}
}

func TestHostileFeedsEndInWords(t *testing.T) {
	deep := strings.Repeat("<a:b>", 300000)
	bomb := `<!DOCTYPE r [<!ENTITY a "nej nej"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><rss><channel><item><title>&c;&c;</title></item></channel></rss>`
	for name, raw := range map[string]string{
		"nothing": "", "a page": "<html><body>Nej", "words": "Nej, säger hon.", "JSON": `{"a":1`, "bytes": "\x00\xff\x00", "cut": harbour[:600],
		"deep": "<rss><channel><item>" + deep, "deep in JSON": strings.Repeat(`{"items":[`, 20000), "a list": "[]", "large": "<rss>" + strings.Repeat(" ", 2<<20),
	} {
		docs, errs := all(raw, Options{ID: "x", MaxBytes: 2 << 20})
		var e *enligt.ReadError
		if len(docs) != 1 || !errors.As(errs[0], &e) || e.What == "" || e.Do == "" || docs[0].ID != "x" {
			t.Errorf("%s: %d items, %v", name, len(docs), errs)
		}
	}
	if docs, _ := all(bomb, Options{}); len(docs) != 1 || len(docs[0].Text) > 100 {
		t.Errorf("entities grew: %+v", docs)
	}
}

func TestAFeedOfAHundredThousandItemsIsCutInWords(t *testing.T) {
	var b strings.Builder
	b.WriteString("<rss><channel><title>N</title>")
	for i := range 100000 {
		fmt.Fprintf(&b, "<item><title>Nej %d, säger hon</title></item>", i)
	}
	b.WriteString("</channel></rss>")
	begun := time.Now()
	docs, errs := all(b.String(), Options{ID: "n", MaxItems: 500})
	if len(docs) != 501 || errs[499] != nil || errs[500] == nil || !strings.Contains(errs[500].Error(), "item 501: 100000 items, the limit is 500") {
		t.Errorf("%d items, last %v", len(docs), errs[len(errs)-1])
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("%v", took)
	}
}

func TestAnItemThatComesTwiceIsMarked(t *testing.T) {
	docs, errs := all(`<rss><channel><item><guid>a</guid><title>Ja</title></item><item><guid>a</guid><title>Nej</title></item></channel></rss>`, Options{})
	if len(docs) != 2 || errs[1] != nil || docs[0].Warnings != nil && len(docs[0].Warnings) > 1 || !slices.Contains(docs[1].Warnings, "item 2 has the name of item 1") {
		t.Errorf("%+v, %v", docs, errs)
	}
}

func TestDatesKeepTheDayThatIsWritten(t *testing.T) {
	for in, want := range map[string]string{
		"Fri, 28 Jul 2023 23:40:00 +0200": "2023-07-28T23:40:00+02:00", "28 Jul 2023 23:40 GMT": "2023-07-28T23:40:00Z", "Fri, 28 Jul 2023 23:40:00 EST": "2023-07-28T23:40:00-05:00",
		"Friday, 28 July 2023 23:40:00 CEST": "2023-07-28T23:40:00+02:00", "Fri, 28 Jul 2023 23:40:00 XYZ": "2023-07-28 23:40:00", "2023-07-28T23:40:00Z": "2023-07-28T23:40:00Z",
		"2023-07-28T23:40": "2023-07-28 23:40:00", "2023-07-28": "2023-07-28", "28 juli": "", "": "", ",": "", " ": "",
		"0001-01-01T00:00:00Z": "", "Thu, 01 Jan 1970 00:00:00 +0000": "", "Thu, 01 Jan 1970 00:00:01 GMT": "1970-01-01T00:00:01Z",
	} {
		if got := date(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestMarkupThatWasEscapedTwiceIsMarkup(t *testing.T) {
	for in, want := range map[string]string{
		"&lt;p&gt;Ada s&amp;auml;ger nej.&lt;/p&gt;&lt;p&gt;Bo g&aring;r.&lt;/p&gt;": "Ada säger nej.|Bo går.", "Ada &lt;br /&gt; Bo": "Ada|Bo", "3 &lt; 5 &amp; 6 &gt; 2": "3 < 5 & 6 > 2", "<p>3 &lt;b&gt; 5</p>": "3 <b> 5",
	} {
		text, blocks := lay(in)
		var got []string
		for _, b := range blocks {
			got = append(got, b.Of(text))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	if got := plain("L&#39;&lt;b&gt;Iran&lt;/b&gt;"); got != "L'Iran" {
		t.Errorf("a title: %q", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(harbour)
	f.Add(`{"version":"https://jsonfeed.org/version/1","items":[{"id":"a","content_html":"<p>b<li>c<svg><svg>","url":"//x"}]}`)
	f.Add(`<feed><entry><link href="a"/><source><link href=":"/></source><content>&lt;p&gt;x</content></entry></feed>`)
	f.Fuzz(func(t *testing.T, raw string) {
		docs, errs := all(raw, Options{ID: "x", Address: "https://a.example/", MaxBytes: 1 << 18, MaxItems: 50})
		for i, d := range docs {
			if errs[i] == nil && (d.Text == "" || d.ID == "") {
				t.Errorf("%q: a document without text or name", raw)
			}
			if !utf8.ValidString(d.Text) {
				t.Errorf("%q: a text that is not UTF-8", raw)
			}
			for _, b := range d.Blocks {
				if err := b.Check(d.Text); err != nil {
					t.Errorf("%q: %v", raw, err)
				}
			}
		}
	})
}
