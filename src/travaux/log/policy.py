"""Policies: which logs to believe, and how many of which witnesses; C2SP tlog-policy. Nothing of who runs them.

A policy is lines of words divided by spaces or tabs; empty lines and lines that begin with `#` are passed over.

    log <vkey> [<url>]                   a log, whose key bears its origin as its name
    witness <name> <vkey> [<url>]        a witness, and what it is called in this file
    group <name> <k> <member> ...        reached if at least k members are: witnesses, or groups above this line;
                                         `any` is 1, `all` is every member
    quorum <name>                        the witness or group that must be reached, or `none`; exactly one such line

A checkpoint is believed if one of the logs signed it and the quorum is reached. No public key stands twice among the
logs, or among the witnesses; no witness or group is a member twice, so that nobody counts twice. A policy is octets:
names are compared as such, whatever their letters; only tab, line feed and printable characters may stand in it.

A witness whose kind of key cannot be checked here never counts, so such a policy fails closed. An example:

    log example.com/accord+ca0af6a6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4 https://example.com/accord
    witness aldania witness.aldania.example+8846b073+BCVDuS/xCVURR2rcg2nbbdyTNmWhGXjdoUBO4QZsqVWd
    witness boria witness.boria.example+20e659cc+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X
    group delegations 1 aldania boria
    quorum delegations
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from travaux.canon import from_decimal
from travaux.errors import Malformed, ProofFailed, UnknownKey, within
from travaux.log import checkpoint as checkpoints
from travaux.log.checkpoint import Checkpoint, Opened
from travaux.log.cosignature import COSIGNER, verifier
from travaux.log.note import ED25519, Check, Key, text_of

NONE = "none"

_ML_DSA_44 = 0x06
_LOG_KINDS = {ED25519, _ML_DSA_44}
_WITNESS_KINDS = {COSIGNER, _ML_DSA_44}


@dataclass(frozen=True, slots=True)
class Log:
    """A log that is believed: its key, whose name is the log's origin, and where it is."""

    key: Key
    url: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness: what this policy calls it, its key, and where to send it checkpoints."""

    name: str
    key: Key
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Witnesses and groups of which at least `threshold` must be reached."""

    name: str
    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """Which logs are believed, and the quorum of witnesses that must have cosigned."""

    logs: tuple[Log, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    groups: tuple[Group, ...] = ()
    quorum: str = NONE

    def reached(self, cosigners: Collection[Key]) -> bool:
        """Says whether these cosigners are enough."""
        reached = {NONE, *(witness.name for witness in self.witnesses if witness.key in cosigners)}
        for group in self.groups:
            if len(reached.intersection(group.members)) >= group.threshold:
                reached.add(group.name)
        return self.quorum in reached

    def open(self, data: bytes, check: Check) -> Opened:
        """Returns the checkpoint in `data` if this policy believes it; `check` checks Ed25519 signatures.

        Raises `Malformed` where it is no checkpoint, `UnknownKey` where no log of the policy signed it, `ProofFailed`
        where a signature does not hold or the quorum is not reached.
        """
        origin = Checkpoint.from_text(text_of(data)).origin
        keys = [log.key for log in self.logs if log.key.name == origin]
        log = [found for key in keys if (found := verifier(key, check))]
        if not log:
            raise UnknownKey(f"the log {origin} is not one of those believed here")
        cosigners = [found for witness in self.witnesses if (found := verifier(witness.key, check))]
        opened = checkpoints.open(data, log, cosigners)
        signed = {(signature.name, signature.key_id) for signature in opened.verified}
        if not self.reached([each.key for each in cosigners if (each.key.name, each.key.id) in signed]):
            raise ProofFailed
        return opened

    def to_text(self) -> bytes:
        """Returns the policy as a file."""
        lines = [
            *(f"log {log.key.to_text()} {log.url}" for log in self.logs),
            *(f"witness {witness.name} {witness.key.to_text()} {witness.url}" for witness in self.witnesses),
            *(f"group {group.name} {group.threshold} {' '.join(group.members)}" for group in self.groups),
            f"quorum {self.quorum}",
        ]
        return "".join(f"{line.rstrip()}\n" for line in lines).encode("utf-8", "surrogateescape")

    @classmethod
    def from_text(cls, text: bytes) -> Policy:
        """Returns the policy in a file; `Malformed`, with the line, where it is none."""
        reader = _Reader()
        lines = text.split(b"\n")
        if lines.pop():
            raise Malformed("the last line has no line feed", where=f"line {len(lines) + 1}")
        for number, line in enumerate(lines, 1):
            with within(f"line {number}"):
                reader.read(line)
        if reader.quorum is None:
            raise Malformed("no quorum", advice="Write `quorum none` where no witness is needed")
        return replace(reader.policy, quorum=reader.quorum)


class _Reader:
    """A policy being read, line by line."""

    def __init__(self) -> None:
        self.policy = Policy()
        self.quorum: str | None = None
        self._free: dict[str, bool] = {NONE: False}
        """Each name so far, and whether it may still become a member."""

    def read(self, line: bytes) -> None:
        if any((byte < 0x20 and byte != 0x09) or byte == 0x7F for byte in line):
            raise Malformed("a control character")
        # Octets that are no UTF-8 are kept as they are: to this format a name is octets.
        words = [word for word in line.decode("utf-8", "surrogateescape").replace("\t", " ").split(" ") if word]
        match words:
            case []:
                pass
            case [first, *_] if first.startswith("#"):
                pass
            case ["log", key]:
                self._log(key, "")
            case ["log", key, url]:
                self._log(key, url)
            case ["witness", name, key]:
                self._witness(name, key, "")
            case ["witness", name, key, url]:
                self._witness(name, key, url)
            case ["group", name, threshold, *members] if members:
                self._group(name, threshold, members)
            case ["quorum", name]:
                self._quorum(name)
            case _:
                raise Malformed("not a line of a policy", where=words[0])

    def _log(self, text: str, url: str) -> None:
        key = _key(text, _LOG_KINDS, [log.key for log in self.policy.logs])
        self.policy = replace(self.policy, logs=(*self.policy.logs, Log(key, url)))

    def _witness(self, name: str, text: str, url: str) -> None:
        key = _key(text, _WITNESS_KINDS, [witness.key for witness in self.policy.witnesses])
        self._name(name)
        self.policy = replace(self.policy, witnesses=(*self.policy.witnesses, Witness(name, key, url)))

    def _group(self, name: str, threshold: str, members: list[str]) -> None:
        words = {"any": 1, "all": len(members)}
        least = words[threshold] if threshold in words else from_decimal(threshold)
        if not 1 <= least <= len(members):
            raise Malformed(f"{least} of {len(members)} members")
        for member in members:
            if not self._free.get(member, False):
                raise Malformed("not named above, or a member already", where=member)
            self._free[member] = False
        self._name(name)
        self.policy = replace(self.policy, groups=(*self.policy.groups, Group(name, least, tuple(members))))

    def _quorum(self, name: str) -> None:
        if self.quorum is not None:
            raise Malformed("a second quorum")
        if name not in self._free:
            raise Malformed("not named above", where=name)
        self.quorum = name

    def _name(self, name: str) -> None:
        if name in self._free:
            raise Malformed("the name is taken", where=name)
        self._free[name] = True


def _key(text: str, kinds: set[int], others: list[Key]) -> Key:
    key = Key.from_text(text)
    if key.kind not in kinds:
        raise Malformed(f"a key of kind 0x{key.kind:02x} does not sign here", where=text)
    if key.public in [other.public for other in others]:
        raise Malformed("the same public key a second time", where=text)
    return key
