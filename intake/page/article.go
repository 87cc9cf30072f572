package page

import (
	"errors"
	"fmt"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// extractorName stands in every document: another version may cut otherwise.
const extractorName = "go-trafilatura 1.12.2"

// article finds the part of a page that holds its article. It is the only place
// that knows which library does so; a fault in there is an error here.
func article(root *html.Node) (content *html.Node, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			content, err = nil, fmt.Errorf("extraction: %v", fault)
		}
	}()
	result, err := trafilatura.ExtractDocument(root, trafilatura.Options{
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
