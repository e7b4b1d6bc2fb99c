"""A log as files for everybody: nothing is undone, a fork is told by name, and the files alone prove what they hold."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from bench.breaking.buckets import Cut, CutShort
from tests.secretariat.conftest import ALDANIA

from travaux.errors import Forked, Locked, NotPermitted, StoreFailed, TravauxError, Unreadable
from travaux.log.note import Key
from travaux.log.tiles import Tile, tiles
from travaux.record.acts import Take
from travaux.record.terms import Digest, Place, Wording
from travaux.secretariat.guards import Guard
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.published import AddressFiles, Published, files_at, origin, seen
from travaux.secretariat.records import Record
from travaux.stores import durability
from travaux.stores.folders import FolderShowcase
from travaux.stores.showcase import CHECKPOINT, Shown


def enter(record: Record, count: int) -> None:
    """Enters so many positions at once."""
    words = Digest("1" * 64)
    acts = [
        Take(stance="accept", wording=Wording(draft=Digest("0" * 64), clause=Place(f"{n % 40 + 1}"), words=words))
        for n in range(count)
    ]
    record.enter_all([record.doing(act, by=ALDANIA) for act in acts])


def key(record: Record) -> Key:
    return Key.from_text(record.key)


def lying(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "public"


@pytest.fixture
def apart(record: Record, path: Path, home: Path, tmp_path: Path) -> Callable[[str], Record]:
    """Copies a record and its home, as somebody does who then writes to both."""

    def copied(name: str) -> Record:
        record.backup(tmp_path / f"{name}.travaux")
        shutil.copytree(home, tmp_path / name)
        return open_record(tmp_path / f"{name}.travaux", viewer="depositary", home=tmp_path / name)

    return copied


def test_what_lies_there_is_what_a_log_of_its_size_has(record: Record, folder: Path) -> None:
    showcase = FolderShowcase(folder)
    assert record.tiles(showcase) == 3
    enter(record, 300)
    assert record.tiles(showcase) == 6
    assert record.tiles(showcase) == 0
    sizes = {record.size, 3}
    assert set(lying(folder)) == {CHECKPOINT, *(each.path for size in sizes for each in tiles(size))}
    assert Published(showcase, key(record)).checkpoint.size == record.size == 303


def test_tiles_are_those_that_the_desk_hands_out(record: Record, folder: Path) -> None:
    enter(record, 10)
    record.tiles(folder)
    found = lying(folder)
    assert found.pop(CHECKPOINT).decode() == record.checkpoint
    assert found == {path: record.tile(path) for path in found}


def test_nobody_sees_a_checkpoint_without_its_tiles(record: Record, folder: Path) -> None:
    """A publisher is cut short at every point; what lies there then is whole, and the next one goes on."""
    showcase = FolderShowcase(folder)
    record.tiles(showcase)
    for size in (50, 256, 257, 300):
        enter(record, size - record.size)
        before = Published(showcase, key(record)).checkpoint.size
        for left in range(9):
            try:
                record.tiles(CutShort(showcase, left))
            except Cut:
                published = Published(showcase, key(record))
                published.check()
                assert published.checkpoint.size == before
            else:
                break
        else:
            pytest.fail("it never came to an end")
        published = Published(showcase, key(record))
        published.check()
        assert published.checkpoint.size == size


def test_two_who_publish_at_once(record: Record, folder: Path) -> None:
    """The one that comes second with its checkpoint is told, and has undone nothing."""

    class Overtaken(FolderShowcase):
        def replace(self, path: str, content: bytes, shown: Shown | None) -> bool:
            enter(record, 5)
            record.tiles(FolderShowcase(folder))
            return super().replace(path, content, shown)

    with pytest.raises(Locked, match="somebody else published at the same time"):
        record.tiles(Overtaken(folder))
    published = Published(FolderShowcase(folder), key(record))
    published.check()
    assert published.checkpoint.size == record.size == 8


def test_an_answer_that_came_twice(record: Record, folder: Path) -> None:
    """The first of two requests arrived, and its answer did not: what lies there is ours."""

    class Twice(FolderShowcase):
        def replace(self, path: str, content: bytes, shown: Shown | None) -> bool:
            assert super().replace(path, content, shown)
            return super().replace(path, content, shown)

    assert record.tiles(Twice(folder)) == 3


def test_many_at_once(record: Record, path: Path, home: Path, folder: Path) -> None:
    enter(record, 700)
    told: list[str] = []

    def one() -> None:
        with open_record(path, viewer="depositary", home=home) as mine:
            try:
                mine.tiles(folder)
                told.append("published")
            except Locked:
                told.append("late")

    threads = [threading.Thread(target=one) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(told) == 4
    assert "published" in told
    Published(FolderShowcase(folder), key(record)).check()
    assert not [name for name in lying(folder) if "/." in f"/{name}"]


def test_of_many_who_add_a_file_one_does(folder: Path) -> None:
    showcase = FolderShowcase(folder)
    ready = threading.Barrier(8)

    def one(at: int, name: str) -> bool:
        ready.wait()
        return showcase.add(name, b"%d" % at)

    with ThreadPoolExecutor(8) as pool:
        for number in range(20):
            name = f"tile/0/{number:03}"
            added = list(pool.map(partial(one, name=name), range(8)))
            assert added.count(True) == 1
            assert showcase.read(name) == Shown(b"%d" % added.index(True))


def test_an_old_copy_is_refused(record: Record, apart: Callable[[str], Record], folder: Path) -> None:
    with apart("old") as old:
        enter(record, 5)
        record.tiles(folder)
        there = lying(folder)
        with pytest.raises(Forked, match=r"shows 8 entries of .*, and the record has 3: it is an old copy"):
            old.tiles(folder)
    assert lying(folder) == there


def test_a_fork_is_refused(record: Record, apart: Callable[[str], Record], folder: Path) -> None:
    with apart("other") as other:
        enter(record, 5)
        enter(other, 9)
        record.tiles(folder)
        there = lying(folder)
        with pytest.raises(Forked, match=r"shows another history of .* its first 8 entries are not these"):
            other.tiles(folder)
        assert lying(folder) == there
        with pytest.raises(Forked, match="the one whose checkpoint for 12 entries was seen here: a fork"):
            seen_after(other, record, folder)


def seen_after(other: Record, record: Record, folder: Path) -> int | None:
    """Reads what a record published, on the machine of one who saw another."""
    enter(record, 40)
    record.tiles(folder)
    guard = other.home.guard(other.origin)
    return seen(Published(FolderShowcase(folder), key(record)), guard)


def test_a_fork_that_was_cut_short_is_told_by_the_tile(
    record: Record, apart: Callable[[str], Record], folder: Path
) -> None:
    with apart("other") as other:
        enter(record, 5)
        enter(other, 5)
        with pytest.raises(Cut):
            record.tiles(CutShort(FolderShowcase(folder), 1))
        with pytest.raises(Forked, match=r"tile/entries/000\.p/8 is not that of this record: a fork"):
            other.tiles(folder)


def test_another_log_is_refused(record: Record, folder: Path, tmp_path: Path) -> None:
    record.tiles(folder)
    with new(tmp_path / "second.travaux") as second, pytest.raises(Forked, match=r"shows a checkpoint that .* never"):
        second.tiles(folder)
    (folder / CHECKPOINT).write_text("nonsense", encoding="utf-8")
    with pytest.raises(Forked, match="never signed"):
        record.tiles(folder)


def test_whole_mends_what_is_missing_and_tells_what_is_other(record: Record, folder: Path) -> None:
    enter(record, 300)
    record.tiles(folder)
    (folder / "tile/0/000").unlink()
    assert record.tiles(folder) == 0
    with pytest.raises(StoreFailed, match="tile/0/000 is missing"):
        Published(FolderShowcase(folder), key(record)).check()
    assert record.tiles(folder, whole=True) == 1
    (folder / "tile/0/000").write_bytes(bytes(8192))
    with pytest.raises(Forked, match="tile/0/000 is not that of this record"):
        record.tiles(folder, whole=True)


def test_what_is_not_for_all_is_not_published(record: Record, path: Path, home: Path, folder: Path) -> None:
    act = Take(stance="accept", wording=Wording(draft=Digest("0" * 64), clause=Place("1"), words=Digest("1" * 64)))
    record.enter(act, by="aldania", visible=[ALDANIA])
    with pytest.raises(NotPermitted, match="1 entries are not visible to all"):
        record.tiles(folder)
    assert not folder.exists()


def test_names_of_new_folders_are_put_on_the_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(durability, "sync_folder", synced.append)
    assert FolderShowcase(folder).add("tile/0/000", b"tile")
    assert synced == [folder / "tile", folder, folder.parent, folder / "tile" / "0"]
    assert FolderShowcase(folder).add("tile/0/001", b"tile")
    assert synced[4:] == [folder / "tile" / "0"]


def test_a_folder_that_cannot_be_written(record: Record, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreFailed, match="not a directory"):
        record.tiles(tmp_path / "file")


@pytest.fixture
def served(folder: Path) -> Iterator[str]:
    folder.mkdir()
    quiet: Any = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_files_alone_prove_an_entry(record: Record, folder: Path, served: str, tmp_path: Path) -> None:
    """By plain requests to a plain server, in a home that never saw the log."""
    with pytest.raises(Unreadable, match="no log is published there"):
        origin(files_at(served))
    enter(record, 600)
    record.tiles(folder)
    files = files_at(served)
    assert origin(files) == record.origin
    published = Published(files, key(record))
    for index in (0, 255, 256, 602):
        assert published.leaf(index) == record.leaf(index)
    with pytest.raises(IndexError, match="has 603 entries, and no entry 603"):
        published.leaf(603)
    published.check()
    assert seen(published, Guard(tmp_path / "nothing")) is None
    assert seen(published, record.home.guard(record.origin)) == 603


def test_a_partial_tile_may_be_gone_when_it_has_grown(record: Record, folder: Path) -> None:
    enter(record, 97)
    record.tiles(folder)
    early = Published(FolderShowcase(folder), key(record))
    enter(record, 200)
    record.tiles(folder)
    for path in ("tile/0/000.p/100", "tile/entries/000.p/100"):
        (folder / path).unlink()
    assert early.leaf(99) == record.leaf(99)
    early.check()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("tile/entries/000", "not 256 entries"),
        ("tile/0/000", "tile/0/000 is not of the entries that are there"),
        ("tile/1/000.p/1", "tile/1/000.p/1 is not of the entries that are there"),
        (CHECKPOINT, "its checkpoint is not signed by the key"),
    ],
)
def test_a_byte_that_is_changed_is_told(record: Record, folder: Path, name: str, says: str) -> None:
    enter(record, 300)
    record.tiles(folder)
    content = bytearray((folder / name).read_bytes())
    content[0 if name != CHECKPOINT else -10] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(Forked, match=says):
        Published(FolderShowcase(folder), key(record)).check()


def test_entries_and_tiles_that_agree_and_are_not_the_log_s(record: Record, folder: Path, tmp_path: Path) -> None:
    """A whole forged log under a checkpoint that the real one signed."""
    enter(record, 5)
    record.tiles(folder)
    with new(tmp_path / "forged.travaux", home=tmp_path / "forger") as forged:
        enter(forged, 7)
        forged.tiles(tmp_path / "forgery")
    checkpoint = (folder / CHECKPOINT).read_bytes()
    (tmp_path / "forgery" / CHECKPOINT).write_bytes(checkpoint)
    published = Published(FolderShowcase(tmp_path / "forgery"), key(record))
    with pytest.raises(Forked, match="its entries are not those that the log signed"):
        published.check()
    with pytest.raises(TravauxError, match="does not hold"):
        published.leaf(3)


def test_a_server_that_does_not_answer() -> None:
    with pytest.raises(StoreFailed, match="Connection refused"):
        AddressFiles("http://127.0.0.1:9").read(CHECKPOINT)


def test_a_log_that_was_seen_with_another_key(record: Record, folder: Path, tmp_path: Path) -> None:
    record.tiles(folder)
    with new(tmp_path / "twin.travaux", origin=record.origin, home=tmp_path / "elsewhere") as twin:
        twin.state  # noqa: B018 (it is seen there)
        guard = twin.home.guard(twin.origin)
        with pytest.raises(Forked, match="was seen here with another key"):
            seen(Published(FolderShowcase(folder), key(record)), guard)


def test_where_nothing_is_published(record: Record, folder: Path) -> None:
    with pytest.raises(Unreadable, match="there is no such file"):
        Published(FolderShowcase(folder), key(record))


def test_a_smaller_log_shows_nothing_of_what_was_seen(record: Record, folder: Path) -> None:
    record.tiles(folder)
    enter(record, 5)
    assert seen(Published(FolderShowcase(folder), key(record)), record.home.guard(record.origin)) is None
    assert Tile.from_path("tile/0/000.p/3").path in lying(folder)
