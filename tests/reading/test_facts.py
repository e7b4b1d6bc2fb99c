"""Facts of the process: meetings, delegations, proposals, deadlines, changes; and what is none of them."""

from __future__ import annotations

import pytest
from tests.reading.telling import facts, only, parts, told

from travaux.reading.items import Fact


@pytest.mark.parametrize(
    ("text", "place", "attendee", "date", "done"),
    [
        ("Boria and Aldania met in Velm on Monday.", "Velm", ("Boria", "Aldania"), "2031-03-10", True),
        ("Boria met Aldania's envoys in Velm.", "Velm", ("Boria", "Aldania's envoys"), None, True),
        ("Envoys of Boria will meet in Velm on Friday.", "Velm", ("Envoys of Boria",), "2031-03-14", False),
        ("Talks between Boria and Aldania are due to resume on Friday.", "", ("Boria", "Aldania"), "2031-03-14", False),
        ("Boria held talks with Aldania in the capital.", "the capital", ("Boria", "Aldania"), None, True),
        ("A second round of talks will take place in Velm.", "Velm", (), None, False),
        ("Talks are planned for Friday in Velm.", "Velm", (), "2031-03-14", False),
        ("Both sides agreed to meet again in Velm on 20 March.", "Velm", ("Both sides",), "2031-03-20", False),
        ("On Monday in Velm, the two sides met.", "", ("the two sides",), "2031-03-10", True),
        ("A delegation will travel to Velm for talks on Friday.", "Velm", ("A delegation",), "2031-03-14", False),
    ],
)
def test_meetings(text: str, place: str, attendee: tuple[str, ...], date: str | None, done: bool) -> None:
    fact = only(text, "meeting")
    assert parts(fact, "place", "attendee") == [(place,) if place else (), attendee]
    assert ([each.edtf for each in fact.dates], fact.done) == ([date] if date else [], done)


def test_who_announced_a_meeting() -> None:
    text = "The secretariat announced that envoys would meet in Velm on Friday."
    said = ("The secretariat", "announced", "that envoys would meet in Velm on Friday")
    fact = only(text, "meeting", said)
    assert (parts(fact, "announcer"), fact.reported_by) == ([("The secretariat",)], 0)


def test_a_meeting_announced_as_a_noun() -> None:
    fact = only("The ministry on Monday announced talks of the guarantors at Velm this week.", "meeting")
    assert parts(fact, "announcer", "attendee", "place") == [("The ministry",), ("the guarantors",), ("Velm",)]
    assert ([each.words for each in fact.dates], fact.done) == (["this week"], False)
    assert facts(told("The ministry announced no talks at Velm this week.")) == []


@pytest.mark.parametrize(
    ("text", "party", "count", "named", "instrument"),
    [
        ("Boria named a five-member delegation by decree.", "Boria", 5, (), "decree"),
        ("By a decree of Monday, Boria named a delegation of seven members.", "Boria", 7, (), "a decree"),
        ("Boria is sending two people, Orla Velling and Tomas Reel.", "Boria", 2, ("Orla Velling", "Tomas Reel"), ""),
        ("Boria's team will be led by Orla Velling.", "Boria", None, ("Orla Velling",), ""),
        ("A decree names three negotiators: Orla Velling, Tomas Reel and Ilse Marsk.", "", 3,
         ("Orla Velling", "Tomas Reel", "Ilse Marsk"), "A decree"),
        ("Boria sent a delegation led by Orla Velling, the trade minister.", "Boria", None, ("Orla Velling",), ""),
    ],
)  # fmt: skip
def test_delegations(text: str, party: str, count: int | None, named: tuple[str, ...], instrument: str) -> None:
    fact = only(text, "delegation")
    assert parts(fact, "party", "named", "instrument") == [
        (party,) if party else (), named, (instrument,) if instrument else (),
    ]  # fmt: skip
    assert (fact.number, fact.exhaustive) == (count, count is not None and count == len(named))


@pytest.mark.parametrize(
    ("text", "by", "terms", "returned", "whole"),
    [
        ("Boria proposed a freeze on wages.", "Boria", ("a freeze on wages",), "", True),
        ("Boria offered to drop its claim in return for peace.", "Boria", ("to drop its claim",), "peace", True),
        ("The union demands changes to the rota, such as a free Monday and longer breaks.", "The union",
         ("changes to the rota", "a free Monday", "longer breaks"), "", False),
        ("The owners offered concessions, including new looms, in return for peace until 2034.", "The owners",
         ("concessions", "new looms"), "peace until 2034", False),
        ("The weavers propose two things: a lock and a door.", "The weavers", ("a lock", "a door"), "", True),
        ("Under the plan, tabled by Boria, each side would drop three tariffs.", "Boria",
         ("each side would drop three tariffs",), "", False),
    ],
)  # fmt: skip
def test_proposals(text: str, by: str, terms: tuple[str, ...], returned: str, whole: bool) -> None:
    fact = only(text, "proposal")
    assert parts(fact, "by", "terms", "return") == [(by,), terms, (returned,) if returned else ()]
    assert fact.exhaustive == whole


