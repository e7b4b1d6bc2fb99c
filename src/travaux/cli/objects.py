"""The objects that `--json` prints, exactly as `docs/formats/json.md` promises them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from travaux import __version__

if TYPE_CHECKING:
    from travaux.text.align import Alignment, Pair
    from travaux.text.audit import Audit, Finding
    from travaux.text.clauses import Clause
    from travaux.text.drafts import Draft
    from travaux.text.history import Version
    from travaux.text.origins import DeletedToken, Origin, Trace
    from travaux.text.redline import Change, Piece, Redline

Object = dict[str, object]


def printed(value: Mapping[str, object]) -> str:
    """Returns an object as JSON, in the order of its keys, letters as they are, with a line break at its end."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def head(shape: str, rule: str = "") -> Object:
    """Returns the first keys of every object: the program's version, the name of the shape, the rule."""
    return {"travaux": __version__, "format": shape, **({"rule": rule} if rule else {})}


def draft_object(draft: Draft, key: str, *, text: bool = True) -> Object:
    """Returns a draft; `author`, `at` and `parents` are known only in a history."""
    shape: Object = {
        "key": key,
        "name": draft.name,
        "digest": draft.digest,
        "author": None,
        "at": None,
        "parents": [],
    }
    return {**shape, "text": draft.text} if text else shape


def clause_object(clause: Clause | None) -> Object | None:
    """Returns a clause, or None for "in no clause"."""
    if clause is None:
        return None
    return {
        "path": list(clause.path),
        "kind": clause.kind,
        "label": clause.label,
        "number": clause.number,
        "heading": clause.heading,
        "start": clause.span[0],
        "end": clause.span[1],
        "id": clause.id or None,
        "eid": clause.eid or None,
    }


def trace_object(trace: Trace, drafts: Sequence[Object], keys: Sequence[object]) -> Object:
    """Returns a trace; `drafts` are its drafts, `keys` how the object names each: its place, or its commit."""
    return {
        **head("trace/1", trace.rule),
        "drafts": list(drafts),
        "text": trace.draft.text,
        "tokens": [
            {"text": t.text, "start": t.start, "end": t.end, "origin": _origin(t.origin, keys)} for t in trace.tokens
        ],
        "deleted": [_deleted(token, keys) for token in trace.deleted],
    }


def version_object(version: Version, key: object) -> Object:
    """Returns a draft of a history, without its text."""
    return {
        "key": key,
        "name": version.draft.name,
        "digest": version.draft.digest,
        "author": version.author,
        "at": version.at,
        "parents": list(version.parents),
    }


def _origin(origin: Origin, keys: Sequence[object]) -> Object:
    shape: Object = {
        "draft": keys[origin.draft],
        "author": origin.author,
        "relation": origin.relation,
        "grade": origin.grade,
        "margin": round(origin.margin, 3),
    }
    if origin.by is not None or origin.since is not None:
        shape["by"] = origin.by
        shape["since"] = None if origin.since is None else keys[origin.since]
    if origin.source is not None:
        shape["source"] = {"draft": keys[origin.source[0]], "start": origin.source[1]}
    if origin.also:
        shape["also"] = [keys[place] for place in origin.also]
    return shape


def _deleted(token: DeletedToken, keys: Sequence[object]) -> Object:
    return {
        "text": token.text,
        "origin": _origin(token.origin, keys),
        "removed_by": token.removed_by,
        "removed_in": keys[token.removed_in],
        "last": keys[token.last],
        "start": token.place,
        "grade": token.grade,
        "now": token.now,
    }


def alignment_object(alignment: Alignment) -> Object:
    """Returns an alignment: every pair with its reason."""
    return {
        **head("align/1"),
        "earlier": draft_object(alignment.earlier, "earlier", text=False),
        "later": draft_object(alignment.later, "later", text=False),
        "pairs": [_pair(pair) for pair in alignment.pairs],
    }


def _pair(pair: Pair) -> Object:
    return {
        "fate": pair.fate,
        "earlier": [clause_object(clause) for clause in pair.earlier],
        "later": [clause_object(clause) for clause in pair.later],
        "score": round(pair.score, 4),
        "reason": pair.reason,
        "reworded": pair.reworded,
        "recorded": pair.recorded,
        "inferred": pair.inferred,
    }


def redline_object(redline: Redline) -> Object:
    """Returns a redline: both texts, the numbered changes, and the pieces that make one text of the other."""
    return {
        **head("compare/1"),
        "earlier": draft_object(redline.earlier, "earlier"),
        "later": draft_object(redline.later, "later"),
        "changes": [_change(change) for change in redline.changes],
        "pieces": [_piece(piece) for piece in redline.pieces],
    }


def _change(change: Change) -> Object:
    return {
        "number": change.number,
        "kind": change.kind,
        "clause": clause_object(change.clause),
        "old": change.old,
        "new": change.new,
        "pieces": [_piece(piece) for piece in change.pieces],
    }


def _piece(piece: Piece) -> Object:
    return {"kind": piece.kind, "earlier": list(piece.earlier), "later": list(piece.later), "move": piece.move}


def audit_object(audit: Audit) -> Object:
    """Returns an audit: what was not shown, then what was."""
    return {
        **head("audit/1"),
        "last": draft_object(audit.last, "last"),
        "new": draft_object(audit.new, "new"),
        "marked": audit.marked,
        "undeclared": [_finding(finding) for finding in audit.undeclared],
        "declared": [_finding(finding) for finding in audit.declared],
    }


def _finding(finding: Finding) -> Object:
    return {
        "kind": finding.kind,
        "clause": clause_object(finding.clause),
        "old": finding.old,
        "new": finding.new,
        "last": list(finding.last),
        "place": list(finding.place),
        "how": finding.how or None,
        "by": finding.by.author if finding.by else None,
        "at": finding.by.at if finding.by else None,
        "part": finding.part or None,
        "note": finding.note or None,
    }


def clauses_object(draft: Draft) -> Object:
    """Returns a draft with the tree of its clauses."""
    return {
        **head("clauses/1"),
        "draft": draft_object(draft, "draft"),
        "clauses": [_tree(clause) for clause in draft.clauses],
    }


def _tree(clause: Clause) -> Object:
    shape = clause_object(clause) or {}
    return {
        **shape,
        "own": [list(span) for span in clause.own],
        "quoted": clause.quoted,
        "children": [_tree(child) for child in clause.children],
    }
