"""Where a record is kept: one SQLite file, a memory store for tests, and the conformance suite they all pass."""
