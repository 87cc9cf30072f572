package ledgertest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/enligt/enligt/ledger"
)

const (
	newsFeed  = "https://a.example/news.rss"
	sportFeed = "https://a.example/sport.rss"
)

// follow subscribes to feeds.
func follow(t *testing.T, l ledger.Ledger, minute int, feeds ...ledger.Feed) []ledger.Added {
	t.Helper()
	out, err := l.Subscribe(t.Context(), By(minute), feeds)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// followed lists the feeds as of a moment.
func followed(t *testing.T, l ledger.Ledger, at string) []ledger.Feed {
	t.Helper()
	moment, _ := ledger.ParseAsOf(at)
	list, err := l.Feeds(t.Context(), moment)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func followFeed(t *testing.T, l ledger.Ledger) {
	added := follow(t, l, 1, ledger.Feed{Address: sportFeed, Title: "Sport"}, ledger.Feed{Address: newsFeed, Title: "News", Site: "https://a.example/", Folders: []string{"Dailies", "North"}})
	if added[0].State != ledger.New || added[1].State != ledger.New || added[1].Document != ledger.FeedID(newsFeed) || added[1].Commit != 1 {
		t.Fatalf("%+v", added)
	}
	if again := follow(t, l, 2, ledger.Feed{Address: newsFeed, Title: "Other"}); again[0].State != ledger.Known || again[0].Commit != 1 {
		t.Errorf("a second time: %+v", again)
	}
	list := followed(t, l, "")
	if len(list) != 2 || list[0].Title != "News" || list[0].Site != "https://a.example/" || len(list[0].Folders) != 2 || list[0].Folders[1] != "North" || list[1].Address != sportFeed {
		t.Fatalf("%+v", list)
	}
	if h := list[0].Health; !h.Last.UTC.IsZero() || h.Now != newsFeed || h.Delay >= 0 || !h.Success.IsZero() {
		t.Errorf("a feed that nobody looked at: %+v", h)
	}
	id := ledger.FeedID(newsFeed)
	if err := l.Unsubscribe(t.Context(), By(3), id); err != nil {
		t.Fatal(err)
	}
	if err := l.Unsubscribe(t.Context(), By(4), id); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("unsubscribed twice: %v", err)
	}
	if now, before := followed(t, l, ""), followed(t, l, "1"); len(now) != 1 || now[0].Title != "Sport" || len(before) != 2 {
		t.Errorf("now %d, before %d", len(now), len(before))
	}
	if back := follow(t, l, 5, ledger.Feed{Address: newsFeed, Title: "Back"}); back[0].State != ledger.New || back[0].Commit != 3 {
		t.Errorf("followed again: %+v", back)
	}
	if list := followed(t, l, ""); len(list) != 2 || list[0].Title != "Back" {
		t.Errorf("%+v", list)
	}
	if head, err := l.Since(t.Context(), 0, 0); err != nil || len(head) != 3 || head[2].Kind != ledger.KindFeed {
		t.Errorf("%+v, %v", head, err)
	}
}

func feedHealth(t *testing.T, l ledger.Ledger) {
	follow(t, l, 1, ledger.Feed{Address: newsFeed})
	id := ledger.FeedID(newsFeed)
	reckoned := followed(t, l, "")[0].Health
	look := func(minute int, p ledger.Poll) {
		t.Helper()
		p.Feed, p.UTC = id, By(minute).UTC
		if err := l.Polled(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		reckoned = reckoned.Looked(p)
		if kept := followed(t, l, "")[0].Health; !reflect.DeepEqual(kept, reckoned) {
			t.Errorf("after minute %d the ledger says\n%+v\nand who was there\n%+v", minute, kept, reckoned)
		}
	}
	look(2, ledger.Poll{Outcome: ledger.PollNew, Status: 200, Title: "The news", ETag: `"1"`, Modified: "then", Items: 3, New: 2, Known: 1, Moved: "https://a.example/moved", Next: By(12).UTC, Every: 10 * time.Minute,
		Pace: ledger.Pace{Rule: ledger.PaceServer, Week: 30, Asked: 10 * time.Minute}})
	look(3, ledger.Poll{Outcome: ledger.PollSame, Status: 304})
	Add(t, l, 4, harbour)
	look(5, ledger.Poll{Outcome: ledger.PollFailed, Status: 503, Pace: ledger.Pace{Rule: ledger.PaceFailed, Failures: 1}})
	if f := followed(t, l, "")[0]; f.Title != "The news" {
		t.Errorf("a feed without a title of ours is called %q", f.Title)
	}
	h := followed(t, l, "")[0].Health
	if h.Last.Outcome != ledger.PollFailed || h.Last.Pace.Failures != 1 || !h.Success.Equal(By(3).UTC) || !h.Failure.UTC.Equal(By(5).UTC) || h.ETag != `"1"` || h.Modified != "then" || h.Now != "https://a.example/moved" {
		t.Errorf("now: %+v", h)
	}
	for at, want := range map[string]time.Time{"2": By(3).UTC, "2023-07-28T12:02:30Z": By(2).UTC, "1": {}} {
		if h := followed(t, l, at)[0].Health; !h.Last.UTC.Equal(want) || !h.Failure.UTC.IsZero() {
			t.Errorf("as of %s: %+v", at, h)
		}
	}
	first := followed(t, l, "2023-07-28T12:02:30Z")[0].Health.Last
	if first.New != 2 || first.Known != 1 || first.Items != 3 || first.Every != 10*time.Minute || first.Pace.Week != 30 || first.Pace.Asked != 10*time.Minute || first.Pace.Rule != ledger.PaceServer || !first.Next.Equal(By(12).UTC) {
		t.Errorf("the first look came back as %+v", first)
	}
	if err := l.Polled(t.Context(), ledger.Poll{Feed: "nowhere", UTC: By(6).UTC}); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("a look at an unknown feed: %v", err)
	}
}

// seen is an item of the news feed.
func seen(key, digest, link string, minute int) ledger.Item {
	return ledger.Item{Feed: ledger.FeedID(newsFeed), Key: key, Digest: digest, Link: link, Seen: By(minute).UTC, From: ledger.FromPage}
}

func recogniseItems(t *testing.T, l ledger.Ledger) {
	follow(t, l, 1, ledger.Feed{Address: newsFeed}, ledger.Feed{Address: sportFeed})
	it := seen("n-1", "d1", "https://a.example/harbour?x=1", 2)
	e := Entry(t, harbour)
	e.Item = &it
	if _, err := l.Add(t.Context(), By(2), []ledger.Entry{e}); err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		feed string
		item ledger.Item
		want ledger.ItemState
	}{
		{newsFeed, it, ledger.ItemKnown}, {newsFeed, seen("n-1", "d2", it.Link, 3), ledger.ItemChanged}, {newsFeed, seen("n-2", "d1", "https://a.example/2", 3), ledger.ItemNew},
		{sportFeed, it, ledger.ItemLinked}, {sportFeed, seen("s-1", "d", harbour.Address, 3), ledger.ItemLinked}, {sportFeed, seen("s-2", "d", "", 3), ledger.ItemNew},
	} {
		got, err := l.Recognise(t.Context(), ledger.FeedID(c.feed), []ledger.Item{c.item})
		if err != nil || got[0].State != c.want || (c.want != ledger.ItemNew && got[0].Address != harbour.Address) {
			t.Errorf("item %d: %+v, %v, want %s", i, got, err, c.want)
		}
	}
	later := seen("n-3", "d", "https://a.example/3", 4)
	later.From, later.Address = ledger.FromLater, harbour.Address
	if err := l.Notice(t.Context(), []ledger.Item{later, later}); err != nil {
		t.Fatal(err)
	}
	if got, err := l.Recognise(t.Context(), later.Feed, []ledger.Item{later, it}); err != nil || got[0].State != ledger.ItemAgain || got[0].Tries != 2 || got[0].Paged || !got[1].Paged {
		t.Errorf("an item whose page failed twice: %+v, %v", got, err)
	}
}

