"""The promise: what `--json` prints is what docs/formats/json.md says, key by key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from travaux import __version__
from travaux.text.tokens import tokens

ROOT = Path(__file__).resolve().parents[2]
PAGE, RECORD = (ROOT / "docs" / "formats" / "json.md").read_text(encoding="utf-8").split("\n# A record\n")
COMMON, *SECTIONS = re.split(r"^## `(\w+) --json`: `(\w+/\d)`$", PAGE, flags=re.MULTILINE)
PROMISED = {name: (shape, body) for name, shape, body in zip(*[iter(SECTIONS)] * 3, strict=True)}
COMMANDS = {
    "trace": ("trace", "one", "two"),
    "align": ("align", "one", "two"),
    "compare": ("compare", "one", "two"),
    "audit": ("audit", "one", "two"),
    "clauses": ("clauses", "two"),
    "brackets": ("brackets", "two", "--reading", "first"),
    "read": ("read", "report"),
}
CODES = {"audit": 1}
REPORT = """date 2031-03-12

An official of Boria said on condition of anonymity that talks will resume in Port Selm on Friday.

Boria denied having changed any clause. "Perhaps.
"""


@pytest.fixture
def printed(drafts: tuple[str, str], said: Callable[..., Any]) -> Callable[[str], Any]:
    report = Path(drafts[0]).with_name("report.txt")
    report.write_text(REPORT, encoding="utf-8")
    names = dict(zip(("one", "two", "report"), (*drafts, str(report)), strict=True))

    def ran(noun: str) -> Any:
        return said(*(names.get(word, word) for word in COMMANDS[noun]), "--json", code=CODES.get(noun, 0))

    return ran


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_every_command_with_json_is_promised() -> None:
    assert set(PROMISED) == set(COMMANDS)


@pytest.mark.parametrize("noun", COMMANDS)
def test_every_key_is_promised(noun: str, printed: Callable[[str], Any]) -> None:
    shape, body = PROMISED[noun]
    promised = set(re.findall(r"`([a-z_]+)`", body)) | set(re.findall(r"[`\"]([a-z_]+)[`\"]", COMMON))
    found = printed(noun)
    assert list(found)[:2] == ["travaux", "format"]
    assert (found["travaux"], found["format"]) == (__version__, shape)
    assert set(keys(found)) - promised == set()


@pytest.mark.parametrize("noun", COMMANDS)
def test_every_key_of_the_table_is_there(noun: str, printed: Callable[[str], Any]) -> None:
    _, body = PROMISED[noun]
    cells = [row.split("|")[1] for row in body.splitlines() if row.startswith("| `")]
    promised = {key for cell in cells for key in re.findall(r"`([a-z_]+)`", cell)}
    assert promised - set(keys(printed(noun))) == set()


def test_trace(printed: Callable[[str], Any]) -> None:
    found = printed("trace")
    assert found["rule"] == "travaux-trace/1"
    assert [(d["key"], d["name"], d["parents"]) for d in found["drafts"]] == [(0, "one.txt", []), (1, "two.txt", [0])]
    assert [(t["text"], t["start"], t["end"]) for t in found["tokens"]] == [tuple(t) for t in tokens(found["text"])]
    new = [t["text"] for t in found["tokens"] if t["origin"]["draft"] == 1]
    assert new == ["may", "yearly"]
    assert all(t["origin"]["grade"] == "inferred" and t["origin"]["author"] is None for t in found["tokens"])
    assert [(d["text"], d["removed_in"], d["last"]) for d in found["deleted"]] == [("shall", 1, 0)]


def test_authors_given_on_the_command_line(drafts: tuple[str, str], said: Callable[..., Any]) -> None:
    found = said("trace", *drafts, "--by", "two.txt=Boria", "--json")
    assert [t["text"] for t in found["tokens"] if t["origin"]["author"] == "Boria"] == ["may", "yearly"]
    assert found["deleted"][0]["removed_by"] == "Boria"
    assert [d["author"] for d in found["drafts"]] == [None, "Boria"]


def test_compare(printed: Callable[[str], Any]) -> None:
    found = printed("compare")
    assert [(c["kind"], c["old"], c["new"].strip(), c["clause"]["path"]) for c in found["changes"]] == [
        ("replacement", "shall", "may", ["Article 1", "1."]),
        ("insertion", "", "yearly", ["Article 1", "2."]),
    ]
    text = found["later"]["text"]
    standing = [p["later"] for p in found["pieces"] if p["kind"] in ("equal", "insert", "move-to")]
    assert "".join(text[start:end] for start, end in standing) == text


def test_audit(printed: Callable[[str], Any]) -> None:
    found = printed("audit")
    assert not found["marked"]
    assert [(f["kind"], f["old"], f["new"].strip(), f["how"]) for f in found["undeclared"]] == [
        ("replacement", "shall", "may", None),
        ("insertion", "", "yearly", None),
    ]
    assert (found["last"]["name"], found["new"]["name"]) == ("one.txt", "two.txt")


def test_align(printed: Callable[[str], Any]) -> None:
    found = printed("align")
    assert [(p["fate"], [c["path"] for c in p["later"]], p["reworded"]) for p in found["pairs"]] == [
        ("kept", [["Article 1"]], False),
        ("kept", [["Article 1", "1."]], True),
        ("kept", [["Article 1", "2."]], True),
    ]
    assert found["pairs"][0]["later"][0]["id"] is None


def test_clauses(printed: Callable[[str], Any]) -> None:
    found = printed("clauses")
    (article,) = found["clauses"]
    assert [child["label"] for child in article["children"]] == ["1.", "2."]
    start, end = article["children"][1]["own"][0]
    assert found["draft"]["text"][start:end].strip() == "They shall report yearly."


def test_brackets(printed: Callable[[str], Any]) -> None:
    found = printed("brackets")
    text = found["draft"]["text"]
    assert [text[b["start"] : b["end"]] for b in found["brackets"]] == ["[fully]", "[in full]"]
    assert found["brackets"][0]["alternatives"] == [[found["brackets"][1]["start"], found["brackets"][1]["end"]]]
    assert "cooperate fully." in found["reading"]


def test_read(printed: Callable[[str], Any]) -> None:
    (found,) = printed("read")["reports"]
    assert found["text"] == REPORT
    assert (found["reference"], found["dated_by"], found["outlet"]) == ("2031-03-12", "its first line", None)
    assert [item["number"] for item in found["items"]] == list(range(len(found["items"])))
    spans = [span for item in found["items"] for part in item["parts"].values() for span in part]
    assert spans
    assert all(0 <= start < end <= len(REPORT) for start, end in spans)
    meeting = next(item for item in found["items"] if item["kind"] == "meeting")
    assert [REPORT[slice(*span)] for span in meeting["parts"]["place"]] == ["Port Selm"]
    assert [date["edtf"] for date in meeting["value"]["dates"]] == ["2031-03-14"]
    denial = next(item for item in found["items"] if item["value"].get("stance") == "denies")
    assert denial["value"]["claims"] == ["Boria did not change any clause"]


AFTER = {"check": 1, "verify": 0}
RECORDED = (
    "status", "status --on 2019-03-25", "entries", "show 19", "clause 14", "trace 14", "verify a.bundle",
    "verify plan.travaux", "key list", "log tiles t", "take boria object 4", "erase 2 --show all", "key new another",
    "log checkpoint", "log key", "log prove 3", "key signers", "log backup copy.sqlite",
    "backup plan.travaux copy.travaux", "move plan.travaux moved.travaux", "doctor plan.travaux",
    "check boria&neither&approved&nor&changed&any&clause", "disclose boria&changed&clause&14 -o b.bundle",
)  # fmt: skip


@pytest.mark.parametrize("typed", RECORDED)
def test_every_key_of_a_record_is_promised(plan: Path, said: Callable[..., Any], typed: str) -> None:
    if "a.bundle" in typed:
        said("disclose", "boria changed clause 14", "-o", "a.bundle")
    words = [word.replace("&", " ") for word in typed.split()]
    found = said(*words, "--json", code=AFTER.get(words[0], 0))
    assert f"`{found['format']}`" in RECORD
    # What an act or a claim holds is told where acts and claims are.
    inside = set(keys(_without(found, ("act", "claims"))))
    promised = set(re.findall(r"[`\"]([A-Za-z_–]+)[`\"]", RECORD)) | {"travaux", "format", "rule"}
    assert inside - promised == set()


def _without(value: object, left_out: tuple[str, ...]) -> object:
    if isinstance(value, dict):
        return {key: _without(inner, left_out) for key, inner in value.items() if key not in left_out}
    return [_without(inner, left_out) for inner in value] if isinstance(value, list) else value
