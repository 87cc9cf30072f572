package enligt

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"
)

// expectBlocks compares the blocks of a text, each written "kind: words".
func expectBlocks(t *testing.T, text string, want ...string) {
	t.Helper()
	var got []string
	for _, b := range Blocks(text) {
		got = append(got, string(b.Kind)+": "+strings.Join(strings.Fields(b.Of(text)), " "))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("blocks of %q:\n%s\nwant\n%s", text, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestANewlineEndsABlock(t *testing.T) {
	expectBlocks(t, "Hon går hem nu.\nHan stannar kvar.\r\n\r\n  Det är sent.\u2028Ja.",
		"paragraph: Hon går hem nu.", "paragraph: Han stannar kvar.", "paragraph: Det är sent.", "paragraph: Ja.")
}

func TestInAHardWrappedTextABlankLineEndsABlock(t *testing.T) {
	expectBlocks(t, "The harbour was closed on Monday after the wind had\nrisen through the night, and no ferry left before\nnoon, the port master said in a short notice to all\nthe passengers.\n\nNobody was hurt. The first boat sailed an hour later\nwith half of those who had waited.\n",
		"paragraph: The harbour was closed on Monday after the wind had risen through the night, and no ferry left before noon, the port master said in a short notice to all the passengers.",
		"paragraph: Nobody was hurt. The first boat sailed an hour later with half of those who had waited.")
}

func TestShortLinesAreNotTakenForWrappedOnes(t *testing.T) {
	expectBlocks(t, "Vi säljer båten.\nDen är för stor för oss två.\nHamnen är full i år.\nDet blir dyrt.",
		"paragraph: Vi säljer båten.", "paragraph: Den är för stor för oss två.", "paragraph: Hamnen är full i år.", "paragraph: Det blir dyrt.")
}

func TestKindsAreNamedWhereTheLayoutIsClear(t *testing.T) {
	expectBlocks(t, "Hamnen stänger\nFärjorna ligger stilla sedan i natt, säger hamnchefen.\n”Allt är lugnt”\n– Vi väntar på att vinden ska mojna.\n## Bakgrund\nTre saker gäller:\n1. Stanna inne.\n2. Ring ingen.\n• En sak till\nDet var allt",
		"title: Hamnen stänger", "paragraph: Färjorna ligger stilla sedan i natt, säger hamnchefen.", "heading: ”Allt är lugnt”",
		"paragraph: – Vi väntar på att vinden ska mojna.", "heading: ## Bakgrund", "paragraph: Tre saker gäller:",
		"list: 1. Stanna inne.", "list: 2. Ring ingen.", "list: • En sak till", "paragraph: Det var allt")
}

func TestNoTextHasNoBlocks(t *testing.T) {
	for _, text := range []string{"", " ", "\n\r\n\t\u00a0\n"} {
		if b := Blocks(text); len(b) != 0 {
			t.Errorf("%q has %v", text, b)
		}
	}
}

func TestBetweenBlocksIsOnlyWhiteSpace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := trickyText.Draw(t, "text")
		at := 0
		blocks := append(Blocks(text), Block{Span{len(text), len(text)}, Paragraph})
		for _, b := range blocks {
			if err := b.Check(text); err != nil || b.Start < at {
				t.Fatalf("%v after %d: %v", b, at, err)
			}
			if gap := text[at:b.Start]; strings.TrimFunc(gap, unicode.IsSpace) != "" {
				t.Fatalf("%q lies between blocks of %q", gap, text)
			}
			at = b.End
		}
	})
}

func TestBlocksTakeLinearTime(t *testing.T) {
	for name, text := range map[string]string{
		"one line":    strings.Repeat("ord ", 5<<20/4),
		"empty lines": strings.Repeat("\n", 1<<20),
		"short lines": strings.Repeat("a\n", 1<<20),
		"wrapped":     strings.Repeat(strings.Repeat("ord ", 15)+"\n", 1<<14),
	} {
		begun := time.Now()
		Blocks(text)
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}
