"""What can be shown: claims, coverage, findings, bundles, each held against a record and never the world."""
