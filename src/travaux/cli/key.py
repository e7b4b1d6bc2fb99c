"""`travaux key`: the keys that sign entries. They lie in your key ring; a record holds only who they belong to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import desk, options
from travaux.cli.acting import Acting, acting

if TYPE_CHECKING:
    from travaux.stores.addresses import Place


@click.group(
    "key",
    epilog="Example:  travaux key new boria-clerk",
    short_help="Make, import, enrol and retire the keys that sign entries.",
)
def command() -> None:
    """Make and keep keys, and bind them to people in a record.

    Keys are Ed25519, in OpenSSH's own files, in $TRAVAUX_HOME/keys or ~/.config/travaux/keys. `--key agent` signs with
    a key that ssh-agent holds, and which never leaves it.
    """


@command.command("new", epilog="Example:  travaux key new boria-clerk", short_help="Make a key.")
@click.argument("name")
@click.option("--passphrase", is_flag=True, help="Ask for a passphrase that locks its file.")
@options.as_json
def new(name: str, passphrase: bool, as_json: bool) -> int:
    """Make a key of your own, under NAME."""
    from travaux.secretariat.home import Home

    words = click.prompt("Passphrase", hide_input=True, confirmation_prompt=True) if passphrase else ""
    made = Home().new_key(name, words)
    _told(name, made.public.to_text(), made.public.fingerprint, f"{name} is a new key.", as_json)
    return 0


@command.command(
    "import", epilog="Example:  travaux key import ~/.ssh/id_ed25519 --name clerk", short_help="Take in an SSH key."
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="What to call it; the file's name by default.")
@options.as_json
def import_(file: Path, name: str | None, as_json: bool) -> int:
    """Take a copy of an Ed25519 key of OpenSSH's into the key ring; one with a passphrase stays locked."""
    from travaux.errors import Unreadable
    from travaux.secretariat.home import Home

    try:
        text = file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise Unreadable("not a private key that can be read", where=str(file)) from None
    key, words = desk.unlocked(text, str(file))
    Home().keep_key(name or file.name, key, words)
    sentence = f"{name or file.name} is in your key ring."
    _told(name or file.name, key.public.to_text(), key.public.fingerprint, sentence, as_json)
    return 0


@command.command("list", epilog="Example:  travaux key list", short_help="List the keys in your key ring.")
@options.as_json
def list_(as_json: bool) -> int:
    """List your keys, with their fingerprints."""
    from travaux.secretariat.home import Home

    home = Home()
    keys = [(name, home.public(name)) for name in home.names()]
    if as_json:
        from travaux.cli.objects import head, printed

        shown = [{"name": name, "key": key.to_text(), "fingerprint": key.fingerprint} for name, key in keys]
        click.echo(printed({**head("keys/1"), "home": str(home.path), "keys": shown}), nl=False)
        return 0
    from travaux.cli import terminal
    from travaux.papers.counting import counted

    out = terminal.console()
    terminal.verdict(out, f"{counted(len(keys), 'key').capitalize()} in your key ring.")
    if keys:
        out.print()
        terminal.table(out, [[name, key.fingerprint] for name, key in keys])
    terminal.how(out, [f"They lie in {home.path / 'keys'}."])
    return 0


@command.command("agent", epilog="Example:  travaux key agent", short_help="List the keys that ssh-agent holds.")
@options.as_json
def agent(as_json: bool) -> int:
    """List the keys in ssh-agent that can sign entries. Sign with one: --key agent:COMMENT."""
    import os

    from travaux.keys import agent as agents

    keys = agents.keys(os.environ.get("SSH_AUTH_SOCK", ""))
    if as_json:
        from travaux.cli.objects import head, printed

        shown = [{"name": name, "key": key.to_text(), "fingerprint": key.fingerprint} for key, name in keys]
        click.echo(printed({**head("keys/1"), "home": None, "keys": shown}), nl=False)
        return 0
    from travaux.cli import terminal
    from travaux.papers.counting import counted

    out = terminal.console()
    terminal.verdict(out, f"ssh-agent holds {counted(len(keys), 'key')} that can sign entries.")
    if keys:
        terminal.table(out, [[name, key.fingerprint] for key, name in keys])
    return 0


