"""Random taps through the planner, with old buttons, words, days and restarts in between: never stuck, never an error."""

from __future__ import annotations

import random

import pytest

from bot.chat.buttons import parse
from bot.chat.router import VERBS
from tests.support.conversation import Person, Talk

TAPS = 300
WORDS = ("Ireland", "2015", "06/2019", "what is the nac fee", "Ontario", "nigera", "/pathway", "/menu", "xyz", "?")
# Each draws in a process of its own, or leaves the planner for good.
RARE = {"wi": 0.05, "xy": 0.02}


async def tap(person: Person, chance: random.Random, pressed: set[str]) -> None:
    """Presses any button of the newest message, or now and then of an old one; `pressed` collects their verbs."""
    shown = person.screen if chance.random() < 0.8 else chance.choice(person.messages[-12:])
    addresses = [button["callback_data"] for row in shown.rows for button in row if "callback_data" in button]
    if not addresses:
        await person.says("/pathway")
        return
    planner = [data for data in addresses if data.startswith("1:w")]
    data = chance.choice(planner if planner and chance.random() < 0.85 else addresses)
    found = parse(data)
    assert found is not None
    assert found.verb in VERBS or found.verb.startswith("r"), f"a button leads nowhere: {data}"
    if chance.random() > RARE.get(found.verb, 1.0):
        return
    pressed.add(found.verb)
    await person.presses_data(data, on=shown, gone=chance.random() < 0.02)
    assert person.toast is not None, f"{data} was pressed and nothing answered"


@pytest.mark.parametrize(("seed", "language"), [(0, "en"), (3, "fr")])
async def test_nobody_gets_stuck_whatever_they_tap(planner: Talk, seed: int, language: str) -> None:
    chance = random.Random(seed)
    ann = planner.person(language=language)
    await ann.says("/pathway")
    pressed: set[str] = set()
    for _ in range(TAPS):
        luck = chance.random()
        if luck < 0.03:
            await planner.restart()
        elif luck < 0.08:
            await ann.says(chance.choice(WORDS))
        elif luck < 0.10:
            planner.passes(days=chance.choice([1, 20, 200]))
        else:
            await tap(ann, chance, pressed)
    assert {"wa", "wb", "wd", "wl", "wo", "wk", "ws"} <= pressed, "the crawl reached questions and plan alike"
    await ann.says("/pathway")
    assert ann.screen.rows, "from everywhere /pathway leads on"
