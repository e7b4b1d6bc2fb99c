"""A redline as a paper: the later text with what was put in, taken out and moved; then the changes by number.

What changed is in `redline`; which paragraphs are shown whole, old and new, in `wholesale`. A move says in words where
its words went and where they came from. Footnotes, headers and what else stands outside the body follow it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from travaux.papers.attribution import Attribution
from travaux.papers.counting import begun, counted, listed, sentence
from travaux.papers.paper import (
    Block,
    Cell,
    Column,
    Heading,
    Kind,
    Look,
    Paper,
    Paragraph,
    Row,
    Run,
    Sign,
    Table,
    plain,
)
from travaux.papers.places import address
from travaux.papers.redline import Entry, Line, Part, RedlinePaper, redline_paper
from travaux.papers.wholesale import wholesale
from travaux.papers.writers import NOBODY, Writer
from travaux.text.drafts import Hand
from travaux.text.redline import Redline

LOOKS: Mapping[str, Look] = {
    "equal": "plain", "insert": "inserted", "delete": "deleted", "move-from": "moved from", "move-to": "moved to",
}  # fmt: skip
SIGNS = (
    Sign("words like these", "put in", look="inserted"),
    Sign("words like these", "taken out", look="deleted"),
    Sign("words like these", "moved away from here; where to stands after them", look="moved from"),
    Sign("words like these", "moved here; where from stands after them", look="moved to"),
)
WHOLE = (
    "A paragraph that changed in more than 60 per cent, or in more than 40 per cent of a stretch longer than 100 "
    "characters, is shown whole, as it was and as it is."
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a redline is told with: whether the whole text is shown, and whose each change is, where that is known.

    `letters` are the writers by name; `entry` is where the proposal is entered, where it is one.
    """

    whole: bool = True
    whose: Attribution | None = None
    letters: Mapping[str, Writer] = field(default_factory=dict)
    entry: int | None = None


def redlined(
    redline: Redline, *, whole: bool = True, whose: Attribution | None = None,
    letters: Mapping[str, Writer] | None = None, entry: int | None = None, title: str = "",
    facts: Sequence[tuple[str, str]] = (),
) -> Paper:  # fmt: skip
    """Returns the paper of a redline: the whole text, or with `whole` False only the paragraphs that changed.

    `whose` says who stands behind each change, where a record tells it, or a proposal is one party's: two drafts alone
    do not tell who changed what. `letters` are the writers by name, `entry` the proposal's.
    """
    made = _Redlined(redline, Told(whole, whose, letters or {}, entry))
    return Paper(
        kind="redline",
        title=title or f"{begun(made.paper.later)}, against {made.paper.earlier}",
        summary=made.summary(),
        facts=tuple(facts) or (("Earlier", made.paper.earlier), ("Later", made.paper.later)),
        blocks=tuple(made.blocks()),
        legend=tuple(sign for sign in SIGNS if sign.look in made.looks),
        remarks=tuple(made.remarks()),
        language=made.paper.language,
    )


