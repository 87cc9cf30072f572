package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
)

// killed is how often a running add is killed: ENLIGT_KILLS, else few times.
func killed(t *testing.T) int {
	if s := os.Getenv("ENLIGT_KILLS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	return 4
}

// TestWhatWasAcknowledgedSurvivesAKill kills a running `enligt add` at random
// moments. Each document that it acknowledged is there once, and all is whole.
func TestWhatWasAcknowledgedSurvivesAKill(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("processes end otherwise there")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, uint64(killed(t))))
	var path string
	acknowledged, all, cut := map[string]int{}, 0, 0
	for round := range killed(t) {
		const documents = 300
		if round%5 == 0 { // a ledger goes through five kills
			path = filepath.Join(t.TempDir(), fmt.Sprint(round, ".db"))
			all += len(acknowledged)
			clear(acknowledged)
		}
		add := exec.Command(exe, "add", "--ledger", path, "--from", "jsonl", "-")
		add.Args[0] = "enligt" // the test's binary is the program under this name
		add.Stdin = strings.NewReader(shortReports(t, round, documents))
		out, err := add.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := add.Start(); err != nil {
			t.Fatal(err)
		}
		kill := time.AfterFunc(time.Duration(random.IntN(900))*time.Millisecond, func() { add.Process.Kill() })
		n := acknowledgements(bufio.NewReader(out), acknowledged)
		add.Wait()
		kill.Stop()
		if n < documents {
			cut++
		}
		checkKilled(t, path, acknowledged)
		if t.Failed() {
			t.Fatalf("after kill %d", round+1)
		}
	}
	if cut == 0 {
		t.Error("no run was cut short: nothing was tried")
	}
	t.Logf("%d kills, %d in the middle of the work, %d documents acknowledged", killed(t), cut, all+len(acknowledged))
}

// shortReports are lines of documents, those of each round others.
func shortReports(t *testing.T, round, n int) string {
	var b strings.Builder
	for i := range n {
		line, err := json.Marshal(map[string]string{
			"id": fmt.Sprintf("r%d-%d", round, i), "url": fmt.Sprintf("https://x.example/%d/%d", round, i), "published": "2023-07-28",
			"text": fmt.Sprintf("Ada Berg säger att hamn %d är stängd. Eva Lind påstår att färja %d är full.", i, round),
		})
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
		b.WriteByte('\n')
	}
	return b.String()
}

// acknowledgements notes the ids of whole lines "added ID NAME" and counts them.
func acknowledgements(out *bufio.Reader, to map[string]int) (n int) {
	for {
		line, err := out.ReadString('\n')
		if err != nil {
			return n // the last line may be a part of one: no acknowledgement
		}
		if f := strings.Fields(line); len(f) == 3 && f[0] == "added" {
			to[f[1]]++
			n++
		}
	}
}

func checkKilled(t *testing.T, path string, acknowledged map[string]int) {
	t.Helper()
	store, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		t.Error(err)
		return
	}
	defer store.Close()
	for id, times := range acknowledged {
		if d, err := store.Document(context.Background(), id, ledger.AsOf{}); err != nil || times != 1 || len(d.Versions) != 1 {
			t.Errorf("document %s was acknowledged %d times; kept: %d versions, %v", id, times, len(d.Versions), err)
		}
	}
	if _, err := store.Verify(context.Background(), "", func(f ledger.Fault) { t.Errorf("%s: %s", f.Where, f.What) }); err != nil {
		t.Error(err)
	}
}
