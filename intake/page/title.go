package page

import (
	"html"
	"strings"
)

// withoutSite cuts the name of the site from the end of a title, and resolves
// entities that were written twice.
func withoutSite(title, outlet string) string {
	title = html.UnescapeString(title)
	if outlet == "" {
		return title
	}
	for _, mark := range []string{" - ", " | ", " – ", " — "} {
		if rest, ok := strings.CutSuffix(title, mark+outlet); ok && rest != "" {
			return rest
		}
	}
	return title
}
