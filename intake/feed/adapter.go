package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/publicsuffix"

	"github.com/enligt/enligt"
)

// document is an item as a document. Its text is empty where it has none.
func document(it *gofeed.Item, f *feed, base *url.URL, o Options) enligt.Document {
	d := enligt.Document{
		ID: strings.TrimSpace(it.GUID), Title: collapse(plain(it.Title)), Author: authors(it),
		Outlet: f.title, Medium: enligt.FeedItem, Published: published(it), Extractor: extractorName,
	}
	for _, markup := range []string{it.Content, it.Description} {
		if d.Text == "" {
			d.Text, d.Blocks = lay(markup)
		}
	}
	if d.Text == "" && d.Title != "" {
		d.Text = d.Title
		d.Blocks = []enligt.Block{{Span: enligt.Span{Start: 0, End: len(d.Text)}, Kind: enligt.TitleBlock}}
	}
	settleLink(&d, it.Link, base, o)
	if it.Published != "" && d.Published == "" {
		d.Warnings = append(d.Warnings, "the date "+it.Published+" cannot be read")
	}
	if source := webAddress(it.Custom[sourceKey], base); source != nil {
		d.Refs = append(d.Refs, enligt.Ref{Kind: "forwards", Address: source.String()})
	}
	return d
}

// settleLink gives the document its link. A feed may name pages of its own site;
// those of others, and items without a link, are known by their outlet and the
// feed's name for them, so that they can never stand as a new version of somebody
// else's page.
func settleLink(d *enligt.Document, link string, base *url.URL, o Options) {
	u := webAddress(link, base)
	switch {
	case u != nil:
		d.URL = u.String()
	case strings.TrimSpace(link) != "":
		d.Warnings = append(d.Warnings, "the link "+link+" is no web address")
	}
	if d.ID == "" {
		d.ID = d.URL
	}
	if d.ID == "" {
		hash := sha256.Sum256([]byte(d.Title + "\n" + d.Text))
		d.ID = o.ID + "#" + hex.EncodeToString(hash[:8])
	}
	if from := webAddress(o.Address, nil); from != nil && (u == nil || site(from) != site(u)) {
		d.Address = outletAddress(from, d.ID)
	}
}

// outletAddress is the address of an item by its outlet and its name. The outlet is
// the site that the feed lies on, not what the feed calls itself: anybody can call
// themselves anything. A name that is a URI is the same in all feeds of a site;
// any other counts in its own feed only.
func outletAddress(from *url.URL, name string) string {
	outlet := site(from)
	if port := from.Port(); port != "" {
		outlet += ":" + port
	}
	if u, err := url.Parse(name); err != nil || !u.IsAbs() {
		outlet += from.EscapedPath()
		if from.RawQuery != "" {
			outlet += "?" + from.RawQuery
		}
	}
	return "outlet:" + outlet + "#" + url.PathEscape(name)
}

// site is the part of a host's name that somebody registered.
func site(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if name, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return name
	}
	return host
}

// webAddress resolves a link; nil is one that is not of the web.
func webAddress(link string, base *url.URL) *url.URL {
	link = strings.TrimSpace(link)
	if link == "" {
		return nil
	}
	u, err := url.Parse(link)
	if err != nil {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return nil
	}
	return u
}

func authors(it *gofeed.Item) string {
	var names []string
	for _, a := range it.Authors {
		if a == nil {
			continue
		}
		if name := collapse(plain(a.Name)); name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
