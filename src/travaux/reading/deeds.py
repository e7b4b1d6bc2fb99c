"""Deeds: the verbs of a negotiation, each with its forms and what it says was done. Common words only.

A verb of two meanings has the one it has here only with the right object; that is for `changes`, `meetings` … to see.
`other` are verbs that mean nothing to us and yet have a subject, so that the next verb can share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sense = Literal[
    "changed", "removed", "added", "approved", "accepted", "objected", "rejected", "presented", "received", "drafted",
    "signed", "initialled", "tabled", "withdrew", "proposed", "offered", "demanded", "required",
    "met", "held", "attended", "travel", "event", "named", "led", "included", "given", "set", "faced", "extended",
    "denied", "said", "asked", "other",
]  # fmt: skip
"""What a verb says was done."""

Form = Literal["base", "s", "past", "participle", "ing"]


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb: its plain form, what it says, the particle that must follow it ("to" of "agree to"), if any."""

    plain: str
    sense: Sense
    particle: tuple[str, ...] = ()


_REGULAR: dict[Sense, str] = {
    "changed": "change alter modify amend reword revise edit redraft adjust rework",
    "removed": "remove delete",
    "added": "add insert",
    "approved": "approve endorse",
    "accepted": "accept agree|to agree|with agree consent|to",
    "objected": "object|to oppose",
    "rejected": "reject refuse decline turn|down",
    "presented": "present submit hand|over",
    "received": "receive",
    "drafted": "draft prepare",
    "signed": "sign",
    "tabled": "table",
    "proposed": "propose suggest",
    "offered": "offer",
    "demanded": "demand insist|on ask|for call|for request",
    "required": "require envisage foresee contain provide|for stipulate",
    "met": "convene confer",
    "attended": "attend join",
    "travel": "travel visit arrive return head",
    "event": "resume start open conclude reconvene continue end",
    "named": "name appoint dispatch accredit designate nominate",
    "led": "head",
    "included": "include comprise consist|of",
    "set": "impose",
    "faced": "face risk lose",
    "extended": "extend postpone",
    "denied": "deny refute dismiss dispute repudiate contradict disclaim",
    "said": "state report claim allege assert announce confirm admit acknowledge concede confess declare stress add "
    "insist warn note argue explain repeat maintain suggest indicate reveal disclose mention post tweet promise pledge "
    "vow comment",
    "asked": "order instruct press urge ask want wish hope plan expect wait intend aim seek consider discuss hesitate "
    "promise threaten",
    "other": "call work talk help watch follow move turn look remain stop finish complete describe praise criticise "
    "criticize welcome support back accuse blame thank use live walk pass act rule vote form launch publish release "
    "issue circulate translate file secure serve share show arrange host mediate represent answer respond reply react "
    "refer decide suspend cancel delay negotiate close study review examine consult stay",
}  # fmt: skip

_IRREGULAR: dict[Sense, tuple[str, ...]] = {
    "changed": ("rewrite rewrites rewrote rewritten rewriting",),
    "removed": ("strike|out strikes struck struck striking", "take|out takes took taken taking"),
    "drafted": ("write writes wrote written writing", "draw|up draws drew drawn drawing"),
    "initialled": (
        "initial initials initialled initialled initialling",
        "initial initials initialed initialed initialing",
    ),
    "withdrew": ("withdraw withdraws withdrew withdrawn withdrawing",),
    "proposed": ("put|forward puts put put putting",),
    "met": ("meet meets met met meeting",),
    "held": ("hold holds held held holding",),
    "attended": ("take|part takes took taken taking",),
    "travel": (
        "travel travels travelled travelled travelling", "fly flies flew flown flying", "come comes came come coming",
        "go goes went gone going",
    ),
    "event": ("run runs ran run running", "begin begins began begun beginning", "take|place takes took taken taking"),
    "named": ("send sends sent sent sending",),
    "led": ("lead leads led led leading",),
    "given": ("give gives gave given giving",),
    "set": ("set sets set set setting",),
    "other": (
        "make makes made made making", "leave leaves left left leaving", "bring brings brought brought bringing",
        "keep keeps kept kept keeping", "see sees saw seen seeing", "know knows knew known knowing",
        "find finds found found finding", "get gets got got getting", "win wins won won winning",
        "break breaks broke broken breaking", "stand stands stood stood standing", "show shows showed shown showing",
        "begin|talks begins began begun beginning", "put puts put put putting", "take takes took taken taking",
        "speak speaks spoke spoken speaking", "become becomes became become becoming",
    ),
    "said": (
        "say says said said saying", "tell tells told told telling", "write|that writes wrote written writing",
    ),
    "asked": ("think thinks thought thought thinking", "mean means meant meant meaning"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A form of a verb: which verb, and as what it may stand there."""

    deed: Deed
    form: Form


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return f"{stem}d"
    if stem.endswith("y") and stem[-2] not in "aeo":
        return f"{stem[:-1]}ied"
    return f"{stem}{_DOUBLED.get(stem, '')}ed"


_DOUBLED = {"stop": "p", "plan": "n", "submit": "t", "admit": "t", "confer": "r", "refer": "r"}


def _present(stem: str) -> str:
    if stem.endswith("y") and stem[-2] not in "aeo":
        return f"{stem[:-1]}ies"
    return f"{stem}es" if stem.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{stem}s"


def _going(stem: str) -> str:
    if stem.endswith("e") and not stem.endswith("ee"):
        return f"{stem[:-1]}ing"
    return f"{stem}{_DOUBLED.get(stem, '')}ing"


def _forms() -> dict[str, tuple[Word, ...]]:
    found: dict[str, list[Word]] = {}

    def put(word: str, deed: Deed, form: Form) -> None:
        entry = Word(deed, form)
        if entry not in found.setdefault(word, []):
            found[word].append(entry)

    for sense, stems in _REGULAR.items():
        for each in stems.split():
            stem, _, particle = each.partition("|")
            deed = Deed(stem, sense, (particle,) if particle else ())
            put(stem, deed, "base")
            put(_present(stem), deed, "s")
            put(_past(stem), deed, "past")
            put(_past(stem), deed, "participle")
            put(_going(stem), deed, "ing")
    for sense, rows in _IRREGULAR.items():
        for row in rows:
            head, *others = row.split()
            stem, _, particle = head.partition("|")
            deed = Deed(stem, sense, (particle,) if particle else ())
            forms: tuple[Form, ...] = ("base", "s", "past", "participle", "ing")
            for word, form in zip((stem, *others), forms, strict=True):
                put(word, deed, form)
    return {word: tuple(sorted(entries, key=_order)) for word, entries in found.items()}


def _order(word: Word) -> tuple[bool, str, str]:
    """Those with a particle are tried first: "agreed to" before "agreed"."""
    return not word.deed.particle, word.deed.plain, word.form


VERBS: dict[str, tuple[Word, ...]] = _forms()
"""Every form of every verb here."""
