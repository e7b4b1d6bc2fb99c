"""The list of keys that `ssh-keygen -Y verify` trusts, as of an entry (ssh-keygen(1), ALLOWED SIGNERS).

    # Keys of example.com/accord as of entry 148
    clerk@boria namespaces="travaux-entry@v1" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI…

A line is principals, options, a key. Our keys are valid by their place in the log, not by a clock, so a list is made
for one entry and holds the keys that were valid there; it has no dates.
"""

from __future__ import annotations

from collections.abc import Iterable

from travaux.errors import Malformed
from travaux.keys.public import PublicKey
from travaux.keys.sshsig import NAMESPACE


def to_text(signers: Iterable[tuple[str, PublicKey]], title: str = "") -> str:
    """Returns the file's text for (principal, key) pairs, in the order given; `title` becomes a comment."""
    lines = [f"# {title}"] if title else []
    for principal, key in signers:
        if not principal or any(letter.isspace() or letter in ',"#*?!' for letter in principal):
            raise Malformed(f"{principal!r} cannot name a signer", advice="Leave out blanks, commas, quotes and stars")
        lines.append(f'{principal} namespaces="{NAMESPACE}" {key.to_text()}')
    return "".join(f"{line}\n" for line in lines)