func keepItem(t *testing.T, l ledger.Ledger) {
	follow(t, l, 1, ledger.Feed{Address: newsFeed})
	it := seen("n-1", "d1", harbour.Address, 5)
	it.Published = By(3).UTC
	e := Entry(t, harbour)
	e.Item = &it
	for minute := 5; minute < 7; minute++ { // the second time its document is known
		it.Digest += "x"
		if _, err := l.Add(t.Context(), By(minute), []ledger.Entry{e}); err != nil {
			t.Fatal(err)
		}
	}
	list, err := l.Items(t.Context(), it.Feed, By(0).UTC, 0)
	if err != nil || len(list) != 1 || list[0].Digest != "d1xx" || list[0].Address != harbour.Address || !list[0].Published.Equal(it.Published) || !list[0].Seen.Equal(it.Seen) || list[0].From != ledger.FromPage {
		t.Errorf("%+v, %v", list, err)
	}
	if head, err := l.Head(t.Context()); err != nil || head.Number != 2 {
		t.Errorf("an item of a known document made a commit: %+v, %v", head, err)
	}
	if h := followed(t, l, "")[0].Health; h.Items != 1 || h.Delay != 2*time.Minute {
		t.Errorf("%d items, delay %v", h.Items, h.Delay)
	}
	if _, err := l.Verify(t.Context(), "", func(f ledger.Fault) { t.Errorf("%s: %s", f.Where, f.What) }); err != nil {
		t.Error(err)
	}
}
