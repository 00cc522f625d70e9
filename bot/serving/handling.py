"""One claimed update: through the conversation, then its end, its changes and its answers in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from inspect import isawaitable
from typing import TypeVar

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.error import TelegramError

from bot.chat.turn import Turn, current_turn
from bot.serving.faults import TokenRefused, frames
from bot.serving.metrics import Metrics
from bot.serving.pace import Backoff, Clock, delay, nap, unless, utc_now
from bot.serving.wire import Wire
from bot.storage import inbox, outbox
from bot.storage.database import Database, StorageUnavailable
from bot.storage.inbox import Claimed
from bot.storage.outbox import Outgoing

log = structlog.get_logger(__name__)

T = TypeVar("T")

MOST_ATTEMPTS = 3
MOST_WAITING = 20
LONGEST = 300.0  # seconds that a handler may take before it counts as hung


@dataclass(frozen=True)
class Conversation:
    """What the chat room hands in. All but `handle` may be plain or asynchronous functions.

    `handle(claimed, turn)` answers the update (failing, or leaving its error in `turn.error`); `apologise(claimed, turn, error)` adds
    an apology to an empty turn; `still_working(claimed)` is said once when an answer takes long; `flood_notice(claimed, count)` speaks
    for messages that are left unanswered. None: nothing is said.
    """

    handle: Callable[[Claimed, Turn], Awaitable[None]]
    apologise: Callable[[Claimed, Turn, BaseException], Awaitable[None] | None]
    still_working: Callable[[Claimed], Awaitable[Outgoing | None] | Outgoing | None]
    flood_notice: Callable[[Claimed, int], Awaitable[Outgoing | None] | Outgoing | None]


@dataclass(frozen=True)
class Patience:
    """Seconds: when typing is shown, how often again (Telegram shows it for five), and when the honest word is said."""

    typing: float = 1.0
    typing_again: float = 4.5
    word: float = 5.0


PATIENCE = Patience()


class WornOut(Exception):
    """This update ended its worker several times: it is not tried again."""


class _Lost(Exception):
    """Somebody else holds the update by now."""


class Handling:
    """Handles claimed updates, one call each. `spoken` is set when something entered the outbox."""

    def __init__(
        self,
        database: Database,
        conversation: Conversation,
        wire: Wire,
        *,
        owner: str,
        spoken: asyncio.Event,
        metrics: Metrics,
        clock: Clock = utc_now,
        patience: Patience = PATIENCE,
        backoff: Backoff = delay,
    ) -> None:
        self._database = database
        self._conversation = conversation
        self._wire = wire
        self._owner = owner
        self._spoken = spoken
        self._metrics = metrics
        self._clock = clock
        self._patience = patience
        self._backoff = backoff

    async def handle(self, claimed: Claimed) -> None:
        """Answers an update, or gives it back if the database is away. Never raises for what the conversation did."""
        turn = self._turn(claimed)
        try:
            error: Exception | None = await self._converse(claimed, turn)
            if error is None:
                error = await self._try(claimed, turn)
            if isinstance(error, DBAPIError | StorageUnavailable):
                await self._release(claimed, error)
            elif error is not None:
                await self._apologise(claimed, error)
        except _Lost:
            log.info("update_taken_over", update_id=claimed.update_id)
        except (DBAPIError, StorageUnavailable) as error:
            await self._release(claimed, error)

    def _turn(self, claimed: Claimed) -> Turn:
        return Turn(
            update_id=claimed.update_id, received_at=claimed.received_at, now=self._clock(), database=self._database
        )

    async def _converse(self, claimed: Claimed, turn: Turn) -> Exception | None:
        if claimed.attempts > MOST_ATTEMPTS:
            return WornOut(f"{claimed.attempts - 1} attempts")
        marker = current_turn.set(turn)
        ended = asyncio.Event()
        company = asyncio.create_task(self._keep_company(claimed, ended))
        try:
            async with asyncio.timeout(LONGEST):
                await self._conversation.handle(claimed, turn)
        except Exception as error:
            return error
        finally:
            current_turn.reset(marker)
            ended.set()
            await company
        if isinstance(turn.error, Exception) or turn.error is None:
            return turn.error
        raise turn.error

    async def _try(self, claimed: Claimed, turn: Turn) -> Exception | None:
        """Commits; what a change raises is an error of the conversation like any other."""
        try:
            await self._commit(claimed, turn)
        except _Lost:
            raise
        except Exception as error:
            return error
        if turn.kind is not None:
            self._metrics.decided(turn.kind)
        return None

    async def _apologise(self, claimed: Claimed, error: Exception) -> None:
        self._metrics.failures.inc()
        # Neither the exception's text nor the update: both may hold what somebody wrote.
        log.error(
            "update_failed",
            update_id=claimed.update_id,
            kind=claimed.kind,
            error=type(error).__name__,
            traceback=frames(error),
        )
        turn = self._turn(claimed)
        try:
            if claimed.chat_id:  # an update of nobody has nobody to apologise to
                await _settled(self._conversation.apologise(claimed, turn, error))
        except StorageUnavailable:
            raise
        except Exception as second:
            log.error(
                "apology_failed", update_id=claimed.update_id, error=type(second).__name__, traceback=frames(second)
            )
            turn = self._turn(claimed)
        await self._commit(claimed, turn)

    async def _commit(self, claimed: Claimed, turn: Turn) -> None:
        """Raises `_Lost`, `StorageUnavailable`, and whatever a change raises; then nothing was done."""
        letters = [
            replace(letter, key=letter.key or f"u{claimed.update_id}:{number}")
            for number, letter in enumerate(turn.outgoing)
        ]
        if letters:
            arrived = claimed.received_at.timestamp()
            letters[0] = replace(letters[0], note={**letters[0].note, "arrived": arrived})

        async def work(connection: AsyncConnection) -> None:
            now = self._clock()
            if not await inbox.finish(connection, self._owner, claimed.id, now):
                raise _Lost
            for change in turn.changes:
                await change(connection, now)
            await outbox.add(connection, letters, now)
            if _is_private_text(claimed):
                await self._stem_flood(connection, claimed)

        await self._database.change(work)
        self._metrics.questions.labels(claimed.kind).inc()
        self._spoken.set()

    async def _stem_flood(self, connection: AsyncConnection, claimed: Claimed) -> None:
        """Of a burst of messages the first twenty are answered (this one and those kept here); one notice speaks for the rest."""
        assert claimed.person_id is not None
        waiting = await inbox.waiting(connection, claimed.chat_id, claimed.person_id, ("message",))
        rest = waiting[MOST_WAITING - 1 :]
        if not rest:
            return
        now = self._clock()
        dropped = await inbox.drop(connection, rest, now)
        notice = await _settled(self._conversation.flood_notice(claimed, dropped))
        if notice is not None:
            await outbox.add(connection, [replace(notice, key=f"u{claimed.update_id}:flood")], now)

    async def _release(self, claimed: Claimed, error: Exception) -> None:
        """Nothing is said: it will be answered when the database is back. A statement that fails by itself is not tried for ever."""
        away = isinstance(error, StorageUnavailable)
        log.warning("update_given_back", update_id=claimed.update_id, error=type(error).__name__, away=away)
        wait = timedelta(seconds=self._backoff(claimed.attempts))

        async def work(connection: AsyncConnection) -> None:
            await inbox.release(connection, self._owner, claimed.id, self._clock(), wait, blameless=away)

        try:
            await self._database.change(work)
        except StorageUnavailable:
            log.warning("lease_will_run_out", update_id=claimed.update_id)

    async def _keep_company(self, claimed: Claimed, ended: asyncio.Event) -> None:
        """While an answer takes long: typing, and one honest word. Not cancelled when the answer is there, but told."""
        if claimed.kind not in ("message", "callback_query") or not _is_private(claimed):
            return
        pause, waited, said = self._patience.typing, 0.0, False
        while not await nap(ended, pause):
            waited += pause
            if not said and waited >= self._patience.word:
                said = True
                await self._say_still_working(claimed)
            await unless(ended, self._show_typing(claimed.chat_id))
            pause = self._patience.typing_again if said else max(0.0, self._patience.word - waited)

    async def _show_typing(self, chat_id: int) -> None:
        try:
            await self._wire.call("sendChatAction", {"chat_id": chat_id, "action": "typing"})
        except (TelegramError, TokenRefused) as error:
            log.debug("typing_not_shown", error=type(error).__name__)

    async def _say_still_working(self, claimed: Claimed) -> None:
        try:
            word = await _settled(self._conversation.still_working(claimed))
            if word is not None:
                await self._add(replace(word, key=f"u{claimed.update_id}:wait"))
        except Exception as error:
            # The answer itself is still to come; that must not fail for want of a word.
            log.warning("honest_word_not_said", error=type(error).__name__, traceback=frames(error))

    async def _add(self, letter: Outgoing) -> None:
        async def work(connection: AsyncConnection) -> None:
            await outbox.add(connection, [letter], self._clock())

        await self._database.change(work)
        self._spoken.set()


def _is_private(claimed: Claimed) -> bool:
    return claimed.person_id is not None and claimed.chat_id == claimed.person_id and claimed.chat_id > 0


def _is_private_text(claimed: Claimed) -> bool:
    return claimed.kind == "message" and _is_private(claimed) and "text" in claimed.payload.get("message", {})


async def _settled(value: Awaitable[T] | T) -> T:
    """The value of a function that may be plain or asynchronous."""
    if isawaitable(value):
        return await value
    return value
