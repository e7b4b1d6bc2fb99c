"""Drafts as Akoma Ntoso: valid by the schema of OASIS, identified by the convention, and read back as they were."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import travaux
from travaux.errors import Malformed
from travaux.formats.akn import read
from travaux.formats.akn.names import BREAKS, NOTES, PARTS, PROVISIONS, QUOTES
from travaux.formats.akn.names import LINES as BLOCKS
from travaux.formats.akn.write import write
from travaux.text.clauses import Line, Opening
from travaux.text.drafts import Draft, Mark

NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "t": "urn:travaux:akn:1"}
EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
Check = Callable[[Draft], bytes]

TREATY = """The Velm Valley Treaty

Preamble

The Parties,
Recalling the winds,
Noting the kites,
Have agreed as follows:

CHAPTER I
GENERAL PROVISIONS

Article 2 bis
Scope

1. Each Party [shall: A, B][should: C]:
(a) act; and
(b) report <promptly> & "well".
The duty is several.
2. Nothing more.

DONE at Port Sorrel.
"""


def found(data: bytes, path: str) -> list[str]:
    return [str(each) for each in etree.fromstring(data).xpath(path, namespaces=NS)]


def test_identifiers_follow_the_convention(there_and_back: Check) -> None:
    data = there_and_back(Draft(TREATY))
    assert "chp_i__art_2bis__para_1__point_a" in found(data, "//@eId")
    assert len(set(found(data, "//@eId"))) == len(found(data, "//@eId"))


def test_words_stand_where_the_standard_has_them(there_and_back: Check) -> None:
    data = there_and_back(Draft(TREATY))
    assert found(data, "//a:article/a:num/text()") == ["Article 2 bis"]
    assert found(data, "//a:article/a:heading/text()") == ["Scope"]
    assert found(data, "//a:paragraph[1]/a:intro/a:p/text()") == ["Each Party [shall: A, B][should: C]:"]
    assert found(data, "//a:paragraph[1]/a:wrapUp/a:p/text()") == ["The duty is several."]
    assert found(data, "//a:preamble/a:recitals/a:recital/a:p/text()") == ["Recalling the winds,", "Noting the kites,"]
    assert found(data, "//a:preface/a:p/text()") == ["The Velm Valley Treaty"]
    assert found(data, "//a:conclusions/a:p/text()") == ["DONE at Port Sorrel."]


def test_a_reader_that_knows_nothing_of_the_layout_has_the_same_words() -> None:
    data = write(Draft(TREATY)).replace(b"urn:travaux:akn:1", b"urn:somebody:else")
    draft = read(data).accepting("all")
    assert draft.text.split() == TREATY.split()
    assert [c.label for c in draft.walk() if c.label] == [c.label for c in Draft(TREATY).walk() if c.label][1:]


def test_lasting_ids_are_kept_and_others_given() -> None:
    lines = (
        Line(opens=(Opening("article", 0, "1", id="_g", eid="art_1"),)),
        Line(opens=(Opening("article", 0, "1"),)),
        Line(opens=(Opening("article", 0, "3", id="_g", eid="art_1"),)),
        Line(opens=(Opening("article", 0, "4", id="two words", eid="two words"),)),
    )
    draft = Draft("1 A\n1 B\n3 C\n4 D", lines)
    data = write(draft)
    assert found(data, "//a:article/@eId") == ["art_1", "art_1_2", "art_3", "art_4"]
    assert found(data, "//a:article/@GUID") == ["_g"]
    back = read(data).accepting("all")
    assert [(c.id, c.eid) for c in back.clauses] == [
        ("_g", "art_1"), ("", "art_1_2"), ("_g", "art_1"), ("two words", "two words"),
    ]  # fmt: skip


def test_quoted_law_stands_in_a_quoted_structure(there_and_back: Check) -> None:
    text = "1. After Article 9 insert—\n“9A. Kites\n(1) New law.\n(2) More of it.”\n2. That is all.\n"
    data = there_and_back(Draft(text))
    assert found(data, "//a:mod/a:quotedStructure//a:num/text()") == ["“9A.", "(1)", "(2)"]


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800", "\r", "\u2028", "\x85", "\u202e", "\t"])
def test_every_character_comes_back(there_and_back: Check, sign: str) -> None:
    there_and_back(Draft(f"{sign}1. One{sign}word{sign}\n{sign}\n2. Two{sign}{sign}\n\n\n{sign}"))


@pytest.mark.parametrize("text", ["", "\n", "  \n\n ", "x", "x\n", "Article 1", "1.\n2.\n", "1. (a) x\n(b) y"])
def test_small_texts(there_and_back: Check, text: str) -> None:
    there_and_back(Draft(text))


def test_markup_in_the_words_is_words(there_and_back: Check) -> None:
    data = there_and_back(Draft("1. <p>&amp; ]]> <!-- --> <?x?> {t:after}\n"))
    assert found(data, "//a:body//a:content/a:p/text()") == ["<p>&amp; ]]> <!-- --> <?x?> {t:after}"]


def test_formatting_is_kept(there_and_back: Check) -> None:
    marks = (Mark("bold", 3, 8), Mark("highlight", 6, 12, "yellow"), Mark("italic", 13, 15))
    draft = Draft("1. Bold words of mine.", marks=marks)
    assert read(there_and_back(draft)).accepting("all").marks == marks


def test_parts_that_stand_apart_are_notes_with_their_names(there_and_back: Check) -> None:
    notes = (Draft("See Article 2.\n\nAnd 3.", name="footnote 1"), Draft("", name="header 1"))
    back = read(there_and_back(Draft("1. Text.", apparatus=notes))).accepting("all")
    assert [(part.name, part.text) for part in back.apparatus] == [(part.name, part.text) for part in notes]


def test_computed_labels_are_not_among_the_words(there_and_back: Check) -> None:
    draft = Draft("Each Party shall act.\n1. is how it begins.", (Line(label="1."), Line(label="2.")))
    data = there_and_back(draft)
    assert found(data, "//a:num/text()") == ["1.", "2."]


def test_the_language_is_kept_and_written_as_the_standard_has_it(there_and_back: Check) -> None:
    data = there_and_back(Draft("1. Texte.", language="fr-CA"))
    assert found(data, "//a:FRBRlanguage/@language") == ["fra"]


def test_what_is_not_known_is_said_to_be_so() -> None:
    data = write(Draft("1. Text."))
    assert set(found(data, "//a:FRBRdate/@date")) == {"9999-01-01"}
    assert set(found(data, "//a:FRBRauthor/@href")) == {"#unknown"}
    assert found(data, "//a:FRBRcountry/@value") == ["zz"]
    assert found(data, "//a:lifecycle") == []


def test_clauses_nested_deeper_than_anybody_reads_are_refused() -> None:
    lines = tuple(Line(opens=(Opening("level", depth, "x"),)) for depth in range(300))
    with pytest.raises(Malformed, match="deep"):
        write(Draft("\n".join("x" for _ in lines), lines))


def test_the_deepest_that_is_read_is_written(there_and_back: Check) -> None:
    body = "<level><num>x</num>" * 248 + "<content><p>deep</p></content>" + "</level>" * 248
    there_and_back(read(f"<akomaNtoso><act><body>{body}</body></act></akomaNtoso>".encode()).accepting("all"))


LABELS = ["Article 1", "PART ONE", "Annex A", "Preamble", "1.", "2.", "(a)", "(i)", "“(1A)", "Option 1:", "[3.]", "— "]
PIECES = st.one_of(
    st.sampled_from([*LABELS, "words.", "[shall][should]", "Recalling the winds,", "DONE at X", "\n", "\n\n", "Fees"]),
    st.text(max_size=6),
)
TEXTS = st.lists(PIECES, max_size=30).map(" ".join)
OPENINGS = st.builds(
    Opening,
    kind=st.sampled_from(["article", "point", "recital", "preamble", "front", "words", "a b\x0b", "hcontainer", ""]),
    depth=st.integers(0, 4),
    label=st.sampled_from(["", "(a)", "1", "Article 1", "\x00"]),
    heading=st.sampled_from(["", "Fees"]),
    id=st.sampled_from(["", "g1", "g 2"]),
    eid=st.sampled_from(["", "art_1", "body"]),
    quoted=st.booleans(),
)
LINES = st.builds(
    Line,
    label=st.sampled_from(["", "", "1.", "(a)", "Article 3", "•"]),
    level=st.one_of(st.none(), st.integers(0, 4)),
    opens=st.one_of(st.just(()), st.lists(OPENINGS, max_size=3).map(tuple)),
    closes=st.one_of(st.none(), st.integers(0, 3)),
)
MARKS = st.lists(
    st.builds(
        lambda kind, start, length: Mark(kind, start, start + length),
        st.sampled_from(["bold", "italic", "strike", "x y"]), st.integers(0, 60), st.integers(0, 20),
    ),
    max_size=4,
).map(tuple)  # fmt: skip
ONCE = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(TEXTS, MARKS)
@ONCE
def test_any_text_is_valid_and_comes_back(there_and_back: Check, text: str, marks: tuple[Mark, ...]) -> None:
    there_and_back(Draft(text, marks=marks))


@given(TEXTS, st.lists(LINES, max_size=20))
@ONCE
def test_any_structure_is_valid_and_comes_back(there_and_back: Check, text: str, lines: list[Line]) -> None:
    there_and_back(Draft(text, tuple(lines)))


ELEMENTS = sorted(PROVISIONS | PARTS | BLOCKS | QUOTES | NOTES | BREAKS | {"num", "ins", "del", "b", "u", "mod", "toc"})
TEXTS_OF_FILES = [
    "",
    "",
    " ",
    "word ",
    "(a)",
    "1.",
    "Article 2 ",
    "“",
    "”",
    "&amp;",
    "\u3000",
    "[shall]",
    "\n ",
    "&#13;",
]
ATTRIBUTES = ['name="x y"', 'name="AppendText"', 'eId="art_1"', 'eId="a b"', 'GUID="_1"', 'startQuote="“" endQuote="”"']


def foreign(dice: Random, depth: int) -> str:
    """A file's element as nobody would nest it."""
    name, attributes = dice.choice(ELEMENTS), " ".join(each for each in ATTRIBUTES if dice.random() < 0.1)
    if name == "hcontainer" and "name" not in attributes:
        attributes += ' name="schedule"'
    inner = "".join(
        foreign(dice, depth - 1) + dice.choice(TEXTS_OF_FILES)
        for _ in range(dice.choice([0, 1, 1, 2, 3]) if depth else 0)
    )
    attributes = "" if attributes.count("name=") > 1 or attributes.count("eId=") > 1 else attributes
    return f"<{name} {attributes}>{dice.choice(TEXTS_OF_FILES)}{inner}</{name}>"


