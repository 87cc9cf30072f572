package page

import "testing"

// said is what a page with blocks of linked data says of itself.
func said(t *testing.T, address string, blocks ...string) facts {
	t.Helper()
	raw := "<html><head>"
	for _, b := range blocks {
		raw += `<script type="application/ld+json">` + b + "</script>"
	}
	doc, err := one(t, raw+"</head><body><article><p>Färjan går i kväll, säger hamnchefen Ada Berg.</p></article></body></html>", Options{Address: address})
	if err != nil {
		t.Fatal(err)
	}
	return facts{doc.Title, doc.Author, doc.Outlet, doc.Published, doc.URL}
}

func TestLinkedDataIsReadInTheShapesThatPagesGiveIt(t *testing.T) {
	want := facts{title: "Färjan går", author: "Ada & Bo", outlet: "Nordposten", published: "2023-07-28"}
	const rest = `"author":"Ada &amp; Bo","publisher":{"name":"Nordposten"},"datePublished":"2023-07-28"`
	for name, block := range map[string]string{
		"plain":               `{"@type":"NewsArticle","headline":"Färjan går",` + rest + `}`,
		"a type as address":   `{"@type":"https://schema.org/NewsArticle","headline":"Färjan går",` + rest + `}`,
		"a type with prefix":  `{"@type":["Thing","schema:NewsArticle"],"headline":"Färjan går",` + rest + `}`,
		"a break in a string": "{\"@type\":\"NewsArticle\",\"headline\":\"Färjan\n går\"," + rest + "}",
		"in CDATA":            "//<![CDATA[\n[{\"@type\":\"NewsArticle\",\"headline\":\"Färjan går\"," + rest + "}]\n//]]>",
		"a semicolon":         `{"@type":"NewsArticle","headline":"Färjan går",` + rest + `};`,
		"names in a list":     `{"@type":"NewsArticle","headline":"Färjan går","author":{"name":["Ada &amp; Bo"]},"publisher":[{"name":"Nordposten"}],"datePublished":"2023-07-28"}`,
		"names by reference":  `{"@graph":[{"@type":"NewsArticle","headline":"Färjan går","author":[{"@id":"#ada"}],"publisher":{"@id":"#np"},"datePublished":"2023-07-28"},{"@type":"Person","@id":"#ada","name":"Ada &amp; Bo"},{"@type":"Organization","@id":"#np","name":"Nordposten"}]}`,
	} {
		if got := said(t, "", block); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	doc, _ := one(t, `<html><script type="application/ld+json; charset=utf-8">{"@type":"Article","headline":"Färjan går"}</script><body><p>Färjan går i kväll, säger hamnchefen Ada Berg.</p></body></html>`, Options{})
	if doc.Title != "Färjan går" {
		t.Errorf("a type with a charset: title %q", doc.Title)
	}
}

func TestAnArticleThatAPageShowsBesideItsOwnGivesItNothing(t *testing.T) {
	const own = `{"@type":"NewsArticle","headline":"Färjan går","url":"https://np.example/a","author":"Ada"}`
	const other = `{"@type":"NewsArticle","headline":"Hamnen stängd","url":"https://np.example/b","author":"Bo","datePublished":"2023-07-01"}`
	const same = `{"@type":"Article","headline":"Färjan går","datePublished":"2023-07-28"}`
	want := facts{title: "Färjan går", author: "Ada", url: "https://np.example/a"}
	if got := said(t, "", own, other); got != want {
		t.Errorf("the date of another article: %q", got)
	}
	if got := said(t, "http://np.example/a/", other, own); got != want {
		t.Errorf("the other first: %q", got)
	}
	if want.published = "2023-07-28"; said(t, "", own, other, same) != want {
		t.Errorf("a second node of the same article: %q", said(t, "", own, other, same))
	}
}
