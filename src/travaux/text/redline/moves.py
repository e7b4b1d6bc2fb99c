"""Moves: words taken out at one place and put in at another, edited on the way or not.

Whole paragraphs come first: one that went and one that came are the same where most of their words agree in order;
neighbours that moved together are one block. Then phrases: the longest runs of words that went and came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux.text.clauses import Span
from travaux.text.redline.matching import Same, likeness, runs
from travaux.text.redline.sides import Side, Words

_GRAM = 4
"""Words in a row by which a moved phrase is looked for."""
_PHRASE = 6
"""Fewest words of a moved phrase."""
_TELLING = 3
"""Fewest words of a move that are not common ones."""
_EDITED = 0.6
"""Least share of words in common for a moved paragraph to be the same, edited."""
_HITS = 24
"""Most places looked at for each run of words."""


@dataclass(frozen=True, slots=True)
class Move:
    """A block that stood at `a` in one text and stands at `b` in the other; `same` are the runs that did not change."""

    a: Span
    b: Span
    same: tuple[Same, ...]


def moves(a: Side, b: Side, gone: Sequence[Span], come: Sequence[Span], common: Container[str]) -> list[Move]:
    """Returns the moves from spans that went from one text to spans that came into another, by place in the second."""
    whole = _blocks(a, b, _paragraph_pairs(a, b, gone, come, common), common)
    phrases = _phrases(a, b, without(gone, [m.a for m in whole]), without(come, [m.b for m in whole]), common)
    return joined(a, b, [*whole, *phrases])


def joined(a: Side, b: Side, found: Iterable[Move]) -> list[Move]:
    """Returns moves by place in the second text, those made one that moved together: only white space lies between."""
    done: list[Move] = []
    for move in sorted(found, key=lambda move: move.b):
        last = done[-1] if done else None
        if last and last.same and move.same and _beside(a, last.a, move.a) and _beside(b, last.b, move.b):
            same = _touching(a, b, [*last.same, *move.same])
            done[-1] = Move((last.a[0], move.a[1]), (last.b[0], move.b[1]), same)
        else:
            done.append(move)
    return done


def _beside(side: Side, first: Span, second: Span) -> bool:
    return first[1] <= second[0] and not side.text[first[1] : second[0]].strip()


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """Returns spans with others cut out of them."""
    cuts = sorted(taken)
    found = []
    for start, end in spans:
        for cut_start, cut_end in cuts:
            if start < cut_end and cut_start < end:
                if start < cut_start:
                    found.append((start, cut_start))
                start = cut_end
        if start < end:
            found.append((start, end))
    return found


def _whole(side: Side, spans: Iterable[Span]) -> list[int]:
    """Returns which paragraphs of a side lie wholly within spans given in order."""
    found = []
    ordered = iter(spans)
    here = next(ordered, None)
    for number, (start, end) in enumerate(side.spans):
        while here is not None and here[1] < end:
            here = next(ordered, None)
        if here is None:
            break
        if here[0] <= start:
            found.append(number)
    return found


def _paragraph_pairs(
    a: Side, b: Side, gone: Sequence[Span], come: Sequence[Span], common: Container[str]
) -> dict[int, int]:
    """Returns which whole paragraph that went is which that came, the likest first."""
    went, came = _whole(a, gone), _whole(b, come)
    left = {i: a.words(*a.spans[i]).keys for i in went}
    right = {j: b.words(*b.spans[j]).keys for j in came}
    left = {i: words for i, words in left.items() if telling(words, common) >= _TELLING}
    found: list[tuple[float, int, int]] = []
    for i, j in _alike(left, right, common):
        like = likeness(left[i], right[j])
        if like.of_both >= _EDITED:
            found.append((like.words * like.of_both, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return _with_neighbours(a, b, pairs, set(went), set(came) - taken)


def _with_neighbours(a: Side, b: Side, pairs: Mapping[int, int], went: set[int], came: set[int]) -> dict[int, int]:
    """Returns pairs with the equal paragraphs beside them, however short, which moved along."""
    found = dict(pairs)
    for step in (1, -1):
        for i, j in sorted(pairs.items()):
            x, y = i + step, j + step
            while x in went and x not in found and y in came and a.keys[x] == b.keys[y]:
                found[x] = y
                came.discard(y)
                x, y = x + step, y + step
    return found


def _alike(
    left: Mapping[int, Sequence[str]], right: Mapping[int, Sequence[str]], common: Container[str]
) -> Iterator[tuple[int, int]]:
    """Yields pairs of paragraphs that share some of their rarest words."""
    holders: dict[str, list[int]] = defaultdict(list)
    for j, words in right.items():
        for word in dict.fromkeys(words):
            if word not in common:
                holders[word].append(j)
    for i, words in left.items():
        known = sorted({word for word in words if word in holders}, key=lambda word: (len(holders[word]), word))
        votes = Counter(j for word in known[:16] for j in holders[word][:_HITS])
        yield from ((i, j) for j, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:6])


def _blocks(a: Side, b: Side, pairs: Mapping[int, int], common: Container[str]) -> list[Move]:
    """Returns moved paragraphs as moves, neighbours that moved together as one."""
    groups: list[list[tuple[int, int]]] = []
    for i, j in sorted(pairs.items()):
        if groups and groups[-1][-1] == (i - 1, j - 1):
            groups[-1].append((i, j))
        else:
            groups.append([(i, j)])
    found = []
    for group in groups:
        (first_i, first_j), (last_i, last_j) = group[0], group[-1]
        same = [run for i, j in group for run in runs(a.words(*a.spans[i]), b.words(*b.spans[j]), common)]
        a_block, b_block = (a.spans[first_i][0], a.spans[last_i][1]), (b.spans[first_j][0], b.spans[last_j][1])
        found.append(Move(a_block, b_block, _touching(a, b, same)))
    return found


def _touching(a: Side, b: Side, same: Iterable[Same]) -> tuple[Same, ...]:
    """Returns runs with those made one between which there is only white space."""
    found: list[Same] = []
    for run in same:
        last = found[-1] if found else None
        if last and not a.text[last.a_end : run.a].strip() and not b.text[last.b_end : run.b].strip():
            found[-1] = Same(last.a, run.a_end, last.b, run.b_end)
            continue
        if last:
            ahead, back = _white(a, b, last, run)
            found[-1] = Same(last.a, last.a_end + ahead, last.b, last.b_end + ahead)
            run = Same(run.a - back, run.a_end, run.b - back, run.b_end)
        found.append(run)
    return tuple(found)


def _white(a: Side, b: Side, held: Same, run: Same) -> tuple[int, int]:
    """Returns how much white space is the same right after one run and right before the next."""
    old, new = a.text[held.a_end : run.a], b.text[held.b_end : run.b]
    room = min(len(old) - len(old.strip()), len(new) - len(new.strip()))
    ahead = back = 0
    while ahead < room and old[ahead] == new[ahead] and old[ahead].isspace():
        ahead += 1
    while ahead + back < room and old[-1 - back] == new[-1 - back] and old[-1 - back].isspace():
        back += 1
    return ahead, back


def telling(words: Iterable[str], common: Container[str]) -> int:
    """Returns how many words say something by themselves: neither common nor a sign."""
    return sum(word not in common and word[:1].isalnum() for word in words)


def _phrases(a: Side, b: Side, gone: Sequence[Span], come: Sequence[Span], common: Container[str]) -> list[Move]:
    """Returns the longest runs of words that went and came, each word used once."""
    went = [a.words(*span) for span in gone]
    came = [b.words(*span) for span in come]
    free_a = [bytearray(b"\1" * len(words)) for words in went]
    free_b = [bytearray(b"\1" * len(words)) for words in came]
    found = []
    for size, x, i, y, j in sorted(_common_runs(went, came), key=lambda run: (-run[0], run[3], run[4], run[1], run[2])):
        while size and not (free_a[x][i] and free_b[y][j]):
            size, i, j = size - 1, i + 1, j + 1
        while size and not (all(free_a[x][i : i + size]) and all(free_b[y][j : j + size])):
            size -= 1
        if size < _PHRASE or telling(went[x].keys[i : i + size], common) < _TELLING:
            continue
        free_a[x][i : i + size] = free_b[y][j : j + size] = bytes(size)
        a_span = (went[x].spans[i][0], went[x].spans[i + size - 1][1])
        b_span = (came[y].spans[j][0], came[y].spans[j + size - 1][1])
        found.append(Move(a_span, b_span, (Same(*a_span, *b_span),)))
    return found


def _common_runs(went: Sequence[Words], came: Sequence[Words]) -> Iterator[tuple[int, int, int, int, int]]:
    """Yields runs of words that went and came: size, then stretch and word in those that went, in those that came."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for x, words in enumerate(went):
        for i in range(len(words) - _GRAM + 1):
            places[tuple(words.keys[i : i + _GRAM])].append((x, i))
    for y, words in enumerate(came):
        j = 0
        while j + _GRAM <= len(words):
            hits = places.get(tuple(words.keys[j : j + _GRAM]), ())[:_HITS]
            longest = 0
            for x, i in hits:
                size = _extent(went[x].keys, words.keys, i, j)
                longest = max(longest, size)
                yield size, x, i, y, j
            j += longest or 1


def _extent(a: Sequence[str], b: Sequence[str], i: int, j: int) -> int:
    size = 0
    while i + size < len(a) and j + size < len(b) and a[i + size] == b[j + size]:
        size += 1
    return size
