"""What the outbox promises, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import groups, outbox
from bot.storage.database import Database
from bot.storage.limits import REMINDER
from bot.storage.outbox import LEASE, Outgoing, Parcel
from bot.storage.tables import outbox as table

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def letter(chat_id: int | None, text: str = "hi", **how: Any) -> Outgoing:
    return Outgoing("sendMessage", {"chat_id": chat_id, "text": text}, chat_id=chat_id, **how)


async def put(database: Database, *letters: Outgoing) -> None:
    async with database.write() as connection:
        await outbox.add(connection, list(letters), NOW)


async def claim(database: Database, seconds: float = 0, owner: str = "a") -> Parcel | None:
    async with database.write() as connection:
        return await outbox.claim(connection, owner, NOW + timedelta(seconds=seconds))


async def claim_and_finish(database: Database, seconds: float = 0) -> str | None:
    async with database.write() as connection:
        parcel = await outbox.claim(connection, "a", NOW + timedelta(seconds=seconds))
        if parcel is None:
            return None
        await outbox.finish(connection, parcel.id, "done", NOW)
        return str(parcel.payload["text"])


async def rows(connection: AsyncConnection) -> list[Any]:
    return list(await connection.execute(select(table).order_by(table.c.id)))


async def test_a_message_with_a_known_key_is_not_stored_again(database: Database) -> None:
    await put(database, letter(5, "one", key="u1:0"), letter(5, "two", key="u1:0"), letter(5, "three"))
    async with database.read() as connection:
        assert await outbox.open_count(connection) == 2


async def test_messages_of_a_chat_leave_in_order_and_one_at_a_time(database: Database) -> None:
    await put(database, letter(5, "first"), letter(5, "second"))
    first = await claim(database)
    assert first is not None
    assert first.payload["text"] == "first"
    assert await claim(database) is None
    async with database.write() as connection:
        await outbox.finish(connection, first.id, "done", NOW)
    assert await claim_and_finish(database) == "second"


async def test_chats_are_sent_to_side_by_side(database: Database) -> None:
    await put(database, letter(5), letter(6))
    assert await claim(database) is not None
    assert await claim(database) is not None


async def test_an_answer_passes_a_waiting_reminder(database: Database) -> None:
    await put(database, letter(5, "reminder", priority=REMINDER), letter(5, "answer"))
    assert [await claim_and_finish(database), await claim_and_finish(database)] == ["answer", "reminder"]


async def test_an_answer_waits_for_a_reminder_that_is_being_sent(database: Database) -> None:
    await put(database, letter(5, "reminder", priority=REMINDER))
    assert await claim(database) is not None
    await put(database, letter(5, "answer"))
    assert await claim(database) is None


async def test_a_message_waits_for_its_hour_and_an_expired_one_is_never_sent(database: Database) -> None:
    await put(database, letter(5, "later", not_before=NOW + timedelta(seconds=10)))
    await put(database, letter(6, "stale", expires_at=NOW + timedelta(seconds=5)))
    assert await claim_and_finish(database, 6) is None
    assert await claim_and_finish(database, 10) == "later"
    async with database.read() as connection:
        assert [row.state for row in await rows(connection)] == ["done", "gone"]
        assert await outbox.next_due(connection, NOW) is None


async def test_five_messages_at_once_pass_in_a_chat_and_then_one_a_second(database: Database) -> None:
    await put(database, *(letter(5, str(number)) for number in range(8)))
    seconds = (0.0, 0.2, 0.4, 0.6, 0.8)
    assert [await claim_and_finish(database, at) for at in seconds] == ["0", "1", "2", "3", "4"]
    assert await claim_and_finish(database, 0.8) is None
    assert await claim_and_finish(database, 1.9) == "5"
    assert await claim_and_finish(database, 2.0) is None


async def test_a_group_gets_no_more_than_twenty_messages_a_minute(database: Database) -> None:
    await put(database, *(letter(-5, str(number)) for number in range(40)))
    sent = [await claim_and_finish(database, second) for second in range(60)]
    assert 15 <= sum(text is not None for text in sent) <= 20


async def test_all_chats_together_get_no_more_than_twenty_five_messages_a_second_and_a_few(database: Database) -> None:
    await put(database, *(letter(chat) for chat in range(1, 100)))
    sent = [await claim_and_finish(database, step / 50) for step in range(50)]
    assert 20 <= sum(text is not None for text in sent) <= 30


async def test_edits_and_callback_answers_are_not_counted(database: Database) -> None:
    await put(database, *(letter(5, str(number), counted=False) for number in range(40)))
    sent = [await claim_and_finish(database) for _ in range(40)]
    assert sent == [str(number) for number in range(40)]


async def test_a_paused_chat_waits_exactly_so_long_and_the_others_go_on(database: Database) -> None:
    await put(database, letter(5, "paused"), letter(6, "free"))
    async with database.write() as connection:
        await outbox.pause(connection, 5, NOW + timedelta(seconds=7))
    assert await claim_and_finish(database) == "free"
    assert await claim_and_finish(database, 6.9) is None
    assert await claim_and_finish(database, 7) == "paused"


async def test_a_message_whose_sender_died_is_marked_as_maybe_sent(database: Database) -> None:
    await put(database, letter(5))
    first = await claim(database)
    assert first is not None
    assert not first.maybe_sent
    again = await claim(database, LEASE.total_seconds() + 1, "b")
    assert again is not None
    assert (again.id, again.maybe_sent, again.attempts) == (first.id, True, 2)


async def test_who_lost_a_message_to_another_can_neither_end_it_nor_give_it_back(database: Database) -> None:
    await put(database, letter(5))
    parcel = await claim(database)
    assert parcel is not None
    await claim(database, LEASE.total_seconds() + 1, "b")
    async with database.write() as connection:
        assert not await outbox.finish(connection, parcel.id, "done", NOW, owner="a")
        await outbox.again(connection, parcel.id, NOW, owner="a", method="sendPhoto")
        (row,) = await rows(connection)
        assert (row.state, row.method, row.claimed_by) == ("open", "sendMessage", "b")
        assert await outbox.finish(connection, parcel.id, "done", NOW, owner="b")
        assert not await outbox.finish(connection, parcel.id, "failed", NOW, owner="b")


async def test_a_finished_message_loses_its_content_and_is_forgotten_after_two_days(database: Database) -> None:
    await put(database, letter(5, "private words", file=b"picture", file_name="x.png"))
    parcel = await claim(database)
    assert parcel is not None
    assert (parcel.file, parcel.file_name) == (b"picture", "x.png")
    async with database.write() as connection:
        await outbox.finish(connection, parcel.id, "done", NOW, message_id=9)
        (row,) = await rows(connection)
        assert (row.payload, row.file, row.message_id) == (None, None, 9)
        await outbox.prune(connection, NOW + timedelta(days=1))
        assert len(await rows(connection)) == 1
        await outbox.prune(connection, NOW + timedelta(days=3))
        assert await rows(connection) == []


async def test_giving_up_on_a_chat_ends_what_waits_for_it_alone(database: Database) -> None:
    await put(database, letter(5), letter(5), letter(6))
    async with database.write() as connection:
        await outbox.give_up_on(connection, 5, NOW, "blocked")
        assert [row.state for row in await rows(connection)] == ["gone", "gone", "open"]


async def test_case_6_a_migrated_group_takes_its_settings_and_waiting_messages_along(database: Database) -> None:
    await put(database, letter(-5, "waiting"))
    async with database.write() as connection:
        await groups.met(connection, -5, "Study group", NOW)
        await groups.migrate(connection, -5, -1005, NOW)
        await groups.migrate(connection, -5, -1005, NOW)
        (row,) = await rows(connection)
        assert row.chat_id == -1005
    parcel = await claim(database)
    assert parcel is not None
    assert parcel.payload["chat_id"] == -1005


async def test_leaving_a_group_keeps_its_title(database: Database) -> None:
    async with database.write() as connection:
        await groups.met(connection, -5, "Study group", NOW)
        await groups.met(connection, -5, None, NOW, left=True)
        kept = await connection.exec_driver_sql("SELECT title, left_at IS NOT NULL FROM groups")
        assert tuple(kept.one()) == ("Study group", True)


async def test_erasing_a_person_takes_out_what_still_waits_for_them(database: Database) -> None:
    await put(database, letter(5, person_id=5), letter(-7, person_id=5), letter(6, person_id=6))
    async with database.write() as connection:
        await outbox.forget(connection, 5)
        assert [row.chat_id for row in await rows(connection)] == [6]


@pytest.mark.parametrize("renewed", [True, False])
async def test_only_a_renewed_lease_outlasts_its_time(database: Database, renewed: bool) -> None:
    await put(database, letter(5))
    parcel = await claim(database)
    assert parcel is not None
    async with database.write() as connection:
        await outbox.renew(connection, "a", [parcel.id] if renewed else [], NOW + timedelta(seconds=20))
    taken = await claim(database, LEASE.total_seconds() + 1, "b")
    assert (taken is None) == renewed


async def test_reminders_get_their_share_while_answers_keep_coming(database: Database) -> None:
    now = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    async with database.write() as connection:
        for number in range(200):
            payload = {"chat_id": 1000 + number, "text": "x"}
            priority = outbox.REMINDER if number >= 150 else outbox.ANSWER
            await outbox.add(
                connection, [outbox.Outgoing("sendMessage", payload, chat_id=1000 + number, priority=priority)], now
            )
        sent: list[int] = []
        moment = now
        while len(sent) < 100:
            parcel = await outbox.claim(connection, "me", moment)
            if parcel is None:
                moment += timedelta(milliseconds=40)
                continue
            await outbox.finish(connection, parcel.id, "done", moment)
            sent.append(parcel.priority)
    reminders = sent.count(outbox.REMINDER)
    assert 10 <= reminders <= 25, "four a second of about twenty-five"
    assert sent[-1] in (outbox.ANSWER, outbox.REMINDER)
    assert set(sent[:30]) == {outbox.ANSWER, outbox.REMINDER}
