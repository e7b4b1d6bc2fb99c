"""Ghosts: words that stand no longer, in runs, each with the place in the present text where it would stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from travaux.papers.register import Register
from travaux.text.clauses import Span
from travaux.text.history import Version
from travaux.text.origins import DeletedToken

CLOSING = frozenset(".,;:!?)]}”’»…%")
_OPENING = frozenset("([{“‘«")


@dataclass(frozen=True, slots=True)
class Ghost:
    """Deleted words: where they would stand, what they were, how many words, their source.

    `begins_line` says that they began a line where they last stood.
    """

    place: int
    text: str
    words: int
    source: int
    begins_line: bool = False


@dataclass(frozen=True, slots=True)
class Ghosts:
    """The deleted words to show, by place, and how many deleted words are not among them."""

    shown: tuple[Ghost, ...]
    left_out: int


def ghosts(
    deleted: Sequence[DeletedToken], versions: Sequence[Version], register: Register, *, span: Span | None, most: int
) -> Ghosts:
    """Returns the deleted words of a trace that would stand within a span (None: anywhere).

    Of more than `most` runs, those taken out last are kept. Words whose place is not known are left out.
    """
    runs = list(_runs(token for token in deleted if token.now is not None and _inside(token.now, span)))
    kept = sorted(runs, key=lambda run: run[0].removed_in, reverse=True)[:most]
    lost = sum(_counted(run) for run in runs) - sum(_counted(run) for run in kept)
    if span is None:
        lost += _counted([token for token in deleted if token.now is None])
    shown = [
        Ghost(run[0].now or 0, _text(run, versions), _counted(run), register.gone(run[0]), _begins(run[0], versions))
        for run in sorted(kept, key=lambda run: (run[0].now or 0, run[0].removed_in, run[0].place))
    ]
    return Ghosts(tuple(shown), lost)


def is_word(text: str) -> bool:
    """Returns whether a token is a word or a number, and not a sign."""
    return text[:1].isalnum()


def _inside(place: int, span: Span | None) -> bool:
    return span is None or span[0] <= place <= span[1]


def _runs(tokens: Iterable[DeletedToken]) -> Iterator[list[DeletedToken]]:
    run: list[DeletedToken] = []
    for token in sorted(tokens, key=lambda t: (t.now or 0, t.removed_in, t.last, t.place)):
        if run and not _together(run[-1], token):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _together(one: DeletedToken, two: DeletedToken) -> bool:
    return (
        (one.now, one.last, one.removed_in, one.removed_by, one.grade, one.origin)
        == (two.now, two.last, two.removed_in, two.removed_by, two.grade, two.origin)
    )  # fmt: skip


def _counted(tokens: Sequence[DeletedToken]) -> int:
    return sum(is_word(token.text) for token in tokens)


def _text(run: Sequence[DeletedToken], versions: Sequence[Version]) -> str:
    tokens = [token.text for token in run]
    for text in _texts(versions[run[0].last]):
        whole = text[run[0].place : run[-1].place + len(run[-1].text)]
        if "".join(whole.split()) == "".join(tokens):
            return " ".join(whole.split())
    return _spaced(tokens)


def _begins(token: DeletedToken, versions: Sequence[Version]) -> bool:
    for text in _texts(versions[token.last]):
        if text.startswith(token.text, token.place):
            before = text[: token.place].rstrip(" \t")
            return not before or before.endswith("\n")
    return False


def _texts(version: Version) -> Iterator[str]:
    """Yields the texts of a draft that may hold a deleted token: as it stands, and as it was before its own changes."""
    yield version.draft.text
    if version.draft.before is not None:
        yield version.draft.before


def _spaced(words: Sequence[str]) -> str:
    text = ""
    for word in words:
        glued = not text or word[0] in CLOSING or text[-1] in _OPENING
        text += word if glued else f" {word}"
    return text
