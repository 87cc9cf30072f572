-- Version 6: counts as of the newest commit, so that lists of actors need not count
-- each time. They are no facts: all of it can be made again from the other tables
-- (enligt verify does), and questions about the past do not look here.

DROP TABLE IF EXISTS heard;
DROP TABLE IF EXISTS named;
DROP TABLE IF EXISTS printed;

-- Statements that an actor is a speaker of, in readings that count.
CREATE TABLE heard (
	actor_id   INTEGER PRIMARY KEY REFERENCES actors,
	statements INTEGER NOT NULL
) STRICT;
-- Documents that give a name.
CREATE TABLE named (
	name_id   INTEGER PRIMARY KEY REFERENCES names,
	documents INTEGER NOT NULL
) STRICT;
-- What an outlet published, as ledger.Outlet has it.
CREATE TABLE printed (
	outlet     TEXT PRIMARY KEY,
	documents  INTEGER NOT NULL,
	statements INTEGER NOT NULL,
	last       INTEGER NOT NULL  -- commit
) STRICT;

INSERT INTO heard SELECT a.id, coalesce(c.n, 0) FROM actors a LEFT JOIN (
	SELECT p.actor_id, count(*) AS n FROM parts p JOIN statements s ON s.id = p.statement_id JOIN versions v ON v.id = s.version_id
	WHERE p.part = 'speaker' AND NOT EXISTS (SELECT 1 FROM reading_ends e WHERE e.reading_id = s.reading_id)
	AND NOT EXISTS (SELECT 1 FROM versions n WHERE n.document_id = v.document_id AND n.number > v.number) GROUP BY p.actor_id) c ON c.actor_id = a.id;
INSERT INTO named SELECT m.id, count(DISTINCT v.document_id) FROM appearances p JOIN readings r ON r.id = p.reading_id
	JOIN versions v ON v.id = r.version_id JOIN names m ON m.actor_id = p.actor_id AND m.name = p.name GROUP BY m.id;
INSERT INTO printed SELECT v.outlet, count(DISTINCT v.document_id), 0, max(v.commit_) FROM versions v GROUP BY v.outlet;
UPDATE printed SET statements = c.n FROM (SELECT v.outlet AS outlet, sum(r.statements) AS n FROM versions v JOIN readings r ON r.version_id = v.id
	WHERE NOT EXISTS (SELECT 1 FROM reading_ends e WHERE e.reading_id = r.id)
	AND NOT EXISTS (SELECT 1 FROM versions n WHERE n.document_id = v.document_id AND n.number > v.number) GROUP BY v.outlet) c WHERE c.outlet = printed.outlet;
CREATE INDEX heard_most ON heard (statements DESC, actor_id);
