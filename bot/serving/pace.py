"""How long to wait: back-off with jitter, and naps that an event ends early."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any, TypeVar

T = TypeVar("T")
Clock = Callable[[], datetime]
Backoff = Callable[[int], float]  # seconds to wait after the n-th failure


def utc_now() -> datetime:
    """The present instant, aware."""
    return datetime.now(UTC)


def delay(
    tried: int, *, base: float = 0.5, cap: float = 30.0, floor: float = 0.1, roll: Callable[[], float] = random.random
) -> float:
    """Seconds to wait after the `tried`-th failure (1, 2, ...): exponential with full jitter, between `floor` and `cap`.

    https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ shows why the whole span is rolled: many that failed
    together do not come back together.
    """
    span = min(cap, base * 2.0 ** min(tried - 1, 30))
    return max(floor, span * roll())


async def nap(event: asyncio.Event, seconds: float) -> bool:
    """Waits until the event is set or the time is over; whether it was set."""
    if not event.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()


async def unless(event: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """The result of `work`, or None when the event comes first: then the work is cancelled."""
    task = asyncio.ensure_future(work)
    waiter = asyncio.ensure_future(event.wait())
    try:
        await asyncio.wait({task, waiter}, return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        waiter.cancel()
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
