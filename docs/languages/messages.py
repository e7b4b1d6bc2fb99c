"""Takes the desk's words out of its pages, brings each language's file up to date, compiles it. Run `make messages`.

    src/travaux/web/locale/LANGUAGE/LC_MESSAGES/django.po     what translators write
    src/travaux/web/locale/LANGUAGE/LC_MESSAGES/django.mo     what the desk reads; it ships, so that nobody compiles

Nothing is guessed: a sentence that is new has no translation until somebody writes one, and a sentence that no page
says any more goes. Babel does all of it, so gettext need not be installed. A test holds the files against the pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).resolve().parents[2] / "src" / "travaux" / "web"
LOCALE = WEB / "locale"
LANGUAGES = ("fr", "ar", "uk")
"""English is what the pages are written in, and has no file."""
WHOLE = ("fr",)
"""Those that must have everything."""

_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
_OPTIONS = {"**/templates/**.html": {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}}
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2),
    "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
_HEAD = """\
# The words of the desk. Apache-2.0, as all of Travaux.
# Written anew by `make messages`; write between the quotation marks of msgstr, and nowhere else."""


_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""The same words are the same bytes, so no file says when it was made."""
_PLURALS = {
    # As gettext and Django order them; Babel has the last two the other way round.
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
}


def blank(language: str) -> Catalog:
    """Returns a language's words before there are any."""
    found = Catalog(
        locale=language, charset="utf-8", header_comment=_HEAD, fuzzy=False, creation_date=_DAY, revision_date=_DAY
    )  # fmt: skip
    if language in _PLURALS:
        found.mime_headers = [("Plural-Forms", _PLURALS[language])]
    return found


def said() -> Catalog:
    """Returns what the desk's pages say, in English, each with the files that say it."""
    found = Catalog(charset="utf-8")
    drawn = extract_from_dir(
        WEB, method_map=_METHODS, options_map=_OPTIONS, keywords=_KEYWORDS, comment_tags=("For translators:",),
        strip_comment_tags=True,
    )  # fmt: skip
    for name, _, message, comments, context in sorted(drawn, key=lambda each: (each[0], each[1])):
        # Places are files without lines: a line that moves would change every language's file.
        found.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return found


def po(language: str) -> Path:
    """Returns where a language's words are."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """Returns a language's words as translators left them; empty where there are none yet."""
    path = po(language)
    if not path.exists():
        return blank(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def brought_up(language: str, template: Catalog) -> Catalog:
    """Returns a language's words with all that the pages say, in the pages' order, and nothing besides."""
    old = read(language)
    found = blank(language)
    for message in _messages(template):
        kept = old.get(message.id, context=message.context)
        flags = {"fuzzy"} if kept is not None and kept.fuzzy else set()
        found.add(
            message.id, kept.string if kept is not None else None, locations=_once(message.locations),
            flags=flags, auto_comments=message.auto_comments,
            user_comments=kept.user_comments if kept is not None else (), context=message.context,
        )  # fmt: skip
    return found


def _once(places: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(set(places))


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (each for each in catalog if each.id)


def written(catalog: Catalog) -> bytes:
    """Returns a language's file. No dates and no names: the same words are the same bytes."""
    into = io.BytesIO()
    write_po(into, catalog, width=118, omit_header=True, include_lineno=False)
    head = (
        f'{_HEAD}\nmsgid ""\nmsgstr ""\n"Language: {catalog.locale}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return head.encode() + into.getvalue().strip() + b"\n"


def compiled(catalog: Catalog) -> bytes:
    """Returns what the desk reads of a language's words: those that are there and not in doubt."""
    ready = blank(str(catalog.locale))
    for each in _messages(catalog):
        if not each.fuzzy and _whole(each):
            ready.add(each.id, each.string, context=each.context)
    into = io.BytesIO()
    write_mo(into, ready)
    return into.getvalue()


def words(bytes_: bytes) -> dict[object, object]:
    """Returns the words in a compiled file."""
    found = read_mo(io.BytesIO(bytes_))
    return {(each.context, str(each.id)): each.string for each in found if each.id}


def open_in(catalog: Catalog) -> list[str]:
    """Returns what has no translation, or one in doubt."""
    return [_name(each) for each in _messages(catalog) if each.fuzzy or not _whole(each)]


def _whole(message: Message) -> bool:
    told = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return bool(told) and all(told)


def _name(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def main() -> None:
    """Brings every language up to date, and says what is still to be written."""
    template = said()
    for language in LANGUAGES:
        po(language).parent.mkdir(parents=True, exist_ok=True)
        catalog = brought_up(language, template)
        po(language).write_bytes(written(catalog))
        po(language).with_suffix(".mo").write_bytes(compiled(read(language)))
        missing = open_in(catalog)
        print(f"{language}: {len(list(_messages(catalog))) - len(missing)} written, {len(missing)} to be written")


if __name__ == "__main__":
    main()
