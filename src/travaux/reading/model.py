"""The model: labels for the tokens of a paragraph, by weights that were learned elsewhere and come in as bytes.

A linear-chain conditional random field. Its file holds no word: features and the small letters' vocabulary are kept as
32-bit hashes, names never reached it (`classes`). The file, all of it under zlib:

    "travaux-reading/1\\n"
    u32 features, u32 words, u8 labels                     little-endian, here and below
    i16 steps[labels][labels]                              scores of one label after another
    varints: gaps between the sorted hashes of the words
    varints: gaps between the sorted hashes of the features
    u16 for each feature: a bit for each label that has a weight
    i8 weights, by feature and then by label

Scores count `lattice.UNIT` to one.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import islice

from travaux.errors import Malformed
from travaux.reading.classed import Classed, Found
from travaux.reading.features import Keys, features, windows
from travaux.reading.lattice import Lattice
from travaux.reading.linker import LABELS

ALWAYS = "always"
"""A feature of every token: how far each label leans of itself."""

MAGIC = b"travaux-reading/1\n"
_HEAD = struct.Struct("<IIB")
_ROOM = 300_000


def hashed(key: str) -> int:
    """The 32-bit hash by which a feature or a word is kept (CRC-32 of its UTF-8)."""
    return zlib.crc32(key.encode())


class Words:
    """The words in small letters that anybody uses, as hashes."""

    def __init__(self, hashes: Iterable[int]) -> None:
        """Keeps the hashes."""
        self.hashes = frozenset(hashes)
        self._seen: dict[str, bool] = {}

    def __contains__(self, word: object) -> bool:
        known = self._seen.get(word) if isinstance(word, str) else None
        if known is None:
            if len(self._seen) > _ROOM:
                self._seen.clear()
            known = self._seen[str(word)] = hashed(str(word)) in self.hashes
        return known

    def __len__(self) -> int:
        return len(self.hashes)


class _Sums(dict[str, int]):
    """Packed weights by feature, looked up by hash once and then kept."""

    def __init__(self, table: Mapping[int, int]) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, key: str) -> int:
        if len(self) > _ROOM:
            self.clear()
        found = self[key] = self._table.get(zlib.crc32(key.encode()), 0)
        return found


class Model:
    """Weights, ready to label."""

    def __init__(self, words: Words, lattice: Lattice, table: Mapping[int, int], name: str = "weights") -> None:
        """Takes packed weights by the hash of their feature. `name` tells one set of weights from another."""
        self.words = words
        self.name = name
        self._lattice = lattice
        self.table = table
        self._sums = _Sums(table)

    @classmethod
    def read(cls, data: bytes) -> Model:
        """Reads a file of weights; raises `Malformed` where it is none."""
        try:
            return cls(*_parts(zlib.decompress(data)), name=f"weights {sha256(data).hexdigest()[:12]}")
        except (zlib.error, struct.error, IndexError, ValueError) as error:
            raise Malformed(f"these are no weights of a reader ({error})", where="weights") from error

    @property
    def steps(self) -> list[list[int]]:
        """The scores of one label after another."""
        return self._lattice.steps

    def rows(self) -> dict[int, dict[int, int]]:
        """The weights by feature's hash and label, those that are not zero."""
        found = {}
        for key, packed in self.table.items():
            found[key] = {lane: value for lane, value in enumerate(self._lattice.unpack(packed)) if value}
        return found

    def label(
        self, classed: Classed, by_rule: Sequence[Found] = (), before: Classed | None = None, number: int = 0
    ) -> tuple[list[str], list[float]]:
        """The label of every token of a paragraph and how probable it is; what else it takes is as for `features`."""
        scores = self.scores(features(classed, by_rule, before, number))
        labels: list[str] = []
        sureness: list[float] = []
        names = self._lattice.labels
        for first, last in windows(classed.paragraph):
            part = scores[first:last]
            path = self._lattice.best(part)
            labels.extend([names[at] for at in path])
            sureness.extend(self._lattice.sureness(part, path) if any(path) else [1.0] * len(path))
        return labels, sureness

    def scores(self, keys: Keys) -> list[list[int]]:
        """The score of every label for every token."""
        get = self._sums.__getitem__
        unpack = self._lattice.unpack
        found = []
        segment: list[str] = []
        sentence: list[str] = []
        quotation: list[str] = []
        always = get(ALWAYS)
        of_segment = of_sentence = of_quotation = 0
        shared = always
        groups = zip(keys.own, keys.left, keys.right, keys.segment, keys.quotation, keys.sentence, strict=True)
        for own, left, right, own_segment, own_quotation, own_sentence in groups:
            if own_segment is not segment or own_sentence is not sentence or own_quotation is not quotation:
                if own_sentence is not sentence:
                    sentence, of_sentence = own_sentence, sum(map(get, own_sentence))
                if own_segment is not segment:
                    segment, of_segment = own_segment, sum(map(get, own_segment))
                if own_quotation is not quotation:
                    quotation, of_quotation = own_quotation, sum(map(get, own_quotation))
                shared = always + of_sentence + of_segment + of_quotation
            found.append(unpack(shared + sum(map(get, own)) + sum(map(get, left)) + sum(map(get, right))))
        return found


