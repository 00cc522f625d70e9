"""What is kept about people, their conversations and what they said of answers, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.storage import account, facts, gaps, groups, inbox, outbox, people, shelf, stats, talk
from bot.storage.database import Database, StorageUnavailable, normalise
from bot.storage.gaps import Gap
from bot.storage.inbox import Arrival
from bot.storage.outbox import Outgoing
from bot.storage.tables import metadata

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)


async def test_somebody_unknown_has_the_settings_of_someone_new(database: Database) -> None:
    async with database.read() as connection:
        assert await people.get(connection, 5) == people.Person(5)


async def test_a_person_keeps_what_they_chose_and_writing_ends_a_block(database: Database) -> None:
    async with database.write() as connection:
        await people.met(connection, 5, "fr-CA", NOW)
        await people.change(connection, 5, NOW, language="en", province="ON")
        await people.blocked(connection, 5, NOW)
        assert (await people.get(connection, 5)).blocked_at == NOW
        await people.met(connection, 5, None, NOW + DAY)
        person = await people.get(connection, 5)
    assert (person.language, person.telegram_language, person.province, person.blocked_at) == (
        "en",
        "fr-CA",
        "ON",
        None,
    )


async def test_settings_can_be_the_first_thing_known_of_a_person(database: Database) -> None:
    async with database.write() as connection:
        await people.change(connection, 5, NOW, zone="America/St_Johns")
        assert (await people.get(connection, 5)).zone == "America/St_Johns"


async def test_what_is_said_next_leans_on_the_entry_shown_last_for_half_a_day(database: Database) -> None:
    async with database.write() as connection:
        await talk.lean_on(connection, 5, 5, "exam-nac", NOW)
        await talk.lean_on(connection, 5, 5, "exam-fees", NOW)
        assert await talk.after(connection, 5, 5, NOW + DAY / 4) == "exam-fees"
        assert await talk.after(connection, 5, 5, NOW + DAY) is None
        assert await talk.after(connection, -5, 5, NOW) is None


async def test_a_wizard_remembers_its_step_until_it_ends(database: Database) -> None:
    async with database.write() as connection:
        await talk.keep_wizard(connection, 5, 5, "pathway", {"step": 1}, NOW)
        await talk.keep_wizard(connection, 5, 5, "pathway", {"step": 2, "école": "é"}, NOW)
        assert await talk.wizard(connection, 5, 5, "pathway") == {"step": 2, "école": "é"}
        await talk.end_wizard(connection, 5, 5, "pathway")
        assert await talk.wizard(connection, 5, 5, "pathway") is None


async def test_an_edited_question_finds_its_answer_for_two_days(database: Database) -> None:
    async with database.write() as connection:
        await talk.ask(connection, 5, 5, 10, "a", NOW)
        await talk.ask(connection, 5, 5, 12, "b", NOW)
        await talk.answered(connection, 5, 12, 13)
        newest = await talk.newest_exchange(connection, 5, 5)
        assert newest is not None
        assert (newest.question_message_id, newest.answer_message_id, newest.fingerprint) == (12, 13, "b")
        await talk.prune(connection, NOW + 3 * DAY)
        assert await talk.newest_exchange(connection, 5, 5) is None


async def test_the_last_five_entries_and_all_saved_ones_are_kept_newest_first(database: Database) -> None:
    async with database.write() as connection:
        for number in range(8):
            await shelf.show(connection, 5, f"entry-{number}", NOW + timedelta(minutes=number))
            await shelf.save(connection, 5, f"entry-{number}", NOW + timedelta(minutes=number))
        await shelf.unsave(connection, 5, "entry-6")
        assert await shelf.last_shown(connection, 5) == [f"entry-{number}" for number in (7, 6, 5, 4, 3)]
        assert (await shelf.all_saved(connection, 5))[:2] == ["entry-7", "entry-5"]
        assert await shelf.is_saved(connection, 5, "entry-7")
        assert not await shelf.is_saved(connection, 5, "entry-6")


async def test_a_gap_is_stored_masked_counts_once_an_update_and_is_forgotten_after_ninety_days(
    database: Database,
) -> None:
    gap = Gap(5, NOW, "none", "write to me@x.org or +1 416 555 0199, @somebody, https://x.org/a", "en", ("a",))
    async with database.write() as connection:
        await gaps.add(connection, gap, 7)
        await gaps.add(connection, gap, 7)
        (kept,) = await gaps.all_since(connection, NOW - DAY)
        assert kept.question == "write to [e-mail] or [number], [name], [link]"
        await gaps.prune(connection, NOW + 89 * DAY)
        assert len(await gaps.all_since(connection, NOW - DAY)) == 1
        await gaps.prune(connection, NOW + 91 * DAY)
        assert await gaps.all_since(connection, NOW - DAY) == []


async def test_a_person_is_exported_and_erased_whole_and_others_stay(database: Database) -> None:
    async with database.write() as connection:
        for person in (5, 6):
            await people.met(connection, person, "en", NOW)
            await talk.lean_on(connection, person, person, "e", NOW)
            await talk.keep_wizard(connection, person, person, "pathway", {}, NOW)
            await talk.ask(connection, person, person, 1, "a", NOW)
            await shelf.save(connection, person, "e", NOW)
            await shelf.show(connection, person, "e", NOW)
            await shelf.vote(connection, person, "e", True, NOW)
            await gaps.add(connection, Gap(person, NOW, "none", "q", "en", ()))
            await inbox.store(connection, [Arrival(person, person, person, "message", {})], NOW)
            await outbox.add(connection, [Outgoing("sendMessage", {}, chat_id=person, person_id=person)], NOW)
        for row in await inbox.claim(connection, "a", NOW, 2):
            await inbox.finish(connection, "a", row.id, NOW)
    async with database.write() as connection:
        held = await account.export(connection, 5)
        assert {"people", "contexts", "wizards", "exchanges", "saved", "shown", "votes", "gaps"} <= set(held)
        await account.erase(connection, 5)
        assert await account.export(connection, 5) == {}
        assert set(await account.export(connection, 6)) == set(held)
        for table in metadata.sorted_tables:
            if "person_id" in table.c:
                left = await connection.execute(table.select().where(table.c.person_id == 5))
                assert list(left) == [], table.name


async def test_a_group_keeps_its_language_when_it_becomes_a_supergroup(database: Database) -> None:
    async with database.write() as connection:
        await groups.met(connection, -5, "Étude", NOW)
        await connection.exec_driver_sql("UPDATE groups SET language = 'fr'")
        await groups.migrate(connection, -5, -1005, NOW)
        assert await groups.language(connection, -1005) == "fr"
        assert await groups.language(connection, -5) is None


async def test_a_fact_is_replaced_by_the_next_of_its_name(database: Database) -> None:
    async with database.write() as connection:
        await facts.put(connection, "offset", "1", NOW)
        await facts.put(connection, "offset", "2", NOW)
        assert await facts.get(connection, "offset") == "2"
        assert await facts.get(connection, "unknown") is None


async def test_numbers_about_use_name_nobody(database: Database) -> None:
    async with database.write() as connection:
        await people.met(connection, 5, "en", NOW)
        await shelf.vote(connection, 5, "e", False, NOW)
        counts = await stats.since(connection, NOW - DAY)
    assert (counts["seen"], counts["known"], counts["down"], counts["up"], counts["waiting"]) == (1, 1, 1, 0, 0)


async def test_a_naive_time_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="without a zone"):
        async with database.write() as connection:
            await people.met(connection, 5, "en", datetime(2026, 11, 24))


async def test_a_transaction_that_fails_changes_nothing(database: Database) -> None:
    async def half() -> None:
        async with database.write() as connection:
            await facts.put(connection, "half", "done", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await half()
    async with database.read() as connection:
        assert await facts.get(connection, "half") is None


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("postgres://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("postgresql://h/d", "postgresql+asyncpg://h/d"),
        ("sqlite:///data/x.db", "sqlite+aiosqlite:///data/x.db"),
    ],
)
def test_the_address_of_a_database_is_understood_as_operators_write_it(written: str, understood: str) -> None:
    assert normalise(written) == understood


def test_the_address_of_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="must begin with"):
        normalise("mysql://h/d")


async def test_a_database_that_cannot_be_reached_is_called_unavailable_and_not_usable() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/nothing")
    assert not await database.usable()
    with pytest.raises(StorageUnavailable):
        async with database.write():
            raise AssertionError("was never reached")
    await database.close()
