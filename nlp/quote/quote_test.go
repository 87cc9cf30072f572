package quote

import (
	"fmt"
	"strings"
	"testing"

	"github.com/enligt/enligt"
)

// show writes what was found, one quotation a line: depth, kind, ending, text
// and the quotation it continues.
func show(text string, quotations []enligt.Quotation) string {
	var b strings.Builder
	for i, q := range quotations {
		fmt.Fprintf(&b, "%s%s %s: %s", strings.Repeat("  ", q.Depth-1), q.Kind, q.Ending, q.Of(text))
		if q.Previous >= 0 {
			fmt.Fprintf(&b, " (goes on from %d)", q.Previous-i)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func expect(t *testing.T, text string, want ...string) {
	t.Helper()
	got := strings.TrimSuffix(show(text, Find(text, nil)), "\n")
	if w := strings.Join(want, "\n"); got != w {
		t.Errorf("%s\n got:\n%s\n want:\n%s", text, got, w)
	}
}

func TestEveryStyleOfMarksIsFound(t *testing.T) {
	for _, q := range []string{
		"”Vi går”", "“We go”", "\"We go\"", "»Vi går«", "«On part»", "« On part »", "«\u00a0On part\u00a0»", "‘We go’", "'We go'",
		"''We go''", "„Wir gehen“", "„Idziemy”", "»Vi går»", "’Vi går’", "``We go''", "‹ On part ›", "‚Wir gehen‘", "‘‘We go’’",
	} {
		expect(t, "Sade hon: "+q+", sedan.", "mark closed: "+q)
		expect(t, q+", sade hon.", "mark closed: "+q)
		expect(t, "("+q+")", "mark closed: "+q)
		expect(t, q+" "+q, "mark closed: "+q, "mark closed: "+q)
	}
}

func TestMarksNest(t *testing.T) {
	expect(t, "”Han sade ’kom’ till mig”, sade hon.", "mark closed: ”Han sade ’kom’ till mig”", "  mark closed: ’kom’")
	expect(t, "“He said ‘come.’”", "mark closed: “He said ‘come.’”", "  mark closed: ‘come.’")
	expect(t, "\"'Kom', sade han\", sade hon.", "mark closed: \"'Kom', sade han\"", "  mark closed: 'Kom'")
	expect(t, "« Il a dit “viens” hier », dit-elle.", "mark closed: « Il a dit “viens” hier »", "  mark closed: “viens”")
	expect(t, "« Il a dit « viens » hier », dit-elle.", "mark closed: « Il a dit « viens » hier »", "  mark closed: « viens »")
	expect(t, "”Han sade ”nej” till mig”, sade hon.", "mark closed: ”Han sade ”nej” till mig”", "  mark closed: ”nej”")
}

func TestApostrophesAndMeasuresAreNoMarks(t *testing.T) {
	for _, text := range []string{
		"L'homme et l’enfant d'abord, aujourd’hui.", "Don't, it’s rock 'n' roll from the '80s and the ’90s.", "The players’ bus and Lars' bil.",
		"He is 5'10\" tall.", "A 12\" record.", "'Tis late, get 'em.", "Six feet, 6' 2\" he said.", "5′10″ tall",
	} {
		expect(t, text)
	}
	expect(t, "«L'homme qu'on a vu», dit-il.", "mark closed: «L'homme qu'on a vu»")
	expect(t, "Il parle d'«abus» et de l’“affaire”.", "mark closed: «abus»", "mark closed: “affaire”")
	expect(t, "'The players' union said so,' he said.", "mark closed: 'The players' union said so,'")
	expect(t, "'Don't go,' she said. 'It's late.'", "mark closed: 'Don't go,'", "mark closed: 'It's late.'")
	expect(t, "\"He is 5'10\" tall,\" she said.", "mark closed: \"He is 5'10\" tall,\"")
}

func TestMixedAndUnbalancedMarksAreGuessed(t *testing.T) {
	expect(t, "”Vi går\", sade hon. ”Nu”", "mark guessed: ”Vi går\"", "mark closed: ”Nu”")
	expect(t, "“We go\", she said.", "mark guessed: “We go\"")
	expect(t, "”Vi går, sade hon. ”Jag vet”, sade han.", "mark reopened: ”Vi går, sade hon.", "mark closed: ”Jag vet” (goes on from -1)")
	expect(t, "”Vi går, sade hon.", "mark unclosed: ”Vi går, sade hon.")
	expect(t, "Vi går”, sade hon.", "mark guessed: Vi går”")
	expect(t, "sade\"Vi går\"och gick", "mark closed: \"Vi går\"")
	expect(t, "sade:\"Vi går.\"Han gick", "mark closed: \"Vi går.\"")
	expect(t, "\" Vi går \" , sade hon", "mark closed: \" Vi går \"")
	expect(t, "\" On part \", dit-il. \"...et vous ? \"", "mark closed: \" On part \"", "mark closed: \"...et vous ? \"")
	expect(t, "« On part », dit-il. «On vient», dit-elle.", "mark closed: « On part »", "mark closed: «On vient»")
}

func TestQuotationsGoOnOverParagraphs(t *testing.T) {
	expect(t, "”Stycke ett.\n”Stycke två.”\nEtt till.", "mark reopened: ”Stycke ett.", "mark closed: ”Stycke två.” (goes on from -1)")
	expect(t, "Hon sade: “One.\n\n“Two.\n\n“Three.”", "mark reopened: “One.", "mark reopened: “Two. (goes on from -1)", "mark closed: “Three.” (goes on from -1)")
	expect(t, "« Un.\n» Deux.\n» Trois », dit-elle.", "mark reopened: « Un.", "mark reopened: » Deux. (goes on from -1)", "mark closed: » Trois » (goes on from -1)")
	expect(t, "\"Ett.\nTvå.\nTre.\", sade hon.", "mark unclosed: \"Ett.", "mark unclosed: Två. (goes on from -1)", "mark closed: Tre.\" (goes on from -1)")
	expect(t, "”Ett. ”Två.” Slut.", "mark reopened: ”Ett.", "mark closed: ”Två.” (goes on from -1)")
	expect(t, "”Ett.\nNågot annat.\n”Två”, sade hon.", "mark unclosed: ”Ett.", "mark closed: ”Två”")
}

func TestTalkingDashesOpenUtterances(t *testing.T) {
	expect(t, "– Vi går nu, säger hon.\n– Nej.", "dash closed: Vi går nu, säger hon.", "dash closed: Nej.")
	expect(t, "De lämnar landet. – Vi går nu, säger hon. – Det är sent.", "dash closed: Vi går nu, säger hon.", "dash closed: Det är sent.")
	expect(t, "— Et vous ? — Oui.", "dash closed: Et vous ?", "dash closed: Oui.")
	expect(t, "- Vi går nu, säger hon.", "dash closed: Vi går nu, säger hon.")
	expect(t, "—Vi går nu, säger hon.", "dash closed: Vi går nu, säger hon.")
	expect(t, "-- Vi går nu, säger hon.", "dash closed: Vi går nu, säger hon.")
	expect(t, "Hon skriver:– Vi går nu.– Nej, säger han.", "dash closed: Vi går nu.", "dash closed: Nej, säger han.")
	expect(t, "– Han sade ”kom”, säger hon.", "dash closed: Han sade ”kom”, säger hon.", "  mark closed: ”kom”")
	expect(t, "– ”Vi går”, säger hon.", "dash closed: ”Vi går”, säger hon.", "  mark closed: ”Vi går”")
}

func TestOtherDashesOpenNothing(t *testing.T) {
	for _, text := range []string{
		"Niger – en tidigare koloni – har band.", "- mjöl\n- socker", "-5 grader i natt.", "STOCKHOLM – Regeringen avgår.", "Really? — he asked.",
		"Han gick. – Reuters", "1914–1918 var krig. 12 - 14", "Se sid. 4-5.", "– två ägg\n– en liter mjölk",
	} {
		expect(t, text)
	}
	expect(t, "“We go.” — Ann Bell", "mark closed: “We go.”")
	expect(t, "”Vi går. – Nej. Kom”, sade hon.", "mark closed: ”Vi går. – Nej. Kom”")
}
