"""Raw calls of the Bot API: method and parameters as the rows of the outbox hold them, results as Telegram sent them."""

from __future__ import annotations

import os
import re
from typing import Any

from telegram import Bot, InputFile
from telegram.error import EndPointNotFound, InvalidToken

from bot.serving.faults import TokenRefused

# The parameter that takes the file: https://core.telegram.org/bots/api#sending-files
FILE_PARAMETER = {"sendPhoto": "photo", "sendDocument": "document"}


class Wire:
    """Speaks to Telegram through a python-telegram-bot `Bot`.

    `read_timeout` is how many seconds an answer may take before the call counts as perhaps arrived.
    """

    def __init__(self, bot: Bot, *, read_timeout: float = 15.0) -> None:
        self.bot = bot
        self._read_timeout = read_timeout
        # `RetryAfter` warns at its birth unless the library is told that we know of its coming change.
        os.environ.setdefault("PTB_TIMEDELTA", "true")

    async def call(
        self,
        method: str,
        payload: dict[str, Any] | None = None,
        *,
        file: bytes | None = None,
        file_name: str | None = None,
        patience: float = 0.0,
    ) -> Any:
        """The result of a call. `patience`: seconds to wait beyond the read timeout, for a long poll.

        Raises `TelegramError`s, and `TokenRefused`.
        """
        arguments = dict(payload or {})
        if file is not None:
            arguments[FILE_PARAMETER[method]] = InputFile(file, filename=file_name or "file")
        try:
            return await self.bot.do_api_request(
                _endpoint(method),
                api_kwargs=arguments,
                read_timeout=self._read_timeout + patience,
                connect_timeout=min(10.0, self._read_timeout),
                pool_timeout=min(10.0, self._read_timeout),
            )
        except InvalidToken as error:
            raise TokenRefused from error
        except EndPointNotFound as error:
            # An initialised bot makes this of every 401 and 404. Telegram says "method not found" where the method is at fault.
            if "method not found" in str(error.__cause__).lower():
                raise
            raise TokenRefused from error

    async def initialise(self) -> None:
        """Asks Telegram who the bot is. Raises `TelegramError`s, and `TokenRefused`."""
        try:
            await self.bot.initialize()
        except InvalidToken as error:
            # The library's own text holds the token.
            raise TokenRefused from error


def _endpoint(method: str) -> str:
    """The method's name as `do_api_request` takes it without a warning.

    The library warns where it has a method of that name, for calls typed by hand; ours are data. Its own way of writing camel case
    back makes `sendMessage` of `send_Message` too.
    """
    return re.sub(r"(?=[A-Z])", "_", method)
