"""Sources as they are told: what kind, by which name, on which terms, through whom; and who is never taken for whom."""

from __future__ import annotations

import pytest
from tests.reading.telling import statements, told

from travaux.record.terms import Source


def source(text: str, who: str, cue: str = "said", content: str = "talks were slow", **more: str) -> Source:
    (said,) = statements(told(text, (who, cue, content), **more))
    return said.source


def shown(one: Source) -> tuple[str, str, str, str, str]:
    name = str(one.person.name) if one.person else ""
    return one.kind, name, one.office, one.organisation, one.attributes


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("Orla Velling", ("person", "Orla Velling", "", "", "")),
        ("Ms Velling", ("person", "Velling", "", "", "")),
        (
            "Orla Velling, the chief negotiator of the union,",
            ("person", "Orla Velling", "chief negotiator", "the union", ""),
        ),
        (
            "the union's chief negotiator, Orla Velling,",
            ("person", "Orla Velling", "chief negotiator", "the union", ""),
        ),
        ("mediator Orla Velling", ("person", "Orla Velling", "mediator", "", "")),
        ("Boria's trade minister Orla Velling", ("person", "Orla Velling", "trade minister", "Boria", "")),
        ("the foreign minister", ("office", "", "foreign minister", "", "")),
        ("the union's spokesman", ("office", "", "spokesman", "the union", "")),
        ("the dockers' union", ("office", "", "", "the dockers' union", "")),
        ("Boria", ("office", "", "", "Boria", "")),
        ("Boria's trade ministry", ("office", "", "", "Boria's trade ministry", "")),
        ("a decree", ("document", "", "", "", "a decree")),
        ("a note by the chair", ("document", "", "", "", "a note by the chair")),
        ("the Harbour Ledger", ("outlet", "", "", "", "")),
        ("a senior official", ("anonymous", "", "", "", "a senior official")),
        ("an Aldanian official", ("anonymous", "", "", "", "an Aldanian official")),
        ("two people familiar with the talks", ("anonymous", "", "", "", "two people familiar with the talks")),
        ("the official", ("anonymous", "", "", "", "the official")),
        ("sources close to the drivers", ("anonymous", "", "", "", "sources close to the drivers")),
        ("he", ("person", "", "", "", "he")),
        ("the Boria delegation", ("office", "", "", "the Boria delegation", "")),
        ("a weekly", ("outlet", "", "", "", "")),
        ("Boria's officials", ("anonymous", "", "", "Boria", "Boria's officials")),
        ("many weavers", ("anonymous", "", "", "", "many weavers")),
        ("a negotiator in the room", ("anonymous", "", "", "", "a negotiator in the room")),
        ("Orla Velling, an official in the room,", ("person", "Orla Velling", "official", "", "")),
        (
            "Orla Velling, the minister elect of trade,",
            ("person", "Orla Velling", "minister elect of trade", "trade", ""),
        ),
        ("Boria and Aldania", ("office", "", "", "Boria and Aldania", "")),
        ("Boria, Delvia and Aldania", ("office", "", "", "Boria, Delvia and Aldania", "")),
        ("Ms Orla Velling and Mr Tomas Reel", ("office", "", "", "Ms Orla Velling and Mr Tomas Reel", "")),
        (
            "chief negotiator Orla Velling and the envoy Tomas Reel",
            ("office", "", "", "chief negotiator Orla Velling and the envoy Tomas Reel", ""),
        ),
        ("Orla Velling, the envoy of Boria and Delvia,", ("person", "Orla Velling", "", "", "")),
        ("Boria, together with Delvia,", ("office", "", "", "Boria", "")),
    ],
)
def test_what_kind_of_source(who: str, expected: tuple[str, ...]) -> None:
    assert shown(source(f"Yesterday {who} said talks were slow.", who)) == expected


@pytest.mark.parametrize(
    ("text", "who", "cue", "content"),
    [
        (
            "Orla Velling faces allegations that she sold the text.",
            "Orla Velling",
            "faces allegations",
            "that she sold the text",
        ),
        ("Boria is said to have changed it.", "Boria", "is said", "to have changed it"),
        ("Boria was accused of changing it.", "Boria", "was accused", "of changing it"),
        ("Reportedly, talks were slow.", "", "Reportedly", "talks were slow"),
    ],
)
def test_a_source_that_is_not_stated_is_never_the_subject(text: str, who: str, cue: str, content: str) -> None:
    assert shown(source(text, who, cue, content)) == ("unstated", "", "", "", "")


def test_a_source_that_is_only_a_mark_is_not_stated() -> None:
    assert shown(source("Talks were slow, “said the envoy.", "“", content="Talks were slow")) == ("unstated", *[""] * 4)


