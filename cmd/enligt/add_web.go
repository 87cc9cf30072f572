package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"mime"
	"net/url"
	"strings"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/intake/feed"
	"github.com/enligt/enligt/intake/fetch"
	"github.com/enligt/enligt/intake/page"
	"github.com/enligt/enligt/intake/text"
)

func isWebAddress(name string) bool {
	return strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://")
}

// mostFetchedText is what a text of the web may have in bytes: reading takes a minute
// for some megabytes, and who sends it has not been asked.
const mostFetchedText = 2 << 20

// webDocuments fetches an address and yields what lies there.
func webDocuments(client *fetch.Client, address, from string, now func() time.Time) iter.Seq2[enligt.Document, error] {
	return func(yield func(enligt.Document, error) bool) {
		got, err := client.Get(context.Background(), address)
		if err != nil {
			yield(enligt.Document{ID: address}, err)
			return
		}
		fetchedDocuments(got, address, "", from, now())(yield)
	}
}

// fetchedDocuments yields what was fetched.
func fetchedDocuments(got *fetch.Page, address, called, from string, now time.Time) iter.Seq2[enligt.Document, error] {
	return func(yield func(enligt.Document, error) bool) {
		fetched := now.UTC().Format(time.RFC3339)
		hash := sha256.Sum256(got.Body)
		in := bufio.NewReader(bytes.NewReader(got.UTF8()))
		if from == "auto" {
			if kind := mediaKind(got.Type); noText[kind[:strings.IndexByte(kind+"/", '/')]] {
				yield(enligt.Document{ID: address}, &enligt.ReadError{What: "a file of type " + kind + ", which is no text", Do: "give the page or the text that tells of it"})
				return
			}
			if from = sniffFetched(got.Type, in); from == "text" && strings.HasSuffix(mediaKind(got.Type), "json") {
				yield(enligt.Document{ID: address}, &enligt.ReadError{What: "JSON, which is no text", Do: "give the page that shows it; --from jsonl takes a document a line"})
				return
			}
		}
		documents := take(from, in, address)
		switch from {
		case "html":
			documents = page.Read(in, page.Options{ID: address, Address: got.Address, Called: called})
		case "feed":
			documents = feed.Read(in, feed.Options{ID: address, Address: got.Address})
		case "text":
			documents = text.Read(in, text.Options{ID: address, MaxBytes: mostFetchedText})
		}
		for doc, err := range documents {
			if err == nil {
				doc.Fetched, doc.RawHash = fetched, hex.EncodeToString(hash[:])
				if from == "html" || from == "text" {
					doc.Medium = enligt.Web
					settleAddress(&doc, got.Address)
				}
			}
			if !yield(doc, err) {
				return
			}
		}
	}
}

// noText are the kinds of files that are not read, though they may hold words.
var noText = map[string]bool{"image": true, "audio": true, "video": true, "font": true, "model": true}

// mediaKind is what a Content-Type header says, without its parameters.
func mediaKind(contentType string) string {
	kind, _, _ := mime.ParseMediaType(contentType)
	return kind
}

// sniffFetched goes by what the server says that it sends; a server that says text
// or nothing is not believed without a look. It is jsonl only where the user says
// so: its lines may claim any address.
func sniffFetched(contentType string, in *bufio.Reader) string {
	switch mediaKind(contentType) {
	case "text/html", "application/xhtml+xml":
		return "html"
	case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json":
		return "feed"
	}
	if from := sniff("", in); from != "jsonl" {
		return from
	}
	return "text"
}

// settleAddress keeps the address that a page gives itself, where it is one of the
// host that it came from: nobody may write a new version of another's page.
func settleAddress(d *enligt.Document, from string) {
	if d.URL != "" && !sameHost(d.URL, from) {
		d.Warnings = append(d.Warnings, "the page calls itself "+d.URL+", an address of another host; it is kept under the one it came from")
		d.URL = ""
	}
	if d.URL == "" || isFront(d.URL) && !isFront(from) { // a template that names the site on every page
		d.URL = from
	}
}

// sameHost holds for the twins that sites have of a page, too: with "www." in
// front, for small screens.
func sameHost(a, b string) bool {
	return plainHost(a) != "" && plainHost(a) == plainHost(b)
}

func plainHost(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	for _, twin := range []string{"www.", "m.", "mobile.", "amp."} {
		host = strings.TrimPrefix(host, twin)
	}
	return host
}
