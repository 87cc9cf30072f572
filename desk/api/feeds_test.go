package api

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

func TestFeedsComeWithTheirHealthAsDescribed(t *testing.T) {
	a, l := open(t, 1)
	by := ledger.Origin{UTC: time.Date(2026, 1, 13, 11, 0, 0, 0, time.UTC), Program: "0"}
	if _, err := l.Subscribe(context.Background(), by, []ledger.Feed{{Address: "https://a.example/rss", Title: "A", Folders: []string{"N"}}, {Address: "https://b.example/rss", Title: "B"}}); err != nil {
		t.Fatal(err)
	}
	for i, p := range []ledger.Poll{
		{Outcome: ledger.PollNew, Status: 200, Next: by.UTC.Add(20 * time.Minute), Every: 12 * time.Minute, Pace: ledger.Pace{Rule: ledger.PaceRate, Week: 30}},
		{Outcome: ledger.PollFailed, Err: enligt.ReadError{What: "no whole answer", Do: "try again later"}, Pace: ledger.Pace{Rule: ledger.PaceFailed, Failures: 1}},
	} {
		p.Feed, p.UTC = ledger.FeedID("https://a.example/rss"), by.UTC.Add(time.Duration(i)*time.Minute)
		if err := l.Polled(context.Background(), p); err != nil {
			t.Fatal(err)
		}
	}
	v := ask(t, a, "/api/v1/feeds", 200)
	var d map[string]any
	if err := json.Unmarshal(openapi, &d); err != nil {
		t.Fatal(err)
	}
	agree(t, d, "feeds", d["paths"].(map[string]any)["/api/v1/feeds"].(map[string]any)["get"].(map[string]any)["responses"].(map[string]any)["200"].(map[string]any)["content"].(map[string]any)["application/json"].(map[string]any)["schema"].(map[string]any), v)
	items := v["items"].([]any)
	first, second := items[0].(map[string]any), items[1].(map[string]any)
	if len(items) != 2 || first["outcome"] != "failed" || first["last_success"] != "2026-01-13T11:00:00Z" || first["error"].(map[string]any)["what"] != "no whole answer" || second["looked"] != nil || second["median_delay"] != nil {
		t.Errorf("%v", v)
	}
	if v := ask(t, a, "/api/v1/feeds?as_of=1", 200); len(v["items"].([]any)) != 0 {
		t.Errorf("before anybody followed a feed: %v", v)
	}
}
