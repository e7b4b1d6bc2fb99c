"""The trace: an origin for every word, by the rule `travaux-trace/1`. The rule never changes under that name.

**What counts as the same text.** Text that was left standing. Text that was cut and put elsewhere in the same draft:
*moved*. Text that was taken out and comes back in a later draft, in any place if it says enough, in its own place
whatever its length: *restored*, by whoever restored it, and first written by whoever first wrote it. A word of which
only the case was changed, and nothing beside it: *case only*. A copy of text that still stands is new: *copied*, with
its source. A word that lost or gained letters is another word. White space and the division into lines are no text: a
paragraph that was wrapped anew is the same text. No draft is ever passed over as noise, however short or wild.

**Evidence.** A run of words says as much as its words say one by one, in bits: minus the logarithm of each word's share
in everything written in the history so far, a thousand words of nothing added (`vocabulary`). There is no list of stop
words and no length that decides by itself.

The steps, for each draft in the order of the history:

1. *Known text.* A draft with the text of its only parent keeps its tokens. A draft with the text of any earlier draft,
   the last such if there are several, takes that draft's tokens; what its parents held besides is removed, what
   they did not hold is restored.
2. *Lines.* Equal lines are kept where they are equal at the start, at the end, in parts longer than half of what is
   left, or held together by lines of twelve characters and more that occur once on each side (`stretches`, `patience`).
3. *Words.* In the lines that differ, the longest equal run of words is taken first, the first of several in the older
   text, then in the newer; then the longest before and after it, and so on (`edits`). An insertion or deletion that
   could stand in several places is put where both its ends are at the strongest boundaries, line before sentence
   before word, the last of equals (`boundaries`). A run no longer than the changes on both sides of it is undone
   unless it says eight bits for every doubling of the smaller of these (`comparison`).
4. *Several parents.* Every word takes the token that some parent has for it; of different tokens the one in the longer
   run of known words, then the one written first. The other draft tabled the word *also*, if neither descends from
   the other (`merges`). Words that one parent had already lost on its way were removed there.
5. *Moves and restores.* What no parent holds is looked up among everything ever taken out in the history, four words
   in a row at a time, the 32 last buried first. A run is taken if it says 22 bits and twice the bits that single out
   one word among all ever written, and a dozen more if it was taken out in an earlier draft. What says most is taken
   first; of equal places the one between the same neighbours, then the nearest to where it now stands, then the one
   taken out last (`moves`).
6. *In place.* Words that were taken out between two tokens and now stand between the same two are restored, the last
   taken out if there are several.
7. *Case only.* Words that stand between two tokens where the same words in another case were just taken out.
8. *New.* The rest is written by the author of the draft. Where it says enough and stands in the draft already, it is a
   copy; where it stands in a draft that neither descends from this one nor this from it, both tabled it.

**Recorded edits override comparison.** A draft that carries recorded changes is taken in two steps: from its parents to
the text before them by comparison, and from there to its own text exactly as recorded (`recorded`, `enactment`).

**Margins.** 1 where no other source came into question; else one minus what the second best place says over what the
best says. The same history always gives the same trace.

A history that branches may hold drafts that nothing was made from. Words that stand only there were removed by nobody
(`removed_by` is None), in the last draft of the history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from travaux.text.drafts import Draft
from travaux.text.history import Version, in_line
from travaux.text.origins import Trace
from travaux.text.trace.account import Account
from travaux.text.trace.tracing import Tracing

RULE = "travaux-trace/1"


def trace(history: Iterable[Draft | Version], *, progress: Callable[[int], None] | None = None) -> Trace:
    """Returns the origin of every token of the last draft of a history."""
    work = Tracing()
    versions: list[Version] = []
    draft = Draft("")
    for number, version in enumerate(in_line(history)):
        work.read(number, version)
        draft = version.draft
        versions.append(replace(version, draft=Draft("", name=draft.name)))
        if progress:
            progress(number + 1)
    if not versions:
        raise ValueError("a history without drafts has no trace")
    last = len(versions) - 1
    account = Account(work.ledger, work.vocabulary.spelling, last, work.standings.of(last))
    return Trace(draft, account.living(), account.deleted(), versions, RULE)
