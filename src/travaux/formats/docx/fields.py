"""Fields of a Word file: what stands between `begin` and `separate` is an instruction, what follows is its result.

Only the result is shown, and none of it where the field stands inside the instruction of another. Fields run across
paragraphs. A `begin` that never ends would hide the rest of the text, and is passed over, as a stray `end` is.
"""

from __future__ import annotations

from lxml import etree

from travaux.formats.docx.names import VAL, w, whole

FIELD_CHAR = w("fldChar")
_TYPE = w("fldCharType")


def stray(root: etree._Element) -> frozenset[etree._Element]:
    """Returns the field characters of a part that belong to no whole field."""
    open_: list[list[etree._Element]] = []
    lone: list[etree._Element] = []
    for sign in root.iter(FIELD_CHAR):
        match sign.get(_TYPE):
            case "begin":
                open_.append([sign])
            case "separate" if open_:
                open_[-1].append(sign)
            case "end" if open_:
                open_.pop()
            case _:
                lone.append(sign)
    return frozenset([*lone, *(sign for field in open_ for sign in field)])


class Fields:
    """The fields that are open at one place of a story."""

    __slots__ = ("_instructions", "_lone", "_stray", "hidden")

    def __init__(self, lone: frozenset[etree._Element]) -> None:
        self._stray = lone
        self._instructions: list[bool] = []
        self._lone = False
        self.hidden = False

    @property
    def whole(self) -> bool:
        """Whether every field met so far had a beginning and an end."""
        return not self._instructions and not self._lone

    def meet(self, sign: etree._Element) -> str:
        """Goes past a field character, and returns the words it shows itself: the choice of a drop-down list."""
        if sign in self._stray:
            return ""
        kind = sign.get(_TYPE)
        if kind == "begin":
            shown = "" if self.hidden else _chosen(sign)
            self._instructions.append(True)
        else:
            shown = ""
            if kind == "separate" and self._instructions:
                self._instructions[-1] = False
            elif kind == "end" and self._instructions:
                self._instructions.pop()
            else:
                self._lone = True
        self.hidden = any(self._instructions)
        return shown


def _chosen(sign: etree._Element) -> str:
    choices = sign.find(f"{w('ffData')}/{w('ddList')}")
    if choices is None:
        return ""
    entries = [entry.get(VAL) or "" for entry in choices.iterchildren(w("listEntry"))]
    picked = choices.find(w("result"))
    if picked is None:
        picked = choices.find(w("default"))
    place = whole(picked.get(VAL)) if picked is not None else 0
    return entries[place] if place is not None and 0 <= place < len(entries) else ""
