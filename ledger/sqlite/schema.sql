-- The tables of a ledger. Every row of a fact carries the commit it came with; no
-- row of a fact is changed or removed: what ends gets a row in a table of its own.

CREATE TABLE commits (
	number  INTEGER PRIMARY KEY,
	utc     INTEGER NOT NULL, -- seconds since 1970
	program TEXT NOT NULL,
	who     TEXT NOT NULL,
	kind    TEXT NOT NULL
) STRICT;
CREATE INDEX commits_by_time ON commits (utc);

-- A text is stored once, however many documents share it.
CREATE TABLE texts (
	id     INTEGER PRIMARY KEY,
	hash   TEXT NOT NULL UNIQUE, -- SHA-256, hex
	text   TEXT NOT NULL,
	commit_ INTEGER NOT NULL
) STRICT;

CREATE TABLE documents (
	id      INTEGER PRIMARY KEY,
	key     TEXT NOT NULL UNIQUE, -- ledger.DocumentID
	address TEXT NOT NULL UNIQUE,
	commit_ INTEGER NOT NULL
) STRICT;

CREATE TABLE versions (
	id          INTEGER PRIMARY KEY,
	key         TEXT NOT NULL UNIQUE, -- ledger.VersionID
	document_id INTEGER NOT NULL REFERENCES documents,
	text_id     INTEGER NOT NULL REFERENCES texts,
	number      INTEGER NOT NULL,
	facts       TEXT NOT NULL,    -- the document as enligt read prints it, without its text
	outlet      TEXT NOT NULL,
	lang        TEXT NOT NULL,
	day         TEXT NOT NULL,    -- of publication, else of the commit
	commit_     INTEGER NOT NULL,
	UNIQUE (document_id, number)
) STRICT;
CREATE INDEX versions_by_commit ON versions (commit_);
CREATE INDEX versions_by_text ON versions (text_id);
CREATE INDEX versions_by_outlet ON versions (outlet);
CREATE INDEX versions_by_lang ON versions (lang);
CREATE INDEX versions_by_day ON versions (day);

-- The reading of a version that counts is the newest without an end.
CREATE TABLE readings (
	id         INTEGER PRIMARY KEY,
	version_id INTEGER NOT NULL REFERENCES versions,
	statements INTEGER NOT NULL,
	rest       BLOB NOT NULL,    -- actors, times, places, events, warnings, made_by: JSON, deflated
	commit_    INTEGER NOT NULL
) STRICT;
CREATE INDEX readings_by_version ON readings (version_id);
CREATE TABLE reading_ends (
	reading_id INTEGER PRIMARY KEY REFERENCES readings,
	commit_    INTEGER NOT NULL
) STRICT;

-- Ids fall within a reading, so that "newest first" walks a text from its start.
CREATE TABLE statements (
	id         INTEGER PRIMARY KEY,
	reading_id INTEGER NOT NULL REFERENCES readings,
	version_id INTEGER NOT NULL REFERENCES versions,
	key        TEXT NOT NULL,    -- enligt.Statement.Key
	act        TEXT NOT NULL,
	form       TEXT NOT NULL,
	doubt      TEXT NOT NULL,    -- kinds between spaces: " claimed reported "
	statement  TEXT NOT NULL,    -- as enligt read prints it
	commit_    INTEGER NOT NULL
) STRICT;
CREATE INDEX statements_by_reading ON statements (reading_id);
CREATE INDEX statements_by_version ON statements (version_id);
CREATE INDEX statements_by_act ON statements (act);
CREATE INDEX statements_in_doubt ON statements (id) WHERE doubt <> ' ';
CREATE INDEX statements_by_commit ON statements (commit_);
CREATE INDEX statements_by_key ON statements (key);

CREATE TABLE actors (
	id      INTEGER PRIMARY KEY,
	key     TEXT NOT NULL UNIQUE, -- the id that ledger.Identity gives
	kind    TEXT NOT NULL,
	packkey TEXT NOT NULL,        -- of the pack tables
	reason  TEXT NOT NULL,        -- what its documents are linked by
	commit_ INTEGER NOT NULL
) STRICT;
CREATE TABLE names (
	id       INTEGER PRIMARY KEY,
	actor_id INTEGER NOT NULL REFERENCES actors,
	name     TEXT NOT NULL,
	sound    TEXT NOT NULL,        -- ledger.Sound of a person's, else ''
	version_id INTEGER NOT NULL REFERENCES versions, -- the first that gives it
	commit_  INTEGER NOT NULL,
	UNIQUE (actor_id, name)
) STRICT;
CREATE INDEX names_by_sound ON names (sound) WHERE sound <> '';

