package main

import (
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/enligt/enligt"
)

// addressOf is the address of a document: its own web address, else its outlet and
// id, else where it came from, a web address or the path of its file, with the id or the text of a line where the file
// holds several. What came through a pipe has only its text to be known by.
func addressOf(source string, d *enligt.Document) string {
	switch {
	case d.URL != "":
		return canonical(d.URL)
	case d.Outlet != "" && d.ID != "" && d.ID != source:
		return "outlet:" + url.PathEscape(d.Outlet) + "/" + url.PathEscape(d.ID)
	}
	base := "text:"
	switch {
	case isWebAddress(source): // of a page that could not be had, or an item of a feed without a link
		base = canonical(source)
	case source != "-":
		base = "file:" + absolute(source)
	}
	switch {
	case d.ID != "" && d.ID != source:
		return base + "#" + url.PathEscape(d.ID)
	case source == "-" || isLines(source):
		return base + "#" + d.TextHash()[:16]
	}
	return base
}

// canonical leaves out of a web address what does not name the page.
func canonical(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	u.Scheme, u.Host, u.Fragment, u.RawFragment = strings.ToLower(u.Scheme), strings.ToLower(u.Host), "", ""
	q := u.Query()
	for name := range q {
		if tracks(name) {
			q.Del(name)
		}
	}
	if len(q) < len(u.Query()) {
		u.RawQuery = q.Encode()
	}
	return u.String()
}

// trackers are the parameters that say how somebody came to a page, by their
// beginnings where they come in families.
var (
	trackers        = []string{"fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "xtor", "ocid", "cmpid", "traffic_source"}
	trackerFamilies = []string{"utm_", "at_", "mc_"}
)

func tracks(name string) bool {
	name = strings.ToLower(name)
	return slices.Contains(trackers, name) || slices.ContainsFunc(trackerFamilies, func(f string) bool { return strings.HasPrefix(name, f) })
}

func absolute(name string) string {
	if full, err := filepath.Abs(name); err == nil {
		name = full
	}
	return filepath.ToSlash(name)
}

// lineFormats are the ends of names of files with a document a line; textFormats
// those of files that a folder is searched for besides.
var (
	lineFormats = []string{".jsonl", ".ndjson"}
	textFormats = []string{".txt", ".text", ".md", ".html", ".htm", ".xhtml"}
)

func isLines(name string) bool {
	return slices.Contains(lineFormats, strings.ToLower(filepath.Ext(name)))
}

// expandFolders puts the files of a folder in its place, in the order of their
// names, those of folders in it too. Hidden ones, unknown formats and what is no file
// are left out; a folder that cannot be read stands for itself, and fails alone.
func expandFolders(names []string) (out []string) {
	for _, name := range names {
		if info, err := os.Stat(name); err != nil || !info.IsDir() {
			out = append(out, name)
			continue
		}
		filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
			switch hidden := path != name && strings.HasPrefix(d.Name(), "."); {
			case err != nil:
				out = append(out, path)
			case d.IsDir() && hidden:
				return filepath.SkipDir
			case !d.IsDir() && !hidden && isText(path) && !waits(path):
				out = append(out, path)
			}
			return nil
		})
	}
	return out
}

func isText(name string) bool {
	return isLines(name) || slices.Contains(textFormats, strings.ToLower(filepath.Ext(name)))
}

// waits holds for pipes, sockets and devices: to open one may never end.
func waits(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}
