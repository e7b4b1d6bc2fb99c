"""Peers that say where words came from, each behind the same question: the draft of origin of every character."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from travaux.text.drafts import Draft
from travaux.text.tokens import tokens, words
from travaux.text.trace import trace

Origins = list[int]
"""For every character of the last draft, the draft it is said to come from; -1 where nothing is said."""


def travaux(drafts: Sequence[str]) -> Origins:
    """What Travaux says."""
    found = [-1] * len(drafts[-1])
    for token in trace([Draft(text) for text in drafts]).tokens:
        found[token.start : token.end] = [token.origin.draft] * (token.end - token.start)
    return found


def wikiwho(drafts: Sequence[str]) -> Origins:
    """What the PyPI package WikiWho says: words in lower case, found again by searching forward."""
    from WikiWho.utils import iter_rev_tokens
    from WikiWho.wikiwho import Wikiwho

    article = Wikiwho("draft")
    article.analyse_article(
        {"revid": n, "*": text, "timestamp": "", "user": "x", "userid": n, "sha1": None, "comment": "", "minor": ""}
        for n, text in enumerate(drafts)
    )
    last = len(drafts) - 1
    if last not in article.revisions:  # the last draft was thrown away as spam
        last = max(article.revisions)
    said = ((word.value, word.origin_rev_id) for word in iter_rev_tokens(article.revisions[last]))
    return _forward(drafts[-1].lower(), said)


def blame(drafts: Sequence[str]) -> Origins:
    """What `git blame` says when every token is a line of its own."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        subprocess.run(["git", "init", "-q", folder], check=True)
        stream = b"".join(_commit(number, text) for number, text in enumerate(drafts))
        subprocess.run(["git", "fast-import", "--quiet"], cwd=where, input=stream, check=True)
        said = subprocess.run(
            ["git", "blame", "--line-porcelain", "refs/heads/main", "--", "draft"],
            cwd=where, check=True, capture_output=True,
        ).stdout.decode()  # fmt: skip
    origins = [int(line.removeprefix("summary ")) for line in said.split("\n") if line.startswith("summary ")]
    found = [-1] * len(drafts[-1])
    for token, origin in zip(tokens(drafts[-1]), origins, strict=True):
        found[token.start : token.end] = [origin] * (token.end - token.start)
    return found


def mwpersistence(drafts: Sequence[str]) -> Origins:
    """What mwpersistence says, with the segment matcher of deltas and its usual revert radius."""
    import deltas
    from mwpersistence import DiffState

    state = DiffState(deltas.SegmentMatcher(), revert_radius=15)
    current: Iterable[str] = ()
    for number, text in enumerate(drafts):
        current, _, _ = state.update(text, revision=number)
    return _forward(drafts[-1], ((str(token), token.revisions[0]) for token in current))  # type: ignore[attr-defined]


PEERS: dict[str, Callable[[Sequence[str]], Origins]] = {
    "Travaux": travaux,
    "WikiWho (PyPI)": wikiwho,
    "git blame, a token a line": blame,
    "mwpersistence": mwpersistence,
}


def _forward(text: str, said: Iterable[tuple[str, int]]) -> Origins:
    found, at = [-1] * len(text), 0
    for word, origin in said:
        place = text.find(word, at)
        if place >= 0 and word.strip():
            at = place + len(word)
            found[place:at] = [origin] * len(word)
    return found


def _commit(number: int, text: str) -> bytes:
    content = "".join(f"{word}\n" for word in words(text)).encode()
    message = str(number).encode()
    parent = b"" if number == 0 else f"from :{number}\n".encode()
    return (
        f"commit refs/heads/main\nmark :{number + 1}\ncommitter x <x@example.org> {number + 1} +0000\n".encode()
        + b"data %d\n%s\n" % (len(message), message)
        + parent
        + b"M 100644 inline draft\ndata %d\n%s\n" % (len(content), content)
    )
