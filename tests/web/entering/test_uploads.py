"""Files sent to the desk: hostile ones are refused by a page, in time, and leave nothing; honest ones are read."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tests.web.entering import hostile
from tests.web.entering.conftest import Own

FILES = dict(hostile.files())


def kept(own: Own) -> list[str]:
    from django.conf import settings

    return sorted(path.name for path in Path(settings.DESK.data, "uploads").glob("*/*"))


def sent(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("form", ["table/send", "report/send"])
def test_a_hostile_file_is_refused_by_a_page_and_nothing_is_written(own: Own, name: str, form: str) -> None:
    desk, size, before = own.client("secretariat"), own.size, kept(own)
    answer = desk.post(own.url(form), {"file": sent(name, FILES[name])})
    if answer.status_code == 302:  # the machine was too busy for it to be read at once: the page says so when it is
        for thread in threading.enumerate():
            if thread.name.startswith("file-"):
                thread.join(60)
        answer = desk.get(answer.headers["Location"])
    assert answer.status_code == 422
    page = answer.content.decode()
    assert re.search("The file is not taken, and nothing of it was kept|What was sent cannot be taken as it is", page)
    assert "could not go on" not in page
    assert (own.size, kept(own)) == (size, before)


MEASURED = """
import resource, sys
from tests.web.entering import hostile
from travaux.errors import Malformed
from travaux.formats import intake
from travaux.web.pages.entering.limits import MEGABYTES, SECONDS
from travaux.formats.worker import limited
for name, content in hostile.files():
    try:
        with limited(seconds=SECONDS, megabytes=MEGABYTES):
            intake.manuscript(content, name, strictly=True)
    except Malformed:
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, name)
"""


def test_no_reader_of_a_hostile_file_takes_much_memory() -> None:
    """Measured in a process of its own, whose only children are the readers."""
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", MEASURED], cwd=root, capture_output=True, text=True, check=True)
    told = [line.split(" ", 1) for line in done.stdout.splitlines()]
    assert {name for _, name in told} == set(FILES)
    assert max(int(kilobytes) for kilobytes, _ in told) < 256 * 1024


def test_what_was_sent_is_for_its_sender_alone(own: Own) -> None:
    desk = own.client("boria")
    answer = desk.post(own.url("table/send"), {"file": sent("new.md", b"# 1. Aims\n\nThe Parties shall act.\n")})
    at = answer.headers["Location"]
    assert desk.get(at).status_code == 200
    assert own.client("secretariat").get(at).status_code == 404
    assert own.client("aldania").get(at).status_code == 404
    from django.conf import settings

    for path in Path(settings.DESK.data, "uploads", str(own.seat("boria").pk)).iterdir():
        assert path.stat().st_mode & 0o077 == 0


def test_what_is_a_day_old_goes(own: Own) -> None:
    from travaux.web.pages.entering import uploads

    digest = uploads.keep(own.seat("boria"), b"x")
    path = uploads.folder(own.seat("boria")) / digest
    os.utime(path, (time.time() - uploads.KEPT - 5,) * 2)
    assert uploads.expire() >= 1
    assert not path.exists()


@pytest.mark.parametrize("name", ["../secret", "..", "a/b", "", "A", "x" * 99])
def test_a_name_that_is_none_leads_nowhere(own: Own, name: str) -> None:
    from travaux.errors import Malformed
    from travaux.web.pages.entering import uploads

    with pytest.raises(Malformed):
        uploads.fetch(own.seat("boria"), name)
    with pytest.raises(Malformed):
        uploads.noted(own.seat("boria"), name)


def test_a_file_that_is_too_large_is_refused(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "LARGEST_UPLOAD", 100)
    answer = own.client("boria").post(own.url("table/send"), {"file": sent("x.txt", b"x" * 101)})
    assert answer.status_code == 422


def test_no_file_is_no_file(own: Own) -> None:
    assert own.client("boria").post(own.url("table/send"), {}).status_code == 422


def test_a_seat_has_room_for_so_much_and_no_more(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    from travaux.web.pages.entering import uploads

    uploads.keep(own.seat("boria"), b"x" * 90)
    monkeypatch.setattr(uploads, "MOST", 100)
    answer = own.client("boria").post(own.url("table/send"), {"file": sent("x.txt", b"1. One.\n2. Two.")})
    assert answer.status_code == 422
    assert "are kept for you already" in answer.content.decode()
