"""Verbs and their forms: "deny" gives deny, denies, denied, denying. Lists of verbs hold lemmas; forms are made here.

A form is one of base, third ("says"), past ("said"; also the participle where the two are alike), participle ("known")
and ing ("saying").
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from travaux.reading.lexicon.lists import words

Form = Literal["base", "third", "past", "participle", "ing"]

IRREGULAR: dict[str, tuple[str, str, str, str]] = {
    "be": ("is", "was", "been", "being"),
    "bring": ("brings", "brought", "brought", "bringing"),
    "choose": ("chooses", "chose", "chosen", "choosing"),
    "do": ("does", "did", "done", "doing"),
    "draw": ("draws", "drew", "drawn", "drawing"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "find": ("finds", "found", "found", "finding"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
    "foretell": ("foretells", "foretold", "foretold", "foretelling"),
    "forget": ("forgets", "forgot", "forgotten", "forgetting"),
    "get": ("gets", "got", "gotten", "getting"),
    "give": ("gives", "gave", "given", "giving"),
    "have": ("has", "had", "had", "having"),
    "hear": ("hears", "heard", "heard", "hearing"),
    "hold": ("holds", "held", "held", "holding"),
    "intend": ("intends", "intended", "intended", "intending"),
    "know": ("knows", "knew", "known", "knowing"),
    "learn": ("learns", "learned", "learnt", "learning"),
    "make": ("makes", "made", "made", "making"),
    "mean": ("means", "meant", "meant", "meaning"),
    "plead": ("pleads", "pleaded", "pleaded", "pleading"),
    "put": ("puts", "put", "put", "putting"),
    "quip": ("quips", "quipped", "quipped", "quipping"),
    "quit": ("quits", "quit", "quit", "quitting"),
    "read": ("reads", "read", "read", "reading"),
    "rebut": ("rebuts", "rebutted", "rebutted", "rebutting"),
    "refer": ("refers", "referred", "referred", "referring"),
    "infer": ("infers", "inferred", "inferred", "inferring"),
    "prefer": ("prefers", "preferred", "preferred", "preferring"),
    "regret": ("regrets", "regretted", "regretted", "regretting"),
    "say": ("says", "said", "said", "saying"),
    "see": ("sees", "saw", "seen", "seeing"),
    "seek": ("seeks", "sought", "sought", "seeking"),
    "show": ("shows", "showed", "shown", "showing"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "split": ("splits", "split", "split", "splitting"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "take": ("takes", "took", "taken", "taking"),
    "tell": ("tells", "told", "told", "telling"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "understand": ("understands", "understood", "understood", "understanding"),
    "uphold": ("upholds", "upheld", "upheld", "upholding"),
    "withdraw": ("withdraws", "withdrew", "withdrawn", "withdrawing"),
    "write": ("writes", "wrote", "written", "writing"),
}
_DOUBLED = words(
    """admit permit commit omit submit plan rap pan slam snap nod slip clap quip brag chat chip jot plot stun"""
)


def forms(lemma: str) -> dict[str, Form]:
    """The forms of a verb, each with its name; where two are alike, the first named here.

    >>> forms("deny")
    {'deny': 'base', 'denies': 'third', 'denied': 'past', 'denying': 'ing'}
    """
    third, past, participle, ing = IRREGULAR.get(lemma) or _regular(lemma)
    made: dict[str, Form] = {}
    for word, form in zip((lemma, third, past, participle, ing), _FORMS, strict=True):
        made.setdefault(word, form)
    return made


_FORMS: tuple[Form, ...] = ("base", "third", "past", "participle", "ing")


def _regular(lemma: str) -> tuple[str, str, str, str]:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    if lemma.endswith("ie"):
        return lemma + "s", lemma + "d", lemma + "d", lemma[:-2] + "ying"
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing"
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return third, stem + "ed", stem + "ed", stem + "ing"


def inflected(lemmas: Iterable[str]) -> dict[str, tuple[str, Form]]:
    """Every form of every verb, with its lemma and its name; the verb named first keeps a form that two share."""
    found: dict[str, tuple[str, Form]] = {}
    for lemma in sorted(lemmas):
        for word, form in forms(lemma).items():
            found.setdefault(word, (lemma, form))
    return found
