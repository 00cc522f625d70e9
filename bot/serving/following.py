"""When an editor moves a dated event: its followers are told once, and their reminders move with it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chat.reminder_letters import Letters
from bot.chat.reminder_times import next_coming
from bot.knowledge.calendar import Event
from bot.serving.faults import frames
from bot.serving.pace import Clock, delay, nap, utc_now
from bot.storage import followed, outbox, people, reminders
from bot.storage.database import Database, StorageUnavailable
from bot.storage.followed import Followed
from bot.storage.limits import REMINDER
from bot.storage.outbox import Outgoing

log = structlog.get_logger(__name__)

AT_ONCE = 50
BREATH = 0.05


class Following:
    """Compares, at the start of a process, what followers were told with the calendar of today."""

    def __init__(
        self,
        database: Database,
        letters: Letters,
        calendar: Mapping[str, Event],
        *,
        spoken: asyncio.Event,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._letters = letters
        self._calendar = calendar
        self._spoken = spoken
        self._clock = clock

    async def run(self, stop: asyncio.Event) -> None:
        """Looks once, then waits for the end: the calendar changes only with a new start."""
        failed = 0
        while not stop.is_set():
            try:
                await self.look()
                break
            except (StorageUnavailable, DBAPIError) as error:
                failed += 1
                log.warning("followers_not_told", error=type(error).__name__, traceback=frames(error))
                await nap(stop, delay(failed, cap=5))
        await stop.wait()

    async def look(self) -> int:
        """Tells everybody whose event has moved; returns how many. Twice, or in two processes at once, nobody is told twice."""
        told = 0
        for event in self._calendar.values():
            after: int | None = -1
            while after is not None:
                number, after = await self._some(event, after)
                told += number
                if number:
                    self._spoken.set()
                    await asyncio.sleep(BREATH)
        return told

    async def _some(self, event: Event, after: int) -> tuple[int, int | None]:
        async def work(connection: AsyncConnection) -> tuple[int, int | None]:
            found = await followed.followers(connection, event.id, after, AT_ONCE)
            told = 0
            for one in found:
                told += await self._tell(connection, event, one)
            return told, found[-1].person_id if len(found) == AT_ONCE else None

        return await self._database.change(work)

    async def _tell(self, connection: AsyncConnection, event: Event, before: Followed) -> bool:
        after = replace(before, start=event.start.isoformat(), last=event.last.isoformat(), kind=event.kind)
        if after == before:
            return False
        now = self._clock()
        if not await followed.tell(connection, before, after, now):
            return False
        reminder = await reminders.get(connection, before.person_id, before.reminder_id)
        if reminder is None or reminder.state == "deleted":
            # Who deleted the reminder does not follow any more.
            return False
        moved = replace(
            reminder, text=event.title, detail={**reminder.detail, "start": after.start, "last": after.last}
        )
        coming = next_coming(moved, now, ()) if reminder.state != "paused" else None
        state = {"state": "paused"} if reminder.state == "paused" else {}
        await reminders.change(
            connection, reminder.person_id, reminder.id, now, coming, text=moved.text, detail=moved.detail, **state
        )
        person = await people.get(connection, before.person_id)
        payload = self._letters.moved(
            person, reminder.id, event.title, date.fromisoformat(before.start), event.start, event.kind
        )
        key = f"moved:{before.person_id}:{event.id}"[:50] + f":{after.start}:{after.kind}:{now:%y%m%d}"
        letter = Outgoing(
            "sendMessage",
            {"chat_id": person.id, **payload},
            chat_id=person.id,
            person_id=person.id,
            key=key,
            priority=REMINDER,
        )
        await outbox.add(connection, [letter], now)
        return True
