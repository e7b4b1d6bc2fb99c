"""What is said put as claims: a denial and the statement it answers are set beside each other, and neither decides."""

from __future__ import annotations

import pytest
from tests.reading.telling import facts, statements, told
from tests.record.building import Record, person

from travaux.claims.check import check
from travaux.claims.grammar import to_text
from travaux.record.terms import Person, Source

BOTH = (
    "“The plan was drawn up after discussions with Orla Velling, who agreed to the majority of it after making several "
    "modifications and presented it to the president,” said a senior official on condition of anonymity.\n\n"
    "Velling, Boria's chief negotiator, wrote on a public page on Tuesday that she neither approved nor changed any "
    "clause.\n"
)
SAID = (
    (
        "a senior official",
        "said",
        "“The plan was drawn up after discussions with Orla Velling, who agreed to the majority of it after making "
        "several modifications and presented it to the president,”",
    ),
    ("Velling, Boria's chief negotiator,", "wrote", "that she neither approved nor changed any clause"),
)


def claims(text: str, *said: tuple[str, str, str]) -> list[list[str]]:
    return [[to_text(claim) for claim in each.claims] for each in statements(told(text, *said))]


def test_a_denial_and_the_statement_it_stands_against() -> None:
    assert claims(BOTH, *SAID) == [
        [
            '"Orla Velling" accepted most clauses',
            '"Orla Velling" changed several clauses',
            '"Orla Velling" presented the text to president',
        ],
        ['"Orla Velling" did not approve any clause', '"Orla Velling" did not change any clause'],
    ]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ('"Orla Velling" neither approved nor changed any clause', "disputed"),
        ('"Orla Velling" changed several clauses', "disputed"),
        ('"Orla Velling" accepted most clauses', "disputed"),
        ('"Orla Velling" presented the text to president', "silent"),
    ],
)
def test_with_reports_alone_both_are_cited_and_none_is_decided(sentence: str, verdict: str) -> None:
    record = Record()
    record.admit("boria")
    record.accredit("boria", person("Orla Velling"))
    entries = []
    for each in statements(told(BOTH, *SAID)):
        source = each.source
        if source.person is not None:
            known = person(str(source.person.name))
            source = Source(kind="person", person=Person(id=known.id, name=known.name), office=source.office)
        entries.append(
            record.say("words", who=source, claims=tuple(to_text(one) for one in each.claims), manner="says")
        )
    finding = check(sentence, record.state(), record.drafts)
    cited = {bearing.entry for each in (finding, *finding.parts) for bearing in each.bearing}
    assert (finding.verdict, set(entries) & cited) == (verdict, set(entries) if verdict == "disputed" else {entries[0]})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("that Boria changed clause 4", ["Boria changed clause 4"]),
        ("that Boria had changed Article 4.2(a)", ["Boria changed clause 4.2(a)"]),
        ("that Boria did not change clause 4", ["Boria did not change clause 4"]),
        ("that Boria approved most clauses of the plan", ["Boria approved most clauses"]),
        ("that the Boria delegation accepted the plan", ["Boria accepted the text"]),
        ("that Boria's envoy accepted the plan", ["an official of Boria accepted the text"]),
        ("that no party changed the text", ["no one changed the text"]),
        ("that clause 9 was deleted", ["someone removed clause 9"]),
        ("that clause 9 was deleted by Boria", ["Boria removed clause 9"]),
        ("that Boria is said to have changed clause 4", ["Boria is said to have changed clause 4"]),
        ("that Boria refused to sign the treaty", ["Boria did not sign the text"]),
        ("that clauses 3, 4 and 9 were amended by Boria", ["Boria changed clauses 3, 4 and 9"]),
        ("that Boria did not make any changes to the text", ["Boria did not change any clause"]),
        ("that Boria made several changes in the text", ["Boria changed several clauses"]),
        ("that Boria accepted the vast majority of the clauses", ["Boria accepted most clauses"]),
        ("that Boria reportedly changed clause 4", ["Boria reportedly changed clause 4"]),
        ("that the port workers union changed clause 4", ['the party "port workers union" changed clause 4']),
        ("that Boria's delegation changed clause 4", ["Boria changed clause 4"]),
        ("that the delegation of Boria changed clause 4", ["Boria changed clause 4"]),
        ("that the envoy of Boria changed clause 4", ["an official of Boria changed clause 4"]),
        ("that Boria changed clause 4 (a)", ["Boria changed clause 4(a)"]),
        ("that Boria changed clause 4 (new)", ["Boria changed clause 4"]),
        ("that Boria denied any part in changing clause 4", []),
    ],
)
def test_what_can_be_said_as_a_claim(content: str, expected: list[str]) -> None:
    assert claims(f"The chair noted {content}.", ("The chair", "noted", content)) == [expected]


