//go:build !linux && !darwin

package main

import "os"

// terminalWidth is not known here.
func terminalWidth(*os.File) int { return 0 }

// isTerminal reports whether f is a character device.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// silence cannot be had here: what is typed shows.
func silence(*os.File) (back func(), ok bool) { return nil, false }
