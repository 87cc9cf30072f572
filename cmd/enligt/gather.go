package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/intake/feed"
	"github.com/enligt/enligt/intake/jsonl"
	"github.com/enligt/enligt/intake/page"
	"github.com/enligt/enligt/intake/text"
)

// source is one name on the command line: an input to open, or one that yields its
// documents itself.
type source struct {
	name      string
	open      func() (io.ReadCloser, error)
	documents func(from string) iter.Seq2[enligt.Document, error] // instead of open
}

// item is a document on its way, or the error that it ended in.
type item struct {
	name string // of its source, for messages
	doc  enligt.Document
	err  error
}

// fileSources are the files named, standard input for "-" and for no name.
func fileSources(names []string, stdin io.Reader) []source {
	if len(names) == 0 {
		names = []string{"-"}
	}
	var out []source
	for _, name := range names {
		switch {
		case name == "-":
			out = append(out, source{name: name, open: func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil }})
		case isWebAddress(name):
			out = append(out, source{name: name, open: refuseURL})
		default:
			out = append(out, source{name: name, open: func() (io.ReadCloser, error) { return openFile(name) }})
		}
	}
	return out
}

func refuseURL() (io.ReadCloser, error) {
	return nil, &enligt.ReadError{What: "a web address, and read works offline", Do: "enligt add fetches it; or save the page and give the file"}
}

func openFile(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if os.IsNotExist(err) {
		return nil, &enligt.ReadError{What: "no such file", Do: "check the name"}
	}
	if err != nil {
		return nil, &enligt.ReadError{What: "cannot be opened: " + plainCause(err), Do: "check the file"}
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, &enligt.ReadError{What: "a folder", Do: "name the files in it"}
	}
	return f, nil
}

// plainCause leaves out the name that the message has already.
func plainCause(err error) string {
	if p, ok := err.(*os.PathError); ok {
		return p.Err.Error()
	}
	return err.Error()
}

// gather yields the documents of all sources, one at a time; settle finishes each.
func gather(sources []source, from string, settle func(*enligt.Document)) iter.Seq[item] {
	return func(yield func(item) bool) {
		for _, s := range sources {
			for doc, err := range documents(s, from) {
				if err == nil {
					settle(&doc)
				}
				if !yield(item{s.name, doc, err}) {
					return
				}
			}
		}
	}
}

// documents yields what one source holds.
func documents(s source, from string) iter.Seq2[enligt.Document, error] {
	if s.documents != nil {
		return s.documents(from)
	}
	return func(yield func(enligt.Document, error) bool) {
		in, err := s.open()
		if err != nil {
			yield(enligt.Document{ID: s.name}, err)
			return
		}
		defer in.Close()
		buffered := bufio.NewReaderSize(in, 64<<10)
		if from == "auto" {
			from = sniff(s.name, buffered)
		}
		for doc, err := range take(from, buffered, s.name) {
			if !yield(doc, err) {
				return
			}
		}
	}
}

func take(from string, in io.Reader, name string) iter.Seq2[enligt.Document, error] {
	switch from {
	case "jsonl":
		return jsonl.Read(in, jsonl.Options{ID: name})
	case "html":
		return page.Read(in, page.Options{ID: name})
	case "feed":
		return feed.Read(in, feed.Options{ID: name})
	case "json":
		return func(yield func(enligt.Document, error) bool) {
			yield(enligt.Document{ID: name}, &enligt.ReadError{What: "JSON that is not one object a line", Do: "write it so (jq -c '.[]' of a list, jq -c . of an object)"})
		}
	}
	return text.Read(in, text.Options{ID: name})
}

// sniff tells what an input is by its name, else by how it begins.
func sniff(name string, in *bufio.Reader) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl", ".ndjson":
		return "jsonl"
	case ".html", ".htm", ".xhtml":
		return "html"
	case ".txt", ".text", ".md":
		return "text"
	}
	head, _ := in.Peek(1024)
	head = beginning(head)
	switch {
	case bytes.HasPrefix(head, []byte("<!doctype html")), bytes.HasPrefix(head, []byte("<html")):
		return "html"
	case isFeed(head):
		return "feed"
	case spreadJSON.Match(head):
		return "json"
	case bytes.HasPrefix(head, []byte("{")) && bytes.HasPrefix(bytes.TrimSpace(head[1:]), []byte(`"`)):
		return "jsonl"
	}
	return "text"
}

// spreadJSON is how a list of objects begins, or an object over several lines.
var spreadJSON = regexp.MustCompile(`^(\[\s*\{\s*"|\{[ \t\r]*\n\s*")`)

// beginning is how a file begins, in small letters and without mark, declaration and
// remarks. UTF-16, which formats of the web know by themselves, is looked at without
// its zeros.
func beginning(head []byte) []byte {
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		head = bytes.ReplaceAll(head[2:], []byte{0}, nil)
	}
	head = bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\uFEFF"))))
	for _, aside := range [][2]string{{"<?xml", "?>"}, {"<!--", "-->"}} {
		for bytes.HasPrefix(head, []byte(aside[0])) {
			_, rest, closed := bytes.Cut(head, []byte(aside[1]))
			if !closed {
				return head
			}
			head = bytes.TrimSpace(rest)
		}
	}
	return head
}

// isFeed knows a feed by its first element, behind a declaration and remarks, or by
// the address that a JSON Feed has to begin with; head is in small letters.
func isFeed(head []byte) bool {
	switch {
	case bytes.HasPrefix(head, []byte("{")):
		return bytes.Contains(head, []byte("jsonfeed.org/version")) || bytes.Contains(head, []byte(`jsonfeed.org\/version`))
	case !bytes.HasPrefix(head, []byte("<")):
		return false
	}
	for _, root := range []string{"<rss", "<feed", "<rdf:rdf"} {
		if at := bytes.Index(head, []byte(root)); at >= 0 && !bytes.Contains(head[:at], []byte("<html")) {
			return true
		}
	}
	return false
}

// complain writes the one line that a failed document gets on standard error.
func complain(w io.Writer, name string, e *enligt.ReadError) {
	line := "enligt: " + name + ": " + e.What
	for _, part := range []string{e.At, e.Do} {
		if part != "" {
			line += ", " + part
		}
	}
	fmt.Fprintln(w, printable(line))
}
