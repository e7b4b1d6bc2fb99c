"""What was sent from a page, as a form of the terminal has it. Only the fields that the sheet asks for are taken."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict

from travaux.errors import Malformed
from travaux.secretariat.forms.form import Form, Given
from travaux.web.gate import Seated
from travaux.web.pages.entering.fields import Sheet
from travaux.web.pages.entering.fields import asked as fields_of

LONGEST = 50_000
"""Characters of one field."""


def given(sheet: Sheet, seated: Seated, sent: QueryDict) -> dict[str, list[str]]:
    """Returns the fields of a sheet that were sent, those that are empty left out."""
    found: dict[str, list[str]] = {}
    for each in fields_of(sheet, seated.role):
        values = [value.replace("\r\n", "\n").strip() for value in sent.getlist(each.name)]
        if any(len(value) > LONGEST for value in values):
            raise Malformed(f"more than {LONGEST:,} characters", where=str(each.label))
        if kept := [value for value in values if value]:
            found[each.name] = kept
    return found


def form(sheet: Sheet, seated: Seated, found: Mapping[str, list[str]]) -> Form:
    """Returns the form that was filled in; a party acts for itself, whatever was sent. Raises `Malformed`."""
    fields: dict[str, Given] = {name: Given(value) for name, value in sheet.fixed.items()}
    for each in fields_of(sheet, seated.role):
        values, label = found.get(each.name, []), str(each.label)
        if not values:
            if each.needed:
                raise Malformed("this has to be filled in", where=label)
            continue
        match each.kind:
            case "lines":
                members = [line.strip() for value in values for line in value.splitlines() if line.strip()]
                fields[each.name] = Given([Given(member, label) for member in members], label)
            case "several" | "parties" | "clauses" | "clause" if len(values) > 1 or each.kind != "clause":
                fields[each.name] = Given([Given(value, label) for value in values], label)
            case "flag":
                fields[each.name] = Given("yes", label)
            case _:
                fields[each.name] = Given(values[0], label)
    if seated.role == "party":
        fields["by"] = Given(str(seated.party))
        if "visible" in fields:
            own = Given(str(seated.party))
            fields["visible"] = Given([*fields["visible"].several(), own])
    return Form(sheet.verb, fields, str(sheet.title))
