"""The account: items with their values, from the characters of which a reader holds that they say who said what.

    read     finds attributions                 (rules, model, linker)
    account  gives them source, stance, terms, hedges and claims; finds the facts of the process; numbers them all
"""

from __future__ import annotations

from collections.abc import Sequence

from travaux.reading.items import Attributed, Item, Report


def account(report: Report, said: Sequence[Attributed]) -> tuple[Item, ...]:
    """Returns every item of a report in the order of the text: one for each attribution, and the facts of the process.

    An item is `within` the attribution whose content holds it. Attributions may stand in any order and may nest.
    """
    raise NotImplementedError
