"""Reminders as messages: one alone with its buttons, or several as a digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.chat.answer import say_day
from bot.chat.buttons import Button, Rows, button, keyboard
from bot.chat.markup import visible_length
from bot.chat.reminder_words import moment_words, moments_words, occurrence_html, when_words
from bot.chat.split import LIMIT, split
from bot.chat.texts import Html, Texts
from bot.knowledge.model import Knowledge
from bot.reminders.schedule import MOST_MISSED, Next
from bot.storage.deliveries import Due
from bot.storage.people import Person

# So much later than its time a reminder says when it should have come.
WORTH_A_WORD = timedelta(minutes=15)


@dataclass(frozen=True)
class Ripe:
    """An occurrence that is due, and the later times of the same reminder that have passed as well."""

    due: Due
    missed: tuple[Next, ...] = ()


@dataclass(frozen=True)
class Letters:
    """Writes what a delivery says."""

    texts: Texts
    knowledge: Knowledge

    def messages(self, person: Person, ripe: tuple[Ripe, ...], now: datetime, *, digest: bool) -> list[dict[str, Any]]:
        """The parameters of the messages (without `chat_id`), in order; each fits Telegram's limit."""
        language = language_of(person)
        if digest:
            html_parts, rows = self._digest(person, ripe, now, language)
        else:
            html_parts, rows = self._single(person, ripe[0], now, language)
        made: list[dict[str, Any]] = [
            {"text": html, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}} for html in html_parts
        ]
        made[-1]["reply_markup"] = keyboard(rows)
        return made

    def moved(self, person: Person, number: int, title: str, before: date, after: date, kind: str) -> dict[str, Any]:
        """What a follower hears when the date of an event has changed: the parameters of one message."""
        texts, language = self.texts, language_of(person)
        html = texts.say(
            "event-moved" if after != before else "event-kind",
            language,
            title=title,
            before=say_day(before, language),
            after=say_day(after, language),
            kind=texts.plain(f"follow-{kind}", language),
        )
        rows = [
            [button(texts.plain("reminder-open", language), "ro", number)],
            [button(texts.plain("menu", language), "m", "", 0)],
        ]
        return {
            "text": html,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "reply_markup": keyboard(rows),
        }

    def _single(self, person: Person, one: Ripe, now: datetime, language: str) -> tuple[list[str], Rows]:
        due, texts = one.due, self.texts
        zone = person.zone or due.reminder.zone
        blocks = [occurrence_html(due.reminder, due.item, texts, self.knowledge, language, now)]
        if due.reminder.rule is not None and not due.snoozed:
            blocks.append(texts.say("reminder-rhythm", language, when=when_words(due.reminder, language)))
        if now - due.due_at > WORTH_A_WORD:
            blocks.append(texts.say("reminder-late", language, when=moment_words(due.at, zone, language)))
        return split("\n".join(blocks)), delivered_rows(texts, self.knowledge, due, language)

    def _digest(self, person: Person, ripe: tuple[Ripe, ...], now: datetime, language: str) -> tuple[list[str], Rows]:
        texts = self.texts
        away = any(now - one.due.due_at > WORTH_A_WORD for one in ripe)
        head = texts.say("digest-away" if away else "digest-today", language)
        items = [self._item(person, one, now, language) for one in sorted(ripe, key=lambda one: one.due.at)]
        parts, current = [], str(head)
        for item in items:
            if visible_length(f"{current}\n\n{item}") > LIMIT:
                parts.append(current)
                current = item
            else:
                current = f"{current}\n\n{item}"
        parts.append(current)
        # One item alone may be too long: the whole plan of an exam, missed.
        parts = [piece for part in parts for piece in split(part)]
        rows = [
            [button(texts.plain("reminder-done", language), "rk", 0)],
            [
                button(texts.plain("reminders-mine", language), "rl", 0),
                button(texts.plain("menu", language), "m", "", 0),
            ],
        ]
        return parts, rows

    def _item(self, person: Person, one: Ripe, now: datetime, language: str) -> str:
        """One reminder of a digest: the times that it should have come, and what it says."""
        due, texts = one.due, self.texts
        zone = person.zone or due.reminder.zone
        times = [due.at, *(missed.at for missed in one.missed)]
        told = moments_words(times, zone, language)
        if len(one.missed) >= MOST_MISSED:
            told += texts.plain("digest-more", language)
        parts = [part for missed in one.missed for part in missed.parts]
        item = {"parts": [*(due.item or {}).get("parts", []), *parts]} if due.item or parts else None
        said = occurrence_html(due.reminder, item, texts, self.knowledge, language, now)
        return texts.say("digest-item", language, times=told, said=Html(said))


def delivered_rows(texts: Texts, knowledge: Knowledge, due: Due, language: str) -> list[list[Button]]:
    """The buttons of a delivered reminder. The first says that it is done."""
    number = due.reminder.id
    rows = [[button(texts.plain("reminder-done", language), "rk", number)]]
    for part in (due.item or {}).get("parts", []):
        entry = knowledge.entry(part["entry"], language) if part.get("entry") else None
        if entry is not None and len(rows) < 3:
            rows.append([button(texts.plain("reminder-read", language, label=entry.short), "a", entry.id)])
    rows.append(
        [
            button(texts.plain("snooze-hour", language), "rz", number, "h"),
            button(texts.plain("snooze-evening", language), "rz", number, "e"),
            button(texts.plain("snooze-tomorrow", language), "rz", number, "t"),
            button(texts.plain("snooze-pick", language), "rz", number, "p"),
        ]
    )
    rows.append(
        [
            button(texts.plain("reminder-edit", language), "re", number),
            button(texts.plain("reminder-stop", language), "rx", number),
        ]
    )
    rows.append([button(texts.plain("menu", language), "m", "", 0)])
    return rows


def language_of(person: Person) -> str:
    """The language of somebody who is not in the room: chosen, else Telegram's."""
    code = person.language or person.telegram_language or ""
    return "fr" if code.lower().startswith("fr") else "en"
