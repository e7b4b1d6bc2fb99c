"""A form: the fields of one act as people give them, in words, and getters that read them or name the place.

The same form is filled in by the options of a command and by an item in a file of acts, so both have the same names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from travaux.errors import Malformed

Written: TypeAlias = "str | Sequence[Given] | Mapping[str, Given]"


@dataclass(frozen=True, slots=True)
class Given:
    """A text, a list or named fields as somebody wrote them; `place` says where: an option, or a line of a file."""

    value: Written
    place: str = ""

    def refuse(self, message: str, advice: str = "") -> Malformed:
        """Returns the refusal of what is given here."""
        return Malformed(message, where=self.place, advice=advice)

    def text(self) -> str:
        """Returns a text; raises `Malformed` where a list or fields were given."""
        if not isinstance(self.value, str):
            raise self.refuse("a text is expected here, not a list or fields")
        return self.value

    def several(self) -> list[Given]:
        """Returns the members of a list; a text is a list too, its members between commas."""
        if isinstance(self.value, str):
            return [Given(part.strip(), self.place) for part in self.value.split(",") if part.strip()]
        if isinstance(self.value, Mapping):
            return [self]
        return list(self.value)


@dataclass(slots=True)
class Form:
    """Fields by name, and which of them were read; `verb` is the field that names the act, and so the form."""

    verb: str
    fields: Mapping[str, Given]
    place: str = ""
    read: set[str] = field(default_factory=set)

    def given(self, name: str) -> Given | None:
        """Returns a field, or None where it was not given."""
        self.read.add(name)
        return self.fields.get(name)

    def has(self, name: str) -> bool:
        """Whether a field was given."""
        return self.given(name) is not None

    def need(self, name: str) -> Given:
        """Returns a field that the act cannot do without."""
        found = self.given(name)
        if found is None:
            raise Malformed(f"{self.verb} needs {name!r}", where=self.place)
        return found

    def text(self, name: str, default: str = "") -> str:
        """Returns a field's text on one line."""
        found = self.given(name)
        return default if found is None else " ".join(found.text().split())

    def lines(self, name: str) -> tuple[str, ...]:
        """Returns a field's text as lines, without empty ones at its ends."""
        found = self.given(name)
        return () if found is None else tuple(line.rstrip() for line in found.text().strip().splitlines())

    def several(self, name: str) -> list[Given]:
        """Returns the members of a field."""
        found = self.given(name)
        return [] if found is None else found.several()

    def word(self, name: str, words: Sequence[str], default: str) -> str:
        """Returns a field that is one of some words; hyphens may stand for their spaces."""
        found = self.given(name)
        if found is None:
            return default
        word = found.text().strip()
        if word not in words and word.replace("-", " ") in words:
            return word.replace("-", " ")
        if word not in words:
            raise found.refuse(f"{word!r} is none of: {', '.join(words)}")
        return word

    def flag(self, name: str) -> bool:
        """Returns a field that is yes or no; left out, it is no."""
        return self.word(name, ("yes", "no", "true", "false"), "no") in ("yes", "true")

    def number(self, name: str) -> int | None:
        """Returns a field that is a whole number, not negative."""
        found = self.given(name)
        if found is None:
            return None
        digits = found.text().strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
            raise found.refuse(f"{digits!r} is not a whole number")
        return int(digits)

    def finish(self) -> None:
        """Refuses a field that nobody read: it would be lost without a word."""
        for name, extra in self.fields.items():
            if name not in self.read:
                import difflib

                near = difflib.get_close_matches(name, self.read, n=1)
                raise Malformed(
                    f"{self.verb} has no field {name!r}",
                    where=extra.place or self.place,
                    advice=f"Did you mean {near[0]}?" if near else "",
                )


def written(value: object, place: str = "") -> Given:
    """Returns plain values as a form has them: texts, lists, fields; True and False are yes and no."""
    match value:
        case bool():
            return Given("yes" if value else "no", place)
        case str() | int():
            return Given(str(value), place)
        case Mapping():
            return Given({str(key): written(inside, place) for key, inside in value.items()}, place)
        case list() | tuple():
            return Given([written(each, place) for each in value], place)
    raise TypeError(f"{type(value).__name__} cannot stand in a form")
