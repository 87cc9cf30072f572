//go:build linux || darwin

package main

import (
	"os"
	"syscall"
	"unsafe"
)

// terminalWidth is the number of columns of a terminal, 0 where that is not known.
func terminalWidth(f *os.File) int {
	columns, _ := windowSize(f)
	return columns
}

// isTerminal reports whether f is a terminal; the null device is none.
func isTerminal(f *os.File) bool {
	_, ok := windowSize(f)
	return ok
}

// windowSize asks the kernel; files and pipes have no window.
func windowSize(f *os.File) (columns int, ok bool) {
	var size struct{ rows, columns, x, y uint16 }
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), syscall.TIOCGWINSZ, uintptr(unsafe.Pointer(&size)))
	return int(size.columns), errno == 0
}

// silence keeps a terminal from showing what is typed, until back is called.
func silence(f *os.File) (back func(), ok bool) {
	var was syscall.Termios
	call := func(request uintptr, state *syscall.Termios) bool {
		_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), request, uintptr(unsafe.Pointer(state)))
		return errno == 0
	}
	if !call(getTerminal, &was) {
		return nil, false
	}
	quiet := was
	quiet.Lflag &^= syscall.ECHO
	if !call(setTerminal, &quiet) {
		return nil, false
	}
	return func() { call(setTerminal, &was) }, true
}
