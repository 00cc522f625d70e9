"""What the open pages are told: one stream of events for each page."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable
from typing import Any

Event = dict[str, Any]

_MOST_BEHIND = 1000


class Feed:
    """Hands events to the pages that show a person. A page that falls too far behind is cut off: it comes again and is told all."""

    def __init__(self) -> None:
        self._pages: dict[int, set[asyncio.Queue[Event | None]]] = defaultdict(set)
        self._closed = False

    def publish(self, person_id: int, kind: str, **content: Any) -> None:
        """Tells every page of that person."""
        for page in tuple(self._pages.get(person_id, ())):
            if page.qsize() < _MOST_BEHIND:
                page.put_nowait({"kind": kind, **content})
            else:
                self._end(person_id, page)

    def close(self) -> None:
        """Ends every stream and begins no other, so that the server can stop."""
        self._closed = True
        for person_id, pages in tuple(self._pages.items()):
            for page in tuple(pages):
                self._end(person_id, page)

    async def listen(
        self, person_id: int, first: Callable[[], Event], breath: float = 15
    ) -> AsyncGenerator[Event | None, None]:
        """What `first` gives, then the events of a person; None after `breath` silent seconds, so that a dead page is noticed.

        `first` is called when the page is already listening: nothing falls between it and the events.
        """
        if self._closed:
            return
        page: asyncio.Queue[Event | None] = asyncio.Queue()
        self._pages[person_id].add(page)
        try:
            yield first()
            while True:
                try:
                    event = await asyncio.wait_for(page.get(), breath)
                except TimeoutError:
                    yield None
                    continue
                if event is None:
                    return
                yield event
        finally:
            self._forget(person_id, page)

    def _end(self, person_id: int, page: asyncio.Queue[Event | None]) -> None:
        self._forget(person_id, page)
        page.put_nowait(None)

    def _forget(self, person_id: int, page: asyncio.Queue[Event | None]) -> None:
        self._pages[person_id].discard(page)
        if not self._pages[person_id]:
            del self._pages[person_id]
