"""A disk that is full: what was acknowledged is there, what was not is not said to be, and with room it goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.breaking import promises
from bench.breaking.errands import ERRANDS, RECORD, Done, Errand, Office
from bench.breaking.filling import MEGABYTES, PAGE, PRLIMIT, SmallDisk, filled, limited
from bench.breaking.writer import Told, ask
from tests.faults.conftest import missing

from travaux.errors import StoreFailed
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.viewers import PUBLIC
from travaux.stores import connecting

NEW, STATE, TABLE, APPLY, BACKUP, PAPER = ERRANDS


@pytest.mark.parametrize(
    ("errand", "pages"),
    [(NEW, (3,)), (STATE, (0, 12)), (TABLE, (12,)), (BACKUP, (30,)), (PAPER, (60,))],
    ids=lambda each: each.name if isinstance(each, Errand) else "",
)
def test_a_full_disk_at_the_terminal(disk: SmallDisk, template: Path, errand: Errand, pages: tuple[int, ...]) -> None:
    """The home is on the small disk too."""
    office = Office(disk.place, disk.place / "home", template)
    tally = filled(disk, office, errand, pages)
    assert tally.wrong == []
    assert tally.refused == len(pages)


def test_files_that_may_not_grow(tmp_path: Path, template: Path) -> None:
    if PRLIMIT is None:
        missing("no prlimit: apt-get install util-linux")
    office = Office(tmp_path / "place", tmp_path / "home", template)
    tally = limited(office, APPLY, (4200, 32_767))
    assert tally.wrong == []
    assert tally.refused == 2


def test_a_full_disk_under_a_record_that_stays_open(disk: SmallDisk, tmp_path: Path) -> None:
    """Nobody opens it anew: with room the same record goes on."""
    path, home, told = disk.place / "velm.travaux", disk.place / "home", list[Told]()
    with new(path, home=home) as record:

        def enter(number: int) -> None:
            got = ask(record, "w", number)
            told.append(Told(who="w", number=number, index=got.index, hash=got.hash, begun=0, ended=0))

        def fill() -> None:
            for number in range(1000):
                enter(number)

        disk.leave(100)
        with pytest.raises(StoreFailed, match="stands on a disk that is full: nothing of this was entered"):
            fill()
        count = len(told)
        assert count > 5
        with pytest.raises(StoreFailed, match="stands on a disk that is full"):
            enter(count)
        assert record.size == count + 1
        disk.leave(MEGABYTES << 20)
        enter(count)
    assert promises.broken(path, home, told) == []
    assert [each.index for each in told] == list(range(1, count + 2))
    assert not (disk.place / "velm.travaux-wal").exists()


def test_a_disk_that_is_full_when_the_record_is_closed(disk: SmallDisk, tmp_path: Path) -> None:
    """What SQLite's log holds then stays beside the record, and is folded in by whoever closes it next."""
    path, home = disk.place / "velm.travaux", tmp_path / "home"
    with new(path, home=home) as record:
        for number in range(20):
            ask(record, "w", number)
        disk.leave(0)
    assert (disk.place / "velm.travaux-wal").stat().st_size > 20 * PAGE
    disk.leave(MEGABYTES << 20)
    assert promises.broken(path, home, []) == []
    assert not (disk.place / "velm.travaux-wal").exists()


def test_a_disk_that_is_full_when_something_is_erased(disk: SmallDisk, tmp_path: Path) -> None:
    """The value is gone and an entry says so; its old bytes go once there is room to write the file anew."""
    path, secret = disk.place / "velm.travaux", "A Secret Name " * 700
    with new(path, home=tmp_path / "home", name=secret) as record:
        disk.leave(24)
        with pytest.raises(StoreFailed, match="the value is erased, but the record could not be written anew"):
            record.erase(0, "name", ground="request of the person")
        assert record.size == 2
        disk.leave(MEGABYTES << 20)
        assert record.erase(0, ground="request of the person") == []
    assert secret.encode() not in path.read_bytes()
    assert promises.broken(path, tmp_path / "home", []) == []


def test_a_disk_that_is_full_when_a_copy_is_made_for_others(disk: SmallDisk, tmp_path: Path) -> None:
    """Nothing is left of it, least of all what they may not see."""
    path, copy, home = disk.place / "velm.travaux", disk.place / "public.travaux", tmp_path / "home"
    refused = 0
    with new(path, home=home, name="The secretariat") as record:
        for pages in range(0, 100, 7):
            disk.leave(pages)
            try:
                record.copy(copy, viewer=PUBLIC)
            except StoreFailed:
                refused += 1
                assert list(disk.place.glob("public*")) == []
            else:
                assert b"The secretariat" not in copy.read_bytes()
                connecting.remove(copy)
    assert 5 < refused < 15


def test_what_goes_wrong_at_an_errand_is_found(tmp_path: Path, template: Path) -> None:
    office = Office(tmp_path / "place", tmp_path / "home", template)
    office.open()
    full = "travaux: velm.travaux stands on a disk that is full: nothing of this was entered\n"
    assert office.faults(STATE, Done(8, "", full), says="full") == []
    assert office.faults(STATE, Done(0, "", "")) == ["ended with 0, and 0 entries were added"]
    assert office.faults(STATE, Done(8, "", full), says="failed") == [f"says {full}"]
    assert office.faults(PAPER, Done(70, "", "Traceback\n")) == ["ended with 70: Traceback\n"]
    (office.place / ".paper.html.x").touch()
    (office.place / "paper.html").touch()
    left = ["ended with 8, and left .paper.html.x", "ended with 8, and left paper.html"]
    assert office.faults(PAPER, Done(8, "", full)) == left
    office.open()
    with open_record(office.place / RECORD, viewer="depositary", home=office.home) as record:
        ask(record, "w", 0)
    assert office.faults(STATE, Done(8, "", full)) == [f"says that nothing was entered, and 1 entries were: {full}"]
    (office.place / RECORD).write_bytes((template / "place" / RECORD).read_bytes())
    assert "this is an old copy" in office.faults(STATE, Done(8, "", full))[0]
