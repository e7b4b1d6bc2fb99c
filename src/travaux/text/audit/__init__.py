"""The audit: what a circulated draft shows as changed, against what really changed since the last one.

The rules, by which nothing is taken on trust:

- The new file shows what the last draft was: its words without what it shows as put in, and with what it shows as
  struck. Where that is not what was circulated, something was changed without being shown. So one comparison finds a
  silent insertion, struck words that never stood, and words shown as new that stood all along.
- A change pending in the last draft stays pending while the new file shows it, by whatever name. Where it does not, it
  was settled in silence: words put in that stand plain now were accepted, struck words that stand plain were restored,
  words of either kind that are gone were removed. With `settled`, the last draft is the text with its changes made.
- A tracked move says that words stand elsewhere unchanged; they are compared with those that left.
- White space and formatting are no change, except that a paragraph is divided or joined and that words are hidden.
  With `typography=False` the styles of quotes and dashes are none either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from travaux.text.audit.declared import declared
from travaux.text.audit.findings import Audit as Audit
from travaux.text.audit.findings import Finding as Finding
from travaux.text.audit.labels import Numbers, computed, prints, with_numbers
from travaux.text.audit.marks import hidden, may_put_in, put_in, struck
from travaux.text.audit.moves import inside_moves, undeclared
from travaux.text.audit.numbers import renumbered
from travaux.text.audit.overlay import Overlay, overlay
from travaux.text.audit.pending import Keeps, Pending, keeps_last, keeps_new, pending
from travaux.text.audit.rows import Row, less, row, shaded, spaced
from travaux.text.drafts import Draft
from travaux.text.manuscripts import Manuscript
from travaux.text.redline.parts import paired
from travaux.text.redline.sides import is_wrapped

_PARAGRAPHS = frozenset({"docx", "akn", "html", "mediawiki"})
"""Formats in which a line of a draft is a paragraph, whatever its length."""


def audit(
    last: Manuscript | Draft, new: Manuscript | Draft, *, settled: bool = False, typography: bool = True
) -> Audit:
    """Returns what `new` shows as changed since `last`, and what changed without being shown.

    `settled` takes the changes pending in `last` as made; `typography=False` leaves styles of quotes and dashes out.

    >>> found = audit(Draft("The Parties shall act."), Draft("The Parties may act."))
    >>> [(finding.kind, finding.old, finding.new) for finding in found.undeclared], found.marked
    ([('replacement', 'shall', 'may')], False)
    """
    before, after = _draft(last), _draft(new)
    shown: list[Finding] = []
    silent: list[Finding] = []
    marked = False
    rules = _Rules(settled, typography, (_wrapped(last, before), _wrapped(new, after)))
    undone = _undone(new)
    for old, now, part in _parts(before, after):
        standing = pending(old, now)
        laid = _laid(old, now, standing, rules if part else replace(rules, numbers=_numbers(new, before, after)))
        told = list(declared(old, now, laid, standing.same))
        numbers = list(renumbered(old, now, laid))
        if numbers and undone is not None and not part:
            numbers = list(_also_before(numbers, old, undone, rules))
        shown += [replace(finding, part=part) for finding in told]
        silent += [replace(finding, part=part) for finding in _undeclared(old, now, laid, numbers)]
        marked = marked or bool(told or now.edits) or (undone is not None and not part)
    return Audit(before, after, shown, silent, marked)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What was asked for, and what is known of the two files: whether their lines were broken to fit a width, and the
    computed numbers that only one of them has, where the other prints them."""

    settled: bool
    typography: bool
    wrapped: tuple[bool, bool]
    numbers: tuple[Numbers, Numbers] = ((), ())


def _wrapped(source: Manuscript | Draft, draft: Draft) -> bool:
    """Tells whether the lines of a draft were broken to fit a width, which a word processor never does."""
    return not (isinstance(source, Manuscript) and source.format in _PARAGRAPHS) and is_wrapped(draft.text)


def _draft(source: Manuscript | Draft) -> Draft:
    return source.accepting("all") if isinstance(source, Manuscript) else source


def _parts(last: Draft, new: Draft) -> Iterator[tuple[Draft, Draft, str]]:
    """Yields the body and each part of the apparatus, with its name; what has no counterpart meets an empty draft."""
    yield last, new, ""
    for old, now in paired(last.apparatus, new.apparatus):
        name = (now or old or new).name
        yield old or Draft("", name=name), now or Draft("", name=name), name


def _laid(last: Draft, new: Draft, standing: Pending, rules: _Rules) -> Overlay:
    """Returns the two rows laid beside each other, without what the new draft shows as put in."""
    before, after = _shown(last, keeps_last(rules.settled)), _shown(new, keeps_new(standing, rules.settled))
    before, after = spaced(before, may_put_in(last), after), spaced(after, may_put_in(new), before)
    before, after = with_numbers(before, rules.numbers[0]), with_numbers(after, rules.numbers[1], before=True)
    laid = overlay(before, after, typography=rules.typography, wrapped=rules.wrapped)
    marks = put_in(last, new, laid)
    if not marks:
        return laid
    return overlay(before, less(after, marks), typography=rules.typography, wrapped=rules.wrapped)


def _numbers(source: Manuscript | Draft, last: Draft, new: Draft) -> tuple[Numbers, Numbers]:
    """Returns the computed numbers of each draft that the other prints; those of the new one as before its changes."""
    undone = source.accepting("none") if isinstance(source, Manuscript) and new.edits else new
    of_last, of_new = computed(last), computed(undone)
    return of_last if prints(new, of_last) else (), of_new if prints(last, of_new) else ()


def _shown(draft: Draft, keeps: Keeps) -> Row:
    """Returns the row of a draft with the words that are struck or hidden by formatting."""
    return shaded(shaded(row(draft, keeps), struck(draft), "struck"), hidden(draft), "hidden")


def _undeclared(last: Draft, new: Draft, laid: Overlay, numbers: Iterable[Finding]) -> list[Finding]:
    """Returns what changed without being shown, in the order of the new draft."""
    found = [*undeclared(last, new, laid), *inside_moves(last, new, laid), *numbers]
    return sorted(found, key=lambda finding: (finding.place, finding.last))


def _undone(source: Manuscript | Draft) -> Draft | None:
    """Returns the new draft with no change made, where the file shows paragraphs as numbered anew; else None."""
    if isinstance(source, Draft) or all(paragraph.numbering_before == "same" for paragraph in source.paragraphs):
        return None
    return source.accepting("none")


def _also_before(found: Iterable[Finding], last: Draft, undone: Draft, rules: _Rules) -> Iterator[Finding]:
    """Yields the numbers that changed without a reason, the numbering that is shown as changed set aside."""
    before, after = row(last, keeps_last(True)), row(undone, lambda edit, text: None)
    laid = overlay(before, after, typography=rules.typography, wrapped=(False, False))
    places = {finding.last for finding in renumbered(last, undone, laid)}
    yield from (finding for finding in found if finding.last in places)
