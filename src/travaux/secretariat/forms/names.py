"""What names mean in a record: handles of parties, names of persons, numbers of drafts and clauses, entries, days.

A file of acts may name what an earlier act of the same file brings in, so names learn from every act that is filled in
(`learn`) before any of them is entered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from travaux.errors import Malformed, Refused, Unreadable, within
from travaux.formats import intake
from travaux.record import phrases
from travaux.record.shelf import Text
from travaux.record.state import State
from travaux.record.terms import Dated, Digest, Index, PartyId, Person, PersonId, Place, Wording
from travaux.record.wordings import clause_at, wording
from travaux.secretariat.forms.form import Given
from travaux.text.drafts import Draft


@dataclass(frozen=True, slots=True)
class File:
    """A file that an act enters by digest; `draft` is what it says as a text, where the act tables one."""

    name: str
    digest: Digest
    content: bytes
    draft: Draft | None = None


@dataclass(slots=True)
class Names:
    """What names mean now. `fresh` gives eight random letters, `line` the public key that a name in the ring means.

    `folder` is where files are looked for, and nowhere else, for a file of acts may be another's work; None where a
    person names them. `held` are files that were handed over, by name: where they are given, no file of this machine is
    looked for. `reference` is the day against which "tomorrow" is read, unless an act has one.
    """

    state: State
    size: int
    draft_of: Callable[[Digest], Draft]
    fresh: Callable[[], str]
    line: Callable[[str], str]
    folder: Path | None = None
    reference: str = ""
    held: Mapping[str, bytes] | None = None
    parties: dict[str, PartyId] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    drafts: list[tuple[Digest, str]] = field(default_factory=list)
    files: dict[Digest, File] = field(default_factory=dict)
    labels: dict[str, Index] = field(default_factory=dict)
    texts: dict[Digest, Draft] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for party in self.state.parties:
            for name in (party.name, party.handle):
                if isinstance(name, str):
                    self.parties[name.casefold()] = party.id
        self.drafts += [(each.digest, each.title) for each in self.state.drafts]

    # Who

    def party(self, given: Given) -> PartyId:
        """Returns the party with a handle, a name or an id."""
        name = given.text().strip()
        found = self.parties.get(name.casefold())
        if found is None and any(party.id == name for party in self.state.parties):
            found = PartyId(name)
        if found is None:
            known = ", ".join(self.known_parties()) or "nobody yet"
            raise given.refuse(f"no party is called {name!r}", f"This record knows {known}; see travaux party admit")
        return found

    def known_parties(self) -> list[str]:
        """Returns the handles of the parties."""
        return list(dict.fromkeys(self.parties))

    def every_party(self, given: Iterable[Given]) -> tuple[PartyId, ...]:
        """Returns several parties."""
        return tuple(dict.fromkeys(self.party(each) for each in given))

    def admitted(self, given: Given) -> PartyId:
        """Returns the id of a party that is admitted: the one it has, or a new one."""
        return self.parties.get(given.text().strip().casefold()) or PartyId(f"party-{self.fresh()}")

    def person(self, given: Given) -> PersonId:
        """Returns a person whom the record names already."""
        name = given.text().strip()
        found = self.persons.get(name.casefold())
        known = None if found else self.state.person(name)
        if found is None and known is None:
            raise given.refuse(
                f"nobody in this record is called {name!r}",
                "Persons are named by travaux accredit or travaux key enrol",
            )
        return found.id if found else known.person.id  # type: ignore[union-attr]

    def named(self, given: Given, *, apart: bool = False) -> Person:
        """Returns a person by a name, and perhaps an office after a comma: the one known by that name, or a new one.

        Whoever is to stand `apart` has a new id, which nothing else in the record bears.
        """
        if isinstance(given.value, str):
            name, _, office = (part.strip() for part in given.value.partition(","))
        else:
            fields = dict(given.value) if isinstance(given.value, Mapping) else {}
            extra = set(fields) - {"name", "office"}
            if extra or "name" not in fields:
                raise given.refuse("a person has a name, and perhaps an office")
            name, office = fields["name"].text(), fields["office"].text() if "office" in fields else ""
        if not name:
            raise given.refuse("a person needs a name")
        if apart:
            return Person(id=PersonId(f"person-{self.fresh()}"), name=name, office=office or None)
        known = self.persons.get(name.casefold())
        held = None if known else self.state.person(name)
        who = known.id if known else held.person.id if held else PersonId(f"person-{self.fresh()}")
        person = Person(id=who, name=name, office=office or None)
        self.persons[name.casefold()] = person
        return person

    # Texts

    def draft(self, given: Given | None) -> Draft:
        """Returns a tabled draft by number, title or digest; without any, the one on the table."""
        if given is None:
            if not self.drafts:
                raise Malformed("no draft was tabled yet", advice="See travaux table")
            current = self.state.current()
            tabled_here = len(self.drafts) > len(self.state.drafts)
            return self.text(self.drafts[-1][0] if tabled_here or current is None else current.digest)
        name = given.text().strip()
        number = name.removeprefix("draft ").strip()
        if number.isascii() and number.isdigit() and 1 <= int(number) <= len(self.drafts):
            return self.text(self.drafts[int(number) - 1][0])
        found = [digest for digest, title in self.drafts if name and (title == name or digest.startswith(name))]
        found += [digest for digest, file in self.files.items() if file.name == name and file.draft]
        if len(set(found)) != 1:
            several = "names more than one draft" if found else "is no draft of this record"
            raise given.refuse(f"{name!r} {several}", f"It has {len(self.drafts)}, numbered from 1; see travaux status")
        return self.text(found[0])

    def text(self, digest: Digest) -> Draft:
        """Returns the text of a draft."""
        if digest not in self.texts:
            self.texts[digest] = self.draft_of(digest)
        return self.texts[digest]

    def place(self, draft: Draft, given: Given) -> Place:
        """Returns a clause of a draft as people write its path; "all" and "the text" are the whole."""
        name = given.text().strip()
        if name.casefold() in ("", "all", "the text", "text"):
            return Place("")
        try:
            clause = clause_at(draft, Place(name))
        except Malformed as fault:
            raise given.refuse(fault.message, fault.advice) from None
        text = Text(draft)
        return text.place(text.number(clause))

    def places(self, draft: Draft, given: Sequence[Given]) -> tuple[Place, ...]:
        """Returns several clauses of a draft."""
        return tuple(dict.fromkeys(self.place(draft, each) for each in given))

    def wording(self, draft: Draft, given: Given) -> Wording:
        """Returns the exact wording of a clause of a draft."""
        return wording(draft, self.place(draft, given))

    def wordings(self, draft: Draft, given: Given) -> tuple[Wording, ...]:
        """Returns the wordings of several clauses: a list, a text with commas, or a list of such texts."""
        return tuple(self.wording(draft, one) for each in given.several() for one in self._split(draft, each))

    def _split(self, draft: Draft, given: Given) -> Sequence[Given]:
        """Returns a clause that has a comma in its own name as it is, else what stands between commas."""
        try:
            self.place(draft, given)
        except Malformed:
            return given.several() or [given]
        return [given]

    def has_file(self, given: Given) -> bool:
        """Whether a name is that of a file."""
        name = given.text().strip()
        return self._at(name, given.place).is_file() if self.held is None else name in self.held

    def file(self, given: Given) -> File:
        """Reads a file, to be entered by its digest."""
        from hashlib import sha256

        name = given.text().strip()
        content = self._content(name, given.place)
        file = File(Path(name).name, Digest(sha256(content).hexdigest()), content)
        self.files.setdefault(file.digest, file)
        return file

    def _content(self, name: str, place: str) -> bytes:
        if self.held is not None:
            if name not in self.held:
                raise Unreadable(f"the file {name} was not handed over", where=place)
            return self.held[name]
        with within(place) if place else nullcontext():
            return intake.contents(self._at(name, place))

    def _at(self, name: str, place: str) -> Path:
        if self.folder is None:
            return Path(name)
        path = self.folder / name
        try:
            inside = path.resolve().is_relative_to(self.folder.resolve())
        except (OSError, ValueError, RuntimeError):  # a name that no file has, or links in a ring
            inside = False
        if not inside:
            what = f"{name!r} is no file beside the acts, and nothing else is looked at"
            raise Refused(what, where=place, advice="Copy it there")
        return path

    # Entries and days

    def entry(self, given: Given) -> Index:
        """Returns the entry with a number, or with a label that an earlier act of the same file has."""
        name = given.text().strip().removeprefix("entry ").strip()
        if name in self.labels:
            return self.labels[name]
        if name.isascii() and name.isdigit() and len(name) < 12:
            if int(name) < self.size:
                return Index(int(name))
            raise given.refuse(f"there is no entry {name} yet", f"The record has entries 0 to {self.size - 1}")
        raise given.refuse(f"{name!r} is no entry: give its number")

    def dated(self, given: Given | None, reference: str = "") -> Dated | None:
        """Returns a date by EDTF or by words; words such as "tomorrow" are read against a reference day."""
        if given is None:
            return None
        if isinstance(given.value, str):
            words, against = given.value, reference or self.reference
        else:
            fields = dict(given.value) if isinstance(given.value, Mapping) else {}
            if set(fields) - {"words", "reference"} or "words" not in fields:
                raise given.refuse("a date has its words, and perhaps a reference day")
            words = fields["words"].text()
            against = fields["reference"].text() if "reference" in fields else reference or self.reference
        try:
            return phrases.read(" ".join(words.split()), reference=against)
        except Malformed as fault:
            raise given.refuse(fault.message, fault.advice) from None

    def learn(self, label: str = "") -> None:
        """Counts one entry more, and remembers the label by which later acts may name it."""
        if label:
            self.labels[label] = Index(self.size)
        self.size += 1
