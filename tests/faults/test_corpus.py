"""What the fuzzer found worth keeping, and the seeds it began with, at every parser: none of it breaks a law."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bench.breaking import corpus
from bench.breaking.targets.every import TARGETS

from travaux.errors import TravauxError


@pytest.mark.parametrize("name", TARGETS)
def test_no_law_is_broken(name: str) -> None:
    target = TARGETS[name]
    for data in [*target.seeds, *corpus.kept(name)]:
        target.run(data)


@pytest.mark.parametrize("name", TARGETS)
def test_a_seed_is_read(name: str) -> None:
    """What the fuzzer begins with is sound, or it would try nothing but refusals."""
    target = TARGETS[name]
    read = 0
    for seed in target.seeds:
        try:
            target.read(seed)
            read += 1
        except TravauxError:
            pass
    assert read


def test_every_kept_input_has_its_target_and_they_are_few() -> None:
    files = list(corpus.FOLDER.glob("*.jsonl"))
    assert {file.stem for file in files} <= set(TARGETS)
    assert sum(file.stat().st_size for file in files) < 2_000_000


def test_a_law_that_is_broken_is_seen() -> None:
    """A parser that reads more than is there, one that breaks down, one that refuses without a word."""
    sound = TARGETS["leaf"]
    (seed, *_) = sound.seeds

    def silent(_: bytes) -> None:
        raise TravauxError("")

    for read in (lambda data: sound.read(data.replace(b"talks", b"walks")), {}.__getitem__, silent):
        with pytest.raises((AssertionError, KeyError)):
            replace(sound, read=read).run(seed)
