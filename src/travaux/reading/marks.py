"""Marks: which tokens of a paragraph stand in quotation marks, in every style of marks, in one pass.

Styles: curly “ ” and ‘ ’, straight " and ', two apostrophes '' '', TeX's `` '', guillemets « » (and » «), low „ “ and
‚ ‘, corner brackets 「 」 『 』. An apostrophe is not a quotation mark, nor are inches. A mark typed the wrong way
round is read by the space beside it. What opens and does not close, or closes and did not open, is kept and said to be
so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from travaux.reading.lexicon.abbreviations import ELIDED

Style = Literal["curly", "straight", "doubled", "single", "guillemets", "low", "corner"]
Turn = Literal["open", "close", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks: tokens `[first, last)` of the paragraph and characters `[start, end)`, marks included.

    `depth` is 1 for a quotation that stands in no other. `opened` and `closed` tell whether the mark at either end is
    there.
    """

    first: int
    last: int
    start: int
    end: int
    style: Style
    depth: int = 1
    opened: bool = True
    closed: bool = True


_OPENS: dict[str, Style] = {
    "“": "curly", "‟": "curly", "‘": "single", "«": "guillemets", "‹": "guillemets", "„": "low", "‚": "low",
    "「": "corner", "『": "corner", "``": "doubled", '"': "straight", "＂": "straight", "''": "doubled", "'": "single",
}  # fmt: skip
_CLOSES: dict[str, Style] = {
    "”": "curly", "’": "single", "»": "guillemets", "›": "guillemets", "」": "corner", "』": "corner",
    '"': "straight", "＂": "straight", "''": "doubled", "'": "single",
}  # fmt: skip
MARKS = frozenset(_OPENS) | frozenset(_CLOSES)
_BEFORE_OPENING = frozenset("([{—–-/:\u2009") | frozenset(["“", "‘", '"', "'", "«", "„", "‚", "`"])
_DEEPEST = 4


def quotations(
    text: str, words: list[str], starts: list[int], ends: list[int]
) -> tuple[tuple[Quotation, ...], list[int], list[int]]:
    """Returns the quotations of a paragraph, how deep in them each token stands, and its mark (0, 1 open, 2 close)."""
    size = len(words)
    quoted, marks = [0] * size, [0] * size
    places = [at for at in range(size) if words[at] in MARKS]
    if not places:
        return (), quoted, marks
    closers = _single_closers(text, words, starts, ends, places)
    done: list[Quotation] = []
    held: list[tuple[int, Style, str]] = []
    for at in places:
        match _turn(text, words, starts, ends, at, held, closers):
            case "open", style:
                _reopen(held, style, done, at, starts, ends)
                if len(held) < _DEEPEST:
                    held.append((at, style, words[at]))
                    marks[at] = 1
            case "close", style:
                marks[at] = 2
                _close(held, style, done, at, starts, ends)
            case _:
                continue
    while held:
        first, style, _ = held.pop()
        done.append(_quotation(first, size, style, len(held) + 1, starts, ends, closed=False))
    done.sort(key=lambda one: (one.first, one.depth))
    _deepen(done, quoted, marks)
    return tuple(done), quoted, marks


def _deepen(done: list[Quotation], quoted: list[int], marks: list[int]) -> None:
    """Counts the depth of every token by the marks where quotations begin and end."""
    steps = [0] * (len(quoted) + 1)
    for one in done:
        if one.opened:
            steps[one.first] += 1
            steps[one.last] -= 1
    depth = 0
    for at in range(len(quoted)):
        depth += steps[at]
        quoted[at] = depth - 1 if marks[at] and depth else depth


def _quotation(
    first: int, last: int, style: Style, depth: int, starts: list[int], ends: list[int], *, opened: bool = True,
    closed: bool = True,
) -> Quotation:  # fmt: skip
    return Quotation(
        first=first, last=last, start=starts[first], end=ends[last - 1], style=style, depth=depth, opened=opened,
        closed=closed,
    )  # fmt: skip


def _reopen(
    held: list[tuple[int, Style, str]], style: Style, done: list[Quotation], at: int, starts: list[int], ends: list[int]
) -> None:
    """A second opening of the same style: the first was never closed, and ends where the second begins."""
    while held and any(one[1] == style for one in held):
        first, old, _ = held.pop()
        done.append(_quotation(first, at, old, len(held) + 1, starts, ends, closed=False))


