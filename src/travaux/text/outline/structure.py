"""The structure a file itself gives: clauses opened and closed line by line, followed to the letter."""

from __future__ import annotations

from travaux.text.clauses import Opening
from travaux.text.outline.branches import Branch
from travaux.text.outline.layout import Row
from travaux.text.outline.numerals import readings

_OPENING_QUOTES = "“„«‘\"'"


def follow(rows: list[Row]) -> list[Branch]:
    """Returns the clauses that the lines open; words before the first are a clause of the kind `front`."""
    root = Branch("root")
    stack = [root]
    for row in rows:
        if row.info.closes is not None:
            _fall(stack, row.info.closes)
        place = row.start
        for opening in row.info.opens:
            place = _open(stack, opening, row, place)
        if place < row.end:
            if len(stack) == 1:
                kind = "front" if not root.children else "paragraph"
                stack.append(root.open(Branch(kind, start=place, label_span=(place, place))))
            stack[-1].add(place, row.end)
    return root.children


def _fall(stack: list[Branch], depth: int) -> None:
    while len(stack) > max(depth, 0) + 1:
        stack.pop()


def _open(stack: list[Branch], opening: Opening, row: Row, place: int) -> int:
    """Opens a clause and returns where its own words begin."""
    if opening.place is not None:
        return _open_at(stack, opening, row, place, opening.place)
    _fall(stack, opening.depth)
    while len(stack) <= opening.depth and len(stack) > 1 and stack[-1].kind == "front":
        stack.pop()
    text = row.text[place - row.start :]
    blank = len(text) - len(text.lstrip())
    span = (place, place)
    start = place + blank if place < row.end else place
    # The mark that opens a quotation stands before the number of the law it quotes; it stays the clause's own.
    quoting = len(text) - len(text[blank:].lstrip(_OPENING_QUOTES))
    marks = quoting if opening.label and text.startswith(opening.label, quoting) else blank
    if opening.label and text.startswith(opening.label, marks):
        span = (start + marks - blank, start + marks - blank + len(opening.label))
        place = span[1]
        while place < row.end and row.text[place - row.start].isspace():
            place += 1
    else:
        span = (start, start)
    branch = Branch(
        opening.kind, opening.label, folded_number(opening.label),
        heading=opening.heading, start=start, label_span=span, id=opening.id, eid=opening.eid, quoted=opening.quoted,
    )  # fmt: skip
    stack.append(stack[-1].open(branch))
    if start < span[0]:
        branch.add(start, span[0])
        branch.sealed = True
    return place


def _open_at(stack: list[Branch], opening: Opening, row: Row, place: int, given: tuple[int, int, int]) -> int:
    """Opens a clause where the file says that it begins; words before it are those of the clause around it."""
    start, first, last = (min(max(row.start + each, place), max(row.end, place)) for each in given)
    if len(stack) > 1:
        stack[-1].add(place, start)
    _fall(stack, opening.depth)
    branch = Branch(
        opening.kind, opening.label, opening.number, heading=opening.heading, start=start, label_span=(first, last),
        id=opening.id, eid=opening.eid, quoted=opening.quoted,
    )  # fmt: skip
    stack.append(stack[-1].open(branch))
    if start < first:
        branch.add(start, first)
        branch.sealed = True
    while last < row.end and row.text[last - row.start].isspace():
        last += 1
    return last


def folded_number(label: str) -> str:
    """Returns the number of a label that stands by itself, folded."""
    numbers = readings(bare_number(label))
    return numbers[0].folded if numbers else bare_number(label).casefold()


def bare_number(label: str) -> str:
    """Returns a label without its heading word, quotation marks and punctuation."""
    words = label.strip("“”‘’\"' []().:;,–—-").split(None, 1)
    if len(words) == 2 and words[0].isalpha() and len(words[0]) > 1 and not readings(words[0]):
        return words[1].strip(" []().:;,–—-")
    return " ".join(words)
