-- Records on a PostgreSQL server, version 1: the tables of `schema/0001.sql`, each row with the record it belongs to.
CREATE SCHEMA IF NOT EXISTS travaux;

CREATE TABLE travaux.version (number integer PRIMARY KEY);
INSERT INTO travaux.version VALUES (1);

-- The head: how many entries a record has. Whoever writes locks its row, so it counts by transactions, without gaps.
CREATE TABLE travaux.head (
    record integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name   text COLLATE "C" NOT NULL UNIQUE,
    size   bigint NOT NULL DEFAULT 0 CHECK (size >= 0)
);

CREATE TABLE travaux.entry (
    record integer NOT NULL REFERENCES travaux.head,
    idx    bigint NOT NULL CHECK (idx >= 0),
    hash   bytea NOT NULL CHECK (octet_length(hash) = 32),
    leaf   bytea NOT NULL CHECK (octet_length(leaf) BETWEEN 1 AND 65535),
    kind   text COLLATE "C" NOT NULL,
    PRIMARY KEY (record, idx),
    UNIQUE (record, hash)
);
CREATE INDEX entry_of_kind ON travaux.entry (record, kind, idx);

CREATE TABLE travaux.node (
    record integer NOT NULL REFERENCES travaux.head,
    level  smallint NOT NULL CHECK (level BETWEEN 1 AND 63),
    place  bigint NOT NULL CHECK (place >= 0),
    hash   bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (record, level, place)
);

CREATE TABLE travaux.checkpoint (
    record   integer NOT NULL REFERENCES travaux.head,
    size     bigint NOT NULL CHECK (size >= 0),
    note     bytea NOT NULL,
    cosigned boolean NOT NULL,
    PRIMARY KEY (record, size)
);

CREATE TABLE travaux.chain (
    record integer NOT NULL,
    author text COLLATE "C" NOT NULL,
    seq    bigint NOT NULL CHECK (seq >= 0),
    idx    bigint NOT NULL,
    PRIMARY KEY (record, author),
    FOREIGN KEY (record, idx) REFERENCES travaux.entry
);

CREATE TABLE travaux.private (
    record     integer NOT NULL,
    digest     text COLLATE "C" NOT NULL,
    idx        bigint NOT NULL,
    disclosure text NOT NULL,
    audience   text NOT NULL CHECK (audience IN ('all', 'parties', 'depositary')),
    PRIMARY KEY (record, digest),
    FOREIGN KEY (record, idx) REFERENCES travaux.entry
);
CREATE INDEX private_of_entry ON travaux.private (record, idx);

CREATE TABLE travaux.manuscript (
    record  integer NOT NULL REFERENCES travaux.head,
    digest  text COLLATE "C" NOT NULL CHECK (length(digest) = 64),
    name    text NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (record, digest)
);

CREATE TABLE travaux.draft (
    record  integer NOT NULL REFERENCES travaux.head,
    digest  text COLLATE "C" NOT NULL CHECK (length(digest) = 64),
    content bytea NOT NULL,
    PRIMARY KEY (record, digest)
);

CREATE TABLE travaux.request (
    record integer NOT NULL,
    id     text COLLATE "C" NOT NULL,
    first  bigint NOT NULL,
    count  integer NOT NULL CHECK (count >= 1),
    PRIMARY KEY (record, id),
    FOREIGN KEY (record, first) REFERENCES travaux.entry
);

CREATE TABLE travaux.meta (
    record integer NOT NULL REFERENCES travaux.head,
    key    text COLLATE "C" NOT NULL,
    value  text NOT NULL,
    PRIMARY KEY (record, key)
);

CREATE TABLE travaux.cache (
    record  integer NOT NULL REFERENCES travaux.head,
    key     text COLLATE "C" NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (record, key)
);

-- These stand in the way of accidents, not of attackers: those are the log's matter.
CREATE FUNCTION travaux.stays() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'what is in the log is never changed and never deleted'; END $$;
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON travaux.entry EXECUTE FUNCTION travaux.stays();
CREATE TRIGGER node_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON travaux.node EXECUTE FUNCTION travaux.stays();

-- A record's entries go on from where its head was, and up to where it is.
CREATE FUNCTION travaux.follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT record, min(idx) AS low, max(idx) AS high, count(*) AS added FROM fresh GROUP BY record) AS f
        JOIN travaux.head USING (record) WHERE high <> size - 1 OR low <> size - added
    ) THEN RAISE EXCEPTION 'entries have no gaps'; END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER entry_follows AFTER INSERT ON travaux.entry
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION travaux.follows();
