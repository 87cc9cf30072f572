package tag

import "github.com/enligt/enligt"

// Jackknife replaces UPOS, XPOS and Feats of the sentences by what taggers
// predict that were trained on the other k-1 parts of them: the tags that a
// parser will meet on new text, for it to be trained on. Parts are runs of
// neighbouring sentences, so that no document helps to tag itself. Words need
// their Cluster set (nlp.SetClusters).
func Jackknife(sentences [][]enligt.Word, k int, o Options) error {
	return JackknifeWith(sentences, nil, k, o)
}

// JackknifeWith does the same with further sentences, which train every tagger
// and are not changed.
func JackknifeWith(sentences, more [][]enligt.Word, k int, o Options) error {
	k = min(k, len(sentences))
	predicted := make([][]enligt.Word, len(sentences))
	for fold := range k {
		rest := make([][]enligt.Word, 0, len(sentences)+len(more))
		for i, words := range sentences {
			if i*k/len(sentences) != fold {
				rest = append(rest, words)
			}
		}
		t, err := FromBytes(Train(append(rest, more...), o, nil))
		if err != nil {
			return err
		}
		for i, words := range sentences {
			if i*k/len(sentences) == fold {
				predicted[i] = append([]enligt.Word(nil), words...)
				t.Tag(predicted[i])
			}
		}
	}
	for i, words := range sentences {
		for j := range words {
			p := &predicted[i][j]
			words[j].UPOS, words[j].XPOS, words[j].Feats = p.UPOS, p.XPOS, p.Feats
		}
	}
	return nil
}
