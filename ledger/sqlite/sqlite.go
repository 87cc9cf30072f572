// Package sqlite keeps a ledger in one SQLite file, in the write-ahead mode: one
// writes, many read at the same time, in one program or several.
//
// In go readings, out come answers, as package ledger promises them. What can fail:
// a file of another program or of a newer version of this one, a full disk, a lock
// that another program holds for longer than ten seconds. A commit is on the disk
// when the call that made it returns.
package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"github.com/enligt/enligt/ledger"
)

// Store is a ledger in a file.
type Store struct {
	path    string
	writing *sql.DB // one connection
	reading *sql.DB
	lemmas  seenLemmas
}

var _ ledger.Ledger = (*Store)(nil)

// Options say how a ledger is opened.
type Options struct {
	// MustExist refuses to make a new file: a question to a ledger that is not
	// there is a mistake.
	MustExist bool
}

//go:embed schema.sql
var schema string

//go:embed feeds.sql
var feedsSchema string

//go:embed counts.sql
var countsSchema string

const (
	applicationID = 0x656e6c67 // "enlg", so that file(1) and we know the file
	schemaVersion = 6
	oldestVersion = 4 // that steps lead on from
	maxReaders    = 8
)

// Open opens the ledger at path and makes it where there is none.
func Open(path string, o Options) (*Store, error) {
	if _, err := os.Stat(path); err != nil && (o.MustExist || !os.IsNotExist(err)) {
		if os.IsNotExist(err) {
			return nil, fmt.Errorf("ledger %s: no such file; enligt add makes it, --ledger or ENLIGT_LEDGER name another", path)
		}
		return nil, fmt.Errorf("ledger %s: %w", path, err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("ledger %s: %w", path, err)
	}
	s := &Store{path: path}
	var err error
	if s.writing, err = connect(path, "_txlock=immediate&_pragma=journal_mode(wal)", 1); err != nil {
		return nil, s.failed("open", err)
	}
	if err := s.prepare(); err != nil {
		s.writing.Close()
		return nil, s.failed("open", err)
	}
	if s.reading, err = connect(path, "_pragma=query_only(1)", maxReaders); err != nil {
		s.writing.Close()
		return nil, s.failed("open", err)
	}
	return s, nil
}

func connect(path, more string, most int) (*sql.DB, error) {
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()}
	name.RawQuery = "_pragma=busy_timeout(10000)&_pragma=synchronous(full)&_pragma=foreign_keys(1)&_pragma=cache_size(-16384)&_pragma=temp_store(memory)&" + more
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(most)
	db.SetMaxIdleConns(most)
	return db, nil
}

// prepare makes the tables of a new file and refuses files that are not ours.
func (s *Store) prepare() error {
	var app, version, tables int
	row := s.writing.QueryRow("SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)")
	if err := row.Scan(&app, &version, &tables); err != nil {
		return err
	}
	switch {
	case app == applicationID && version == schemaVersion:
		return nil
	case app == applicationID && version >= oldestVersion && version < schemaVersion:
		return s.upgrade()
	case app == applicationID:
		return fmt.Errorf("a ledger of version %d, this program knows version %d; use the program that wrote it, or a newer one", version, schemaVersion)
	case tables > 0:
		return errors.New("a database of another program; name another file")
	}
	return s.write(context.Background(), func(t *sql.Tx) error {
		var made int
		if err := t.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&made); err != nil || made > 0 {
			return err // another program was quicker
		}
		_, err := t.Exec(schema + fmt.Sprintf("\nPRAGMA application_id = %d; PRAGMA user_version = %d;", applicationID, oldestVersion))
		if err != nil {
			return err
		}
		return step(t)
	})
}

// upgrade adds to a ledger of an earlier version what this one has more; the rows
// that are there stay as they are.
func (s *Store) upgrade() error {
	return s.write(context.Background(), step)
}

// step takes a ledger from the version it has to the newest.
func step(t *sql.Tx) error {
	var version int
	if err := t.QueryRow("SELECT user_version FROM pragma_user_version").Scan(&version); err != nil {
		return err
	}
	for ; version < schemaVersion; version++ {
		steps := map[int]string{4: feedsSchema, 5: countsSchema}
		if _, err := t.Exec(steps[version] + fmt.Sprintf("\nPRAGMA user_version = %d;", version+1)); err != nil {
			return err
		}
	}
	return nil
}

// Close closes the file.
func (s *Store) Close() error { return errors.Join(s.reading.Close(), s.writing.Close()) }

// write does everything in do, or nothing.
func (s *Store) write(ctx context.Context, do func(*sql.Tx) error) error {
	t, err := s.writing.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(t); err != nil {
		return errors.Join(err, ignoreDone(t.Rollback()))
	}
	return t.Commit()
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) || err != nil && strings.Contains(err.Error(), "no transaction is active") {
		return nil // SQLite rolls back by itself when the disk is full
	}
	return err
}

// read sees one state of the ledger in all of do.
func (s *Store) read(ctx context.Context, do func(*sql.Tx) error) error {
	t, err := s.reading.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer t.Rollback()
	return do(t)
}

// failed says which ledger it was, what happened and what to do.
func (s *Store) failed(doing string, err error) error {
	var e *driver.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("ledger %s: %w", s.path, err)
	}
	what := ""
	switch e.Code() & 0xff {
	case codes.SQLITE_FULL:
		what = "no room left; nothing of this commit is kept, all before it is; free some space and run it again"
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		what = "another program is writing for too long; try again when it is done"
	case codes.SQLITE_READONLY, codes.SQLITE_PERM, codes.SQLITE_CANTOPEN, codes.SQLITE_AUTH:
		what = "may not be written; check the permissions of the file and its folder"
		if info, err := os.Stat(s.path); err == nil && info.IsDir() {
			what = "is a folder; name a file in it"
		}
	case codes.SQLITE_NOTADB:
		what = "no ledger but some other file; name another"
	case codes.SQLITE_CORRUPT:
		what = "damaged; take the last backup, and run enligt verify on it"
	case codes.SQLITE_IOERR:
		what = "the disk failed or is full; nothing of this commit is kept, all before it is; make room and run it again"
	default:
		what = "cannot " + doing
	}
	return fmt.Errorf("ledger %s: %s: %w", s.path, what, err)
}
