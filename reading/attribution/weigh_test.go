package attribution

import "testing"

func TestAWeightFallsByETimesWithEveryNat(t *testing.T) {
	w := newWeigher()
	if got := w.of(0, 1024); got != one {
		t.Errorf("the best choice weighs %d, want %d", got, one)
	}
	for nats, share := range map[int]float64{1: .3679, 2: .1353, 5: .0067} {
		got := float64(w.of(nats*1024, 1024)) / one
		if got < share-.0002 || got > share+.0002 {
			t.Errorf("%d nats behind weighs %.4f of the best, want %.4f", nats, got, share)
		}
	}
	if got := w.of(1<<40, 1024); got != 0 {
		t.Errorf("what is far behind weighs %d, want 0", got)
	}
}

func TestACurveGivesBackTheShareThatIsRight(t *testing.T) {
	var seen []outcome
	for i := range 1000 {
		score := (1 + i%9) * maxScore / 10
		seen = append(seen, outcome{score, i/9%10 < 1+i%9/2, 1}) // right in 1 to 5 of 10
	}
	r := linearRanker{curve: curve(seen)}
	low, high := r.Chance(maxScore/10), r.Chance(9*maxScore/10)
	if low < 50 || low > 200 || high < 400 || high > 600 {
		t.Errorf("chances of %d and %d per mille, want near 100 and 500", low, high)
	}
	for s := 0; s < maxScore; s += 500 {
		if r.Chance(s) > r.Chance(s+500) {
			t.Fatalf("the chance falls from score %d to %d", s, s+500)
		}
	}
}

func TestSetsWeighAlikeInTheCurveWhateverTheirSize(t *testing.T) {
	var small, large []outcome
	for i := range 900 {
		large = append(large, outcome{maxScore / 2, i%10 < 8, 1})
		if i < 90 {
			small = append(small, outcome{maxScore / 2, i%10 < 4, 1})
		}
	}
	r := linearRanker{curve: curve(evenly([][]outcome{small, large, nil}))}
	if got := r.Chance(maxScore / 2); got < 570 || got > 630 {
		t.Errorf("where 400 and 800 per mille are right the chance is %d, want near 600", got)
	}
}
