package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// command runs one command line and gives what it prints.
func command(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(args, streams{strings.NewReader(stdin), &out, &errs}); code != 0 {
		t.Fatalf("enligt %s: exit status %d\n%s%s", strings.Join(args, " "), code, &out, &errs)
	}
	return out.String()
}

// TestTheLoopOfTheAuditPageChecksAChain runs the shell of docs/AUDIT.md.
func TestTheLoopOfTheAuditPageChecksAChain(t *testing.T) {
	for _, tool := range []string{"sh", "sha256sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip("no " + tool + " here")
		}
	}
	page, err := os.ReadFile("../../docs/AUDIT.md")
	if err != nil {
		t.Fatal(err)
	}
	loop := regexp.MustCompile("(?s)```sh\n(.*?)```").FindSubmatch(page)
	if loop == nil {
		t.Fatal("docs/AUDIT.md has no loop")
	}
	dir := t.TempDir()
	t.Setenv("ENLIGT_LEDGER", filepath.Join(dir, "l.db"))
	t.Setenv("USER", "")
	t.Setenv("USERNAME", "")
	command(t, "Ada Berg säger att hamnen är stängd.", "add", "--published", "2023-07-28")
	key := regexp.MustCompile(`"key":"([0-9a-f]{16})"`).FindStringSubmatch(command(t, "", "statements", "--format", "jsonl"))[1]
	for _, d := range []struct{ status, who string }{{"open", "Åsa\tEk\nof the desk"}, {"disputed", ""}, {"confirmed", `a\b  c`}} {
		t.Setenv("ENLIGT_WHO", d.who)
		command(t, "", "decide", key, d.status, "--why", `two "witnesses" \ `+d.status)
	}
	chain := filepath.Join(dir, "chain")
	head := command(t, "", "export", "--format", "chain", "--folder", chain)
	check := func() (string, error) {
		c := exec.Command("sh", "-c", string(loop[1]))
		c.Dir = chain
		out, err := c.CombinedOutput()
		return string(out), err
	}
	if out, err := check(); err != nil || out != head {
		t.Fatalf("the loop says %q, %v; the export %q", out, err, head)
	}
	if verified := command(t, "", "verify", "--head", strings.Fields(head)[1]); !strings.Contains(verified, head+"clean\n") {
		t.Errorf("verify says %q", verified)
	}
	second := filepath.Join(chain, "payloads", "2")
	payload, err := os.ReadFile(second)
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(second, bytes.Replace(payload, []byte("disputed"), []byte("refuted"), 1), 0o644)
	if out, err := check(); err == nil || !strings.Contains(out, "payload of link 2 was changed") {
		t.Errorf("after a change the loop says %q, %v", out, err)
	}
}
