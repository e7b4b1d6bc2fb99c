from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from travaux.formats import history

pytestmark = pytest.mark.corpus


def test_a_licence_drafted_in_public(corpus: Path, tmp_path: Path) -> None:
    bundle = corpus / "histories" / "copyleft-next.bundle"
    found = list(history(bundle, "Drafts/copyleft-next"))
    assert len(found) == 507
    assert len({version.author for version in found}) == 16
    assert sum(len(version.parents) > 1 for version in found) == 8
    assert [place for place, version in enumerate(found) if not version.parents] == [0]
    assert all(parent < place for place, version in enumerate(found) for parent in version.parents)
    assert list(dict.fromkeys(version.draft.name for version in found)) == [
        "GPL.next",
        "COPYLEFT.next",
        "copyleft-next",
        "LICENSE-DRAFTS/copyleft-next",
        "license-drafts/copyleft-next",
        "Drafts/copyleft-next",
    ]
    subprocess.run(
        ["git", "clone", "-q", "--bare", str(bundle), str(tmp_path / "clone")], check=True, capture_output=True
    )
    command = ["git", "-C", str(tmp_path / "clone"), "show", "master:Drafts/copyleft-next"]
    assert found[-1].draft.text == subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_a_word_changed_and_changed_back(corpus: Path) -> None:
    found = list(history(corpus / "histories" / "mutual-nda.bundle", "Mutual-NDA.md"))
    assert [version.parents for version in found] == [(), (0,), (1,), (2,), (3,)]
    assert ["appliable" in version.draft.text for version in found] == [False, False, True, False, False]


def test_a_standard_in_a_thousand_versions(corpus: Path) -> None:
    people: Counter[str | None] = Counter()
    size = 0
    for version in history(corpus / "histories" / "tls13.bundle", "tls13.md", "main"):
        people[version.author] += 1
        size += len(version.draft.text)
        last = version.draft
    assert (sum(people.values()), len(people), size, len(last.text)) == (1044, 25, 212_315_478, 277_189)
