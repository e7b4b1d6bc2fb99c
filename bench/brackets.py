"""Brackets of the treaty drafts: a count under the stated rule, beside one made independently; time; round trip.

The second count of each pair was made independently, with another program, before this one was written.
"""

from __future__ import annotations

import travaux
from bench.tables import CORPUS, seconds, show
from travaux.text.brackets import Bracketed, brackets
from travaux.text.brackets.markup import RULE
from travaux.text.brackets.slots import Options, Run

# file: opening, deepest, left open, stray closing, unbalanced paragraphs, pairs that cross a paragraph
COUNTED = {
    "2015-10-23": (1025, 7, 1, 2, 45, 22),
    "2015-12-04": (1015, 10, 1, 4, 37, 14),
    "2015-12-09": (217, 5, 1, 2, 17, 7),
    "2015-12-12": (0, 0, 0, 0, 0, 0),
    "2016-01-29": (0, 0, 0, 0, 0, 0),
}


def counted(found: Bracketed) -> tuple[int, ...]:
    counts = found.counts
    return (counts.opening, counts.deepest, counts.left_open, counts.stray, counts.unbalanced, counts.crossing)


def main() -> None:
    """Prints the counts, then what the parse makes of them."""
    rows, parts = [], []
    for name, expected in COUNTED.items():
        path = CORPUS / "paris" / f"{name}.md"
        source = path.read_bytes().decode()
        found = brackets(source)
        rows.append([name, *(f"{ours} / {theirs}" for ours, theirs in zip(counted(found), expected, strict=True))])
        draft = travaux.read(path).accepting("all")
        in_draft = brackets(draft)
        back = found.to_text() == source and in_draft.to_text() == draft.text
        free = not any(set("[]{}") & set(found.reading(choice)) for choice in ("all", "first", "none"))
        runs = [part for part in found.walk() if isinstance(part, Run)]
        options = sum(len(part.options) for part in found.walk() if isinstance(part, Options))
        parts.append(
            [
                name,
                sum(run.sure for run in runs),
                sum(not run.sure for run in runs),
                options,
                len([defect for defect in found.defects if defect.kind != "ambiguous run"]),
                in_draft.counts.opening,
                "yes" if back else "NO",
                "yes" if free else "NO",
                f"{seconds(lambda text=source: brackets(text)) * 1000:.0f} ms",  # type: ignore[misc]
            ]
        )
    header = ["draft", "opening", "deepest", "left open", "stray", "unbalanced paragraphs", "pairs across paragraphs"]
    show(f"Brackets under {RULE}: ours / counted independently", header, rows)
    header = ["draft", "alternatives", "or a list", "options", "defects", "in the draft's body", "prints back"]
    show("What the parse makes of them", [*header, "readings free of brackets", "time"], parts)
    big = "[" * 50_000 + "]" * 50_000
    half = seconds(lambda: brackets(big[25_000:75_000]), 1)
    whole = seconds(lambda: brackets(big), 1)
    show(
        "Hostile nesting",
        ["brackets", "seconds"],
        [["50,000", f"{half:.2f}"], ["100,000", f"{whole:.2f} ({whole / half:.1f}×)"]],
    )


if __name__ == "__main__":
    main()