def _close(
    held: list[tuple[int, Style, str]], style: Style, done: list[Quotation], at: int, starts: list[int], ends: list[int]
) -> None:
    """Closes the innermost quotation that this mark can close, and with it all that was left open inside."""
    for level in range(len(held) - 1, -1, -1):
        if _fits(held[level][1], style):
            for inner in range(len(held) - 1, level, -1):
                first, old, _ = held.pop()
                done.append(_quotation(first, at, old, inner + 1, starts, ends, closed=False))
            first, old, _ = held.pop()
            done.append(_quotation(first, at + 1, old, level + 1, starts, ends))
            return
    done.append(_quotation(at, at + 1, style, 1, starts, ends, opened=False))


def _fits(opened: Style, closed: Style) -> bool:
    return opened == closed or {opened, closed} <= {"curly", "straight", "doubled", "low"}


def _turn(
    text: str, words: list[str], starts: list[int], ends: list[int], at: int, held: list[tuple[int, Style, str]],
    closers: dict[int, int],
) -> tuple[Turn, Style]:  # fmt: skip
    """Whether a mark opens or closes: by its shape, what is open, and the space beside it."""
    mark = words[at]
    if mark in ("'", "‘", "’", "‚"):
        return _single(text, words, starts, ends, at, held, closers)
    leans = _leans(text, starts[at], ends[at])
    style = _OPENS.get(mark) or _CLOSES[mark]
    is_open = any(_fits(one[1], style) for one in held)
    if mark in ("“", "‟", "``"):
        low = any(one[1] == "low" for one in held)
        wrong = is_open and leans == "close"
        return ("close" if low or wrong else "open"), ("low" if low else style)
    if mark == "”":
        return ("open" if not is_open and leans == "open" else "close"), "curly"
    if mark in "«»‹›":
        outward = is_open if mark in "«‹" and leans != "open" else leans == "close" or mark in "»›"
        return ("close" if outward and (is_open or leans != "open") else "open"), "guillemets"
    if mark in ('"', "＂", "''"):
        if not is_open and leans == "close" and _inches(text, starts[at]):
            return "none", style
        if leans == "none":
            return ("close" if is_open else "open"), style
        return leans, style
    return ("open" if mark in _OPENS else "close"), style


def _leans(text: str, start: int, end: int) -> Turn:
    """To which side a mark leans: "open" to what follows, "close" to what goes before, "none" where both or neither."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    left = before.isspace() or before in _BEFORE_OPENING
    right = after.isspace() or after in ".,;:?!)]}—–-/…"
    if left == right:
        return "none"
    return "open" if left else "close"


def _inches(text: str, start: int) -> bool:
    return start > 0 and text[start - 1].isdigit()


def _single_closers(
    text: str, words: list[str], starts: list[int], ends: list[int], places: list[int]
) -> dict[int, int]:
    """For every single mark that may close, how many more of them follow in the paragraph."""
    found: dict[int, int] = {}
    count = 0
    for at in reversed(places):
        if words[at] in ("'", "’", "‘") and _may_close(text, starts[at], ends[at]):
            found[at] = count
            count += 1
        elif words[at] in ("'", "‘", "’", "‚"):
            found[at] = count
    return found


def _may_close(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isspace() and not after.isalnum()


def _single(
    text: str, words: list[str], starts: list[int], ends: list[int], at: int, held: list[tuple[int, Style, str]],
    closers: dict[int, int],
) -> tuple[Turn, Style]:  # fmt: skip
    """A single mark: an apostrophe unless it opens with a partner later on, or closes what such a one opened."""
    mark = words[at]
    is_open = any(one[1] in ("single", "low") and one[2] in ("'", "‘", "‚", "’") for one in held)
    closes = _may_close(text, starts[at], ends[at])
    if is_open and closes:
        if mark != "‘" and _possessive(text, starts[at], ends[at]) and closers.get(at, 0):
            return "none", "single"
        return "close", "single"
    before = text[starts[at] - 1] if starts[at] else " "
    after = text[ends[at]] if ends[at] < len(text) else " "
    follows = words[at + 1].lower() if at + 1 < len(words) else ""
    opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace() and not after.isdigit()
    if mark == "’" or follows in ELIDED or is_open:
        return "none", "single"
    return ("open" if opens and closers.get(at, 0) else "none"), "single"


def _possessive(text: str, start: int, end: int) -> bool:
    """ "the workers' demands": an s before, a space and a small letter after."""
    rest = text[end : end + 2]
    return text[start - 1 : start] in ("s", "S", "z") and len(rest) == 2 and rest[0] == " " and rest[1].islower()
