"""How an entry looks: title, answer, folded detail, sources with their date, and its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from babel.dates import format_date

from bot.chat import markup
from bot.chat.buttons import MOST_ROWS, Button, button, pairs
from bot.chat.texts import Html, Texts
from bot.knowledge.model import Entry, Knowledge, Source

MOST_SOURCES = 3
MOST_FOLLOW_UPS = 4


def say_day(day: date, language: str) -> str:
    if language == "fr" and day.day == 1:
        return format_date(day, "'1er' MMM y", locale=language)
    return format_date(day, "d MMM y" if language == "fr" else "MMM d, y", locale=language)


def say_month(day: date, language: str) -> str:
    return format_date(day, "LLLL y" if language == "fr" else "MMMM y", locale=language)


def entry_html(
    knowledge: Knowledge,
    texts: Texts,
    entry: Entry,
    language: str,
    today: date,
    *,
    crumbs: str = "",
    note: str = "",
    unsure: bool = False,
) -> str:
    """The whole text of an answer as Telegram HTML."""
    blocks = []
    if crumbs:
        blocks.append(f"<i>{markup.escape(crumbs)}</i>")
    blocks.append(f"<b>{markup.escape(entry.question)}</b>")
    if note:
        blocks.append(note)
    overdue = _overdue(knowledge, texts, entry, language, today)
    if overdue:
        blocks.append(overdue)
    blocks.append(markup.to_html(entry.answer))
    if entry.detail:
        blocks.append(f"<blockquote expandable>{markup.to_html(entry.detail)}</blockquote>")
    blocks.append(_source_line(knowledge, texts, entry, language))
    if unsure:
        blocks.append(texts.say("not-this-line", language))
    return "\n\n".join(block for block in blocks if block)


def _sources(knowledge: Knowledge, entry: Entry) -> list[Source]:
    return [knowledge.sources[name] for name in entry.sources if name in knowledge.sources]


def _overdue(knowledge: Knowledge, texts: Texts, entry: Entry, language: str, today: date) -> Html | None:
    if entry.review_by is None or entry.review_by >= today:
        return None
    sources = _sources(knowledge, entry)
    checked = max((source.checked for source in sources), default=entry.as_of.first_day if entry.as_of else None)
    if checked is None:
        return None
    where = Html(markup.link(sources[0].title, sources[0].url)) if sources else Html("")
    return texts.say(
        "answer-overdue" if sources else "answer-overdue-bare",
        language,
        month=say_month(checked, language),
        where=where,
    )


def _source_line(knowledge: Knowledge, texts: Texts, entry: Entry, language: str) -> str:
    sources = _sources(knowledge, entry)
    parts: list[str] = []
    if sources:
        named = ", ".join(
            f"{markup.link(s.title, s.url)} ({markup.escape(s.publisher)})" for s in sources[:MOST_SOURCES]
        )
        key = "source-line" if len(sources) == 1 else "source-lines"
        checked = say_day(max(source.checked for source in sources), language)
        parts.append(texts.say(key, language, named=Html(named), checked=checked))
    if entry.confidence != "confirmed":
        parts.append(texts.say(f"confidence-{entry.confidence}", language))
    if not parts:
        return ""
    return "<i>" + " ".join(parts) + "</i>"


def sources_html(knowledge: Knowledge, texts: Texts, entry: Entry, language: str) -> str:
    """Every source of an answer with the day on which it was last looked at."""
    lines = [
        f"• {markup.link(source.title, source.url)} ({markup.escape(source.publisher)}), {say_day(source.checked, language)}"
        for source in _sources(knowledge, entry)
    ]
    if not lines:
        return texts.say("sources-none", language, question=entry.question)
    return texts.say("sources-list", language, question=entry.question, lines=Html("\n".join(lines)))


def share_url(username: str, entry: Entry) -> str:
    """A link that opens Telegram's own chooser: who to send this answer to."""
    deep = f"https://t.me/{username}?start=e_{entry.id}"
    return f"https://t.me/share/url?url={quote(deep, safe='')}&text={quote(entry.question, safe='')}"


def entry_rows(
    knowledge: Knowledge,
    texts: Texts,
    entry: Entry,
    language: str,
    username: str,
    *,
    offers: Sequence[str] = (),
    province: str | None = None,
    dated: str | None = None,
) -> list[list[Button]]:
    """The buttons under an answer. `offers` are what else the question may have meant ("Not this?"): then fewer follow-ups fit.

    `province` is the province in force, shown as a chip; `dated` the id of an event that can be followed.
    """
    rows: list[list[Button]] = []
    taken = {entry.id}
    for other in offers[:3]:
        found = knowledge.entry(other, language)
        if found is not None and found.id not in taken:
            taken.add(found.id)
            rows.append([button(texts.plain("not-this", language, label=found.short), "a", found.id)])
    below: list[list[Button]] = []
    if province is not None:
        chip = texts.plain("chip", language, province=texts.plain(f"province-{province}", language))
        below.append([button(chip, "pc", entry.id)])
    if dated is not None:
        below.append([button(texts.plain("remind-me", language), "rd", dated)])
    below.append(tool_row(texts, entry, language))
    below.append(
        [
            Button(texts.plain("share", language), url=share_url(username, entry)),
            button(texts.plain("menu", language), "m", "", 0),
        ]
    )
    follow = [knowledge.entry(name, language) for name in entry.follow_ups]
    buttons = [button(item.short, "a", item.id) for item in follow if item is not None and item.id not in taken]
    room = MOST_FOLLOW_UPS if not rows else max(2, 5 - len(rows))
    # What leads on gives way: a screen with every other row has none too many.
    return [*rows, *pairs(buttons[:room])[: MOST_ROWS - len(rows) - len(below)], *below]


def tool_row(texts: Texts, entry: Entry, language: str) -> list[Button]:
    """Votes, keep, and what is rarely wanted."""
    return [
        button("👍", "v", "u", entry.id),
        button("👎", "v", "d", entry.id),
        button("⭐", "k", entry.id),
        button("⋯", "o", entry.id),
    ]
