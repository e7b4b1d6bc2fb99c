"""The printed page, read line by line: which lines open a clause, and which clause the others belong to."""

from __future__ import annotations

import re
from dataclasses import replace

from travaux.text.outline.branches import Branch
from travaux.text.outline.forecast import ALONE, NEVER, Forecast
from travaux.text.outline.formulas import closes_text
from travaux.text.outline.headings import RANKS
from travaux.text.outline.labels import Label, labels_at
from travaux.text.outline.ladder import LIST_RANK, Ladder, is_point
from travaux.text.outline.layout import Layout, Row, dangles, finished
from travaux.text.outline.lists import Lists, kind_of
from travaux.text.outline.numerals import follows
from travaux.text.outline.prose import Prose, blank
from travaux.text.outline.quotations import quoted_rows
from travaux.text.outline.titles import bare, begins_small, is_capitals, is_title, level_of, run_in

_IN_PARENTHESES = re.compile(r"[（(][^（()）]{2,60}[)）]")
_LABELS_REACH = 48
_TITLE_WORDS = 12


class Reader:
    """Reads one page; made for one call of `read`."""

    def __init__(self, text: str, page: Layout, *, quoted: bool = False) -> None:
        self.text = text
        self.page = page
        self.rows = page.rows
        self.forecast = Forecast(text, page)
        self.ladder = Ladder()
        self.lists = Lists(self.forecast, self.ladder, quoted=quoted)
        self.prose = Prose(self.forecast, self.ladder)
        self.previous: Row | None = None

    def read(self) -> list[Branch]:
        """Returns the outermost clauses."""
        place = 0
        while place < len(self.rows):
            row = self.rows[place]
            quoted = self._quoted(place)
            if quoted:
                place += quoted - 1
            elif row.contents:
                self._contents(row)
            elif row.verbatim:
                self.prose.home(place, row, self.previous).add(row.start, row.end)
            elif not self._labelled(place, row) and not self._headed(place, row):
                self.prose.take(place, row, self.previous)
            self.previous = self.rows[place]
            place += 1
        return self._finished()

    def _finished(self) -> list[Branch]:
        tops = self.ladder.root.children
        if len(tops) == 1 and tops[0].kind == "front" and not tops[0].children:
            return self._paragraphs()
        return tops

    def _paragraphs(self) -> list[Branch]:
        """Returns a text without labels and headings as one clause for each paragraph."""
        titles = {place for place, row in enumerate(self.rows) if self._is_lone_title(place, row)}
        found: list[Branch] = []
        for place, row in enumerate(self.rows):
            if place in titles:
                found.append(blank("heading", row))
                found[-1].heading = bare(row.text)
            elif not found or (row.fresh and not titles):
                found.append(blank("paragraph", row))
            found[-1].add(row.start, row.end)
        return found

    def _is_lone_title(self, place: int, row: Row) -> bool:
        """Says whether a row is a title: short, with empty lines around it, and a longer paragraph after it."""
        if not row.spaced or place + 1 >= len(self.rows) or not is_title(row.text) or len(row.text.split()) > 10:
            return False
        after = self.rows[place + 1]
        return after.spaced and len(after.text) > len(row.text) and after.text[-1] in ".:;,"

    def _contents(self, row: Row) -> None:
        if self.ladder.top.kind != "contents":
            while self.ladder.top.rank >= LIST_RANK:
                self.ladder.rungs.pop()
            self.ladder.hang(blank("contents", row))
        self.ladder.top.add(row.start, row.end)

    def _quoted(self, place: int) -> int:
        """Reads a quotation that begins at a row as clauses of its own, and returns how many rows it takes."""
        count = quoted_rows(self.text, self.rows, place)
        if not count or not self.ladder.numbered:
            return 0
        row = self.rows[place]
        first = Row(row.line, row.start + 1, row.end, row.text[1:], row.indent, row.info)
        page = Layout([first, *self.rows[place + 1 : place + count]], self.page.wrapped, self.page.width)
        inner = Reader(self.text, page, quoted=True).read()
        if not inner or not inner[0].label:
            return 0
        inner[0].start = row.start
        inner[0].own.insert(0, (row.start, row.start + 1))
        for branch in inner:
            self.ladder.top.open(branch)
            _quote(branch)
        return count

    # ---- labels

    def _labelled(self, place: int, row: Row) -> bool:
        labels = self.forecast.labels[place]
        if not labels or (not row.info.label and not self._may_begin(row)):
            return False
        if labels[0].kind == "option":
            return self._option(place, row, labels)
        if labels[0].kind:
            return self._word(place, row, labels)
        self._leave_preamble(labels[0])
        ends = self.previous.text[-1:] if self.previous else ":"
        found = self.lists.place(place, row, labels, ends or ":")
        if found is None:
            return False
        self.ladder.fall(found[0] + 1)
        self._enter(place, row, kind_of(found[1], self.ladder), found[1], LIST_RANK)
        return True

    def _leave_preamble(self, label: Label) -> None:
        """Closes a preamble of unnumbered recitals before the first operative paragraph of a resolution."""
        at = next((at for at, branch in enumerate(self.ladder.rungs) if branch.kind == "preamble"), 0)
        if not at or label.shape != "decimal." or not label.value or not label.value.first:
            return
        recitals = self.ladder.rungs[at].children
        if recitals and not any(one.label for one in recitals):
            self.ladder.fall(at)

    def _may_begin(self, row: Row) -> bool:
        previous = self.previous
        if row.fresh or previous is None or previous.verbatim or finished(previous.text):
            return True
        if dangles(previous.text):
            return False
        return len(previous.text) + previous.indent < self.page.width * 0.6

    def _word(self, place: int, row: Row, labels: tuple[Label, ...]) -> bool:
        label = labels[0]
        if not label.value and label.kind not in ALONE:
            return False
        earlier = self.ladder.latest_word.get(label.kind)
        if earlier and earlier.value:
            known = earlier.value
            label = next((one for one in labels if one.value and follows(known, one.value)), label)
        else:
            label = next((one for one in labels if one.value and one.value.first), label)
        if not self.forecast.set_apart(place, label) and not self._goes_on(place, row, label, earlier):
            return False
        rank = self.forecast.ranks[label.kind]
        self.ladder.unwind(self._branch(row, label.kind, label, rank))
        self._enter(place, row, label.kind, label, rank)
        return True

    def _goes_on(self, place: int, row: Row, label: Label, earlier: Branch | None) -> bool:
        """Says whether a heading word that the page does not set apart is in an unbroken sequence all the same."""
        rest = self.forecast.rest(row, label)
        if not rest or label.citing or begins_small(rest) or rest[0] in ",;)" or not label.value:
            return False
        known = earlier.value if earlier else None
        if label.value.first if known is None else follows(known, label.value):
            return True
        return self.forecast.next_of(place, label) < NEVER

    def _option(self, place: int, row: Row, labels: tuple[Label, ...]) -> bool:
        label = labels[0]
        rest = self.forecast.rest(row, label)
        if label.value is None:
            return False
        if rest and (begins_small(rest) or label.citing or rest[0] in ",;)") and label.text[-1] not in ":.)":
            return False
        rung = self._option_rung(row, labels)
        self.ladder.fall(rung + 1)
        before = self.ladder.last_child(self.ladder.top, label)
        if before and before.value:
            known = before.value
            label = next((one for one in labels if one.value and follows(known, one.value)), label)
        self._enter(place, row, "option", label, LIST_RANK)
        return True

    def _option_rung(self, row: Row, labels: tuple[Label, ...]) -> int:
        """Returns the rung that holds an option: beside the one before it, else in the innermost paragraph."""
        rungs = self.ladder.rungs
        while rungs[-1].kind in ("recital", "definition"):
            rungs.pop()
        floor, depth = self.ladder.floor(), row.info.depth
        for at in range(len(rungs) - 1, floor - 1, -1):
            before = self.ladder.latest.get((id(rungs[at]), "option"))
            if before is None or before.value is None:
                continue
            if depth is not None and before.depth is not None and depth != before.depth:
                continue
            if any(one.value and follows(before.value, one.value) for one in labels):
                return at
        at = len(rungs) - 1
        while at > floor and self._gives_way(rungs[at], depth):
            at -= 1
        return at

    def _gives_way(self, node: Branch, depth: int | None) -> bool:
        if depth is None or node.depth is None:
            return depth is None and (is_point(node) or node.kind == "option")
        return node.depth > depth or (node.depth == depth and node.kind == "option")

    def _branch(self, row: Row, kind: str, label: Label, rank: int) -> Branch:
        computed = bool(row.info.label)
        span = (row.start, row.start) if computed else (label.start, label.end)
        return Branch(
            kind,
            row.info.label if computed else label.text,
            label.number,
            start=min(row.start, span[0]),
            label_span=span,
            shape=label.shape,
            value=label.value,
            rank=rank,
            level=level_of(row) if rank < LIST_RANK else None,
            indent=row.indent,
            depth=row.info.depth,
        )

    def _enter(self, place: int, row: Row, kind: str, label: Label, rank: int) -> None:
        """Opens a labelled clause and gives it its row's words: marks before the label, a second label, a heading."""
        branch = self.ladder.enter(self._branch(row, kind, label, rank))
        at = label.end
        if row.info.label:
            at = row.start
        elif row.start < label.start:
            branch.add(row.start, label.start)
            branch.sealed = True
        while at < row.end and self.text[at].isspace():
            at += 1
        if at < row.end and at - self.rows[place].start < _LABELS_REACH and self._second(place, row, branch, at):
            return
        rest = self.text[at : row.end]
        if rank < LIST_RANK:
            branch.heading = self._word_heading(place, rest)
        elif kind != "option":
            branch.heading = self._list_heading(place, rest)
        branch.add(at, row.end)

    def _word_heading(self, place: int, rest: str) -> str:
        if match := _IN_PARENTHESES.match(rest):
            return match[0]
        title = rest.strip(" \t*_#=–—-:|")
        if title.endswith("."):
            # "Artículo 2. Definiciones." is a heading if anything is left for the article to say.
            following = self.forecast.labels[place + 1] if place + 1 < len(self.rows) else ()
            says_more = place + 1 < len(self.rows) and not (following and following[0].kind)
            title = title[:-1] if says_more and len(title.split()) <= 6 else title
        return run_in(title) or (title if is_title(title) and ". " not in title else "")

    def _list_heading(self, place: int, rest: str) -> str:
        plain = rest.strip(" \t*_")
        goes_on = place + 1 < len(self.rows) and not self.rows[place + 1].fresh
        if run := run_in(rest):
            return run
        fits = len(plain) <= 90 and ": " not in plain and ". " not in plain and len(plain.split()) <= _TITLE_WORDS
        return plain if fits and not goes_on and is_title(plain) else ""

    def _second(self, place: int, row: Row, branch: Branch, at: int) -> bool:
        """Opens a clause in one just opened, where its label follows in the same row: "5. (a)", "3. Option 1:"."""
        begin = at
        while at < row.end and self.text[at] in " \t–—-":
            at += 1
        labels = labels_at(self.text, at, row.end)
        if not labels or (branch.kind == "option" and labels[0].kind == "option"):
            return False
        label = labels[0]
        rest = self.text[label.end : row.end].strip()
        if label.kind == "option":
            if label.text[-1] not in ":)" or not label.value:
                return False
        else:
            fit = [one for one in labels if not one.kind and one.value and one.value.first and one.text[-1] in ")."]
            if not fit or not rest or (branch.rank < LIST_RANK and begins_small(rest)):
                return False
            label = next((one for one in fit if one.value and one.value.family == "roman"), fit[0])
            if branch.value and label.shape == branch.shape:
                return False
        branch.add(begin, at)
        tail = Row(row.line, at, row.end, self.text[at : row.end], row.indent, replace(row.info, label=""))
        kind = "option" if label.kind == "option" else kind_of(label, self.ladder)
        self._enter(place, tail, kind, label, LIST_RANK)
        return True

    # ---- headings without a number

    def _headed(self, place: int, row: Row) -> bool:
        level = level_of(row)
        title = bare(row.text)
        ladder, top = self.ladder, self.ladder.top
        waits = ladder.last is top and top.rank < LIST_RANK and not top.heading and not top.own and bool(top.label)
        if level is None:
            if self.forecast.levelled or waits or not row.fresh or not is_capitals(row.text):
                return False
            if place + 1 >= len(self.rows) or (not ladder.numbered and ladder.within_front()):
                return False
        elif waits and (top.level is None or level == top.level):
            top.heading = title
            top.add(row.start, row.end)
            return True
        if closes_text(title):
            return False
        branch = blank("heading", row, RANKS["heading"])
        branch.heading = title if len(title) <= 200 else ""
        branch.level = level
        ladder.unwind(branch)
        ladder.hang(branch).add(row.start, row.end)
        ladder.numbered = True
        return True


def _quote(branch: Branch) -> None:
    waiting = [branch]
    while waiting:
        one = waiting.pop()
        one.quoted = True
        waiting += one.children