class _Redlined:
    def __init__(self, redline: Redline, told: Told) -> None:
        self._redline, self._told = redline, told
        self.paper: RedlinePaper = redline_paper(redline)
        before = list(self.paper.lines)
        self._lines = list(wholesale(before))
        self._any_whole = any(part.whole for line in self._lines for part in line.parts)
        self.entries = _gathered(self.paper.entries, before, self._lines)
        self._numbers = {each.number: place for place, each in enumerate(self.entries, 1)}
        self._ends = _ends(redline)
        self._hands = dict(_hands(redline, told.whose)) if told.whose else {}
        self.looks = {LOOKS[part.fate] for line in self._lines for part in line.parts}

    def summary(self) -> str:
        """Returns the sentence that comes first."""
        inside = [each for each in self._redline.apparatus if each.changes]
        if not self.entries:
            outside = listed([each.name for each in inside], 4)
            return f"Nothing changed in the body; {outside} did." if inside else "Nothing changed."
        kinds = [each.kind for each in self.entries]
        told = [counted(kinds.count(kind), kind) for kind in dict.fromkeys(sorted(kinds))]
        places = list(dict.fromkeys(each.place for each in self.entries))
        bare = [place.removeprefix("clause ") for place in places if place.startswith("clause ")]
        many = len(bare) == len(places) > 1
        where = f"clauses {listed(bare, 6)}" if many else listed(places, 6)
        more = f" And {listed([each.name for each in inside], 4)} changed." if inside else ""
        if len(told) == 1:
            return f"{sentence(told[0])}, in {where}.{more}"
        return f"{sentence(counted(len(kinds), 'change'))}, in {where}: {listed(told)}.{more}"

    def blocks(self) -> Iterator[Block]:
        """Yields the text, the changes by number, then what stands outside the body."""
        shown = [line for line in self._lines if self._told.whole or line.changed]
        if shown:
            yield Heading("The text" if self._told.whole else "The paragraphs that changed", key="text")
        place = ""
        for line in shown:
            named = self._named(line) or place
            if not self._told.whole and named and named != place:
                heading = line.row.clause.heading if line.row and line.row.clause and line.row.kind == "words" else ""
                yield Heading(heading or sentence(named), 2, sentence(named) if heading else "")
            place = named
            yield self._paragraph(line)
        yield from self._changes()
        yield from self._apparatus()

    def _named(self, line: Line) -> str:
        """Returns the clause in which a line stands, or stood."""
        if line.row and line.row.clause:
            return address(line.row.clause)
        numbers = [self._numbers.get(part.change or 0) for part in line.parts]
        return next((self.entries[number - 1].place for number in numbers if number), "")

    def _paragraph(self, line: Line) -> Paragraph:
        row = line.row
        runs = tuple(self._runs(line.parts))
        if row is None:
            return Paragraph(runs, "clause")
        gone = bool(line.parts) and all(part.fate in ("delete", "move-from") for part in line.parts)
        kind: Kind = "part" if row.kind in ("title", "part", "heading") else "clause"
        stands = "".join(part.text for part in line.parts if part.fate not in ("delete", "move-from"))
        printed = bool(row.label) and stands.strip().startswith(row.label.rstrip("."))
        return Paragraph(runs, kind, "" if gone or printed else row.label, row.depth)

    def _runs(self, parts: Sequence[Part]) -> Iterator[Run]:
        for place, part in enumerate(parts):
            move = str(part.move) if part.move else ""
            number = self._numbers.get(part.change) if part.change is not None else None
            run = Run(part.text, LOOKS[part.fate], move=move, change=number)
            run = self._attributed(run, part)
            yield run
            after = parts[place + 1] if place + 1 < len(parts) else None
            if part.move and (after is None or after.move != part.move) and part.text != "¶":
                yield Run(self._moved(part), "quiet")

    def _attributed(self, run: Run, part: Part) -> Run:
        """Returns a changed run with whose it is, where one alone stands behind it."""
        hands = self._hands.get((part.change or 0, part.fate), [])
        if len({hand.author for hand in hands}) != 1:
            return run
        first = hands[0]
        return replace(run, by=self._told.letters.get(first.author or ""), at=first.at or "", entry=self._told.entry)

    def _moved(self, part: Part) -> str:
        source, target = self._ends.get(part.move or 0, ("elsewhere", "elsewhere"))
        number = f"move {part.move}"
        return f" [{number}: to {target}]" if part.fate == "move-from" else f" [{number}: from {source}]"

    def _changes(self) -> Iterator[Block]:
        if not self.entries:
            return
        columns = [
            Column("No.", head=True, numbers=True), Column("Where", 2), Column("What", 2), Column("Was", 4),
            Column("Is", 4),
        ]  # fmt: skip
        if self._hands:
            columns.append(Column("Whose", 3))
        rows = [
            Row((
                Cell((plain(str(number)),)),
                Cell((plain(sentence(each.place)),)),
                Cell((plain(each.kind),)),
                _words(each.old, "deleted" if each.kind != "move" else "moved from", number),
                _words(each.new, "inserted" if each.kind != "move" else "moved to", number),
                *((self._whose(each),) if self._hands else ()),
            ), f"change-{number}")
            for number, each in enumerate(self.entries, 1)
        ]  # fmt: skip
        yield Heading("The changes, by number", key="changes")
        yield Table("Every change, with the words as they were and as they are", tuple(columns), tuple(rows), "changes")

    def _whose(self, entry: Entry) -> Cell:
        """Returns who put words in and who took words out, for one change."""
        found = []
        for verb, fates in (("put in", ("insert", "move-to")), ("taken out", ("delete", "move-from"))):
            hands = [hand for fate in fates for hand in self._hands.get((entry.number, fate), [])]
            names = list(dict.fromkeys(hand.author or NOBODY for hand in hands))
            if names:
                found.append(plain(f"{verb} by {listed(names)}"))
        return Cell(tuple(found))

    def _apparatus(self) -> Iterator[Block]:
        for each in self._redline.apparatus:
            if each.changes:
                inner = _Redlined(each, replace(self._told, whole=False))
                yield Heading(sentence(each.name or "outside the body"))
                for line in inner._lines:
                    if line.changed:
                        yield inner._paragraph(line)

    def remarks(self) -> Iterator[str]:
        """Yields how it was found, and what it does not tell."""
        yield f"{begun(self.paper.later)} against {self.paper.earlier}, word by word."
        if self._any_whole:
            yield WHOLE
        if self._redline.renumbered:
            yield f"{sentence(counted(len(self._redline.renumbered), 'paragraph'))} got another computed number."
        if self._told.whose is None:
            yield "Two drafts tell what changed. They do not tell who changed it, or why."
        elif self._told.entry is None:
            yield "Whose a change is, the acts of the record tell, and where they do not, comparing drafts."
            if self._told.whose.told:
                yield f"Behind them: {'; '.join(each.removesuffix('.') for each in self._told.whose.told)}."


