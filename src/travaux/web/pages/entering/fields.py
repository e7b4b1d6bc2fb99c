"""Which act has which fields, and how each is asked for. The fields are named as the options of the commands are.

A sheet is one act as a page asks for it. Two sheets may make the same act: a silence is opened, and it is broken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Said = str | Promise

Kind = Literal[
    "text", "words", "lines", "date", "number", "flag", "choice", "several", "clause", "clauses", "party", "parties",
    "entry", "draft", "forum", "key",
]  # fmt: skip
"""How a field is asked for: `words` on several lines, `lines` a list with one member a line, `several` some choices."""

Of = Literal[
    "", "proposals", "withdrawable", "ad referendum", "decided", "deadlines", "meetings", "silences", "mandates",
    "statements", "any",
]  # fmt: skip
"""Which entries there are to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: its name in the form, what it is called, how it is asked for, what helps to fill it in."""

    name: str
    label: Said
    kind: Kind = "text"
    help: Said = ""
    needed: bool = False
    choices: Sequence[tuple[str, Said]] = ()
    of: Of = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An act as a page asks for it. `name` is in its address; `fixed` are fields that are not asked for."""

    name: str
    verb: str
    title: Said
    says: Said
    fields: tuple[Field, ...]
    group: Said
    party: bool = True
    """Whether a party does it itself; the secretariat writes down what anybody did."""
    fixed: Mapping[str, str] = field(default_factory=dict)


_TEXT, _TALKS, _WHO, _KEPT = _("On the text"), _("Meetings and time"), _("Who takes part"), _("The record itself")

_STANCES = (
    ("accept", _("accept")),
    ("reserve", _("reserve: neither opposition nor consent")),
    ("object", _("object")),
    ("none", _("take no position")),
)
_RESERVATIONS = (
    ("", _("not said")),
    ("scrutiny", _("scrutiny")),
    ("parliamentary", _("parliamentary")),
    ("linguistic", _("linguistic")),
    ("substantive", _("substantive")),
    ("general", _("general")),
)
_OPERATIONS = (
    ("replace", _("put these words in its place")),
    ("insert after", _("insert these words after it")),
    ("insert before", _("insert these words before it")),
    ("delete", _("take it out")),
)
_TERMS = (
    ("unstated", _("not said")),
    ("on the record", _("on the record")),
    ("not for attribution", _("not for attribution")),
    ("background", _("background")),
)
_MANNERS = (
    ("says", _("says")),
    ("denies", _("denies")),
    ("alleges", _("alleges")),
    ("admits", _("admits")),
    ("announces", _("announces")),
)
_OUTCOMES = (
    ("agreed", _("agreed")),
    ("adopted", _("adopted")),
    ("rejected", _("rejected")),
    ("deferred", _("deferred")),
)
_EXTENDED = (("extended", _("extended")), ("met", _("met")), ("lifted", _("lifted")))
_CAPACITIES = (
    ("party", _("party")),
    ("mediator", _("mediator")),
    ("guarantor", _("guarantor")),
    ("observer", _("observer")),
    ("witness", _("witness")),
    ("depositary", _("depositary")),
    ("group", _("group")),
)
_POWERS = (
    ("negotiate", _("to negotiate")),
    ("adopt", _("to adopt the text")),
    ("authenticate", _("to authenticate it")),
    ("sign", _("to sign")),
    ("consent", _("to consent to be bound")),
)
_SIGNED = (
    ("initialled", _("initial")),
    ("authenticated", _("authenticate")),
    ("signed", _("sign")),
    ("signed ad referendum", _("sign ad referendum")),
)

