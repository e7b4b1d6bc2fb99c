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
from travaux.reading.lexicon.verbs import inflected

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
LOUD = words(
    """rail balk bristle chafe fret fume gloat gripe grumble hammer harp carp cavil quibble bicker spar clash feud
    haggle jeer heckle taunt tease needle goad provoke insult disparage belittle deride demean denigrate malign
    vilify smear skewer scorn scoff sneer savage pillory excoriate castigate berate chastise rebuke reprimand
    admonish upbraid scald hound hector pester pressure press prod nudge coax cajole entice exhort encourage
    discourage dissuade deter rally galvanize beseech entreat petition lobby campaign agitate champion embrace
    espouse promote push trump extol glorify idolize celebrate cheer toast salute honor honour revere venerate
    flatter congratulate greet eulogize mourn bewail rue rattle alarm anger outrage infuriate enrage appall
    shock stun horrify dismay disappoint frustrate upset irk annoy offend alienate impress inspire thrill
    delight please excite reject shun snub spurn rebuff renounce disown distance repel echo parrot mirror mimic
    cite invoke evoke quote paraphrase recite sing chant signal flag telegraph broadcast air publicize publicise
    disseminate circulate relay convey impart communicate transmit divulge leak spill unveil expose unmask
    accuse indict implicate impugn incriminate finger fault scapegoat slander defame libel threaten menace
    intimidate bully harangue lecture sermonize pontificate philosophize theorize theorise hypothesize postulate
    posit presuppose envision picture visualize foresee foretell prophesy handicap bet wager gamble calculate
    compute tally count list enumerate itemize catalog catalogue chronicle narrate relate retell summarize
    summarise sum elaborate expound expand dwell digress ramble babble mumble mutter murmur whimper whine wail
    weep cry bark growl grunt roar bellow holler exclaim interrupt butt chide nag scold liken compare equate
    contrast distinguish differentiate rank rate grade score assess evaluate appraise gauge size judge diagnose
    analyze analyse examine scrutinize scrutinise study probe investigate explore inquire enquire query poll
    survey quiz grill interrogate debate deliberate ponder mull contemplate negotiate bargain mediate arbitrate
    concur assent acquiesce consent accede capitulate relent budge waver vacillate equivocate hedge waffle demur
    dissent disapprove disavow dispute contradict controvert counter refute debunk discredit undermine undercut
    dispel quash squelch mislead deceive lie fib bluff exaggerate overstate understate embellish inflate
    misstate misrepresent distort twist spin frame cast paint style peg tag christen nickname rename advertise
    bill market pitch sell tout trumpet vaunt flaunt brandish commit swear vouch testify depose subpoena decree
    ordain mandate enact dictate stipulate prescribe proscribe forbid prohibit permit allow authorize authorise
    sanction approve ratify veto nominate recommend endorse back second sponsor co-sponsor introduce table file
    sue appeal contest protest boycott demonstrate march resign concede"""
)
"""Verbs of attitude, manner, persuasion and deed that may carry a statement; a class of their own for the model."""

SAID = inflected(ALONE | THAT | EITHER | TOLD | NOUN)
"""Every form of a verb of speech: its lemma and which form it is."""

THINKS = {word: found for word, found in inflected(THOUGHT).items() if word not in SAID}
"""Every form of a verb of thought that is not also one of speech."""

ACTS = {word: found for word, found in inflected(LOUD).items() if word not in SAID and word not in THINKS}
"""Every form of a verb of attitude, manner or deed that is of neither kind."""

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

STATED = frozenset(inflected(PLAIN)) | {"according"}
"""Every form of the verbs that say a thing whatever stands around them, and "according"."""

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
