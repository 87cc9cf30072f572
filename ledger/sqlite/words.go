package sqlite

import (
	"slices"
	"strings"
	"sync"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// forms are the words of a text as they stand.
func forms(text string) string { return strings.Join(ledger.Tokens(text), " ") }

// lemmas are the lemmas of words, folded, and the folded forms where they differ.
func lemmas(also string, words []enligt.Word) string {
	var b strings.Builder
	put := func(s string) {
		for _, t := range ledger.Tokens(s) {
			b.WriteString(ledger.Fold(t))
			b.WriteByte(' ')
		}
	}
	put(also)
	for i := range words {
		form, lemma := ledger.Fold(words[i].Form), ledger.Fold(words[i].Lemma)
		put(form)
		if lemma != form {
			put(lemma)
		}
	}
	return b.String()
}

// within are the words inside any of the spans.
func within(words []enligt.Word, spans []enligt.Span) []enligt.Word {
	var out []enligt.Word
	for _, s := range spans {
		from, _ := slices.BinarySearchFunc(words, s.Start, func(w enligt.Word, at int) int { return w.Start - at })
		for ; from < len(words) && words[from].Start < s.End; from++ {
			out = append(out, words[from])
		}
	}
	return out
}

// formLemma is a folded form with a folded lemma that it was read with.
type formLemma struct{ form, lemma string }

// seenLemmas remembers pairs that are in the table, so that common words cost no
// look into it. It forgets all when it has grown too large.
type seenLemmas struct {
	mu    sync.Mutex
	pairs map[formLemma]struct{}
}

// mostSeen pairs are remembered: about 20 MB.
const mostSeen = 200_000

func (s *seenLemmas) has(p formLemma) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.pairs[p]
	return ok
}

func (s *seenLemmas) keep(list []formLemma) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pairs == nil || len(s.pairs) > mostSeen {
		s.pairs = map[formLemma]struct{}{}
	}
	for _, p := range list {
		s.pairs[p] = struct{}{}
	}
}

// lemmas puts forms with their lemmas into the table, where they differ.
func (w *writer) lemmas(words []enligt.Word) error {
	here := map[formLemma]bool{}
	for i := range words {
		p := formLemma{ledger.Fold(words[i].Form), ledger.Fold(words[i].Lemma)}
		if p.form == p.lemma || p.lemma == "" || here[p] || w.seen.has(p) || !oneToken(p.form) || !oneToken(p.lemma) {
			continue
		}
		here[p] = true
		if _, err := w.exec("INSERT OR IGNORE INTO lemmas (form, lemma, commit_) VALUES (?, ?, ?)", p.form, p.lemma, w.commit.Number); err != nil {
			return err
		}
		w.fresh = append(w.fresh, p)
	}
	return nil
}

func oneToken(s string) bool {
	t := ledger.Tokens(s)
	return len(t) == 1 && t[0] == s
}
