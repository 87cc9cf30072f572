package enligt_test

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// goFile is one parsed Go file of the repository.
type goFile struct {
	name   string // slash path from the root
	source []byte
	syntax *ast.File
	fset   *token.FileSet
}

func (f *goFile) isTest() bool { return strings.HasSuffix(f.name, "_test.go") }

// dir is the folder of the package, "" for the root.
func (f *goFile) dir() string { return strings.TrimPrefix(path.Dir(f.name), ".") }

// goFiles parses every Go file of the repository.
func goFiles(t *testing.T) []*goFile {
	t.Helper()
	var out []*goFile
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		f := &goFile{name: filepath.ToSlash(name), fset: token.NewFileSet()}
		if f.source, err = os.ReadFile(name); err != nil {
			return err
		}
		f.syntax, err = parser.ParseFile(f.fset, f.name, f.source, parser.ParseComments)
		out = append(out, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 20 {
		t.Fatalf("only %d Go files found", len(out))
	}
	return out
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	docs := map[string]string{}
	for _, f := range goFiles(t) {
		if !f.isTest() {
			docs[f.dir()] += f.syntax.Doc.Text()
		}
	}
	for dir, doc := range docs {
		if !strings.HasPrefix(doc, "Package ") && !strings.HasPrefix(doc, "Command ") {
			t.Errorf("%s/: no doc comment, or one that does not begin with Package or Command", dir)
		}
		if len(strings.Fields(doc)) < 10 {
			t.Errorf("%s/: the doc comment %q does not say what goes in, what comes out and what can fail", dir, doc)
		}
	}
}

func TestNoGoFileOutsideTestsHoldsALanguageCode(t *testing.T) {
	codes := map[string]bool{"no": true, "nb": true, "nn": true, "da": true, "de": true, "fi": true, "es": true}
	for _, dir := range packDirs(t) {
		codes[filepath.Base(dir)] = true
	}
	for _, f := range goFiles(t) {
		if f.isTest() {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			s, err := strconv.Unquote(lit.Value)
			if s == "no" && bytes.Contains(f.source, []byte(`"yes"`)) {
				return true // the word
			}
			if err == nil && codes[s] {
				t.Errorf("%s: the language code %q belongs in a pack", f.fset.Position(lit.Pos()), s)
			}
			return true
		})
	}
}

// Limits on length: a reader should see a whole function at once and find a
// thing by its file's name.
const (
	maxFileLines     = 500
	maxFunctionLines = 60
)

func TestFilesAndFunctionsStayShort(t *testing.T) {
	for _, f := range goFiles(t) {
		if n := bytes.Count(f.source, []byte("\n")); n > maxFileLines {
			t.Errorf("%s: %d lines, at most %d", f.name, n, maxFileLines)
		}
		if f.isTest() {
			continue
		}
		for _, d := range f.syntax.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			from, to := f.fset.Position(fn.Pos()), f.fset.Position(fn.End())
			if n := to.Line - from.Line + 1; n > maxFunctionLines {
				t.Errorf("%s: %s has %d lines, at most %d", from, fn.Name.Name, n, maxFunctionLines)
			}
			if fn.Name.Name == "init" && fn.Recv == nil {
				t.Errorf("%s: func init: do the work where it is asked for", from)
			}
		}
	}
}

func TestGoFilesAreFormatted(t *testing.T) {
	for _, f := range goFiles(t) {
		if got, err := format.Source(f.source); err != nil || !bytes.Equal(got, f.source) {
			t.Errorf("%s: run gofmt -w on it (%v)", f.name, err)
		}
	}
}
