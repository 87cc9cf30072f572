package attribution

import "testing"

func TestContentThatSplittingLeavesNothingOfGoes(t *testing.T) {
	found := []choice{
		{t: content{parts: []stretch{{3, 3}}}},
		{t: content{parts: []stretch{{3, 5}, {7, 6}}}, s: source{span: stretch{9, 8}}},
		{t: content{parts: []stretch{{1, 2}}}, s: source{span: stretch{4, 5}}},
	}
	kept := whole(found)
	if len(kept) != 2 || len(kept[0].t.parts) != 1 || kept[0].t.parts[0] != (stretch{3, 5}) || kept[0].s.span != (stretch{}) || kept[1].s.span != (stretch{4, 5}) {
		t.Fatalf("%+v", kept)
	}
}
