package web

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/desk/web/page"
	"github.com/enligt/enligt/ledger"
)

// line is a statement as lists show it: who, does what, which words, how sure, by
// which road. Nothing of it folds away.
type line struct {
	Key       string
	N         string // its number in the document
	Href      string // its passage
	Record    string // its own page
	Lang      string // of its words
	Who       []person
	Said      string // to whom a voice is attributed, where that is all the cue says
	Small     string // beneath the name: a role, or whose the voice is said to be
	SmallLang string // its language, where it is words of the text
	Nobody    bool
	Act       string
	Class     string // of the line under the act
	Negated   bool
	Parts     []part
	More      int // characters that were left out at a sentence's end
	Doubts    []doubt
	Form      string
	Strong    bool // the speaker's own words
	To        []string
	Road      []string // channel, carriers and, where there are some, the outlet
	When      string
	Inside    string      // number of the statement around it
	Unsure    bool        // the reading, and nobody has looked at it
	Status    *statusMark // what the desk says, nil where nobody has decided
	Mends     []decided   // the newest of each cell that a person mended
	Commit    int64
}

// person is a name with the actor's page.
type person struct {
	Name, Href string
	Parts      []part // of the name, where the searcher's words are marked in it
}

// part is a slice of the content.
type part struct {
	Text   string
	Quoted bool
	Gap    bool // words of the text are left out before it
	Marked bool // the searcher's own words
}

// doubt is a reason to look twice.
type doubt struct{ Icon, Words, Slice string }

func documentHref(id string) string              { return "/documents/" + id }
func statementHref(key string) string            { return "/statements/" + key }
func actorHref(id string) string                 { return "/actors/" + id }
func passage(v *ledger.Version, n string) string { return documentHref(v.ID) + "#s" + n }

// line lays out a statement for a list.
func (k *skin) line(s *ledger.Statement) line {
	l := line{
		Key: s.Key, N: strings.TrimPrefix(s.ID, "s"), Lang: s.Version.Lang, Record: statementHref(s.Key), Commit: s.Commit,
		Form: k.t("form." + string(s.Form)), Strong: s.Form == enligt.Direct, Negated: s.Polarity == enligt.Negated,
		Inside: strings.TrimPrefix(s.Parent, "s"),
	}
	l.Href = passage(s.Version, l.N)
	l.Act, l.Class = k.act(&s.Statement)
	k.speaker(&l, s)
	l.Parts, l.More = content(&s.Statement, s.Version.Text)
	l.Doubts = k.doubts(&s.Statement, s.Version.Text)
	l.To, l.Road = k.road(s)
	if s.Status != enligt.Unseen && s.Status != "" {
		st := k.status(s.Status)
		l.Status = &st
	}
	for i := range s.Decisions {
		if s.Decisions[i].Field != "" {
			l.Mends = append(l.Mends, k.decided(&s.Decisions[i]))
		}
	}
	l.Mends = newestMends(l.Mends)
	l.Unsure = s.Unsure() && l.Status == nil && l.Mends == nil
	if s.When != nil {
		l.When = s.When.Value
	}
	return l
}

// act is the word for what the speaker does and the class of the line under it.
func (k *skin) act(s *enligt.Statement) (word, class string) {
	return page.ActWord(s, k.Words), "l-" + page.Ground(s)
}

// speaker fills who says it. The doubtful speaker is not the speaker.
func (k *skin) speaker(l *line, s *ledger.Statement) {
	var names []string
	for _, p := range s.Speaker {
		who := person{Name: p.Name}
		if id := s.Actors[p.Actor]; id != "" {
			who.Href = actorHref(id)
		}
		l.Who = append(l.Who, who)
		names = append(names, p.Name)
	}
	switch {
	case len(names) == 0:
		l.Nobody, l.Who, l.Small = true, []person{{Name: k.t("label.nobody")}}, k.t("line.not_in_text")
	case s.Purported():
		l.Small = k.t("label.said_to_be") + " " + strings.Join(names, ", ")
		l.Who = []person{{Name: k.t("label.voice")}}
		if l.Act == k.t("ground."+string(enligt.Purported)) {
			l.Said = strings.Join(names, ", ")
		}
	case s.Speaker[0].Role != nil && !strings.Contains(strings.ToLower(names[0]), strings.ToLower(s.Speaker[0].Role.Of(s.Version.Text))):
		l.Small, l.SmallLang = s.Speaker[0].Role.Of(s.Version.Text), s.Version.Lang
	case s.Speaker[0].Kind == enligt.Anonymous:
		l.Small = k.t("line.without_name")
	}
}

