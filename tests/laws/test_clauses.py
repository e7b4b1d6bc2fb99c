"""Laws of outlines, whatever the text: spans nest, everything is covered once, numbers carry no shape."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from travaux.text.citation import NoSuchClause, find
from travaux.text.clauses import Clause, Line, Opening
from travaux.text.drafts import Draft
from travaux.text.outline import outline

_LABELS = (
    "Article 1|ARTICLE II|Article 2 bis|[Article 3]|§ 5|第三条|المادة 4|PART ONE|Annex A|Preamble|1.|2.|1 bis.|[3.]|(a)"
    "|(b)|(i)|(ii)|(h)|1.1|1.1.1|3.3alt:|—|- |Option 1:|Option 2:|“(1A)|a)|A.|IV.|## |①|5. cikk|1 §|一、"
)
_WORDS = (
    "**|*|[|]|“|”|{|}|Contents|Recalling the winds,|“Kite” means a thing;|Have agreed as follows:|DONE at Boria"
    "|The Parties shall:|shall apply|and|words.|GENERAL PROVISIONS|........ 3|---|```| |\t|    |\u3000|é|٣|x|Fees"
)
PIECES = st.sampled_from([*_LABELS.split("|"), *_WORDS.split("|")])
TEXTS = st.lists(st.one_of(PIECES, st.just("\n"), st.just("\n\n"), st.text(max_size=6)), max_size=40).map(" ".join)


def covered(text: str, clauses: tuple[Clause, ...]) -> list[int]:
    """Returns how often each character is a label's or somebody's own, after checking that spans nest in order."""
    times = [0] * len(text)

    def visit(clause: Clause, low: int, high: int, path: tuple[str, ...]) -> None:
        assert low <= clause.span[0] <= clause.span[1] <= high
        assert clause.path[:-1] == path
        assert clause.path[-1]
        for start, end in (*clause.own, clause.label_span):
            assert clause.span[0] <= start <= end <= clause.span[1]
            for place in range(start, end):
                times[place] += 1
        if clause.label_span[0] < clause.label_span[1]:
            assert text[slice(*clause.label_span)] == clause.label
        place = clause.span[0]
        for child in clause.children:
            visit(child, place, clause.span[1], clause.path)
            place = child.span[1]

    place = 0
    for clause in clauses:
        visit(clause, place, len(text), ())
        place = clause.span[1]
    return times


def assert_covered_once(text: str, clauses: tuple[Clause, ...]) -> None:
    times = covered(text, clauses)
    assert [text[place] for place, count in enumerate(times) if count != 1 and not text[place].isspace()] == []
    assert max(times, default=0) <= 1


@given(TEXTS)
@settings(max_examples=120, deadline=None)
@example("1.\n2.\n“(1A) x\n”\n(a)")
@example("Article 1\n\nDone at x\n(a) y\nArticle 2")
def test_labels_and_own_words_cover_everything_once(text: str) -> None:
    assert_covered_once(text, outline(text))


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_any_text_has_an_outline(text: str) -> None:
    assert_covered_once(text, outline(text))


OPENINGS = st.builds(
    Opening,
    kind=st.just("level"),
    depth=st.integers(0, 4),
    label=st.sampled_from(["", "(a)", "1", "Article 1"]),
    heading=st.sampled_from(["", "Fees"]),
    quoted=st.booleans(),
)
LINES = st.builds(
    Line,
    label=st.sampled_from(["", "", "1.", "(a)", "Article 3", "•", "?!"]),
    level=st.one_of(st.none(), st.integers(0, 4)),
    opens=st.one_of(st.just(()), st.lists(OPENINGS, max_size=3).map(tuple)),
    closes=st.one_of(st.none(), st.integers(0, 3)),
    depth=st.one_of(st.none(), st.integers(-1, 3)),
)


@given(TEXTS, st.lists(LINES, max_size=30))
@settings(max_examples=80, deadline=None)
def test_whatever_the_file_says_of_its_lines_the_cover_holds(text: str, lines: list[Line]) -> None:
    assert_covered_once(text, outline(text, lines))


SENTENCES = st.sampled_from(
    ["Each Party shall fly.", "Nothing prevents a Party.", "Kites are red.", "The Parties shall:"]
)


@st.composite
def numbered(draw: st.DrawFn) -> list[tuple[int, list[tuple[int, str]]]]:
    articles = draw(st.integers(1, 4))
    return [
        (number, [(order, draw(SENTENCES)) for order in range(1, 1 + draw(st.integers(1, 4)))])
        for number in range(1, articles + 1)
    ]


def printed(articles: list[tuple[int, list[tuple[int, str]]]], shift: int) -> str:
    rows = []
    for number, paragraphs in articles:
        rows.append(f"Article {number + shift}")
        rows += [f"{order}. {words}" for order, words in paragraphs]
    return "\n".join(rows)


def shape(clauses: tuple[Clause, ...]) -> list[object]:
    return [(clause.kind, shape(clause.children)) for clause in clauses]


@given(numbered(), st.integers(0, 80))
@settings(max_examples=60, deadline=None)
def test_renumbering_changes_no_shape(articles: list[tuple[int, list[tuple[int, str]]]], shift: int) -> None:
    assert shape(outline(printed(articles, 0))) == shape(outline(printed(articles, shift)))


@given(numbered())
@settings(max_examples=60, deadline=None)
def test_every_numbered_clause_is_found_by_its_name(articles: list[tuple[int, list[tuple[int, str]]]]) -> None:
    draft = Draft(printed(articles, 0))
    for number, paragraphs in articles:
        for order, words in paragraphs:
            (clause,) = find(draft, f"Article {number}, paragraph {order}")
            assert draft.own_text(clause) == words
            assert find(draft, f"{number}.{order}") == (clause,)


@given(TEXTS, st.text(max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_name_finds_clauses_or_is_refused_with_what_is_near(text: str, name: str) -> None:
    draft = Draft(text)
    try:
        found = find(draft, name)
    except NoSuchClause as refusal:
        found = ()
        near = refusal.near
    else:
        near = tuple(" > ".join(clause.path) for clause in found)
    assert set(found) <= set(draft.walk())
    assert set(near) <= {" > ".join(clause.path) for clause in draft.walk()}
