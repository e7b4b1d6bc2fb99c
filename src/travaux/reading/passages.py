"""Passages: the sentences of a report, each with its line, its verbs and its days: where facts are looked for."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.reading import dates
from travaux.reading.dates import Day
from travaux.reading.items import Span
from travaux.reading.lines import Line, Run, line
from travaux.reading.predications import Parsed, Predication, predications
from travaux.reading.prose import Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence. `number` counts in the text, `paragraph` is that of its paragraph."""

    number: int
    paragraph: int
    span: Span
    line: Line
    parsed: Parsed
    days: tuple[Day, ...]

    def days_of(self, one: Predication) -> list[Day]:
        """Returns the days told with a verb: those in its clause behind it, else one that stands in front of it."""
        first, last = self.line.spans[one.at][0], self.line.spans[one.end - 1][1]
        behind = [day for day in self.days if first < day.span[0] and day.span[1] <= last]
        if behind:
            return behind
        start, group = self.line.spans[one.start][0], self.line.spans[one.group[0]][0]
        return [day for day in self.days if start <= day.span[0] and day.span[1] <= group]

    def words(self, text: str, run: Run) -> str:
        """Returns the words of a run as they stand, on one line."""
        start, end = self.line.span(run)
        return " ".join(text[start:end].split())


def passages(prose: Prose, reference: str) -> list[Passage]:
    """Returns the passages of a text; days are read against the reference, by the tense of their sentence."""
    found: list[Passage] = []
    for number, paragraph in enumerate(prose.paragraphs):
        for sentence in paragraph.sentences:
            matches = dates.phrases_in(prose.text, sentence.start, sentence.end)
            told = line(paragraph, sentence, [match.span() for match in matches])
            parsed = predications(told)
            days = tuple(dates.read(prose.text, match, reference, parsed.tense) for match in matches)
            found.append(
                Passage(
                    number=len(found), paragraph=number, span=(sentence.start, sentence.end), line=told,
                    parsed=parsed, days=days,
                )
            )  # fmt: skip
    return found
