"""The date of an exam: a session of the calendar, a day of the grid of months, or words."""

from __future__ import annotations

import calendar as months
from dataclasses import replace
from datetime import date, time

from telegram import Update

from bot.chat import reminder_state, says
from bot.chat.answer import say_day, say_month
from bot.chat.buttons import Address, Button, button
from bot.chat.context import Context
from bot.chat.reminder_making import back_row, say
from bot.chat.reminder_state import Draft
from bot.chat.reminder_words import spoken
from bot.chat.reminders_exam_plan import exam_of, say_past, show_preview, today_of
from bot.chat.reminders_exam_rhythm import ask_hour
from bot.chat.texts import Html
from bot.knowledge.calendar import Event
from bot.reminders.understand import understand

#: Exams and what an event of the calendar is about where it is one of their sessions.
EXAMS = {"mccqe": "mccqe", "nac": "nac", "tdm": "tdm", "language": "language-test"}
SESSIONS = 4
FARTHEST = 3  # years ahead that the grid of months reaches


def sessions(context: Context, exam: str) -> list[Event]:
    """The coming sessions of an exam, next first."""
    rules, today, subject = context.services.rules, context.turn.now.date(), EXAMS.get(exam)
    if rules is None or subject is None:
        return []
    found = [
        event for event in rules.calendar.values() if {subject, "date"} <= set(event.about) and event.last >= today
    ]
    return sorted(found, key=lambda event: event.start)[:SESSIONS]


async def ask_date(context: Context, draft: Draft) -> None:
    """The session, or a day: by buttons or typed."""
    draft = replace(draft, step="exam-date")
    reminder_state.keep(context, draft)
    language, today = await context.language(), today_of(context, draft)
    rows = [
        [button(f"{event.title} · {say_day(event.start, language)}", "rbt", draft.n, event.id)]
        for event in sessions(context, draft.exam["exam"])
    ]
    rows.append([button(await context.plain("exam-pick-day"), "rbm", draft.n, f"{today:%Y-%m}")])
    rows.append(await back_row(context, draft, "rb"))
    say(context, await context.say_text("exam-date-ask", name=draft.exam["name"]), rows)


async def chosen_session(update: Update, context: Context, address: Address) -> None:
    """A session: one of a single day is the date; of a longer one the day is asked for."""
    draft = await exam_of(context, address)
    if draft is None:
        return
    rules = context.services.rules
    event = rules.calendar.get(address.arg(1)) if rules else None
    says.toast(context)
    if event is None:
        await ask_date(context, draft)
    elif event.last == event.start:
        await dated(context, draft, event.start)
    else:
        await _show_month(context, draft, event.start.year, event.start.month, event)


async def month(update: Update, context: Context, address: Address) -> None:
    """A page of the grid."""
    draft = await exam_of(context, address)
    if draft is None:
        return
    says.toast(context)
    try:
        shown = date.fromisoformat(f"{address.arg(1)}-01")
    except ValueError:
        shown = context.turn.now.date()
    await _show_month(context, draft, shown.year, shown.month)


async def _show_month(context: Context, draft: Draft, year: int, number: int, event: Event | None = None) -> None:
    """One month as buttons: its weeks, a row to turn over, a row back. Never more than eight rows."""
    today, language = context.turn.now.date(), await context.language()
    first = date(year, number, 1)
    rows: list[list[Button]] = []
    for week in months.Calendar().monthdatescalendar(year, number):
        rows.append(
            [
                button(str(day.day), "rbd", draft.n, day.isoformat())
                if day.month == number and day >= today
                else button("·", "rbm", draft.n, f"{first:%Y-%m}")
                for day in week
            ]
        )
    earlier, later = _shifted(first, -1), _shifted(first, 1)
    turn = [button(say_month(first, language), "rbm", draft.n, f"{first:%Y-%m}")]
    if first > today:
        turn.insert(0, button("‹", "rbm", draft.n, f"{earlier:%Y-%m}"))
    if later.year <= today.year + FARTHEST:
        turn.append(button("›", "rbm", draft.n, f"{later:%Y-%m}"))
    rows.append(turn)
    rows.append(await back_row(context, draft, "rbe", draft.exam["exam"]))
    about = ""
    if event is not None:
        about = await context.say_text(
            "exam-session",
            title=event.title,
            start=say_day(event.start, language),
            last=say_day(event.last, language),
        )
    html = await context.say_text("exam-day-ask", name=draft.exam["name"], session=Html(about))
    says.edit(context, html, rows)


def _shifted(first: date, by: int) -> date:
    index = first.year * 12 + first.month - 1 + by
    return date(index // 12, index % 12 + 1, 1)


async def choose_day(update: Update, context: Context, address: Address) -> None:
    """A day of the grid."""
    draft = await exam_of(context, address)
    if draft is None:
        return
    says.toast(context)
    try:
        day = date.fromisoformat(address.arg(1))
    except ValueError:
        await ask_date(context, draft)
        return
    await dated(context, draft, day)


async def dated(context: Context, draft: Draft, day: date, at: time | None = None) -> None:
    """The date is known. One that has passed is met kindly."""
    if day < today_of(context, draft):
        await say_past(context, draft)
        return
    exam = {**draft.exam, "date": day.isoformat(), "at": at.isoformat("minutes") if at else draft.exam.get("at")}
    draft = replace(draft, exam=exam)
    if draft.edits:
        await show_preview(context, draft)
        return
    await ask_hour(context, draft)


async def typed(context: Context, draft: Draft, text: str) -> bool:
    """A date in words. False if they are rather something else."""
    zone = draft.zone or (await context.person()).zone or "UTC"
    meaning = understand(text, context.turn.now, zone, spoken(await context.language()), time(0, 1))
    days = {at.date() for at in (meaning.choices or meaning.next[:1])}
    if meaning.kind == "none" and meaning.trouble == "past":
        await say_past(context, draft)
    elif meaning.kind in ("once", "ambiguous") and len(days) == 1:
        at = meaning.at.time() if meaning.at is not None and not meaning.default_hour else None
        await dated(context, draft, days.pop(), at)
    elif meaning.kind == "ambiguous":
        reminder_state.keep(context, draft)
        language = await context.language()
        rows = [[button(say_day(day, language), "rbd", draft.n, day.isoformat())] for day in sorted(days)]
        rows.append(await back_row(context, draft, "rbe", draft.exam["exam"]))
        says.message(context, await context.say_text("exam-which-day"), rows)
    elif draft.tries:
        return False
    else:
        draft = replace(draft, tries=1)
        reminder_state.keep(context, draft)
        rows = [
            [button(await context.plain("exam-pick-day"), "rbm", draft.n, f"{context.turn.now:%Y-%m}")],
            await back_row(context, draft, "rbe", draft.exam["exam"]),
        ]
        says.message(context, await context.say_text("exam-no-date"), rows)
    return True
