"""Forms of texts: table, propose, withdraw, present, authenticate, concord, correct."""

from __future__ import annotations

from typing import get_args

from travaux.errors import Malformed, Refused, Unreadable
from travaux.record import acts
from travaux.record.terms import Capacity, Digest, Standing
from travaux.secretariat.forms.form import Form, Given
from travaux.secretariat.forms.names import File, Names
from travaux.text.drafts import Draft

MANNERS = ("initialled", "authenticated", "signed", "signed ad referendum")
OPERATIONS = ("replace", "insert after", "insert before", "delete")


def table(form: Form, names: Names) -> acts.Act:
    """A draft is put before the meeting: `table` is its file; `standing`, `parents`, `to`, `accept`, `language` …"""
    given = form.need("table")
    file = names.file(given)
    accepting = tuple(each.text() for each in form.several("accept")) or ("all",)
    draft = read(file, given, accepting)
    title = form.text("title") or file.name
    parents = [names.draft(each) for each in form.several("parents")]
    digest = Digest(draft.digest)
    names.files[file.digest] = File(file.name, file.digest, file.content, draft)
    names.texts[digest] = draft
    act = acts.Table(
        draft=digest,
        file=file.digest,
        title=title,
        standing=form.word("standing", get_args(Standing), "tabled"),  # type: ignore[arg-type]
        parents=tuple(Digest(parent.digest) for parent in parents),
        circulated_to=names.every_party(form.several("to")),
        accepting=accepting,
        language=form.text("language"),
        authentic=form.flag("authentic"),
        method=form.text("method"),
    )
    if digest not in [known for known, _ in names.drafts]:
        names.drafts.append((digest, title))
    return act


def read(file: File, given: Given, accepting: tuple[str, ...]) -> Draft:
    """Returns the draft in a file, with the changes of `accepting` made."""
    from dataclasses import replace

    from travaux.secretariat import filing

    try:
        received = filing.manuscript(file.content, file.name)
    except Refused:
        raise
    except Malformed as fault:
        raise Unreadable(fault.message, where=fault.where or file.name, advice=fault.advice) from None
    if accepting in (("all",), ("none",)):
        return replace(received.accepting("all" if accepting == ("all",) else "none"), name=file.name)
    unknown = [author for author in accepting if author not in received.authors]
    if unknown:
        raise given.refuse(f"{file.name} has no tracked change by {unknown[0]!r}")
    return replace(received.accepting(list(accepting)), name=file.name)


def propose(form: Form, names: Names) -> acts.Act:
    """An amendment: `propose` is the clause; `words`, or `operation: delete`; `sponsors`, `for`, `source`, `amends`."""
    draft = names.draft(form.given("draft"))
    operation = form.word("operation", OPERATIONS, "replace")
    words, amends = form.lines("words"), form.given("amends")
    if bool(words) == (operation == "delete"):
        raise Malformed("propose needs 'words', or 'operation: delete' and none", where=form.place)
    return acts.Propose(
        wording=names.wording(draft, form.need("propose")),
        operation=operation,  # type: ignore[arg-type]
        words=words,
        sponsors=names.every_party(form.several("sponsors")),
        on_behalf_of=names.every_party(form.several("for")),
        source=form.text("source"),
        amends=names.entry(amends) if amends else None,
    )


def withdraw(form: Form, names: Names) -> acts.Act:
    """A proposal, a draft or a position is withdrawn: `withdraw` is its entry; `sponsorship` where only that is."""
    return acts.Withdraw(entry=names.entry(form.need("withdraw")), sponsorship_only=form.flag("sponsorship"))


def present(form: Form, names: Names) -> acts.Act:
    """A draft is presented to a principal: `present` is the draft; `to` a person, or an `office`; `when`."""
    to = form.given("to")
    return acts.Present(
        draft=Digest(names.draft(form.need("present")).digest),
        to=names.named(to) if to else None,
        office=form.text("office"),
        when=names.dated(form.given("when")),
    )


def authenticate(form: Form, names: Names) -> acts.Act:
    """A text is initialled, authenticated or signed: `authenticate` is the manner; `draft`, `capacity`, `binds` …"""
    return acts.Authenticate(
        draft=Digest(names.draft(form.given("draft")).digest),
        manner=form.word("authenticate", MANNERS, ""),  # type: ignore[arg-type]
        capacity=form.word("capacity", get_args(Capacity), "party"),  # type: ignore[arg-type]
        binds=form.flag("binds"),
        when=names.dated(form.given("when")),
    )


def concord(form: Form, names: Names) -> acts.Act:
    """Clause identity fixed by hand: `concord` is pairs, `14=16, 15=17`; `earlier`, `later`, `reason`."""
    earlier, later = names.draft(form.need("earlier")), names.draft(form.need("later"))
    pairs = []
    for each in form.need("concord").several():
        one, sign, other = each.text().partition("=")
        if not sign:
            raise each.refuse(f"{each.text()!r} is not EARLIER=LATER")
        pairs.append((names.place(earlier, Given(one, each.place)), names.place(later, Given(other, each.place))))
    return acts.Concord(
        earlier=Digest(earlier.digest), later=Digest(later.digest), pairs=tuple(pairs), reason=form.text("reason")
    )


def correct(form: Form, names: Names) -> acts.Act:
    """A procès-verbal of correction: `correct` is the clause; `draft`, `in` the corrected draft, `clause` there …"""
    wrong, right = names.draft(form.need("draft")), names.draft(form.need("in"))
    place = form.need("correct")
    there = form.given("clause") or place
    corrected = names.wording(right, there)
    return acts.Correct(
        wording=names.wording(wrong, place),
        words=form.lines("words") or _words(right, names, there),
        corrected=corrected,
        substantive=form.flag("substantive"),
        certified=names.every_party(form.several("certified")),
        objections_until=names.dated(form.given("objections-until")),
    )


def _words(draft: Draft, names: Names, given: Given) -> tuple[str, ...]:
    from travaux.record.wordings import clause_at

    clause = clause_at(draft, names.place(draft, given))
    text = draft.text if clause is None else draft.text[clause.label_span[1] : clause.span[1]]
    return tuple(" ".join(line.split()) for line in text.strip().splitlines() if line.strip())
