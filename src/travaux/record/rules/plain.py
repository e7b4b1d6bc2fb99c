"""Plain: the pack of rules that any record needs, whatever the law. One row a rule; its sources are the acts.

`docs/acts.md` says what each act demands; a rule of this pack cites the act.
"""

from __future__ import annotations

from travaux.record import acts
from travaux.record.rules import agreements, authority, keeping, silences, wordings
from travaux.record.rules.verdicts import Pack, Rule

EVERY = tuple(acts.ACTS.values())
ON_AN_ENTRY = (
    acts.Withdraw, acts.Confirm, acts.Reopen, acts.Extend, acts.Void, acts.Erase, acts.Revoke, acts.Adjourn, acts.Seal,
    acts.Silence, acts.Propose, acts.Convene, acts.State,
)  # fmt: skip

KEPT: tuple[Rule, ...] = (
    Rule(
        name="takes-part", acts=EVERY, check=keeping.admitted, source="docs/acts.md, Admit",
        demands="The party that acts has been admitted, and has not left.",
    ),
    Rule(
        name="signed-or-recorded", acts=EVERY, check=keeping.keyed, source="docs/acts.md, Enrol",
        demands="A key that was valid then signed: the actor's, or the depositary's that wrote it down.",
    ),
    Rule(
        name="own-entry", acts=ON_AN_ENTRY, check=keeping.own, source="docs/acts.md, Void",
        demands="Nobody voids, withdraws, confirms or extends what another did; the entry is there and not voided.",
    ),
    Rule(
        name="speaks-for", acts=(acts.Propose, acts.Take), check=keeping.spoken_for, source="docs/acts.md, Admit",
        demands="Who acts on behalf of others is a group that they are members of.",
    ),
    Rule(
        name="in-capacity", acts=(acts.Propose, acts.Take, acts.Link, acts.Authenticate), check=keeping.in_capacity,
        source="docs/acts.md, Admit",
        demands="Parties take positions; an observer's text counts once a party takes it up.",
    ),
    Rule(
        name="exact-wording", acts=wordings.ON_A_WORDING, check=wordings.exact, source="docs/acts.md, Take",
        demands="The exact wording existed: its words stand at that place of a tabled draft.",
    ),
    Rule(
        name="on-the-table", acts=(*wordings.ON_A_WORDING, *wordings.ON_A_DRAFT), check=wordings.on_the_table,
        source="docs/acts.md, Table", demands="The draft had been tabled, and not withdrawn.",
    ),
    Rule(
        name="made-from", acts=(acts.Table,), check=wordings.parents, source="docs/acts.md, Table",
        demands="The drafts that a text was made from had been tabled.",
    ),
    Rule(
        name="amends-what-stands", acts=(acts.Propose,), check=wordings.amends, source="docs/acts.md, Propose",
        demands="An amendment to an amendment names one that still stands.",
    ),
    Rule(
        name="corrected-wording", acts=(acts.Correct,), check=wordings.corrected, source="docs/acts.md, Correct",
        demands="The corrected words stand at that place of the corrected text.",
    ),
    Rule(
        name="forum-convened", acts=(acts.Decide,), check=agreements.convened, source="docs/acts.md, Convene",
        demands="The forum that decides had been convened.",
    ),
    Rule(
        name="forum-formal", acts=(acts.Decide,), check=agreements.formal, source="docs/acts.md, Decide",
        demands="A text is adopted in a formal forum.",
    ),
    Rule(
        name="chair-concludes", acts=(acts.Decide,), check=agreements.chaired, source="docs/acts.md, Decide",
        demands="It is the chair who concludes.",
    ),
    Rule(
        name="who-was-present", acts=(acts.Decide,), check=agreements.presence, source="docs/acts.md, Decide",
        demands="Who was present is recorded, and had been admitted.",
    ),
    Rule(
        name="holdouts-named", acts=(acts.Decide,), check=agreements.holdouts, source="docs/acts.md, Decide",
        demands="Whoever had objected to these words is named as holding out.",
    ),
    Rule(
        name="unconditional", acts=(acts.Decide,), check=agreements.unconditional, source="docs/acts.md, Take",
        demands="What is concluded rests on no acceptance that is conditional, reserved or awaits confirmation.",
    ),
    Rule(
        name="package", acts=(acts.Decide,), check=agreements.package, source="docs/acts.md, Link",
        demands="Terms offered in return for others are concluded only with those others.",
    ),
    Rule(
        name="ad-referendum", acts=(acts.Take,), check=agreements.ad_referendum, source="docs/acts.md, Take",
        demands="An acceptance ad referendum says until when, and has not run out unconfirmed.",
    ),
    Rule(
        name="confirmed-in-time", acts=(acts.Confirm,), check=agreements.confirmed_in_time,
        source="docs/acts.md, Confirm", demands="An acceptance ad referendum is confirmed before it runs out.",
    ),
    Rule(
        name="reopens-what-stands", acts=(acts.Reopen,), check=agreements.reopened, source="docs/acts.md, Reopen",
        demands="What is reopened is a decision or an acceptance that still stands.",
    ),
    Rule(
        name="note-borne-out", acts=(acts.Seal,), check=keeping.opened, source="docs/acts.md, Seal",
        demands="A sealed note that is opened is the one that was sealed.",
    ),
    Rule(
        name="deadline-ahead", acts=(acts.Limit, acts.Extend, acts.Silence), check=keeping.set_ahead,
        source="docs/acts.md, Limit", demands="A time that is set has not run out when it is set.",
    ),
    Rule(
        name="deadline-for-whom", acts=(acts.Limit,), check=keeping.bound, source="docs/acts.md, Limit",
        demands="A party sets times for itself, the chair for all; for others only as they accept.",
        otherwise="unknown",
    ),
    Rule(
        name="extended-in-time", acts=(acts.Extend,), check=agreements.met_in_time, source="docs/acts.md, Extend",
        demands="A deadline is extended or met while it runs.", otherwise="unknown",
    ),
    Rule(
        name="silence-to-all", acts=(acts.Silence,), check=silences.recipients, source="docs/acts.md, Silence",
        demands="A text under silence goes to every other party.",
    ),
    Rule(
        name="silence-delivered", acts=(acts.Silence,), check=silences.delivered, source="docs/acts.md, Silence",
        demands="How it was delivered is recorded.",
    ),
    Rule(
        name="silence-closes", acts=(acts.Silence,), check=silences.closes, source="docs/acts.md, Silence",
        demands="It says when it closes.",
    ),
    Rule(
        name="silence-broken-in-time", acts=(acts.Silence,), check=silences.broken_in_time,
        source="docs/acts.md, Silence", demands="Silence is broken before it closes.",
    ),
)  # fmt: skip
"""What every pack begins with."""

PLAIN = Pack(
    name="plain",
    title="What any record needs",
    rules=(
        *KEPT,
        Rule(
            name="mandate", acts=authority.BY_A_PARTY, check=authority.recorded_mandate, cured=True,
            source="docs/acts.md, Accredit",
            demands="Where instruments of a party are recorded, one in force names the person who acts.",
        ),
    ),
)  # fmt: skip