// longest is how many characters of a statement a list shows.
const longest = 320

// content cuts the words in parts, and where they are long at a sentence's end:
// anywhere else could cut off a "not".
func content(s *enligt.Statement, text string) (out []part, more int) {
	spans := s.Content
	if len(spans) == 0 {
		spans = []enligt.Span{s.Cue}
	}
	left := longest
	for i, span := range spans {
		whole := utf8.RuneCountInString(span.Of(text))
		if left <= 0 {
			more += whole
			continue
		}
		shown := span
		if whole > left {
			shown.End = span.Start + sentenceEnd(span.Of(text), left)
			more += utf8.RuneCountInString(text[shown.End:span.End])
		}
		left -= whole
		parts := quoted(s.Form, text, shown)
		parts[0].Gap = i > 0
		out = append(out, parts...)
	}
	return out, more
}

// sentenceEnd is the end of the last sentence within so many characters, the whole
// length where none ends there.
func sentenceEnd(s string, most int) int {
	end, n := len(s), 0
	for i, r := range s {
		if n++; n > most {
			break
		}
		if (r == '.' || r == '!' || r == '?') && i+1 < len(s) && s[i+1] == ' ' {
			end = i + 1
		}
	}
	return end
}

// quoted cuts a span where the speaker's own words begin and end.
func quoted(form enligt.Form, text string, span enligt.Span) []part {
	var out []part
	at := span.Start
	for _, q := range page.Verbatim(form, text, span) {
		if q.Start > at {
			out = append(out, part{Text: text[at:q.Start]})
		}
		out = append(out, part{Text: q.Of(text), Quoted: true})
		at = q.End
	}
	if at < span.End || len(out) == 0 {
		out = append(out, part{Text: text[at:span.End]})
	}
	return out
}

// doubtIcons are the signs beside the words of a doubt.
var doubtIcons = map[enligt.DoubtKind]string{enligt.Purported: "wave", enligt.Unverified: "unlike"}

func (k *skin) doubts(s *enligt.Statement, text string) []doubt {
	var out []doubt
	seen := map[string]bool{}
	for _, d := range s.Doubt {
		icon := doubtIcons[d.Kind]
		if icon == "" {
			icon = "ask"
		}
		x := doubt{Icon: icon, Words: k.t("doubt." + string(d.Kind)), Slice: d.Of(text)}
		if !seen[x.Words] {
			out = append(out, x)
		}
		seen[x.Words] = true
	}
	return out
}

// road is whom it was said to and the names on the way to this outlet.
func (k *skin) road(s *ledger.Statement) (to, road []string) {
	known := func(name string, among []string) bool {
		return slices.ContainsFunc(among, func(other string) bool { return sameName(name, other) })
	}
	if s.Channel != nil {
		road = append(road, s.Channel.Name)
	}
	for _, v := range s.Via {
		if !known(v.Name, road) {
			road = append(road, v.Name)
		}
	}
	for _, a := range s.Addressee {
		if !known(a.Name, road) {
			to = append(to, a.Name)
		}
	}
	outlet := s.Version.Outlet
	if outlet == "" && len(road) > 0 { // a channel alone would look like a place
		return to, append(road, k.t("chain.no_outlet"))
	}
	if last := len(road) - 1; last >= 0 && sameName(road[last], outlet) {
		road = road[:last]
	}
	if len(road) > 0 && outlet != "" {
		road = append(road, outlet)
	}
	return to, road
}

// sameName reports whether all words of the one name stand in the other: "Harbour
// Dispatch" is what a text calls "The Harbour Dispatch".
func sameName(a, b string) bool {
	one, other := ledger.Tokens(a), ledger.Tokens(b)
	if len(one) > len(other) {
		one, other = other, one
	}
	for _, w := range one {
		if !slices.Contains(other, w) {
			return false
		}
	}
	return len(one) > 0
}
