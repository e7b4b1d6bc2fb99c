"""The ladder: the clauses that are open while a page is read, the outermost first, and where a new one may be hung."""

from __future__ import annotations

from travaux.text.outline.branches import Branch
from travaux.text.outline.labels import Label
from travaux.text.outline.layout import Row

LIST_RANK = 1000
FLAT = frozenset({"front", "contents"})
DEEPEST = 40
_POINTS = (
    "(letter",
    "(roman",
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
)
_UNHEADED = frozenset({"preamble", "closing", "front", "contents", "recital", "definition", "option"})


def is_point(branch: Branch) -> bool:
    """Says whether a clause is a point or an indent, which rarely has a second paragraph."""
    return branch.shape.startswith(_POINTS)


class Ladder:
    """The open clauses.

    `last` is the clause that took the last words. `latest` remembers, for each clause, its last child of each shape, so
    that a list can be taken up again after words that stand between its members.
    """

    def __init__(self) -> None:
        self.root = Branch("root", rank=-1)
        self.rungs = [self.root]
        self.last = self.root
        self.latest: dict[tuple[int, str], Branch] = {}
        self.latest_word: dict[str, Branch] = {}
        self.latest_list: dict[str, Branch] = {}
        self.numbered = False

    @property
    def top(self) -> Branch:
        """The innermost open clause."""
        return self.rungs[-1]

    def hang(self, branch: Branch) -> Branch:
        """Opens a clause in the innermost one."""
        self.rungs.append(self.top.open(branch))
        self.last = branch
        return branch

    def enter(self, branch: Branch) -> Branch:
        """Opens a labelled clause in the innermost one, and remembers it as the last of its list."""
        if not self._beside_an_outer(branch):
            self.latest[(id(self.top), branch.shape)] = branch
        if branch.rank >= LIST_RANK:
            self.latest_list[branch.shape] = branch
        else:
            self.latest_word[branch.kind] = branch
        self.numbered = True
        return self.hang(branch)

    def _beside_an_outer(self, branch: Branch) -> bool:
        """Says whether a clause is a "3bis" in an option of 3: the outer list goes on with 4, the option does not."""
        if self.top.kind != "option" or branch.value is None or not branch.value.suffix or len(self.rungs) < 3:
            return False
        holder = self.rungs[-2].value
        return holder is not None and holder.base == branch.value.base

    def fall(self, size: int) -> None:
        """Closes clauses until `size` are left open, the root among them."""
        del self.rungs[max(size, 1) :]

    def floor(self) -> int:
        """Returns the rung of the innermost open clause that is no member of a list."""
        at = len(self.rungs) - 1
        while at > 0 and self.rungs[at].rank >= LIST_RANK:
            at -= 1
        return at

    def within_front(self) -> bool:
        """Says whether nothing but front matter or a preamble is open."""
        return len(self.rungs) == 1 or self.rungs[1].kind in ("front", "preamble")

    def unwind(self, new: Branch) -> None:
        """Closes what cannot hold a new heading."""
        while len(self.rungs) > 1 and not self._outer(len(self.rungs) - 1, new):
            self.rungs.pop()

    def _outer(self, at: int, new: Branch) -> bool:
        node = self.rungs[at]
        if node.kind in _UNHEADED:
            return False
        if node.rank < LIST_RANK:
            if node.level is not None and new.level is not None and node.level != new.level:
                return node.level < new.level
            return node.rank < new.rank
        # "I. SCOPE" may hold articles, "(a)" may not.
        if new.level is not None or not node.heading or is_point(node):
            return False
        return all(not (new.rank <= outer.rank < LIST_RANK) for outer in self.rungs[:at])

    def last_child(self, node: Branch, label: Label) -> Branch | None:
        """Returns the last child of a clause in the list that a label may continue, however its points are printed."""
        exact = self.latest.get((id(node), label.shape))
        if exact is not None or label.value is None or label.value.family == "dash":
            return exact
        bare = label.shape.strip("().")
        for shape in (f"{bare}.", f"({bare})", f"{bare})", bare):
            if found := self.latest.get((id(node), shape)):
                return found
        return None

    def leave_points(self) -> None:
        """Closes the points and definitions that are open."""
        while len(self.rungs) > 2 and (is_point(self.top) or self.top.kind == "definition"):
            self.rungs.pop()

    def leave_deeper(self, depth: int) -> None:
        """Closes the members of lists that stand deeper than `depth`."""
        while (
            len(self.rungs) > 2
            and self.top.rank >= LIST_RANK
            and (self.top.depth or 0) > depth
            and self.top.depth is not None
        ):
            self.rungs.pop()

    def holder(self, row: Row) -> int:
        """Returns the rung on which a new list at a row may begin, by how deep the file says it stands."""
        at = len(self.rungs) - 1
        depth = row.info.depth
        while depth is not None and at > 0:
            node = self.rungs[at]
            if node.depth is None or node.depth < depth or node.rank < LIST_RANK:
                break
            at -= 1
        return at
