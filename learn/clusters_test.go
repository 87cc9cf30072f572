package learn

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// toyText is sentences of our own in which animals and tools stand in different places.
func toyText() *ClusterTrainer {
	t := NewClusterTrainer()
	animals, tools := []string{"cat", "dog", "cow", "hen"}, []string{"saw", "axe", "drill", "plane"}
	for i := range 200 {
		a, b := animals[i%4], tools[i/4%4]
		t.Add(strings.Fields(fmt.Sprintf("the %s eats and sleeps", a)))
		t.Add(strings.Fields(fmt.Sprintf("he mends it with his %s today", b)))
		t.Add(strings.Fields(fmt.Sprintf("In 19%02d the %s sleeps", i%100, a)))
	}
	return t
}

func toyClusters(t *testing.T) (*Clusters, []byte) {
	t.Helper()
	raw, err := toyText().Train(ClusterOptions{Classes: 12, MinCount: 2}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c, err := OpenClusters(raw)
	if err != nil {
		t.Fatal(err)
	}
	return c, raw
}

func TestWordsOfTheSamePlacesShareAClass(t *testing.T) {
	c, _ := toyClusters(t)
	if c.Of("cat") == 0 || c.Of("cat") != c.Of("hen") || c.Of("saw") != c.Of("axe") || c.Of("cat") == c.Of("saw") {
		t.Errorf("cat %x, hen %x, saw %x, axe %x", c.Of("cat"), c.Of("hen"), c.Of("saw"), c.Of("axe"))
	}
}

func TestClustersFoldCaseAndDigits(t *testing.T) {
	c, _ := toyClusters(t)
	if c.Of("CAT") != c.Of("cat") || c.Of("1986") != c.Of("1900") || c.Of("1986") == 0 || c.OfBytes([]byte("Cat")) != c.Of("cat") {
		t.Errorf("CAT %x, cat %x, 1986 %x", c.Of("CAT"), c.Of("cat"), c.Of("1986"))
	}
}

func TestAnUnknownWordHasNoClass(t *testing.T) {
	c, _ := toyClusters(t)
	var none *Clusters
	if c.Of("zebra") != 0 || none.Of("cat") != 0 {
		t.Error("an unknown word has a class")
	}
}

func TestEveryClassHasATopClassAndAGroup(t *testing.T) {
	_, classes := toyText().cluster(ClusterOptions{Classes: 12, MinCount: 2}, nil)
	for _, id := range classes {
		if id>>12 == 0 {
			t.Errorf("class %x has no top class", id)
		}
	}
}

func TestClusteringTwiceGivesTheSameBytes(t *testing.T) {
	_, a := toyClusters(t)
	_, b := toyClusters(t)
	if !bytes.Equal(a, b) {
		t.Error("two trainings differ")
	}
}

func TestDamagedClustersAreRefused(t *testing.T) {
	_, good := toyClusters(t)
	for n := range len(good) {
		if _, err := OpenClusters(good[:n]); err == nil {
			t.Errorf("the first %d of %d bytes were taken for clusters", n, len(good))
		}
	}
}

func TestLookUpDoesNotAllocate(t *testing.T) {
	c, _ := toyClusters(t)
	if n := testing.AllocsPerRun(100, func() { c.Of("Ångström"); c.Of("cat") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestNLogNIsCloseToTheLogarithm(t *testing.T) {
	for _, x := range []struct{ n, want int64 }{{0, 0}, {1, 0}, {2, 2 << 16}, {8, 24 << 16}, {1 << 20, 20 << 36}, {3, 311616}} {
		if got := nlogn(x.n); got > x.want || x.want-got > x.n {
			t.Errorf("nlogn(%d) = %d, want %d", x.n, got, x.want)
		}
	}
}

func BenchmarkClustersOf(b *testing.B) {
	raw, err := toyText().Train(ClusterOptions{Classes: 12, MinCount: 2}, nil)
	if err != nil {
		b.Fatal(err)
	}
	c, err := OpenClusters(raw)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c.Of("sleeps")
	}
}