def test_a_cue_without_a_source_carries_nothing_on() -> None:
    said = statements(
        told("Boria said it is over. It denied more.", ("Boria", "said", "it is over"), ("", "denied", "more"))
    )
    assert [one.source.kind for one in said] == ["office", "unstated"]


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        (" on condition of anonymity", "not for attribution"),
        (", who asked not to be named", "not for attribution"),
        (", who was not authorised to speak publicly", "not for attribution"),
        (" on background", "background"),
        (" on the record", "on the record"),
        ("", "unstated"),
    ],
)
def test_terms(words: str, terms: str) -> None:
    text = f"Talks were slow, said a senior official{words}."
    (said,) = statements(told(text, ("a senior official", "said", "Talks were slow")))
    assert said.terms == terms


def test_terms_in_the_sentence_that_follows() -> None:
    text = "Two officials said talks were slow. They spoke on condition of anonymity."
    (said,) = statements(told(text, ("Two officials", "said", "talks were slow")))
    assert said.terms == "not for attribution"


def test_another_ones_terms_are_not_those_of_a_person_by_name() -> None:
    text = "Orla Velling said talks were slow, citing an aide who spoke on condition of anonymity."
    items = told(text, ("Orla Velling", "said", "talks were slow"))
    (said,) = statements(items)
    assert (said.source.kind, said.source.attributes, [each.kind for each in said.through]) == (
        "anonymous", "an aide", ["person"],
    )  # fmt: skip


def test_a_chain_keeps_both() -> None:
    text = "The Harbour Ledger reported that talks were slow, citing two people close to them."
    (said,) = statements(told(text, ("The Harbour Ledger", "reported", "that talks were slow")))
    assert (said.source.kind, said.source.attributes) == ("anonymous", "two people close to them")
    assert [(each.kind, each.outlet) for each in said.through] == [("outlet", "Harbour Ledger")]


def test_the_outlet_it_spoke_to_and_the_channel() -> None:
    assert (
        source("An official told the Harbour Ledger talks were slow.", "An official", "told").outlet == "Harbour Ledger"
    )
    assert source("Boria told Cestria talks were slow.", "Boria", "told", outlet="A Wire").outlet == "A Wire"
    assert source("In a written statement, Boria said talks were slow.", "Boria").channel == "In a written statement"
    assert source("Boria said on Tuesday talks were slow.", "Boria").channel == ""
    text = "Orla Velling wrote on Chirper: talks were slow."
    assert source(text, "Orla Velling", "wrote").channel == "on Chirper"


# Links


LINKED = "Orla Velling, the mediator, met Tomas Reel. {}"


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Velling", "Orla Velling"),
        ("Ms Velling", "Orla Velling"),
        ("The mediator", "Orla Velling"),
        ("Reel", "Tomas Reel"),
        ("She", ""),
        ("The minister", ""),
    ],
)
def test_a_name_is_linked_where_one_candidate_stands(who: str, name: str) -> None:
    items = told(LINKED.format(f"{who} said talks were slow."), (f"{{{who}}} said", "said", "talks were slow"))
    (said,) = statements(items)
    assert (str(said.source.person.name) if said.source.person else "") == name
    assert any(how.startswith("source:") for how in items[-1].how) == (who != "The minister")


@pytest.mark.parametrize(
    ("before", "word", "name"),
    [
        ("Ms Velling met the press.", "She", "Velling"),
        ("Ms Velling met the press.", "He", ""),
        ("Ms Velling met Ms Marsk.", "She", ""),
        ("Ms Velling met Mr Marsk.", "She", ""),
        ("Orla Velling met the press.", "She", "Orla Velling"),
        ("The press waited.", "She", ""),
    ],
)
def test_she_is_one_person_who_fits_or_nobody(before: str, word: str, name: str) -> None:
    items = told(f"{before} {word} said talks were slow.", (word, "said", "talks were slow"))
    (said,) = statements(items)
    found = str(said.source.person.name) if said.source.person else ""
    # Beside another person, even one of another gender, nobody is taken: nothing is lost but a link.
    assert found in ((name, "Velling") if "Mr Marsk" in before else (name,))


def test_a_last_name_that_two_have_is_not_linked() -> None:
    text = "Orla Velling and Tomas Velling came. Velling said talks were slow."
    assert shown(source(text, "{Velling} said"))[:2] == ("person", "Velling")


def test_an_acronym_in_brackets() -> None:
    text = "The Port Workers Union (PWU) met. PWU said talks were slow."
    assert source(text, "{PWU} said").organisation == "Port Workers Union"


