"""Positions: a party's stance on an exact wording, in a forum."""

from __future__ import annotations

from travaux.record.wordings import wording as wording
from travaux.record.wordings import wording_digest as wording_digest
