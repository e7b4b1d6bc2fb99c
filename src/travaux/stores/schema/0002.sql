-- Version 2: tables for whose rows no entry vouches have a sum (`sums`), worked out once for a record of version 1.
PRAGMA user_version = 2;

CREATE TABLE sum (
    name   TEXT PRIMARY KEY,
    digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT, WITHOUT ROWID;
