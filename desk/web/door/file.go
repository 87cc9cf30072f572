package door

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of the file and its cells.
const (
	mostLines     = 10_000
	mostLine      = 1 << 10 // bytes
	longestName   = 64      // letters
	leastPassword = 10      // letters
)

// Read reads a file of lines NAME:ROLE:HASH; empty lines and those that begin with #
// are passed over.
func Read(r io.Reader) (*Door, error) {
	entries := map[string]entry{}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, mostLine), mostLine)
	n := 0
	for lines.Scan() {
		if n++; n > mostLines {
			return nil, fmt.Errorf("more than %d lines", mostLines)
		}
		line := strings.TrimSuffix(lines.Text(), "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, e, err := parseLine(line)
		if err == nil && entries[name].role != "" {
			err = fmt.Errorf("%s is there already", name)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w; enligt password NAME ROLE prints such a line", n, err)
		}
		entries[name] = e
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w; enligt password NAME ROLE prints such a line", n+1, err)
	}
	if len(entries) == 0 {
		return nil, errors.New("nobody is in it; enligt password NAME ROLE prints a line for it")
	}
	return newDoor(entries), nil
}

func parseLine(line string) (name string, e entry, err error) {
	cells := strings.Split(line, ":")
	if len(cells) != 3 {
		return "", e, errors.New("not NAME:ROLE:HASH")
	}
	if err := checkName(cells[0]); err != nil {
		return "", e, err
	}
	if e.role = Role(cells[1]); !e.role.valid() {
		return "", e, fmt.Errorf("role %q is neither %s nor %s", cells[1], Viewer, Editor)
	}
	e.hash, err = parseHash(cells[2])
	return cells[0], e, err
}

func (r Role) valid() bool { return r == Viewer || r == Editor }

// checkName refuses names that a line, a log or the chain of decisions cannot hold.
func checkName(name string) error {
	switch {
	case name == "" || strings.TrimSpace(name) != name:
		return errors.New("a name is empty, or has spaces around it")
	case !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return r == ':' || !unicode.IsPrint(r) }):
		return fmt.Errorf("name %q has a colon, or signs that do not print", name)
	case utf8.RuneCountInString(name) > longestName:
		return fmt.Errorf("a name of more than %d letters", longestName)
	case strings.HasPrefix(name, "#"):
		return errors.New("a name that begins with #")
	}
	return nil
}

// Line is the line of a name with a new password.
func Line(name string, role Role, password string) (string, error) {
	if err := checkName(name); err != nil {
		return "", err
	}
	if !role.valid() {
		return "", fmt.Errorf("role %q is neither %s nor %s", role, Viewer, Editor)
	}
	if n := utf8.RuneCountInString(password); n < leastPassword || len(password) > mostPassword {
		return "", fmt.Errorf("a password of %d letters; it takes %d at least and %d bytes at most", n, leastPassword, mostPassword)
	}
	return line(name, role, password, usual), nil
}

func line(name string, role Role, password string, c cost) string {
	h := hash{cost: c, salt: make([]byte, 16), sum: make([]byte, 32)}
	_, _ = rand.Read(h.salt) // never fails
	h.sum = h.of(password)
	return name + ":" + string(role) + ":" + h.String()
}
