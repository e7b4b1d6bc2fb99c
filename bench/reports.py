"""How the written reports and their twins are read: invented facts, of which there may be none, and what was missed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence

from bench.tables import ROOT, show
from bench.written.gold import Written, written
from bench.written.scoring import Tally, f1, rows, score, total
from bench.written.twins import twins
from travaux.formats.report import model
from travaux.reading.items import Report
from travaux.reading.model import Model
from travaux.reading.read import read

GUIDE = ROOT / "docs" / "guides" / "reading.md"
WORDS = ("attribution source", "attribution cue", "attribution content")


def tallied(reports: Iterable[Written], weights: Model | None = None) -> list[Tally]:
    """Returns how each report was read, by rules alone or with the trained weights."""
    return [score(each, read(as_report(each), weights)) for each in reports]


def models() -> dict[str, Model | None]:
    """Returns the readers there are: rules alone, and with the model."""
    weights = model()
    return {"rules": None} | ({"rules and weights": weights} if weights else {})


def as_report(written: Written) -> Report:
    """Returns a written report as its reader gets it."""
    return Report(
        text=written.text, digest="0" * 64, name=written.name, reference=written.date, dated_by="its first line",
        outlet=written.outlet,
    )  # fmt: skip


def main() -> None:
    """Prints the tables; with TRAVAUX_DOCS=write puts the last, that of the reader as it comes, into the guide."""
    reports = list(written())
    doubles = [twin for report in reports for twin in twins(report)]
    table: list[Sequence[str]] = []
    for title, weights in models().items():
        first, second = total(tallied(reports, weights)), total(tallied(doubles, weights))
        table = list(_table(first, second))
        show(f"Written reports and twins, read with {title}", _HEAD, list(_table(first, second)))
        for line in [*first.invented, *second.invented]:
            print("invented:", line)
        for line in first.missed:
            print("missed:", line)
    if os.environ.get("TRAVAUX_DOCS") == "write":
        _write(len(reports), len(doubles), table)


_HEAD = ("what", "reports: due", "read", "share", "twins: due", "read", "share")


def _table(first: Tally, second: Tally) -> Iterable[Sequence[str]]:
    yield ("invented facts", "0", str(len(first.invented)), "–", "0", str(len(second.invented)), "–")
    others = {row[0]: row[1:] for row in rows(second)}
    for name, *cells in rows(first):
        yield (name, *cells, *others.get(name, ("0", "0", "–")))
    for part in WORDS:
        yield (
            f"words of {part.partition(' ')[2]} (P / R / F1)",
            "",
            "",
            _shares(first, part),
            "",
            "",
            _shares(second, part),
        )


def _shares(tally: Tally, part: str) -> str:
    return " / ".join(f"{each:.2f}" for each in f1(*tally.words.get(part, [0, 0, 0])))


def _write(reports: int, doubles: int, table: Sequence[Sequence[str]]) -> None:
    lines = [
        f"{reports} reports and {doubles} twins, read by {list(models())[-1]}:",
        "",
        "| " + " | ".join(_HEAD) + " |",
        "|" + "---|" * len(_HEAD),
        *("| " + " | ".join(row) + " |" for row in table),
    ]
    text = GUIDE.read_text(encoding="utf-8")
    marks = "<!-- written reports -->\n", "<!-- end -->"
    new = re.sub(f"{marks[0]}.*?{marks[1]}", lambda _: marks[0] + "\n".join(lines) + "\n" + marks[1], text, flags=re.S)
    GUIDE.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