_DATE = _("A day (2031-03-16), a month (2031-03), or words: “end of March 2031”.")
_FORUM = Field(
    name="forum",
    label=_("In which forum"),
    kind="forum",
    help=_("Where this was done: informals, a working group, plenary."),
)
_REASON = Field(name="reason", label=_("Reason"), needed=True)
BY = Field(
    name="by",
    label=_("Who acted"),
    kind="party",
    help=_("The party that did it. The depositary’s key signs: it is graded recorded."),
)
VISIBLE = Field(
    name="visible",
    label=_("Only for"),
    kind="parties",
    help=_("Choose nobody to show it to everybody who reads the record. Others see a sealed line."),
)

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        name="position", verb="take", group=_TEXT, title=_("Take a position"),
        says=_("It binds to the exact words as they stand: when they change, it is stale."),
        fields=(
            Field(name="take", label=_("Position"), kind="choice", choices=_STANCES, needed=True),
            Field(name="clauses", label=_("On"), kind="clause", needed=True),
            _FORUM,
            Field(name="ad-referendum", label=_("Ad referendum: subject to confirmation at home"), kind="flag"),
            Field(name="until", label=_("Until"), kind="date", help=_DATE),
            Field(name="condition", label=_("On condition that")),
            Field(name="reservation", label=_("Kind of reservation"), kind="choice", choices=_RESERVATIONS,
                  help=_("Only where you reserve.")),
        ),
    ),
    Sheet(
        name="amendment", verb="propose", group=_TEXT, title=_("Propose an amendment"),
        says=_("Other words for a clause, words beside it, or none. The draft on the table stays as it is."),
        fields=(
            Field(name="propose", label=_("Clause"), kind="clause", needed=True),
            Field(name="operation", label=_("What to do"), kind="choice", choices=_OPERATIONS, needed=True),
            Field(name="words", label=_("The words proposed"), kind="words", help=_("Leave them out to delete.")),
            Field(name="sponsors", label=_("Sponsored also by"), kind="parties"),
            Field(name="source", label=_("Whose words they are"), help=_("Where you take up another’s text.")),
            Field(name="amends", label=_("It amends the proposal"), kind="entry", of="proposals"),
        ),
    ),
    Sheet(
        name="withdrawal", verb="withdraw", group=_TEXT, title=_("Withdraw"),
        says=_("A proposal, a draft or a position is withdrawn. Its entry stays."),
        fields=(
            Field(name="withdraw", label=_("What"), kind="entry", of="withdrawable", needed=True),
            Field(name="sponsorship", label=_("Only the sponsorship of it"), kind="flag"),
        ),
    ),
    Sheet(
        name="confirmation", verb="confirm", group=_TEXT, title=_("Confirm"),
        says=_("An acceptance ad referendum, or an act done without authority, is confirmed."),
        fields=(
            Field(name="confirm", label=_("What"), kind="entry", of="ad referendum", needed=True),
            Field(name="kind", label=_("By which instrument"), help=_("A letter, a decision of the council.")),
            Field(name="number", label=_("Its number")),
            Field(name="issuer", label=_("Issued by")),
        ),
    ),
    Sheet(
        name="reopening", verb="reopen", group=_TEXT, title=_("Reopen"),
        says=_("What was agreed is taken up again."),
        fields=(Field(name="reopen", label=_("What"), kind="entry", of="decided", needed=True), _REASON),
    ),
    Sheet(
        name="linkage", verb="link", group=_TEXT, title=_("Link clauses"),
        says=_("Terms in return for terms: what is offered stands only if the other does."),
        fields=(
            Field(name="link", label=_("Offered"), kind="clauses"),
            Field(name="for", label=_("In return for"), kind="clauses"),
            Field(name="terms", label=_("Or for, in words")),
            Field(name="everything", label=_("Nothing is agreed until everything is agreed"), kind="flag"),
        ),
    ),
    Sheet(
        name="statement", verb="state", group=_TEXT, title=_("Enter a statement"),
        says=_("What somebody said, word for word. It is graded reported, whoever enters it."),
        fields=(
            Field(name="state", label=_("The words"), kind="words", needed=True),
            Field(name="speaker", label=_("Who spoke"), help=_("Name, and office after a comma; kept private.")),
            Field(name="office", label=_("Or an office without a name")),
            Field(name="of", label=_("Of which party"), kind="party"),
            Field(name="terms", label=_("On which terms"), kind="choice", choices=_TERMS),
            Field(name="manner", label=_("How"), kind="choice", choices=_MANNERS),
            Field(name="outlet", label=_("Published by")),
            Field(name="said", label=_("When"), kind="date", help=_DATE),
            Field(name="answers", label=_("It answers"), kind="entry", of="statements"),
            Field(name="claims", label=_("What it claims"), kind="lines",
                  help=_("One claim a line: boria changed no clauses.")),
        ),
    ),
    Sheet(
        name="authentication", verb="authenticate", group=_TEXT, title=_("Initial or sign the text"),
        says=_("It is not consent to be bound unless you say so."),
        fields=(
            Field(name="authenticate", label=_("Manner"), kind="choice", choices=_SIGNED, needed=True),
            Field(name="draft", label=_("Which draft"), kind="draft"),
            Field(name="capacity", label=_("As"), kind="choice", choices=_CAPACITIES),
            Field(name="binds", label=_("And consent to be bound by it"), kind="flag"),
            Field(name="when", label=_("When"), kind="date", help=_DATE),
        ),
    ),
    Sheet(
        name="conclusion", verb="decide", group=_TEXT, title=_("Conclude, as the chair"), party=False,
        says=_("The chair concludes in a forum what became of a wording, and who holds out."),
        fields=(
            Field(name="decide", label=_("Outcome"), kind="choice", choices=_OUTCOMES, needed=True),
            Field(name="clauses", label=_("On"), kind="clauses", needed=True),
            Field(name="forum", label=_("In which forum"), kind="forum", needed=True),
            Field(name="holdouts", label=_("But for"), kind="parties"),
            Field(name="present", label=_("Present"), kind="parties"),
        ),
    ),
    Sheet(
        name="correction", verb="correct", group=_TEXT, title=_("Correct an error"), party=False,
        says=_("A procès-verbal of correction: the wording reads as in the corrected draft from the beginning."),
        fields=(
            Field(name="draft", label=_("The draft with the error"), kind="draft", needed=True),
            Field(name="correct", label=_("Its clause"), needed=True, help=_("As people write it: 4.2(a).")),
            Field(name="in", label=_("The corrected draft"), kind="draft", needed=True),
            Field(name="substantive", label=_("It changes the substance"), kind="flag"),
            Field(name="certified", label=_("Certified without change of substance by"), kind="parties"),
            Field(name="objections-until", label=_("Objections until"), kind="date", help=_DATE),
        ),
    ),
    Sheet(
        name="identity", verb="concord", group=_TEXT, title=_("Say which clause is which"), party=False,
        says=_("Clause identity fixed by hand, over what the comparison found."),
        fields=(
            Field(name="earlier", label=_("Earlier draft"), kind="draft", needed=True),
            Field(name="later", label=_("Later draft"), kind="draft", needed=True),
            Field(name="concord", label=_("Pairs"), kind="lines", needed=True,
                  help=_("One a line, earlier=later: 14=16.")),
            Field(name="reason", label=_("Reason")),
        ),
    ),
    Sheet(
        name="meeting", verb="convene", group=_TALKS, title=_("Convene a meeting"), party=False,
        says=_("A meeting, as announced or as held."),
        fields=(
            Field(name="convene", label=_("Forum"), kind="forum", needed=True),
            Field(name="when", label=_("When"), kind="date", needed=True, help=_DATE),
            Field(name="where", label=_("Where")),
            Field(name="expected", label=_("Expected"), kind="parties"),
            Field(name="others", label=_("Others, in the words used")),
            Field(name="announced", label=_("Announced by the statement"), kind="entry", of="statements"),
            Field(name="held", label=_("It was held"), kind="flag"),
        ),
    ),
    Sheet(
        name="adjournment", verb="adjourn", group=_TALKS, title=_("Adjourn a meeting"), party=False,
        says=_("A meeting ends or is put off."),
        fields=(
            Field(name="adjourn", label=_("Which"), kind="entry", of="meetings", needed=True),
            Field(name="when", label=_("When"), kind="date", help=_DATE),
            Field(name="until", label=_("Until"), kind="date", help=_DATE),
        ),
    ),
    Sheet(
        name="deadline", verb="limit", group=_TALKS, title=_("Set a deadline"),
        says=_("Give the consequence in the words of whoever sets it: it is due as stated, never taken to have come."),
        fields=(
            Field(name="limit", label=_("What is due"), needed=True),
            Field(name="when", label=_("By when"), kind="date", needed=True, help=_DATE),
            Field(name="bound", label=_("From whom"), kind="parties"),
            Field(name="consequence", label=_("Or else, as stated")),
            Field(name="met-by", label=_("It is met by")),
        ),
    ),
    Sheet(
        name="extension", verb="extend", group=_TALKS, title=_("Extend, meet or lift a deadline"),
        says=_("What becomes of a deadline or a silence procedure."),
        fields=(
            Field(name="extend", label=_("Which"), kind="entry", of="deadlines", needed=True),
            Field(name="outcome", label=_("It is"), kind="choice", choices=_EXTENDED),
            Field(name="until", label=_("Until"), kind="date", help=_DATE),
            Field(name="reason", label=_("Reason")),
        ),
    ),
    Sheet(
        name="silence", verb="silence", group=_TALKS, title=_("Open a silence procedure"), party=False,
        says=_("A text is deemed adopted unless somebody breaks the silence before it closes."),
        fields=(
            Field(name="silence", label=_("Which draft"), kind="draft", needed=True),
            Field(name="to", label=_("Put to"), kind="parties"),
            Field(name="delivered", label=_("How it was delivered")),
            Field(name="opens", label=_("Opens"), kind="date", help=_DATE),
            Field(name="closes", label=_("Closes"), kind="date", needed=True, help=_DATE),
        ),
    ),
    Sheet(
        name="broken-silence", verb="silence", group=_TALKS, title=_("Break a silence"),
        says=_("The text under silence is not adopted."),
        fields=(Field(name="breaks", label=_("Which"), kind="entry", of="silences", needed=True),),
    ),
    Sheet(
        name="presentation", verb="present", group=_TALKS, title=_("Present a draft to a principal"),
        says=_("A draft is put before a president, a board, a membership."),
        fields=(
            Field(name="present", label=_("Which draft"), kind="draft", needed=True),
            Field(name="office", label=_("To which office"), needed=True),
            Field(name="when", label=_("When"), kind="date", help=_DATE),
        ),
    ),
    Sheet(
        name="admission", verb="admit", group=_WHO, title=_("Admit a party"), party=False,
        says=_("A party takes part, in a capacity. Its name is kept private until it is disclosed."),
        fields=(
            Field(name="admit", label=_("Short name"), needed=True, help=_("One word in small letters: boria.")),
            Field(name="name", label=_("Name")),
            Field(name="capacity", label=_("As"), kind="choice", choices=_CAPACITIES),
            Field(name="kind", label=_("What it is"), help=_("A state, a union, a company.")),
            Field(name="members", label=_("A group of"), kind="parties"),
        ),
    ),
    Sheet(
        name="leaving", verb="leave", group=_WHO, title=_("A party leaves"), party=False,
        says=_("A party, or its membership of a group, ends."),
        fields=(
            Field(name="leave", label=_("Who"), kind="party", needed=True),
            Field(name="group", label=_("Only the group"), kind="party"),
            Field(name="reason", label=_("Reason")),
        ),
    ),
    Sheet(
        name="accreditation", verb="accredit", group=_WHO, title=_("Accredit a delegation"), party=False,
        says=_("An instrument names a delegation. Who is not named stays unnamed, and is counted."),
        fields=(
            Field(name="accredit", label=_("Of which party"), kind="party", needed=True),
            Field(name="kind", label=_("Instrument"), needed=True, help=_("A decree, a letter of full powers.")),
            Field(name="number", label=_("Its number")),
            Field(name="issuer", label=_("Issued by")),
            Field(name="dated", label=_("Dated"), kind="date", help=_DATE),
            Field(name="named", label=_("Who is named"), kind="lines",
                  help=_("One a line: the name, and the office after a comma. Kept private.")),
            Field(name="count", label=_("How many members in all"), kind="number"),
            Field(name="powers", label=_("With power"), kind="several", choices=_POWERS),
            Field(name="since", label=_("From"), kind="date", help=_DATE),
            Field(name="until", label=_("Until"), kind="date", help=_DATE),
            Field(name="limits", label=_("Limits of the powers")),
        ),
    ),
    Sheet(
        name="revocation", verb="revoke", group=_WHO, title=_("End an accreditation"), party=False,
        says=_("The delegation that an entry accredited no longer acts."),
        fields=(
            Field(name="revoke", label=_("Which"), kind="entry", of="mandates", needed=True),
            Field(name="kind", label=_("By which instrument")),
            Field(name="since", label=_("From"), kind="date", help=_DATE),
        ),
    ),
    Sheet(
        name="retirement", verb="retire", group=_WHO, title=_("Retire a key"), party=False,
        says=_("The key is not valid after this entry. What it signed before stays, flagged where you say so."),
        fields=(
            Field(name="retire", label=_("Which key"), kind="key", needed=True),
            Field(name="reason", label=_("Reason")),
            Field(name="suspect-from", label=_("Flag what it signed from entry"), kind="number"),
        ),
    ),
    Sheet(
        name="coverage", verb="cover", group=_KEPT, title=_("Vouch that the record is complete"),
        says=_("A negative is answered only inside a declared coverage. Say what is left out."),
        fields=(
            Field(name="parties", label=_("For the acts of"), kind="parties", help=_("Nobody chosen means all.")),
            Field(name="since", label=_("From"), kind="date", help=_DATE),
            Field(name="until", label=_("To"), kind="date", help=_DATE),
            Field(name="limits", label=_("Left out")),
        ),
        fixed={"cover": "all"},
    ),
    Sheet(
        name="voiding", verb="void", group=_KEPT, title=_("Void an entry"), party=False,
        says=_("The act no longer counts; its entry stays, and this one says why."),
        fields=(Field(name="void", label=_("Which entry"), kind="number", needed=True), _REASON),
    ),
)  # fmt: skip

BY_NAME: Mapping[str, Sheet] = {each.name: each for each in SHEETS}


def sheets_for(role: str) -> tuple[Sheet, ...]:
    """Returns the sheets of whoever sits there as `role`."""
    return tuple(each for each in SHEETS if role == "secretariat" or (role == "party" and each.party))


def asked(sheet: Sheet, role: str) -> tuple[Field, ...]:
    """Returns the fields of a sheet, with those that every act has."""
    first = (BY,) if role == "secretariat" and sheet.group not in (_WHO,) and sheet.verb != "void" else ()
    return (*first, *sheet.fields, *(() if sheet.verb in _OPEN else (VISIBLE,)))


_OPEN = ("retire", "void", "enrol")
"""Acts that everybody may read."""
