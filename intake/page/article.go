package page

import (
	"errors"
	"fmt"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// extractorName stands in every document: another version may cut otherwise.
const extractorName = "go-trafilatura 1.12.2"

// article finds the part of a page that holds its article; what it finds is taken
// from so many characters on, else the library puts all the text of the page into
// one paragraph. It is the only place that knows which library does so; a fault in
// there is an error here.
func article(root *html.Node, fewest int) (content *html.Node, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			content, err = nil, fmt.Errorf("extraction: %v", fault)
		}
	}()
	config := trafilatura.DefaultConfig()
	config.MinExtractedSize = fewest
	result, err := trafilatura.ExtractDocument(root, trafilatura.Options{
		Config:          config,
		ExcludeComments: true,
		HtmlDateMode:    trafilatura.Disabled,
	})
	if err != nil {
		return nil, err
	}
	if result.ContentNode == nil {
		return nil, errors.New("extraction: nothing left")
	}
	return result.ContentNode, nil
}
