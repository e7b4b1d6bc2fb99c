-- A record, version 1: one file, one log. What the tables hold is laid down in docs/formats/record.md.
PRAGMA application_id = 0x54726176;  -- "Trav"
PRAGMA user_version = 1;

CREATE TABLE entry (
    idx  INTEGER PRIMARY KEY CHECK (idx >= 0),
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    leaf BLOB NOT NULL CHECK (length(leaf) BETWEEN 1 AND 65535),
    kind TEXT NOT NULL
) STRICT;

CREATE INDEX entry_of_kind ON entry (kind);

CREATE TABLE node (
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 63),
    place INTEGER NOT NULL CHECK (place >= 0),
    hash  BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
    size     INTEGER PRIMARY KEY CHECK (size >= 0),
    note     BLOB NOT NULL,
    cosigned INTEGER NOT NULL CHECK (cosigned IN (0, 1))
) STRICT;

CREATE TABLE chain (
    author TEXT PRIMARY KEY,
    seq    INTEGER NOT NULL CHECK (seq >= 0),
    idx    INTEGER NOT NULL REFERENCES entry (idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE private (
    digest     TEXT PRIMARY KEY,
    idx        INTEGER NOT NULL REFERENCES entry (idx),
    disclosure TEXT NOT NULL,
    audience   TEXT NOT NULL CHECK (audience IN ('all', 'parties', 'depositary'))
) STRICT;
CREATE INDEX private_of_entry ON private (idx);

CREATE TABLE manuscript (
    digest  TEXT PRIMARY KEY CHECK (length(digest) = 64),
    name    TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;

CREATE TABLE draft (
    digest  TEXT PRIMARY KEY CHECK (length(digest) = 64),
    content BLOB NOT NULL
) STRICT;

CREATE TABLE request (
    id    TEXT PRIMARY KEY,
    first INTEGER NOT NULL REFERENCES entry (idx),
    count INTEGER NOT NULL CHECK (count >= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cache (
    key     TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;

-- These stand in the way of accidents, not of attackers: those are the log's matter.
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'an entry is never deleted'); END;
CREATE TRIGGER entry_is_final BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER node_stays BEFORE DELETE ON node BEGIN SELECT raise(ABORT, 'a node is never deleted'); END;
CREATE TRIGGER node_is_final BEFORE UPDATE ON node BEGIN SELECT raise(ABORT, 'a node is never changed'); END;
CREATE TRIGGER entry_follows BEFORE INSERT ON entry
    WHEN new.idx <> (SELECT coalesce(max(idx), -1) + 1 FROM entry)
    BEGIN SELECT raise(ABORT, 'entries have no gaps'); END;
