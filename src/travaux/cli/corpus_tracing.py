"""A text of a corpus, traced: the line that tells of it, and the whole trace. Whoever does it, here or on another
machine, gives the same bytes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from travaux import __version__
from travaux.cli.corpus_sources import Source, source
from travaux.cli.corpus_texts import Text
from travaux.cli.objects import Object, head, printed, trace_object
from travaux.errors import Malformed, Refused, TravauxError, Unreadable


@dataclass(frozen=True, slots=True)
class Task:
    """A text to be traced: which tracked changes to make, whether the whole trace is wanted, by which Travaux, and the
    digest under which its trace is held already."""

    text: Text
    accept: tuple[str, ...] = ("all",)
    whole: bool = False
    held: str = ""
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a text: its line, none where what is held is still right, and the whole trace where it is wanted."""

    line: str
    whole: str = ""
    failed: bool = False


def traced(task: Task) -> Told:
    """Returns what came of a text; whatever goes wrong with it is told, never raised."""
    digest = None
    try:
        if task.version != __version__:
            advice = "Install the same Travaux on every machine"
            raise Unreadable(f"whoever was to trace it has Travaux {__version__}, not {task.version}", advice=advice)
        found = source(task.text, task.accept)
        digest = found.digest
        return Told("") if digest == task.held else _told(task, found)
    except MemoryError:
        return failed(task, Refused("tracing it takes more memory than it may use", advice="Give it more"), digest)
    except (TravauxError, OSError) as fault:
        return failed(task, fault, digest)
    except Exception as fault:
        return failed(task, Malformed(f"this is a defect of Travaux ({fault!r})", advice="Report it"), digest)


def failed(task: Task, fault: Exception, digest: str | None = None) -> Told:
    """Returns what is told of a text that could not be traced."""
    error = {
        "kind": type(fault).__name__,
        "says": getattr(fault, "message", "") or str(fault),
        "where": getattr(fault, "where", ""),
        "advice": getattr(fault, "advice", ""),
    }
    return Told(printed({**_head(task, digest), "error": error}), failed=True)


def _told(task: Task, found: Source) -> Told:
    made = found.traced()
    words = Counter(token.origin.draft for token in made.trace.tokens)
    gone = Counter(token.origin.draft for token in made.trace.deleted)
    line: Object = {
        **_head(task, found.digest, made.trace.rule),
        "kind": found.kind,
        "words": words.total(),
        "deleted": gone.total(),
        "drafts": [{**draft, "words": words[at], "deleted": gone[at]} for at, draft in enumerate(made.drafts)],
        "error": None,
    }
    return Told(printed(line), printed(trace_object(made.trace, made.drafts, made.keys)) if task.whole else "")


def _head(task: Task, digest: str | None, rule: str = "") -> Object:
    return {**head("corpus/1", rule), "name": task.text.name, "accept": list(task.accept), "digest": digest}
