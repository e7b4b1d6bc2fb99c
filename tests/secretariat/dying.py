"""Work for hands that do not outlive it: at the top of a module, for whoever is begun afresh must find it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def work(task: tuple[str, str]) -> str:
    """Says what it was given; "dies" ends the process, "dies once" only if nobody did before, "waits" is long."""
    word, place = task
    marks = Path(place)
    with marks.open("a", encoding="utf-8") as file:
        file.write(f"{word}\n")
    if word == "dies" or (word == "dies once" and marks.read_text(encoding="utf-8").count(word) == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(30 if word == "waits" else 0)
    return word.upper()
