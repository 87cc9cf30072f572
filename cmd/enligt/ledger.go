package main

import (
	"cmp"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
	"github.com/enligt/enligt/packs"
)

// ledgerFlags are the flags of every command that touches a ledger.
type ledgerFlags struct {
	Ledger string `help:"File of the ledger; else ENLIGT_LEDGER, else enligt.db in your data folder." placeholder:"PATH" env:"ENLIGT_LEDGER"`
	Packs  string `help:"Folder of further language packs." placeholder:"DIR"`
}

// path is the file that the flags mean.
func (f *ledgerFlags) path() string {
	return cmp.Or(f.Ledger, filepath.Join(dataFolder(), "enligt.db"))
}

// open opens the ledger and the packs. A command that only asks wants the file to
// be there.
func (f *ledgerFlags) open(mustExist bool) (*sqlite.Store, *packs.Set, error) {
	set, err := openPacks(f.Packs)
	if err != nil {
		return nil, nil, err
	}
	store, err := sqlite.Open(f.path(), sqlite.Options{MustExist: mustExist})
	return store, set, err
}

// dataFolder is where the user's programs keep data that cannot be made again.
func dataFolder() string {
	home, _ := os.UserHomeDir()
	switch runtime.GOOS {
	case "windows":
		return filepath.Join(cmp.Or(os.Getenv("LOCALAPPDATA"), home), "enligt")
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "enligt")
	}
	return filepath.Join(cmp.Or(os.Getenv("XDG_DATA_HOME"), filepath.Join(home, ".local", "share")), "enligt")
}

// origin says that this user writes now.
func origin() ledger.Origin {
	who := cmp.Or(os.Getenv("ENLIGT_WHO"), os.Getenv("USER"), os.Getenv("USERNAME"))
	return ledger.Origin{Who: who, UTC: time.Now(), Program: enligt.Version}
}
