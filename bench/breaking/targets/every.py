"""Every parser of ours as a target: what is fuzzed at length (`bench.breaking.fuzzing`), and what CI tries again."""

from __future__ import annotations

from collections.abc import Mapping

from bench.breaking.targets import evidence, files, saying
from bench.breaking.targets.target import Target

TARGETS: Mapping[str, Target] = {target.name: target for target in (*evidence.TARGETS, *saying.TARGETS, *files.TARGETS)}
"""The targets by name."""
