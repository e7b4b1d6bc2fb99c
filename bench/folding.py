"""The fold: a record of growing length to its state, going on from a state by one entry, and what is asked of it.

Beside it, in the same run, the least that any reader of the entries must do: parse the JSON of every line. Goals: cost
grows linearly, 100,000 entries take seconds, and going on costs the same however long the record is.
"""

from __future__ import annotations

import gc
import json
import random
import time
from collections.abc import Callable

from bench.tables import ratio, show
from travaux import canon
from travaux.record import acts, entries
from travaux.record.authorship import Authorship
from travaux.record.descent import Descent
from travaux.record.entries import After, Entered, Entry
from travaux.record.positions import Positions
from travaux.record.snapshot import from_text, to_text
from travaux.record.state import State, fold
from travaux.record.terms import Dated, Digest, Index, PartyId, Person, PersonId, Place, Source, Wording
from travaux.record.wordings import wording
from travaux.text.drafts import Draft

SIZES = (1_000, 10_000, 100_000)
STEPS = 500
PARTIES = [PartyId(f"party-{number:08}") for number in range(8)]
NOWHERE = After(size=0, root=Digest("0" * 64))


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """The processor's seconds, the median of some runs: others use this machine too."""
    times = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return sorted(times)[len(times) // 2]


class Log:
    """Entries as a log would hold them, with keys that are only names."""

    def __init__(self) -> None:
        self.entered: list[Entered] = []
        self._chains: dict[str, tuple[int, str]] = {}
        clerk = Person(id=PersonId("person-00000000"), name="Clerk")
        self.enter(acts.Enrol(person=clerk, key="ssh-ed25519 depositary", duty="depositary"))
        for number, party in enumerate(PARTIES):
            self.enter(acts.Admit(party=party, handle=f"party {number}"))
            person = Person(id=PersonId(f"person-{number + 1:08}"))
            self.enter(acts.Enrol(person=person, key=f"ssh-ed25519 {party}", party=party))

    def enter(self, act: acts.Act, party: PartyId | None = None) -> Index:
        index, signer = Index(len(self.entered)), party or "depositary"
        seq, prev = self._chains.get(signer, (0, ""))
        at = f"2031-{index // 9_000 % 12 + 1:02}-01T12:00:00Z"
        entry = Entry(log="example.com/bench", act=act, actor=party, after=NOWHERE, seq=seq, prev=prev, at=at)
        hashed = f"{index:064x}"
        self.entered.append(Entered(index=index, entry=entry, hash=hashed, signers=(f"ssh-ed25519 {signer}",)))
        self._chains[signer] = (seq + 1, hashed)
        return index


def negotiation(size: int) -> list[Entered]:
    """A long one: positions and proposals on many drafts, statements, deadlines, things withdrawn and voided."""
    log, draw = Log(), random.Random(size)
    drafts = [Digest(f"{number:064x}") for number in range(max(2, size // 500))]
    for number, draft in enumerate(drafts):
        log.enter(acts.Table(draft=draft, file=draft, parents=tuple(drafts[number - 1 : number])), PARTIES[0])
    while len(log.entered) < size:
        party, draft = draw.choice(PARTIES), draw.choice(drafts)
        place = Place(f"{draw.randrange(1, 40)}.{draw.randrange(1, 6)}")
        act = one(draw, len(log.entered), Wording(draft=draft, clause=place, words=draft))
        log.enter(act, None if isinstance(act, acts.State | acts.Void) else party)
    return log.entered


def one(draw: random.Random, place: int, wording: Wording) -> acts.Act:
    earlier = Index(draw.randrange(place))
    makers: list[Callable[[], acts.Act]] = [
        lambda: acts.Take(stance=draw.choice(("accept", "object", "reserve")), wording=wording),
        lambda: acts.Propose(wording=wording, operation="replace", words=("No force exceeds forty units.",)),
        lambda: acts.State(source=Source(kind="anonymous", attributes="an official"), words=("We agreed.",)),
        lambda: acts.Limit(due="an answer", when=Dated(edtf="2031-06-30"), consequence="the offer falls"),
        lambda: acts.Withdraw(entry=earlier),
        lambda: acts.Void(entry=earlier, reason="by mistake"),
    ]
    return draw.choices(makers, (60, 15, 12, 5, 7, 1))[0]()


def go_on(entered: list[Entered]) -> float:
    """Microseconds for one entry more, a state each time."""
    state = fold(entered[:-STEPS])

    def step_by_step() -> State:
        found = state
        for each in entered[-STEPS:]:
            found = fold((each,), found)
        return found

    assert step_by_step() == fold(entered)
    return seconds(step_by_step) / STEPS * 1e6


def folding(size: int) -> list[object]:
    entered = negotiation(size)
    lines = [canon.to_text(entries.to_value(each.entry, lambda name, value: "0" * 43)).decode() for each in entered]
    gc.collect()
    parsed = seconds(lambda: [json.loads(line) for line in lines])
    folded = seconds(lambda: fold(entered))
    state = fold(entered)
    on = seconds(lambda: state.on("2031-06-30"), 1)
    kept = to_text(state, "bench")
    assert from_text(kept, "bench", lambda index: entered[index]).deadlines == state.deadlines
    back = seconds(lambda: from_text(kept, "bench", lambda index: entered[index]))
    return [
        f"{size:,}", f"{parsed:.3f} s", f"{folded:.3f} s", ratio(parsed, folded), f"{folded / size * 1e6:.1f} µs",
        f"{go_on(entered):.0f} µs", f"{on:.3f} s", f"{back:.3f} s", f"{len(kept) / 1e6:.1f}",
    ]  # fmt: skip


def prose(draw: random.Random, words: int) -> str:
    return " ".join(f"word{draw.randrange(900)}" for _ in range(words)) + "."


def text(clauses: list[str]) -> str:
    return "".join(f"Article {number}\n{words}\n" for number, words in enumerate(clauses, 1))


def asking(drafts: int, proposals: int, positions: int) -> list[object]:
    """What it takes to follow clauses through drafts of 100 articles, and to say whose every word is."""
    log, draw = Log(), random.Random(drafts)
    clauses = [prose(draw, 80) for _ in range(100)]
    texts: dict[Digest, Draft] = {}
    last: tuple[Digest, ...] = ()
    for _ in range(drafts):
        draft = Draft(text(clauses))
        digest = Digest(draft.digest)
        texts[digest] = draft
        log.enter(acts.Table(draft=digest, file=digest, parents=last), PARTIES[0])
        last = (digest,)
        for _ in range(positions // drafts):
            where = wording(draft, Place(str(draw.randrange(1, 101))))
            log.enter(acts.Take(stance="accept", wording=where), draw.choice(PARTIES))
        for place in draw.sample(range(100), proposals // drafts):
            words = prose(draw, 80)
            where = wording(draft, Place(str(place + 1)))
            log.enter(acts.Propose(wording=where, operation="replace", words=(words,)), draw.choice(PARTIES))
            clauses[place] = words if draw.random() < 0.5 else clauses[place]
    book = fold(log.entered).book
    descent = Descent(book, texts)
    first = seconds(lambda: Positions(book, descent).all, 1)
    again = seconds(lambda: Positions(book, descent).all)
    authors = seconds(lambda: Authorship(book, descent, last[0]).words, 1)
    return [drafts, proposals, positions, f"{first:.2f} s", f"{again:.2f} s", f"{authors:.2f} s"]


def main() -> None:
    show(
        "A record to its state (processor time)",
        [
            "entries",
            "JSON alone",
            "fold",
            "of JSON",
            "an entry",
            "one entry more",
            "as of a day",
            "from a snapshot",
            "MB",
        ],
        [folding(size) for size in SIZES],
    )
    show(
        "Asking: positions held against the draft on the table, and whose every word is (drafts of 8,000 words)",
        ["drafts", "proposals", "positions", "positions, first", "positions, again", "authorship"],
        [asking(5, 50, 500), asking(20, 200, 5_000)],
    )
