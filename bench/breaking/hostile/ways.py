"""The ways in which somebody has Travaux take a file in: each reads it to its end, and gives back what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import travaux
from bench.breaking.hostile.file import Way
from bench.breaking.targets.saying import names
from travaux import formats
from travaux.claims.bundle import Pins, verify
from travaux.claims.rework import rework
from travaux.formats import grids, report
from travaux.keys.check import check, check_ed25519
from travaux.log.policy import Policy
from travaux.papers.comments import collected
from travaux.papers.grid import Returned
from travaux.secretariat.forms import sheet
from travaux.secretariat.forms.verbs import fill
from travaux.text.brackets import brackets


def _draft(path: Path) -> object:
    draft = travaux.read(path).accepting("all")
    return draft.clauses, brackets(draft).reading("first")


def _report(path: Path) -> object:
    return report.reading(report.read(path))


def _comments(path: Path) -> object:
    return collected([Returned(path.name, grids.read(path))])


def _history(path: Path) -> object:
    return [version.draft.digest for version in formats.revisions(path)]


def _repository(path: Path) -> object:
    return [version.draft.digest for version in formats.history(path, "draft.txt")]


def _acts(path: Path) -> object:
    known = names(path.parent)
    return [act for form in sheet.forms(path.read_bytes(), path.name) for act in fill(form, known)]


def _bundle(path: Path) -> object:
    pins = Pins(policy=Policy())
    found = verify(path.read_bytes(), pins, lambda text, blob: check(text, blob).key.to_text(), check_ed25519, rework)
    assert not found.holds
    return found


def _policy(path: Path) -> object:
    return Policy.from_text(path.read_bytes())


def _record(path: Path) -> object:
    found = travaux.verify(path, home=path.parent / "home")
    with travaux.open(path, viewer="depositary", home=path.parent / "home") as record:
        return found, record.state.entries


WAYS: Mapping[Way, Callable[[Path], object]] = {
    "draft": _draft,
    "report": _report,
    "comments": _comments,
    "history": _history,
    "repository": _repository,
    "acts": _acts,
    "bundle": _bundle,
    "policy": _policy,
    "record": _record,
}
"""What is done with a file, by the way in which it is taken in."""