@command.command(
    "enrol",
    epilog='Example:  travaux key enrol boria-clerk --holder "Jon Ketter, clerk" --party boria',
    short_help="Bind a key to a person and a party, in a record.",
)
@click.argument("key_", metavar="KEY")
@click.option("--holder", required=True, metavar="NAME[, OFFICE]", help="Who holds it.")
@click.option("--party", metavar="PARTY", help="For which party it signs.")
@click.option("--mandate", metavar="ENTRY", help="The accreditation under which the holder acts.")
@click.option("--duty", type=click.Choice(["delegate", "depositary", "witness"]), help="As what; delegate by default.")
@acting
def enrol(acting: Acting, key_: str, **fields: object) -> int:
    """Bind a key to a person, from this entry on. KEY is a name in your key ring, a .pub file, or the public line."""
    return acting.enter("enrol", {"enrol": key_, **fields})


@command.command(
    "rotate", epilog="Example:  travaux key rotate boria-clerk boria-clerk-2", short_help="Replace a key by another."
)
@click.argument("old")
@click.argument("new_", metavar="NEW")
@acting
def rotate(acting: Acting, old: str, new_: str) -> int:
    """Replace a key by another of the same person; both sign, so both have to be in your key ring."""
    return acting.enter("rotate", {"rotate": old, "new": new_, "key": f"{old},{new_}"})


@command.command(
    "retire",
    epilog='Example:  travaux key retire boria-clerk --reason "lost" --suspect-from 31',
    short_help="End a key in a record.",
)
@click.argument("key_", metavar="KEY")
@click.option("--reason", metavar="WORDS", help="Why.")
@click.option("--suspect-from", metavar="ENTRY", help="Flag what it signed from this entry on.")
@acting
def retire(acting: Acting, key_: str, **fields: object) -> int:
    """End a key: after this entry it is not valid."""
    return acting.enter("retire", {"retire": key_, **fields})


@command.command(
    "signers",
    epilog="Example:  travaux key signers --at 40 > allowed_signers",
    short_help="Print the keys that ssh-keygen may believe, as of an entry.",
)
@click.option("--at", type=int, metavar="ENTRY", help="As of this entry; the last by default.")
@options.recorded
@options.as_json
def signers(at: int | None, record: Place | None, as_json: bool) -> int:
    """Print an allowed_signers file for ssh-keygen -Y verify: the keys that were valid at an entry."""
    from travaux.keys import allowed
    from travaux.keys.public import PublicKey

    with desk.opened(record) as opened:
        index = opened.size - 1 if at is None else at
        held = [each for each in opened.state.holders if each.valid_at(index)]
        lines = [(each.person.id, PublicKey.from_text(each.key)) for each in held]
        text = allowed.to_text(lines, f"Keys of {opened.origin} as of entry {index}")
        if as_json:
            from travaux.cli.objects import head, printed
            from travaux.cli.record_objects import record_object

            shape = {**head("signers/1"), "record": record_object(opened), "entry": index, "allowed_signers": text}
            text = printed(shape)
        click.echo(text, nl=False)
    return 0


def _told(name: str, key: str, fingerprint: str, sentence: str, as_json: bool) -> None:
    if as_json:
        from travaux.cli.objects import head, printed

        click.echo(printed({**head("own-key/1"), "name": name, "key": key, "fingerprint": fingerprint}), nl=False)
        return
    from travaux.cli import terminal

    out = terminal.console()
    terminal.verdict(out, sentence)
    terminal.how(out, [fingerprint, f"Bind it to a person in a record: travaux key enrol {name} --holder NAME"])