@given(st.randoms(use_true_random=False))
@ONCE
def test_whatever_a_file_of_others_nests_is_valid_and_comes_back(there_and_back: Check, dice: Random) -> None:
    elements = "".join(foreign(dice, dice.randint(1, 6)) for _ in range(dice.randint(1, 5)))
    manuscript = read(f"<akomaNtoso><bill>{elements}</bill></akomaNtoso>".encode())
    there_and_back(manuscript.accepting("all"))
    there_and_back(manuscript.accepting("none"))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.[dtm][oxd]*")), ids=lambda path: str(path.name))
def test_every_example(there_and_back: Check, path: Path) -> None:
    there_and_back(travaux.read(path, isolated=False).accepting("all"))


@pytest.mark.corpus
def test_every_bill_imports_exports_and_validates(corpus: Path, there_and_back: Check) -> None:
    bills = sorted((corpus / "bills-uk").iterdir())
    assert bills
    for bill in bills:
        draft = travaux.read(bill, isolated=False).accepting("all")
        data = there_and_back(draft)
        assert found(data, "//a:body//@GUID") == [clause.id for clause in draft.walk() if clause.id]
        assert len(found(data, "//a:mod")) >= 5


@pytest.mark.corpus
def test_every_state_of_a_treaty_with_no_bracket_lost(corpus: Path, there_and_back: Check) -> None:
    for state in sorted((corpus / "paris").iterdir()):
        draft = travaux.read(state, isolated=False).accepting("all")
        text = "//a:bill/*[not(self::a:meta)]//text()[not(ancestor::a:authorialNote)]"
        words = "".join(found(there_and_back(draft), text))
        assert [words.count(sign) for sign in "[]"] == [draft.text.count(sign) for sign in "[]"]


