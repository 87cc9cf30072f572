package sqlite

import (
	"database/sql"
	"strings"

	"github.com/enligt/enligt/ledger"
)

// match is a text query for the full-text index, in which every word is a quoted
// string of letters and digits.
type match struct {
	exact  string // all words in these very forms; "" where the query has no words
	loose  string // all words by form or lemma
	except string // words that must not be there
	none   bool   // words were asked for, and none has a letter
}

// nothing is a query of the index that finds nothing.
const nothing = `forms : "" `

// matching turns words into queries of the index, with the lemmas known at commit n.
func matching(t *sql.Tx, words []ledger.Word, n int64) (m match, err error) {
	var exact, loose, except []string
	left := ledger.MaxWords
	for _, w := range words {
		tokens := ledger.Tokens(w.Text)
		tokens = tokens[:min(len(tokens), left)]
		left -= len(tokens)
		switch {
		case len(tokens) == 0:
		case w.Not:
			except = append(except, "forms : "+phrase(tokens))
		case w.Phrase:
			exact = append(exact, "forms : "+phrase(tokens))
			loose = append(loose, "forms : "+phrase(tokens))
		default:
			exact = append(exact, "forms : "+phrase(tokens))
			for _, token := range tokens {
				lemmas, err := lemmasOf(t, ledger.Fold(token), n)
				if err != nil {
					return m, err
				}
				loose = append(loose, "(forms : "+phrase([]string{token})+" OR lemmas : ("+strings.Join(lemmas, " OR ")+"))")
			}
		}
	}
	m.exact, m.loose, m.except = strings.Join(exact, " AND "), strings.Join(loose, " AND "), strings.Join(except, " OR ")
	m.none = len(words) > 0 && m.loose == "" && m.except == ""
	return m, nil
}

// lemmasOf are the folded lemmas that a folded form was read with, and the form
// itself, each a phrase.
func lemmasOf(t *sql.Tx, form string, n int64) ([]string, error) {
	out := []string{phrase([]string{form})}
	err := each(t, "SELECT lemma FROM lemmas WHERE form = ? AND commit_ <= ? ORDER BY lemma", []any{form, n}, func(r *sql.Rows) error {
		var lemma string
		err := r.Scan(&lemma)
		out = append(out, phrase([]string{lemma}))
		return err
	})
	return out, err
}

// phrase quotes tokens; they hold no quotation mark.
func phrase(tokens []string) string { return `"` + strings.Join(tokens, " ") + `"` }

// tiers are the queries in order: exact hits, then the rest. Without words there is
// one query, that of everything.
func (m *match) tiers() []string {
	switch {
	case m.none:
		return nil
	case m.exact == "":
		return []string{""}
	case m.exact == m.loose:
		return []string{m.exact}
	}
	return []string{m.exact, "(" + m.loose + ") NOT (" + m.exact + ")"}
}
