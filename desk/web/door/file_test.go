package door

import (
	"strings"
	"testing"
)

func TestALineIsReadBack(t *testing.T) {
	l, err := Line("Sara Ek", Editor, right)
	if err != nil || !strings.HasPrefix(l, "Sara Ek:editor:$argon2id$v=19$m=65536,t=3,p=1$") {
		t.Fatal(l, err)
	}
	d, err := Read(strings.NewReader(l))
	if err != nil {
		t.Fatal(err)
	}
	if g, err := d.Enter(t.Context(), "Sara Ek", right, "", nine); err != nil || g.Role != Editor {
		t.Error(g, err)
	}
	if again, _ := Line("Sara Ek", Editor, right); again == l {
		t.Error("two lines have the same salt")
	}
}

// known is a line of another program: argon2 -id of "password", salt "somesalt".
const known = "eve:viewer:$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"

func TestHashesOfTheReferenceProgramAreUnderstood(t *testing.T) {
	d, err := Read(strings.NewReader(known))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Enter(t.Context(), "eve", "password", "", nine); err != nil {
		t.Error(err)
	}
}

func TestALineThatIsNoneIsToldWithItsNumber(t *testing.T) {
	good := line("a", Viewer, right, cheap)
	_, phc, _ := strings.Cut(good, "$")
	phc = "$" + phc
	swap := func(old, new string) string { return "b:viewer:" + strings.Replace(phc, old, new, 1) }
	for what, bad := range map[string]string{
		"no role":          "b:" + phc,
		"unknown role":     "b:admin:" + phc,
		"no name":          ":viewer:" + phc,
		"space around":     " b:viewer:" + phc,
		"tab in it":        "b\tc:viewer:" + phc,
		"no UTF-8":         "b\xff:viewer:" + phc,
		"long name":        strings.Repeat("b", 65) + ":viewer:" + phc,
		"there already":    good,
		"another hash":     swap("argon2id", "argon2i"),
		"another version":  swap("v=19", "v=16"),
		"a memory bomb":    swap("m=1024", "m=4194304"),
		"too little":       swap("m=1024", "m=8"),
		"endless":          swap("t=1", "t=4000000000"),
		"overflowing work": swap("m=1024,t=1", "m=262144,t=16"),
		"no passes":        swap("t=1", "t=0"),
		"too many threads": swap("p=1", "p=255"),
		"sign":             swap("m=1024", "m=+1024"),
		"leading zero":     swap("t=1", "t=01"),
		"no costs":         swap("m=1024,t=1,p=1", "t=1"),
		"short salt":       "b:viewer:$argon2id$v=19$m=1024,t=1,p=1$c29t$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
		"short sum":        "b:viewer:$argon2id$v=19$m=1024,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1a",
		"not base64":       swap("p=1$", "p=1$!"),
		"endless line":     "b:viewer:" + strings.Repeat("x", 1<<16),
	} {
		_, err := Read(strings.NewReader(good + "\n" + bad + "\n"))
		if err == nil || !strings.HasPrefix(err.Error(), "line 2: ") || !strings.Contains(err.Error(), "enligt password") {
			t.Errorf("%s: %v", what, err)
		}
		if err != nil && strings.Contains(err.Error(), "CTFh") {
			t.Errorf("%s: the error prints the hash: %v", what, err)
		}
	}
	if _, err := Read(strings.NewReader("# nobody\n\n")); err == nil {
		t.Error("a file without names opens the door")
	}
}

func TestALineIsNotMadeOfWhatCannotBeRead(t *testing.T) {
	for _, bad := range []struct {
		name     string
		role     Role
		password string
	}{{"a:b", Viewer, right}, {"", Viewer, right}, {"#a", Viewer, right}, {"a", "admin", right}, {"a", Viewer, "short"}, {"a", Viewer, strings.Repeat("x", 1025)}} {
		if l, err := Line(bad.name, bad.role, bad.password); err == nil {
			t.Errorf("%+v: %s", bad, l)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(known)
	f.Add(line("a", Viewer, right, cheap) + "\n# x\n" + line("b", Editor, right, cheap))
	f.Add("a:viewer:$argon2id$v=19$m=4294967295,t=4294967295,p=255$$")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Read(strings.NewReader(s))
		if err != nil {
			return
		}
		for name, e := range d.entries {
			if checkName(name) != nil || !e.role.valid() || e.hash.cost.memory > mostMemory || e.hash.cost.memory*e.hash.cost.passes > mostWork {
				t.Errorf("%q let in %q %+v", s, name, e)
			}
			back, err := parseHash(e.hash.String())
			if err != nil || back.String() != e.hash.String() {
				t.Errorf("%s does not survive: %v", e.hash, err)
			}
		}
	})
}
