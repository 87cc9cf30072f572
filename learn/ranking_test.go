package learn

import (
	"bytes"
	"fmt"
	"testing"
)

// choose makes cases of three options, of which the right one holds feature 7, and
// cases in which none is right, all of whose options hold feature 9.
func choose(r *Ranking, cases int) {
	var noise Shuffler = 3
	for n := range cases {
		c := Case{Questions: []Question{{Open: true, None: 2}}}
		right := int(noise.Next() % 4)
		for i := range 3 {
			list := []uint64{100 + noise.Next()%5, 200 + noise.Next()%5}
			o := Option{Lists: [3]int32{int32(i), -1, -1}, Loss: 1}
			switch {
			case right == 3:
				list = append(list, 9)
			case right == i:
				list, o.Loss = append(list, 7), 0
			}
			c.Lists = append(c.Lists, list)
			c.Questions[0].Options = append(c.Questions[0].Options, o)
		}
		if right == 3 {
			c.Questions[0].None = 0
		}
		c.Weight = 1 + n%2
		r.Add(c)
	}
}

func quiet(string, ...any) {}

func TestARankingLearnsWhichOptionIsRightAndWhenNoneIs(t *testing.T) {
	r := NewRanking(1)
	choose(r, 400)
	m := r.Train(quiet)
	score := func(features ...uint64) int32 {
		var s [1]int32
		m.Score(features, s[:])
		return s[0]
	}
	if s := score(7); s < Nat {
		t.Errorf("the feature of right options scores %d, want more than %d", s, Nat)
	}
	if s := score(9); s > -Nat {
		t.Errorf("the feature of cases without an answer scores %d, want less than %d", s, -Nat)
	}
	if score(7, 101, 201) <= score(9, 101, 201) {
		t.Error("what the options share decides more than what tells them apart")
	}
}

func TestARankingGivesTheSameBytesTwice(t *testing.T) {
	train := func() []byte {
		r := NewRanking(1)
		choose(r, 100)
		return r.Train(quiet).Bytes()
	}
	if !bytes.Equal(train(), train()) {
		t.Error("two trainings on the same cases differ")
	}
}

func TestARankingOfTwoOrdersIsTheMeanOfBoth(t *testing.T) {
	weights := func(orders int) (m *Model) {
		r := NewRanking(1)
		r.Orders = orders
		choose(r, 400)
		return r.Train(quiet)
	}
	score := func(m *Model) int32 {
		var s [1]int32
		m.Score([]uint64{9}, s[:])
		return s[0]
	}
	one, two := score(weights(1)), score(weights(2))
	if one == two || two > one/2 || two < 2*one {
		t.Errorf("feature 9 weighs %d after one order and %d as the mean of two, want two that are near each other but differ", one, two)
	}
	if !bytes.Equal(weights(0).Bytes(), weights(1).Bytes()) {
		t.Error("no order given and one differ")
	}
}

func TestARankingLeavesOutWhatFewCasesHold(t *testing.T) {
	r := NewRanking(1)
	r.MinSeen = 300
	choose(r, 200)
	m := r.Train(quiet)
	var s [1]int32
	m.Score([]uint64{7, 9, 101}, s[:])
	if s[0] != 0 {
		t.Errorf("features of fewer cases than MinSeen score %d, want 0", s[0])
	}
}

func TestTheClassesOfARankingDoNotMix(t *testing.T) {
	r := NewRanking(2)
	for range 100 {
		c := Case{Lists: [][]uint64{{1}, {2}}}
		for class := range 2 {
			q := Question{Class: class}
			for i := range 2 {
				q.Options = append(q.Options, Option{Lists: [3]int32{int32(i), -1, -1}, Loss: (i + class) % 2})
			}
			c.Questions = append(c.Questions, q)
		}
		r.Add(c)
	}
	var one, two [2]int32
	m := r.Train(quiet)
	m.Score([]uint64{1}, one[:])
	m.Score([]uint64{2}, two[:])
	if one[0] <= two[0] || one[1] >= two[1] {
		t.Errorf("feature 1 scores %v, feature 2 %v: want the first ahead in class 0 and behind in class 1", one, two)
	}
}

func TestExpIsRightToFourDigits(t *testing.T) {
	table := shrinking()
	for x, want := range map[float32]string{0: "1.0000", -0.5: "0.6065", -1: "0.3679", -2.7: "0.0672", -5.01: "0.0067", -40: "0.0000"} {
		if got := fmt.Sprintf("%.4f", exp(table, x)); got != want {
			t.Errorf("exp(%v) = %s, want %s", x, got, want)
		}
	}
}
