"""Those who visit a desk all day: they read, wait for news, take files along, send files, and enter acts.

Each has a browser's habits: a connection that stays open, cookies, a request sent once more on a new connection where
an old one was closed before it answered, and patience where it is told to come again (503). What they met is in a
`Day`, which all of them share.
"""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import travaux
from travaux.canon import to_base64
from travaux.secretariat.home import Home
from travaux.web.config import Config

TROUBLE = (OSError, http.client.HTTPException)
GONE = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)
CLAIM = "boria neither approved nor changed any clause"
PAGES = (
    "/", "/verify/", "/static/desk.css", "/static/verify/bundle.js", "/verify/example.bundle",
    *(f"/r/{slug}/{page}" for slug in ("velm", "orn") for page in (
        "", "text/", "text/?by=person&ghosts=1", "c/3/", "c/7/", "compare/1..2/", "compare/1..2/?view=beside&whole=1",
        "audit/1..2/", "papers/", "papers/matrix/", "papers/timeline/", "papers/rolling/", "papers/columns/",
        "papers/matrix.xlsx", "papers/rolling.docx", "papers/rolling.html", "papers/timeline.csv", "linkages/",
        "statements/", "log/", "log/?at=40", "e/20/", "e/20.tlog-proof", "overview.json", "text.json", "checkpoint",
        "tile/0/000.p/16", "statements/check/?" + urlencode({"claim": CLAIM}),
    )),
    *(f"/api/records/{slug}{part}" for slug in ("velm", "orn") for part in (
        "", "/log", "/entries?start=20&limit=30", "/receipts/20", "/checkpoint", "/papers/matrix", "/statements",
        "/check?" + urlencode({"claim": CLAIM}),
    )),
)  # fmt: skip
"""What is read: pages, papers and parts of the log, of two records."""
ROLES = ("public", "aldania", "boria", "secretariat", "observer")


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An entry that was acknowledged: the record, its index, and words or a digest that stand in it."""

    slug: str
    index: int
    words: str


@dataclass(slots=True)
class Day:
    """What the visitors of a desk met. With a `pace` below 1 they hurry."""

    port: int
    pace: float = 1
    over: threading.Event = field(default_factory=threading.Event)
    answers: list[tuple[int, float]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    entered: list[Acknowledged] = field(default_factory=list)
    sent_again: list[str] = field(default_factory=list)
    news: list[bytes] = field(default_factory=list)

    def rest(self, seconds: float) -> bool:
        """Waits, for less where everybody hurries; whether the day goes on."""
        return not self.over.wait(seconds * self.pace)

    def acknowledge(self, slug: str, answer: Any, words: str) -> None:
        """Notes an entry, where it was acknowledged."""
        if answer is not None:
            self.entered.append(Acknowledged(slug, answer["entries"][0]["entry"], words))

    def goes_on(self, seconds: float, patience: float = 120) -> None:
        """Lets so much time go by, and more until somebody was answered and something was entered meanwhile."""
        answered, entered, until = len(self.answers), len(self.entered), time.monotonic() + patience
        time.sleep(seconds)
        while len(self.answers) < answered + 5 or len(self.entered) == entered:
            if time.monotonic() > until:
                self.faults.append("nobody was answered any more, or nothing entered")
                return
            time.sleep(0.1)

    @property
    def statuses(self) -> Counter[int]:
        """How often each status was answered."""
        return Counter(status for status, _ in self.answers)

    @property
    def waits(self) -> list[float]:
        """How many seconds each answer took."""
        return [seconds for _, seconds in self.answers]

    @property
    def wrong(self) -> list[str]:
        """What should not have been: answers that are failures, connections that were refused or broken."""
        return [
            *self.faults,
            *(f"{many} × {each}" for each, many in self.statuses.items() if each >= 500 and each != 503),
        ]


class Browser:
    """One visitor's connection and cookies."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._line = self._opened()
        self._cookies: dict[str, str] = {}
        self.role = "public"

    def _opened(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("localhost", self._day.port, timeout=120)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        """Asks, and asks again where it is told to come back. Gives the status and the body."""
        while True:
            status, content, again = self._asked(method, path, body, headers)
            if status != 503 or not self._day.rest(again):
                return status, content

    def _asked(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, bytes, float]:
        begun = time.perf_counter()
        try:
            answer = self._sent(method, path, body, headers)
            content = answer.read()
        except TROUBLE as fault:
            self._line.close()
            raise Broken(f"{method} {path}: {fault!r}") from None
        self._day.answers.append((answer.status, time.perf_counter() - begun))
        for each in answer.headers.get_all("Set-Cookie") or []:
            self._cookies |= {name: crumb.value for name, crumb in SimpleCookie(each).items()}
        return answer.status, content, float(answer.headers.get("Retry-After") or 1)

    def _sent(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        fresh = self._line.sock is None
        try:
            self._line.request(method, path, body, sent)
            return self._line.getresponse()
        except GONE:
            if fresh:
                raise
            self._day.sent_again.append(path)
            self._line.close()
            self._line.request(method, path, body, sent)
            return self._line.getresponse()

    @property
    def token(self) -> str:
        """What a form must bring along."""
        return self._cookies.get("csrftoken", "")

    def sit(self, role: str) -> None:
        """Takes a seat of the demonstration."""
        self.role = role
        self.ask("GET", "/")
        if role != "public":
            self.form(f"/demo/{role}")
            self.ask("GET", "/")

    def form(self, path: str, **fields: str) -> tuple[int, bytes]:
        """Sends a form."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields}).encode()
        return self.ask("POST", path, body, Content_Type="application/x-www-form-urlencoded")

    def post(self, path: str, value: Any, **headers: str) -> Any:
        """Sends a value to the API; gives what it answers, or None where it was refused."""
        body = json.dumps(value).encode()
        status, content = self.ask(
            "POST", path, body, Content_Type="application/json", X_CSRFToken=self.token, **headers
        )  # fmt: skip
        if status != 201:
            self._day.faults.append(f"{status} {path}: {content[:200]!r}")
            return None
        return json.loads(content)

    def file(self, path: str, name: str, content: bytes, **fields: str) -> tuple[int, bytes]:
        """Sends a file by form."""
        edge = "edge-of-a-part"
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{each}"\r\n\r\n{value}\r\n'
                 for each, value in {"csrfmiddlewaretoken": self.token, **fields}.items()]  # fmt: skip
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = "".join([*parts, head]).encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.ask("POST", path, body, Content_Type=f"multipart/form-data; boundary={edge}")

    @contextmanager
    def listening(self, ticket: str) -> Iterator[http.client.HTTPResponse]:
        """Opens a line for news."""
        line = self._opened()
        try:
            line.request("GET", f"/events?ticket={ticket}")
            yield line.getresponse()
        except TROUBLE as fault:
            raise Broken(f"news: {fault!r}") from None
        finally:
            line.close()

    def close(self) -> None:
        """Goes."""
        self._line.close()


Habit = Callable[[Day, Browser, Config, random.Random], None]


class Broken(Exception):
    """A connection that was refused, or broke before it answered."""


def reads(day: Day, browser: Browser, config: Config, lot: random.Random) -> None:
    """Reads pages."""
    while day.rest(lot.expovariate(1 / 3)):
        page = lot.choice(PAGES)
        status, _ = browser.ask("GET", page)
        if status not in (200, 503):
            day.faults.append(f"{status} {page}")


def waits(day: Day, browser: Browser, config: Config, lot: random.Random) -> None:
    """Waits for news of a record, and comes back when the line ends."""
    while day.rest(lot.random()):
        page = browser.ask("GET", "/r/velm/log/")[1].decode()
        ticket = page.partition('data-ticket="')[2].partition('"')[0]
        with browser.listening(ticket) as line:
            while not day.over.is_set() and (said := line.readline()):
                if said.startswith(b"data: "):
                    day.news.append(said)


def writes(day: Day, browser: Browser, config: Config, lot: random.Random) -> None:
    """Enters, as the secretariat, what a source said."""
    while day.rest(lot.uniform(20, 60)):
        number = f"{lot.getrandbits(40):x}"
        words = f"The line holds, says number {number}."
        act = {"state": words, "kind": "document"}
        found = browser.post("/api/records/orn/acts", {"acts": [act]}, Idempotency_Key=number)
        day.acknowledge("orn", found, words)


def signs(day: Day, browser: Browser, config: Config, lot: random.Random) -> None:
    """Takes positions, as a party, each signed with its own key."""
    key = Home(Path(config.home)).key(f"{browser.role}-clerk")
    while day.rest(lot.uniform(20, 60)):
        act = {"take": lot.choice(("accept", "reserve", "object")), "clauses": str(lot.randint(1, 9))}
        ready = browser.post("/api/records/velm/prepared", {"act": act, "key": key.public.to_text()})
        if ready is None:
            continue
        leaf = f"{ready['message']}\n{to_base64(key.sign(ready['message'].encode()))}\n"
        body = {"leaf": leaf, "disclosures": ready["disclosures"]}
        day.acknowledge("velm", browser.post("/api/records/velm/entries", body, Idempotency_Key=ready["digest"]), leaf)


def carries_off(day: Day, browser: Browser, config: Config, lot: random.Random) -> None:
    """Takes the answer to a claim along, as a bundle."""
    while day.rest(lot.uniform(5, 20)):
        status, bundle = browser.form("/r/velm/statements/bundle", claim=CLAIM)
        if (status, bundle[:2]) != (200, b"PK"):
            day.faults.append(f"no bundle: {status} {bundle[:200]!r}")


def sends(day: Day, browser: Browser, config: Config, lot: random.Random) -> None:
    """Sends a draft to be read, and looks at what was found in it."""
    content = (Path(travaux.__file__).parent / "example" / "plan" / "draft-2.docx").read_bytes()
    while day.rest(lot.uniform(15, 45)):
        status, page = browser.file("/r/velm/table/send", "draft-2.docx", content)
        if status != 302:
            day.faults.append(f"not taken in: {status} {page[:200]!r}")


HABITS = ((reads, ROLES, 32), (waits, ROLES, 8), (writes, ("secretariat",), 3), (signs, ("boria", "aldania"), 2),
          (carries_off, ("public", "boria"), 3), (sends, ("aldania", "secretariat"), 2))  # fmt: skip
"""What visitors do, in which seats, and how many of fifty."""


def visitors(config: Config, many: int) -> Iterator[tuple[Habit, str]]:
    """Yields who visits: of each habit at least one, the rest in proportion."""
    for habit, roles, share in HABITS:
        for at in range(max(1, share * many // 50)):
            yield habit, roles[at % len(roles)]


@contextmanager
def visited(day: Day, config: Config, many: int) -> Iterator[None]:
    """Lets so many visit the desk, about, until the block ends; each begins at a moment of its own."""
    lots = random.Random(20_311_124)
    threads = [
        threading.Thread(target=_visits, args=(day, config, habit, role, random.Random(lots.random())))
        for habit, role in visitors(config, many)
    ]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        day.over.set()
        for each in threads:
            each.join(150)


def _visits(day: Day, config: Config, habit: Habit, role: str, lot: random.Random) -> None:
    """One visitor's day. Who was turned away says so, and begins anew."""
    while day.rest(lot.uniform(0, 5)):
        browser = Browser(day)
        try:
            browser.sit(role)
            habit(day, browser, config, lot)
        except Broken as fault:
            day.faults.append(str(fault))
        finally:
            browser.close()
