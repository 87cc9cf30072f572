package main

import (
	"bytes"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// processorTime is what this process has used of the processors: on a busy
// machine a fairer measure than the clock.
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkMemory is the largest resident memory of the program reading articles
// in all languages.
func BenchmarkMemory(b *testing.B) {
	name := program(b)
	lines := benchArticles(b, 60)
	peak := int64(0)
	for b.Loop() {
		read := exec.Command(name, "read", "--from", "jsonl", "--format", "jsonl")
		read.Stdin = bytes.NewReader(lines)
		if out, err := read.Output(); err != nil || len(out) == 0 {
			b.Fatalf("%d bytes, %v", len(out), err)
		}
		if used, ok := read.ProcessState.SysUsage().(*syscall.Rusage); ok {
			peak = max(peak, used.Maxrss)
		}
	}
	b.ReportMetric(float64(peak)/1e3, "MB-resident")
}
