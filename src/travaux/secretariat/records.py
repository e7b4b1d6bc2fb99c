"""Records: an open record as its viewer has it, to read from and to enter in. How it is opened: `opening`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Literal

from travaux.errors import Forked, Malformed, NotPermitted, StoreFailed
from travaux.keys.private import PrivateKey
from travaux.keys.public import PublicKey
from travaux.log.merkle import Node, frontier
from travaux.log.note import Note
from travaux.log.policy import Policy
from travaux.record import rules
from travaux.record.acts import Act, Erase, Table
from travaux.record.disclosures import by_digest
from travaux.record.entries import Entered
from travaux.record.rules.verdicts import Verdict
from travaux.record.state import State
from travaux.record.terms import Digest, Index, PartyId, PersonId, Standing
from travaux.secretariat import filing, publishing
from travaux.secretariat.desk import Desk, Receipt
from travaux.secretariat.entering import Deferred, Doing
from travaux.secretariat.filing import Drafts
from travaux.secretariat.home import Home
from travaux.secretariat.ledger import Ledger
from travaux.secretariat.prepared import Prepared, elsewhere
from travaux.secretariat.signers import Signer, by_agent, by_key
from travaux.secretariat.viewers import PUBLIC, Viewer
from travaux.secretariat.views import SHOWN, View
from travaux.stores.places import showcase_at
from travaux.stores.store import Audience, Kept, Store
from travaux.text.drafts import Draft

if TYPE_CHECKING:
    from travaux.papers.calendar import Calendar
    from travaux.papers.paper import Paper
    from travaux.secretariat.papers import Sight
    from travaux.stores.showcase import Showcase
    from travaux.text.manuscripts import Manuscript

Signs = Signer | PrivateKey | str
"""Who signs: a key's name in the operator's home, a key file's path, "agent" or "agent:NAME", a key, or a signer."""


