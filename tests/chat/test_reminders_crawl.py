"""Every button of the reminders, pressed in any order, also forged, also by somebody else, also after a restart."""

from __future__ import annotations

import random

import pytest

from bot.chat.buttons import parse
from bot.chat.reminders import presses
from bot.storage import talk as stored
from tests.chat.test_reminders import comes, in_toronto, saved
from tests.support.conversation import Talk

WORDS = (
    "tomorrow at 18:00 call the college",
    "May 8, 2027",
    "every monday at 7",
    "Karachi",
    "my new words",
    "yesterday",
)


@pytest.mark.parametrize("seed", range(4))
async def test_any_walk_through_the_buttons_ends_in_words_and_never_in_more_than_eight_rows(
    planner: Talk, seed: int
) -> None:
    dice = random.Random(seed)
    ann = await in_toronto(planner)
    await saved(planner, ann, "remind me every day at 19:00 to study")
    await ann.says("/remind")
    mine = set(presses()) | {"s", "sh", "sh=", "si", "si=", "sq", "sq=", "sz"}
    for step in range(70):
        shown = dice.choice(ann.messages[-4:])
        choices = [b["callback_data"] for row in shown.rows for b in row if "callback_data" in b]
        choices = [data for data in choices if (found := parse(data)) and found.verb in mine]
        if step % 11 == 10:
            await planner.restart()
            planner.passes(hours=dice.choice((1, 10, 30)))
            await comes(planner)
        if dice.random() < 0.15:
            await ann.says(dice.choice(WORDS))
        elif choices:
            await ann.presses_data(dice.choice(choices), on=shown)
            assert ann.toast is not None
        else:
            await ann.says(dice.choice(("/remind", "/reminders", "/settings")))
        assert ann.messages
        assert all(len(message.rows) <= 8 for message in ann.messages)


async def test_forged_addresses_are_answered_and_change_nothing(planner: Talk) -> None:
    ann = await in_toronto(planner)
    await saved(planner, ann, "remind me every day at 19:00 to study")
    for verb in presses():
        for tail in ("", ":x", ":999999", ":0:zz", ":1:2:3:4"):
            await ann.presses_data(f"1:{verb}{tail}", on=ann.screen)
            assert ann.toast is not None, verb


@pytest.mark.parametrize("begin", ["/remind tomorrow at 18:00 call", "/remind tomorrow at 7 call", "exam", "zone"])
async def test_a_button_of_another_conversation_with_the_number_of_this_one_breaks_nothing(
    planner: Talk, begin: str
) -> None:
    ann = await in_toronto(planner)
    for verb in presses():
        for rest in ((), ("0",), ("nac",), ("2027-05-08",), ("0900",), ("steady",), ("w",), ("Asia/Tokyo",)):
            if begin == "exam":
                await ann.presses_data("1:rbe:nac", on=ann.screen)
            elif begin == "zone":
                await ann.presses_data("1:rzs", on=ann.screen)
            else:
                await ann.says(begin)
            async with planner.services.database.read() as connection:
                state = await stored.wizard(connection, ann.id, ann.id, "remind")
            assert state is not None
            await ann.presses_data(":".join(("1", verb, str(state["n"]), *rest)), on=ann.screen)
            assert ann.toast is not None, verb


async def test_case_24_another_persons_reminder_cannot_be_seen_or_touched(planner: Talk) -> None:
    ann = await in_toronto(planner)
    await saved(planner, ann, "remind me every day at 19:00 to study the secret")
    await ann.says("/reminders")
    number = next(
        found.arg(0)
        for row in ann.screen.rows
        for b in row
        if (found := parse(b.get("callback_data"))) and found.verb == "ro"
    )
    eve = planner.person("Eve")
    await eve.says("/reminders")
    for verb in ("ro", "rp", "rx", "ru", "rr", "re", "rwe", "rte", "rk", "rbo"):
        await eve.presses_data(f"1:{verb}:{number}", on=eve.messages[0])
        assert "secret" not in "".join(message.text for message in eve.messages)
    await eve.presses_data(f"1:rz:{number}:h", on=eve.messages[0])
    await ann.says("/reminders")
    assert "study the secret\nTuesday, November 24, 2026 at 19:00" in ann.sees
