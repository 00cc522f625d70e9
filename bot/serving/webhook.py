"""The webhook: Telegram posts an update, it enters the inbox, and 200 says so. Nothing is handled here."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from dataclasses import dataclass, field

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.serving.intake import ALLOWED_UPDATES, store
from bot.serving.pace import Clock, utc_now
from bot.serving.polling import insist
from bot.serving.wire import Wire
from bot.storage.database import Database, StorageUnavailable

log = structlog.get_logger(__name__)

PATH = "/telegram"
MOST_BODY = 1024 * 1024  # bytes; an update is a few kilobytes
BODY_LASTS = 30.0  # seconds
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # https://core.telegram.org/bots/api#setwebhook
CONNECTIONS = 40  # at once from Telegram, its default: storing is quick


@dataclass(frozen=True)
class Place:
    """Where the webhook stands: the public address (`WEBHOOK_URL`), the port of this process, the secrets."""

    url: str
    port: int
    secret: str = field(repr=False)
    host: str = "0.0.0.0"
    metrics_token: str | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """What Telegram posts to; it holds no token, for addresses end up in logs."""
        return self.url.rstrip("/") + PATH


def derived_secret(token: str) -> str:
    """The secret where `WEBHOOK_SECRET` is not set: the same in every process that knows the token, and of no use to find it."""
    return hmac.new(token.encode(), b"pathway webhook secret", hashlib.sha256).hexdigest()


def webhook_route(database: Database, *, secret: str, wake: asyncio.Event, clock: Clock = utc_now) -> Route:
    """`POST /telegram`: 401 without the secret (before the body is read), 200 once stored, 503 while the database is away."""
    expected = secret.encode()

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, expected):
            log.warning("webhook_without_secret")
            return PlainTextResponse("wrong secret", 401)
        try:
            async with asyncio.timeout(BODY_LASTS):
                body = await _body(request)
        except TimeoutError:
            return PlainTextResponse("too slow", 408)
        except ClientDisconnect:
            return PlainTextResponse("gone", 400)
        if body is None:
            return PlainTextResponse("too large", 413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return PlainTextResponse("not JSON", 400)
        try:
            await store(database, [update], clock())
        except StorageUnavailable as error:
            log.warning("update_waits_for_database", error=str(error))
            return PlainTextResponse("try again", 503, {"Retry-After": "2"})
        wake.set()
        return PlainTextResponse("stored")

    return Route(PATH, receive, methods=["POST"])


async def _body(request: Request) -> bytes | None:
    """The body; None if it is larger than allowed."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > MOST_BODY:
        return None
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BODY:
            return None
    return bytes(body)


async def set_webhook(wire: Wire, place: Place, stop: asyncio.Event) -> None:
    """Tells Telegram where to post, again until it agrees; any number of processes may do so with the same result.

    The webhook is never deleted at shutdown: in a rolling deployment the next process serves already. Raises `TokenRefused`.
    """
    wanted = {
        "url": place.address,
        "secret_token": place.secret,
        "allowed_updates": list(ALLOWED_UPDATES),
        "max_connections": CONNECTIONS,
        "drop_pending_updates": False,
    }
    await insist(stop, "setWebhook", lambda: wire.call("setWebhook", wanted))
