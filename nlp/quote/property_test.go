package quote

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt"
	"pgregory.net/rapid"
)

// sound reports what is wrong with quotations as a structure over text.
func sound(text string, quotations []enligt.Quotation) error {
	for i, q := range quotations {
		if err := q.Check(text); err != nil {
			return err
		}
		if err := q.Inner.Check(text); err != nil {
			return fmt.Errorf("inner %w", err)
		}
		switch {
		case q.Empty() || !q.Contains(q.Inner):
			return fmt.Errorf("quotation %d: %v holds inner %v", i, q.Span, q.Inner)
		case q.Sure > 100 || q.Kind != "mark" && q.Kind != "dash" || q.Ending == "":
			return fmt.Errorf("quotation %d: %+v", i, q)
		case i > 0 && (q.Start < quotations[i-1].Start || q.Start == quotations[i-1].Start && q.End > quotations[i-1].End):
			return fmt.Errorf("quotation %d: before the one it follows", i)
		case q.Parent >= i || q.Previous >= i || q.Parent < -1 || q.Previous < -1:
			return fmt.Errorf("quotation %d: parent %d, previous %d", i, q.Parent, q.Previous)
		case q.Parent < 0 && q.Depth != 1:
			return fmt.Errorf("quotation %d: depth %d without a parent", i, q.Depth)
		case q.Parent >= 0 && (q.Depth != quotations[q.Parent].Depth+1 || !quotations[q.Parent].Contains(q.Span)):
			return fmt.Errorf("quotation %d: outside its parent", i)
		}
		if i > 0 && q.Parent < 0 && q.Overlaps(outermostBefore(quotations, i)) {
			return fmt.Errorf("quotation %d: crosses an earlier one", i)
		}
	}
	return nil
}

func outermostBefore(quotations []enligt.Quotation, i int) enligt.Span {
	for i--; quotations[i].Parent >= 0; {
		i = quotations[i].Parent
	}
	return quotations[i].Span
}

var pieces = []string{
	"”", "“", "„", "\"", "''", "«", "»", "« ", " »", "‘", "’", "'", "‚", "‹", "›", "–", "— ", "- ", "\n", "\n\n", " ", "\u00a0", ". ", ", ", "? ", "(", ")",
	"Vi går", "sade hon", "5'10", "l'", "s", "A", "é", "\U0001f600", "e\u0301", "…", "\t", "\r\n", "\u2028", "`", "7",
}

func mess(t *rapid.T) string {
	return strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "pieces"), "")
}

func TestWhateverTheMarksQuotationsNestAndStayInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := mess(t)
		if err := sound(text, Find(text, nil)); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

func TestSignsBoundQuotationsInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := mess(t)
		quotations := Find(text, nil)
		at := 0
		for _, s := range Signs(text, quotations) {
			if err := s.Check(text); err != nil || s.Empty() || s.Start < at {
				t.Fatalf("%q: sign %+v after %d: %v", text, s, at, err)
			}
			at = s.End
		}
	})
}

// styles are balanced ways to write an outer and an inner quotation.
var styles = [][4]string{
	{"”", "”", "’", "’"}, {"“", "”", "‘", "’"}, {"\"", "\"", "'", "'"}, {"«", "»", "“", "”"}, {"« ", " »", "“", "”"}, {"«\u00a0", "\u00a0»", "‹", "›"},
	{"»", "«", "›", "‹"}, {"„", "“", "‚", "‘"}, {"''", "''", "\"", "\""}, {"„", "”", "’", "’"}, {"»", "»", "’", "’"},
}

// kinds writes only the signs and how quotations end: what is left of a text
// when its style is taken away.
func kinds(text string) string {
	quotations := Find(text, nil)
	var b strings.Builder
	for _, s := range Signs(text, quotations) {
		q := quotations[s.Quotation]
		fmt.Fprintf(&b, "%d/%d/%s/%d ", s.Kind, q.Depth, q.Ending, q.Previous)
	}
	return b.String()
}

func TestTheStructureDoesNotDependOnTheStyle(t *testing.T) {
	sentences := []string{
		"{Vi går}, sade hon.", "Hon sade: {Vi [inte] går.} Sedan gick hon.", "{Vi går}, sade hon, {nu}.", "– {Vi går}, säger han.\n– Nej.",
		"{Ett.\n{Två.\n{Tre}, sade hon.", "Det {så kallade} målet ({Målet}) finns.", "{Kom!}", "{Han sade [kom] och [gå] till mig.}", "De sade {nej} till {oss}.",
	}
	rapid.Check(t, func(t *rapid.T) {
		abstract := strings.Join(rapid.SliceOfN(rapid.SampledFrom(sentences), 1, 5).Draw(t, "sentences"), "\n")
		write := func(s [4]string) string {
			return strings.NewReplacer("{", s[0], "}", s[1], "[", s[2], "]", s[3]).Replace(abstract)
		}
		want := kinds(write(styles[0]))
		s := rapid.SampledFrom(styles).Draw(t, "style")
		if got := kinds(write(s)); got != want {
			t.Fatalf("%s\n got  %s\n want %s", write(s), got, want)
		}
	})
}

func TestThousandsOfMarksTakeTimeInProportion(t *testing.T) {
	for _, unit := range []string{"“", "”", "\"", "“‘", "« ", "»", "'", "' ", "''", "– A. ", "“a. ", "”A ", "\n”", "a” ", "l'", " 's ", "“‘a’ ", "””  ", "("} {
		small, large := strings.Repeat(unit, 5_000), strings.Repeat(unit, 40_000)
		a, b := elapsed(small), elapsed(large)
		for range 3 { // other work on the machine may slow one down
			a, b = max(a, elapsed(small)), min(b, elapsed(large))
		}
		if b > 30*a && b > 150*time.Millisecond {
			t.Errorf("%q: 5,000 take %v, 40,000 take %v", unit, a, b)
		}
		if err := sound(small[:len(unit)*100], Find(small[:len(unit)*100], nil)); err != nil {
			t.Errorf("%q: %v", unit, err)
		}
	}
}

func TestOneLineOfFiveMegabytesIsRead(t *testing.T) {
	line := strings.Repeat("Hon sade: ”Vi går nu, och ’det’ är sent”, och gick. – Nej, säger han. ", 5<<20/70)
	if took := elapsed(line); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}

func elapsed(text string) time.Duration {
	start := time.Now()
	Find(text, nil)
	return time.Since(start)
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"”Vi går”, sade hon.", "« On part », dit-il.\n» Deux »", "– Nej. – Jo.", "\"a 'b\" c'", "\xff”\xfe", "''\"''\""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		quotations := Find(text, nil)
		valid := strings.ToValidUTF8(text, "?") == text
		if err := sound(text, quotations); err != nil && valid {
			t.Fatalf("%q: %v", text, err)
		}
		Signs(text, quotations)
		whole := []enligt.Block{{Span: enligt.Span{Start: 0, End: len(text)}, Kind: enligt.Paragraph}}
		if err := sound(text, Find(text, whole)); err != nil && valid {
			t.Fatalf("%q as one block: %v", text, err)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Hon sade: ”Vi går nu, och ’det’ är sent”, och gick.\n– Nej, säger han. ", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find(text, nil)
	}
}
