package web

import (
	"net/http"
	"time"

	"github.com/enligt/enligt/ledger"
)

// longestTable is how long a table may take to send.
const longestTable = 10 * time.Minute

// table sends GET /export.csv?q=QUESTION: every statement that the question of a page
// finds, as a table.
func (s *Site) table(w http.ResponseWriter, r *http.Request) {
	if s.Table == nil {
		http.NotFound(w, r)
		return
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(longestTable)) // the server's own bound is for pages
	w.Header().Set("Content-Type", "text/csv; charset=utf-8; header=present")
	w.Header().Set("Content-Disposition", `attachment; filename="enligt.csv"`)
	if err := s.Table(r.Context(), s.Ledger, ledger.ParseQuery(r.URL.Query().Get("q")), w); err != nil && r.Context().Err() == nil {
		s.Log.Error("table", "err", err)
		panic(http.ErrAbortHandler) // half a table must not look whole
	}
}
