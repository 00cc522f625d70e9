"""A clock that can be moved forward, so that a week of reminders is seen in a minute. Only the playground has one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

#: The steps of the page's control, in hours.
STEPS = (1, 24, 168)
# Beyond this, nothing of a calendar is left to see.
_FARTHEST = timedelta(days=3660)


class MovableClock:
    """The present instant in UTC, plus what it was moved by. It never goes back.

    What a person asks for is `wanted`; whoever knows what happens on the way moves the clock through it with `move`.
    """

    def __init__(self) -> None:
        self._ahead = timedelta(0)
        self.wanted = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def forward(self, hours: int) -> datetime:
        """Asks for one of `STEPS`; returns where the clock will be. Raises `ValueError` for another number, and ten years ahead."""
        if hours not in STEPS:
            raise ValueError(f"the clock moves by {', '.join(map(str, STEPS))} hours")
        if self._ahead + self.wanted + timedelta(hours=hours) > _FARTHEST:
            raise ValueError("the clock is far enough ahead: start the playground again")
        self.wanted += timedelta(hours=hours)
        return self() + self.wanted

    def move(self, by: timedelta) -> None:
        """Goes on by a part of what is wanted."""
        by = min(max(by, timedelta(0)), self.wanted)
        self.wanted -= by
        self._ahead += by
