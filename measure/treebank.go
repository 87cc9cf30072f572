package measure

import "github.com/enligt/enligt/nlp/conllu"

// Treebank scores a system against gold sentences. The task "segment" reports
// tokens, sentences and words only. Errors are shown up to limit of each kind;
// 0 shows none.
func Treebank(task string, gold []conllu.Sentence, system *Corpus, limit int) (*Report, error) {
	a, err := Align(ConlluCorpus(gold), system)
	if err != nil {
		return nil, err
	}
	t := a.Tally()
	r := &Report{Task: task, Metrics: t.Metrics(), Units: t.Describe()}
	if task == "segment" {
		r.Metrics = r.Metrics[:mUPOS]
	}
	if limit > 0 {
		r.Errors = a.Errors(limit)
		if task == "segment" {
			r.Errors = a.SegmentErrors(limit)
		}
	}
	return r, nil
}
