"""What the conversations need, handed in once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.answering.decision import Decision, Language
from bot.chat.texts import Texts
from bot.knowledge.model import Knowledge
from bot.knowledge.pathway_file import Rules
from bot.storage.database import Database


class Engine(Protocol):
    """Decides what answers a question; see `bot.answering.engine`."""

    def decide(
        self, question: str, *, after: str | None = None, language: Language | None = None, province: str | None = None
    ) -> Decision: ...


class Observer(Protocol):
    """Hears what was decided, for the metrics."""

    def decided(self, kind: str) -> None: ...


@dataclass(frozen=True)
class Services:
    """Everything a handler may use. `clock` gives the present instant in UTC; `admins` are Telegram user ids.

    `rules` hold the planner's questions and the calendar; without them there is no planner and no dated event.
    """

    knowledge: Knowledge
    engine: Engine
    database: Database
    texts: Texts
    clock: Callable[[], datetime]
    admins: frozenset[int] = frozenset()
    observer: Observer | None = None
    rules: Rules | None = None
    # One thread: the encoder is faster alone than two of them side by side, and the event loop stays free.
    thinkers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="engine"))

    async def think(
        self, question: str, *, after: str | None, language: Language | None, province: str | None
    ) -> Decision:
        """The engine's decision, made off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(
            self.thinkers,
            lambda: self.engine.decide(question, after=after, language=language, province=province),
        )
