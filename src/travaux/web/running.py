"""A desk at work, in this process: on a port of its own or a socket that it was handed; how it opens, how it closes.

A socket that somebody else holds open outlives the process: who visits while one desk ends and the next begins waits
in its queue, and is refused by nobody.

    closing     nobody new is let in; for `LINGER` seconds what comes on open connections is answered, each for the last
                time; then what was begun has `FINISH` seconds to end; then it is 503
"""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from typing import TYPE_CHECKING

import click
import uvicorn

from travaux.errors import Malformed

if TYPE_CHECKING:
    from travaux.web.config import Config

LINGER = 0.5
"""A browser that writes on a connection that is being closed would lose what it wrote."""
FINISH = 20
_APPLICATION = "travaux.web.asgi:application"


class Server(uvicorn.Server):
    """Serves one desk."""

    def __init__(self, config: Config) -> None:
        self._origin = config.origin
        super().__init__(
            uvicorn.Config(
                _APPLICATION,
                host="127.0.0.1",
                port=config.port,
                log_level="warning",
                lifespan="on",
                server_header=False,
                proxy_headers=config.secure,
                timeout_graceful_shutdown=FINISH,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Opens it, and says so."""
        await super().startup(sockets)
        click.echo(f"The desk is open at {self._origin}/  (Ctrl+C closes it)", err=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Closes it."""
        from travaux.web.asgi import application

        application.close()
        for each in self.servers:
            each.close()
        if self.server_state.connections:
            await asyncio.sleep(LINGER)
        await super().shutdown(sockets)


def serve(config: Config, handed: int | None = None) -> None:
    """Serves a desk that was made ready, until it is told to stop; on the socket of that number, if one was handed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    Server(config).run(None if handed is None else [listening(handed)])


def listening(number: int) -> socket.socket:
    """Returns the socket that was handed over. Raises `Malformed` where it is none, or not of this machine alone."""
    where = f"--fd {number}"
    try:
        found = socket.socket(fileno=number)
    except OSError as fault:
        raise Malformed(f"no socket: {fault.strerror}", where=where) from None
    if unfit := _unfit(found):
        found.close()
        raise Malformed(unfit, where=where, advice="Hand over one that listens on 127.0.0.1, behind a proxy")
    return found


def _unfit(found: socket.socket) -> str:
    """Says what is wrong with a socket: nothing where it listens on a port, to this machine alone."""
    if found.family not in (socket.AF_INET, socket.AF_INET6):
        return "not a socket of a port"
    if not found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
        return "it does not listen"
    return "" if found.getsockname()[0] in ("127.0.0.1", "::1") else "it listens to other machines"
