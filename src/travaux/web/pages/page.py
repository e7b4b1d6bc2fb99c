"""What a page is: its name, its address within a record, how its value is built, what draws it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from markupsafe import Markup

from travaux.web.ask import Ask


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a record.

    `path` is its address after `/r/SLUG/`, in Django's manner. `build` returns its value, a frozen dataclass of plain
    values: what the page shows is all in there. `draw` names the template. `section` is the title under which it is in
    the navigation; empty where it is reached from another page. `key` follows g on the keyboard, and
    `within` names the page of the navigation to which one belongs that is not in it. `readers` says for whom it is:
    "all", "members" (not the public) or "secretariat".
    `fresh` says that it shows more than the record does, and is built anew whenever it is asked for.
    """

    name: str
    path: str
    build: Callable[[Ask], Any]
    draw: str
    section: Promise | str = ""
    key: str = ""
    within: str = ""
    readers: Literal["all", "members", "actors", "secretariat"] = "all"
    fresh: bool = False

    def open_to(self, role: str) -> bool:
        """Whether somebody who sits there as `role` may read the page at all."""
        acts = role in ("party", "secretariat")
        found = {"all": True, "members": role != "public", "actors": acts, "secretariat": role == "secretariat"}
        return found[self.readers]


def to_json(value: Any) -> Any:
    """Returns a page's value as JSON has it: dataclasses by their fields, markup left out.

    A field whose name begins with an underscore is for drawing alone.
    """
    if isinstance(value, Markup):
        return None
    if is_dataclass(value) and not isinstance(value, type):
        named = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: to_json(each) for name, each in named if not name.startswith("_") and not _drawn(each)}
    if isinstance(value, Mapping):
        return {str(key): to_json(each) for key, each in value.items() if not _drawn(each)}
    if isinstance(value, str) or value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, Iterable):
        return [to_json(each) for each in value if not _drawn(each)]
    return str(value)


def _drawn(value: Any) -> bool:
    return isinstance(value, Markup)
