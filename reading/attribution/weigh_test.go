package attribution

import (
	"testing"

	"github.com/enligt/enligt/learn"
)

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
	r := linearRanker{curve: curve(seen, 2)}
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
	r := linearRanker{curve: curve(evenly(small, large, nil), 2)}
	if got := r.Chance(maxScore / 2); got < 570 || got > 630 {
		t.Errorf("where 400 and 800 per mille are right the chance is %d, want near 600", got)
	}
}

func TestAThirdParameterBendsTheCurveTowardsBothEnds(t *testing.T) {
	var seen []outcome
	rights := []int{2, 12, 20, 25, 28, 31, 36, 44, 56, 75} // of 80: steep at the ends, flat between
	for i, n := range rights {
		for k := range 80 {
			seen = append(seen, outcome{(2*i + 1) * maxScore / 20, k < n, 1})
		}
	}
	worst := func(parameters int) int {
		r, most := linearRanker{curve: curve(seen, parameters)}, 0
		for i, n := range rights {
			off := r.Chance((2*i+1)*maxScore/20) - 1000*n/80
			most = max(most, off, -off)
		}
		return most
	}
	if two, three := worst(2), worst(3); three > 40 || two < 2*three {
		t.Errorf("off by %d per mille with two parameters, by %d with three", two, three)
	}
}

func TestALanguageWithoutACurveOfItsOwnUsesTheSharedOne(t *testing.T) {
	f, err := learn.OpenFile(shared, modelKind, featureVersion)
	if err != nil {
		t.Fatal(err)
	}
	f.Sections[curveSection] = []byte(`[{"From":0,"P":300}]`)
	f.Sections[curveOf("xx")] = []byte(`[{"From":0,"P":700}]`)
	for code, want := range map[string]int{"xx": 700, "yy": 300} {
		r, err := openRanker(f.Bytes(), code)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Chance(maxScore / 2); got != want {
			t.Errorf("%s: %d per mille, want %d", code, got, want)
		}
	}
}
