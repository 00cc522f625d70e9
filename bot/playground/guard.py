"""Who may talk to the playground: this machine's own page and bot, no other web page.

A page elsewhere can make a browser ask 127.0.0.1. Its requests carry a foreign `Origin`; and where its own name was made to point to
127.0.0.1 (DNS rebinding), a foreign `Host`. Both are refused before anything is read.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HOSTS = {"127.0.0.1", "localhost"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """ASGI middleware: refuses foreign hosts and origins, sends the protecting headers with every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        reason = refusal(Headers(scope=scope))
        if reason:
            body = {"ok": False, "error_code": 403, "description": f"Forbidden: {reason}"}
            await JSONResponse(body, 403)(scope, receive, protected)
        else:
            await self._app(scope, receive, protected)


def refusal(headers: Headers) -> str:
    """Why a request is refused; empty when it may pass. The port is not looked at: it differs behind an SSH tunnel."""
    hosts = headers.getlist("host")
    if len(hosts) != 1 or _name(hosts[0]) not in _HOSTS:
        return "the playground answers to 127.0.0.1 and localhost only"
    for origin in headers.getlist("origin"):
        if origin != f"http://{hosts[0]}":
            return "the request comes from another web page"
    if (
        headers.get("sec-fetch-site", "none") in ("cross-site", "same-site")
        and headers.get("sec-fetch-mode") != "navigate"
    ):
        return "the request comes from another web page"
    return ""


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