def _parts(data: bytes) -> tuple[Words, Lattice, dict[int, int]]:
    if not data.startswith(MAGIC):
        raise ValueError("another format")
    place = len(MAGIC)
    many, words, labels = _HEAD.unpack_from(data, place)
    place += _HEAD.size
    if labels != len(LABELS):
        raise ValueError(f"{labels} labels")
    flat = struct.unpack_from(f"<{labels * labels}h", data, place)
    place += 2 * labels * labels
    lattice = Lattice(LABELS, [flat[at * labels : (at + 1) * labels] for at in range(labels)])
    vocabulary, place = _gaps(data, place, words)
    hashes, place = _gaps(data, place, many)
    masks = struct.unpack_from(f"<{many}H", data, place)
    weights = iter(memoryview(data)[place + 2 * many :].cast("b"))
    table = {}
    for key, mask in zip(hashes, masks, strict=True):
        lanes = [lane for lane in range(labels) if mask >> lane & 1]
        table[key] = lattice.pack(list(zip(lanes, islice(weights, len(lanes)), strict=True)))
    if next(weights, None) is not None:
        raise ValueError("more than it should hold")
    return Words(vocabulary), lattice, table


def _gaps(data: bytes, place: int, many: int) -> tuple[list[int], int]:
    found, value = [], 0
    for _ in range(many):
        shift = gap = 0
        while True:
            byte = data[place]
            place += 1
            gap |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        value += gap
        found.append(value)
    return found, place


def write(words: Iterable[int], steps: Sequence[Sequence[int]], weights: Mapping[int, Mapping[int, int]]) -> bytes:
    """Writes a file of weights: hashes of the words, scores of steps, and for each feature's hash a weight by label."""
    vocabulary, keys = sorted(set(words)), sorted(weights)
    size = len(LABELS)
    parts = [MAGIC, _HEAD.pack(len(keys), len(vocabulary), size)]
    parts.append(struct.pack(f"<{size * size}h", *(value for line in steps for value in line)))
    parts.append(_to_gaps(vocabulary))
    parts.append(_to_gaps(keys))
    parts.append(struct.pack(f"<{len(keys)}H", *(sum(1 << lane for lane in weights[key]) for key in keys)))
    parts.append(bytes(value & 255 for key in keys for _, value in sorted(weights[key].items())))
    return zlib.compress(b"".join(parts), 9)


def _to_gaps(values: Sequence[int]) -> bytes:
    made = bytearray()
    before = 0
    for value in values:
        gap, before = value - before, value
        while gap > 127:
            made.append(gap & 127 | 128)
            gap >>= 7
        made.append(gap)
    return bytes(made)
