"""Errors that end the process, and errors as the log may show them: no token, and no text that somebody wrote."""

from __future__ import annotations

import re
import traceback

_TOKEN = re.compile(r"\d{5,}:[\w-]+")


class TokenRefused(Exception):
    """Telegram does not know this token (any more): only the operator can help."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram refused the token in TELEGRAM_BOT_TOKEN. Ask @BotFather for the present one (/mybots, API Token)."
        )


def brief(error: BaseException) -> str:
    """An error in one short line without a token. For errors of Telegram and the network: their texts hold no messages."""
    lines = _TOKEN.sub("[token]", f"{type(error).__name__}: {error}").splitlines()
    return lines[0][:200]


def frames(error: BaseException) -> str:
    """Where an error came from, without its text: that may hold what somebody wrote."""
    return "".join(traceback.format_tb(error.__traceback__))
