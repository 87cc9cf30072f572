package door

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	cheap = cost{memory: leastMemory, passes: 1, threads: 1}
	nine  = time.Date(2026, 1, 14, 9, 0, 0, 0, time.UTC)
)

const right = "correct horse battery"

// open is a door for Sara, who decides, and Tom, who reads.
func open(t *testing.T) *Door {
	t.Helper()
	d, err := Read(strings.NewReader("# the desk\n\n" + line("Sara Ek", Editor, right, cheap) + "\r\n" + line("tom", Viewer, "something else", cheap) + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWhoHasTheRightPasswordComesInWithTheirRole(t *testing.T) {
	d := open(t)
	for range 2 { // the second time from what was proven
		if g, err := d.Enter(t.Context(), "Sara Ek", right, "192.0.2.1", nine); err != nil || g != (Guest{"Sara Ek", Editor}) {
			t.Errorf("%+v %v", g, err)
		}
	}
	for _, bad := range [][2]string{{"Sara Ek", "wrong"}, {"Sara Ek", ""}, {"tom", right}, {"nobody", right}, {"", ""}, {"sara ek", right}, {"Sara Ek", strings.Repeat("x", 2000)}} {
		if g, err := d.Enter(t.Context(), bad[0], bad[1], "192.0.2.2", nine); !errors.Is(err, ErrNo) || g.Name != "" {
			t.Errorf("%q: %+v %v", bad, g, err)
		}
	}
}

func TestAPasswordWithMoreBehindItIsAnother(t *testing.T) {
	longest := strings.Repeat("å", mostPassword/2)
	d, err := Read(strings.NewReader(line("tom", Viewer, longest, cheap)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Enter(t.Context(), "tom", longest, "192.0.2.1", nine); err != nil {
		t.Error(err)
	}
	if _, err := d.Enter(t.Context(), "tom", longest+"x", "192.0.2.1", nine); !errors.Is(err, ErrNo) {
		t.Errorf("one byte too many: %v", err)
	}
}

func TestAPasswordThatWasRightIsAskedForAgainAfterAWhile(t *testing.T) {
	d := open(t)
	if _, err := d.Enter(t.Context(), "tom", "something else", "192.0.2.1", nine); err != nil {
		t.Fatal(err)
	}
	d.entries["tom"] = entry{Viewer, d.entries["Sara Ek"].hash} // another password
	if _, err := d.Enter(t.Context(), "tom", "something else", "192.0.2.1", nine.Add(proofLasts-time.Second)); err != nil {
		t.Error(err)
	}
	if _, err := d.Enter(t.Context(), "tom", "something else", "192.0.2.1", nine.Add(proofLasts)); !errors.Is(err, ErrNo) {
		t.Error(err)
	}
}

func TestAnUnknownNameCostsWhatAKnownOneDoes(t *testing.T) {
	dear := cost{memory: 2 * leastMemory, passes: 2, threads: 1}
	d, err := Read(strings.NewReader(line("a", Viewer, right, cheap) + "\n" + line("b", Viewer, right, dear)))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[cost]bool{}
	for i := range 64 {
		name := fmt.Sprint("unknown", i)
		h := d.standIn(name)
		if h.cost != d.standIn(name).cost {
			t.Errorf("%s costs differ from try to try", name)
		}
		seen[h.cost] = true
	}
	if len(seen) != 2 || !seen[cheap] || !seen[dear] {
		t.Errorf("costs of names that are not there: %v", seen)
	}
}

func TestTriesOnANameWaitLongerEachTime(t *testing.T) {
	d, now := open(t), nine
	address := func(i int) string { return fmt.Sprintf("192.0.2.%d", i) } // each from elsewhere
	for i := range ofName.free {
		if _, err := d.Enter(t.Context(), "tom", "wrong", address(i), now); !errors.Is(err, ErrNo) {
			t.Fatalf("try %d: %v", i, err)
		}
	}
	for i, want := range []time.Duration{1, 2, 4, 8, 16, 30, 30} {
		var wait *Wait
		if _, err := d.Enter(t.Context(), "tom", "something else", address(50+i), now); !errors.As(err, &wait) || wait.For != want*time.Second {
			t.Fatalf("after %d waits: %v, want %d s, even with the right password", i, err, want)
		}
		now = now.Add(wait.For)
		if _, err := d.Enter(t.Context(), "tom", "wrong", address(50+i), now); !errors.Is(err, ErrNo) {
			t.Fatalf("after its wait: %v", err)
		}
	}
	if _, err := d.Enter(t.Context(), "Sara Ek", right, address(1), now); err != nil {
		t.Errorf("another name waits too: %v", err)
	}
	if _, err := d.Enter(t.Context(), "tom", "something else", address(9), now.Add(ofName.longest)); err != nil {
		t.Errorf("the right password after the wait: %v", err)
	}
	if _, err := d.Enter(t.Context(), "tom", "wrong", address(9), now.Add(ofName.longest)); !errors.Is(err, ErrNo) {
		t.Errorf("tries are not forgotten by coming in: %v", err)
	}
}

func TestAStrangerKeepsNobodyOutWhereTheyCameInBefore(t *testing.T) {
	d := open(t)
	if _, err := d.Enter(t.Context(), "tom", "something else", "198.51.100.7", nine); err != nil {
		t.Fatal(err)
	}
	now := nine.Add(2 * proofLasts)
	for i := range 40 {
		_, _ = d.Enter(t.Context(), "tom", "wrong", fmt.Sprintf("192.0.2.%d", i), now)
	}
	if _, err := d.Enter(t.Context(), "tom", "something else", "198.51.100.7", now); err != nil {
		t.Error(err)
	}
}

func TestTriesFromAnAddressWaitWhateverTheName(t *testing.T) {
	d := open(t)
	try := func(address string, now time.Time) error {
		_, err := d.Enter(t.Context(), fmt.Sprint("name", now.UnixNano(), address), "wrong", address, now)
		return err
	}
	for i := range ofAddress.free {
		if err := try(fmt.Sprintf("2001:db8::%x", i), nine.Add(time.Duration(i))); !errors.Is(err, ErrNo) {
			t.Fatal(i, err)
		}
	}
	var wait *Wait
	if err := try("2001:db8::ffff", nine); !errors.As(err, &wait) {
		t.Errorf("another address of the same network: %v", err)
	}
	if err := try("2001:db8:0:1::1", nine); !errors.Is(err, ErrNo) {
		t.Errorf("another network: %v", err)
	}
	if err := try("2001:db8::1", nine.Add(forgotten)); !errors.Is(err, ErrNo) {
		t.Errorf("after an hour: %v", err)
	}
}

func TestManyTriesAtOnceCountAsMany(t *testing.T) {
	d := open(t)
	var group sync.WaitGroup
	var mu sync.Mutex
	tried := 0
	for range 200 {
		group.Go(func() {
			if _, err := d.Enter(t.Context(), "tom", "wrong", "192.0.2.1", nine); errors.Is(err, ErrNo) {
				mu.Lock()
				tried++
				mu.Unlock()
			}
		})
	}
	group.Wait()
	if tried > ofName.free {
		t.Errorf("%d passwords were tried at once", tried)
	}
}

func TestWhatIsRememberedOfTriesIsBounded(t *testing.T) {
	m := map[string]*tried{}
	for i := range 3 * mostTried {
		of(m, fmt.Sprint(i), nine).count = 1 + i%100
	}
	if len(m) > mostTried {
		t.Errorf("%d keys", len(m))
	}
}

func TestASessionEndsUnusedAndAfterAWeekAndByLeaving(t *testing.T) {
	d := open(t)
	sara := Guest{"Sara Ek", Editor}
	id := d.Open(sara, nine)
	if len(id) != 43 || id == d.Open(sara, nine) {
		t.Errorf("id %q", id)
	}
	is := func(id string, now time.Time, seen, want bool) {
		t.Helper()
		if g, ok := d.Who(id, now, seen); ok != want || ok && g != sara {
			t.Errorf("at %s: %v %v, want %v", now.Format(time.RFC3339), g, ok, want)
		}
	}
	is(id, nine.Add(Idle-time.Second), false, true)
	is(id, nine.Add(Idle), false, false) // looking on is no use
	is(id, nine, true, false)            // it is gone for good
	id = d.Open(sara, nine)
	now := nine
	for now.Before(nine.Add(Absolute - Idle)) {
		now = now.Add(Idle - time.Minute)
		is(id, now, true, true)
	}
	is(id, nine.Add(Absolute), true, false)
	id = d.Open(sara, nine)
	d.Leave(id)
	is(id, nine, true, false)
	is("", nine, true, false)
}

func TestSessionsAreKeptAsHashesAndBounded(t *testing.T) {
	d := open(t)
	first := d.Open(Guest{"first", Viewer}, nine)
	for i := range mostSessions {
		d.Open(Guest{"x", Viewer}, nine.Add(time.Duration(i+1)))
	}
	if _, ok := d.Who(first, nine.Add(time.Hour), true); ok || len(d.sessions) > mostSessions {
		t.Errorf("%d sessions", len(d.sessions))
	}
	for key := range d.sessions {
		if strings.Contains(first, string(key[:])) {
			t.Error("an id is kept as it is")
		}
	}
}
