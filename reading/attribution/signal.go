package attribution

import (
	"fmt"

	"github.com/enligt/enligt/packs"
)

// signal is what a word shows of the act of who says it.
type signal uint8

// Signals of the table.
const (
	blameSignal signal = iota
	denialSignal
	silenceSignal
	decisionSignal
	intentSignal
	backshiftSignal // of what was meant to be done, in reported speech
	needSignal
	announceSignal // of the cue itself
	noneSignal     // of the source: nobody does
	joySignal
	harmSignal   // to others, by who promises it
	readySignal  // to do what follows
	stressSignal // of what should be done, by the noun that a content opens with
	wishSignal   // to do what the infinitive behind it says
	signals
)

var signalNames = map[string]signal{"blame": blameSignal, "denial": denialSignal, "silence": silenceSignal, "decision": decisionSignal, "intent": intentSignal, "backshift": backshiftSignal, "need": needSignal, "announce": announceSignal, "none": noneSignal, "joy": joySignal, "harm": harmSignal, "ready": readySignal, "stress": stressSignal, "wish": wishSignal}

// signalRow is one line of signals.tsv.
type signalRow struct {
	pattern pattern
	signal  signal
}

// signalsOf are the signals of the rows that start at token i and end before to.
func (r *reader) signalsOf(i, to int, f func(signal)) {
	r.e.signals.at(&r.v.toks[i], func(s *signalRow) {
		if at := s.pattern.match(r.v, i); at != nil && at[len(at)-1] < to {
			f(s.signal)
		}
	})
	r.e.signals.features(&r.v.toks[i], func(s *signalRow) {
		if at := s.pattern.match(r.v, i); at != nil && at[len(at)-1] < to {
			f(s.signal)
		}
	})
}

func readSignals(p *packs.Pack) (index[*signalRow], error) {
	t, err := p.Table("signals")
	if err != nil {
		return nil, err
	}
	rows := index[*signalRow]{}
	for _, r := range t.Rows {
		s, ok := signalNames[r.Get("signal")]
		row := &signalRow{parsePattern(r.Get("phrase")), s}
		if !ok || len(row.pattern) == 0 {
			return nil, fmt.Errorf("%s: not a phrase and one of blame, denial, silence, decision, intent, backshift, need, announce, none, joy, harm, ready, stress and wish", r.At())
		}
		rows.add(row.pattern, row)
	}
	return rows, nil
}

// shows is what the words of a content show.
func (r *reader) shows(k *choice) (out [signals]bool) {
	for _, p := range k.t.parts {
		for i := p.from; i < p.to; i++ {
			r.signalsOf(i, p.to, func(s signal) {
				out[s] = out[s] || s != blameSignal && s != joySignal && s != harmSignal || !r.v.denied(i, p)
			})
		}
	}
	return out
}

// denied reports whether a negative word in p stands before word i or belongs to it or
// to what it depends on in its clause or above: "har inte sett några tecken på att X
// ligger bakom dådet".
func (v *view) denied(i int, p stretch) bool {
	if i > p.from && v.toks[i-1].isNegative() {
		return true
	}
	for n, at := 0, i; n < maxClimb && at >= 0 && p.has(at); n++ {
		none := false
		v.children(at, func(c int) { none = none || p.has(c) && v.toks[c].isNegative() })
		if none {
			return true
		}
		if v.toks[at].rel == "conj" {
			return false
		}
		at = v.toks[at].head
	}
	return false
}

// isNegative reports whether a word says that there is none of what follows.
func (t *token) isNegative() bool {
	return t.Feat("PronType") == "Neg" || t.Feat("Polarity") == "Neg"
}
