"""From chances to a reply: the level with the greatest expected worth.

What each outcome is worth to a person is written down here once, in one table; where the levels lie follows from it and from the
calibrated chances.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Worth:
    """What an outcome is worth: 1 is the right answer at once, 0 is an honest "I do not know" to a question that has an answer here."""

    right: float = 1.0
    offered: float = 0.5
    offered_below: float = 0.3
    """The same under an answer to something else: the person has to see that it is not theirs."""
    one_tap: float = 0.25
    wrong_sure: float = -1.6
    wrong_likely: float = -0.3
    missed_choice: float = -0.15
    refused: float = 0.0
    refused_right: float = 1.0
    false_answer: float = -1.0
    false_choice: float = -0.25
    clutter: float = 0.02
    """Offers under an answer cost a little attention."""
    topic: float = 0.25
    """A bare topic is better met with a choice than with an answer."""
    part: float = 0.6
    """The chance that each of several questions must reach for the message to be taken apart."""
    care: float = 0.15
    """The chance of distress from which on a person is met with care: missing it is worse than any answer is good."""


@dataclass(frozen=True)
class Level:
    """The reply and how much of it: `offers` is how many of the next best are shown."""

    name: str
    worth: float
    offers: int


def weigh(
    chances: Sequence[float], outside: float, follow_ups: float, worth: Worth, topic: bool = False
) -> tuple[Level, ...]:
    """The levels with their expected worth, best first.

    `chances` are those of the entries, best first; `outside` is the chance that no entry answers; `follow_ups` the chance that the right
    entry is
    among the follow-ups of the first and not among the next three. `topic`: the message is a word or two, not a question; a choice
    serves it best.
    """
    first = chances[0] if chances else 0.0
    inside = sum(chances)
    tail = max(0.0, inside - first)
    next_three = sum(chances[1:4])
    tapped = min(follow_ups, max(0.0, tail - next_three))
    missed = max(0.0, tail - next_three - tapped)
    near_taps = min(tail, follow_ups + 0.5 * next_three)
    four = sum(chances[:4])
    levels = [
        Level(
            "sure",
            first * worth.right
            + near_taps * worth.one_tap
            + (tail - near_taps) * worth.wrong_sure
            + outside * worth.false_answer,
            0,
        ),
        Level(
            "likely",
            first * (worth.right - worth.clutter)
            + next_three * worth.offered_below
            + tapped * worth.one_tap
            + missed * worth.wrong_likely
            + outside * worth.false_answer,
            3,
        ),
        Level("choose", four * worth.offered + (inside - four) * worth.missed_choice + outside * worth.false_choice, 4),
        Level("none", inside * worth.refused + outside * worth.refused_right, 3),
    ]
    if topic:
        levels = [replace(level, worth=level.worth + worth.topic * (level.name == "choose")) for level in levels]
    return tuple(sorted(levels, key=lambda level: -level.worth))
