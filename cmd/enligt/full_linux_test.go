package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// fullDisk is a story on a disk of 8 MB, in a namespace of its own: add until it is
// full, decide while it is, look at what is there, make room, go on. Each line that
// the test asks for has a mark before it.
const fullDisk = `
mount -t tmpfs -o size=8m tmpfs "$DISK" 2>/dev/null || exit 42
export ENLIGT_LEDGER="$DISK/l.db"
head -c 4500000 /dev/zero >"$DISK/ballast" # what making room gives back: more than the whole log that waits to be folded in
say() { sed "s/^/$1: /"; }
$ENLIGT add --from jsonl first.jsonl 2>&1 | say first
$ENLIGT add --from jsonl many.jsonl >many.out 2>many.err; echo "status of add: $?"
say many <many.err
grep -c '^added ' many.out | say acknowledged
head -c 8000000 /dev/zero >"$DISK/rest" 2>/dev/null
key=$($ENLIGT statements --limit 1 --format jsonl | sed 's/.*"key":"\([0-9a-f]*\)".*/\1/')
for i in 1 2 3 4 5 6 7 8 9; do
	$ENLIGT decide "$key" open --why "$(head -c 60000 /dev/zero | tr '\0' x) $i" >>decided.out 2>>decided.err || { echo "status of decide: $?"; break; }
done
say decide <decided.err
$ENLIGT verify 2>&1 | say full
rm "$DISK/rest" "$DISK/ballast"
$ENLIGT verify 2>&1 | say verify
$ENLIGT export --format jsonl | grep -c . | say kept
$ENLIGT decide "$key" disputed --why 'with room again' 2>&1 | say again
$ENLIGT add --from jsonl first.jsonl 2>&1 | say again
$ENLIGT verify 2>&1 | say verify
`

// TestAFullDiskIsToldAndDamagesNothing runs the story with a disk that is really full.
func TestAFullDiskIsToldAndDamagesNothing(t *testing.T) {
	work := t.TempDir()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	disk, enligt := filepath.Join(work, "disk"), filepath.Join(work, "enligt")
	if err := errors.Join(
		os.Mkdir(disk, 0o700), os.Symlink(exe, enligt),
		os.WriteFile(filepath.Join(work, "first.jsonl"), []byte(shortReports(t, 1, 20)), 0o600),
		os.WriteFile(filepath.Join(work, "many.jsonl"), []byte(shortReports(t, 2, 600)), 0o600),
	); err != nil {
		t.Fatal(err)
	}
	c := exec.Command("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", fullDisk)
	c.Dir, c.Env = work, append(os.Environ(), "DISK="+disk, "ENLIGT="+enligt)
	out, err := c.CombinedOutput()
	if err != nil && !strings.Contains(string(out), "first: ") {
		t.Skipf("needs leave to mount a small disk (unshare --user --mount): %v %s; package sqlite tries a file that may not grow", err, out)
	}
	number := func(mark string) int {
		n := -1
		if m := regexp.MustCompile(`(?m)^` + mark + `: (\d+)$`).FindSubmatch(out); m != nil {
			n, _ = strconv.Atoi(string(m[1]))
		}
		return n
	}
	for _, want := range []string{
		`(?m)^first: 20 documents added`, `(?m)^status of add: 1$`, `(?m)^many: enligt: ledger .*(no room left|the disk failed or is full); nothing of this commit is kept, all before it is; .*run it again`,
		`(?m)^status of decide: 1$`, `(?m)^decide: enligt: ledger .*(no room left|the disk failed or is full); nothing of this commit is kept`,
		`(?m)^full: clean$`, `(?m)^again: decided `, `(?m)^again: 0 documents added, 20 known`,
	} {
		if !regexp.MustCompile(want).Match(out) {
			t.Errorf("nothing like %s", want)
		}
	}
	if n := strings.Count(string(out), "verify: clean\n"); n != 2 {
		t.Errorf("the ledger was clean %d times of 2", n)
	}
	if acknowledged, kept := number("acknowledged"), number("kept"); acknowledged == 0 || kept != acknowledged+20 {
		t.Errorf("%d acknowledged after the first 20, %d kept", acknowledged, kept)
	}
	if t.Failed() {
		t.Logf("%s", out)
	}
}
