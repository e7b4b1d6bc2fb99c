"""Papers as files: every format, named safely, tagged, of what whoever asks may read; kept, and bounded."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from travaux.errors import Locked

if TYPE_CHECKING:
    from django.test import Client

    from travaux.web.config import Config

Clients = Callable[[str], "Client"]


def offered() -> list[tuple[str, str]]:
    from travaux.web.pages.papers.kinds import KINDS

    return [(kind.name, ending) for kind in KINDS.values() if kind.listed for ending in kind.formats]


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "md", "txt", "xlsx", "csv"])
def test_a_paper_in_every_format(client: Clients, ending: str) -> None:
    from travaux.web.handouts import TYPES

    answer = client("boria").get(f"/r/orn/papers/matrix.{ending}", {"at": "100"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == TYPES[ending]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="orn-matrix-at-100.{ending}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert int(answer.headers["Content-Length"]) == len(answer.content) > 200


def test_a_paper_as_a_file_is_what_the_terminal_writes(client: Clients, desk: Config) -> None:
    from travaux.formats.press import write
    from travaux.secretariat.opening import open as open_record

    with open_record(desk.records["orn"], viewer="boria", home=desk.home) as record:
        paper = record.paper("columns", by="drafts", day=desk.days["orn"])
    answer = client("boria").get("/r/orn/papers/columns.txt", {"by": "drafts"})
    assert answer.content == write(paper, "txt")


def test_the_object_of_the_terminal(client: Clients) -> None:
    found = client("boria").get("/r/orn/papers/matrix.json").json()
    assert (found["format"], found["kind"]) == ("paper/1", "agreement matrix")
    timeline = client("boria").get("/r/orn/papers/timeline.json", {"party": "boria"}).json()
    assert [block["block"] for block in timeline["blocks"]] == ["chart"]


def test_pictures_calendars_and_the_record_whole(client: Clients) -> None:
    reader = client("boria")
    assert reader.get("/r/orn/papers/timeline.svg").content.startswith(b"<?xml")
    assert reader.get("/r/orn/papers/deadlines.ics").content.startswith(b"BEGIN:VCALENDAR")
    assert b"akomaNtoso" in reader.get("/r/orn/papers/rolling.akn").content
    assert reader.get("/r/orn/papers/clean.akn").status_code == 409
    lines = reader.get("/r/orn/papers/record.jsonl")
    assert lines.headers["Content-Disposition"] == 'attachment; filename="orn-record.jsonl"'
    assert json.loads(lines.content.splitlines()[0])
    assert json.loads(reader.get("/r/orn/papers/record.prov").content)
    assert reader.get("/r/orn/papers/record.docx").status_code == 404
    assert reader.get("/r/orn/papers/rolling.svg").status_code == 404


def test_a_redline_with_changes_to_accept_or_reject(client: Clients) -> None:
    plain = client("boria").get("/r/orn/papers/redline.docx")
    tracked = client("boria").get("/r/orn/papers/redline.docx", {"tracked": "1"})
    document = zipfile.ZipFile(io.BytesIO(tracked.content)).read("word/document.xml")
    assert b"<w:ins " in document
    assert tracked.content != plain.content


def test_a_file_that_is_still_right_is_not_made_again(client: Clients) -> None:
    reader = client("boria")
    tag = reader.get("/r/orn/papers/matrix.txt").headers["etag"]
    again = reader.get("/r/orn/papers/matrix.txt", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client("aldania").get("/r/orn/papers/matrix.txt", headers={"if-none-match": tag}).status_code == 200


def test_each_reads_only_what_is_for_them(client: Clients) -> None:
    told = {role: client(role).get("/r/orn/papers/matrix.txt").content.decode() for role in ("boria", "public")}
    assert "entry is not shown to this reader" in told["public"]
    assert "entry is not shown to this reader" not in told["boria"]


@pytest.mark.parametrize("query", [{"at": "1000"}, {"at": "x"}])
def test_no_file_as_of_an_entry_that_is_not_there(client: Clients, query: dict[str, str]) -> None:
    assert client("boria").get("/r/orn/papers/matrix.txt", query).status_code == 404


def test_hostile_options_are_refused_or_are_words(client: Clients) -> None:
    reader = client("boria")
    for query in (
        {"convention": "x\r\nSet-Cookie: a=b"},
        {"party": "../../etc"},
        {"counting": "1"},
        {"forum": "x" * 401},
    ):
        assert (
            reader.get(
                "/r/orn/papers/matrix.txt" if "party" not in query else "/r/orn/papers/timeline.txt", query
            ).status_code
            == 422
        )
    named = reader.get("/r/orn/papers/life.txt", {"clause": '8"\r\n/../x'})
    assert named.status_code in (404, 409, 422)
    life = reader.get("/r/orn/papers/life.txt", {"clause": "8"})
    assert life.headers["Content-Disposition"] == 'attachment; filename="orn-life-8.txt"'


def test_a_file_is_only_read(client: Clients) -> None:
    assert client("boria").post("/r/orn/papers/matrix.txt").status_code in (403, 405)


def test_the_press_keeps_what_it_printed_as_far_as_there_is_room() -> None:
    from travaux.web.printing import Press

    press, made = Press(kept=40), []

    def make(words: bytes) -> Callable[[], bytes]:
        return lambda: (made.append(words), words)[1]

    for words in (b"a" * 9, b"a" * 9, b"b" * 9, b"c" * 9, b"d" * 9, b"e" * 9, b"a" * 9, b"x" * 20):
        assert press.printed((words[:1].decode(),), make(words)) == words
    assert [words[:1] for words in made] == [b"a", b"b", b"c", b"d", b"e", b"a", b"x"]
    assert press.kept(("x",)) is None


def test_the_press_does_not_let_others_wait_for_ever() -> None:
    from travaux.web.printing import Press

    press, held, free = Press(at_once=1, patience=0.05), threading.Event(), threading.Event()

    def slow() -> bytes:
        held.set()
        free.wait(5)
        return b"slow"

    thread = threading.Thread(target=press.printed, args=(("slow",), slow))
    thread.start()
    held.wait(5)
    with pytest.raises(Locked):
        press.printed(("other",), lambda: b"other")
    free.set()
    thread.join()
    assert press.printed(("other",), lambda: b"other") == b"other"
    assert press.kept(("slow",)) == b"slow"
