"""What came of breaking something: a row of the table that `python -m bench faults` prints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """A kind of fault, how often it was done, and what was found wrong after it.

    `aside` tells what shows that the fault was a real one: a broken setting that it catches, how many writes it hit.
    """

    fault: str
    tried: str
    wrong: str
    aside: str = ""

    def row(self) -> list[str]:
        """Its cells."""
        return [self.fault, self.tried, self.wrong, self.aside]
