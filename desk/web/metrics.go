package web

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// buckets are the upper bounds in seconds of the counts of durations.
var buckets = []float64{.005, .02, .08, .3, 1, 5}

// metered counts requests by the pattern that answered them, never by their address,
// so that a caller cannot make it grow.
type metered struct {
	sync.Mutex
	byRoute map[[2]string]*duration // pattern, status
}

type duration struct {
	count   int64
	seconds float64
	within  []int64 // of each bucket
}

func (m *metered) add(pattern string, status int, took time.Duration) {
	if pattern == "" {
		pattern = "none"
	}
	m.Lock()
	defer m.Unlock()
	if m.byRoute == nil {
		m.byRoute = map[[2]string]*duration{}
	}
	key := [2]string{pattern, strconv.Itoa(status)}
	d := m.byRoute[key]
	if d == nil {
		d = &duration{within: make([]int64, len(buckets))}
		m.byRoute[key] = d
	}
	d.count++
	d.seconds += took.Seconds()
	for i, most := range buckets {
		if took.Seconds() <= most {
			d.within[i]++
		}
	}
}

// write prints the Prometheus text format, version 0.0.4.
func (m *metered) write(w io.Writer) {
	m.Lock()
	defer m.Unlock()
	var keys [][2]string
	for k := range m.byRoute {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [2]string) int { return strings.Compare(a[0]+"\x00"+a[1], b[0]+"\x00"+b[1]) })
	fmt.Fprintln(w, "# HELP enligt_http_request_duration_seconds Time to answer, by route and status.\n# TYPE enligt_http_request_duration_seconds histogram")
	for _, k := range keys {
		d, label := m.byRoute[k], fmt.Sprintf("route=%q,status=%q", k[0], k[1])
		for i, most := range buckets {
			fmt.Fprintf(w, "enligt_http_request_duration_seconds_bucket{%s,le=\"%g\"} %d\n", label, most, d.within[i])
		}
		fmt.Fprintf(w, "enligt_http_request_duration_seconds_bucket{%s,le=\"+Inf\"} %d\n", label, d.count)
		fmt.Fprintf(w, "enligt_http_request_duration_seconds_sum{%s} %g\n", label, d.seconds)
		fmt.Fprintf(w, "enligt_http_request_duration_seconds_count{%s} %d\n", label, d.count)
	}
}

// metrics answers GET /metrics.
func (s *Site) metrics(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	if head, err := s.Ledger.Head(r.Context()); err == nil {
		fmt.Fprintf(w, "# HELP enligt_ledger_commit Number of the newest commit.\n# TYPE enligt_ledger_commit gauge\nenligt_ledger_commit %d\n", head.Number)
	}
	fmt.Fprintf(w, "# HELP enligt_streams Pages that wait for news.\n# TYPE enligt_streams gauge\nenligt_streams %d\n", s.streams.Load())
	s.meter.write(w)
}

// statusWriter remembers the status, and how much was written.
type statusWriter struct {
	http.ResponseWriter
	status int
	bytes  int64
	wrote  bool
}

func (w *statusWriter) WriteHeader(status int) {
	if !w.wrote {
		w.status, w.wrote = status, true
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(b []byte) (int, error) {
	w.wrote = true
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets streams flush.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