@pytest.mark.parametrize(
    "content",
    [
        "that Boria may have changed clause 4",
        "that Boria could change clause 4",
        "that Boria will change clause 4",
        "that Boria would change clause 4 if it were asked",
        "that Boria wants to change clause 4",
        "that Boria accepted the invitation",
        "that Boria changed its mind",
        "that Boria and Cestria changed clause 4 together with others",
        "that they changed clause 4",
        "that the delegations met before Boria changed clause 4",
        "whether Boria changed clause 4",
        "that Boria tabled a second draft",
        "that Boria accepted the plan in principle",
        "that it is unclear who changed clause 4",
        "that Boria did not change some clauses",
        "that Boria did not change most clauses",
        "that Boria did not change clauses 3 and 4",
        "that Boria did not make any speeches to the text",
        "that Boria made several changes to the rota",
        "that Boria made several changes",
        "that Boria made no changes to the text",
        "that Boria signed several clauses",
        "that Boria changed a clause",
        "that Boria changed none of the clauses",
        "that Boria changed no lamp",
        "that Boria lawyers changed clause 4",
        "that the unions who accept the plan went home",
        "that the union demanded that the owners not sign the text",
        'that Orla "Red" Velling changed clause 4',
    ],
)
def test_what_is_not_sure_is_no_claim(content: str) -> None:
    assert claims(f"The chair said {content}.", ("The chair", "said", content)) == [[]]


@pytest.mark.parametrize("cue", ["asked", "hopes", "did not confirm", "refused to say", "promised"])
def test_who_asks_hopes_or_will_not_say_makes_no_claim(cue: str) -> None:
    text = f"The chair {cue} that Boria changed clause 4."
    items = told(text, ("The chair", cue, "that Boria changed clause 4"))
    assert ([one.claims for one in statements(items)], facts(items)) == ([()], [])


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("having changed clause 4", '"Orla Velling" did not change clause 4'),
        ("that she had changed clause 4", '"Orla Velling" did not change clause 4'),
        ("that Boria had changed clause 4", "Boria did not change clause 4"),
    ],
)
def test_a_denial_is_a_claim_and_no_change(words: str, claim: str) -> None:
    text = f"Ms Orla Velling denied {words}."
    items = told(text, ("Ms Orla Velling", "denied", words))
    (said,) = statements(items)
    assert ([to_text(one) for one in said.claims], said.stance, facts(items)) == ([claim], "denies", [])


def test_a_denial_that_is_negated_makes_no_claim() -> None:
    text = "Ms Orla Velling did not deny having changed clause 4."
    items = told(text, ("Ms Orla Velling", "did not deny", "having changed clause 4"))
    (said,) = statements(items)
    assert (said.claims, said.stance, facts(items)) == ((), "says", [])


def test_twins_with_other_names_say_the_same_of_others() -> None:
    swapped = BOTH.replace("Velling", "Marsk").replace("Orla", "Ilse").replace("Boria", "Delvia")
    said = [tuple(part.replace("Velling", "Marsk").replace("Orla", "Ilse").replace("Boria", "Delvia") for part in each)
            for each in SAID]  # fmt: skip
    assert claims(swapped, *said) == [
        [one.replace("Orla Velling", "Ilse Marsk") for one in each] for each in claims(BOTH, *SAID)
    ]


def test_a_statement_that_is_taken_out_leaves_nothing_behind() -> None:
    rest = BOTH.split("\n\n")[1]
    assert claims(rest, ("Velling, Boria's chief negotiator,", *SAID[1][1:])) == [
        ['"Velling" did not approve any clause', '"Velling" did not change any clause']
    ]


def test_i_is_the_speaker_and_we_is_nobody_in_particular() -> None:
    text = '"I did not change clause 4," Orla Velling said. "We changed clause 5."'
    items = told(text, ("Orla Velling", "said", '"I did not change clause 4," | "We changed clause 5."'))
    (said,) = statements(items)
    assert [to_text(one) for one in said.claims] == ['"Orla Velling" did not change clause 4']


@pytest.mark.parametrize(
    ("who", "claim"),
    [
        ("Orla Velling", ['"Orla Velling" did not change clause 4']),
        ("Boria", ["Boria did not change clause 4"]),
        ("Two aides", []),
    ],
)
def test_who_denies_any_part_in_it(who: str, claim: list[str]) -> None:
    content = "any part in changing clause 4"
    assert claims(f"{who} denied {content}.", (who, "denied", content)) == [claim]


def test_what_stands_beside_a_denial_is_no_claim() -> None:
    content = "the claims, and changed clause 4"
    assert claims(f"Boria denied {content}.", ("Boria", "denied", content)) == [[]]


@pytest.mark.parametrize(
    "content",
    [
        "“Changing clause 4 means war,”",
        "“Please sign the text,”",
    ],
)
def test_what_nobody_is_said_to_have_done_is_no_claim(content: str) -> None:
    text = f"{content} Orla Velling said."
    items = told(text, ("Orla Velling", "said", content))
    assert ([one.claims for one in statements(items)], facts(items)) == ([()], [])


@pytest.mark.parametrize("verb", ["regretted changing", "disavowed having changed", "opposed changing"])
def test_what_a_verb_only_speaks_of_is_no_claim_and_no_change(verb: str) -> None:
    cue, _, content = f"{verb} clause 4".partition(" ")
    items = told(f"Orla Velling {verb} clause 4.", ("Orla Velling", cue, content))
    assert ([one.claims for one in statements(items)], facts(items)) == ([()], [])
