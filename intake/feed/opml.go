package feed

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/enligt/enligt"
)

// Limits of a list of feeds.
const (
	maxListBytes = 4 << 20
	maxListDepth = 32
)

// Subscription is one feed of a list.
type Subscription struct {
	Title   string
	Address string   // of the feed
	Site    string   // of the page that it belongs to, "" where unknown
	Folders []string // the folders that it lies in, the outermost first
}

// ReadOPML reads a list of feeds (OPML 1.0 or 2.0), in its order, each address
// once. What is no feed of the web is left out and told in the warnings; a list
// that is none, is larger than 4 MB or has folders more than 32 deep is an
// [enligt.ReadError].
func ReadOPML(r io.Reader) (list []Subscription, warnings []string, err error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxListBytes+1))
	if err != nil {
		return nil, nil, &enligt.ReadError{What: "cannot be read: " + err.Error(), Do: "check the file"}
	}
	if len(raw) > maxListBytes {
		return nil, nil, &enligt.ReadError{What: "larger than 4 MB, the limit for a list of feeds", Do: "split it"}
	}
	o := &outlines{d: xml.NewDecoder(strings.NewReader(clean(decode(raw)))), seen: map[string]bool{}}
	o.d.Strict = false
	for {
		token, err := o.d.Token()
		switch {
		case errors.Is(err, io.EOF) && o.isList:
			return o.list, o.warnings, nil
		case errors.Is(err, io.EOF):
			return nil, nil, notList("no list of feeds")
		case err != nil:
			return nil, nil, notList(err.Error())
		}
		if err := o.take(token); err != nil {
			return nil, nil, err
		}
	}
}

func notList(what string) error {
	return &enligt.ReadError{What: what, Do: "give an OPML file, as feed readers export it"}
}

// outlines walks through a list.
type outlines struct {
	d        *xml.Decoder
	isList   bool
	open     []string // the title of each open outline, "" of one that is a feed
	seen     map[string]bool
	list     []Subscription
	warnings []string
}

func (o *outlines) take(token xml.Token) error {
	switch token := token.(type) {
	case xml.StartElement:
		switch strings.ToLower(token.Name.Local) {
		case "opml":
			o.isList = true
		case "outline":
			if len(o.open) >= maxListDepth {
				return notList(fmt.Sprintf("folders in one another more than %d deep", maxListDepth))
			}
			o.outline(token.Attr)
		}
	case xml.EndElement:
		if strings.EqualFold(token.Name.Local, "outline") && len(o.open) > 0 {
			o.open = o.open[:len(o.open)-1]
		}
	}
	return nil
}

// outline is a feed where it has an address of one, else a folder.
func (o *outlines) outline(attributes []xml.Attr) {
	cells := map[string]string{}
	for _, a := range attributes {
		cells[strings.ToLower(a.Name.Local)] = collapse(a.Value)
	}
	title := cells["text"]
	if title == "" {
		title = cells["title"]
	}
	address, isFeed := cells["xmlurl"]
	if !isFeed {
		o.open = append(o.open, title)
		return
	}
	var folders []string
	for _, f := range o.open {
		if f != "" {
			folders = append(folders, f)
		}
	}
	o.open = append(o.open, "")
	u := webAddress(address, nil)
	switch {
	case u == nil:
		o.warnings = append(o.warnings, fmt.Sprintf("%s: %q is no web address; left out", title, address))
	case o.seen[u.String()]:
		o.warnings = append(o.warnings, u.String()+" stands there twice; taken once")
	default:
		o.seen[u.String()] = true
		o.list = append(o.list, Subscription{title, u.String(), addressOrNone(webAddress(cells["htmlurl"], nil)), folders})
	}
}

func addressOrNone(u *url.URL) string {
	if u == nil {
		return ""
	}
	return u.String()
}

// written is an outline as it is written.
type written struct {
	XMLName  xml.Name   `xml:"outline"`
	Text     string     `xml:"text,attr"`
	Type     string     `xml:"type,attr,omitempty"`
	Address  string     `xml:"xmlUrl,attr,omitempty"`
	Site     string     `xml:"htmlUrl,attr,omitempty"`
	Outlines []*written `xml:"outline"`
}

// WriteOPML writes a list of feeds as OPML 2.0, the folders where their first feed
// stands.
func WriteOPML(w io.Writer, title string, list []Subscription) error {
	root := &written{}
	for _, s := range list {
		at := root
		for _, folder := range s.Folders {
			at = at.folder(folder)
		}
		text := s.Title
		if text == "" {
			text = s.Address
		}
		at.Outlines = append(at.Outlines, &written{Text: text, Type: "rss", Address: s.Address, Site: s.Site})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	err := e.Encode(struct {
		XMLName  xml.Name   `xml:"opml"`
		Version  string     `xml:"version,attr"`
		Title    string     `xml:"head>title"`
		Outlines []*written `xml:"body>outline"`
	}{Version: "2.0", Title: title, Outlines: root.Outlines})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n")
	return err
}

// folder is the folder of that name, made where there is none.
func (o *written) folder(name string) *written {
	for _, inner := range o.Outlines {
		if inner.Text == name && inner.Address == "" {
			return inner
		}
	}
	inner := &written{Text: name}
	o.Outlines = append(o.Outlines, inner)
	return inner
}
