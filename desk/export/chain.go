package export

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/enligt/enligt/ledger"
)

// Chain writes the chain of decisions into a new folder: chain.tsv has a line a
// link, payloads/N the payload of link N. docs/AUDIT.md checks them with sha256sum.
// It gives the hash of the last link.
func Chain(ctx context.Context, l ledger.Ledger, at ledger.AsOf, dir string) (head string, err error) {
	payloads := filepath.Join(dir, "payloads")
	if _, err := os.Stat(filepath.Join(dir, "chain.tsv")); err == nil {
		return "", fmt.Errorf("%s: holds a chain already; name a new folder", dir)
	}
	if err := os.MkdirAll(payloads, 0o755); err != nil {
		return "", err
	}
	lines, err := os.OpenFile(filepath.Join(dir, "chain.tsv"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return "", err
	}
	head = ledger.NoHash
	err = l.Chain(ctx, at, func(c ledger.ChainLink, payload []byte) error {
		if err := os.WriteFile(filepath.Join(payloads, fmt.Sprint(c.Number)), payload, 0o644); err != nil {
			return err
		}
		head = c.Hash()
		_, err := lines.WriteString(c.Line())
		return err
	})
	return head, errors.Join(err, lines.Close())
}
