"""A newcomer at the page sets a reminder, moves the clock a week forward, and sees the reminders come: the whole bot in a real chromium."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import BrowserContext, Page, expect

from bot.answering.decision import Decision
from bot.cli.running import House
from bot.playground.clock import MovableClock
from bot.playground.server import Playground
from bot.settings import Settings
from bot.storage.database import Database

from .test_browser import key, messages, say

pytestmark = pytest.mark.browser


class NoAnswers:
    """An engine that knows nothing: here nobody asks."""

    def decide(self, question: str, **_: object) -> Decision:
        return Decision("none")


class Quick(House):
    """The whole bot without the minute in which its engine is loaded."""

    async def prepare(self) -> None:
        self.engine.engine = NoAnswers()  # type: ignore[assignment]


@pytest.fixture
async def tab(context: BrowserContext, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Page]:
    """The page of a running bot whose clock can be moved."""
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    clock, database, stop = MovableClock(), Database(sqlite_url), asyncio.Event()
    async with Playground(port=0, now=clock) as playground:
        house = Quick(
            Settings(_env_file=None),  # type: ignore[call-arg]
            database,
            playground.token,
            playground.api_url,
            clock=clock,
        )
        serving = asyncio.create_task(house.supervisor(None).run(stop))
        page = await context.new_page()
        await page.goto(playground.address)
        yield page
        await page.close()
        stop.set()
        assert await serving == 0


async def forward(tab: Page, step: str) -> None:
    """Moves the clock with the page's own menu."""
    await key(tab, "More").click()
    await key(tab, step).click()
    if await key(tab, "Close").is_visible():
        await key(tab, "Close").click()


async def test_a_newcomer_sets_a_reminder_moves_the_clock_a_week_and_sees_seven_reminders_come(tab: Page) -> None:
    await key(tab, "Start").click()
    await expect(messages(tab).last).to_contain_text("I am Pathway")
    await say(tab, "remind me every day at 7:30 pm to do 40 questions")
    await expect(messages(tab).last).to_contain_text("Where are you?")
    await say(tab, "Karachi")
    await expect(messages(tab).last).to_contain_text("every day at 19:30 (Karachi time)")
    await key(tab, "✅ Save").click()
    await expect(messages(tab).last).to_contain_text("Saved.")
    before = await messages(tab).count()
    await forward(tab, "+1 week")
    await expect(messages(tab)).to_have_count(before + 7, timeout=60_000)
    for number in range(before, before + 7):
        await expect(messages(tab).nth(number)).to_contain_text("do 40 questions")
        await expect(messages(tab).nth(number)).not_to_contain_text("should have come")
    await key(tab, "✅ Done").last.click()
    await expect(messages(tab).last).to_contain_text("✅ ⏰ do 40 questions")
    await say(tab, "/reminders")
    await expect(messages(tab).last).to_contain_text("My reminders (1)")
    await key(tab, "1. do 40 questions").click()
    await key(tab, "⏸ Pause").click()
    await expect(messages(tab).last).to_contain_text("Paused")
    paused = await messages(tab).count()
    await forward(tab, "+1 week")
    await say(tab, "/reminders")
    await expect(messages(tab)).to_have_count(paused + 2)
    await expect(messages(tab).last).to_contain_text("My reminders (1)")
