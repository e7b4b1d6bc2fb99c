"""The desk under load: a long text, a page that is still right, many at once, and thousands who only wait for news.

The record is made here: 10 drafts of 300 clauses and 20,000 words, tabled by turns, each with a twentieth of its
sentences reworded. Beside the desk, on the same machine and in turn: the same words as a plain Django page on the same
server (`web_peer`), with no accounts and nothing worked out; the rows of the same record's file as pages of datasette;
and live streams by Django's own asynchronous handler, which look at nothing and tell nothing.
"""

from __future__ import annotations

import asyncio
import html
import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from bench.tables import ratio, show

CLAUSES, DRAFTS, WORDS = 300, 10, 20_000
ALONE, CLIENTS, TOGETHER = 60, 8, 200
READERS = 2_000
SLUG = "long"
OVERVIEW, LOG, TEXT = f"/r/{SLUG}/", f"/r/{SLUG}/log/", f"/r/{SLUG}/text/"
LIFE, MATRIX = f"/r/{SLUG}/c/7/", f"/r/{SLUG}/papers/matrix/"
_NOUNS = [
    "party",
    "commission",
    "report",
    "mission",
    "line",
    "force",
    "aid",
    "valley",
    "river",
    "border",
    "inspector",
    "depot",
    "account",
    "notice",
    "period",
]
_VERBS = [
    "shall",
    "may",
    "must",
    "does",
    "keeps",
    "names",
    "sends",
    "receives",
    "publishes",
    "examines",
    "withdraws",
    "counts",
]


