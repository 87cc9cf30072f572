package learn

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sort"
	"strings"
)

// File is a container of named sections, the form in which every model is kept:
// "classes" as lines, "weights" as a Model, "meta" as JSON, as its kind needs.
type File struct {
	Kind     string // "tag", "parse", "ner" …
	Version  int    // of the features; a reader refuses one it does not know
	Sections map[string][]byte
}

// Bytes is the file: "ENLF", kind, version, and the sections sorted by name, each
// with a 32-bit length. The same sections give the same bytes.
func (f *File) Bytes() []byte {
	names := make([]string, 0, len(f.Sections))
	for n := range f.Sections {
		names = append(names, n)
	}
	sort.Strings(names)
	b := append([]byte("ENLF"), byte(len(f.Kind)))
	b = append(b, f.Kind...)
	b = binary.LittleEndian.AppendUint16(b, uint16(f.Version))
	b = append(b, byte(len(names)))
	for _, n := range names {
		b = append(append(b, byte(len(n))), n...)
		b = binary.LittleEndian.AppendUint32(b, uint32(len(f.Sections[n])))
		b = append(b, f.Sections[n]...)
	}
	return b
}

// OpenFile reads a container of the given kind and version. Sections are slices
// of raw, which must not change afterwards.
func OpenFile(raw []byte, kind string, version int) (*File, error) {
	r := reader{b: raw}
	if string(r.take(4)) != "ENLF" {
		return nil, fmt.Errorf("%s model: not a model file; rebuild it with enligt train", kind)
	}
	f := &File{Sections: map[string][]byte{}}
	f.Kind = string(r.take(r.byte()))
	if v := r.take(2); len(v) == 2 {
		f.Version = int(binary.LittleEndian.Uint16(v))
	}
	for n := r.byte(); n > 0; n-- {
		name := string(r.take(r.byte()))
		size := r.take(4)
		if len(size) == 4 {
			f.Sections[name] = r.take(int(binary.LittleEndian.Uint32(size)))
		}
	}
	switch {
	case r.err != nil || len(r.b) > 0:
		return nil, fmt.Errorf("%s model: damaged file; rebuild it with enligt train", kind)
	case f.Kind != kind || f.Version != version:
		return nil, fmt.Errorf("%s model: file is %s version %d, this program reads version %d; rebuild it with enligt train", kind, f.Kind, f.Version, version)
	}
	return f, nil
}

// Lines is a section of text as its lines.
func (f *File) Lines(section string) []string {
	s := string(f.Sections[section])
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// SetLines keeps lines as a section; no line may hold a newline.
func (f *File) SetLines(section string, lines []string) {
	f.Sections[section] = []byte(strings.Join(lines, "\n"))
}

// Model opens a section as a linear model.
func (f *File) Model(section string) (*Model, error) {
	m, err := OpenModel(f.Sections[section])
	if err != nil {
		return nil, fmt.Errorf("%s model, section %s: %w", f.Kind, section, err)
	}
	return m, nil
}

// Compact opens a section as a compact linear model.
func (f *File) Compact(section string) (*Compact, error) {
	m, err := OpenCompact(f.Sections[section])
	if err != nil {
		return nil, fmt.Errorf("%s model, section %s: %w", f.Kind, section, err)
	}
	return m, nil
}

type reader struct {
	b   []byte
	err error
}

func (r *reader) take(n int) []byte {
	if n > len(r.b) {
		r.err, r.b = errors.New("short"), nil
		return nil
	}
	out := r.b[:n:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) byte() int {
	if b := r.take(1); len(b) == 1 {
		return int(b[0])
	}
	return 0
}
