"""How the Bot API says no."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """A Bot API method was refused: `code` is the HTTP status and the `error_code`, `description` uses Telegram's own words."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description

    def body(self) -> dict[str, Any]:
        """The answer as https://core.telegram.org/bots/api#making-requests describes it."""
        return {"ok": False, "error_code": self.code, "description": self.description}


def bad(what: str) -> Refused:
    """A 400 with Telegram's prefix."""
    return Refused(400, f"Bad Request: {what}")
