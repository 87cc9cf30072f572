package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/examples"
	"github.com/enligt/enligt/intake/jsonl"
	"github.com/enligt/enligt/ledger"
	"github.com/enligt/enligt/ledger/sqlite"
	"github.com/enligt/enligt/packs"
	"github.com/enligt/enligt/reading"
)

// demoDelay is how long after publication a report of the demo became known.
const demoDelay = 3 * time.Minute

// openDemo reads the demo's reports into a ledger in a folder of its own, each in a
// commit of the minute it would have become known; done removes the folder.
func openDemo(ctx context.Context, set *packs.Set) (store *sqlite.Store, done func(), err error) {
	dir, err := os.MkdirTemp("", "enligt-demo-")
	if err != nil {
		return nil, nil, err
	}
	done = func() { os.RemoveAll(dir) }
	store, err = sqlite.Open(filepath.Join(dir, "demo.db"), sqlite.Options{})
	if err == nil {
		done = func() { store.Close(); os.RemoveAll(dir) }
		err = addDemo(ctx, store, set)
	}
	if err != nil {
		done()
	}
	return store, done, err
}

func addDemo(ctx context.Context, store ledger.Ledger, set *packs.Set) error {
	items := addressed(func(yield func(item) bool) {
		for d, err := range jsonl.Read(bytes.NewReader(examples.Demo), jsonl.Options{ID: "demo"}) {
			if !yield(item{"demo", d, err}) {
				return
			}
		}
	})
	for r := range readAll(reading.Open(set).ReadWords, items, runtime.GOMAXPROCS(0)) {
		d := &r.reading.Document
		if r.reading.Err != nil {
			return fmt.Errorf("demo %s: %w", d.ID, r.reading.Err)
		}
		at, err := time.Parse("2006-01-02 15:04", d.Published)
		if err != nil {
			return fmt.Errorf("demo %s: %w", d.ID, err)
		}
		by := ledger.Origin{UTC: at.Add(demoDelay), Program: enligt.Version}
		if _, err := store.Add(ctx, by, []ledger.Entry{{Reading: r.reading, Words: r.words}}); err != nil {
			return err
		}
	}
	return ctx.Err()
}
