"""Verbs of speech, by what follows them, and verbs of thought, a lesser kind of statement.

alone      a quotation, and no clause without one                  she continued, "…"
that       a clause only with "that"; a noun is no statement       the report showed that …
either     a quotation, or a clause with or without "that"         he said …
told       somebody first, then the clause or quotation            he told reporters …
noun       what is demanded, refused or praised, as a noun         they rejected the offer
"""

from __future__ import annotations

from typing import Literal

from travaux.reading.lexicon.lists import words
from travaux.reading.lexicon.verbs import Form, inflected

Follows = Literal["alone", "that", "either", "told", "noun"]

ALONE = words(
    """continue read quip joke laugh shout yell scream whisper snap respond reply retort counter interject chime begin
    conclude ask wonder muse tweet post sigh fume thunder blast gush deadpan crow go chant recite offer explain
    recall"""
)
THAT = words(
    """suggest find show indicate prove reveal demonstrate signal imply determine discover disclose establish hint
    illustrate detail document point emphasize emphasise stress highlight underscore underline recommend specify
    stipulate provide require rule hold uphold confess attest testify learn hear"""
)
EITHER = words(
    """say add announce argue claim declare deny insist maintain note observe report remark state contend assert allege
    acknowledge admit concede confirm affirm reaffirm reiterate repeat predict estimate forecast project boast
    brag complain caution charge vow pledge promise swear write comment mention agree disagree object protest
    proclaim pronounce reason rejoin recount opine lament guess speculate surmise warrant aver avow submit
    clarify elaborate stipulate guarantee forewarn intone exclaim tweet blog email joke quip explain recall
    conclude reply respond retort counter communicate certify"""
)
TOLD = words(
    """tell assure warn remind inform advise notify persuade convince promise ask urge order instruct brief lecture
    reassure implore beg exhort beseech email text caution"""
)
NOUN = words(
    """reject demand propose criticize criticise praise condemn dismiss denounce accuse blame call describe label brand
    cite quote urge request dispute rebut refute challenge question endorse oppose support back welcome applaud
    hail decry deplore slam blast rip bash attack assail lambaste chide scold mock ridicule defend tout outline
    discuss address express voice raise seek ban refuse decline threaten offer apologize apologise thank
    congratulate commend credit characterize characterise depict portray dub term declare deem denote reference
    refer speak talk testify plead appeal advocate espouse disavow renounce retract repudiate table present
    issue release publish unveil announce deny admit confirm recommend allege acknowledge estimate predict
    promise pledge vow report claim suggest concede assert stress emphasize reiterate explain clarify mention
    note highlight underscore accept approve endorse laud trumpet preach argue complain lament bemoan joke brag
    boast warn caution insist"""
)
THOUGHT = words(
    """believe think want expect seem hope plan intend support favor favour feel fear worry doubt consider assume
    suspect know understand wish prefer like love hate need see view regard imagine suppose anticipate agree
    disagree oppose consider decide realize realise recognize recognise remember forget appear look aim aspire
    dream figure desire dislike distrust trust mistrust respect admire appreciate care concern conceive
    contemplate decline dare dread enjoy envision envisage foresee gather guess infer judge lean mean mind
    perceive pine presume reckon regret rely remain resolve resent resist seek sense strive struggle surprise
    sympathize tend try underestimate value vote weigh welcome wonder yearn opt refuse threaten offer propose
    vow choose hesitate"""
)
SAID = inflected(ALONE | THAT | EITHER | TOLD | NOUN)
"""Every form of a verb of speech: its lemma and which form it is."""

THINKS = {word: found for word, found in inflected(THOUGHT).items() if word not in SAID}
"""Every form of a verb of thought that is not also one of speech."""

_WAYS: dict[Follows, frozenset[str]] = {"alone": ALONE, "that": THAT, "either": EITHER, "told": TOLD, "noun": NOUN}
FOLLOWS: dict[str, frozenset[Follows]] = {
    lemma: frozenset(way for way, lemmas in _WAYS.items() if lemma in lemmas)
    for lemma in ALONE | THAT | EITHER | TOLD | NOUN
}
"""By lemma, what may follow."""

PLAIN = words(
    """say tell add announce argue claim declare deny insist maintain note observe remark state contend assert allege
    acknowledge admit concede confirm affirm reaffirm reiterate boast complain caution warn explain reply
    respond retort write tweet stress emphasize emphasise"""
)
"""Verbs that say a thing whatever stands around them."""

OF_WORDS = words(
    """accuse criticize criticise praise condemn dismiss denounce reject demand propose blame call describe cite quote
    urge request dispute rebut refute challenge question express refer speak talk plead appeal mock ridicule
    apologize apologise thank congratulate discuss rip slam blast"""
)
"""Verbs with a noun for what is said that are of speech nonetheless."""

SPOKEN = frozenset(inflected(ALONE | THAT | EITHER | TOLD | OF_WORDS)) | {"according"}
"""Every form of the verbs that make a cue one of speech, and "according"."""

FALSE_FRIENDS = words(
    """states read found held project reports claims charges note notes table post address remarks back"""
)
"""Forms that are as often something else: "the states", "was found", "a post". They need more beside them."""


def speech(word: str) -> tuple[str, Form] | None:
    """The lemma and form of a verb of speech, if a word is one."""
    return SAID.get(word)
