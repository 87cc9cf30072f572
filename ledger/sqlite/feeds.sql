-- Version 5: feeds, and what looking at them gave. Rows of polls and items are too
-- many for a commit each: commit_ is the first commit that can see them.

CREATE TABLE feeds (
	id      INTEGER PRIMARY KEY,
	key     TEXT NOT NULL UNIQUE, -- ledger.FeedID
	address TEXT NOT NULL UNIQUE,
	commit_ INTEGER NOT NULL
) STRICT;

-- Who follows a feed again after an end gets a row of its own.
CREATE TABLE subscriptions (
	id      INTEGER PRIMARY KEY,
	feed_id INTEGER NOT NULL REFERENCES feeds,
	title   TEXT NOT NULL,
	site    TEXT NOT NULL,
	folders TEXT NOT NULL, -- JSON
	commit_ INTEGER NOT NULL
) STRICT;
CREATE INDEX subscriptions_by_feed ON subscriptions (feed_id);
CREATE TABLE subscription_ends (
	subscription_id INTEGER PRIMARY KEY REFERENCES subscriptions,
	commit_         INTEGER NOT NULL
) STRICT;

CREATE TABLE polls (
	id       INTEGER PRIMARY KEY,
	feed_id  INTEGER NOT NULL REFERENCES feeds,
	utc      INTEGER NOT NULL, -- seconds since 1970, never earlier than the poll before
	outcome  TEXT NOT NULL,
	status   INTEGER NOT NULL,
	moved    TEXT NOT NULL,
	title    TEXT NOT NULL, -- what the feed calls itself
	at       TEXT NOT NULL, -- of the error: where, what, what to do
	what     TEXT NOT NULL,
	todo     TEXT NOT NULL,
	etag     TEXT NOT NULL,
	modified TEXT NOT NULL,
	items    INTEGER NOT NULL,
	new_     INTEGER NOT NULL,
	known    INTEGER NOT NULL,
	changed  INTEGER NOT NULL,
	lost     INTEGER NOT NULL,
	next     INTEGER NOT NULL, -- 0: never
	every    INTEGER NOT NULL, -- seconds
	rule     TEXT NOT NULL,
	week     INTEGER NOT NULL,
	asked    INTEGER NOT NULL, -- seconds
	failures INTEGER NOT NULL,
	commit_  INTEGER NOT NULL
) STRICT;
CREATE INDEX polls_by_utc ON polls (utc);
CREATE INDEX polls_by_commit ON polls (commit_);
CREATE INDEX polls_by_feed ON polls (feed_id, id);
CREATE INDEX polls_by_outcome ON polls (feed_id, outcome, id);
CREATE INDEX polls_that_moved ON polls (feed_id, id) WHERE moved <> '';
CREATE INDEX polls_with_body ON polls (feed_id, id) WHERE status <> 304;

CREATE TABLE items (
	id        INTEGER PRIMARY KEY,
	feed_id   INTEGER NOT NULL REFERENCES feeds,
	key       TEXT NOT NULL,
	digest    TEXT NOT NULL,
	link      TEXT NOT NULL,
	published INTEGER,          -- NULL: unknown
	seen      INTEGER NOT NULL,
	source    TEXT NOT NULL,    -- ledger.ItemText
	address   TEXT NOT NULL,
	commit_   INTEGER NOT NULL
) STRICT;
CREATE INDEX items_by_key ON items (feed_id, key, commit_, seen);
CREATE INDEX items_by_seen ON items (feed_id, seen);
CREATE INDEX items_by_link ON items (link) WHERE link <> '';
