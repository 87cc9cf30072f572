package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
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
		var e *driver.Error
		if errors.As(err, &e) && e.Code()&0xff == codes.SQLITE_CANTOPEN { // of the new file: the ledger is open
			return fmt.Errorf("backup %s: cannot be made; check that its folder is there and may be written: %w", path, err)
		}
		return fmt.Errorf("backup %s: %w", path, s.failed("back up", err))
	}
	copied, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer copied.Close()
	return copied.Sync()
}
