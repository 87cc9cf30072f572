package web

import (
	"context"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// change is what became of a statement from one version of a text to the next. What
// only changes a comma or the order of statements is none.
type change struct {
	Kind string // "gone", "added", "changed"
	Href string // its passage in the version that has it
	Lang string
	Who  []stroke
	Act  []stroke
	Say  []stroke
}

// stroke is a piece of text that stayed, went or came.
type stroke struct {
	Text     string
	Del, Ins bool
}

// changedText is a document with what changed in it.
type changedText struct {
	docLine
	Old     string // the page of the version before
	OldID   string
	Beside  string // both beside each other
	Known   moment
	Changes []change
}

// Bounds of a comparison.
const (
	alike      = 0.3   // share of words from which two statements may be one that changed
	mostWords  = 40000 // product of words up to which they are compared one by one
	mostTexts  = 6     // changed texts that the page of news tells
	mostOfText = 4     // changes of each
)

// changes compares a version with the one before it; nil where there is none.
func (v *visit) changes(ctx context.Context, d *ledger.Document) (*changedText, error) {
	before := ""
	for _, x := range d.Versions {
		if x.Number == d.Version.Number-1 {
			before = x.ID
		}
	}
	if before == "" {
		return nil, nil
	}
	old, err := v.site.Ledger.Document(ctx, before, ledger.AsOf{})
	if err != nil {
		return nil, err
	}
	return &changedText{
		docLine: v.docLine(&d.Version), Old: documentHref(before), OldID: before, Beside: documentHref(d.Version.ID) + "/beside",
		Known: v.utc(d.Version.Commit.UTC), Changes: v.compare(old.Notes, d.Notes),
	}, nil
}

// compare finds which statements went, came or changed. Both lists are short.
func (k *skin) compare(old, now []ledger.Statement) []change {
	gone, added := unlike(old, now), unlike(now, old)
	var out []change
	for _, n := range added {
		at, best := -1, alike
		for i, o := range gone {
			if o != nil {
				if share := shared(o, n); share >= best {
					at, best = i, share
				}
			}
		}
		c := change{Kind: "added", Href: passage(n.Version, strings.TrimPrefix(n.ID, "s")), Lang: n.Version.Lang}
		act, _ := k.act(&n.Statement)
		if at >= 0 {
			o := gone[at]
			gone[at] = nil
			was, _ := k.act(&o.Statement)
			c.Kind, c.Who, c.Act, c.Say = "changed", strokes(k.names(o), k.names(n)), strokes(was, act), strokes(said(o), said(n))
		} else {
			c.Who, c.Act, c.Say = []stroke{{Text: k.names(n)}}, []stroke{{Text: act}}, []stroke{{Text: said(n), Ins: true}}
		}
		out = append(out, c)
	}
	for _, o := range gone {
		if o != nil {
			act, _ := k.act(&o.Statement)
			out = append(out, change{"gone", passage(o.Version, strings.TrimPrefix(o.ID, "s")), o.Version.Lang, []stroke{{Text: k.names(o)}}, []stroke{{Text: act}}, []stroke{{Text: said(o), Del: true}}})
		}
	}
	return out
}

// unlike are the statements of a that b has not.
func unlike(a, b []ledger.Statement) []*ledger.Statement {
	have := map[string]int{}
	for i := range b {
		have[essence(&b[i])]++
	}
	var out []*ledger.Statement
	for i := range a {
		if key := essence(&a[i]); have[key] > 0 {
			have[key]--
			continue
		}
		out = append(out, &a[i])
	}
	return out
}

// essence is what must not change: who, what they do by it, the words without
// their punctuation, how sure.
func essence(s *ledger.Statement) string {
	var b strings.Builder
	for _, p := range s.Speaker {
		b.WriteString(p.Name + ";")
	}
	b.WriteString("|" + string(s.Act) + "|" + string(s.Polarity) + "|" + strings.Join(ledger.Tokens(said(s)), " "))
	for _, d := range s.Doubt {
		b.WriteString("|" + string(d.Kind))
	}
	return b.String()
}

func said(s *ledger.Statement) string { return strings.Join(s.Slices(), " … ") }

func (k *skin) names(s *ledger.Statement) string {
	var l line
	k.speaker(&l, s)
	var out []string
	for _, p := range l.Who {
		out = append(out, p.Name)
	}
	return strings.Join(out, ", ")
}

// wordsShared is how much of two statements' words is in both.
func wordsShared(a, b *ledger.Statement) float64 {
	have := map[string]bool{}
	for _, w := range ledger.Tokens(said(a)) {
		have[w] = true
	}
	all, both := len(have), 0
	for _, w := range ledger.Tokens(said(b)) {
		if have[w] {
			both++
			delete(have, w)
		} else {
			all++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}

// shared is wordsShared, where the same speaker counts as some words.
func shared(a, b *ledger.Statement) float64 {
	share := wordsShared(a, b)
	if len(a.Speaker) > 0 && len(b.Speaker) > 0 && a.Speaker[0].Name == b.Speaker[0].Name && overlaps(a.Form, b.Form) {
		share += alike / 2
	}
	return share
}

func overlaps(a, b enligt.Form) bool { return a == b || a == enligt.Mixed || b == enligt.Mixed }

// strokes compares two texts word by word (longest common subsequence).
func strokes(old, now string) []stroke {
	a, b := strings.Fields(old), strings.Fields(now)
	if len(a)*len(b) > mostWords {
		return []stroke{{Text: old, Del: true}, {Text: now, Ins: true}}
	}
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out []stroke
	put := func(s stroke) {
		if last := len(out) - 1; last >= 0 && out[last].Del == s.Del && out[last].Ins == s.Ins {
			out[last].Text += " " + s.Text
			return
		}
		out = append(out, s)
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			put(stroke{Text: a[i]})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			put(stroke{Text: a[i], Del: true})
			i++
		default:
			put(stroke{Text: b[j], Ins: true})
			j++
		}
	}
	return out
}
