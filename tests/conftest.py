"""What every test may lean on: the real drafts, where they lie, and silence where they do not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
# No law asserts a time: a busy machine is no counterexample.
settings.register_profile("travaux", deadline=None)
settings.load_profile("travaux")
CORPUS = Path(os.environ.get("TRAVAUX_CORPUS", ROOT.parent / "shared" / "data"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real drafts: skipped, loudly, where it is absent; a failure when CI is true."""
    if not CORPUS.is_dir():
        message = f"no real drafts at {CORPUS}: set TRAVAUX_CORPUS"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return CORPUS
