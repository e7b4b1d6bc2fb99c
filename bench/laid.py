"""Corpora laid out on a disk: invented texts, each a folder with its drafts."""

from __future__ import annotations

from pathlib import Path

from bench.speed import changing


def laid(folder: Path, *, texts: int, drafts: int, words: int) -> Path:
    """Writes texts of some `words`, each in so many drafts of which every one differs a little from the one before."""
    corpus = folder / "corpus"
    for number in range(texts):
        place = corpus / f"text-{number}"
        place.mkdir(parents=True)
        # No two are of one length, so no two are alike.
        for at, draft in enumerate(changing(words + number, words // 50, drafts)):
            (place / f"draft-{at}.txt").write_text(draft.text, encoding="utf-8")
    return corpus
