"""Reports that mean harm, or are merely odd: an honest answer, or a refusal by its kind. Nothing here asserts a time: a
reader that is not linear would not come to an end."""

from __future__ import annotations

import pytest
from bench.reports import models
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats import report as reports
from travaux.papers.readings import reading_paper
from travaux.reading.items import Reading, Report, Said
from travaux.reading.read import read

MODELS = models()
STYLES = {
    "curly": "“”", "straight": '""', "single": "‘’", "guillemets": "«»", "low": "„“", "apostrophes": ("''", "''"),
}  # fmt: skip


def sound(reading: Reading) -> None:
    """Whatever was read is tied to characters that are there, in a reading that holds together."""
    text = reading.report.text
    numbers = [item.number for item in reading.items]
    assert numbers == sorted(set(numbers))
    for item in reading.items:
        assert item.parts
        for spans in item.parts.values():
            assert all(0 <= start < end <= len(text) for start, end in spans)
        assert item.within is None or item.within in numbers
        if isinstance(item.value, Said) and item.value.source.person is not None:
            name = str(item.value.source.person.name)
            assert all(word in text for word in name.split())
    assert all(0 <= each.span[0] < each.span[1] <= len(text) for each in reading.unread)
    assert reading_paper(reading).summary.endswith(".")


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("side", ["opens", "closes", "both", "crossed"])
def test_unbalanced_quotation_marks(model: str, style: str, side: str) -> None:
    left, right = STYLES[style]
    opened = f"{left}We never signed it, said Tavi Renn on Tuesday.\n\nIt has two signatures. The envoy left.\n"
    closed = f"We never signed it,{right} said Tavi Renn.\n\nAldania says it did.\n"
    text = {
        "opens": opened,
        "closes": closed,
        "both": opened + "\n" + closed,
        "crossed": f"{right}So,{left} said Tavi Renn. {left}{left}And{right} so.{left}",
    }[side]
    reading = read(Report(text=text, digest="0" * 64), MODELS[model])
    sound(reading)
    for item in reading.items:
        if isinstance(item.value, Said) and item.value.quoted != "none":
            words = " ".join(text[slice(*span)] for span in item.parts.get("content", ()))
            assert "two signatures" not in words


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    "text",
    [
        "word " * 40_000,
        "said " * 20_000,
        '"' * 20_000,
        "“" * 10_000 + "”" * 10_000,
        "“a ” said B. " * 5_000,
        "he said that " * 8_000,
        "A" * 100_000,
        ", " * 40_000,
        "\n" * 100_000,
        "(" * 30_000,
        "The envoy, who said, " * 5_000,
        "Mr A. B. C. " * 8_000,
        "by Friday " * 8_000,
        "\u202e“مرحبا” said \u202c" * 3_000,
        "a\u0301" * 30_000,
        "'s " * 30_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_long_and_strange_texts_come_to_an_end(model: str, text: str) -> None:
    sound(read(Report(text=text, digest="0" * 64, reference="2031-03-12"), MODELS[model]))


PROSE = """said denied “ ” " '' « » , . ; : — he she Tavi Renn the minister Boria that which according to on Friday by
March 20 seven members of whom two clauses changed approved any most not “So” reportedly may have سلام"""
WORDS = [*PROSE.split(), "\n", "\n\n", "\u202e"]


@pytest.mark.parametrize("model", MODELS)
@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=60,
    ).map(" ".join)
)
def test_any_words_in_any_order(model: str, text: str) -> None:
    sound(read(Report(text=text, digest="0" * 64, reference="2031-03-12"), MODELS[model]))


@pytest.mark.parametrize("model", MODELS)
@settings(max_examples=40)
@given(st.text(max_size=300))
def test_any_characters_at_all(model: str, text: str) -> None:
    sound(read(Report(text=text, digest="0" * 64), MODELS[model]))


@pytest.mark.parametrize("model", MODELS)
def test_right_to_left_says_nothing_that_is_read(model: str) -> None:
    text = "قالت المندوبة إن النص جاهز. «لم يتغير شيء»، أضافت.\n"
    reading = read(Report(text=text, digest="0" * 64), MODELS[model])
    sound(reading)
    assert reading.items == ()


def test_what_is_refused_by_its_kind() -> None:
    ten = b"Boria said so. " * 700_000
    with pytest.raises(Refused, match="more than a report"):
        reports.read_bytes(ten, name="ten.txt")
    for empty in (b"", b" \n\t\n"):
        with pytest.raises(Unreadable):
            reports.read_bytes(empty, name="empty.txt")
    with pytest.raises(Malformed):
        reports.read_bytes(b"date 2031-99-99\n\nSo.", name="a.txt")


def test_a_page_with_scripts_says_only_what_it_shows() -> None:
    page = (
        b"<!doctype html><html><head><script>document.write('Aldania said so.')</script>"
        b"<style>p::after { content: 'Boria denied it.' }</style></head><body onload='x()'>"
        b"<p>Cestria said the text was ready.</p><iframe srcdoc='<p>Delvia said no.</p>'></iframe>"
        b"<template><p>Boria said yes.</p></template><!-- <p>Aldania said maybe.</p> --></body></html>"
    )
    taken = reports.read_bytes(page, name="a.html")
    assert taken.text == "Cestria said the text was ready."
    sound(reports.reading(taken, rules=True))
