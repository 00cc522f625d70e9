"""Delivery: every reminder once, late ones together, nothing to who does not want it."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.chat.markup import visible_length
from bot.chat.split import LIMIT
from bot.serving.delivery import LATE, Delivery
from bot.serving.pace import utc_now
from bot.storage import account, backup, outbox, people, reminders
from bot.storage.database import Database
from bot.storage.reminders import Coming
from bot.storage.tables import deliveries, occurrences
from bot.storage.tables import outbox as outbox_table
from tests.reminders.conftest import NOON, known, maybe_sent, remind, rows, states
from tests.serving.conftest import serving
from tests.support.botapi import BotApi
from tests.support.remind_bot import deliverer


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def other_url(database_url: str, request: pytest.FixtureRequest) -> str:
    """A fresh database of the other kind."""
    return str(request.getfixturevalue("postgres_url" if database_url.startswith("sqlite") else "sqlite_url"))


@pytest.fixture
def delivery(database: Database, watch: Watch) -> Delivery:
    return deliverer(database, clock=watch)


async def waiting_texts(database: Database) -> list[str]:
    """What lies in the outbox, in order."""
    async with database.read() as connection:
        found = await connection.execute(
            select(outbox_table.c.payload).where(outbox_table.c.state == "open").order_by(outbox_table.c.id)
        )
        return [str(row.payload) for row in found]


@asynccontextmanager
async def reminding(
    api: BotApi, database: Database, database_url: str, clock: Callable[[], datetime]
) -> AsyncIterator[Delivery]:
    """A whole serving process in the test, with its delivery."""
    spoken = asyncio.Event()
    made = deliverer(database, spoken, clock)
    async with serving(
        api, database_url, on_sent=made.on_sent, parts={"delivery": made.run}, spoken=spoken, clock=clock
    ):
        yield made


async def test_what_is_due_enters_the_outbox_once_and_a_second_look_adds_nothing(
    database: Database, delivery: Delivery
) -> None:
    await known(database, 5)
    await remind(database, 5, "call the college", NOON)
    await remind(database, 5, "later", NOON + timedelta(hours=1))
    await delivery.tick()
    await delivery.tick()
    (text,) = await waiting_texts(database)
    assert "call the college" in text
    assert await states(database) == ["queued", "waiting"]


async def test_case_17_two_deliverers_at_once_deliver_each_occurrence_once(
    database: Database, database_url: str, watch: Watch
) -> None:
    numbers = range(1, 61)
    await known(database, *numbers)
    for number in numbers:
        await remind(database, number, f"for {number}", NOON)
    other = Database(database_url)
    try:
        pair = (deliverer(database, clock=watch), deliverer(other, clock=watch))
        for _ in range(3):
            await asyncio.gather(*(one.tick() for one in pair))
    finally:
        await other.close()
    assert len(await waiting_texts(database)) == 60
    assert await states(database) == ["queued"] * 60


async def test_a_series_has_one_next_time_after_each_delivery(
    database: Database, delivery: Delivery, watch: Watch
) -> None:
    await known(database, 5)
    await remind(database, 5, "study", NOON, rule="FREQ=DAILY")
    for _ in range(3):
        await delivery.tick()
        watch.now += timedelta(days=1)
    found = sorted(row.at for row in await rows(database, occurrences))
    assert found == [NOON + timedelta(days=day) for day in range(4)]


async def test_case_19_a_clock_that_is_set_back_brings_nothing_twice(
    database: Database, delivery: Delivery, watch: Watch
) -> None:
    await known(database, 5)
    await remind(database, 5, "study", NOON, rule="FREQ=DAILY")
    await delivery.tick()
    watch.now = NOON - timedelta(hours=3)
    await delivery.tick()
    watch.now = NOON + timedelta(minutes=1)
    await delivery.tick()
    assert len(await waiting_texts(database)) == 1
    watch.now = NOON + timedelta(days=1)
    await delivery.tick()
    assert len(await waiting_texts(database)) == 2


@pytest.mark.parametrize("away", [timedelta(hours=3), timedelta(days=3)])
async def test_case_18_after_downtime_one_digest_comes_oldest_first_with_nothing_cut_off(
    database: Database, delivery: Delivery, watch: Watch, away: timedelta
) -> None:
    await known(database, 5)
    long = "x" * 480
    for number in range(20):
        await remind(database, 5, f"no {number:02} {long}", NOON + timedelta(minutes=number))
    watch.now = NOON + away
    await delivery.tick()
    texts = await waiting_texts(database)
    assert "While I was away" in texts[0]
    joined = "".join(texts)
    places = [joined.index(f"no {number:02} {long}") for number in range(20)]
    assert places == sorted(places)
    (row,) = await rows(database, deliveries)
    assert row.digest


async def test_case_18_every_time_that_a_series_missed_is_told_however_many_messages_it_takes(
    database: Database, delivery: Delivery, watch: Watch
) -> None:
    await known(database, 5)
    await remind(database, 5, "look up", NOON, rule="FREQ=HOURLY")
    await remind(database, 5, "study", NOON + timedelta(hours=6), rule="FREQ=DAILY")
    watch.now = NOON + timedelta(days=30)
    await delivery.tick()
    texts = [json.loads(payload)["text"] for payload in await waiting_texts(database)]
    assert len(texts) > 1
    assert all(visible_length(text) <= LIMIT for text in texts)
    whole = " ".join(texts)
    assert whole.count(":00") == 30 * 24 + 1 + 30
    assert "… and so on" not in whole
    assert whole.index("look up") < whole.index("study")


async def test_one_reminder_that_is_late_comes_by_itself_and_says_when_it_should_have_come(
    database: Database, delivery: Delivery, watch: Watch
) -> None:
    await known(database, 5)
    await remind(database, 5, "call", NOON)
    watch.now = NOON + LATE + timedelta(minutes=1)
    await delivery.tick()
    (text,) = await waiting_texts(database)
    assert "should have come on Tuesday, November 24, 2026 at 12:00" in text


async def test_several_of_one_minute_come_each_by_itself(database: Database, delivery: Delivery) -> None:
    await known(database, 5)
    for number in range(3):
        await remind(database, 5, f"no {number}", NOON)
    await delivery.tick()
    assert len(await waiting_texts(database)) == 3


async def test_more_than_ten_of_ours_on_a_day_come_as_one_digest_and_a_persons_own_by_itself(
    database: Database, delivery: Delivery
) -> None:
    await known(database, 5)
    for number in range(12):
        await remind(
            database, 5, f"event {number}", NOON, kind="deadline", start="2026-11-25", last="2026-11-25", hour="12:00"
        )
    await remind(database, 5, "my own", NOON)
    await delivery.tick()
    texts = await waiting_texts(database)
    assert len(texts) == 2
    assert all(any(f"event {number}<" in text for text in texts) for number in range(12))


async def test_case_20_a_reminder_stopped_before_it_was_sent_does_not_come(
    database: Database, delivery: Delivery
) -> None:
    await known(database, 5)
    number = await remind(database, 5, "study", NOON, rule="FREQ=DAILY")
    await delivery.tick()
    async with database.write() as connection:
        await reminders.change(connection, 5, number, NOON, None, state="deleted")
    assert await waiting_texts(database) == []
    await delivery.tick()
    assert await waiting_texts(database) == []


async def test_case_20_a_reminder_reworded_before_it_was_sent_comes_once_with_the_new_words(
    database: Database, delivery: Delivery
) -> None:
    await known(database, 5)
    number = await remind(database, 5, "old words", NOON)
    await delivery.tick()
    async with database.write() as connection:
        await reminders.retext(connection, 5, number, "new words", NOON)
    await delivery.tick()
    (text,) = await waiting_texts(database)
    assert "new words" in text


async def test_case_20_one_that_is_being_sent_while_it_is_stopped_comes_once_and_leaves_no_ghost(
    database: Database, delivery: Delivery, watch: Watch
) -> None:
    await known(database, 5)
    number = await remind(database, 5, "study", NOON, rule="FREQ=DAILY")
    await delivery.tick()
    async with database.write() as connection:
        parcel = await outbox.claim(connection, "sender", NOON)
        assert parcel is not None
        await reminders.change(connection, 5, number, NOON, None, state="deleted")
        await outbox.finish(connection, parcel.id, "done", NOON, owner="sender")
        await delivery.on_sent(connection, parcel, 7, "done")
    watch.now += timedelta(days=2)
    await delivery.tick()
    assert await waiting_texts(database) == []
    assert await states(database) == ["sent"]


async def test_case_20_a_snooze_past_the_next_occurrence_leaves_the_series_untouched(
    database: Database, delivery: Delivery, watch: Watch
) -> None:
    await known(database, 5)
    number = await remind(database, 5, "study", NOON, rule="FREQ=DAILY")
    await delivery.tick()
    async with database.write() as connection:
        await reminders.snooze(connection, 5, number, Coming(NOON + timedelta(hours=30)), NOON)
    for hours in (24, 6, 18):
        watch.now += timedelta(hours=hours)
        await delivery.tick()
    found = sorted((row.at - NOON, row.snoozed) for row in await rows(database, occurrences))
    assert found == [(timedelta(hours=hours), hours == 30) for hours in (0, 24, 30, 48, 72)]


async def test_case_1_a_timeout_after_acceptance_is_recorded_as_maybe_sent_and_tried_once_more(
    api: BotApi, database: Database, database_url: str, watch: Watch
) -> None:
    await known(database, 5)
    await remind(database, 5, "call", NOON)
    api.fail("sendMessage", drop=True, after=True)
    async with reminding(api, database, database_url, watch):
        watch.now += timedelta(seconds=30)
        for _ in range(200):
            if await states(database) == ["sent"]:
                break
            watch.now += timedelta(seconds=1)
            await asyncio.sleep(0.05)
    assert len(api.texts(5)) == 2
    assert await states(database) == ["sent"]
    assert await maybe_sent(database) == [True]


async def test_case_4_who_blocks_the_bot_is_left_in_peace_and_gets_one_digest_on_return(
    api: BotApi, database: Database, database_url: str, watch: Watch
) -> None:
    await known(database, 5)
    for number in range(3):
        await remind(database, 5, f"no {number}", NOON + timedelta(minutes=number))
    watch.now += timedelta(minutes=5)
    api.fail("sendMessage", 403, description="Forbidden: bot was blocked by the user", times=1)
    async with reminding(api, database, database_url, watch) as delivery:
        await api.until(lambda: len(api.of("sendMessage")) == 1)
        for _ in range(100):
            async with database.read() as connection:
                if (await people.get(connection, 5)).blocked_at is not None:
                    break
            await asyncio.sleep(0.05)
        watch.now += timedelta(days=2)
        await delivery.tick()
        assert await states(database) == ["waiting"] * 3
        assert api.texts(5) == []
        async with database.write() as connection:
            await people.met(connection, 5, "en", watch.now)
        await api.until(lambda: bool(api.texts(5)))
        watch.now += timedelta(minutes=1)
        await delivery.tick()
    (text,) = api.texts(5)
    assert "While I was away" in text
    assert all(f"no {number}" in text for number in range(3))


async def test_case_2_and_3_a_502_and_a_429_lose_nothing_and_double_nothing(
    api: BotApi, database: Database, database_url: str
) -> None:
    numbers = range(1, 9)
    await known(database, *numbers)
    for number in numbers:
        await remind(database, number, f"for {number}", utc_now() - timedelta(seconds=1))
    api.fail("sendMessage", 502, times=2)
    api.fail("sendMessage", 429, chat_id=3, parameters={"retry_after": 1})
    async with reminding(api, database, database_url, utc_now):
        await api.until(lambda: all(api.texts(number) for number in numbers))
    assert all(len(api.texts(number)) == 1 for number in numbers)


@pytest.mark.postgres
async def test_case_27_after_a_restored_backup_the_reminders_of_the_gap_come_as_one_digest(
    database: Database, database_url: str, other_url: str, watch: Watch, tmp_path: Path
) -> None:
    await known(database, 5)
    await remind(database, 5, "study", NOON + timedelta(hours=1), rule="FREQ=DAILY")
    await remind(database, 5, "pay", NOON + timedelta(hours=2))
    path = tmp_path / "backup.jsonl.gz"
    await backup.backup(database_url, path)
    watch.now = NOON + timedelta(hours=3)
    await backup.restore(other_url, path)
    restored = Database(other_url)
    try:
        watch.now = NOON + timedelta(days=2)
        await deliverer(restored, clock=watch).tick()
        (text,) = await waiting_texts(restored)
        assert "While I was away" in text
        assert "study" in text
        assert "pay" in text
    finally:
        await restored.close()


async def test_an_occurrence_whose_message_is_lost_with_an_outbox_waits_again(
    database: Database, delivery: Delivery, watch: Watch
) -> None:
    await known(database, 5)
    await remind(database, 5, "pay", NOON)
    await delivery.tick()
    async with database.write() as connection:
        await connection.execute(outbox_table.delete())
    watch.now += timedelta(minutes=1)
    await delivery.tick()
    (text,) = await waiting_texts(database)
    assert "pay" in text


async def test_forgetting_a_person_leaves_no_row_of_their_reminders_and_none_comes(
    database: Database, delivery: Delivery, watch: Watch
) -> None:
    await known(database, 5, 6)
    await remind(database, 5, "study", NOON, rule="FREQ=DAILY")
    await remind(database, 6, "stays", NOON, rule="FREQ=DAILY")
    await delivery.tick()
    async with database.write() as connection:
        await account.erase(connection, 5)
    for table in account.personal_tables():
        assert all(row.person_id != 5 for row in await rows(database, table)), table.name
    watch.now += timedelta(days=1)
    await delivery.tick()
    assert all("study" not in text for text in await waiting_texts(database))
    assert len(await waiting_texts(database)) == 2


async def test_ten_thousand_at_once_enter_in_small_batches(database: Database, delivery: Delivery) -> None:
    numbers = range(1, 201)
    await known(database, *numbers)
    for number in numbers:
        await remind(database, number, "now", NOON)
    sizes = []
    before = 0
    while await delivery.tick():
        after = len(await waiting_texts(database))
        sizes.append(after - before)
        before = after
    assert max(sizes) <= 50
    assert Counter(await states(database)) == {"queued": 200}