def test_anonymous_sources_never_merge() -> None:
    text = "An official said talks were slow. An official from Boria added that all was well."
    one, other = statements(
        told(
            text,
            ("{An official} said", "said", "talks were slow"),
            ("An official from Boria", "added", "that all was well"),
        )
    )
    assert one.source != other.source
    assert (one.source.person, other.source.person) == (None, None)


# Hedges, voice, answers


def test_hedges_are_kept_and_the_outlets_own_words_marked() -> None:
    text = "Orla Velling refuted a so-called report that Boria may have changed “sweeping” rules."
    items = told(text, ("Orla Velling", "refuted", "a so-called report that Boria may have changed “sweeping” rules"))
    (said,) = statements(items)
    voiced = [text[start:end] for start, end in items[0].parts["outlet"]]
    assert (said.hedges, voiced, said.stance) == (("may have",), ["refuted", "so-called"], "denies")


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("said", "says"), ("denied", "denies"), ("alleged", "alleges"), ("admitted", "admits"),
        ("confirmed", "confirms"),
        ("promised", "promises"), ("demanded", "asks"), ("believes", "thinks"), ("did not deny", "says"),
    ],
)  # fmt: skip
def test_stance(cue: str, stance: str) -> None:
    (said,) = statements(told(f"Boria {cue} that talks were slow.", ("Boria", cue, "that talks were slow")))
    assert said.stance == stance


def test_who_rejects_a_text_denies_nothing() -> None:
    (said,) = statements(told("Boria rejects the plan.", ("Boria", "rejects", "the plan")))
    assert said.stance == "says"


@pytest.mark.parametrize(
    ("sentence", "cue", "answers"),
    [
        ("Boria denied the ministry's claim that it changed clause 4.", "denied", 0),
        ("Boria denied the claim by the ministry.", "denied", 0),
        ("Boria denied that it changed clause 4.", "denied", None),
        ("Boria denied the guild's claim.", "denied", None),
    ],
)
def test_an_answer_only_where_the_text_says_so(sentence: str, cue: str, answers: int | None) -> None:
    text = f"The ministry of Cestria said the text was new. {sentence}"
    content = sentence.split(cue)[1].strip(" .")
    items = told(text, ("The ministry of Cestria", "said", "the text was new"), ("Boria", cue, content))
    assert statements(items)[1].answers == answers


@pytest.mark.parametrize(
    ("text", "kind", "through"),
    [
        ("The Wire, a daily, reported that talks were slow, citing the Port Union.", "office", ["Wire"]),
        ("The Wire, a daily, reported that talks were slow, citing two people in the north and the south and the "
         "east and the west and the old and the new and the far towns of the coast", "anonymous", ["Wire"]),
        ("The Wire, a daily, reported that talks were slow, citing delays.", "outlet", []),
        ("The Wire, a daily, reported that talks were slow, citing …", "outlet", []),
        ("In notes citing two people, the Wire, a daily, reported that talks were slow.", "outlet", []),
    ],
)  # fmt: skip
def test_whom_an_outlet_cites(text: str, kind: str, through: list[str]) -> None:
    who = "the Wire, a daily," if text.startswith("In") else "The Wire, a daily,"
    (said,) = statements(told(text, (who, "reported", "that talks were slow")))
    assert (said.source.kind, [each.outlet for each in said.through]) == (kind, through)


def test_who_is_cited_in_what_is_said_is_not_the_source() -> None:
    content = "that talks were slow, citing two people"
    assert source(f"The Wire, a daily, reported {content}.", "The Wire, a daily,", "reported", content).kind == "outlet"


def test_a_body_that_cites_others_stands_before_them() -> None:
    text = "The Post said talks were slow, citing two people."
    (said,) = statements(told(text, ("The Post", "said", "talks were slow")))
    assert (said.source.kind, [each.outlet for each in said.through]) == ("anonymous", ["Post"])


@pytest.mark.parametrize(
    "text",
    [
        "Talks were slow, the envoy said, and nobody reported more.",
        "The envoy said reports of talks were slow.",
    ],
)
def test_what_no_outlet_reported_came_through_none(text: str) -> None:
    who, content = (
        ("The envoy", "reports of talks were slow") if text.startswith("The") else ("the envoy", "Talks were slow")
    )
    (said,) = statements(told(text, (who, "said", content)))
    assert (said.source.kind, said.through) == ("office", ())


def test_a_name_of_which_nothing_is_shown_and_that_cites_others_is_an_outlet() -> None:
    text = "Newsfold reported that talks were slow, citing two people."
    (said,) = statements(told(text, ("Newsfold", "reported", "that talks were slow")))
    assert (said.source.kind, said.source.outlet) == ("anonymous", "Newsfold")
    assert [(each.kind, each.outlet) for each in said.through] == [("outlet", "Newsfold")]
