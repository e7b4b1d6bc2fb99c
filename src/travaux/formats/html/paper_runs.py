"""The runs of a paper on a page: looks as elements, whose words as raised letters, marks of notes with the way back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from travaux.formats.html.page import escaped, hidden
from travaux.papers.days import day
from travaux.papers.paper import Block, Cell, Chart, Heading, Look, Paper, Paragraph, Run, Sign, Table
from travaux.papers.writers import Writer

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?\Z")
# Words between quotation marks are somebody's, and no citation of ours.
_CITED = re.compile(
    r"“[^”]*”|\b(?:[Ee]ntry|[Ee]ntries) ([0-9]{1,9}(?:(?:, and |, or |, | and | or | to )[0-9]{1,9})*)\b(?!\.[0-9])"
)
_NUMBER = re.compile(r"<[^>]*>|(?<![\w.#-])[0-9]{1,9}(?![\w-]|\.\d)", re.ASCII)
_TOLD: dict[Look, str] = {
    "inserted": "put in", "deleted": "taken out", "moved from": "moved from here", "moved to": "moved here",
}  # fmt: skip
_ELEMENTS: dict[Look, tuple[str, str]] = {
    "strong": ("b", ""), "quiet": ("span", "quiet"), "quotation": ("i", "quo"), "bracket": ("span", "bracket"),
    "attribution": ("span", "attribution"), "stale": ("s", "stale"),
    "inserted": ("ins", ""), "deleted": ("del", ""), "moved from": ("del", "moved"), "moved to": ("ins", "moved"),
}  # fmt: skip


def _nowhere(_: object) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Links:
    """Where entries and clauses are to be found: the address of each, empty for nowhere. A page alone has none."""

    entry: Callable[[int], str] = _nowhere
    clause: Callable[[str], str] = _nowhere

    def cited(self, markup: str) -> str:
        """Returns HTML in which the entries that it cites ("entry 4", "entries 4, 7 and 9") are links."""
        return _CITED.sub(self._cited, markup)

    def _cited(self, found: re.Match[str]) -> str:
        if found[1] and found[1].isdecimal():
            return self._linked(int(found[1]), found[0])
        return self.numbers(found[0]) if found[1] else found[0]

    def numbers(self, markup: str) -> str:
        """Returns HTML in which every number is that of an entry, and a link to it."""
        return _NUMBER.sub(
            lambda found: found[0] if found[0][0] == "<" else self._linked(int(found[0]), found[0]), markup
        )

    def _linked(self, entry: int, words: str) -> str:
        address = self.entry(entry)
        return f'<a class="entry" href="{escaped(address)}">{words}</a>' if address else words

    def called(self, label: str, key: str) -> str:
        """Returns the escaped label of a clause, as a link to its page where it has one."""
        address = self.clause(key) if label and key else ""
        return f'<a href="{escaped(address)}">{label}</a>' if address else label


_OURS = ("plain", "strong", "quiet", "stale")
"""The looks of what is said about a text; others are of the text itself, or of a source."""


NO_LINKS = Links()


@dataclass
class Marks:
    """What is counted while runs are written: changes that have their number, and how often a note is referred to."""

    notes: int
    links: Links = NO_LINKS
    changes: set[int] = field(default_factory=set)
    referred: Counter[int] = field(default_factory=Counter)

    def runs(self, runs: Iterable[Run], *, theirs: bool = False) -> str:
        """Returns runs as HTML. Entries that are cited are links, but for words of the text, which are `theirs`."""
        return "".join(self._run(run, theirs) for run in runs)

    def sign(self, sign: Sign) -> str:
        """Returns the sign of an entry of the legend, looking as it looks in the paper."""
        if sign.by and sign.look == "plain":
            letter = _letter(sign.by, "party") if sign.by.letter != sign.sign else ""
            shape = f"party {escaped(sign.by.colour)}" if not letter else ""
            words = _lines(sign.sign)
            return f'<span class="{shape}">{words}</span>' if shape else f"{letter} {words}"
        tag, shape = _ELEMENTS.get(sign.look, ("span", ""))
        return f"<{tag}{_class(shape)}>{_lines(sign.sign)}</{tag}>"

    def back(self, note: int) -> str:
        """Returns the ways back from a note to wherever its mark stands."""
        places = range(1, self.referred[note] + 1)
        return "".join(
            f' <a class="back" href="#{_mark(note, place)}" role="doc-backlink" '
            f'aria-label="{escaped(_back_to(note, place, len(places)))}">↩</a>'
            for place in places
        )

    def _run(self, run: Run, theirs: bool) -> str:
        words = _lines(run.words)
        if not theirs and run.by is None and run.look in _OURS:
            words = self.links.cited(words)
        if not words and run.note is None:
            return ""
        words = self._looking(words, run.look, run.by, run.at, run.move, run.entry)
        words = self._looking(words, run.outer, run.outer_by, "", "", None)
        if run.change is not None and run.change not in self.changes:
            self.changes.add(run.change)
            number = f'<span class="cn" id="change-{run.change}">{hidden("change ")}{run.change}</span>'
            words = number + words
        return words + (self._note(run.note) if run.note is not None else "")

    def _looking(self, words: str, look: Look, by: Writer | None, at: str, move: str, entry: int | None) -> str:
        tag, shape = _ELEMENTS.get(look, ("span", ""))
        rests = f' data-entry="{entry}"' if entry is not None else ""
        if look in _TOLD:
            return _changed(words, look, by, at, move, rests)
        if look == "attribution" and by:
            return f'<span class="attribution {escaped(by.colour)}"{rests}>{words}</span>'
        if by and look == "plain":
            return f'<span class="run recorded {escaped(by.colour)}"{rests}>{_letter(by, "by")}{words}</span>'
        return f"<{tag}{_class(shape)}{rests}>{words}</{tag}>" if look != "plain" or rests else words

    def _note(self, number: int) -> str:
        if not 1 <= number <= self.notes:
            return f'<sup class="nm">{number}</sup>'
        self.referred[number] += 1
        mark = _mark(number, self.referred[number])
        link = f'id="{mark}" href="#note-{number}" role="doc-noteref" aria-label="note {number}"'
        return f'<sup class="nm"><a {link}>{number}</a></sup>'


def key_line(paper: Paper) -> Iterator[str]:
    """Yields the key to raised letters that the legend does not explain."""
    told = {sign.by for sign in paper.legend if sign.by}
    told |= {column.by for block in paper.blocks if isinstance(block, Table) for column in block.columns if column.by}
    runs = (run for paragraph in _paragraphs(paper) for run in paragraph.runs)
    used = dict.fromkeys(who for run in runs for who in (run.by, run.outer_by) if who and run.look != "attribution")
    missing = [who for who in used if who not in told]
    if missing:
        yield f'<p class="key small">{hidden("Letters of parties: ")}'
        yield " ".join(f"<span>{_letter(who, 'party')} {escaped(who.name)}</span>" for who in missing)
        yield "</p>\n"


def _paragraphs(paper: Paper) -> Iterator[Paragraph]:
    for block in paper.blocks:
        yield from _within(block)
    yield from paper.notes


def _within(block: Block) -> Iterator[Paragraph]:
    match block:
        case Heading():
            return
        case Paragraph():
            yield block
        case Chart():
            yield from _within(block.twin)
        case _:
            cells: Iterable[Cell] = (cell for row in block.rows for cell in row.cells)
            yield from (paragraph for cell in cells for paragraph in cell.paragraphs)


def _changed(words: str, look: Look, by: Writer | None, at: str, move: str, rests: str) -> str:
    tag, shape = _ELEMENTS[look]
    who, when = f" by {by.name}" if by else "", f", {day(at)}" if at else ""
    named = f", move {move}" if move else ""
    told = hidden(f"[{_TOLD[look]}{who}{when}{named}: ")
    dated = f' datetime="{at}"' if _DATE.match(at) else ""
    party = f' data-party="{escaped(by.name)}"' if by else ""
    colour = escaped(by.colour) if by else ""
    letter = _letter(by, "by") if by else ""
    made = f"{letter}<{tag}{_class(shape, colour)}{dated}{party}{rests}>{told}{words}{hidden(']')}</{tag}>"
    if look in ("moved from", "moved to") and move:
        arrow = f"→{escaped(move)}" if look == "moved from" else f"{escaped(move)}→"
        sign = f'<span class="mv" aria-hidden="true">{arrow}</span>'
        return made + sign if look == "moved from" else sign + made
    return made


def _letter(who: Writer, shape: str) -> str:
    return f'<span class="{shape} {escaped(who.colour)}" aria-hidden="true">{escaped(who.letter)}</span>'


def _class(*shapes: str) -> str:
    named = " ".join(filter(None, shapes))
    return f' class="{named}"' if named else ""


def _lines(words: str) -> str:
    return escaped(words).replace("\n", "<br>")


def _mark(note: int, place: int) -> str:
    return f"mark-{note}" if place == 1 else f"mark-{note}-{place}"


def _back_to(note: int, place: int, places: int) -> str:
    return f"Back to the mark of note {note}" + (f", place {place}" if places > 1 else "")
