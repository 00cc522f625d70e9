"""The queue between people and the bot: getUpdates with long polling."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from bot.playground.refusals import Refused

_OFF_BY_DEFAULT = {"message_reaction", "message_reaction_count", "chat_member"}


class Updates:
    """Updates that the bot has not confirmed yet, oldest first; beyond `most` the oldest are forgotten, as after Telegram's 24 hours."""

    def __init__(self, first_id: int, most: int = 10_000) -> None:
        self._waiting: deque[dict[str, Any]] = deque(maxlen=most)
        self._next = first_id
        self._allowed: list[str] = []
        self._news = asyncio.Event()
        self._poll = 0
        self._closed = False

    def __len__(self) -> int:
        return len(self._waiting)

    def push(self, kind: str, content: dict[str, Any]) -> bool:
        """Queues one update; False when the bot has not asked for that kind (`allowed_updates`)."""
        if kind not in self._allowed if self._allowed else kind in _OFF_BY_DEFAULT:
            return False
        self._waiting.append({"update_id": self._next, kind: content})
        self._next += 1
        self._news.set()
        return True

    def allow(self, kinds: list[str]) -> None:
        """The kinds of update that the bot wants from now on; an empty list means Telegram's default."""
        self._allowed = kinds

    def clear(self) -> None:
        """Forgets what waits (`drop_pending_updates`)."""
        self._waiting.clear()

    def close(self) -> None:
        """Ends every long poll, so that the server can stop."""
        self._closed = True
        self._news.set()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:
        """Confirms what lies before `offset`, then waits up to `timeout` seconds for something to give.

        A later poll ends an earlier one with 409, as Telegram does when two processes poll with one token.
        """
        self._poll += 1
        mine = self._poll
        self._news.set()
        self._confirm(offset)
        end = asyncio.get_running_loop().time() + timeout
        while not self._waiting and not self._closed:
            self._news.clear()
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                break
            try:
                await asyncio.wait_for(self._news.wait(), left)
            except TimeoutError:
                break
            if mine != self._poll:
                raise Refused(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
        return list(self._waiting)[:limit]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        while offset > 0 and self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.popleft()
