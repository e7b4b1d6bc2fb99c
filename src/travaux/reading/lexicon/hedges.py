"""Hedges, which are kept as they stand, and words of the outlet's own, which are marked as the outlet's."""

from travaux.reading.lexicon.lists import words

HEDGES = words(
    """may might could would should can reportedly apparently allegedly supposedly possibly probably perhaps likely
    unlikely seemingly presumably potentially purportedly ostensibly maybe appears appeared seems seemed"""
)
VOICED = words(
    """refuted claimed admitted conceded boasted insisted alleged lashed slammed blasted ripped sweeping so-called
    controversial unprecedented dramatic stunning brazen infamous notorious landmark historic"""
)
