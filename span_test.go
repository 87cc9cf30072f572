package enligt

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// trickyText draws texts of the characters that offsets go wrong on.
var trickyText = rapid.Custom(func(t *rapid.T) string {
	piece := rapid.SampledFrom([]string{
		"a", "B", " ", "å", "ä", "ö", "é", "e\u0301", "😀", "👩\u200d🚀", "🇸🇪", "\u00a0", "\u202f", "\u0085", "\u0092",
		"\r\n", "\n", "\t", "”", "«", "–", "\u2028", "\ufeff", "漢", "\U0010ffff", strings.Repeat("x", 200), strings.Repeat("ö", 70),
	})
	return strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "")
})

func TestOffsetsAgreeWithCountingFromTheStart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := trickyText.Draw(t, "text")
		o := NewOffsets(text)
		runes, units := 0, 0
		for at, r := range text + "." { // "." stands for the end
			if got := o.Runes(at); got != runes {
				t.Fatalf("%q: byte %d is code point %d, got %d", text, at, runes, got)
			}
			if got := o.UTF16(at); got != units {
				t.Fatalf("%q: byte %d is unit %d, got %d", text, at, units, got)
			}
			if got, err := o.FromRunes(runes); err != nil || got != at {
				t.Fatalf("%q: code point %d is byte %d, got %d, %v", text, runes, at, got, err)
			}
			if got, err := o.FromUTF16(units); err != nil || got != at {
				t.Fatalf("%q: unit %d is byte %d, got %d, %v", text, units, at, got, err)
			}
			runes++
			units += len(utf16.Encode([]rune{r}))
		}
	})
}

func TestASpanSurvivesTheWayThroughCodePoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := trickyText.Draw(t, "text")
		s := someSpan(t, text)
		o := NewOffsets(text)
		start, end := o.RuneSpan(s)
		if got := string([]rune(text)[start:end]); got != s.Of(text) {
			t.Fatalf("code points %d to %d are %q, the span holds %q", start, end, got, s.Of(text))
		}
		if back, err := o.SpanOfRunes(start, end); err != nil || back != s {
			t.Fatalf("%v came back as %v, %v", s, back, err)
		}
	})
}

// someSpan draws a span of text.
func someSpan(t *rapid.T, text string) Span {
	edges := []int{len(text)}
	for i := range text {
		edges = append(edges, i)
	}
	edge := rapid.SampledFrom(edges)
	a, b := edge.Draw(t, "edge"), edge.Draw(t, "edge")
	return Span{min(a, b), max(a, b)}
}

func TestOffsetsThatNoCharacterHasAreRefused(t *testing.T) {
	for _, text := range []string{"", "abc", "å😀", strings.Repeat("å😀", 500)} {
		o := NewOffsets(text)
		runes, units := utf8.RuneCountInString(text), len(utf16.Encode([]rune(text)))
		for _, n := range []int{-1, runes + 1, runes + 1000} {
			if at, err := o.FromRunes(n); err == nil {
				t.Errorf("%.10q: code point %d is byte %d", text, n, at)
			}
		}
		if at, err := o.FromUTF16(units + 1); err == nil {
			t.Errorf("%.10q: unit %d is byte %d", text, units+1, at)
		}
	}
	if at, err := NewOffsets("å😀").FromUTF16(2); err == nil {
		t.Errorf("the middle of a surrogate pair is byte %d", at)
	}
	if s, err := NewOffsets("abc").SpanOfRunes(2, 1); err == nil {
		t.Errorf("a span that ends before it starts is %v", s)
	}
}

func TestCheckKnowsWhatCanBeSliced(t *testing.T) {
	text := "aå😀"
	for s, ok := range map[Span]bool{
		{0, 0}: true, {0, 7}: true, {1, 3}: true, {7, 7}: true, {3, 7}: true,
		{-1, 2}: false, {3, 1}: false, {0, 8}: false, {2, 3}: false, {0, 5}: false, {8, 8}: false,
	} {
		if err := s.Check(text); (err == nil) != ok {
			t.Errorf("%v: %v", s, err)
		}
	}
}

func TestAMegabyteConvertsAtAllItsEdges(t *testing.T) {
	text := strings.Repeat("Åsa säger “nej” 😀.\r\n", 1<<20/26)
	o := NewOffsets(text)
	last := utf8.RuneCountInString(text)
	for n := 0; n <= last; n += 97 {
		at, err := o.FromRunes(n)
		if err != nil || o.Runes(at) != n {
			t.Fatalf("code point %d: byte %d, %v", n, at, err)
		}
	}
	if at, err := o.FromRunes(last); err != nil || at != len(text) {
		t.Errorf("the end is byte %d, %v", at, err)
	}
}

func TestSpansKnowHowTheyLie(t *testing.T) {
	a, b, c := Span{2, 5}, Span{3, 4}, Span{5, 6}
	if !a.Contains(b) || b.Contains(a) || !a.Overlaps(b) || a.Overlaps(c) || a.Cover(c) != (Span{2, 6}) || a.Len() != 3 || a.Empty() || !(Span{4, 4}).Empty() {
		t.Error("spans lie otherwise than they should")
	}
}
