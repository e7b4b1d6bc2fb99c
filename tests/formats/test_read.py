from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import travaux
from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats import plain, read, read_bytes

PAGE = b"<!DOCTYPE html><p>The Parties <del>shall</del><ins>may</ins> act."


def test_read_finds_the_kind_and_keeps_the_digest(tmp_path: Path) -> None:
    place = tmp_path / "draft.docx"
    place.write_bytes(PAGE)
    manuscript = read(place)
    assert manuscript.format == "html"
    assert manuscript.digest == hashlib.sha256(PAGE).hexdigest()
    assert manuscript.accepting("all").text == "The Parties may act."
    assert [notice.what for notice in manuscript.notices] == ["the name ends in .docx, and the content is HTML"]
    assert travaux.read(str(place)) == manuscript


def test_a_worker_gives_what_the_reader_gives() -> None:
    assert read_bytes(PAGE) == read_bytes(PAGE, isolated=False)


def test_the_kind_can_be_said() -> None:
    assert read_bytes(b"**a** {++b++}", kind="plain").accepting("all").text == "**a** {++b++}"


def test_what_hides_is_noticed_in_every_kind() -> None:
    for data in ("x\u200by", "# x\u200by\n\n**z**", "<!DOCTYPE html><p>x\u200by"):
        assert ["without width" in notice.what for notice in read_bytes(data.encode()).notices] == [True]


def zipped(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return data.getvalue()


HOSTILE = {
    "empty": b"",
    "blanks": b"\n\n",
    "binary": bytes(range(256)) * 10,
    "half a zip": zipped(word__document_dot_xml=b"<a/>" * 1000)[:-40],
    "a zip of nothing": zipped(word__x=b""),
    "a zip bomb": zipped(word__document_dot_xml=b"<a>" + b" " * 300_000_000),
    "a bomb of entities": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'>]><akomaNtoso>&a;</akomaNtoso>",
    "a deep page": b"<!DOCTYPE html>" + b"<div>" * 100_000,
    "deep Markdown": b"{++x++}\n" + b">" * 5_000 + b" x",
    "deep lists": b"{++x++}\n" + b"".join(b" " * 2 * n + b"- x\n" for n in range(400)),
    "a long page": b"<!DOCTYPE html><p>" + b"x" * 11_000_000,
    "half a PDF": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog",
    "no PDF": b"%PDF-1.4\n" + b"\0" * 1000,
    "half an export": b"<mediawiki><page><title>x</title><revision><id>1</id>",
    "an export of nothing": b"<mediawiki></mediawiki>",
    "half UTF-16": b"\xff\xfea\0b",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_by_name_with_advice(data: bytes) -> None:
    with pytest.raises(Malformed) as caught:
        read_bytes(data, name="draft.x")
    assert caught.value.where.startswith("draft.x")
    assert caught.value.advice
    assert "could not go on" not in caught.value.message


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    place = tmp_path / "large.txt"
    with place.open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(Refused, match="larger than 50 MB"):
        read(place)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for place, message in ((tmp_path, "folder"), (tmp_path / "none.txt", "no such file"), (os.devnull, "not a file")):
        with pytest.raises(Unreadable, match=message) as caught:
            read(place)
        assert caught.value.where == str(place)
        assert caught.value.advice


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_forbidden_file_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "locked.txt"
    place.write_text("x")
    place.chmod(0)
    with pytest.raises(Unreadable, match="permission denied"):
        read(place)


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    script = "import travaux, sys; travaux.read; travaux.history; print([m for m in sys.modules if m in {!r}])"
    heavy = ["lxml", "markdown_it", "pypdfium2", "rich", "click"]
    done = subprocess.run([sys.executable, "-c", script.format(heavy)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_very_many_paragraphs_are_refused_whatever_the_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MOST_LINES", 3)
    with pytest.raises(Refused, match="more than 3 paragraphs"):
        read_bytes(b"<html><p>a<p>b<p>c<p>d", isolated=False)
