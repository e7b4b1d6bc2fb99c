"""Pairs of drafts with changes that are shown and changes that are not, made from a seed, the truth kept beside them.

A text is *atoms*: characters with what they are in the last file and what they are in the new one ("plain", "in" for
tracked as put in, "out" for tracked as struck, None for absent). Every change replaces some atoms by others, so the two
manuscripts and the places of what was planted come from one list and cannot disagree.
"""

from __future__ import annotations

from bench.planted.atoms import Pair as Pair
from bench.planted.atoms import Planted as Planted
from bench.planted.pairs import pair as pair
from bench.planted.scoring import Score as Score
from bench.planted.scoring import score as score
from bench.planted.texts import Pool as Pool
from bench.planted.texts import invented as invented
from bench.planted.texts import pools as pools
