"""The playground's server: one port on loopback for the Bot API and the page, in the caller's event loop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import secrets
import socket
import time
from collections.abc import Iterator, Sequence
from types import TracebackType

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from bot.playground.api import api_routes
from bot.playground.guard import Guard
from bot.playground.message import BotUser
from bot.playground.web import web_routes
from bot.playground.world import Clock, World, utc_now

HOST = "127.0.0.1"
_GRACE_SECONDS = 3
_BOT = BotUser(id=700_000_001, name="Pathway", username="pathway_bot")


class PortTaken(Exception):
    """The playground's port cannot be had; the message names the port, the reason and the setting that changes it."""

    def __init__(self, port: int, reason: str) -> None:
        super().__init__(
            f"Port {port} on {HOST} cannot be used ({reason}). Stop what uses it, or set PORT to another number."
        )
        self.port = port


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals belong to the program that starts the playground."""
        yield


class Playground:
    """`async with Playground(port) as playground:` serves until the block ends. Port 0 takes a free one.

    `token` and `api_url` are what a bot needs, `address` is the page. `routes` are served beside the playground's own (health,
    metrics). `now` is the clock of everything that happens here.
    """

    def __init__(self, port: int = 8080, *, routes: Sequence[BaseRoute] = (), now: Clock = utc_now) -> None:
        self.port = port
        self.token = f"{_BOT.id}:{secrets.token_urlsafe(26)}"
        self.secret = secrets.token_urlsafe(32)
        # Seconds since 1970 grow from start to start, faster than people meet the bot and write to it.
        self.world = World(_BOT, first_id=int(time.time()), now=now)
        self._routes = routes
        self._server: _Server | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def api_url(self) -> str:
        """The Bot API's address without a path, as TELEGRAM_API_URL takes it."""
        return f"http://{HOST}:{self.port}"

    @property
    def address(self) -> str:
        """The page's address."""
        return f"http://{HOST}:{self.port}/"

    async def __aenter__(self) -> Playground:
        listener = _listen(self.port)
        self.port = listener.getsockname()[1]
        routes = [*self._routes, *api_routes(self.world, self.token), *web_routes(self.world, self.secret)]
        app = Starlette(routes=routes, middleware=[Middleware(Guard)])
        config = uvicorn.Config(
            app,
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listener]), name="playground")
        while not self._server.started:
            if self._serving.done():
                await self._serving
                raise RuntimeError("the playground's server ended before it began")
            await asyncio.sleep(0.01)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.world.close()
        if self._server and self._serving:
            self._server.should_exit = True
            await self._serving


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # on Windows the option would let two programs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise PortTaken(port, os.strerror(error.errno)) from error
        raise
    return listener
