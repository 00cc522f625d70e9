"""Understands when, and what, from a message in English or French.

Text, now and zone in; a `Meaning` out. The rules are those of `remind --json` in the README; where words can mean several times, all of
them are returned and the person is asked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from bot.reminders.asking import is_command, is_question, is_told
from bot.reminders.building import rules
from bot.reminders.choose import choose
from bot.reminders.errand import errand, opening, tidy
from bot.reminders.gather import Chosen
from bot.reminders.meaning import Meaning, Trouble
from bot.reminders.once import Scene, moments
from bot.reminders.pieces import At, Clock
from bot.reminders.reader import Reader
from bot.reminders.recurrence import Rule
from bot.reminders.scan import scan
from bot.reminders.tokens import LONGEST, cut, language_of
from bot.reminders.words import Language
from bot.reminders.zones import load, to_utc

# As many occurrences of a series as a person is shown.
_SHOWN = 5
# What has lasted since then is no time to come.
_SINCE = {"since", "depuis"}
# No more buttons than fit under a question.
_MOST_CHOICES = 6


def understand(
    text: str, now: datetime, zone: str, language: Language | None = None, default_hour: time = time(9)
) -> Meaning:
    """What `text` means to a person in `zone` (IANA) at the aware moment `now`.

    `language` is the person's; the text itself may be in the other. `default_hour` is taken where no hour is said.
    Raises `ValueError` for a naive `now`, and `UnknownZone` (a `ValueError`) for an unknown zone.
    """
    load(zone)
    if now.tzinfo is None or now.utcoffset() is None:
        raise ValueError("now must carry an offset")
    if not 1970 <= now.year <= 9000:
        raise ValueError("now must lie between the years 1970 and 9000")
    spoken = language_of(text, language)
    meaning = _read(text[:LONGEST], now, zone, spoken, default_hour)
    if meaning.kind == "none" and meaning.trouble == "no time":
        # The words did not tell the language for sure: perhaps it was the other.
        other: Language = "fr" if spoken == "en" else "en"
        second = _read(text[:LONGEST], now, zone, other, default_hour)
        if second.kind in {"once", "series"} and language_of(text, None) != spoken:
            return second
    return meaning


def understand_json(line: dict[str, Any]) -> dict[str, Any]:
    """One line of `remind --json`: `{"text", "now", "zone", "language"}` in, the dict of `Meaning.as_json` out.

    Raises `ValueError` with a sentence for a person where the line cannot be used.
    """
    text, now, zone, language = line.get("text"), line.get("now"), line.get("zone"), line.get("language")
    if not isinstance(text, str):
        raise ValueError("text is missing or is not a text")
    if not isinstance(now, str):
        raise ValueError("now is missing or is not a text")
    if not isinstance(zone, str):
        raise ValueError("zone is missing or is not a text")
    if language not in (None, "en", "fr"):
        raise ValueError('language must be "en", "fr" or null')
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        raise ValueError(f"now is not an ISO 8601 time: {now[:60]!r}") from None
    return understand(text, moment, zone, language).as_json()


def _read(text: str, now: datetime, zone: str, language: Language, default_hour: time) -> Meaning:
    reader = Reader(text, cut(text, language), language)
    chosen = choose(reader, scan(reader))
    what = _what(reader, chosen)
    scene = Scene(now, zone, default_hour)
    if chosen.at is not None and chosen.at.same:
        wall = scene.wall
        chosen = replace(chosen, at=At((Clock(wall.hour, wall.minute, half=True),)))

    def none(trouble: Trouble) -> Meaning:
        return Meaning("none", what, zone, language, trouble=trouble)

    if is_command(text) or (not opening(reader) and (is_question(text) or is_told(text))):
        return none("no time")
    if any(
        reader.word(first - 1) in _SINCE or (chosen.every is None and reader.word(first) in _SINCE)
        for first, _ in chosen.used
    ):
        return none("no time")
    if chosen.never is not None:
        return none(chosen.never.why)
    if chosen.excepting is not None and not chosen.excepting.weekdays:
        return none("no time")
    said = (chosen.day, chosen.shift, chosen.around, chosen.every, chosen.at, chosen.part)
    if all(piece is None for piece in said):
        return none("no time")
    default = chosen.at is None and chosen.part is None and chosen.shift is None
    try:
        if chosen.every is not None:
            series = [rule for each in (chosen, *chosen.also) for rule in rules(each, scene)]
            return _series(series, what, scene, language, default) or none("past")
        found = sorted({at for each in (chosen, *chosen.also) for at in moments(each, scene)}, key=to_utc)
    except (OverflowError, ValueError):
        # "in 90000 years": beyond the calendar.
        return none("impossible")
    options = tuple(
        Meaning("once", what, zone, language, next=(at,), default_hour=default) for at in found[:_MOST_CHOICES]
    )
    return _settled(options, what, zone, language) or none("past")


def _series(found: list[Rule], what: str, scene: Scene, language: Language, default: bool) -> Meaning | None:
    options = []
    for rule in found:
        shown = rule.first(_SHOWN, scene.now)
        if shown:
            options.append(Meaning("series", what, scene.zone, language, next=shown, rule=rule, default_hour=default))
    options.sort(key=lambda meaning: to_utc(meaning.next[0]))
    return _settled(tuple(options[:_MOST_CHOICES]), what, scene.zone, language)


def _settled(options: tuple[Meaning, ...], what: str, zone: str, language: Language) -> Meaning | None:
    """The meaning itself where there is one; a question where there are several. Readings with the same first time are one choice."""
    by_first = {to_utc(option.next[0]): option for option in reversed(options)}
    options = tuple(by_first[at] for at in sorted(by_first))
    if len(options) <= 1:
        return options[0] if options else None
    choices = tuple(option.next[0] for option in options)
    return Meaning("ambiguous", what, zone, language, choices=choices, options=options)


def _what(reader: Reader, chosen: Chosen) -> str:
    opened = opening(reader)
    used = list(chosen.used)
    what = errand(reader, used, opened)
    if not what and chosen.event and chosen.event[0] < chosen.event[1]:
        # "remind me a week before my NAC on May 8": the event is all there is to say.
        first, end = chosen.event
        what = tidy(reader.text[reader.token(first).start : reader.token(end - 1).end])
    return what
