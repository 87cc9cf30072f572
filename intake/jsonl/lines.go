package jsonl

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// lines cuts a stream at newlines and passes over lines that are too long.
type lines struct {
	in     *bufio.Reader
	limit  int
	number int    // of the line that next returned
	line   []byte // reused
	broken bool   // the stream failed: nothing follows
}

func newLines(r io.Reader, limit int) *lines {
	return &lines{in: bufio.NewReaderSize(r, 64<<10), limit: limit}
}

// next returns the next line without its newline, valid until the call after; an
// error for a line over the limit; io.EOF at the end.
func (l *lines) next() ([]byte, error) {
	l.number++
	l.line = l.line[:0]
	tooLong := false
	for {
		part, err := l.in.ReadSlice('\n')
		if len(l.line)+len(part) > l.limit+1 {
			tooLong = true
		}
		if !tooLong {
			l.line = append(l.line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err == io.EOF && len(part) == 0 && len(l.line) == 0 && !tooLong:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			l.broken = true
			return nil, bad("", "the stream broke off: "+err.Error(), "give it again from here")
		}
		break
	}
	if tooLong {
		l.line = nil
		return nil, bad("", fmt.Sprintf("a line over %d MB, the limit for one document", l.limit>>20), "split the document")
	}
	if l.number == 1 {
		l.line = bytes.TrimPrefix(l.line, []byte("\xEF\xBB\xBF"))
	}
	return bytes.TrimRight(l.line, "\r\n"), nil
}
