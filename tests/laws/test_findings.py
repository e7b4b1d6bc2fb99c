"""Laws of findings: statements never decide, coverage never turns a verdict, a denial is the other side of a claim."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.building import Record, dated, party

from travaux.claims.check import check
from travaux.claims.claim import Finding
from travaux.claims.grammar import from_text
from travaux.claims.lines import from_lines, to_lines
from travaux.record import acts
from travaux.record.terms import Index, Place, Source

FIRST = "1. Forces\nNo force exceeds 42 units.\n2. Audit\nAid is audited.\n3. Reports\nEach Party reports.\n"
SECOND = FIRST.replace("Aid is audited.", "Nobody asks about aid.")
PARTIES = ("aldania", "boria")
SENTENCES = (
    "boria accepted clause 2",
    "boria accepted most clauses",
    "boria approved all clauses",
    "boria changed any clause",
    "boria changed clause 2",
    "boria objected to exactly one clause",
    "aldania proposed clause 2",
    "an official of boria accepted several clauses",
    "exactly one party accepted clause 2",
    "someone changed clause 2",
    "boria accepted clauses 1 and 3 by 2031-03-10",
    "boria presented the text",
)

Step = tuple[str, str, int, bool]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "object", "reserve", "propose", "table", "present", "withdraw", "void", "say"]),
        st.sampled_from(PARTIES), st.integers(0, 3), st.booleans(),
    ),
    max_size=8,
)  # fmt: skip


def played(steps: list[Step]) -> Record:
    """A record of a few acts on two drafts of three clauses."""
    record = Record()
    for name in PARTIES:
        record.admit(name)
    first, second = record.draft(FIRST), record.draft(SECOND)
    record.table("aldania", first, standing="basis")
    on = first
    for number, (what, name, clause, flag) in enumerate(steps):
        record.day = f"2031-03-{number + 2:02d}"
        place = str(clause) if clause else ""
        match what:
            case "accept" | "object" | "reserve":
                record.take(name, on, place, what, ad_referendum=flag and what == "accept")  # type: ignore[arg-type]
            case "propose":
                record.propose(name, first, "2", "Nobody asks about aid." if flag else "Aid is counted.")
            case "table":
                record.table(name, second, first)
                on = second
            case "present":
                when = dated("2031-03~" if flag else record.day)
                record.enter(acts.Present(draft=on, office="the board", when=when), actor=name)
            case "withdraw":
                record.withdraw(name, Index(len(record.entered) - 1))
            case "void":
                record.void(Index(len(record.entered) - 1), actor=name)
            case "say":
                say(record, SENTENCES[clause], denied=flag)
    return record


def say(record: Record, sentence: str, *, denied: bool) -> Index:
    claim = f"it is not so that {sentence}" if denied else sentence
    return record.say("So it is said", who=Source(kind="anonymous", outlet="Port Herald"), claims=(claim,))


COVERS = st.builds(
    dict,
    acts=st.sampled_from([(), ("take",), ("table", "propose", "correct")]),
    parties=st.sampled_from([(), (party("boria"),)]),
    clauses=st.sampled_from([(), (Place("2"),)]),
    until=st.sampled_from([None, dated("2031-03-05"), dated("2031-04")]),
)


def ask(record: Record, sentence: str) -> Finding:
    return check(sentence, record.state(), record.drafts)


DECIDED = ("borne out", "contradicted")


@given(STEPS, st.sampled_from(SENTENCES), st.sampled_from(SENTENCES), st.booleans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_statement_never_decides(steps: list[Step], asked: str, said: str, denied: bool, covered: bool) -> None:
    record = played(steps)
    if covered:
        record.enter(acts.Cover())
    before = ask(record, asked)
    say(record, said, denied=denied)
    after = ask(record, asked)
    if before.verdict in (*DECIDED, "ambiguous"):
        assert (before.verdict, before.coverage) == (after.verdict, after.coverage)
    else:
        assert after.verdict in ("silent", "disputed", "outside coverage")


@given(STEPS, st.sampled_from(SENTENCES), COVERS)
@settings(max_examples=80, deadline=None)
def test_coverage_never_turns_a_verdict(steps: list[Step], asked: str, cover: dict[str, object]) -> None:
    record = played(steps)
    before = ask(record, asked)
    record.enter(acts.Cover(**cover))  # type: ignore[arg-type]
    after = ask(record, asked)
    if before.verdict in DECIDED:
        assert before.verdict == after.verdict
    if after.verdict in DECIDED and before.verdict != after.verdict:
        assert after.coverage


@given(STEPS, st.sampled_from(SENTENCES), COVERS)
@settings(max_examples=80, deadline=None)
def test_a_denial_is_the_other_side_of_a_claim(steps: list[Step], asked: str, cover: dict[str, object]) -> None:
    record = played(steps)
    record.enter(acts.Cover(**cover))  # type: ignore[arg-type]
    (reading,) = from_text(asked)
    (claim,) = reading.claims
    one = check(claim, record.state(), record.drafts)
    other = check(replace(claim, denied=True), record.state(), record.drafts)
    turned = {"borne out": "contradicted", "contradicted": "borne out"}
    assert turned.get(one.verdict, one.verdict) == other.verdict


@given(STEPS, st.sampled_from(SENTENCES), COVERS)
@settings(max_examples=60, deadline=None)
def test_every_verdict_shows_what_it_rests_on(steps: list[Step], asked: str, cover: dict[str, object]) -> None:
    record = played(steps)
    record.enter(acts.Cover(**cover))  # type: ignore[arg-type]
    finding = ask(record, asked)
    decisive = [each for each in finding.bearing if each.grade in ("signed", "recorded")]
    assert finding.verdict not in DECIDED or decisive or finding.coverage
    assert finding.settles or finding.verdict in DECIDED
    grades = {record.state().entry(each.entry).grade for each in finding.bearing}  # type: ignore[union-attr]
    assert grades <= {"signed", "recorded", "reported"}
    assert finding == from_lines(to_lines(finding))
