"""Files sent to the desk: hostile ones are refused by a page, in time, and leave nothing; honest ones are read."""

from __future__ import annotations

import io
import os
import resource
import time
from pathlib import Path

import pytest
from tests.web.entering import hostile
from tests.web.entering.conftest import Own

FILES = dict(hostile.files())
MOST_SECONDS = 2
MOST_BYTES = 256 << 20


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
    begun = time.monotonic()
    answer = desk.post(own.url(form), {"file": sent(name, FILES[name])})
    seconds = time.monotonic() - begun
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The file is not taken, and nothing of it was kept." in page
    assert "could not go on" not in page
    assert (own.size, kept(own)) == (size, before)
    print(f"{name}: {seconds:.2f} s")


def test_no_reader_of_a_hostile_file_took_much_memory() -> None:
    """The largest of all the processes that ended so far: the readers of the files above among them."""
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    assert largest < max(MOST_BYTES, own + MOST_BYTES)


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
