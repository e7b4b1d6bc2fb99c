"""Stories: what people type and what they see, in files that read as guides.

In a story, lines indented by four spaces are a terminal: `$ ` a command, `> ` its next lines, then what it prints,
`[1]` an exit code other than 0. All else is prose. The commands run in an empty folder, one after another.
What is random in every record (roots, hashes, fingerprints) stands as a row of its own first sign.
`TRAVAUX_STORIES=write` writes what was printed into the stories instead of comparing it; read the difference.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
INDENT = "    "


@dataclass
class Step:
    """Prose before a command, the command's lines, and what it prints."""

    prose: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)


def steps(story: str) -> list[Step]:
    """Reads a story; the last step holds the prose after the last command."""
    made = [Step()]
    for line in story.splitlines():
        shown = line.removeprefix(INDENT)
        if line.startswith(f"{INDENT}$ "):
            if made[-1].command:
                made.append(Step())
            made[-1].command.append(shown.removeprefix("$ "))
        elif line.startswith(f"{INDENT}>") and made[-1].command and not made[-1].printed:
            made[-1].command.append(shown.removeprefix(">").removeprefix(" "))
        elif made[-1].command and (line.startswith(INDENT) or not line):
            made[-1].printed.append(shown)
        else:
            if made[-1].command:
                made.append(Step())
            made[-1].prose.append(line)
    return made


def ran(step: Step, folder: Path) -> list[str]:
    """Runs a step's command and returns what it printed, with the exit code where it is not 0."""
    env = os.environ | {
        "COLUMNS": "80", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "HOME": str(folder),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_AUTHOR_DATE": "2031-03-03T10:00:00Z", "GIT_COMMITTER_DATE": "2031-03-03T10:00:00Z",
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-c", "\n".join(step.command)], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    lines = settled(done.stdout + done.stderr).splitlines()
    return lines + ([f"[{done.returncode}]"] if done.returncode else [])


RANDOM = re.compile(
    r"(?<=root )[0-9a-f]{4}(?: [0-9a-f]{4}){3}|\b[0-9a-f]{64}\b|(?<=SHA256:)[A-Za-z0-9+/]{11,43}"
    r"|(?<=\+)[0-9a-f]{8}\+[A-Za-z0-9+/]{44}|\b(?<=party-|erson-)[a-z0-9]{8}\b"
)


def settled(printed: str) -> str:
    """Returns what was printed with everything random made the same, its length kept."""
    return RANDOM.sub(lambda found: re.sub(r"[A-Za-z0-9/+]", "0", found[0]), printed)


def written(step: Step) -> str:
    """Returns a step as a story has it."""
    lines = list(step.prose)
    if step.command:
        first, *rest = step.command
        lines += [f"{INDENT}$ {first}", *(f"{INDENT}> {line}".rstrip() for line in rest)]
        lines += [f"{INDENT}{line}" if line else "" for line in step.printed]
    return "".join(f"{line}\n" for line in lines)


def trimmed(lines: list[str]) -> list[str]:
    return "\n".join(lines).strip("\n").split("\n")


@pytest.mark.parametrize("path", sorted(HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_story(path: Path, tmp_path: Path) -> None:
    told = steps(path.read_text(encoding="utf-8"))
    for step in told:
        if not step.command:
            continue
        found = ran(step, tmp_path)
        if os.environ.get("TRAVAUX_STORIES") == "write":
            step.printed = [*trimmed(found), ""] if found else [""]
        else:
            assert trimmed(step.printed) == trimmed(found), "\n".join(step.command)
    if os.environ.get("TRAVAUX_STORIES") == "write":
        path.write_text("".join(written(step) for step in told).rstrip("\n") + "\n", encoding="utf-8")


def test_a_story_that_differs_is_found(tmp_path: Path) -> None:
    (step,) = steps("    $ echo one\n    two\n")
    assert trimmed(step.printed) != trimmed(ran(step, tmp_path))
    assert ran(Step(command=["exit 3"]), tmp_path) == ["[3]"]
