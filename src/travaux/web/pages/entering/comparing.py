"""A draft's file held against the draft that it was made from: all that its page shows, as plain values."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from travaux.papers.aligned import summary
from travaux.papers.audited import Exhibit, audit_paper
from travaux.papers.redline import redline_paper
from travaux.record.shelf import Text
from travaux.record.terms import Digest
from travaux.secretariat import filing
from travaux.text.align import Alignment, align
from travaux.text.audit import audit
from travaux.text.drafts import Draft
from travaux.text.redline import compare
from travaux.web import gate
from travaux.web.accounts.models import Seat
from travaux.web.gate import Seated
from travaux.web.pages.entering import uploads, working

MOST_LINES = 400
"""How many changed paragraphs are shown; the paper of the redline shows them all."""


def read(
    seated: Seated, seat: Seat, name: str, content: bytes, accepting: str, base: str, stage: Any
) -> dict[str, Any]:  # fmt: skip
    """Reads a file and holds it against a draft; returns all that the page shows of it, and keeps the file."""
    stage(_("reading the file"))
    with working.limited():
        manuscript = filing.manuscript(content, name, strictly=True)
    draft = manuscript.accepting("all" if accepting == "all" else "none")
    known: dict[str, Any] = {
        "kind": "draft", "name": name, "format": manuscript.format, "title": manuscript.title, "accepting": accepting,
        "base": base, "language": draft.language, "clauses": len(draft.clauses),
        "notices": [f"{each.what} ({each.where})" if each.where else each.what for each in manuscript.notices],
    }  # fmt: skip
    if base:
        with gate.opened(seated) as record:
            earlier = record.drafts[Digest(base)]
        stage(_("finding which clause is which"))
        known |= _aligned(align(earlier, draft))
        stage(_("looking for what changed without being shown"))
        paper = audit_paper(audit(earlier, manuscript))
        known |= {
            "verdict": paper.verdict, "declared": paper.shown, "undeclared": list(map(_exhibit, paper.undeclared)),
        }  # fmt: skip
        stage(_("comparing the words"))
        known |= _compared(earlier, draft)
    known["file"] = uploads.keep(seat, content)
    known["draft"] = uploads.keep(seat, filing.encode(draft))
    known["digest"] = draft.digest
    return known


def _aligned(alignment: Alignment) -> dict[str, Any]:
    earlier, later = Text(alignment.earlier), Text(alignment.later)
    old, new = _placed(earlier), _placed(later)
    pairs = [
        {
            "later": new[id(clause)], "heading": clause.heading, "fate": pair.fate, "score": round(pair.score * 100),
            "reason": pair.reason, "reworded": pair.reworded,
            "found": ", ".join(old[id(each)] for each in pair.earlier),
        }
        for pair in alignment.pairs
        for clause in pair.later
    ]  # fmt: skip
    dropped = [old[id(each)] for pair in alignment.pairs if not pair.later for each in pair.earlier]
    return {
        "alignment": summary(alignment.pairs), "pairs": pairs, "dropped": dropped,
        "places": [earlier.place(number) for number in range(len(earlier.clauses))],
    }  # fmt: skip


def _placed(text: Text) -> dict[int, str]:
    return {id(clause): text.place(number) for number, clause in enumerate(text.clauses)}


def _exhibit(each: Exhibit) -> dict[str, str]:
    return {
        "place": each.place, "heading": each.heading, "before": each.before, "old": each.old, "new": each.new,
        "after": each.after, "note": each.note,
    }  # fmt: skip


def _compared(earlier: Draft, later: Draft) -> dict[str, Any]:
    paper = redline_paper(compare(earlier, later))
    changed = [[[part.text, part.fate] for part in line.parts] for line in paper.lines if line.changed]
    return {"summary": paper.summary, "lines": changed[:MOST_LINES], "more": max(0, len(changed) - MOST_LINES)}
