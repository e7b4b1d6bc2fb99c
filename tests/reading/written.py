"""The reading that a perfect reader would give of a written report: made from its gold."""

from __future__ import annotations

from bench.written.gold import Expected, Written

from travaux.reading.items import Fact, Item, Reading, Report, Said
from travaux.record.terms import Dated, Person, PersonId, Source


def perfect(report: Written) -> Reading:
    numbers = {each.name: number for number, each in enumerate(report.items)}
    read = Report(text=report.text, digest="0" * 64, reference=report.date, outlet=report.outlet)
    return Reading(read, tuple(item(each, numbers) for each in report.items))


def item(each: Expected, numbers: dict[str, int]) -> Item:
    holder = numbers[each.values["in"][0]] if "in" in each.values else None
    value = said(each, numbers) if each.kind == "attribution" else fact(each, holder)
    parts = {part: tuple(spans) for part, spans in each.parts.items()}
    return Item(number=numbers[each.name], kind=each.kind, parts=parts, value=value, tier="sure", within=holder)


def said(each: Expected, numbers: dict[str, int]) -> Said:
    values = {key: right[0] for key, right in each.values.items()}
    kind = {"body": "office"}.get(values["kind"], values["kind"])
    name = values.get("name", "-")
    return Said(
        source=Source(
            kind=kind,
            person=Person(id=PersonId("person-aaaaaaaa"), name=name) if name != "-" else None,
            office=values.get("office", ""),
            organisation=values.get("org", ""),
            attributes=values.get("attrs", ""),
            channel=values.get("channel", ""),
        ),
        stance=values.get("stance", "says"),
        quoted=values.get("quoted", "none"),
        terms=values.get("terms", "unstated"),
        through=(Source(kind="outlet", outlet=values["through"]),) if "through" in values else (),
        hedges=(values["hedge"],) if "hedge" in values else (),
        claims=tuple(claim for claims, may in each.claims if not may for claim in claims),
        answers=numbers[values["answers"]] if "answers" in values else None,
    )


def fact(each: Expected, holder: int | None) -> Fact:
    number = each.values.get("number", ("",))[0]
    return Fact(
        words={},
        dates=tuple(Dated(edtf=when.edtf, words=when.words) for when in each.whens if not when.may),
        number=int(number) if number else None,
        exhaustive=each.values.get("open") != ("open",),
        claims=tuple(claim for claims, may in each.claims if not may for claim in claims),
        reported_by=holder,
    )
