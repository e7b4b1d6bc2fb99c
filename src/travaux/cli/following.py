"""A history followed from its first draft to its last: its trace, and of its drafts what people will want to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from travaux.papers.authorship import Authorship
    from travaux.text.clauses import Clause
    from travaux.text.history import Version
    from travaux.text.origins import Trace

# How many drafts are kept whole for the paper; a long history is known by its names and dates.
_KEPT = 60


@dataclass(frozen=True)
class Work:
    """A trace and the versions it was made from: with their drafts where they are few, and each as an object."""

    trace: Trace
    versions: Sequence[Version]
    noted: Sequence[Mapping[str, object]]

    def paper(self, clause: Clause | None = None) -> Authorship:
        """Returns the paper of authorship of the trace, or of one clause."""
        from travaux.papers.authorship import authorship

        return authorship(self.trace, versions=self.versions, clause=clause)


def followed(history: Iterator[Version], *, quietly: bool = False) -> Work:
    """Traces a history, and keeps of its drafts what people will want to know of them; `quietly` shows no progress."""
    from travaux.cli.objects import version_object
    from travaux.text.trace import trace

    kept: list[Version] = []
    noted: list[Mapping[str, object]] = []

    def passing() -> Iterator[Version]:
        for place, version in enumerate(history):
            noted.append(version_object(version, place))
            kept.append(version if place < _KEPT else replace(version, draft=Draft("", name=version.draft.name)))
            yield version

    from travaux.text.drafts import Draft

    with nullcontext() if quietly else _progress() as progress:
        return Work(trace(passing(), progress=progress), kept, noted)


@contextmanager
def _progress() -> Iterator[Callable[[int], None] | None]:
    import sys

    if not sys.stderr.isatty():
        yield None
        return
    from travaux.cli.terminal import console

    out = console(stderr=True)
    with out.status("Reading the first draft") as status:
        yield lambda done: status.update(f"Traced {done:,} draft{'s' if done != 1 else ''}")
