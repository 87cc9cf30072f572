package feed

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestAFeedSaysHowOftenItWantsToBeAsked(t *testing.T) {
	for name, c := range map[string]struct {
		raw   string
		every time.Duration
		hours []int
		days  []time.Weekday
	}{
		"ttl and hours": {`<rss><channel><ttl> 45 </ttl><skipHours><hour>0</hour><hour>24</hour><hour>3</hour><hour>x</hour></skipHours><skipDays><day>Sunday</day></skipDays></channel></rss>`, 45 * time.Minute, []int{0, 3}, []time.Weekday{time.Sunday}},
		"syndication": {`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>N</title>
<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel></rdf:RDF>`, 30 * time.Minute, nil, nil},
		"nothing":  {`<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title></feed>`, 0, nil, nil},
		"nonsense": {`<rss><channel><ttl>-9</ttl><skipHours><hour>25</hour></skipHours></channel></rss>`, 0, nil, nil},
		"for ever": {`<rss><channel><ttl>99999999</ttl></channel></rss>`, longestEvery, nil, nil},
	} {
		f, err := Open(strings.NewReader(c.raw), Options{})
		if err != nil || f.Every != c.every || !reflect.DeepEqual(f.Hours, c.hours) || !reflect.DeepEqual(f.Days, c.days) {
			t.Errorf("%s: %+v, %v", name, f, err)
		}
	}
}

func TestAnItemWithALinkOnlyIsAnItemWithoutText(t *testing.T) {
	f, err := Open(strings.NewReader(harbour), Options{Address: "https://norden.example/feed"})
	if err != nil || f.Title != "Nordposten & hamnen" || f.Site != "https://norden.example/" || f.Total != 5 {
		t.Fatalf("%+v, %v", f, err)
	}
	n := 0
	for it, err := range f.Items() {
		if n++; n == 4 && (err != nil || it.Text != "" || it.URL != "https://norden.example/4" || it.At != "item 4") {
			t.Errorf("%+v, %v", it, err)
		}
	}
}

func TestANameThatIsAURICountsInAllFeedsOfASite(t *testing.T) {
	for raw, want := range map[string]string{
		`<item><guid isPermaLink="false">tag:a.example,2023:5</guid><title>Nej</title></item>`: "outlet:a.example:8080#tag:a.example%2C2023:5",
		`<item><guid isPermaLink="false">5</guid><title>Nej</title></item>`:                    "outlet:a.example:8080/f%C3%A4rja.rss?p=1#5",
		`<item><guid>5</guid><title>Nej</title></item>`:                                        "outlet:a.example:8080/f%C3%A4rja.rss?p=1#5",
		`<item><link>https://b.example/5</link><title>Nej</title></item>`:                      "outlet:a.example:8080#https:%2F%2Fb.example%2F5",
	} {
		docs, _ := all("<rss><channel>"+raw+"</channel></rss>", Options{Address: "https://feeds.a.example:8080/färja.rss?p=1"})
		if len(docs) != 1 || docs[0].Address != want {
			t.Errorf("%s: %q, want %q", raw, docs[0].Address, want)
		}
	}
}

func TestAPageNamesItsFeeds(t *testing.T) {
	page := `<!doctype html><head><link rel="alternate" type="application/rss+xml" title="Nyheter" href="/rss.xml"><link rel=stylesheet href=a.css>
<link rel="alternate" hreflang="fr" href="/fr"><LINK REL="Alternate Home" TYPE="application/atom+xml; charset=utf-8" HREF="https://b.example/atom"><link rel=alternate type=application/rss+xml href=/rss.xml>
<link rel=alternate type=application/rss+xml href=javascript:alert(1)><base href="/under/"><link rel=alternate type=application/feed+json href=feed.json></head>`
	want := []Subscription{{"Nyheter", "https://a.example/rss.xml", "https://a.example/x", nil}, {"", "https://b.example/atom", "https://a.example/x", nil}, {"", "https://a.example/under/feed.json", "https://a.example/x", nil}}
	if got := Discover([]byte(page), "https://a.example/x"); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	if got := Discover([]byte("<p>Nej"), "https://a.example/"); got != nil {
		t.Errorf("%+v", got)
	}
}

func TestALongFeedIsCutWhereItsNamesHavePrefixesToo(t *testing.T) {
	for name, raw := range map[string]string{
		"RSS":  `<rss version="2.0"><channel><title>N</title>%s</channel></rss>`,
		"Atom": `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>N</a:title>%s</a:feed>`,
		"RDF":  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>N</title></channel>%s</rdf:RDF>`,
	} {
		item := `<item><title>Nej</title><item>`
		if item = `<item><title>Nej</title></item>`; name == "Atom" {
			item = `<a:entry><a:title>Nej</a:title></a:entry>`
		}
		f, err := Open(strings.NewReader(fmt.Sprintf(raw, strings.Repeat(item, 7))), Options{MaxItems: 3})
		if err != nil || f.Total != 7 || len(f.parsed.items) != 3 || f.Title != "N" {
			t.Errorf("%s: %v, %+v", name, err, f)
		}
	}
}

// TestAFeedOfAHundredThousandItemsFitsInLittleMemory holds what a hostile feed of
// the greatest size that is read can make us use.
func TestAFeedOfAHundredThousandItemsFitsInLittleMemory(t *testing.T) {
	const items = 100000
	xml := "<rss><channel><title>N</title>" + strings.Repeat(`<item><guid>x</guid><link>https://a.example/1</link><title>Nej, säger hon</title><description>Kajen är full, säger Bo Ek.</description></item>`, items) + "</channel></rss>"
	json := `{"version":"https://jsonfeed.org/version/1.1","title":"N","items":[` + strings.Repeat(`{"id":"x","url":"https://a.example/1","title":"Nej, säger hon","content_text":"Kajen är full, säger Bo Ek."},`, items) + `{"id":"y"}]}`
	for name, raw := range map[string]string{"RSS": xml, "JSON": json} {
		most, stop, done := uint64(0), make(chan struct{}), make(chan struct{})
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		before := m.HeapAlloc
		go func() {
			defer close(done)
			for {
				select {
				case <-stop:
					return
				case <-time.After(2 * time.Millisecond):
					runtime.ReadMemStats(&m)
					most = max(most, m.HeapAlloc)
				}
			}
		}()
		f, err := Open(strings.NewReader(raw), Options{})
		n := 0
		if err == nil {
			for range f.Items() {
				n++
			}
		}
		close(stop)
		<-done
		if err != nil || f.Total < items || n != DefaultMaxItems+1 {
			t.Errorf("%s: %v, %d items", name, err, n)
		}
		used := (int64(most) - int64(before)) >> 20
		t.Logf("%s: %d MB of feed, at most %d MB more than before", name, len(raw)>>20, used)
		if used > 250 {
			t.Errorf("%s: %d MB", name, used)
		}
	}
}

func FuzzDiscover(f *testing.F) {
	f.Add(`<link rel=alternate type=application/rss+xml href=/a><base href=//b>`)
	f.Fuzz(func(t *testing.T, page string) {
		for _, s := range Discover([]byte(page), "https://a.example/") {
			if webAddress(s.Address, nil) == nil {
				t.Errorf("%q gives %q", page, s.Address)
			}
		}
	})
}
