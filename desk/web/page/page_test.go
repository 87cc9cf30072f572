package page

import (
	"flag"
	"fmt"
	"html"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/enligt/enligt"
)

var update = flag.Bool("update", false, "write testdata anew")

// words is a vocabulary in which everything is called by its key.
type words struct{}

func (words) Name(key string) string    { return key[strings.IndexByte(key, '.')+1:] }
func (words) Meaning(key string) string { return "" }

const article = "Färjorna står still\nHamnen hålls stängd ”tills vidare”, uppger hamnchefen Ada Berg för Radio Nord.\nEnligt rederiet ska <kaptenen> ha sagt att isen bär, men det är inte bekräftat.\n– Jag har aldrig sagt det, säger en röst på bandet."

// example is a reading of the article with one statement of each sort.
func example() *enligt.Reading {
	at := func(part string) enligt.Span {
		i := strings.Index(article, part)
		return enligt.Span{Start: i, End: i + len(part)}
	}
	source := func(part string) *enligt.Span { s := at(part); return &s }
	return &enligt.Reading{
		Document: enligt.Document{ID: "a.txt", Lang: "sv", Outlet: "Nordposten", Published: "2023-07-28", Text: article, Blocks: enligt.Blocks(article)},
		Statements: []enligt.Statement{
			{ID: "s1", Content: []enligt.Span{at("Hamnen hålls stängd ”tills vidare”")}, Cue: at("uppger"), Source: source("hamnchefen Ada Berg"), Form: enligt.Mixed, Act: enligt.Assert,
				Speaker: []enligt.Speaker{{Name: "Ada Berg", Role: source("hamnchefen")}}, Addressee: []enligt.Party{{Name: "Radio Nord", Span: at("Radio Nord")}}, Confidence: .9},
			{ID: "s2", Content: []enligt.Span{at("<kaptenen> ha sagt att isen bär")}, Cue: at("Enligt"), Source: source("rederiet"), Form: enligt.Indirect, Act: enligt.Assert,
				Speaker: []enligt.Speaker{{Name: "rederiet"}}, Doubt: []enligt.Doubt{{Kind: enligt.Unverified, Span: at("inte bekräftat")}}},
			{ID: "s3", Content: []enligt.Span{at("att isen bär")}, Cue: at("ska"), Form: enligt.Indirect, Act: enligt.Assert, Parent: "s2", Nested: true,
				Speaker: []enligt.Speaker{{Name: "kaptenen"}}, Doubt: []enligt.Doubt{{Kind: enligt.Reported, Span: at("ska")}}},
			{ID: "s4", Content: []enligt.Span{at("Jag har aldrig sagt det")}, Cue: at("säger"), Source: source("en röst"), Form: enligt.Direct, Act: enligt.Deny, Polarity: enligt.Negated,
				Speaker: []enligt.Speaker{{Name: "kaptenen", Kind: enligt.Person}}, Channel: &enligt.Channel{Name: "bandet", Span: at("bandet")}, Doubt: []enligt.Doubt{{Kind: enligt.Purported, Span: at("en röst")}}},
		},
		Warnings: []string{"a warning"}, MadeBy: enligt.MadeBy{Enligt: "0.1.0", Pack: "sv 1"},
	}
}

