"""Reading a request's body without letting it grow without end."""

from __future__ import annotations

from starlette.requests import Request

from bot.playground.refusals import Refused


async def read_body(request: Request, most: int) -> bytes:
    """The body, up to `most` bytes; more is refused with 413 as soon as it shows."""
    parts, size = list[bytes](), 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise Refused(413, "Request Entity Too Large")
        parts.append(part)
    return b"".join(parts)