def _hands(redline: Redline, whose: Attribution) -> Iterator[tuple[tuple[int, str], list[Hand]]]:
    """Yields who stands behind the words of each change, those put in and those taken out apart."""
    found: dict[tuple[int, str], list[Hand]] = {}
    for change in redline.changes:
        for piece in change.pieces:
            side = whose.put_in if piece.kind in ("insert", "move-to") else whose.struck
            span = piece.later if piece.kind in ("insert", "move-to") else piece.earlier
            text = redline.later.text if piece.kind in ("insert", "move-to") else redline.earlier.text
            cut = side.cut(*span) if piece.kind != "equal" else []
            hands = [hand for start, end, hand in cut if text[start:end].strip()]
            found.setdefault((change.number, piece.kind), []).extend(hands)
    yield from found.items()


def _words(text: str, look: Look, number: int) -> Cell:
    lines = [line for line in text.split("\n") if line.strip()]
    return Cell(tuple(Paragraph((Run(line, look, change=number),)) for line in lines))


def _ends(redline: Redline) -> dict[int, tuple[str, str]]:
    """Returns for each move the clause its words came from and the clause they went to."""
    found: dict[int, list[str]] = {}
    for piece in redline.pieces:
        if piece.move:
            ends = found.setdefault(piece.move, ["elsewhere", "elsewhere"])
            if piece.kind == "move-from":
                ends[0] = address(redline.earlier.clause_at(piece.earlier[0]))
            if piece.kind == "move-to":
                ends[1] = address(redline.later.clause_at(piece.later[0]))
    return {move: (ends[0], ends[1]) for move, ends in found.items()}


def _gathered(entries: Sequence[Entry], before: Sequence[Line], after: Sequence[Line]) -> list[Entry]:
    """Returns the changes with those that a whole paragraph took up made one."""
    shown = {part.change for line in after for part in line.parts}
    once = {part.change for line in before for part in line.parts}
    kept = [each for each in entries if each.number in shown or each.number not in once]
    words = {(part.change, part.fate): part.text.strip() for line in after for part in line.parts if part.whole}
    return [
        replace(each, kind="replacement", old=words[each.number, "delete"], new=words[each.number, "insert"])
        if (each.number, "delete") in words else each for each in kept
    ]  # fmt: skip
