"""Papers at the gate: what a viewer may not read is in none of them, and each says how much that is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.papers.river import DAY, played

from travaux.errors import Malformed, OutOfOrder
from travaux.papers.clean import StillOpen
from travaux.papers.paper import Chart, Paper, Paragraph, Table
from travaux.record.acts import Convene, State
from travaux.record.terms import Dated, Forum, Index, Person, PersonId, Source
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.papers import MAKERS
from travaux.secretariat.records import Record

SEALED = "the ministers meet alone at the mill"
KINDS = {
    "rolling": {}, "columns": {}, "consolidation": {}, "redline": {}, "matrix": {}, "timeline": {}, "deadlines": {},
    "finding": {"claim": "boria changed clause 8"}, "audit": {}, "life": {"clause": "8"},
}  # fmt: skip
"""Every kind but clean text, which is refused here."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The waters of the Orn, with an entry for the depositary and one for Delvia alone."""
    with played(tmp_path_factory.mktemp("gate")) as record:
        source = Source(kind="anonymous", attributes="a driver")
        record.enter(State(source=source, words=(SEALED,)), visible="depositary")
        record.enter(State(source=source, words=(SEALED,)), visible=["delvia"])
        yield record


def viewed(record: Record, viewer: str) -> Record:
    path = Path(record._store.path)  # type: ignore[attr-defined]  # the file that is open
    return open_record(path, viewer=viewer, home=record.home.path)


def test_there_is_a_test_for_every_kind() -> None:
    assert set(KINDS) | {"clean"} == set(MAKERS)


def words(paper: Paper) -> str:
    """Returns everything that a paper tells, in its words and in what is drawn."""
    drawn = [f"{each.label} {each.told}" for block in paper.blocks for each in getattr(block, "drawn", ())]
    return "\n".join([*paper.words(), *drawn])


@pytest.mark.parametrize(("viewer", "withheld"), [("depositary", 0), ("delvia", 1), ("boria", 2), ("public", 3)])
@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_holds_what_its_viewer_may_read_and_counts_the_rest(
    kept: Record, kind: str, viewer: str, withheld: int
) -> None:
    options = dict(KINDS[kind])
    if viewer == "public" and kind == "finding":  # the public knows no party by name
        options["claim"] = f"{kept.party('boria')} changed clause 8"
    with viewed(kept, viewer) as record:
        paper = record.paper(kind, day=DAY, **options)
    told = {0: "no entry", 1: "One entry is not shown to this reader"}
    many = {2: "Two", 3: "Three"}.get(withheld, "")
    assert dict(paper.facts)["Withheld"] == told.get(withheld, f"{many} entries are not shown to this reader")
    assert dict(paper.facts)["Read as"] == viewer
    assert dict(paper.facts)["As of"].startswith("entry 108")
    if kind == "timeline":
        assert (SEALED in words(paper)) == (viewer in ("depositary", "delvia"))
    else:
        assert SEALED not in words(paper)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "finding"])
def test_names_that_are_withheld_are_in_no_paper(kept: Record, kind: str) -> None:
    with viewed(kept, "public") as record:
        told = words(record.paper(kind, day=DAY, **KINDS[kind]))
    for name in ("Sela Marrick", "Hanne Orrel", "Liv Sandar"):
        assert name not in told


def test_a_paper_as_of_an_entry_knows_nothing_of_what_came_after(kept: Record) -> None:
    paper = kept.paper("timeline", at=60, day=DAY)
    assert dict(paper.facts)["As of"] == "entry 60"
    assert "draft 3" not in words(paper)
    assert kept.paper("matrix", at=60, day=DAY).summary.startswith("Of twelve clauses in draft 2")
    with pytest.raises(IndexError):
        kept.paper("timeline", at=10_000)


def test_the_same_record_gives_the_same_paper(kept: Record) -> None:
    for kind, options in KINDS.items():
        assert kept.paper(kind, day=DAY, **options) == kept.paper(kind, day=DAY, **options)


def test_a_clean_text_is_refused_with_what_is_open(kept: Record) -> None:
    with pytest.raises(StillOpen) as refused:
        kept.paper("clean", day=DAY)
    assert any(point.place == "8" for point in refused.value.points)


def test_what_a_kind_has_not_is_refused(kept: Record) -> None:
    with pytest.raises(Malformed, match="no such paper"):
        kept.paper("poem")
    with pytest.raises(TypeError, match="has no option 'forum'"):
        kept.paper("timeline", forum="plenary")
    with pytest.raises(Malformed, match="is no draft of this record"):
        kept.paper("redline", earlier="1", later="9")
    with pytest.raises(Malformed, match="no proposal was entered there"):
        kept.paper("redline", proposal=1)
    with pytest.raises(Malformed, match="no party is called that"):
        kept.paper("deadlines", party="nobody")


def test_before_a_draft_is_tabled_there_is_no_text_to_hand_out(kept: Record) -> None:
    for kind in ("rolling", "clean", "columns", "matrix", "redline", "audit"):
        with pytest.raises(OutOfOrder):
            kept.paper(kind, at=5)
    assert kept.paper("timeline", at=0, day=DAY).summary == "Nothing that has a date was entered."


def test_the_calendar_goes_through_the_same_gate(kept: Record) -> None:
    with viewed(kept, "public") as record:
        told = "\n".join(f"{each.title}\n{each.description}" for each in record.calendar(day=DAY).occasions)
    assert "Sela Marrick" not in told
    assert "withheld" in told


@pytest.mark.parametrize("kind", KINDS)
def test_no_run_holds_a_line_break_and_every_entry_it_names_is_there(kept: Record, kind: str) -> None:
    paper = kept.paper(kind, day=DAY, **KINDS[kind])
    runs = [run for each in _paragraphs(paper) for run in each.runs]
    assert [run.words for run in runs if "\n" in run.words] == []
    assert all(0 <= run.entry < kept.size for run in runs if run.entry is not None)


def _paragraphs(paper: Paper) -> Iterator[Paragraph]:
    yield from paper.notes
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            yield block
        table = block.twin if isinstance(block, Chart) else block
        if isinstance(table, Table):
            yield from (each for row in table.rows for cell in row.cells for each in cell.paragraphs)


def test_who_announced_a_meeting_so_as_not_to_be_named_is_not(tmp_path: Path) -> None:
    with new(tmp_path / "x.travaux", title="X", home=tmp_path / "home") as record:
        speaker = Person(id=PersonId("person-aaaaaaaa"), name="Ada Holm")
        said = record.enter(
            State(source=Source(kind="person", person=speaker), words=("We meet.",), terms="not for attribution")
        )
        record.enter(Convene(forum=Forum(name="talks"), when=Dated(edtf="2019-03-05"), announced=Index(said.index)))
        told = "\n".join(each.description for each in record.calendar(day=DAY).occasions)
        assert "Ada Holm" not in told + words(record.paper("timeline", day=DAY))
        assert "not to be named" in told
