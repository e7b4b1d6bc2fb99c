"""Causes: why a bracket stands where it stands. "Disputed" is what remains when the words say nothing else."""

from __future__ import annotations

import re

from travaux.text.brackets.slots import Cause
from travaux.text.outline.labels import labels_at

_BLANK = re.compile(
    r"[\s_.…●•■*?-]*|[XxYyZzNn]{1,3}|(?:insert\s+)?(?:the\s+)?(?:date|year|month|day|number|no\.?|name|place|city|amount|price|sum|party|country|title"
    r"|percentage|currency|address|year\s+x|x\s+date|x\s+years?|date\s+x)s?|(?:date|datum|fecha|data|дата|日期)|\d*[xX]{1,3}(?:\s+\w+)?|20[xX]{2}|xx%?|tbd|tbc|n/?a",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"place\s?-?holder|to\s+be\s+(?:added|developed|elaborated|completed|inserted|determined|drafted|defined|supplied|confirmed|decided)"
    r"|text\s+to\s+(?:come|follow)|insert\b|tbd\b|tbc\b|reserved$|marque\s+place|à\s+compléter|a\s+completar|por\s+determinar|noch\s+einzufügen"
    r"|в\s+разработке|подлежит",
    re.IGNORECASE,
)
_PENDING = re.compile(
    r"pending\b|(?:subject\s+to|awaiting|depend(?:s|ing|ent)\s+on|contingent\s+on)\s+(?:the\s+)?(?:outcome|result|decision|discussion|agreement|resolution|outcomes)"
    r"|(?:precise|exact|final)\s+(?:language|wording)\s+(?:will|to)\s+be|will\s+be\s+consistent\s+with|refer\s+to\s+the\s+objective|en\s+attente|pendiente|vorbehaltlich\s+des\s+ergebnisses",
    re.IGNORECASE,
)
_EDITORIAL = re.compile(
    r"\bplacement|\b(?:to\s+be\s+)?moved?\s+(?:to|from|this)|\bnote\s*(?::|by\b|that\b)|editor'?s?\b|\bmerge\b|\bfurther\s+(?:definitions|discussion|work)\b"
    r"|\bsee\s+also\b|\bthis\s+(?:paragraph|article|language|text|provision)\s+(?:would|could|should|may|needs?|replaces)\b|\bproponents?\b|\boverlap|\bsuggestion\b"
    r"|\brenumber|\bdrafting\b|\badd\s+.{0,30}following|\bhereafter\b|\bapplies\s+to\s+all\s+options\b|\bformerly\b|\bpreviously\b|\boriginal\b|\bsic\b|\bemphasis\s+added\b"
    r"|\bmodulators?\b|\bshould\s+be\s+considered\s+together\b|\bpotential\s+elements\b",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"(?:(?:the\s+)?(?:first|second|third|fourth|fifth|last)\s+sentence\s+of|(?:articles?|art\.|paragraphs?|para\.?|sections?|clauses?|option|decision|regulation|directive|recitals?)\s+[\dIVXivx(]"
    r"|see\s|cf\.?\s|based\s+on\s|from\s+(?:article|paragraph|decision)|agreed\s+language|ibid|op\.?\s*cit|[A-Z]{2,}(?:/[\w.-]+){2,}|\d{1,3}(?:\s*[,–-]\s*\d{1,3})*$)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_REPORTER = re.compile(r"\s(?:\d{1,3}\s)?[A-Z]{2,8}\b(?:\s(?:Civ|Crim|Admin|Ch|QB|KB))?(?:\s\d|\))")


def slot_cause(text: str, start: int, end: int, inner: str) -> Cause:
    """Returns why a pair of square brackets from `start` to `end` stands; `inner` is its words without emphasis."""
    plain = " ".join(inner.replace("[", " ").replace("]", " ").split())
    glued = start > 0 and text[start - 1].isalnum() and plain.isalpha()
    if _BLANK.fullmatch(plain) and not glued:
        return "blank"
    if _YEAR.fullmatch(plain) and _REPORTER.match(text, end, end + 24):
        return "citation"
    if _is_label(text, start, end, plain):
        return "numbering"
    if _PLACEHOLDER.match(plain) or (
        _PLACEHOLDER.search(plain[:60]) and len(plain) < 160 and "placeholder" in plain[:60].casefold()
    ):
        return "placeholder"
    if len(plain) < 400 and _PENDING.match(plain):
        return "pending"
    if len(plain) < 400 and _speaks_of_the_text(plain):
        return "editorial"
    return "disputed"


def note_cause(inner: str) -> Cause:
    """Returns why a pair of braces stands."""
    plain = " ".join(inner.split())
    if _PLACEHOLDER.match(plain):
        return "placeholder"
    if _PENDING.search(plain):
        return "pending"
    if _CITATION.match(plain) and not re.search(r"\b(?:should|would|could|move)\b", plain):
        return "citation"
    return "editorial"


def _is_label(text: str, start: int, end: int, plain: str) -> bool:
    if len(plain) > 30:
        return False
    line = text.rfind("\n", max(0, start - 80), start) + 1
    if not line and start > 80:
        return False
    if text[line:start].strip(" \t#*_>[]") and not re.fullmatch(r"[\s#*_>]*(?:\[[^\[\]]{1,30}\])+", text[line:start]):
        return False
    labels = labels_at(plain + " ", 0, len(plain) + 1)
    return bool(labels) and labels[0].end >= len(plain) and any(label.value for label in labels)


def _speaks_of_the_text(plain: str) -> bool:
    return bool(
        re.match(
            r"(?:note\b|placement|further\s+definitions|editor|sic$|emphasis\s+added|formerly|previously|to\s+be\s+moved|moved\s)",
            plain,
            re.IGNORECASE,
        )
    )


def is_silence(words: str) -> bool:
    """Says whether an option proposes that nothing be said: "No text", "No Article 3ter", "No provision on …"."""
    plain = " ".join(words.strip(" .:;*_[](){}\n").split())
    if len(plain) > 160:
        return False
    return bool(
        re.match(
            r"(?:no\s+(?:text|provisions?|article|paragraph|section|reference|mention|language|clause|annex|differentiation)\b|(?:delete|omit)(?:\s+(?:this|the)\s+\w+)?$"
            r"|(?:pas\s+de\s+(?:texte|disposition)|aucun\s+texte|sin\s+texto|ningún\s+texto|kein\s+text|keine\s+bestimmung|nessun\s+testo|sem\s+texto|geen\s+tekst|без\s+текста|текст\s+отсутствует|无案文|لا\s+نص))",
            plain,
            re.IGNORECASE,
        )
    )
