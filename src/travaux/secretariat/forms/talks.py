"""Forms of meetings and of time: convene, adjourn, limit, extend, silence."""

from __future__ import annotations

from travaux.errors import Malformed
from travaux.record import acts
from travaux.record.terms import Dated, Digest, Forum
from travaux.secretariat.forms.form import Form
from travaux.secretariat.forms.names import Names


def forum(form: Form, name: str) -> Forum | None:
    """A forum: its name, the body `within` which it meets, and whether it is `informal`."""
    called = form.text(name)
    within, informal = form.text("within"), form.flag("informal")
    return Forum(name=called, within=within, formal=not informal) if called else None


def needed(form: Form, names: Names, name: str) -> Dated:
    """Returns a date that the act cannot do without."""
    found = names.dated(form.need(name))
    assert found is not None
    return found


def convene(form: Form, names: Names) -> acts.Act:
    """A meeting: `convene` is its forum; `when`, `where`, `announced` by which statement, `expected` …"""
    announced = form.given("announced")
    called = form.need("convene")
    meeting = forum(form, "convene")
    if meeting is None:
        raise called.refuse("a meeting has a forum: say what it is called")
    return acts.Convene(
        forum=meeting,
        when=needed(form, names, "when"),
        place=form.text("where"),
        announced=names.entry(announced) if announced else None,
        expected=names.every_party(form.several("expected")),
        others=form.text("others"),
        held=form.flag("held"),
    )


def adjourn(form: Form, names: Names) -> acts.Act:
    """A meeting ends or is put off: `adjourn` is its entry; `when`, `until`."""
    return acts.Adjourn(
        meeting=names.entry(form.need("adjourn")),
        when=names.dated(form.given("when")),
        until=names.dated(form.given("until")),
    )


def limit(form: Form, names: Names) -> acts.Act:
    """A deadline: `limit` is what is due; `when`, `bound` parties, the stated `consequence`, `met-by` what."""
    return acts.Limit(
        due=" ".join(form.need("limit").text().split()),
        when=needed(form, names, "when"),
        bound=names.every_party(form.several("bound")),
        consequence=form.text("consequence"),
        met_by=form.text("met-by"),
    )


def extend(form: Form, names: Names) -> acts.Act:
    """A deadline or a silence is extended, met or lifted: `extend` is its entry; `until`, `outcome`, `reason`."""
    outcome = form.word("outcome", ("extended", "met", "lifted"), "extended")
    until = names.dated(form.given("until"))
    if outcome == "extended" and until is None:
        raise Malformed("extend needs 'until', or an 'outcome' of met or lifted", where=form.place)
    return acts.Extend(
        entry=names.entry(form.need("extend")),
        until=until,
        outcome=outcome,  # type: ignore[arg-type]
        reason=form.text("reason"),
    )


def silence(form: Form, names: Names) -> acts.Act:
    """A silence procedure: `silence` is the draft; `to`, `delivered`, `opens`, `closes`; or it `breaks` one."""
    breaks = form.given("breaks")
    if breaks is not None:
        form.given("silence")
        return acts.Silence(breaks=names.entry(breaks))
    draft = names.draft(form.given("silence"))
    return acts.Silence(
        draft=Digest(draft.digest),
        recipients=names.every_party(form.several("to")),
        delivered=form.text("delivered"),
        opens=names.dated(form.given("opens")),
        closes=needed(form, names, "closes"),
    )