@pytest.mark.corpus
def test_every_word_file_with_changes_made_and_undone(corpus: Path, there_and_back: Check) -> None:
    for path in sorted((corpus / "docx-tracked").glob("*.docx")):
        manuscript = travaux.read(path, isolated=False)
        there_and_back(manuscript.accepting("all"))
        there_and_back(manuscript.accepting("none"))


@pytest.mark.parametrize("attribute", ["lead", "code"])
@pytest.mark.parametrize("value", ["x", "-1", "110000", "1" * 400, "٣", "", " 1"])
def test_a_layout_that_somebody_forged_is_malformed_or_read(attribute: str, value: str) -> None:
    data = write(Draft("1. (a) \x0b“2. x”\n“3. y”"))
    root, many = etree.fromstring(data), len(read(data).accepting("all").clauses)
    for element in root.iterfind(".//a:num", NS) if attribute == "lead" else root.iterfind(".//a:inline", NS):
        element.set(f"{{urn:travaux:akn:1}}{attribute}", value)
    said = many
    with suppress(Malformed):
        said = len(read(etree.tostring(root)).accepting("all").clauses)
    assert said == many


def test_a_file_that_somebody_set_in_anew_has_the_same_words() -> None:
    draft = Draft(TREATY)
    root = etree.fromstring(write(draft))
    etree.indent(root, "\t")
    for paragraph in root.iterfind(".//a:p", NS):
        if not len(paragraph):
            paragraph.text = f"\n   {paragraph.text}\n  "
    assert read(etree.tostring(root)).accepting("all").text == TREATY


def test_changes_that_somebody_recorded_in_it_are_changes() -> None:
    data = write(Draft("1. Each Party shall act.")).replace(b"shall", b"<del>shall</del><ins>may</ins>")
    assert read(data).accepting("all").text == "1. Each Party may act."
    assert read(data).accepting("none").text == "1. Each Party shall act."
