"""VCLT 1969: the pack of rules for treaties between states, by the Vienna Convention on the Law of Treaties.

One row a rule, after those that any record needs. Articles 7 to 12, 33, 47 and 79; silence procedures by practice.
"""

from __future__ import annotations

from travaux.record import acts
from travaux.record.rules import authority, silences, treaties
from travaux.record.rules.plain import KEPT
from travaux.record.rules.verdicts import Pack, Rule

VCLT_1969 = Pack(
    name="vclt-1969",
    title="Vienna Convention on the Law of Treaties, 1969",
    rules=(
        *KEPT,
        Rule(
            name="full-powers", acts=authority.BY_A_PARTY, check=authority.state_mandate, cured=True,
            source="VCLT art. 7",
            demands="The person has full powers in force, or represents the state in virtue of an office.",
        ),
        Rule(
            name="powers-reach", acts=authority.BY_A_PARTY, check=authority.state_powers, cured=True,
            source="VCLT arts 2(1)(c), 7(1)", demands="The powers reach this kind of act.",
        ),
        Rule(
            name="powers-scope", acts=authority.BY_A_PARTY, check=authority.state_scope, cured=True,
            source="VCLT art. 7(1)", demands="The scope of the powers reaches every clause that the act is on.",
        ),
        Rule(
            name="limit-notified", acts=(acts.Authenticate,), check=authority.limits, source="VCLT art. 47",
            demands="A limit on the power to consent counts only if the others were notified of it beforehand.",
        ),
        Rule(
            name="confirmed-by-its-state", acts=(acts.Confirm,), check=authority.confirmed, source="VCLT art. 8",
            demands="An act without authority is confirmed afterwards by its own state, through somebody who may.",
        ),
        Rule(
            name="adopted-by-all", acts=(acts.Decide,), check=treaties.adopted_by_all, source="VCLT art. 9(1)",
            demands="Outside a conference, a text is adopted by all that took part in drawing it up.",
        ),
        Rule(
            name="adopted-by-two-thirds", acts=(acts.Decide,), check=treaties.adopted_by_two_thirds,
            source="VCLT art. 9(2)",
            demands="At a conference, a text is adopted by two thirds of those present and voting.",
        ),
        Rule(
            name="one-text", acts=(acts.Authenticate,), check=treaties.one_text, source="VCLT art. 10",
            demands="All authenticate one and the same text.",
        ),
        Rule(
            name="definitive", acts=(acts.Propose, acts.Reopen), check=treaties.definitive, source="VCLT arts 10, 79",
            demands="A text that all have authenticated is definitive: only a correction changes it.",
        ),
        Rule(
            name="meant-to-bind", acts=(acts.Authenticate,), check=treaties.meant_to_bind, source="VCLT arts 11, 12",
            demands="Signature binds where it says so; initials where it was agreed; ad referendum once confirmed.",
        ),
        Rule(
            name="authentic-language", acts=(acts.Authenticate,), check=treaties.no_translation, source="VCLT art. 33",
            demands="What is authenticated is a text in an authentic language, not a translation.",
        ),
        Rule(
            name="language-told", acts=(acts.Table,), check=treaties.language_told, source="VCLT art. 33",
            demands="An authentic text says its language.",
        ),
        Rule(
            name="corrected-once-settled", acts=(acts.Correct,), check=treaties.after_authentication,
            source="VCLT art. 79(1)", demands="A text is corrected only once it is adopted or authenticated.",
        ),
        Rule(
            name="corrects-an-error", acts=(acts.Correct,), check=treaties.error_only, source="VCLT arts 39, 79(1)",
            demands="A correction mends an error and changes nothing of substance.",
        ),
        Rule(
            name="corrected-by-whom", acts=(acts.Correct,), check=treaties.by_a_signatory, source="VCLT art. 79(2)",
            demands="The depositary corrects, or a party that authenticated the text.",
        ),
        Rule(
            name="correction-unopposed", acts=(acts.Correct,), check=treaties.unopposed, source="VCLT art. 79(1), (2)",
            demands="All agree to a correction, or were notified and let the time for objections pass.",
        ),
        Rule(
            name="silence-long-enough", acts=(acts.Silence,), check=silences.long_enough,
            source="UN General Assembly decision 74/544",
            demands="A text lies under silence for at least 72 hours.",
        ),
    ),
)  # fmt: skip
