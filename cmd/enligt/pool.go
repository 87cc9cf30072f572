package main

import (
	"fmt"
	"iter"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/reading"
)

// result is the reading of one item.
type result struct {
	name    string
	reading enligt.Reading
}

// readAll reads the items on as many workers at once and yields the readings in
// the order of the items. At most two items a worker are held at a time, so that
// memory does not grow with their number.
func readAll(reader *reading.Reader, items iter.Seq[item], workers int) iter.Seq[result] {
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
					done <- result{it.name, readItem(reader, it)}
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
func readItem(reader *reading.Reader, it item) (out enligt.Reading) {
	if it.err != nil {
		return reading.Failed(it.doc, it.err)
	}
	defer func() {
		if fault := recover(); fault != nil {
			out = reading.Failed(it.doc, &enligt.ReadError{
				What: fmt.Sprintf("the program failed on it: %v", fault),
				Do:   "please report it with the text",
			})
		}
	}()
	return reader.Read(it.doc)
}
