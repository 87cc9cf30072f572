package sqlite

import (
	"context"
	"fmt"
	"os"
)

// Backup writes a copy of the ledger to a new file. It sees one state; others read
// and write meanwhile.
func (s *Store) Backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("backup %s: the file is there already; name a new one", path)
	}
	db, err := connect(s.path, "", 1)
	if err != nil {
		return s.failed("back up", err)
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		os.Remove(path) // a part of a ledger is none
		return fmt.Errorf("backup %s: %w", path, s.failed("back up", err))
	}
	copied, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer copied.Close()
	return copied.Sync()
}
