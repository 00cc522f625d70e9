"""One update being handled: what it changes and what it says, both kept until the end.

A handler reads freely, but it writes and speaks only through its turn. The worker then ends the update, makes the changes and stores
what is said in one transaction; a handler that fails halfway has done nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.outbox import Outgoing

Change = Callable[[AsyncConnection, datetime], Awaitable[None]]


@dataclass
class Turn:
    """`received_at` is when the update came in, `now` when its handling began (UTC). `kind` names what was decided, for the metrics."""

    update_id: int
    received_at: datetime
    now: datetime
    database: Database
    error: BaseException | None = None
    changes: list[Change] = field(default_factory=list)
    outgoing: list[Outgoing] = field(default_factory=list)
    kind: str | None = None

    def change(self, work: Change) -> None:
        """Will run in the transaction that ends this update; it may run again if the database was busy."""
        self.changes.append(work)

    def send(self, letter: Outgoing) -> None:
        """Will be said when this update has ended."""
        self.outgoing.append(letter)


current_turn: ContextVar[Turn] = ContextVar("current_turn")