@pytest.mark.parametrize(
    ("text", "by", "whom", "due", "consequence", "date"),
    [
        ("The mediator gave Boria until Thursday to answer, or lose its seat.", "The mediator", "Boria", "to answer",
         "lose its seat", "../2031-03-13"),
        ("The union has until 20 March to answer. Otherwise the port will close.", "", "The union", "to answer",
         "the port will close", "../2031-03-20"),
        ("The union has given the firm until 20 March to pay. If it does not, the dockers will strike, Orn said.",
         "The union", "the firm", "to pay", "the dockers will strike", "../2031-03-20"),
        ("The committee must return its samples by 30 March.", "", "The committee", "return its samples", "",
         "[..2031-03-30]"),
        ("Boria asked the committee to return its samples by 30 March.", "Boria", "the committee",
         "to return its samples", "", "[..2031-03-30]"),
        ("If Boria does not lift the levy by 30 March, the strait will close.", "", "Boria", "lift the levy",
         "the strait will close", "[..2031-03-30]"),
        ("The chair set a deadline of 30 March for a reply.", "The chair", "", "a reply", "", "2031-03-30"),
    ],
)  # fmt: skip
def test_deadlines(text: str, by: str, whom: str, due: str, consequence: str, date: str) -> None:
    fact = only(text, "deadline")
    assert [" ".join(each) for each in parts(fact, "by", "for", "due", "consequence")] == [by, whom, due, consequence]
    assert [each.edtf for each in fact.dates] == [date]


@pytest.mark.parametrize(
    ("text", "by", "deed", "target"),
    [
        ("Boria changed clause 4.", "Boria", "changed", "clause 4"),
        ("Boria's envoys agreed to most of the text.", "Boria's envoys", "agreed", "most of the text"),
        ("Clause 4 was deleted by Boria.", "Boria", "deleted", "Clause 4"),
        ("The chair presented the draft to the council.", "The chair", "presented", "the draft"),
        ("Finally Aldania struck out the second paragraph.", "Aldania", "struck", "the second paragraph"),
    ],
)
def test_changes(text: str, by: str, deed: str, target: str) -> None:
    fact = only(text, "change")
    assert parts(fact, "by", "deed", "object") == [(by,), (deed,), (target,)]
    assert fact.words.get("order", ()) == (("Finally",) if text.startswith("Finally") else ())


def test_changes_in_their_order() -> None:
    text = "The plan went to Boria, which agreed to most of it after making several changes and presented it to a king."
    found = facts(told(text), "change")
    assert [each.words["deed"] for each in found] == [("agreed",), ("making several changes",), ("presented",)]
    assert {each.words["by"] for each in found} == {("Boria",)}


def test_a_list_of_examples_ends_where_the_sentence_goes_on() -> None:
    text = (
        "The plan, which calls for concessions such as a canal and two islands, was presented to the council on Monday."
    )
    items = told(text)
    (proposal,), (change,) = facts(items, "proposal"), facts(items, "change")
    assert (proposal.words["terms"], proposal.exhaustive) == (("concessions", "a canal", "two islands"), False)
    assert parts(change, "by", "object", "for") == [(), ("The plan",), ("the council",)]


def test_what_is_proposed_is_not_done() -> None:
    assert [each.kind for each in told("Boria proposed deleting Article 9 and inserting a new clause.")] == ["proposal"]


def test_a_demand_with_a_day_and_a_threat() -> None:
    fact = only("The union demanded that the company change the rota by Friday or face a strike.", "deadline")
    assert parts(fact, "by", "for", "due", "consequence") == [
        ("The union",), (), ("the company change the rota",), ("face a strike",),
    ]  # fmt: skip


