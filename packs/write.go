package packs

import (
	"os"
	"path/filepath"
)

// WriteFile puts a file of a pack whole in the place of an earlier one: whoever is broken
// off while writing leaves the earlier one as it was.
func WriteFile(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing to remove once it bears its name
	if _, err = f.Write(b); err == nil {
		err = f.Chmod(0o644)
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
