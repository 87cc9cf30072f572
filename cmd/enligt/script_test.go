package main

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the commands print into the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"enligt": main})
}

// TestTheCommandsTellTheirStories runs testdata/script; each story is the
// commands that a person types and what they see.
func TestTheCommandsTellTheirStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("COLUMNS", "80")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"bytes":  writeBytes,
			"repeat": writeRepeated,
			"keep":   keepMatch,
			"serve":  serveFolder,
			"mkopml": writeList,
		},
	})
}

// writeBytes is "bytes FILE HEX…": a file of bytes that no script can hold.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	var b []byte
	for _, word := range args[1:] {
		for i := 0; i+1 < len(word); i += 2 {
			n := strings.IndexByte("0123456789abcdef", word[i])<<4 | strings.IndexByte("0123456789abcdef", word[i+1])
			b = append(b, byte(n))
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o644))
}

// writeRepeated is "repeat FILE N WORDS": a file of the words, so many times.
func writeRepeated(ts *testscript.TestScript, neg bool, args []string) {
	n := 0
	for _, c := range args[1] {
		n = n*10 + int(c-'0')
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(args[2], n)), 0o644))
}

// writeList is "mkopml ADDRESS…": list.opml with these feeds.
func writeList(ts *testscript.TestScript, neg bool, args []string) {
	list := "<opml><body>"
	for _, address := range args {
		list += `<outline text="" xmlUrl="` + address + `"/>`
	}
	ts.Check(os.WriteFile(ts.MkAbs("list.opml"), []byte(list+"</body></opml>"), 0o644))
}

// keepMatch is "keep NAME PATTERN": the first group of the pattern in what was
// printed becomes a variable.
func keepMatch(ts *testscript.TestScript, neg bool, args []string) {
	m := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if m == nil {
		ts.Fatalf("no match for %s", args[1])
	}
	ts.Setenv(args[0], m[1])
}
