"""What users run is named, bounded and held by digests in `requirements.lock`; what carries it is told in the SBOM."""

from __future__ import annotations

import json
import re
import tomllib
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from docs.supply import sbom
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = ("test", "fuzz", "bench")
"""The extras that only those who work on Travaux install."""
PERMISSIVE = {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MIT-0", "PSF-2.0"}
COPYLEFT = {"psycopg": "LGPL-3.0-only", "psycopg-binary": "LGPL-3.0-only", "fido2": "MPL-2.0"}
"""What is under more than a permissive licence, and why is told beside its licence in `docs/supply/sbom.py`."""


LIBRARIES = {each.name: each for each in sbom.locked(LOCK)}
BILL: dict[str, Any] = json.loads((ROOT / "sbom.cdx.json").read_text(encoding="utf-8"))


def wanted() -> list[Requirement]:
    extras = [each for name, given in PROJECT["optional-dependencies"].items() if name not in OURS for each in given]
    return [Requirement(each) for each in [*PROJECT["dependencies"], *extras]]


@pytest.mark.parametrize("asked", wanted(), ids=str)
def test_what_the_project_asks_for_is_locked_within_its_bounds(asked: Requirement) -> None:
    assert asked.specifier.contains(LIBRARIES[canonicalize_name(asked.name)].version)


def test_the_makefile_locks_every_extra_that_users_install() -> None:
    named = re.findall(r"^EXTRAS := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[0].split()
    assert sorted(set(PROJECT["optional-dependencies"]) - set(OURS)) == sorted(named)


def test_the_lock_holds_names_and_digests_and_no_address() -> None:
    lines = re.findall(r"^[^\s#].*$", LOCK, re.MULTILINE)
    assert sorted(LIBRARIES) == [re.split(r"==", line)[0] for line in lines]
    assert [each.name for each in LIBRARIES.values() if not each.digests] == []
    assert sum(len(each.digests) for each in LIBRARIES.values()) == LOCK.count("--hash=")
    assert re.findall(r".*(?:://|--find-links|--index|@ |\.\./|file:).*", LOCK) == []
    assert [each.name for each in LIBRARIES.values() if not each.asked_by] == []


def test_the_bill_of_materials_is_what_the_lock_and_the_files_make() -> None:
    assert (ROOT / "sbom.cdx.json").read_text(encoding="utf-8") == sbom.written()


def test_the_bill_of_materials_is_cyclonedx() -> None:
    judge, text = JsonStrictValidator(SchemaVersion.V1_6), (ROOT / "sbom.cdx.json").read_text(encoding="utf-8")
    assert judge.validate_str(text) is None
    assert judge.validate_str(text.replace('"library"', '"book"')) is not None


def test_the_bill_of_materials_has_the_digests_of_the_lock() -> None:
    listed = {
        (each["name"], each["version"]): {digest["content"] for digest in each["externalReferences"][0]["hashes"]}
        for each in BILL["components"] if each["type"] == "library"
    }  # fmt: skip
    assert listed == {(each.name, each.version): set(each.digests) for each in LIBRARIES.values()}


def test_what_others_made_and_we_carry_is_listed_with_its_digest() -> None:
    source = ROOT / "src" / "travaux"
    vendored = re.findall(r"^(\S+) ", (source / "web" / "static" / "VENDORED").read_text(), re.MULTILINE)
    carried = [*source.rglob("fonts/*"), *(source / "web" / "static" / name for name in vendored if name)]
    fonts = [each for each in carried if each.suffix in {".otf", ".ttf", ".woff2", ".js"}]
    listed = {each["name"]: each["hashes"][0]["content"] for each in BILL["components"] if each["type"] == "file"}
    for file in fonts:
        assert listed[file.relative_to(source.parent).as_posix()] == sha256(file.read_bytes()).hexdigest()


def test_each_library_is_wanted_by_something_that_is_listed() -> None:
    links = {each["ref"]: set(each["dependsOn"]) for each in BILL["dependencies"]}
    reached: set[str] = set()
    front = {BILL["metadata"]["component"]["bom-ref"]}
    while front:
        reached |= front
        front = set().union(*(links[each] for each in front)) - reached
    assert reached == set(links)


def test_licences_are_permissive_but_for_those_that_are_told() -> None:
    others = {
        name: part
        for name, licence in sbom.LICENCES.items()
        for part in re.split(r" (?:AND|OR) ", licence)
        if part not in PERMISSIVE
    }
    assert others == COPYLEFT
    assert sorted(sbom.LICENCES) == sorted(LIBRARIES)


@pytest.mark.parametrize("name", sorted(sbom.LICENCES))
def test_a_licence_is_the_one_that_the_library_tells(name: str) -> None:
    """Where it tells one as an SPDX expression, that; else the family is named, and no other that asks for more."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        pytest.skip("not for this system")
    written = sbom.LICENCES[name]
    expression = told.get("License-Expression")
    if expression:
        assert expression == written
        return
    said = " ".join([told.get("License", ""), *(told.get_all("Classifier") or [])])
    families = [part.split("-")[0] for part in re.split(r" (?:AND|OR) ", written)]
    assert [family for family in families if family not in said] == []
    asking = re.findall(r"GPL|MPL|General Public|EUPL|SSPL", said)
    assert bool(asking) == (name in COPYLEFT)
