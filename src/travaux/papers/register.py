"""The register: every distinct origin in a trace gets one number and one source. Nothing of places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from travaux.papers.sources import CLOSE, Hands, Source, gone, source
from travaux.text.origins import DeletedToken, Origin


class Key(NamedTuple):
    """What two runs of words must share to be said of in the same sentence."""

    origin: tuple[object, ...]
    removed_by: str | None = None
    removed_in: int = -1
    grade: str = ""


@dataclass(frozen=True)
class Register:
    """Sources in the order in which they are first met."""

    known: Hands
    said: list[Source] = field(default_factory=list)
    numbers: dict[Key, int] = field(default_factory=dict)

    def living(self, origin: Origin) -> int:
        """Returns the number of the source of words that stand."""
        key = Key(_told(origin))
        if key not in self.numbers:
            self.numbers[key] = len(self.said)
            self.said.append(source(origin, self.known))
        return self.numbers[key]

    def gone(self, token: DeletedToken) -> int:
        """Returns the number of the source of words that stand no longer."""
        key = Key(_told(token.origin), token.removed_by, token.removed_in, token.grade)
        if key not in self.numbers:
            self.numbers[key] = len(self.said)
            self.said.append(gone(token, self.known))
        return self.numbers[key]


def _told(origin: Origin) -> tuple[object, ...]:
    close = origin.margin < CLOSE and origin.grade == "inferred"
    return (
        origin.draft, origin.author, origin.relation, origin.grade, origin.by, origin.since, origin.also, close,
    )  # fmt: skip
