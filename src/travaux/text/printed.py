"""The printed page, read line by line: which lines open a clause, and which clause the others belong to."""

from __future__ import annotations

import re

from travaux.text.branches import Branch
from travaux.text.formulas import closes_text, defines, enacts, opens_recital
from travaux.text.headings import RANKS
from travaux.text.labels import Label, labels_at
from travaux.text.layout import Layout, Row, finished
from travaux.text.numerals import after, follows

_LIST_RANK = 1000
_SMALL_LISTS = (
    "letter",
    "roman",
    "—",
    "–",
    "-",
    "•",
    "·",
    "−",
    "*",
    "◦",
    "▪",
    "‣",
    "∙",
    "●",
    "○",
    "■",
    "□",
    "➢",
    "dash",
)
_ALONE = {"annex", "schedule", "appendix", "preamble"}
_QUOTES = "“‘„«\"'‹「『”’"
_TITLE_END = re.compile(r"[.;:,。；：，،؛][\])}*_”\"»]*$")
_VERBS = re.compile(r"\b(?:shall|must|may|will|should|is|are|has|have|means?)\b")
_ACCEPT = 40
_REACH = 40
_LABELS_REACH = 48
_DEEPEST = 40


class Reader:
    """Reads one page; made for one call of `read`."""

    def __init__(self, text: str, page: Layout) -> None:
        self.text = text
        self.page = page
        self.rows = page.rows
        self.root = Branch("root", rank=-1)
        self.stack = [self.root]
        self.last = self.root
        self.labels = [self._labels(row) for row in self.rows]
        self.by_shape: dict[str, list[tuple[int, Label]]] = {}
        self.barriers = [False] * len(self.rows)
        self.latest: dict[tuple[str, str], Branch] = {}
        self.previous: Row | None = None
        self.numbered = False
        self.levelled = any(self._level(row) is not None for row in self.rows)
        self._index()

    # ---- looking ahead

    def _labels(self, row: Row) -> tuple[Label, ...]:
        if row.verbatim or row.contents or (not row.text and not row.info.label):
            return ()
        if row.info.label:
            label = row.info.label
            found = labels_at(label, 0, len(label)) or labels_at(label + " ", 0, len(label) + 1)
            return found or (Label(label, 0, len(label), "", "other", None),)
        return labels_at(self.text, self._after_hashes(row), row.end)

    def _after_hashes(self, row: Row) -> int:
        if not row.text.startswith(("#", ">")):
            return row.start
        stripped = row.text.lstrip("#>").lstrip()
        return row.end - len(stripped) if stripped else row.start

    def _index(self) -> None:
        for place, labels in enumerate(self.labels):
            for label in labels:
                self.by_shape.setdefault(label.shape, []).append((place, label))
            row = self.rows[place]
            word = bool(labels) and labels[0].kind in RANKS and self._set_apart(place, labels[0])
            self.barriers[place] = word or row.info.level is not None or row.text.startswith("#")
        self.starts = {shape: 0 for shape in self.by_shape}

    def next_of(self, place: int, label: Label) -> int:
        """Returns the row of the next label that continues this one's list before the next heading, or a large number."""
        line = self.by_shape[label.shape]
        at = self.starts[label.shape]
        while at < len(line) and line[at][0] <= place:
            at += 1
        self.starts[label.shape] = at
        stop = self._barrier(place)
        for row, later in line[at : at + _REACH]:
            if row > stop:
                break
            if label.value and later.value and follows(label.value, later.value):
                return row
        return 1_000_000_000

    def _barrier(self, place: int) -> int:
        if getattr(self, "_barrier_at", -1) <= place:
            at = place + 1
            while at < len(self.rows) and not self.barriers[at]:
                at += 1
            self._barrier_at = at
        return self._barrier_at

    # ---- reading

    def read(self) -> list[Branch]:
        """Returns the outermost clauses."""
        for place, row in enumerate(self.rows):
            if row.contents:
                self._contents(row)
            elif row.verbatim:
                self._home(place, row).add(row.start, row.end)
            elif not self._labelled(place, row) and not self._headed(place, row):
                self._prose(place, row)
            self.previous = row
        return self._finish()

    def _finish(self) -> list[Branch]:
        tops = self.root.children
        if len(tops) == 1 and tops[0].kind == "front" and not tops[0].children:
            return self._paragraphs(tops[0])
        return tops

    def _paragraphs(self, front: Branch) -> list[Branch]:
        found: list[Branch] = []
        for row in self.rows:
            if row.fresh or not found:
                found.append(Branch("paragraph", start=row.start, label_span=(row.start, row.start)))
            found[-1].add(row.start, row.end)
        return found

    def _contents(self, row: Row) -> None:
        top = self.stack[-1]
        if top.kind != "contents":
            while self.stack[-1].rank >= _LIST_RANK or self.stack[-1].kind == "front":
                self.stack.pop()
            branch = Branch("contents", start=row.start, label_span=(row.start, row.start), rank=990)
            self.stack.append(self.stack[-1].open(branch))
        self.stack[-1].add(row.start, row.end)

    # ---- labels

    def _labelled(self, place: int, row: Row) -> bool:
        labels = self.labels[place]
        if not labels:
            return False
        computed = bool(row.info.label)
        if not computed and not self._may_begin(row):
            return False
        label = labels[0]
        if label.kind == "option":
            return self._option(place, row, labels, computed)
        if label.kind:
            return self._word(place, row, labels, computed)
        return self._listed(place, row, labels, computed)

    def _may_begin(self, row: Row) -> bool:
        previous = self.previous
        if row.fresh or previous is None:
            return True
        if finished(previous.text) or previous.verbatim:
            return True
        return len(previous.text) + previous.indent < self.page.width * 0.6

    def _rest(self, row: Row, label: Label, computed: bool) -> str:
        return row.text if computed else self.text[label.end : row.end].strip(" \t*_\u00a0\u3000")

    def _set_apart(self, place: int, label: Label) -> bool:
        """Says whether the page sets a heading word apart: alone, before a mark, or before a title."""
        row = self.rows[place]
        computed = bool(row.info.label)
        if computed or row.info.level is not None or row.text.startswith("#"):
            return True
        if not label.value and label.kind not in _ALONE:
            return False
        rest = self._rest(row, label, computed)
        if not rest:
            return True
        if label.citing or rest[0] in ",;)" or rest[0].islower():
            return False
        if label.kind in _ALONE and not label.value:
            return False
        if label.text[-1] in ".:–—-：" or rest[0] in "–—-:|":
            return True
        if rest[0] in "([（【" and not labels_at(rest, 0, min(len(rest), 30)):
            return True
        return self._is_title(rest)

    def _is_title(self, rest: str) -> bool:
        if len(rest) > 120 or _TITLE_END.search(rest) or _VERBS.search(rest):
            return False
        if any(sign.isupper() for sign in rest[:3]) or rest[0] in '([“"«„*_':
            return len(rest.split()) <= 16
        return not rest[0].islower() and not rest[0].isascii() and len(rest) <= 40

    def _word(self, place: int, row: Row, labels: tuple[Label, ...], computed: bool) -> bool:
        label = labels[0]
        if not label.value and label.kind not in _ALONE:
            return False
        earlier = self.latest.get(("", label.kind))
        if earlier and earlier.value:
            label = next((one for one in labels if one.value and follows(earlier.value, one.value)), label)
        elif len(labels) > 1:
            label = next((one for one in labels if one.value and one.value.first), label)
        rest = self._rest(row, label, computed)
        if not self._set_apart(place, label):
            if not rest or label.citing or rest[0].islower() or rest[0] in ",;)" or not label.value:
                return False
            known = earlier.value if earlier else None
            continues = label.value.first if known is None else follows(known, label.value)
            if not continues and self.next_of(place, label) > place + 2000:
                return False
        branch = self._new(label.kind, label, row, computed)
        branch.rank = RANKS[label.kind]
        branch.level = self._level(row)
        self._unwind(branch)
        self._enter(branch, "", place)
        self._after_label(place, row, branch, label, computed)
        return True

    def _level(self, row: Row) -> int | None:
        if row.info.level is not None:
            return row.info.level
        hashes = len(row.text) - len(row.text.lstrip("#"))
        return hashes - 1 if 0 < hashes < 7 and row.text[hashes : hashes + 1] == " " else None

    def _unwind(self, new: Branch) -> None:
        while len(self.stack) > 1 and not self._outer(len(self.stack) - 1, new):
            self.stack.pop()

    def _outer(self, at: int, new: Branch) -> bool:
        """Says whether an open clause may hold a new heading."""
        node = self.stack[at]
        if node.kind in ("preamble", "closing", "front", "contents", "recital", "definition", "option"):
            return False
        if node.rank < _LIST_RANK:
            if node.level is not None and new.level is not None and node.level != new.level:
                return node.level < new.level
            return node.rank < new.rank
        if new.level is not None or not node.heading or node.shape.startswith(_SMALL_LISTS):
            return False
        return all(not (new.rank <= outer.rank < _LIST_RANK) for outer in self.stack[:at])

    def _new(self, kind: str, label: Label, row: Row, computed: bool) -> Branch:
        span = (row.start, row.start) if computed else (label.start, label.end)
        text = row.info.label if computed else label.text
        return Branch(
            kind, text, label.number, start=min(row.start, span[0]), label_span=span, shape=label.shape,
            value=label.value, indent=row.indent, depth=row.info.depth,
        )  # fmt: skip

    def _enter(self, branch: Branch, family: str, place: int) -> None:
        parent = self.stack[-1]
        self.stack.append(parent.open(branch))
        self.latest[(family, branch.shape if family else branch.kind)] = branch
        parent_key = f"{id(parent)}"
        self.latest[(parent_key, branch.shape)] = branch
        self.last = branch
        self.numbered = True

    def _after_label(self, place: int, row: Row, branch: Branch, label: Label, computed: bool) -> None:
        """Gives a new clause the words of its line: what stands before the label, a second label, a heading, the rest."""
        rest_at = row.start if computed else label.end
        if not computed and row.start < label.start:
            branch.add(row.start, label.start)
            branch.sealed = True
        while rest_at < row.end and self.text[rest_at].isspace():
            rest_at += 1
        if (
            rest_at < row.end
            and rest_at - self.rows[place].start < _LABELS_REACH
            and (self._second(place, row, branch, rest_at) or self._second_option(place, row, branch, rest_at))
        ):
            return
        rest = self.text[rest_at : row.end]
        if branch.rank < _LIST_RANK:
            title = rest.strip(" \t*_#–—-:.|")
            if rest and self._is_title(title or "."):
                branch.heading = title
        else:
            branch.heading = self._list_heading(place, rest)
        branch.add(rest_at, row.end)

    def _list_heading(self, place: int, rest: str) -> str:
        plain = rest.strip(" \t*_")
        goes_on = place + 1 < len(self.rows) and not self.rows[place + 1].fresh
        if not goes_on and 0 < len(plain) <= 90 and self._is_title(plain) and len(plain.split()) <= 12:
            return plain
        match = _RUN_IN.match(rest)
        return match[1].strip("*_ ") if match else ""

    def _second(self, place: int, row: Row, branch: Branch, at: int) -> bool:
        labels = [one for one in labels_at(self.text, at, row.end) if not one.kind and one.value and one.value.first]
        marked = [one for one in labels if one.text[-1] in ")." and one.value and one.value.family != "dash"]
        if not marked or (branch.value and marked[0].shape == branch.shape):
            return False
        label = next((one for one in marked if one.value and one.value.family == "roman"), marked[0])
        rest = self.text[label.end : row.end].strip()
        if not rest or (branch.rank < _LIST_RANK and rest[0].islower()):
            return False
        child = self._new(self._kind(label), label, row, False)
        child.start = label.start
        self._enter(child, "list", place)
        row_tail = Row(row.line, label.start, row.end, self.text[label.start : row.end], row.indent, row.info)
        self._after_label(place, row_tail, child, label, False)
        return True

    def _second_option(self, place: int, row: Row, branch: Branch, at: int) -> bool:
        labels = labels_at(self.text, at, row.end)
        if not labels or labels[0].kind != "option" or branch.kind == "option" or labels[0].text[-1] not in ":.)":
            return False
        tail = Row(row.line, at, row.end, self.text[at : row.end], row.indent, row.info)
        child = self._new("option", labels[0], tail, False)
        self._enter(child, "list", place)
        self._after_label(place, tail, child, labels[0], False)
        return True

    def _kind(self, label: Label) -> str:
        family = label.value.family if label.value else "decimal"
        if family == "dash":
            return "indent"
        within = {branch.kind for branch in self.stack[1:]}
        holder = next((one for one in reversed(self.stack) if one.kind != "option"), self.root)
        if holder.rank == _LIST_RANK and family == "decimal" and label.value and len(label.value.base) == 1:
            return "point" if holder.value is None or holder.value.family != "LETTER" else "paragraph"
        if self.stack[-1].kind == "preamble":
            return "recital"
        if family in ("letter", "roman") and "(" + family not in label.shape and not within - {"front"}:
            return "section"
        if family in ("letter", "roman"):
            return "point" if within else "section"
        outer = within & {"article", "section", "annex", "schedule", "appendix", "protocol", "paragraph", "preamble"}
        return "paragraph" if outer else "section"

    # ---- lists

    def _listed(self, place: int, row: Row, labels: tuple[Label, ...], computed: bool) -> bool:
        best: tuple[float, int, Label] | None = None
        coming = [self.next_of(place, label) for label in labels]
        soonest = min(coming)
        for label, comes in zip(labels, coming, strict=True):
            bonus = 50 if len(labels) > 1 and comes == soonest < 1_000_000_000 else 0
            for score, parent in self._places(place, row, label, comes < 1_000_000_000, computed):
                if best is None or score + bonus > best[0]:
                    best = (score + bonus, parent, label)
        if best is None or best[0] < _ACCEPT:
            return False
        _, parent, label = best
        del self.stack[parent + 1 :]
        branch = self._new(self._kind(label), label, row, computed)
        self._enter(branch, "list", place)
        self._after_label(place, row, branch, label, computed)
        return True

    def _floor(self) -> int:
        at = len(self.stack) - 1
        while at > 0 and self.stack[at].rank >= _LIST_RANK and self.stack[at].kind != "contents":
            at -= 1
        return at

    def _places(self, place: int, row: Row, label: Label, chained: bool, computed: bool) -> list[tuple[float, int]]:
        """Returns the clauses that may hold a label, by their place among the open ones, each with a score."""
        value = label.value
        if value is None:
            return [(60.0, self._holder(row))] if computed else []
        rest = self._rest(row, label, computed)
        given = computed or (row.info.depth is not None and row.info.depth >= 0)
        if not given and not self._plausible(place, row, label, rest):
            return []
        found: list[tuple[float, int]] = []
        floor = self._floor()
        for at in range(len(self.stack) - 1, -1, -1):
            node = self.stack[at]
            before = self._last_child(node, label)
            if before is None or before.value is None:
                if at <= floor - 2:
                    break
                continue
            score = 100.0 - (len(self.stack) - 1 - at) - (30 if at < floor else 0)
            score += self._likeness(row, label, before)
            if follows(before.value, value):
                found.append((score, at))
            elif (
                after(before.value, value)
                and at >= floor
                and (chained or given or value.base[-1] - before.value.base[-1] <= 3)
            ):
                found.append((score - 45, at))
        found += self._beginnings(place, row, label, chained, given, rest)
        return found

    def _last_child(self, node: Branch, label: Label) -> Branch | None:
        exact = self.latest.get((f"{id(node)}", label.shape))
        if exact is not None or label.value is None or label.value.family == "dash":
            return exact
        for shape in _kin(label.shape):
            if found := self.latest.get((f"{id(node)}", shape)):
                return found
        return None

    def _likeness(self, row: Row, label: Label, before: Branch) -> float:
        score = 0.0 if before.shape == label.shape else -15.0
        if row.info.depth is not None and before.depth is not None:
            return score + (40 if row.info.depth == before.depth else -60)
        difference = abs(row.indent - before.indent)
        return score + (10 if difference <= 1 else -10 if difference < 20 else 0)

    def _beginnings(
        self, place: int, row: Row, label: Label, chained: bool, given: bool, rest: str
    ) -> list[tuple[float, int]]:
        value = label.value
        assert value is not None
        holder = self._holder(row)
        ends = self.previous.text[-1] if self.previous and self.previous.text else ":"
        if len(value.base) > 1:
            found = self._by_prefix(label, chained)
            if found:
                return found
        if value.family == "dash":
            return [(60.0 if given or ends in ":;,—" or self._another_dash(place, label) else 0.0, holder)]
        holder = self._fresh_holder(row, label, holder, ends)
        earlier = self.latest.get(("list", label.shape))
        if value.first:
            sure = given or chained or ends == ":" or (value.family == "decimal" and label.shape[-1] in ".)")
            return [(60.0 + (10 if ends == ":" else 0) if sure or label.shape[0] == "(" else 30.0, holder)]
        if earlier and earlier.value and follows(earlier.value, value) and earlier.rank == _LIST_RANK:
            return [(50.0, self._floor())]
        if given:
            return [(45.0, holder)]
        return [(42.0, holder)] if chained and value.family != "blank" else []

    def _fresh_holder(self, row: Row, label: Label, holder: int, ends: str) -> int:
        """Returns where a list that begins anew belongs: beside an open list of its shape, unless it is set in deeper."""
        for at in range(len(self.stack) - 1, self._floor(), -1):
            node = self.stack[at]
            if node.kind == "option" and len(self.stack) < _DEEPEST:
                return holder
            if node.shape == label.shape:
                deeper = row.indent > node.indent + 1
                if row.info.depth is not None and node.depth is not None:
                    deeper = row.info.depth > node.depth
                elif ends == ":":
                    deeper = row.indent >= node.indent
                return holder if deeper and len(self.stack) < _DEEPEST else at - 1
        return holder if len(self.stack) < _DEEPEST else self._floor()

    def _by_prefix(self, label: Label, chained: bool) -> list[tuple[float, int]]:
        assert label.value is not None
        prefix = label.value.base[:-1]
        for at in range(len(self.stack) - 1, 0, -1):
            node = self.stack[at]
            if node.kind == "option":
                above = any(n.value and n.value.base[-len(prefix) :] == prefix for n in self.stack[1:at])
                if above:
                    return [(70.0, len(self.stack) - 1 if self.stack[-1] is node else at)]
            if node.value and node.value.family in ("decimal", "roman") and node.value.base == prefix:
                return [(80.0 if label.value.first or chained else 65.0, at)]
        return [(55.0, self._floor())] if label.value.first and chained else []

    def _another_dash(self, place: int, label: Label) -> bool:
        for later in range(place + 1, min(place + 12, len(self.rows))):
            if self.labels[later] and self.labels[later][0].shape == label.shape:
                return True
            if self.rows[later].fresh:
                return False
        return False

    def _holder(self, row: Row) -> int:
        """Returns the open clause in which a new list begins."""
        at = len(self.stack) - 1
        depth = row.info.depth
        if depth is None:
            return at
        while at > 0:
            node = self.stack[at]
            if node.depth is None or node.depth < depth or node.rank < _LIST_RANK:
                break
            at -= 1
        return at

    def _plausible(self, place: int, row: Row, label: Label, rest: str) -> bool:
        """Says whether the page lets a list label be one: punctuation, or a place of its own and a list around it."""
        shape = label.shape
        if (
            shape[-1] in ".)§"
            or shape[0] == "("
            or label.text[-1] in ".):]—"
            or (label.value and label.value.family == "dash")
        ):
            return not (
                label.value and label.value.family == "decimal" and label.value.base[0] > 999 and shape[-1] == "."
            )
        if not rest:
            return True
        if label.value and (label.value.suffix or len(label.value.base) > 1):
            return not rest[0].islower() and rest[0] not in ",;%°)"
        if rest[0].islower() or rest[0] in ",;%°)/":
            return False
        if shape == "decimal":
            before = self.latest.get(("list", shape))
            known = (
                before is not None
                and before.value is not None
                and label.value is not None
                and follows(before.value, label.value)
            )
            return known or self.next_of(place, label) < 1_000_000_000
        gap = self.text[label.end : label.end + 2]
        return gap[:1] in "\t\u3000" or gap == "  " or rest[0] in "–—-"

    # ---- options

    def _option(self, place: int, row: Row, labels: tuple[Label, ...], computed: bool) -> bool:
        label = labels[0]
        rest = self._rest(row, label, computed)
        if label.value is None:
            return False
        if rest and (rest[0].islower() or label.citing or rest[0] in ",;)") and label.text[-1] not in ":.)":
            return False
        at = self._option_holder(row, labels)
        del self.stack[at + 1 :]
        before = self._last_child(self.stack[-1], label)
        if before and before.value:
            label = next((one for one in labels if one.value and follows(before.value, one.value)), label)
        branch = self._new("option", label, row, computed)
        self._enter(branch, "list", place)
        self._after_label(place, row, branch, label, computed)
        return True

    def _option_holder(self, row: Row, labels: tuple[Label, ...]) -> int:
        while self.stack[-1].kind in ("recital", "definition"):
            self.stack.pop()
        floor = self._floor()
        depth = row.info.depth
        for at in range(len(self.stack) - 1, floor - 1, -1):
            before = self.latest.get((f"{id(self.stack[at])}", "option"))
            if before is None or before.value is None:
                continue
            if depth is not None and before.depth is not None and depth != before.depth:
                continue
            if any(one.value and follows(before.value, one.value) for one in labels):
                return at
        at = len(self.stack) - 1
        if depth is not None:
            while (
                at > floor
                and (node := self.stack[at]).depth is not None
                and (node.depth > depth or (node.depth == depth and node.kind == "option"))
            ):
                at -= 1
            return at
        while at > floor and (
            self.stack[at].shape.startswith(("(letter", "(roman", "letter", "roman"))
            or self.stack[at].kind in ("option", "indent")
        ):
            at -= 1
        return at

    # ---- words without a label

    def _headed(self, place: int, row: Row) -> bool:
        level = self._level(row)
        title = row.text.strip("#*_ \t")
        top = self.stack[-1]
        if level is None:
            if self.levelled or not row.fresh or not self._is_capitals(row.text) or place + 1 >= len(self.rows):
                return False
            if self.last is top and top.rank < _LIST_RANK and not top.heading and not top.own:
                return False
            if not self.numbered and self._in_front():
                return False
        elif (
            self.last is top
            and top.rank < _LIST_RANK
            and not top.heading
            and not top.own
            and level > (top.level if top.level is not None else -1)
            and top.label
        ):
            top.heading = title
            top.add(row.start, row.end)
            return True
        if closes_text(title):
            return False
        branch = Branch(
            "heading", heading=title if len(title) <= 200 else "", start=row.start, label_span=(row.start, row.start),
            rank=RANKS["heading"], level=level, indent=row.indent,
        )  # fmt: skip
        self._unwind(branch)
        self.stack.append(self.stack[-1].open(branch))
        branch.add(row.start, row.end)
        self.last = branch
        self.numbered = True
        return True

    def _in_front(self) -> bool:
        return len(self.stack) == 1 or self.stack[1].kind in ("front", "preamble")

    def _is_capitals(self, text: str) -> bool:
        plain = text.strip("*_[]() ")
        letters = [sign for sign in plain if sign.isalpha()]
        return (
            len(letters) >= 4
            and len(plain) <= 120
            and not plain.endswith((";", ",", ":", "."))
            and all(sign.isupper() for sign in letters)
            and plain[0] not in '“"|+-'
        )

    def _prose(self, place: int, row: Row) -> None:
        if row.fresh and self._takes_heading(place, row):
            return
        if row.fresh and closes_text(row.text):
            self._close(row)
            return
        if row.fresh and self._recital(place, row):
            return
        if row.fresh and (term := defines(row.text)):
            self._define(row, term)
            return
        self._home(place, row).add(row.start, row.end)

    def _takes_heading(self, place: int, row: Row) -> bool:
        top = self.stack[-1]
        if top is not self.last or top.rank >= _LIST_RANK or top.heading or top.own or not top.label:
            return False
        title = row.text.strip("*_ \t")
        if top.kind in ("preamble", "closing") or not title or not self._is_title(title):
            return False
        if place + 1 >= len(self.rows):
            return False
        top.heading = title
        top.add(row.start, row.end)
        return True

    def _close(self, row: Row) -> None:
        if self.stack[-1].kind == "closing":
            self.stack[-1].add(row.start, row.end)
            return
        del self.stack[1:]
        branch = Branch("closing", start=row.start, label_span=(row.start, row.start), rank=RANKS["closing"])
        self.stack.append(self.root.open(branch))
        branch.add(row.start, row.end)
        self.last = branch

    def _recital(self, place: int, row: Row) -> bool:
        preamble = next((branch for branch in self.stack if branch.kind == "preamble"), None)
        opens = opens_recital(row.text)
        if preamble is None:
            if self.numbered or not opens or not self._in_front():
                return False
            preamble = self._open_preamble(row)
        del self.stack[self.stack.index(preamble) + 1 :]
        if enacts(row.text) and not opens:
            preamble.add(row.start, row.end)
            self.stack.pop()
            self.last = self.stack[-1]
            return True
        if not opens and (not preamble.children or not preamble.label) and row.text[-1] not in ";":
            preamble.add(row.start, row.end)
            self.last = preamble
            return True
        if row.text.rstrip("*_ ").endswith(":") and len(row.text) < 30:
            preamble.add(row.start, row.end)
            self.last = preamble
            return True
        recital = Branch("recital", start=row.start, label_span=(row.start, row.start))
        self.stack.append(preamble.open(recital))
        recital.add(row.start, row.end)
        self.last = recital
        return True

    def _open_preamble(self, row: Row) -> Branch:
        front = self.stack[1] if len(self.stack) > 1 else None
        del self.stack[1:]
        preamble = Branch("preamble", start=row.start, label_span=(row.start, row.start), rank=RANKS["preamble"])
        if front is not None and self.previous and self.previous.text.endswith((",", "，", "،")) and front.own:
            self._steal(front, preamble)
        self.stack.append(self.root.open(preamble))
        return preamble

    def _steal(self, front: Branch, preamble: Branch) -> None:
        assert self.previous is not None
        start = self.previous.start
        preamble.start, preamble.label_span = start, (start, start)
        preamble.add(start, self.previous.end)
        first, _ = front.own[-1]
        if first == start:
            front.own.pop()
        else:
            cut = self.text[:start].rstrip()
            front.own[-1] = (first, len(cut))
        if not front.own:
            self.root.children.remove(front)

    def _define(self, row: Row, term: str) -> None:
        at = next((at for at, branch in enumerate(self.stack) if branch.kind == "definition"), 0)
        if at:
            del self.stack[at:]
        else:
            while self.stack[-1].shape.startswith(("(letter", "(roman", "letter", "roman", "—", "–", "-", "•")):
                self.stack.pop()
        if len(self.stack) == 1 and not self.numbered:
            self._home(0, row)
        branch = Branch(
            "definition", heading=term, start=row.start, label_span=(row.start, row.start), indent=row.indent
        )
        branch.depth = row.info.depth
        self.stack.append(self.stack[-1].open(branch))
        branch.add(row.start, row.end)
        self.last = branch

    def _home(self, place: int, row: Row) -> Branch:
        """Returns the clause that words without a label belong to, and closes what they end."""
        if len(self.stack) == 1:
            kind = "front" if not self.root.children else "paragraph"
            branch = Branch(kind, start=row.start, label_span=(row.start, row.start), rank=995)
            self.stack.append(self.root.open(branch))
            self.last = branch
            return branch
        if not row.fresh or row.verbatim:
            return self._last_open()
        top = self.stack[-1]
        depth = row.info.depth
        if depth is not None:
            while (
                len(self.stack) > 2
                and self.stack[-1].rank >= _LIST_RANK
                and self.stack[-1].depth is not None
                and self.stack[-1].depth > depth
            ):
                self.stack.pop()
            self.last = self.stack[-1]
            return self.stack[-1]
        if self.previous and not finished(self.previous.text) and row.text[0].islower() and not row.spaced:
            return self._last_open()
        self._leave_list(place, row, top)
        self.last = self.stack[-1]
        return self.stack[-1]

    def _last_open(self) -> Branch:
        return self.stack[-1]

    def _leave_list(self, place: int, row: Row, top: Branch) -> None:
        if (
            top.shape.startswith(("(letter", "(roman", "letter", "roman", "—", "–", "-", "•"))
            or top.kind == "definition"
        ):
            if row.indent >= top.indent + 2 and top.indent != row.indent:
                return
            while len(self.stack) > 2 and (
                self.stack[-1].shape.startswith(("(letter", "(roman", "letter", "roman", "—", "–", "-", "•"))
                or self.stack[-1].kind == "definition"
            ):
                self.stack.pop()
        elif row.text.endswith(":") and place + 1 < len(self.rows):
            for label in self.labels[place + 1]:
                if label.value and label.value.first and not label.kind:
                    self._restart(label)

    def _restart(self, label: Label) -> None:
        for at in range(len(self.stack) - 1, self._floor(), -1):
            if self.stack[at].kind == "option":
                return
            if self.stack[at].shape == label.shape:
                del self.stack[at:]
                return


_RUN_IN = re.compile(
    r"[*_]{0,3}((?:[A-Z][\w’'-]*|of|and|to|the|for|in|on|or|by|with|from|&|,)(?:[ ,]+(?:[A-Z][\w’'-]*|of|and|to|the|for|in|on|or|by|with|from|&)){0,9})[*_]{0,3}\.[*_]{0,3}\s+(?=[A-Z“\"(*_])"
)


def _kin(shape: str) -> tuple[str, ...]:
    bare = shape.strip("().")
    return tuple(one for one in (f"{bare}.", f"({bare})", f"{bare})", bare) if one != shape)
