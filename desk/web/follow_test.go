package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// following is a desk where "Sara" decides and which finds feeds under nord.example only.
func following(t *testing.T) *Site {
	site, _ := signed(t)
	site.FindFeed = func(_ context.Context, address string) (ledger.Feed, error) {
		if !strings.HasPrefix(address, "https://nord.example/") {
			return ledger.Feed{}, &enligt.ReadError{What: "not a <web> address", Do: "give one like https://example.org/feed.xml"}
		}
		return ledger.Feed{Address: "https://nord.example/rss", Title: "Nordposten"}, nil
	}
	return site
}

func TestAFeedIsFollowedAndLeftFromThePage(t *testing.T) {
	site := following(t)
	shows(t, get(t, site, "/sources"), "No feeds are followed yet", `name="address"`)
	w := post(t, site, "/sources", url.Values{"address": {" https://nord.example/ "}})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/sources#feeds" {
		t.Fatalf("status %d, to %s", w.Code, w.Header().Get("Location"))
	}
	id := ledger.FeedID("https://nord.example/rss")
	shows(t, get(t, site, "/sources"), "1 feed", "not looked at yet", `name="leave" value="`+id+`" aria-label="Stop following: Nordposten"`)
	again := post(t, site, "/sources", url.Values{"address": {"https://nord.example/rss"}})
	if shows(t, again, "followed already", `value="https://nord.example/rss"`); again.Code != http.StatusOK {
		t.Errorf("status %d", again.Code)
	}
	for range 2 { // left twice, by two people: once is enough
		if w := post(t, site, "/sources", url.Values{"leave": {id}}); w.Code != http.StatusSeeOther {
			t.Fatalf("status %d: %s", w.Code, w.Body)
		}
	}
	shows(t, get(t, site, "/sources"), "No feeds are followed yet")
	shows(t, get(t, site, "/sources?as-of=2"), "Nordposten")
}

// refuses checks the page that a form which asks for something wrong comes back on.
func refuses(t *testing.T, w *httptest.ResponseRecorder, want ...string) {
	t.Helper()
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("status %d", w.Code)
	}
	for _, s := range want {
		if !strings.Contains(w.Body.String(), s) {
			t.Errorf("no %s in\n%s", s, w.Body)
		}
	}
}

func TestWhatIsNoFeedIsRefusedBesideItsAddress(t *testing.T) {
	site := following(t)
	refuses(t, post(t, site, "/sources", url.Values{"address": {`ftp://"x"`}}),
		"Not followed.", "not a &lt;web&gt; address", "give one like", `value="ftp://&#34;x&#34;"`, `aria-describedby="no"`)
	refuses(t, post(t, site, "/sources", url.Values{"address": {"https://nord.example/" + strings.Repeat("a", mostAddress)}}), "more than 2,048 bytes")
	refuses(t, post(t, site, "/sources?lang=sv", url.Values{"address": {"x"}}), "Följs inte.")
}

func TestOnlyThoseWhoDecideHaveFeedsFollowed(t *testing.T) {
	site := following(t)
	if w := post(t, site, "/sources", url.Values{"address": {"https://nord.example/"}}, "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden {
		t.Errorf("another site's form: status %d", w.Code)
	}
	if strings.Contains(get(t, site, "/sources?as-of=1").Body.String(), `name="address"`) {
		t.Error("the past has a form")
	}
	site.By = nil
	if strings.Contains(get(t, site, "/sources").Body.String(), `name="address"`) {
		t.Error("who may not decide has a form")
	}
	if w := post(t, site, "/sources", url.Values{"address": {"https://nord.example/"}}); w.Code != http.StatusForbidden {
		t.Errorf("who may not decide: status %d", w.Code)
	}
}