func write(t *testing.T, r *enligt.Reading) string {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, r, words{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestThePageIsTheOneInTestdata(t *testing.T) {
	got := write(t, example())
	got = regexp.MustCompile(`(?s)<style>.*</style>`).ReplaceAllString(got, "<style></style>")
	got = regexp.MustCompile(`(?s)<script>.*</script>`).ReplaceAllString(got, "<script></script>")
	got = regexp.MustCompile(`content="default-src[^"]*"`).ReplaceAllString(got, `content="policy"`)
	const name = "testdata/page.html"
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the page is not that of %s; look at it and run with -update if it is right:\n%s", name, got)
	}
}

var (
	numerals = regexp.MustCompile(`<a class="sn"[^>]*>\d+</a>`)
	tags     = regexp.MustCompile(`<[^>]*>`)
	blockRow = regexp.MustCompile(`(?s)<section class="row.*?</a>\n<(h1|h2|p)>(.*?)</(?:h1|h2|p)>`)
)

// shown is the text that each row of a page shows, numerals aside.
func shown(page string) []string {
	var out []string
	for _, m := range blockRow.FindAllStringSubmatch(page, -1) {
		out = append(out, html.UnescapeString(tags.ReplaceAllString(numerals.ReplaceAllString(m[2], ""), "")))
	}
	return out
}

func TestTheTextOnThePageIsTheTextOfTheDocument(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := example()
		r.Statements = nil
		var edges []int
		for i := range article {
			edges = append(edges, i)
		}
		edge := rapid.SampledFrom(edges)
		for i := range rapid.IntRange(0, 6).Draw(rt, "statements") {
			s := enligt.Statement{ID: fmt.Sprint("s", i+1), Form: rapid.SampledFrom(enligt.Forms).Draw(rt, "form")}
			for range rapid.IntRange(0, 3).Draw(rt, "contents") {
				a, b := edge.Draw(rt, "edge"), edge.Draw(rt, "edge")
				s.Content = append(s.Content, enligt.Span{Start: min(a, b), End: max(a, b)})
			}
			r.Statements = append(r.Statements, s)
		}
		got := shown(write(t, r))
		for i, b := range r.Document.Blocks {
			if i >= len(got) || got[i] != b.Of(article) {
				rt.Fatalf("row %d of %q is not %q", i, got, b.Of(article))
			}
		}
	})
}

func TestOverlappingStatementsAreCutIntoPieces(t *testing.T) {
	page := write(t, example())
	for _, want := range []string{
		`<span class="s l-unverified" data-s="2" id="s2">&lt;kaptenen&gt; ha sagt </span><a class="sn" href="#n3" aria-label="statement 3, kaptenen">3</a><span class="s l-unverified" data-s="2"><span class="s l-reported d2" data-s="3" id="s3">att isen bär</span></span>`,
		`Hamnen hålls stängd </span><span class="s l-said q" data-s="1">”tills vidare”</span>`,
		`<em class="cue">inte bekräftat</em>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestTheDoubtfulSpeakerIsNotTheSpeaker(t *testing.T) {
	page := write(t, example())
	if !strings.Contains(page, `<b class="who">voice</b>`) || !strings.Contains(page, `<b class="doubt">said_to_be kaptenen</b>`) {
		t.Error("a purported speaker stands in the speaker's place")
	}
}

func TestThePageNeedsNothingElse(t *testing.T) {
	page := write(t, example())
	for _, bad := range []string{"<link", "src=", "url(", "@import", "http:", "https:", `style="`, "onclick"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	if strings.Contains(page, "ZgotmplZ") {
		t.Error("the template refused a value")
	}
}

func TestAReadingWithoutStatementsSaysSo(t *testing.T) {
	r := example()
	r.Statements = nil
	if page := write(t, r); !strings.Contains(page, `<p class="none">none</p>`) {
		t.Error("the page does not say that nothing was found")
	}
}

func TestASpanThatIsNotTheTextsIsRefused(t *testing.T) {
	r := example()
	r.Statements[0].Content[0].End = len(article) + 1
	if err := Write(&strings.Builder{}, r, words{}); err == nil {
		t.Error("the page shows what is not in the text")
	}
}

func TestManyNestedStatementsTakeLittleTime(t *testing.T) {
	r := example()
	r.Document.Text = strings.Repeat("a", 20000)
	r.Document.Blocks = enligt.Blocks(r.Document.Text)
	r.Statements = nil
	for i := range 2000 {
		r.Statements = append(r.Statements, enligt.Statement{ID: fmt.Sprint("s", i+1), Content: []enligt.Span{{Start: i, End: 20000 - i}}})
	}
	begun := time.Now()
	write(t, r)
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("%v", took)
	}
}