def text(lot: random.Random) -> list[str]:
    """The clauses of a first draft."""
    return [" ".join(_sentence(lot) for _ in range(WORDS // CLAUSES // 11)) for _ in range(CLAUSES)]


def _sentence(lot: random.Random) -> str:
    said = [lot.choice(_NOUNS), lot.choice(_VERBS), *(lot.choice(_NOUNS) for _ in range(9))]
    return f"The {' '.join(said)}."


def reworded(clauses: Sequence[str], lot: random.Random) -> list[str]:
    """The next draft: one sentence in twenty is another, or has a few words more."""
    return [" ".join(_changed(each, lot) for each in clause.split(". ")) for clause in clauses]


def _changed(sentence: str, lot: random.Random) -> str:
    said = sentence.rstrip(".").split()
    if lot.random() < 0.05:
        at = lot.randrange(1, len(said))
        said[at : at + lot.randrange(3)] = [lot.choice(_NOUNS) for _ in range(lot.randrange(1, 4))]
    return " ".join(said) + "."


def make(folder: Path) -> Path:
    """Makes the record."""
    from travaux.record.acts import Admit
    from travaux.secretariat.entering import new_party
    from travaux.secretariat.opening import new

    lot, path = random.Random(20_310_317), folder / f"{SLUG}.travaux"
    clauses = text(lot)
    with new(path, title="A long text (synthetic)", home=folder / "home") as record:
        for handle in ("aldania", "boria", "cascadia"):
            party = new_party()
            record.disclose(record.enter(Admit(party=party, handle=handle)).index)
        for number in range(DRAFTS):
            if number:
                clauses = reworded(clauses, lot)
            draft = folder / f"draft-{number + 1}.txt"
            draft.write_text("".join(f"{at}. {words}\n" for at, words in enumerate(clauses, 1)), encoding="utf-8")
            record.table(draft, by=("aldania", "boria", "cascadia")[number % 3], title=f"Draft {number + 1}")
    return path


@contextmanager
def serving(command: Sequence[str], port: int, path: str, environment: dict[str, str]) -> Iterator[int]:
    """Runs a server until the block ends; gives its process id."""
    with open(os.devnull, "wb") as nothing:  # noqa: PTH123
        process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=nothing, stderr=nothing)
        try:
            _until(port, path)
            yield process.pid
        finally:
            process.terminate()
            process.wait(20)


def _until(port: int, path: str) -> None:
    for _ in range(600):
        try:
            Visitor(port).get(path)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing answers on port {port}")


class Visitor:
    """A connection that stays open, as a browser's does."""

    def __init__(self, port: int) -> None:
        self._line = http.client.HTTPConnection("localhost", port, timeout=60)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        self._line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = self._line.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def late(times: Sequence[float], share: float = 0.95) -> float:
    """Returns in milliseconds what only one in twenty takes longer than."""
    return sorted(times)[int(len(times) * share)] * 1e3


def alone(port: int, path: str, count: int = ALONE, **headers: str) -> list[float]:
    """How long each of many requests took, one after another."""
    visitor, times = Visitor(port), []
    for _ in range(count):
        begun = time.perf_counter()
        visitor.get(path, **headers)
        times.append(time.perf_counter() - begun)
    return times


def together(port: int, paths: Sequence[str], **headers: str) -> tuple[float, list[float]]:
    """How many requests a second are answered when some ask at once, and how long each waited."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        share = TOGETHER // CLIENTS
        parts = pool.map(lambda at: alone(port, paths[at % len(paths)], share, **headers), range(CLIENTS))
        times = [each for part in parts for each in part]
    return len(times) / (time.perf_counter() - begun), times


def megabytes(process: int) -> float:
    """What a process holds in memory now."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


Asked = tuple[list[float], tuple[float, list[float]]]
"""How long a page took alone; and how many a second, and how long each, when some asked at once."""
Waited = tuple[float, float, float]


async def waiting(port: int, path: str, process: int, enter: Callable[[], None] | None) -> Waited:
    """Opens as many streams as there are readers: what they cost in memory and, of a core, while idle; and in how many
    seconds all have the news of an entry (0 where none is entered)."""
    gate = asyncio.Semaphore(50)

    async def opened() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        async with gate:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
            await reader.readuntil(b"retry: ")
            return reader, writer

    lines = await asyncio.gather(*(opened() for _ in range(READERS)))
    await asyncio.sleep(2)
    held, spent = megabytes(process), _spent(process)
    await asyncio.sleep(5)
    idle = (_spent(process) - spent) / 5
    took = 0.0
    if enter is not None:
        await asyncio.to_thread(enter)
        begun = time.perf_counter()
        await asyncio.gather(*(_told(reader) for reader, _ in lines))
        took = time.perf_counter() - begun
    for _, writer in lines:
        writer.close()
    return held, idle, took


async def _told(reader: asyncio.StreamReader) -> None:
    sizes: set[bytes] = set()
    while len(sizes) < 2:  # the size when the line was opened, then the news
        line = await reader.readline()
        if line.startswith(b"data: "):
            sizes.add(line)


def _spent(process: int) -> float:
    parts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def port() -> int:
    """A port that is free."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = make(folder)
        _pages(folder, path)


def _pages(folder: Path, path: Path) -> None:
    ours = port()
    scripts = Path(sys.executable).parent
    desk = [
        str(scripts / "travaux"),
        "serve",
        str(path),
        "--public",
        "--port",
        str(ours),
        "--data",
        str(folder / "desk"),
    ]
    with serving(desk, ours, "/verify/", {"TRAVAUX_HOME": str(folder / "home")}) as process:
        log = Visitor(ours).get(LOG)[2]
        ticket = html.unescape(re.findall(rb'data-ticket="([^"]+)"', log)[0].decode())
        bare = megabytes(process)
        live = asyncio.run(waiting(ours, f"/events?ticket={ticket}", process, lambda: _enter(path, folder)))
        begun = time.perf_counter()
        status, headers, body = Visitor(ours).get(TEXT)
        first = time.perf_counter() - begun
        assert status == 200, body[:500]
        page, still = alone(ours, TEXT), alone(ours, TEXT, 200, If_None_Match=headers["etag"])
        entries = alone(ours, LOG)
        more = [(each, alone(ours, at, 21)) for each, at in (("life of a clause", LIFE), ("agreement", MATRIX))]
        many, listed = together(ours, [TEXT]), together(ours, [LOG])
        mixed = together(ours, [TEXT, TEXT, LIFE, OVERVIEW, LOG])
        fresh = together(ours, [TEXT], If_None_Match=headers["etag"])
    runs = re.findall(r'<(?:a|span) class="(run[^"]*)"[^>]*>([^<]*)', body.decode())
    (folder / "runs.json").write_text(json.dumps([[shape, html.unescape(words)] for shape, words in runs]))
    plain, rows, streams = _peers(folder, path)
    words = len(re.sub(r"<[^>]*>", " ", body.decode()).split())
    show(
        f"The desk: a text of {words:,} words in {len(runs):,} runs ({len(body) / 1e3:,.0f} kB), {DRAFTS} drafts, "
        f"{CLAUSES} clauses, {os.cpu_count()} cores",
        ["", "the desk", "beside it", "the desk is"],
        [
            ["the text, first of all (ms)", f"{first * 1e3:,.0f}", "", ""],
            slow("the text, p95 (ms)", page, plain[0], "the same words, plain Django"),
            ["the text, still right (304), p95 (ms)", f"{late(still):.1f}", "", ""],
            slow("newest entries, p95 (ms)", entries, rows[0], "rows of the same file, datasette"),
            *([f"{name}, first, p95 (ms)", f"{one[0] * 1e3:,.0f}, {late(one[1:]):.0f}", "", ""] for name, one in more),
            fast(f"texts a second, {CLIENTS} at once", many[0], plain[1][0], "plain Django"),
            fast("newest entries a second", listed[0], rows[1][0], "datasette"),
            ["text, life, overview, entries mixed, a second", f"{mixed[0]:,.0f}", "", ""],
            ["still right (304), a second", f"{fresh[0]:,.0f}", "", ""],
            ["a desk before anybody waits (MB)", f"{bare:.0f}", "", ""],
            slow(f"with {READERS:,} who wait (MB)", [live[0] / 1e3], [streams[0] / 1e3], "streams of bare Django"),
            ["… of a core while idle", f"{live[1]:.1%}", f"{streams[1]:.1%}", ""],
            ["… an entry is told to all in (s)", f"{live[2]:.2f}", "", ""],
        ],
    )  # fmt: skip


def slow(name: str, ours: Sequence[float], theirs: Sequence[float], peer: str) -> list[str]:
    """A row of what should be small."""
    return [name, f"{late(ours):.0f}", f"{late(theirs):.0f} {peer}", f"{ratio(late(ours), late(theirs))} better"]


def fast(name: str, ours: float, theirs: float, peer: str) -> list[str]:
    """A row of what should be large."""
    return [name, f"{ours:,.0f}", f"{theirs:,.0f} {peer}", f"{ratio(theirs, ours)} as fast"]


def _peers(folder: Path, path: Path) -> tuple[Asked, Asked, Waited]:
    runs = str(folder / "runs.json")
    theirs = port()
    with serving([sys.executable, "-m", "bench.web_peer", str(theirs), runs], theirs, "/text/", {}):
        plain = alone(theirs, "/text/", 20), together(theirs, ["/text/"])
    theirs = port()
    copy = folder / "copy.db"
    copy.write_bytes(path.read_bytes())
    database = [sys.executable, "-m", "datasette", "serve", "-i", str(copy), "--port", str(theirs)]
    with serving(database, theirs, "/copy/entry", {}):
        rows = alone(theirs, "/copy/entry"), together(theirs, ["/copy/entry"])
    theirs = port()
    with serving([sys.executable, "-m", "bench.web_peer", str(theirs), runs, "live"], theirs, "/text/", {}) as process:
        streams = asyncio.run(waiting(theirs, "/events", process, None))
    return plain, rows, streams


def _enter(path: Path, folder: Path) -> None:
    from travaux.record.acts import Cover
    from travaux.secretariat.opening import open as open_record

    with open_record(path, viewer="depositary", home=folder / "home") as record:
        record.enter(Cover())


if __name__ == "__main__":
    main()
