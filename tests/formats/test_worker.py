from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from travaux.errors import Malformed, Refused
from travaux.formats import worker
from travaux.text.manuscripts import Notice

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork.*:DeprecationWarning")

HERE = "travaux.formats.worker_tasks_for_tests"


@pytest.fixture(autouse=True)
def tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the tasks below where a fork finds them: in a module of the project's readers.

    A test runner that works in parallel has threads of its own, which none of these tasks needs.
    """
    monkeypatch.setitem(sys.modules, HERE, sys.modules[__name__])
    monkeypatch.setattr(worker, "may_fork", lambda: True)


def good(options: list[str], data: bytes) -> Iterator[Notice]:
    yield Notice(options[0], data.decode())


def many(options: list[str], data: bytes) -> Iterator[Notice]:
    for number in range(int(options[0])):
        yield Notice("x" * 10_000, str(number))


def refusing(options: list[str], data: bytes) -> Iterator[Notice]:
    yield Notice("first")
    raise Malformed("broken", where="line 3", advice="Mend it")


def dying(options: list[str], data: bytes) -> Iterator[Notice]:
    os.kill(os.getpid(), 11)
    yield Notice("never")


def leaving(options: list[str], data: bytes) -> Iterator[Notice]:
    yield Notice("half")
    os._exit(0)


def spinning(options: list[str], data: bytes) -> Iterator[Notice]:
    while True:
        pass
    yield Notice("never")


def hungry(options: list[str], data: bytes) -> Iterator[Notice]:
    held = [bytearray(50_000_000) for _ in range(100)]
    yield Notice(str(len(held)))


def deep(options: list[str], data: bytes) -> Iterator[Notice]:
    return deep(options, data)


def clumsy(options: list[str], data: bytes) -> Iterator[Notice]:
    yield Notice(str({}["missing"]))


def writing(options: list[str], data: bytes) -> Iterator[Notice]:
    with open(options[0], "wb") as file:  # noqa: PTH123
        file.write(b"x")
        file.flush()
    yield Notice("written")


def children() -> str:
    """The processes that are left, but for the one that Python keeps once a test before this has shared something."""
    listed = subprocess.run(["ps", "-o", "args=", "--ppid", str(os.getpid())], capture_output=True, text=True)
    lines = (line for line in listed.stdout.splitlines() if "multiprocessing.resource_tracker" not in line)
    return "\n".join(line for line in lines if not line.startswith("ps "))


def test_an_answer_comes_back_as_data() -> None:
    assert worker.answer(f"{HERE}:good", ["what"], b"where", Notice) == Notice("what", "where")


def test_a_stream_can_be_left_before_its_end() -> None:
    stream = worker.stream(f"{HERE}:many", ["1000"], b"", Notice)
    assert next(stream).where == "0"
    stream.close()  # type: ignore[attr-defined]
    assert children() == ""


def test_a_refusal_comes_back_whole_and_nothing_half_read() -> None:
    with pytest.raises(Malformed) as caught:
        worker.answer(f"{HERE}:refusing", [], b"", Notice)
    assert str(caught.value) == "line 3: broken. Mend it"


@pytest.mark.parametrize(
    ("task", "message"),
    [
        ("dying", "signal 11"),
        ("leaving", "broke down"),
        ("hungry", "more than 200 MB of memory"),
        ("spinning", "more than 1 seconds of processor time"),
        ("deep", "nest too deep"),
    ],
)
def test_a_worker_that_is_stopped_is_a_refusal(task: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SECONDS", 1)
    monkeypatch.setattr(worker, "MEGABYTES", 200)
    with pytest.raises(Refused, match=message):
        worker.answer(f"{HERE}:{task}", [], b"", Notice)
    assert children() == ""


def test_a_fault_of_ours_is_no_traceback() -> None:
    with pytest.raises(Malformed, match=r"could not go on \(KeyError: 'missing'\)"):
        worker.answer(f"{HERE}:clumsy", [], b"", Notice)


def test_a_worker_writes_no_file(tmp_path: object) -> None:
    with pytest.raises(Malformed, match="OSError"):
        worker.answer(f"{HERE}:writing", [f"{tmp_path}/out"], b"", Notice)


def test_an_answer_of_another_type_is_a_refusal() -> None:
    with pytest.raises(Refused, match="strange answer"):
        worker.answer(f"{HERE}:good", ["what"], b"where", int)


def test_only_readers_of_the_project_are_run() -> None:
    with pytest.raises(Malformed, match="no reader"):
        worker.answer("os:system", [], b"", Notice)


def test_with_other_threads_a_fresh_interpreter_does_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    from travaux.text.manuscripts import Manuscript

    ready = threading.Event()
    thread = threading.Thread(target=ready.wait)
    thread.start()
    try:
        assert not worker.may_fork()
        read = worker.answer("travaux.formats.intake:parsed", ["html"], b"<p>Article 1", Manuscript)
        with pytest.raises(Refused, match="strange answer"):
            worker.answer("travaux.formats.intake:parsed", ["html"], b"<p>Article 1", int)
    finally:
        ready.set()
        thread.join()
    assert read.paragraphs[0].segments[0].text == "Article 1"
    assert children() == ""


def test_a_worker_is_gone_when_the_answer_is_there() -> None:
    for _ in range(20):
        worker.answer(f"{HERE}:good", ["what"], b"", Notice)
    assert children() == ""
