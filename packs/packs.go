// Package packs holds the language packs, as data, and opens them.
//
// A pack is a folder: pack.json, the tables (tab-separated, one header line),
// the models, recipe.json, MODEL.md and LICENSE; all packs have the same files
// ([Files]). The packs of this folder are embedded in the program; [Set.Lay]
// puts further ones from a folder over them. Opening fails with the file and
// line of what is wrong; nothing is guessed.
package packs

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sort"
)

//go:embed all:*
var embedded embed.FS

// Info is pack.json.
type Info struct {
	Lang    string            `json:"lang"`    // BCP 47
	Version int               `json:"version"` // rises with every release that changes a table or model
	Script  string            `json:"script"`  // ISO 15924
	Names   map[string]string `json:"names"`   // its name, by language
	Licence string            `json:"licence"` // of the models; LICENSE has the words
	Models  []ModelInfo       `json:"models"`

	// Background marks the folder that is no language's: it helps to tell that a
	// text is in none of the set's languages.
	Background bool `json:"background,omitempty"`
}

// ModelInfo names one model file.
type ModelInfo struct {
	Kind   string `json:"kind"`   // "tag", "parse" …
	File   string `json:"file"`   // in the pack's folder
	Format int    `json:"format"` // version of the file's features
	SHA256 string `json:"sha256"`
}

// Pack is one language's folder.
type Pack struct {
	Info
	fsys fs.FS
}

// Name is the pack as it stands in made_by: "sv 1".
func (p *Pack) Name() string { return fmt.Sprintf("%s %d", p.Lang, p.Version) }

// FS is the pack's folder.
func (p *Pack) FS() fs.FS { return p.fsys }

// Model returns the bytes of a model file; the caller must not change them, and
// names the pack in an error.
func (p *Pack) Model(kind string) ([]byte, error) {
	for _, m := range p.Models {
		if m.Kind == kind {
			b, err := fs.ReadFile(p.fsys, m.File)
			if err != nil {
				return nil, fmt.Errorf("%s model: %w", kind, err)
			}
			return b, nil
		}
	}
	return nil, fmt.Errorf("pack.json names no %s model: %w", kind, fs.ErrNotExist)
}

// Open reads the pack in a folder.
func Open(fsys fs.FS) (*Pack, error) {
	b, err := fs.ReadFile(fsys, "pack.json")
	if err != nil {
		return nil, err
	}
	p := &Pack{fsys: fsys}
	if err := json.Unmarshal(b, &p.Info); err != nil {
		return nil, fmt.Errorf("pack.json: %w", err)
	}
	if p.Lang == "" {
		return nil, errors.New("pack.json: no \"lang\"; name the language's code")
	}
	return p, nil
}

// Set is the packs that a program works with, one a language.
type Set struct {
	packs      map[string]*Pack
	background *Pack
}

// Embedded is the set of packs inside the program.
func Embedded() (*Set, error) { return read(embedded) }

// OpenDir is the set of the packs in the folders of dir, without the embedded ones.
func OpenDir(dir string) (*Set, error) { return read(os.DirFS(dir)) }

// Lay puts the packs in the folders of dir over the set: a language that is
// there already is replaced, another is added.
func (s *Set) Lay(dir string) error {
	over, err := read(os.DirFS(dir))
	if err != nil {
		return fmt.Errorf("packs in %s: %w", dir, err)
	}
	if len(over.packs) == 0 {
		return fmt.Errorf("packs in %s: no folder with a pack.json; name the folder that holds the pack folders", dir)
	}
	for lang, p := range over.packs {
		s.packs[lang] = p
	}
	if over.background != nil {
		s.background = over.background
	}
	return nil
}

// Background returns the pack that is no language's, or nil.
func (s *Set) Background() *Pack { return s.background }

// Get returns the pack of a language, or nil.
func (s *Set) Get(lang string) *Pack { return s.packs[lang] }

// Langs lists the languages of the set in order of their codes.
func (s *Set) Langs() []string {
	var out []string
	for l := range s.packs {
		out = append(out, l)
	}
	sort.Strings(out)
	return out
}

func read(root fs.FS) (*Set, error) {
	s := &Set{packs: map[string]*Pack{}}
	entries, err := fs.ReadDir(root, ".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		sub, err := fs.Sub(root, e.Name())
		if err != nil {
			return nil, err
		}
		p, err := Open(sub)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		if p.Background {
			s.background = p
			continue
		}
		s.packs[p.Lang] = p
	}
	return s, nil
}
