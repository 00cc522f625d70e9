"""A movable clock led forward from one reminder to the next, so that each comes at its time and none is late."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Protocol

from bot.serving.delivery import Delivery
from bot.serving.pace import nap
from bot.storage import deliveries
from bot.storage.database import Database

LOOK_EVERY = 0.2
# Between two stops the sender gets a moment, so that messages leave in the order of their times.
BREATH = 0.1


class Movable(Protocol):
    """A clock with a wish to be elsewhere; see `bot.playground.clock`."""

    @property
    def wanted(self) -> timedelta: ...

    def __call__(self) -> datetime: ...

    def move(self, by: timedelta) -> None: ...


class Travel:
    """Moves the clock as far as is wanted, and delivers what is due on the way."""

    def __init__(self, database: Database, clock: Movable, delivery: Delivery) -> None:
        self._database = database
        self._clock = clock
        self._delivery = delivery

    async def run(self, stop: asyncio.Event) -> None:
        """Looks for wishes until told to stop."""
        while not await nap(stop, BREATH if self._clock.wanted else LOOK_EVERY):
            if self._clock.wanted:
                await self.step()

    async def step(self) -> None:
        """To the next reminder, or to the end of the way."""
        now = self._clock()
        async with self._database.read() as connection:
            due = await deliveries.next_due(connection, now)
        # A second more: what is due at a moment is due after it.
        self._clock.move(self._clock.wanted if due is None else due - now + timedelta(seconds=1))
        await self._delivery.tick()