class Record:
    """A record that is open for one viewer. Close it, or use it in a `with` block."""

    def __init__(self, store: Store, ledger: Ledger, home: Home, viewer: Viewer, *, trusted: int) -> None:
        self.viewer = viewer
        self.home = home
        self._store = store
        self._ledger = ledger
        sites = tuple(store.setting("sites").split())
        self._view = View(
            store, viewer, origin=ledger.key.name, secret=home.secret, trusted=trusted, sites=sites
        )  # fmt: skip
        self._desk = Desk(store, ledger, home, sites, book=lambda: self.state.book)
        self._read: dict[str, Draft] = {}
        self._private_at: tuple[int, str] = (-1, "")
        self._private_count = 0

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the record; it is one file again when the last one closes it."""
        with suppress(StoreFailed, Forked):
            self._view.keep()
        self._store.close()

    def stands(self) -> bool:
        """Whether it is still the file of its name, with all that its log signed; else open it anew, and be told."""
        return self._store.in_place and self._ledger.agrees()

    # What it is

    @property
    def title(self) -> str:
        """The title, a setting of the file."""
        return self._store.setting("title")

    @property
    def rules(self) -> str:
        """The name of the rule pack by which acts are judged, a setting of the file."""
        pack = self._store.setting("rules")
        if pack not in rules.PACKS:
            raise StoreFailed(
                f"the record asks for the rule pack {pack!r}, which this Travaux has not: it is newer, or damaged"
            )
        return pack

    @property
    def origin(self) -> str:
        """The name of the log."""
        return self._ledger.key.name

    @property
    def key(self) -> str:
        """The log's public key as others pin it, a vkey."""
        return self._ledger.key.to_text()

    @property
    def size(self) -> int:
        """How many entries the log has, those not shown to this viewer among them."""
        return self._store.size

    @property
    def checkpoint(self) -> str:
        """The last signed checkpoint, with its cosignatures."""
        return (self._store.checkpoint() or b"").decode()

    # What it says

    @property
    def state(self) -> State:
        """What the entries that this viewer may read add up to, as of now."""
        state = self._view.refresh()
        if self._view.checked:
            self._ledger.trust()
            self._view.trust()
        return state

    @property
    def entries(self) -> Sequence[Entered]:
        """The entries that this viewer may read."""
        return self.state.entries

    @property
    def hidden(self) -> int:
        """How many entries are not shown to this viewer."""
        self._view.refresh()
        return self._view.hidden

    def root(self, size: int | None = None) -> str:
        """Returns the root of the log's tree over its first `size` entries, or all, in hexadecimal."""
        return frontier(self._store, self.size if size is None else size).root().hex()

    @property
    def shown(self) -> str:
        """Which change of who may see private values is the last: a page that shows some is out of date after it."""
        return self._store.setting(SHOWN)

    @property
    def private(self) -> int:
        """How many private values this viewer may see that not everybody may."""
        seen = (self.size, self.shown)
        if self._private_at != seen:
            read = {each.index for each in self.entries}
            kept = (each for each in self._store.disclosures() if each.audience != "all")
            self._private_count = sum(self.viewer.sees(each.audience) and each.index in read for each in kept)
            self._private_at = seen
        return self._private_count

    def entry(self, index: int) -> Entered:
        """Returns an entry; `NotPermitted` where it is not for this viewer, `IndexError` where there is none."""
        found = self.state.entry(index)
        if found is None:
            if 0 <= index < self.size:
                raise NotPermitted(f"entry {index} is not for the {self.viewer}")
            raise IndexError(f"the record has {self.size} entries, and no entry {index}")
        return found

    def digests(self, start: int = 0, stop: int | None = None) -> list[str]:
        """Returns the leaf hashes of entries, those not shown to this viewer among them: all that is seen of a sealed
        one."""
        end = self.size if stop is None else min(stop, self.size)
        found = self._store.hashes([Node(0, index) for index in range(start, end)]) if start < end else []
        return [each.hex() for each in found]

    def leaf(self, index: int) -> bytes:
        """Returns an entry as the log holds it, line 1 and its signatures; raises what `entry` raises."""
        self.entry(index)
        return next(text for _, text in self._store.leaves(index, index + 1))

    def disclosures(self, *indices: int) -> list[str]:
        """Returns the disclosures of the private values of some entries that this viewer may see."""
        for index in indices:
            self.entry(index)
        return [kept.disclosure for kept in self._store.disclosures(indices) if self.viewer.sees(kept.audience)]

    @property
    def drafts(self) -> Mapping[Digest, Draft]:
        """The drafts that were tabled, by digest, as far as this viewer may read them; each is read when asked for."""
        return Drafts([each.digest for each in self.state.drafts], self._store.draft, self._read)

    def file(self, digest: str) -> tuple[str, bytes]:
        """Returns the name and the bytes of a file that an entry names; `NotPermitted` where not for this viewer."""
        self._view.refresh()
        if not self.viewer.depositary and digest not in set(self._view.files()):
            raise NotPermitted(f"no entry that the {self.viewer} may read names the file {digest}")
        found = self._store.manuscript(digest)
        if found is None:
            raise KeyError(digest)
        return filing.held(digest, found)

    def receipt(self, index: int) -> str:
        """Returns the receipt of an entry under the last checkpoint, as a tlog-proof."""
        self.entry(index)
        note = self._store.checkpoint()
        covered = note is not None and self._ledger.opened(note).checkpoint.size > index
        signed = Note.from_text(note) if covered and note else self._desk.sign_over()
        return self._ledger.receipt(index, signed).decode()

    # What is handed out

    def paper(self, kind: str, *, at: int | None = None, day: str = "", **options: object) -> Paper:
        """Returns a paper made of what this viewer may read: "rolling", "matrix", "timeline"… (`papers` lists them).

        With `at`, of what had been recorded when that entry was in; `day` (ISO 8601, today by default) is the one on
        which deadlines and acceptances ad referendum are looked at. The kind's own options follow. Raises `Malformed`
        for a kind or a value that is not known, `TypeError` for an option that the kind has not, `OutOfOrder` where the
        record does not allow it: no draft is tabled, or a clean text is asked for and something is open.
        """
        from travaux.secretariat import papers

        return papers.paper(self.sight(at=at, day=day), kind, options)

    def tracked(
        self, *, earlier: str = "", later: str = "", proposal: int | None = None, at: int | None = None
    ) -> Manuscript:
        """Returns a redline as a manuscript with native changes: its authors the parties, its dates those of the acts.

        Drafts are named by number or title; without them it is the one on the table and the one it was made from.
        `proposal` is the entry of an amendment, to a draft or to another amendment. Raises what `paper` raises.
        """
        from travaux.secretariat import papers

        return papers.tracked(self.sight(at=at), earlier=earlier, later=later, proposal=proposal)

    def calendar(self, *, at: int | None = None, day: str = "") -> Calendar:
        """Returns what is due and what is announced, as far as this viewer may read it, as a calendar."""
        from travaux.secretariat import papers

        return papers.record_calendar(self.sight(at=at, day=day))

    def sight(self, *, at: int | None = None, day: str = "") -> Sight:
        """Returns what this viewer sees, as of an entry, on a day: what papers are made of."""
        from travaux.secretariat.papers import Sight

        if at is not None and not 0 <= at < self.size:
            raise IndexError(f"the record has {self.size} entries, and no entry {at}")
        state, size = (self.state, self.size) if at is None else (self.state.at(at), at + 1)
        return Sight(
            state=state, drafts=self.drafts, file=self.file, size=size, viewer=self.reader, title=self.title,
            origin=self.origin, rules=self.rules, day=day or datetime.now(UTC).date().isoformat(),
        )  # fmt: skip

    @property
    def reader(self) -> str:
        """How a paper names whom it is made for: the depositary, the public, or a party by its name."""
        party = next((each for each in self.state.parties if each.id == self.viewer.party), None)
        return str(self.viewer) if party is None else str(party)

    # What is done

    def enter(
        self, act: Act, *, by: str | None = None, person: PersonId | None = None, scribe: PersonId | None = None,
        sign: Signs | Sequence[Signs] = (), visible: Sequence[str] | str = "all", audience: Audience = "parties",
        refs: Sequence[int] = (), files: Sequence[str | os.PathLike[str]] = (), request: str = "",
    ) -> Receipt:  # fmt: skip
        """Enters an act, signed, and returns its receipt: from then on it is on the disk and in the log.

        `by` is the acting party, by id, handle or name. Without `sign` the depositary signs, who wrote it down. `files`
        are kept with the record, so that the act may name them by digest. With a `request` id of the caller's own, what
        is sent twice is entered once. Raises `Malformed` where the act is none, `NotPermitted` where this home does not
        keep the log, `Locked` and `StoreFailed` as stores do.
        """
        doing = self.doing(
            act, by=by, person=person, scribe=scribe, sign=sign, visible=visible, audience=audience, refs=refs,
            files=files,
        )  # fmt: skip
        return self.enter_all([doing], request=request)[0]

    def enter_all(self, doings: Iterable[Doing | Deferred], *, request: str = "") -> list[Receipt]:
        """Enters several acts, all or none, under one checkpoint, and returns their receipts in order.

        Each is made by `doing`; one that names an entry of the same batch is given as a function of the indices so far.
        """
        self._may_write()
        return [replace(each, judge=self._judge) for each in self._desk.enter(list(doings), request)]

    def has(self, request: str) -> bool:
        """Whether what was sent with this id was entered."""
        return bool(request) and self._store.request(request) is not None

    def doing(
        self, act: Act, *, by: str | None = None, person: PersonId | None = None, scribe: PersonId | None = None,
        sign: Signs | Sequence[Signs] = (), visible: Sequence[str] | str = "all", audience: Audience = "parties",
        refs: Sequence[int] = (), files: Sequence[str | os.PathLike[str]] = (),
    ) -> Doing:  # fmt: skip
        """Returns an act made ready for `enter_all`, its names looked up and its files read; nothing is written."""
        party = None if by is None else self.party(by)
        given = [sign] if isinstance(sign, str | Signer | PrivateKey) else list(sign)
        signers = tuple(map(self._signer, given)) or (self._desk.signer(party),)
        readers = visible if isinstance(visible, str) else tuple(map(self.party, visible))
        if isinstance(readers, str) and readers not in ("all", "depositary"):
            readers = (self.party(readers),)
        kept = dict(map(filing.contents, files))
        return Doing(
            act=act, by=party, person=person, scribe=scribe, signers=signers, audience=audience, refs=tuple(refs),
            visible=readers, files=kept,
        )  # fmt: skip

    def compose(self, doing: Doing) -> tuple[bytes, list[str]]:
        """Returns a signed entry and its disclosures, to be handed to the depositary, who `receive`s them."""
        return self._desk.compose(doing)

    def prepare(self, doing: Doing, key: str) -> Prepared:
        """Returns an act made ready to be signed somewhere else, by a passkey in a browser, with nothing written.

        `key` is the OpenSSH line of the key that will sign. What comes back goes to `receive` with `Prepared.leaf`. It
        holds as long as that key enters nothing else meanwhile.
        """
        public = PublicKey.from_text(key)
        message, disclosures = self._desk.prepare(replace(doing, signers=(elsewhere(public),)))
        return Prepared(message, tuple(disclosures), public)

    def receive(
        self, leaf: bytes, disclosures: Iterable[str] = (), files: Sequence[str | os.PathLike[str]] = (), *,
        held: Mapping[str, tuple[str, bytes]] = MappingProxyType({}),
        drafts: Mapping[str, bytes] = MappingProxyType({}),
    ) -> Receipt:  # fmt: skip
        """Takes in an entry that was signed elsewhere, with the disclosures of its private values.

        `files` are paths of files that it names, `held` such files by digest, each a name and bytes; `drafts` as a
        `Doing` has them.

        Raises `Malformed`, `OutOfOrder`, `UnknownKey` or `ProofFailed` before anything is written (`door` lists why).
        """
        self._may_write()
        kept = {**dict(map(filing.contents, files)), **held}
        receipt = self._desk.receive(leaf, by_digest(disclosures), kept, drafts)
        return replace(receipt, judge=self._judge)

    def table(
        self, path: str | os.PathLike[str], *, by: str | None = None, standing: Standing = "tabled", title: str = "",
        parents: Sequence[str] | None = None, accepting: Literal["all", "none"] | Sequence[str] = "all",
        circulated_to: Sequence[str] = (), authentic: bool = False, language: str = "", method: str = "",
        sign: Signs | Sequence[Signs] = (), visible: Sequence[str] | str = "all", request: str = "",
    ) -> Receipt:  # fmt: skip
        """Reads a draft from a file, keeps both, and tables it; raises what `travaux.read` and `enter` raise."""
        doing = self.tabling(
            path, by=by, standing=standing, title=title, parents=parents, accepting=accepting, language=language,
            circulated_to=circulated_to, authentic=authentic, method=method, sign=sign, visible=visible,
        )  # fmt: skip
        return self.enter_all([doing], request=request)[0]

    def tabling(
        self, path: str | os.PathLike[str] | bytes, *, name: str = "", by: str | None = None,
        standing: Standing = "tabled", title: str = "", parents: Sequence[str] | None = None,
        accepting: Literal["all", "none"] | Sequence[str] = "all", circulated_to: Sequence[str] = (),
        authentic: bool = False, language: str = "", method: str = "", sign: Signs | Sequence[Signs] = (),
        visible: Sequence[str] | str = "all",
    ) -> Doing:  # fmt: skip
        """Returns the tabling of a draft made ready for `enter_all`: the file, by path or as bytes, is read here.

        `parents` are digests of the drafts it was made from, by default the one on the table, if there is one.
        `accepting` is which of the file's own changes are taken as made: "all", "none", or names in the file.
        """
        digest, (called, data) = filing.taken(path, name)
        read = filing.manuscript(data, called)
        draft = read.accepting(accepting)
        current = self.state.current()
        before = [current.digest] if parents is None and current and current.digest != draft.digest else parents or []
        act = Table(
            draft=Digest(draft.digest), file=Digest(digest), title=title or read.title, standing=standing,
            parents=tuple(map(Digest, before)), circulated_to=tuple(map(self.party, circulated_to)),
            accepting=(accepting,) if isinstance(accepting, str) else tuple(accepting), authentic=authentic,
            language=language or draft.language, method=method,
        )  # fmt: skip
        doing = self.doing(act, by=by, sign=sign, visible=visible)
        kept = {draft.digest: filing.encode(draft)}
        return replace(doing, files={digest: (called, data)}, drafts=kept)

    def verdicts(self, index: int, *, day: str = "") -> tuple[Verdict, ...]:
        """Returns what the record's rules say of an entry as the record now stands, today or on another day."""
        self.entry(index)
        asked = day or datetime.now(UTC).date().isoformat()
        return rules.review(self.state, index, pack=self.rules, drafts=self.drafts, day=asked)

    # Private values

    def disclose(self, index: int, *names: str, to: Audience = "all") -> None:
        """Shows private values of an entry to everybody or to the parties: all of them, or the fields named."""
        self._show(index, names, to)

    def withhold(self, index: int, *names: str) -> None:
        """Keeps private values of an entry from everybody but the depositary. What was handed out stays out."""
        self._show(index, names, "depositary")

    def erase(self, index: int, *names: str, ground: str, sign: Signs | Sequence[Signs] = ()) -> list[Receipt]:
        """Erases private values of an entry, all or those named: value and salt go for good, and an entry says so.

        Copies that were handed out cannot be called back. Raises `Locked` where the value is gone from the record but
        others, who have it open, still keep an old page: erase again, naming no fields, when they have closed it.
        """
        self._may_write()
        if not names and not self._store.disclosures([index]) and index in self._erased_in():
            self._desk.scrub()
            return []
        found = [kept.digest for kept, _ in self._private(index, names)]
        acts = [Erase(entry=Index(index), digest=digest, ground=ground) for digest in found]
        return self._desk.erase([self.doing(act, sign=sign) for act in acts], found)

    def _erased_in(self) -> set[int]:
        return {act.entry for _, act in self.state.book.of(Erase)}

    def _show(self, index: int, names: Sequence[str], audience: Audience) -> None:
        self._may_write()
        with self._store.turn(), self._store.writing():
            for kept, _ in self._private(index, names):
                self._store.show(kept.digest, audience)
            self._store.keep_setting(SHOWN, str(int(self._store.setting(SHOWN) or "0") + 1))

    def _private(self, index: int, names: Sequence[str]) -> list[tuple[Kept, str]]:
        self.entry(index)
        held = [(kept, filing.disclosed(kept).name) for kept in self._store.disclosures([index])]
        found = [(kept, name) for kept, name in held if not names or name in names]
        missing = set(names) - {name for _, name in found}
        if missing or not found:
            there = ", ".join(sorted({name for _, name in held})) or "none"
            raise Malformed("no such private value", where=f"entry {index}", advice=f"It has: {there}")
        return found

    def allow(self, *sites: str) -> None:
        """Lets passkeys be used at some sites, each as browsers name it (`https://sign.example.org`)."""
        self._may_write()
        known = self._store.setting("sites").split()
        if missing := [site for site in sites if site not in known]:
            with self._store.turn(), self._store.writing():
                self._store.keep_setting("sites", " ".join([*known, *missing]))

    # Handing out

    def tiles(self, where: str | os.PathLike[str] | Showcase, *, endpoint: str = "", whole: bool = False) -> int:
        """Lays the log out as static files for everybody (C2SP tlog-tiles), in a folder or in `s3://BUCKET/PREFIX`.

        Returns how many files were written. `endpoint` is that of an S3-compatible store, `whole` looks after old files
        too. A log is published whole: where entries are not visible to all, `NotPermitted`. Raises `Forked` where what
        lies there is another history or more than this, `Locked` where somebody else published at the same time.
        """
        restricted = sum(each.entry.visible != "all" for each in self.entries) + self.hidden
        if restricted:
            raise NotPermitted(f"{restricted} entries are not visible to all, and a published log would show them")
        self._desk.sign_over()
        return publishing.publish(self._store, self._ledger, showcase_at(where, endpoint), whole=whole)

    def tile(self, path: str) -> bytes:
        """Returns one tile of the log (C2SP tlog-tiles) by its path: hashes always, entries where all are for this
        viewer.

        Raises `Malformed` for another path, `IndexError` where the log has no such tile yet, `NotPermitted`.
        """
        state = self.state
        return publishing.tile(self._store, path, lambda at: all(state.entry(index) is not None for index in at))

    def copy(self, path: str | os.PathLike[str], *, viewer: Viewer | None = None) -> None:
        """Writes a copy without private values that its viewer, by default this record's, may not see."""
        target = viewer or self.viewer
        if not self.viewer.depositary and target not in (self.viewer, PUBLIC):
            raise NotPermitted(f"a copy for the {target} would show more than the {self.viewer} may see")
        hidden = self.hidden + sum(not target.reads(each.entry) for each in self.entries)
        publishing.copy_for(self._store, target, hidden, path)

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Writes a whole copy, private values too, while others read and write."""
        self._may_write()
        self._store.backup(os.fspath(path))

    def cosign(self, policy: str, *, ask: publishing.Ask = publishing.by_http) -> list[str]:
        """Asks the witnesses of a policy (C2SP tlog-policy) to cosign the last checkpoint; returns their answers."""
        self._may_write()
        self._desk.sign_over()
        return publishing.cosign(self._store, self._ledger, Policy.from_text(policy.encode()), ask)

    # Looking up

    def party(self, name: str) -> PartyId:
        """Returns the id of a party, given its id, handle or name; `Malformed` where there is none."""
        if len(name) == len("party-") + 8 and name.startswith("party-"):
            return PartyId(name)
        state = self.state
        found = state.party(name)
        if found is None:
            known = ", ".join(str(each.handle or each.id) for each in state.parties) or "none yet"
            raise Malformed("no such party", where=name, advice=f"Parties: {known}")
        return found.id

    def _signer(self, given: Signs) -> Signer:
        if isinstance(given, Signer):
            return given
        if isinstance(given, PrivateKey):
            return by_key(given)
        if given == "agent" or given.startswith("agent:"):
            return by_agent(given.removeprefix("agent").removeprefix(":"))
        return by_key(self.home.key(given))

    def _judge(self, index: int) -> tuple[Verdict, ...]:
        return self._view.judge(index, self.rules, self.drafts)

    def _may_write(self) -> None:
        if not self.viewer.depositary:
            who = f"the record is open for the {self.viewer}, who reads"
            raise NotPermitted(f"{who}; open it as the depositary to write")
