package langid

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/enligt/enligt/packs"
)

func open(t testing.TB) *Identifier {
	t.Helper()
	set, err := packs.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	id, err := Open(set)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestSentencesAreNamedByTheirLanguage(t *testing.T) {
	id := open(t)
	for text, want := range map[string]string{
		"Utrikesministern sade på torsdagen att ambassaden tills vidare hålls stängd.":                "sv",
		"The foreign minister said on Thursday that the embassy would stay closed for now.":           "en",
		"La ministre a déclaré jeudi que l'ambassade resterait fermée jusqu'à nouvel ordre.":          "fr",
		"Utenriksministeren sa torsdag at ambassaden inntil videre holdes stengt for publikum.":       "no",
		"Hun sagde, at de endnu ikke vidste, hvad der var blevet af deres venner efter branden.":      "da",
		"Der Außenminister sagte am Donnerstag, dass die Botschaft vorerst geschlossen bleibe.":       "de",
		"Il ministro ha detto giovedì che l'ambasciata resterà chiusa fino a nuovo ordine.":           "it",
		"El ministro dijo el jueves que la embajada seguirá cerrada hasta nuevo aviso.":               "es",
		"Ulkoministeri sanoi torstaina, että suurlähetystö pysyy toistaiseksi suljettuna.":            "fi",
		"Министр иностранных дел заявил в четверг, что посольство пока останется закрытым.":           "ru",
		"外務大臣は木曜日、大使館を当面閉鎖すると述べた。":                                                                    "ja",
		"외무장관은 목요일에 대사관을 당분간 닫아 두겠다고 말했다.":                                                            "ko",
		"Waziri wa mambo ya nje alisema Alhamisi kwamba ubalozi utabaki umefungwa kwa sasa.":          "sw",
		"Bộ trưởng Ngoại giao nói hôm thứ Năm rằng đại sứ quán sẽ đóng cửa cho đến khi có thông báo.": "vi",
	} {
		if got, sure := id.Identify(text); got != want {
			t.Errorf("%q: got %s (%d), want %s", text, got, sure, want)
		}
	}
}

func TestTooLittleOrStrangeTextIsUndetermined(t *testing.T) {
	id := open(t)
	for _, text := range []string{
		"", " \n\t ", "12 345,67 – 89", "OK", "Reuters", "Kim Jong-un", "🙂🙂🙂", "\xff\xfe\xfd", "https://example.org/en/page",
		"Qapla' nuqneH tlhIngan Hol Dajatlh'a' jIyajbe'", "zxq wvkj qqpt rrgh zzxk vbnm qwrt plkj",
		strings.Repeat("a", 5000), strings.Repeat("ab ", 2000),
	} {
		if got, sure := id.Identify(text); got != Undetermined {
			t.Errorf("%.40q: got %s (%d)", text, got, sure)
		}
	}
}

func TestLettersOutsideLatinNeverCountAsOurLanguages(t *testing.T) {
	id := open(t)
	for _, text := range []string{"የኢትዮጵያ መንግሥት ትናንት አስታወቀ", "دولت ایران دیروز اعلام کرد", "Νέα μέτρα από την κυβέρνηση", "ⵜⴰⵎⴰⵣⵉⵖⵜ ⵜⵓⵜⵍⴰⵢⵜ"} {
		if got, _ := id.Identify(text); got == "sv" || got == "en" || got == "fr" {
			t.Errorf("%q: got %s", text, got)
		}
	}
}

func TestAddressesAndMarksDoNotChangeTheLanguage(t *testing.T) {
	id := open(t)
	text := "– Vi går nu, sade hon till tidningen (se https://www.example.com/the-whole-story-in-english) och lade på luren."
	if got, _ := id.Identify(text); got != "sv" {
		t.Errorf("got %s", got)
	}
}

func TestTheSameTextAlwaysGetsTheSameAnswer(t *testing.T) {
	a, b := open(t), open(t)
	text := "Selskapet avviser beskyldningerne og mener at saken er misforstått."
	la, sa := a.Identify(text)
	lb, sb := b.Identify(text)
	if la != lb || sa != sb {
		t.Errorf("%s %d, then %s %d", la, sa, lb, sb)
	}
}

func TestAPackMayStandForAnotherCode(t *testing.T) {
	relative := &model{profiles: []*profile{{lang: "no", symbols: 9}, {lang: "da", symbols: 9}}}
	own := &model{profiles: []*profile{{lang: "nb", own: true, symbols: 3}}, replaces: []string{"no"}}
	var got []string
	for _, p := range choose([]*model{own, relative}) {
		got = append(got, p.lang)
	}
	if strings.Join(got, " ") != "nb da" {
		t.Errorf("got %q", got)
	}
	better := &model{profiles: []*profile{{lang: "no", own: true, symbols: 3}}}
	if kept := choose([]*model{relative, better}); !kept[0].own {
		t.Error("a pack's own profile must take the place of a relative's")
	}
}

func TestADamagedModelIsRefused(t *testing.T) {
	raw, err := Train([]Language{{Lang: "xx", Texts: []string{"some words of a text", "and some more of them"}, Keep: 100, Order: 3}}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := decode(raw); err != nil {
		t.Fatalf("an undamaged model: %v", err)
	}
	if _, err := decode(raw[:len(raw)-3]); err == nil {
		t.Error("a cut model was taken")
	}
}

func FuzzIdentify(f *testing.F) {
	id := open(f)
	for _, s := range []string{"", "Hej då", "l’été à l'école", "a\u0301\u0300", "\x80abc", "日本語の文章"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lang, sure := id.Identify(text)
		if lang == "" || sure < 0 || sure > 100 || !utf8.ValidString(lang) {
			t.Errorf("%q: %q %d", text, lang, sure)
		}
	})
}

func FuzzDecode(f *testing.F) {
	raw, err := Train([]Language{{Lang: "xx", Texts: []string{"some words"}, Keep: 100, Order: 3}}, nil, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := decode(raw)
		if err != nil {
			return
		}
		(&Identifier{newTable([]*model{m})}).Identify("a text of a few words")
	})
}

func BenchmarkIdentify(b *testing.B) {
	id := open(b)
	text := "Utrikesministern sade på torsdagen att ambassaden tills vidare hålls stängd för alla besökare."
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		id.Identify(text)
	}
}
