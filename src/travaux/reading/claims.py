"""Claims: what somebody is said to have done to a text, put in the form of `claims`, so that it can be checked.

    neither approved nor changed any clause           two claims, both denied
    denied having changed any clause                  one, denied
    agreed to most of it, making several changes      accepted most clauses; changed several
    the text was presented to its president           somebody presented it

Only predicates that records can show, of clauses or of the text; only where who did it is named, or is nobody in
particular. What does not fit stays a statement without a claim: nothing is bent to fit. How sure somebody was stays
with the words (`hedge`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from travaux.claims.claim import ALL, ANY, Claim, Predicate, Subject
from travaux.claims.grammar import from_text, to_text
from travaux.errors import Malformed
from travaux.reading import mentions, texts
from travaux.reading.findings import Holder, phrases
from travaux.reading.lines import Run
from travaux.reading.names import Mention
from travaux.reading.particles import BODIES, DETERMINERS, FEMALE, MALE, OFFICES, PRONOUNS, TEXTS
from travaux.reading.passages import Passage
from travaux.reading.predications import Predication
from travaux.reading.scene import Scene

PREDICATES: dict[str, Predicate] = {
    sense: sense
    for sense in (
        "changed", "removed", "approved", "accepted", "objected", "rejected", "presented", "received", "signed",
        "initialled", "tabled", "withdrew", "proposed",
    )
}  # fmt: skip
_WHOLE = frozenset(("presented", "received", "signed", "initialled", "tabled", "withdrew"))
"""What is done to a text, and to so many of its clauses never."""


def claims(scene: Scene, passage: Passage, one: Predication, holder: Holder | None) -> tuple[Claim, ...]:
    """Returns the claims of a verb, in the words of its holder; none where it cannot be put so, or is not meant so."""
    if one.unreal or (one.would and holder is None) or one.tense == "future" or one.aside or passage.line.question:
        return ()
    if holder is not None and (holder.negated or holder.stance in ("asks", "promises", "thinks")):
        return ()
    if one.alleged and (holder is None or one.alleged not in holder.cue.lower()):
        return ()
    if not one.finite and one.form == "base" and not (one.denied or one.perhaps):
        return ()
    if _qualified(passage, one):
        return ()
    denied = _denied(one, holder)
    if denied is None:
        return ()
    subject = who(scene, passage, one, holder)
    if subject is None:
        return ()
    made = _of_changes(passage, one, subject, denied) or _of_text(scene, passage, one, subject, denied)
    return tuple(each for each in made if _sayable(each))


def _qualified(passage: Passage, one: Predication) -> bool:
    """Whether it was done in part, for the time being or on a condition: no claim has words for that."""
    low = passage.line.low
    for at in range(one.start, one.end):
        if low[at] in _PARTLY or low[at : at + 2] in (("in", "principle"), ("ad", "referendum"), ("subject", "to")):
            return True
    return False


_PARTLY = frozenset((
    "provisionally", "conditionally", "tentatively", "partly", "partially", "reluctantly", "except", "reservations",
    "conditions", "informally", "verbally", "orally",
))  # fmt: skip


def _denied(one: Predication, holder: Holder | None) -> bool | None:
    """Returns whether it is said not to be so; None where a denial is denied, or stands beside what is told."""
    if holder is None or holder.stance != "denies":
        return one.denied
    return True if one.governed and one.denied else None


def _of_changes(passage: Passage, one: Predication, subject: Subject, denied: bool) -> tuple[Claim, ...]:
    """Returns the claim of "made several changes"."""
    if one.deed.plain not in ("make", "introduce") or one.passive or one.object is None:
        return ()
    line = passage.line
    quantity = texts.changes(line, one.object)
    if denied and line.low[one.object[0]] in ("any", "no"):
        quantity = texts.changes(line, (one.object[0] + 1, one.object[1]))
        quantity = ANY if quantity is not None else None
    if quantity is None or not _to_a_text(passage, one):
        return ()
    return (Claim(subject=subject, predicate="changed", quantity=quantity, denied=denied, hedge=_hedge(passage, one)),)


def _to_a_text(passage: Passage, one: Predication) -> bool:
    """Whether changes are made to a text: one is named in the sentence, or nothing else is."""
    line = passage.line
    for at, run in phrases(passage, one, "to", "in"):
        del at
        return any(
            word in TEXTS or word in ("it", "them", "clause", "clauses", "article") for word in line.low[slice(*run)]
        )
    return any(low in TEXTS or low in ("clause", "clauses", "articles") for low in line.low)


def _of_text(scene: Scene, passage: Passage, one: Predication, subject: Subject, denied: bool) -> tuple[Claim, ...]:
    predicate = PREDICATES.get(one.deed.sense)
    if predicate is None:
        return ()
    matter = texts.read(scene.passages, passage, one.object)
    if matter is None or matter.kind == "part" or (matter.none and denied):
        return ()
    if _nobody(passage, one) and denied:
        subject = Subject(kind="anyone")
    quantity, clauses = matter.quantity, matter.clauses
    if matter.kind == "clauses" and not clauses and predicate in _WHOLE:
        return ()
    if denied and (len(clauses) > 1 or (quantity.kind not in ("any", "all") and matter.kind == "clauses")):
        return ()
    text = matter.kind == "text"
    return (
        Claim(
            subject=subject,
            predicate=predicate,
            object=matter.kind,
            clauses=clauses,
            quantity=ANY if text else ALL if clauses else quantity,
            to=_whom(passage, one) if predicate == "presented" else "",
            denied=denied or matter.none,
            hedge=_hedge(passage, one),
        ),
    )


def _nobody(passage: Passage, one: Predication) -> bool:
    """Whether nobody is said to have done it: "no party", "neither side"."""
    run = one.subject
    return run is not None and passage.line.low[run[0]] in ("no", "none", "nobody", "neither")


def _hedge(passage: Passage, one: Predication) -> str:
    """Returns the hedge of a claim, where it is one that claims have words for."""
    words = " ".join(passage.line.low[at] for at in one.perhaps)
    known = ("is said to have", "is reported to have", "is alleged to have", "is believed to have")
    if words.removesuffix(" have") in ("said to", "reported to", "alleged to", "believed to"):
        return next(each for each in known if words.split()[0] in each)
    for at in range(one.start, one.at):
        if passage.line.low[at] in ("reportedly", "allegedly", "apparently", "supposedly"):
            return passage.line.low[at]
    return ""


def _whom(passage: Passage, one: Predication) -> str:
    """Returns to whom a text was presented, in the words of the report."""
    for _, run in phrases(passage, one, "to"):
        words = [passage.line.words[at] for at in range(*run)]
        if words[0].lower() in DETERMINERS and words[0].lower() not in ("its", "their", "his", "her"):
            words = words[1:]
        return " ".join(words).replace(" 's", "'s").replace(" ’s", "'s")
    return ""


@lru_cache(maxsize=4096)
def _sayable(claim: Claim) -> bool:
    """Whether a claim can be written in the controlled English, and reads back as itself."""
    try:
        return any(each.claims == (claim,) for each in from_text(to_text(claim)))
    except Malformed:
        return False


# Who


def who(scene: Scene, passage: Passage, one: Predication, holder: Holder | None) -> Subject | None:
    """Returns who is said to have done it; None where that is not sure."""
    if one.subject is None:
        if one.passive and not any(passage.line.low[at] == "by" for at in range(one.at + 1, min(one.end, one.at + 9))):
            return Subject(kind="anyone")
        # "denied having changed it", "denied any part in changing it": whoever denies it.
        return _speaker(holder) if one.governed and not one.passive else None
    return _subject(scene, passage, one.subject, holder)


def _speaker(holder: Holder | None) -> Subject | None:
    """Returns the speaker as a subject: a person by name, or those who speak together."""
    if holder is None or not holder.told.first:
        return None
    if holder.told.kind == "person":
        return _person(holder.told.first)
    return _party(holder.told.first) if holder.told.kind == "body" else None


def _subject(scene: Scene, passage: Passage, run: Run, holder: Holder | None) -> Subject | None:
    line = passage.line
    low = line.low[run[0] : run[1]]
    if len(low) == 1 and low[0] in PRONOUNS:
        return _pronoun(scene, passage, run, low[0], holder)
    if low[0] in ("no", "none", "nobody", "neither"):
        return Subject(kind="anyone")
    if low[0] in ("his", "her", "my", "our", "their", "its"):
        return _possessed(low, holder)
    found = scene.names.inside(passage.number, run)
    if len(found) == 1:
        return _by_name(scene, passage, run, found[0])
    if found or any(word in ("and", "or", "both") for word in low) or low[0] in ("some", "several", "most", "many"):
        return None
    head = low[-1]
    if low[0] in ("the",) and head in BODIES and len(low) <= 5 and "of" not in low:
        return _party(" ".join(line.words[at] for at in range(run[0] + 1, run[1])))
    return None


def _possessed(low: tuple[str, ...], holder: Holder | None) -> Subject | None:
    """Returns "its government", "our delegation" as those who speak; nothing where it is not the speaker's own."""
    if holder is None or holder.told.kind != "body" or low[0] not in ("its", "our"):
        return None
    return _speaker(holder) if low[-1] in ("delegation", "government", "side", "team") else None


