"""What the outside may ask of the process: does it live, is it ready, how is it doing."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Awaitable, Callable

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.serving.metrics import Metrics
from bot.storage import inbox, outbox
from bot.storage.database import Database, StorageUnavailable

Ready = Callable[[], Awaitable[bool]]

# A proxy adds one of these: then the peer's address says nothing about who asks.
_FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")


def health_routes(database: Database, metrics: Metrics, ready: Ready, *, metrics_token: str | None) -> list[Route]:
    """`/healthz`, `/readyz` (503 until `ready`), and `/metrics` (from loopback, or with the token)."""

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("alive")

    async def readyz(_request: Request) -> Response:
        return PlainTextResponse("ready") if await ready() else PlainTextResponse("not ready", 503)

    async def figures(request: Request) -> Response:
        if not _may_see(request, metrics_token):
            return PlainTextResponse("not for you", 403)
        try:
            async with database.read() as connection:
                metrics.inbox_open.set(await inbox.open_count(connection))
                metrics.outbox_open.set(await outbox.open_count(connection))
        except StorageUnavailable:
            # The other figures matter most just now.
            metrics.inbox_open.set(float("nan"))
            metrics.outbox_open.set(float("nan"))
        return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", figures)]


def _may_see(request: Request, token: str | None) -> bool:
    if token:
        given = request.headers.get("authorization", "").encode()
        if hmac.compare_digest(given, f"Bearer {token}".encode()):
            return True
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
