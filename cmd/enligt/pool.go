package main

import (
	"fmt"
	"iter"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/reading"
)

// result is the reading of one item, with the words where they were asked for.
type result struct {
	name    string
	reading enligt.Reading
	words   []enligt.Word
}

// readFunc reads one document.
type readFunc func(enligt.Document) (enligt.Reading, []enligt.Word)

// withoutWords reads for those who want the reading alone.
func withoutWords(reader *reading.Reader) readFunc {
	return func(d enligt.Document) (enligt.Reading, []enligt.Word) { return reader.Read(d), nil }
}

// readAll reads the items on as many workers at once and yields the readings in
// the order of the items. At most two items a worker are held at a time, so that
// memory does not grow with their number.
func readAll(read readFunc, items iter.Seq[item], workers int) iter.Seq[result] {
	return func(yield func(result) bool) {
		stop := make(chan struct{})
		defer close(stop)
		queue := make(chan chan result, workers)
		busy := make(chan struct{}, workers)
		go func() {
			defer close(queue)
			for it := range items {
				done := make(chan result, 1)
				select {
				case queue <- done:
				case <-stop:
					return
				}
				busy <- struct{}{}
				go func() {
					done <- readItem(read, it)
					<-busy
				}()
			}
		}()
		for done := range queue {
			if !yield(<-done) {
				return
			}
		}
	}
}

// readItem reads one document. A fault of the program in one document must not
// cost the others: it becomes that document's error.
func readItem(read readFunc, it item) (out result) {
	out.name = it.name
	failed := func(err error) {
		out.reading, out.words = reading.Failed(it.doc, err), nil
		out.reading.Document.Address = it.doc.Address
	}
	if it.err != nil {
		failed(it.err)
		return out
	}
	defer func() {
		if fault := recover(); fault != nil {
			failed(&enligt.ReadError{
				What: fmt.Sprintf("the program failed on it: %v", fault),
				Do:   "please report it with the text",
			})
		}
	}()
	out.reading, out.words = read(it.doc)
	if out.reading.Err != nil {
		out.reading.Document.Address = it.doc.Address
	}
	return out
}
