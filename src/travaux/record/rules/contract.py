"""Contract: the pack of rules for bargains between companies or people, by the UNIDROIT Principles (2016).

One row a rule, after those that any record needs. What national law asks beyond these Principles is not here.
"""

from __future__ import annotations

from travaux.record import acts
from travaux.record.rules import authority, bargains, silences
from travaux.record.rules.plain import KEPT
from travaux.record.rules.verdicts import Pack, Rule

CONTRACT = Pack(
    name="contract",
    title="UNIDROIT Principles of International Commercial Contracts, 2016",
    rules=(
        *KEPT,
        Rule(
            name="agent-authority", acts=authority.BY_A_PARTY, check=authority.mandate, cured=True,
            source="UNIDROIT Principles arts 2.2.2, 2.2.10",
            demands="A resolution or a power of attorney, not ended by then, names the person who acts.",
        ),
        Rule(
            name="agent-powers", acts=authority.BY_A_PARTY, check=authority.powers, cured=True,
            source="UNIDROIT Principles art. 2.2.5", demands="The act is within the powers given.",
        ),
        Rule(
            name="agent-scope", acts=authority.BY_A_PARTY, check=authority.scope, cured=True,
            source="UNIDROIT Principles art. 2.2.5", demands="The clauses the act is on are within the powers given.",
        ),
        Rule(
            name="ratified-by-principal", acts=(acts.Confirm,), check=authority.ratified,
            source="UNIDROIT Principles art. 2.2.9",
            demands="An act without authority is ratified by the principal itself, through somebody who may.",
        ),
        Rule(
            name="answers-an-offer", acts=(acts.Take,), check=bargains.answers_an_offer,
            source="UNIDROIT Principles arts 2.1.1, 2.1.2",
            demands="What is accepted was offered by another, and meant to bind.",
        ),
        Rule(
            name="mirror-image", acts=(acts.Take,), check=bargains.mirrors, source="UNIDROIT Principles art. 2.1.11",
            demands="An acceptance takes the exact words; with a change or a condition it is a counter-offer.",
        ),
        Rule(
            name="offer-still-open", acts=(acts.Take,), check=bargains.still_open,
            source="UNIDROIT Principles art. 2.1.4", demands="No newer draft has taken the place of the offer.",
        ),
        Rule(
            name="accepted-in-time", acts=(acts.Take,), check=bargains.in_time,
            source="UNIDROIT Principles arts 2.1.7, 2.1.9",
            demands="The acceptance comes before a time that the other side set for it has run out.",
        ),
        Rule(
            name="revoked-before-acceptance", acts=(acts.Withdraw,), check=bargains.revocable,
            source="UNIDROIT Principles art. 2.1.4", demands="An offer is withdrawn before it is accepted.",
        ),
        Rule(
            name="notice-reaches", acts=(acts.Limit, acts.Extend, acts.Withdraw, acts.Silence), check=bargains.notice,
            source="UNIDROIT Principles art. 1.10", demands="A notice takes effect once it reaches whom it concerns.",
        ),
        Rule(
            name="silence-is-no-acceptance", acts=(acts.Silence,), check=silences.no_acceptance,
            source="UNIDROIT Principles art. 2.1.6",
            demands="Silence accepts only where the parties agreed that it does.",
        ),
        Rule(
            name="nothing-left-open", acts=(acts.Authenticate,), check=bargains.nothing_open,
            source="UNIDROIT Principles art. 2.1.13", demands="Nobody holds a matter open when the contract is signed.",
        ),
        Rule(
            name="entire-agreement", acts=(acts.Authenticate,), check=bargains.entire,
            source="UNIDROIT Principles art. 2.1.17",
            demands="Terms that were linked stand in the text that is signed.",
        ),
    ),
)  # fmt: skip