NOTHING = [
    "Boria denied having changed clause 4.",
    "Boria denied that it had changed clause 4 or agreed to the plan.",
    "Boria neither approved nor changed any clause.",
    "Boria did not meet Aldania in Velm on Monday.",
    "Boria may meet Aldania in Velm on Friday.",
    "Boria would meet Aldania in Velm on Friday if it were asked.",
    "If Boria changed clause 4, the talks would end in Velm on Friday.",
    "Did Boria change clause 4? Will they meet in Velm on Friday?",
    "Boria wants to meet in Velm on Friday.",
    "Boria refused to sign the treaty.",
    "No delegation was named by decree.",
    "Boria could send a five-member delegation.",
    "Boria never proposed a freeze on wages.",
    "Boria met the deadline on Monday.",
    "Boria accepted the invitation on Monday.",
    "Boria offered its condolences and some remarks on Monday.",
    "There is no deadline of 30 March.",
    "Boria has no reason to answer by 30 March.",
    "It is not true that Boria changed clause 4.",
    "The claim that Boria changed clause 4 is false.",
    "Without changing clause 4, Boria went home.",
    "Boria said nothing about who had changed what.",
    "Nobody agreed to the plan.",
    "Boria was asked to change clause 4.",
    "Boria should have met Aldania in Velm on Monday.",
    "The text agreed in Velm is long.",
    "Boria almost changed clause 4.",
    "Critics accused Boria of changing clause 4.",
    "Boria opposed adding clause 4 to the plan.",
    "Boria considered changing clause 4.",
    "The allegation that Boria met Aldania in Velm on Monday remains.",
    "The deal was nearly signed.",
    "Boria agreed it was a bad plan.",
    "After the text had been changed, Boria went home.",
    "Boria has until now kept quiet, and on Friday may speak.",
    "Boria had planned to change clause 4.",
    "Boria had planned to meet Aldania in Velm on Monday.",
    "Boria had been due to meet Aldania in Velm on Monday.",
    "Boria hopes the chair signed the text.",
    "Boria doubts that the chair signed the text.",
    "Nobody believes that the chair signed the text.",
    "Boria pretended it signed the text.",
    "Boria wishes it had signed the text.",
    "Boria wondered who signed the text.",
    "Boria has no proof that the chair signed the text.",
    "Imagine Boria signed the text.",
    "It is time the owners sign the text.",
    "Boria ruled out changing clause 4.",
    "Before changing clause 4, Boria left.",
    "Boria all but signed the text.",
    "All but Boria signed the text.",
    "Everyone except Boria signed the text.",
    "It remains unclear who rewrote clause 9.",
    "They were to have met in Velm on Monday.",
    "Under an earlier plan, Boria would have received a bonus.",
    "Had Boria accepted the plan, they would have met in Velm on Friday.",
    "Unless Boria changes clause 4, they will meet in Velm on Friday.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_was_not_done_is_no_fact(text: str) -> None:
    assert facts(told(text)) == []


@pytest.mark.parametrize("cue", ["denied", "hopes", "asked", "did not confirm"])
def test_what_stands_in_a_denial_or_a_wish_is_no_fact(cue: str) -> None:
    content = "that Boria changed clause 4 and met Aldania in Velm on Monday"
    assert facts(told(f"The chair {cue} {content}.", ("The chair", cue, content))) == []


def test_a_fact_in_somebodys_words_is_reported_by_them_and_within_them() -> None:
    text = "Boria changed clause 3. The chair noted that Boria changed clause 4."
    items = told(text, ("The chair", "noted", "that Boria changed clause 4"))
    found = {
        each.value.words["object"]: (each.value.reported_by, each.within) for each in items if each.kind == "change"
    }
    assert found == {("clause 3",): (None, None), ("clause 4",): (1, 1)}


@pytest.mark.parametrize(
    "text",
    [
        "The mediator gave Boria until Thursday to answer, or lose its seat.",
        "Boria named a five-member delegation by decree. Boria and Aldania met in Velm on Monday.",
        "Boria proposed a freeze, such as a cap. Boria changed clause 4.",
    ],
)
def test_every_part_is_the_words_that_stand_there(text: str) -> None:
    for item in told(text):
        assert isinstance(item.value, Fact)
        for part, spans in item.parts.items():
            assert [" ".join(text[start:end].split()) for start, end in spans] == list(item.value.words[part])


def test_names_swapped_are_swapped_and_nothing_else_is() -> None:
    text = "The mediator gave Boria until Thursday to answer Aldania, which changed clause 4."
    swapped = text.replace("Boria", "X").replace("Aldania", "Boria").replace("X", "Aldania")
    one = str([each.words for each in facts(told(text))])
    other = str([each.words for each in facts(told(swapped))])
    assert one.replace("Boria", "X").replace("Aldania", "Boria").replace("X", "Aldania") == other
