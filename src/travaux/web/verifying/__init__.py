"""Verify: one page that checks bundles on the reader's own machine, at the desk and saved to disk. No record is opened.

The checks themselves are the scripts in `static/verify`, in the order of `SCRIPTS`: they share one scope, as classic
scripts do, so that the page that is saved can hold them all in one block and run from a disk without a network.
"""

from __future__ import annotations

SCRIPTS = (
    "bytes.js",
    "canon.js",
    "archive.js",
    "merkle.js",
    "note.js",
    "policy.js",
    "receipt.js",
    "sshsig.js",
    "terms.js",
    "wire.js",
    "entry.js",
    "finding.js",
    "bundle.js",
    "keyring.js",
    "checks.js",
    "page.js",
)
"""The scripts of the page in `static/verify`, each after those that it needs."""
