package main

import (
	"os"
	"syscall"
)

// peakOf is the most memory that a process had, in MB.
func peakOf(s *os.ProcessState) int { return int(s.SysUsage().(*syscall.Rusage).Maxrss >> 10) }
