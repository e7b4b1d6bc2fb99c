"""Forms of positions: take, confirm, reopen, decide, link."""

from __future__ import annotations

from typing import get_args

from travaux.errors import Malformed
from travaux.record import acts
from travaux.record.terms import Digest, Reservation, Stance
from travaux.secretariat.forms.form import Form
from travaux.secretariat.forms.names import Names
from travaux.secretariat.forms.talks import forum
from travaux.secretariat.forms.who import instrument

OUTCOMES = ("agreed", "adopted", "rejected", "deferred")


def take(form: Form, names: Names) -> list[acts.Act]:
    """A position: `take` is the stance; `clauses`, each on its own; `draft`, `forum`, `ad-referendum`, `until` …"""
    draft = names.draft(form.given("draft"))
    form.need("take")
    stance = form.word("take", get_args(Stance), "none")
    kind = form.word("reservation", get_args(Reservation), "") or None
    where, until = forum(form, "forum"), names.dated(form.given("until"))
    ad_referendum, condition = form.flag("ad-referendum"), form.text("condition")
    behalf = names.every_party(form.several("for"))
    if kind and stance != "reserve":
        raise form.need("reservation").refuse("only a reservation has a kind")
    return [
        acts.Take(
            stance=stance,  # type: ignore[arg-type]
            wording=wording,
            forum=where,
            ad_referendum=ad_referendum,
            until=until,
            condition=condition,
            reservation=kind,  # type: ignore[arg-type]
            on_behalf_of=behalf,
        )
        for wording in names.wordings(draft, form.need("clauses"))
    ]


def confirm(form: Form, names: Names) -> acts.Act:
    """An acceptance ad referendum, or an act done without authority, is confirmed: `confirm` is its entry."""
    return acts.Confirm(entry=names.entry(form.need("confirm")), instrument=instrument(form, names))


def reopen(form: Form, names: Names) -> acts.Act:
    """A decision or an acceptance is reopened: `reopen` is its entry; `reason`."""
    return acts.Reopen(entry=names.entry(form.need("reopen")), reason=" ".join(form.need("reason").text().split()))


def decide(form: Form, names: Names) -> list[acts.Act]:
    """The chair concludes: `decide` is the outcome; `clauses`, each on its own; `draft`, `forum`, `holdouts` …"""
    draft = names.draft(form.given("draft"))
    form.need("decide")
    outcome = form.word("decide", OUTCOMES, "agreed")
    where = forum(form, "forum")
    if where is None:
        raise Malformed("decide needs 'forum': who is it that agreed?", where=form.place)
    holdouts, present = names.every_party(form.several("holdouts")), names.every_party(form.several("present"))
    return [
        acts.Decide(
            wording=wording,
            forum=where,
            outcome=outcome,  # type: ignore[arg-type]
            holdouts=holdouts,
            present=present,
        )
        for wording in names.wordings(draft, form.need("clauses"))
    ]


def link(form: Form, names: Names) -> acts.Act:
    """Terms in return for terms: `link` is the clauses offered, `for` those wanted; `everything`; `terms` in words."""
    draft = names.draft(form.given("draft"))
    everything = form.flag("everything")
    offered, wanted = names.places(draft, form.several("link")), names.places(draft, form.several("for"))
    if not everything and not (offered and (wanted or form.has("terms"))):
        raise Malformed("link needs clauses, and what they are offered 'for'", where=form.place)
    return acts.Link(
        draft=Digest(draft.digest), offered=offered, for_=wanted, everything=everything, terms=form.text("terms")
    )
