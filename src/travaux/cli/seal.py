"""`travaux seal`: a party's own note, of which only a digest is common until the party opens it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click

from travaux.cli import desk, files
from travaux.cli.acting import Acting, acting
from travaux.cli.options import Words

if TYPE_CHECKING:
    from travaux.stores.addresses import Place


@click.command(
    "seal",
    epilog='Example:  travaux seal "No audit of past aid." --purpose "red line" --by boria --key boria-clerk',
    short_help="Seal a note of your own, such as a red line, or open it.",
)
@click.argument("note", required=False)
@click.option(
    "--purpose",
    type=Words(["red line", "instruction", "fallback", "note"]),
    help="What it is; a note by default.",
)
@click.option("--opens", metavar="ENTRY", help="Open the note of this entry, before everybody.")
@acting
def command(acting: Acting, note: str | None, purpose: str | None, opens: str | None) -> int:
    """Seal a note: the record gets its digest, and nobody can say later that it read otherwise.

    The note itself stays in your key ring's folder, in sealed/; lose it and nobody can open it. NOTE may be @FILE.
    """
    if opens is not None:
        held = _held(acting.record, opens)
        return acting.enter("seal", {"seal": held["note"], "salt": held["salt"], "opens": opens})
    words = files.words(note)
    if not words or not words.strip():
        raise click.UsageError("Give the note, or --opens ENTRY.")
    salt = os.urandom(16).hex()
    _keep(words, salt)
    return acting.enter("seal", {"seal": words, "salt": salt, "purpose": purpose})


def _keep(words: str, salt: str) -> None:
    """Keeps a note and its salt before its digest is entered: a digest without its note is of no use to anybody."""
    from travaux.record.seals import commitment
    from travaux.secretariat.forms.form import Form, written
    from travaux.secretariat.home import Home

    lines = Form("seal", {"seal": written(words)}).lines("seal")
    content = json.dumps({"salt": salt, "note": words}, ensure_ascii=False).encode()
    Home().keep_sealed(str(commitment(salt, lines)), content)


def _held(record: Place | None, opens: str) -> dict[str, str]:
    """Returns the note that an entry seals, from this home."""
    from travaux.errors import Unreadable
    from travaux.record.acts import Seal

    with desk.opened(record) as opened:
        index = int(opens) if opens.isascii() and opens.isdigit() else -1
        desk.known_entry(opened, index)
        act = opened.entry(index).entry.act
        if not isinstance(act, Seal) or act.commitment is None:
            raise click.UsageError(f"Entry {index} is no sealed note.")
        content = opened.home.sealed(act.commitment)
    try:
        held = json.loads(content)
        return {"salt": str(held["salt"]), "note": str(held["note"])}
    except (ValueError, KeyError, TypeError):
        raise Unreadable("the note that is kept of it is damaged", where=f"entry {index}") from None
