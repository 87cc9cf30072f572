package measure

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// sure is a document with one statement, and a reading of it with a confidence
// and the right content or one letter too little.
func sure(id string, confidence string, right bool) (gold, found string) {
	const text = "Hon sade att allt gick väl."
	end := 26
	if !right {
		end--
	}
	gold = fmt.Sprintf(`{"id":%q,"text":%q,"statements":[{"cue":[4,8],"source":[0,3],"content":[[9,26]]}]}`, id, text)
	found = fmt.Sprintf(`{"id":%q,"text":%q,"statements":[{"cue":[4,8],"source":[0,3],"content":[[9,%d]]%s}]}`, id, text, end, confidence)
	return gold + "\n", found + "\n"
}

func calibrate(t *testing.T, each ...struct {
	confidence string
	right      bool
}) *Calibration {
	t.Helper()
	var golds, founds string
	for i, x := range each {
		g, f := sure(fmt.Sprint(i), x.confidence, x.right)
		golds, founds = golds+g, founds+f
	}
	return Attribution(annotated(t, golds), annotated(t, founds), Show{}).Calibration
}

type saidAndDone = struct {
	confidence string
	right      bool
}

func TestCalibrationIsTheMeanDistanceOfTheTenthsWeighted(t *testing.T) {
	c := calibrate(t,
		saidAndDone{`,"confidence":0.92`, true}, saidAndDone{`,"confidence":1`, true}, saidAndDone{`,"confidence":0.9`, false},
		saidAndDone{`,"confidence":0.2`, false})
	// (|2.82 − 2| + |0.2 − 0|) / 4
	if c == nil || c.N != 4 || math.Abs(c.Error-0.255) > 1e-9 || len(c.Bins) != 2 {
		t.Fatalf("%+v", c)
	}
	if b := c.Bins[1]; b.From != .9 || b.N != 3 || math.Abs(b.Said-.94) > 1e-9 || math.Abs(b.Agreed-2./3) > 1e-9 {
		t.Errorf("%+v", b)
	}
	if c.Low > c.Error || c.High < c.Error {
		t.Errorf("%v is not from %v to %v", c.Error, c.Low, c.High)
	}
	if got := c.String(); !strings.HasPrefix(got, "calibration error of confidence: 0.255 (95 % ") || !strings.HasSuffix(got, ", n 4)") {
		t.Errorf("%s", got)
	}
}

func TestAConfidenceAtTheEdgeOfATenthBelongsToTheOneItOpens(t *testing.T) {
	for i := range 10 {
		c := calibrate(t, saidAndDone{fmt.Sprintf(`,"confidence":0.%d`, i), true})
		if c == nil || len(c.Bins) != 1 || math.Abs(c.Bins[0].From-float64(i)/10) > 1e-9 {
			t.Errorf(".%d: %+v", i, c)
		}
	}
}

func TestAStatementThatNobodyMadeIsNotAgreedWith(t *testing.T) {
	_, found := sure("x", `,"confidence":0.8`, true)
	gold := `{"id":"x","text":"Hon sade att allt gick väl.","statements":[]}`
	c := Attribution(annotated(t, gold), annotated(t, found), Show{}).Calibration
	if c == nil || c.N != 1 || math.Abs(c.Error-.8) > 1e-9 {
		t.Errorf("%+v", c)
	}
}

func TestWithoutConfidenceThereIsNoCalibration(t *testing.T) {
	if c := calibrate(t, saidAndDone{"", true}); c != nil {
		t.Errorf("%+v", c)
	}
	c := calibrate(t, saidAndDone{"", true}, saidAndDone{`,"confidence":0`, false})
	if c == nil || c.N != 1 || c.Error != 0 {
		t.Errorf("%+v", c)
	}
}