def _pronoun(scene: Scene, passage: Passage, run: Run, low: str, holder: Holder | None) -> Subject | None:
    quoted = passage.line.quoted[run[0]] > 0
    if low == "i":
        return _speaker(holder) if quoted and holder is not None and holder.told.kind == "person" else None
    if low == "we":
        return _speaker(holder) if quoted and holder is not None and holder.told.kind == "body" else None
    if low == "it":
        return _speaker(holder) if not quoted and holder is not None and holder.told.kind == "body" else None
    if low in MALE or low in FEMALE:
        link = mentions.pronoun(low, scene.names, scene.passages, passage.number, passage.line.spans[run[0]][0])
        return _person(link.name) if link is not None else None
    return None


def _by_name(scene: Scene, passage: Passage, run: Run, each: Mention) -> Subject | None:
    """Returns who is named: a person, a party, or somebody of a party ("Boria's envoy")."""
    line, link = passage.line, scene.names.link(each)
    behind = line.low[each.run[1]] if each.run[1] < run[1] else ""
    before = line.low[each.run[0] - 1] if each.run[0] > run[0] else ""
    kind = each.kind if link.kind == "name" else link.kind
    if behind in ("'s", "'"):
        head = line.low[run[1] - 1]
        if head in ("delegation", "side", "team", "government"):
            return _party(link.name)
        return Subject(kind="official", name=link.name) if head in OFFICES | BODIES else None
    if before in ("of", "from", "for") or (before == "the" and each.run[0] - 1 > run[0]):
        heads = [low for low in line.low[run[0] : each.run[0] - 1] if low not in DETERMINERS]
        if heads and heads[-1] in ("delegation", "side", "team", "government"):
            return _party(link.name)
        return Subject(kind="official", name=link.name) if heads and heads[-1] in OFFICES else None
    rest = [low for low in line.low[each.run[1] : run[1]] if low not in (",",)]
    if kind == "person":
        return _person(link.name)
    if kind in ("body", "name", "place") and (not rest or rest[-1] in ("delegation", "government", "side", "team")):
        if kind == "name" and " " in link.name and not rest and before != "the":
            return (
                _person(link.name) if len(link.name.split()) <= 3 and not _body_word(link.name) else _party(link.name)
            )
        return _party(link.name)
    return None


def _body_word(name: str) -> bool:
    return any(word.lower() in BODIES for word in name.split())


def _person(name: str) -> Subject:
    return Subject(kind="person", name=name)


def _party(name: str) -> Subject:
    """Returns a party by its name; of "Boria's trade ministry" it is somebody of Boria."""
    bare = name.removeprefix("the ").removeprefix("The ").replace("’", "'")
    owner, _, rest = bare.partition("'s ")
    if rest:
        whole = rest.split()[-1] in ("delegation", "government", "side", "team")
        return Subject(kind="party" if whole else "official", name=owner)
    return Subject(kind="party", name=bare)


def together(found: Iterator[tuple[Claim, ...]]) -> tuple[Claim, ...]:
    """Returns claims once each, in order."""
    return tuple(dict.fromkeys(claim for each in found for claim in each))
