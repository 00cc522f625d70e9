"""Delivery: what is due enters the outbox, claimed and queued in one transaction, with the next time of each reminder.

A tick takes the people who wait longest, a few at a time, so that an hour at which ten thousand are due never holds the database for
long. Whoever has several that should have come a quarter of an hour ago or more gets them as one digest: after downtime, after they
had blocked the bot, after a restored backup. The outbox sends; what became of a message comes back through `on_sent`.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chat.reminder_letters import Letters, Ripe
from bot.chat.reminder_times import next_coming, schedule_of
from bot.reminders.schedule import Next, missed, quiet_until
from bot.reminders.zones import to_zone
from bot.serving.faults import frames
from bot.serving.pace import Clock, delay, nap, utc_now
from bot.storage import deliveries, outbox, people, reminders
from bot.storage.database import Database, StorageUnavailable
from bot.storage.deliveries import Due
from bot.storage.limits import REMINDER
from bot.storage.outbox import Outgoing, Parcel
from bot.storage.people import Person

log = structlog.get_logger(__name__)

EVERY = 1.0  # seconds between two looks
BREATH = 0.05  # seconds between two batches, for answers come first
PEOPLE_AT_ONCE = 40
RECONCILE_EVERY = timedelta(seconds=20)
LATE = timedelta(minutes=15)
MOST_OF_OURS = 10  # messages a day that a person did not write themselves
NOTE = "reminder"


@dataclass(frozen=True)
class _Bundle:
    """What becomes one message, or one digest."""

    person: Person
    ripe: tuple[Ripe, ...]
    digest: bool

    @property
    def ours(self) -> bool:
        return all(_is_ours(one.due) for one in self.ripe)


class Delivery:
    """Looks for what is due. `spoken` wakes the sender; `zone` of a person who has none is that of the reminder."""

    def __init__(
        self,
        database: Database,
        letters: Letters,
        *,
        spoken: asyncio.Event,
        prompts: Sequence[str] = (),
        every: float = EVERY,
        clock: Clock = utc_now,
        name: Callable[[], str] = lambda: secrets.token_hex(6),
    ) -> None:
        self._database = database
        self._letters = letters
        self._spoken = spoken
        self._prompts = tuple(prompts)
        self._every = every
        self._clock = clock
        self._name = name
        self._reconciled: datetime | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Ticks until told to stop; a database that is away is waited for."""
        failed = 0
        while not stop.is_set():
            try:
                full = await self.tick()
                failed = 0
            except (StorageUnavailable, DBAPIError) as error:
                failed += 1
                log.warning("not_delivered", error=type(error).__name__, traceback=frames(error))
                await nap(stop, delay(failed, cap=5))
                continue
            await nap(stop, BREATH if full else self._every)

    async def tick(self) -> bool:
        """One batch; whether more may be due already."""

        async def work(connection: AsyncConnection) -> int:
            now = self._clock()
            await deliveries.lock(connection)
            if self._reconciled is None or not self._reconciled <= now < self._reconciled + RECONCILE_EVERY:
                await deliveries.reconcile(connection, now)
            ripe = await deliveries.due(connection, now, PEOPLE_AT_ONCE)
            if ripe:
                await self._deliver(connection, ripe, now)
            return len(ripe)

        number = await self._database.change(work)
        now = self._clock()
        if self._reconciled is None or not self._reconciled <= now < self._reconciled + RECONCILE_EVERY:
            self._reconciled = now
        if number:
            self._spoken.set()
        return number >= PEOPLE_AT_ONCE

    async def on_sent(self, connection: AsyncConnection, parcel: Parcel, message_id: int | None, state: str) -> None:
        """The sender's word on a message: the hook of the supervisor."""
        key = parcel.note.get(NOTE)
        if not isinstance(key, str):
            return
        if parcel.note.get("last", True) or state != "done":
            await deliveries.ended(
                connection, key, state, self._clock(), maybe_sent=parcel.maybe_sent, message_id=message_id
            )
        elif parcel.maybe_sent:
            await deliveries.maybe_sent(connection, key)

    async def _deliver(self, connection: AsyncConnection, ripe: list[Due], now: datetime) -> None:
        by_person = {number: list(group) for number, group in groupby(sorted(ripe, key=_whose), key=_whose)}
        midnight = now - timedelta(hours=27)  # the longest that a local day may have lasted by now
        sent = await deliveries.ours_since(connection, list(by_person), midnight)
        bundles: list[tuple[str, _Bundle]] = []
        for number, dues in by_person.items():
            person = await people.get(connection, number)
            ready = [due for due in dues if not await self._held(connection, person, due, now)]
            today = sum(1 for whose, at in sent if whose == number and _same_day(at, now, person, dues[0]))
            bundles += [
                (f"r{bundle.ripe[0].due.id}-{self._name()}", bundle)
                for bundle in self._bundles(person, ready, today, now)
            ]
        claimed = await deliveries.queue(
            connection,
            [
                deliveries.Delivery(
                    key,
                    bundle.person.id,
                    bundle.ours,
                    bundle.digest,
                    min(one.due.due_at for one in bundle.ripe),
                    tuple(one.due.id for one in bundle.ripe),
                )
                for key, bundle in bundles
            ],
            now,
        )
        for key, bundle in bundles:
            if key in claimed:
                await outbox.add(connection, self._outgoing(key, bundle, now), now)
        fired = [one.due for key, bundle in bundles if key in claimed for one in bundle.ripe]
        await self._plan_on(connection, fired, now)

    async def _held(self, connection: AsyncConnection, person: Person, due: Due, now: datetime) -> bool:
        """What is ours waits until a person's quiet hours are over; what they set or snoozed themselves comes on time."""
        if not _is_ours(due):
            return False
        until = quiet_until(now, person.zone or due.reminder.zone, person.quiet_from, person.quiet_to)
        if until is None:
            return False
        await deliveries.hold(connection, [due.id], until)
        return True

    def _bundles(self, person: Person, dues: list[Due], ours_today: int, now: datetime) -> Iterable[_Bundle]:
        """Singles, or one digest: where several are late, or where ours would be more than ten of a day."""
        if not dues:
            return
        ripe = [Ripe(due, tuple(self._missed(due, now))) for due in dues]
        late = sum(1 + len(one.missed) for one in ripe if now - one.due.due_at > LATE)
        if late > 1:
            yield _Bundle(person, tuple(ripe), digest=True)
            return
        ours = [one for one in ripe if _is_ours(one.due)]
        if len(ours) > 1 and ours_today + len(ours) > MOST_OF_OURS:
            yield _Bundle(person, tuple(ours), digest=True)
            ripe = [one for one in ripe if one not in ours]
        for one in ripe:
            yield _Bundle(person, (one,), digest=False)

    def _missed(self, due: Due, now: datetime) -> list[Next]:
        """The times of the same reminder that passed after this one without being sent."""
        if due.snoozed:
            return []
        return missed(schedule_of(due.reminder), due.at, now, self._prompts)

    def _outgoing(self, key: str, bundle: _Bundle, now: datetime) -> list[Outgoing]:
        messages = self._letters.messages(bundle.person, bundle.ripe, now, digest=bundle.digest)
        letters = []
        for number, payload in enumerate(messages, start=1):
            last = number == len(messages)
            letters.append(
                Outgoing(
                    "sendMessage",
                    {"chat_id": bundle.person.id, **payload},
                    chat_id=bundle.person.id,
                    person_id=bundle.person.id,
                    key=key if last else f"{key}:{number}",
                    priority=REMINDER,
                    note={NOTE: key, "last": last},
                )
            )
        return letters

    async def _plan_on(self, connection: AsyncConnection, fired: list[Due], now: datetime) -> None:
        """The next time of each reminder that came; one that has no more is over."""
        for due in fired:
            # A clock that was set back must not bring the same time again.
            after = max(now, due.at)
            coming = next_coming(due.reminder, after, self._prompts)
            if coming is not None:
                await reminders.wait(connection, due.reminder.person_id, due.reminder.id, coming)
        if fired:
            await deliveries.end_spent(connection, [due.reminder.id for due in fired], now)


def _whose(due: Due) -> int:
    return due.reminder.person_id


def _is_ours(due: Due) -> bool:
    """Countdowns and deadlines are ours; an own reminder, and whatever a person snoozed, is theirs."""
    return due.reminder.kind != "own" and not due.snoozed


def _same_day(at: datetime, now: datetime, person: Person, due: Due) -> bool:
    zone = person.zone or due.reminder.zone
    return to_zone(at, zone).date() == to_zone(now, zone).date()