CREATE TABLE roles (
	actor_id   INTEGER NOT NULL REFERENCES actors,
	role       TEXT NOT NULL,
	version_id INTEGER NOT NULL REFERENCES versions,
	commit_    INTEGER NOT NULL,
	PRIMARY KEY (actor_id, version_id, role)
) STRICT, WITHOUT ROWID;

-- Which actor of the ledger an actor of a reading is: the links made by rule.
CREATE TABLE appearances (
	reading_id INTEGER NOT NULL REFERENCES readings,
	local      TEXT NOT NULL,    -- "a1"
	actor_id   INTEGER NOT NULL REFERENCES actors,
	name       TEXT NOT NULL,
	PRIMARY KEY (reading_id, local)
) STRICT, WITHOUT ROWID;
CREATE INDEX appearances_by_actor ON appearances (actor_id, reading_id);

-- Who has which part in a statement.
CREATE TABLE parts (
	actor_id     INTEGER NOT NULL REFERENCES actors,
	part         TEXT NOT NULL,  -- speaker, addressee, via, about
	statement_id INTEGER NOT NULL REFERENCES statements,
	PRIMARY KEY (actor_id, part, statement_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX parts_by_statement ON parts (statement_id);

CREATE TABLE failures (
	id      INTEGER PRIMARY KEY,
	address TEXT NOT NULL,
	name    TEXT NOT NULL,
	at      TEXT NOT NULL,
	what    TEXT NOT NULL,
	todo    TEXT NOT NULL,
	commit_ INTEGER NOT NULL,
	UNIQUE (address, what, at)
) STRICT;

-- Which lemmas a form was read with, both folded: so that a form asked for finds others.
CREATE TABLE lemmas (
	form    TEXT NOT NULL,
	lemma   TEXT NOT NULL,
	commit_ INTEGER NOT NULL,
	PRIMARY KEY (form, lemma)
) STRICT, WITHOUT ROWID;

-- The hash chain of what people decided; its lines are made of these cells.
CREATE TABLE chain (
	number   INTEGER PRIMARY KEY,
	utc      INTEGER NOT NULL,
	who      TEXT NOT NULL,
	kind     TEXT NOT NULL,
	subject  TEXT NOT NULL,
	payload  TEXT NOT NULL,
	digest   TEXT NOT NULL, -- SHA-256 of the payload
	previous TEXT NOT NULL, -- hash of the link before
	hash     TEXT NOT NULL,
	commit_  INTEGER NOT NULL
) STRICT;

-- Decisions stand on a text; decided says which statements of which readings they are about.
CREATE TABLE decisions (
	number  INTEGER PRIMARY KEY REFERENCES chain,
	text_id INTEGER NOT NULL REFERENCES texts,
	key     TEXT NOT NULL,
	status  TEXT NOT NULL,
	field   TEXT NOT NULL,
	commit_ INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_by_text ON decisions (text_id);
CREATE TABLE decided (
	statement_id INTEGER NOT NULL REFERENCES statements,
	decision     INTEGER NOT NULL REFERENCES decisions,
	commit_      INTEGER NOT NULL,
	PRIMARY KEY (statement_id, decision)
) STRICT, WITHOUT ROWID;
CREATE INDEX decided_by_decision ON decided (decision);

-- What people joined and set apart, beyond the links by rule.
CREATE TABLE links (
	id          INTEGER PRIMARY KEY,
	from_actor  INTEGER NOT NULL REFERENCES actors,
	to_actor    INTEGER NOT NULL REFERENCES actors,
	document_id INTEGER REFERENCES documents, -- NULL: everywhere
	why         TEXT NOT NULL,
	who         TEXT NOT NULL,
	commit_     INTEGER NOT NULL
) STRICT;
CREATE TABLE link_ends (
	link_id INTEGER PRIMARY KEY REFERENCES links,
	commit_ INTEGER NOT NULL
) STRICT;

-- Who may be one by their names, and what was dismissed.
CREATE TABLE proposals (
	id       INTEGER PRIMARY KEY,
	a        INTEGER NOT NULL REFERENCES actors,
	b        INTEGER NOT NULL REFERENCES actors,
	evidence TEXT NOT NULL,
	commit_  INTEGER NOT NULL,
	UNIQUE (a, b)
) STRICT;
CREATE TABLE proposal_ends (
	proposal_id INTEGER PRIMARY KEY REFERENCES proposals,
	commit_     INTEGER NOT NULL
) STRICT;

-- Search: words as they stand, and their lemmas without case and diacritics.
CREATE VIRTUAL TABLE statement_words USING fts5(forms, lemmas, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE version_words USING fts5(forms, lemmas, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE name_words USING fts5(forms, lemmas, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0");
