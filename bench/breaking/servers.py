"""A PostgreSQL server to be broken: made anew in a folder of its own, from Debian's packages, and stopped at the end.

It syncs as a real one does. No server that runs on the machine already is touched.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from travaux.stores.addresses import Address

USER = "clerk"


def programs() -> Path | None:
    """Returns the folder of the newest server's programs, or None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


class Server:
    """A server of its own, reached by a socket in its folder."""

    def __init__(self, bin_: Path) -> None:
        self._bin = bin_
        self.folder = Path(tempfile.mkdtemp(prefix="travaux-pg-", dir="/tmp"))
        self.data = self.folder / "data"
        self._databases = self._records = 0
        self._shared = ""
        if os.geteuid() == 0:
            # The server refuses to run as root: Debian's package has made a user for it.
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self.folder.chmod(0o755)
        self._run(
            "initdb", "-D", str(self.data), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        )
        self.options = (
            f"-k {self.folder} -c listen_addresses='' -c max_connections=60 -c recovery_init_sync_method=syncfs"
        )
        self.start()

    def _run(self, program: str, *arguments: str, check: bool = True) -> str:
        command = [str(self._bin / program), *arguments]
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run([*as_user, *command], stdout=said, stderr=said, cwd="/", check=False, timeout=60)
            said.seek(0)
            text = said.read()
        if check and done.returncode:
            raise RuntimeError(f"{program}: {text}")
        return text

    def control(self, *arguments: str) -> None:
        """Asks pg_ctl for something."""
        self._run("pg_ctl", "-D", str(self.data), "-w", "-l", str(self.folder / "log"), *arguments)

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        self.control("-o", self.options, "start")

    def restart(self, mode: str) -> None:
        """Restarts the server: "fast" ends every session, "immediate" is as a loss of power."""
        self.control("-o", self.options, "-m", mode, "restart")

    def kill(self) -> None:
        """Kills the server's first process, and starts the server again once those that it began are gone too."""
        os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        until = time.monotonic() + 30
        while True:
            try:
                return self.start()
            except RuntimeError:
                if time.monotonic() >= until:
                    raise
                time.sleep(0.1)

    def database(self, *, encoding: str = "UTF8") -> str:
        """Makes a database and returns its address."""
        self._databases += 1
        name = f"talks{self._databases}"
        self.say(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C'")
        return self.address(name)

    def record(self) -> Address:
        """Returns the address of a record that is not there yet, in a database that all who ask share."""
        self._shared = self._shared or self.database()
        self._records += 1
        return Address.from_text(self._shared).of(f"velm-{self._records}")

    def address(self, database: str) -> str:
        return f"postgres://{USER}@/{database}?host={self.folder}"

    def say(self, sql: str, database: str = "postgres") -> str:
        return self._run(
            "psql", "-h", str(self.folder), "-U", USER, "-d", database, "-v", "ON_ERROR_STOP=1", "-qAtc", sql
        )

    def dump(self, database: str) -> str:
        """Returns what is in a database, as pg_dump writes it."""
        return self._run("pg_dump", "-h", str(self.folder), "-U", USER, "-d", database)

    def put_back(self, database: str, dump: str) -> None:
        """Makes a database again as it was dumped."""
        file = self.folder / f"{database}.sql"
        file.write_text(dump)
        file.chmod(0o644)
        self.say(f"DROP DATABASE {database} WITH (FORCE)")
        self.say(f"CREATE DATABASE {database} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
        told = ("-h", str(self.folder), "-U", USER, "-d", database, "-v", "ON_ERROR_STOP=1", "-qAt", "-f", str(file))
        self._run("psql", *told)

    def stop(self) -> None:
        """Stops the server, by the number in its own folder, and removes it."""
        self.control("-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def running() -> Iterator[Server]:
    """Runs a server until the block ends."""
    found = programs()
    if found is None:
        raise RuntimeError("no PostgreSQL in /usr/lib/postgresql: apt-get install postgresql")
    made = Server(found)
    try:
        yield made
    finally:
        made.stop()
