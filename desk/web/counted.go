package web

import (
	"sync"

	"github.com/enligt/enligt/ledger"
)

// counted remembers the counts of the last questions, since counting reads much of
// what is found and the same few questions come again and again; and, until the next
// commit too, outlets and what changed in texts.
type counted struct {
	sync.Mutex
	young, old map[string]ledger.Count // by query; what is asked for again moves to the young
	outlets    map[ledger.AsOf][]ledger.Outlet
	changed    map[string]*changedText // by language and document
	head       int64
}

// since forgets what was counted before a commit; the lock is held.
func (c *counted) since(head int64) {
	if c.young == nil || c.head != head {
		c.young, c.old, c.head = map[string]ledger.Count{}, nil, head
		c.outlets, c.changed = map[ledger.AsOf][]ledger.Outlet{}, map[string]*changedText{}
	}
}

// find is the count of a query as of the head; the lock is held.
func (c *counted) find(key string) (ledger.Count, bool) {
	out, ok := c.young[key]
	if !ok {
		if out, ok = c.old[key]; ok {
			c.keep(key, out)
		}
	}
	return out, ok
}

// keep remembers a count; the lock is held.
func (c *counted) keep(key string, n ledger.Count) {
	if len(c.young) >= mostCounted {
		c.young, c.old = map[string]ledger.Count{}, c.young
	}
	c.young[key] = n
}

// mostMoments is of how many moments the outlets are remembered.
const mostMoments = 8

// published are the outlets as of a moment, remembered.
func (c *counted) published(v *visit, at ledger.AsOf) ([]ledger.Outlet, error) {
	head, err := v.head()
	if err != nil {
		return nil, err
	}
	if at.Commit == head.Number {
		at = ledger.AsOf{}
	}
	c.Lock()
	c.since(head.Number)
	list, ok := c.outlets[at]
	c.Unlock()
	if ok {
		return list, nil
	}
	if list, err = v.site.Ledger.Outlets(v.r.Context(), at); err != nil {
		return nil, err
	}
	c.Lock()
	defer c.Unlock()
	if c.head == head.Number {
		if len(c.outlets) >= mostMoments {
			clear(c.outlets)
		}
		c.outlets[at] = list
	}
	return list, nil
}

// mostCounted is how many questions are remembered, and at most so many older ones.
const mostCounted = 512

// of counts what a query finds, each kind without its own filter.
func (c *counted) of(v *visit, q ledger.Query) (ledger.Count, error) {
	head, err := v.head()
	if err != nil {
		return ledger.Count{}, err
	}
	out, err := c.one(v, q, head.Number)
	for _, other := range []struct {
		field *string
		take  func(ledger.Count)
	}{
		{&q.Doubt, func(x ledger.Count) { out.Doubt = x.Doubt }},
		{&q.Lang, func(x ledger.Count) { out.Lang = x.Lang }},
		{&q.Act, func(x ledger.Count) { out.Act = x.Act }},
	} {
		if *other.field == "" || err != nil {
			continue
		}
		was := *other.field
		*other.field = ""
		var x ledger.Count
		x, err = c.one(v, q, head.Number)
		other.take(x)
		*other.field = was
	}
	return out, err
}

func (c *counted) one(v *visit, q ledger.Query, head int64) (ledger.Count, error) {
	q.Cursor = ""
	key := q.String()
	c.Lock()
	c.since(head)
	out, ok := c.find(key)
	c.Unlock()
	if ok {
		return out, nil
	}
	out, err := v.site.Ledger.Count(v.r.Context(), q)
	if err != nil {
		return out, err
	}
	c.Lock()
	defer c.Unlock()
	if c.head == head {
		c.keep(key, out)
	}
	return out, nil
}
