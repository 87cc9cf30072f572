package fetch

import "testing"

func TestTheServersCharsetCountsWhereItCanBeTrue(t *testing.T) {
	for name, c := range map[string]struct{ kind, body, want string }{
		"latin-1":                       {"text/html; charset=ISO-8859-1", "f\xe4rja", "färja"},
		"Cyrillic":                      {"text/plain;charset=koi8-r", "\xce\xc5\xd4", "нет"},
		"UTF-8 that says latin-1":       {"text/html; charset=iso-8859-1", "färja", "färja"},
		"latin-1 that says UTF-8":       {"text/html; charset=utf-8", "f\xe4rja", "f\xe4rja"},
		"no charset":                    {"text/html", "f\xe4rja", "f\xe4rja"},
		"a charset that nobody knows":   {"text/html; charset=x-none", "f\xe4rja", "f\xe4rja"},
		"no type":                       {"", "f\xe4rja", "f\xe4rja"},
		"a mark of UTF-16":              {"text/plain; charset=iso-8859-1", "\xff\xfea\x00\xe4\x00", "\xff\xfea\x00\xe4\x00"},
		"UTF-16 by word of the server":  {"text/html; charset=utf-16", "f\x00\xe4\x00", "fä"},
		"latin-1 that says UTF-16":      {"text/html; charset=utf-16", "f\xe4rja", "f\xe4rja"},
		"an encoding used for mischief": {"text/html; charset=iso-2022-kr", "f\xe4rja", "f\xe4rja"},
	} {
		if got := string((&Page{Type: c.kind, Body: []byte(c.body)}).UTF8()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
