package attribution

import "strings"

// mendSources sets right two sources that what was taken beside each other settles: the
// subject of a passive cue that ends in another verb of saying ("he was quoted as
// saying by the radio") is who says it and not whoever quotes; and a phrase of a noun
// ("in a statement") says nothing beside a verb of the same source in its sentence.
func (v *view) mendSources(found []choice) []choice {
	out := make([]choice, 0, len(found))
	for i := range found {
		k := &found[i]
		if k.c != nil && !k.s.span.empty() {
			v.quotedSubject(k)
			if v.channelOnly(k, found) {
				continue
			}
		}
		out = append(out, *k)
	}
	return out
}

// quotedSubject gives "was quoted as saying" its subject as source.
func (v *view) quotedSubject(k *choice) {
	last := k.c.span.to - 1
	if last <= k.c.head || v.toks[last].UPOS != "VERB" || !v.toks[k.c.head].passive() || k.s.span.from < k.c.span.to {
		return
	}
	for i := v.sentence(k.c.head).from; i < k.c.span.from; i++ {
		if t := &v.toks[i]; t.head == k.c.head && strings.HasPrefix(t.rel, "nsubj") {
			k.s = source{kind: subjectSource, head: i, span: v.clip(k.c, subjectSource, i)}
			return
		}
	}
}

// channelOnly reports whether a cue is a noun behind a preposition whose source says
// something by a verb in the same sentence.
func (v *view) channelOnly(k *choice, found []choice) bool {
	at := k.c.span.from
	for low := v.sentence(at).from; at > low && v.toks[at].UPOS != "ADP" && (at == k.c.span.from || v.toks[at].UPOS == "DET" || v.toks[at].UPOS == "ADJ"); at-- {
	}
	if v.toks[at].UPOS != "ADP" || v.toks[k.c.head].UPOS != "NOUN" {
		return false
	}
	for j := range found {
		o := &found[j]
		if o.c != nil && o.c != k.c && o.s.span == k.s.span && v.toks[o.c.head].isVerb() && v.toks[o.c.head].sent == v.toks[k.c.head].sent {
			return true
		}
	}
	return false
}
