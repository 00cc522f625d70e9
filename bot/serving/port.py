"""An HTTP port in our own event loop: it opens first, and leaves the signals of the process alone."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Port:
    """Serves routes on a port (0: a free one) from `open` on."""

    def __init__(self, routes: Sequence[BaseRoute], *, host: str, port: int) -> None:
        self._routes = routes
        self._host = host
        self._port = port
        self._socket: socket.socket | None = None

    def open(self) -> int:
        """Binds the port and returns its number; who connects now is served once `run` runs. Raises `OSError`."""
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        self._socket = socket.create_server((self._host, self._port), family=family, backlog=1024)
        number: int = self._socket.getsockname()[1]
        return number

    async def run(self, stop: asyncio.Event) -> None:
        """Serves until told to stop; requests under way are answered (for two seconds at most)."""
        assert self._socket is not None, "open the port first"
        config = uvicorn.Config(
            Starlette(routes=self._routes),
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=2,
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[self._socket]))
        waiting = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            server.should_exit = True
            await serving
