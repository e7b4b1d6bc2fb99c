"""The object that `travaux read --json` prints, exactly as `docs/formats/json.md` promises it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from travaux.claims.grammar import to_text
from travaux.cli.objects import Object, head
from travaux.reading.items import Fact, Item, Reading, Said

if TYPE_CHECKING:
    from travaux.record.terms import Dated, Source


def read_object(readings: Sequence[Reading]) -> Object:
    """Returns the readings of some reports, in the order in which the files were named."""
    return {**head("read/1"), "reports": [_report(each) for each in readings]}


def _report(reading: Reading) -> Object:
    report = reading.report
    return {
        "name": report.name,
        "digest": report.digest,
        "reference": report.reference or None,
        "dated_by": report.dated_by or None,
        "outlet": report.outlet or None,
        "language": report.language,
        "read_by": reading.read_by,
        "text": report.text,
        "items": [_item(each) for each in reading.items],
        "unread": [{"span": list(each.span), "reason": each.reason} for each in reading.unread],
    }


def _item(item: Item) -> Object:
    return {
        "number": item.number,
        "kind": item.kind,
        "tier": item.tier,
        "confidence": round(item.confidence, 4),
        "within": item.within,
        "parts": {part: [list(span) for span in spans] for part, spans in item.parts.items()},
        "value": _said(item.value) if isinstance(item.value, Said) else _fact(item.value),
        "how": list(item.how),
    }


def _said(said: Said) -> Object:
    return {
        "source": _source(said.source),
        "through": [_source(each) for each in said.through],
        "stance": said.stance,
        "quoted": said.quoted,
        "terms": said.terms,
        "hedges": list(said.hedges),
        "claims": [to_text((each,)) for each in said.claims],
        "answers": said.answers,
    }


def _source(source: Source) -> Object:
    name = source.person.name if source.person and isinstance(source.person.name, str) else ""
    told = (source.office, source.organisation, source.attributes, source.outlet, source.channel)
    keys = ("office", "organisation", "attributes", "outlet", "channel")
    return {
        "kind": source.kind,
        "name": name or None,
        **{key: one or None for key, one in zip(keys, told, strict=True)},
    }


def _fact(fact: Fact) -> Object:
    return {
        "words": {part: list(words) for part, words in fact.words.items()},
        "dates": [_date(each) for each in fact.dates],
        "count": fact.number,
        "exhaustive": fact.exhaustive,
        "done": fact.done,
        "claims": [to_text((each,)) for each in fact.claims],
        "reported_by": fact.reported_by,
    }


def _date(date: Dated) -> Object:
    return {
        "words": date.words,
        "edtf": date.edtf or None,
        "convention": date.convention or None,
        "reference": date.reference or None,
    }
