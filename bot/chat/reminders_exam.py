"""The countdown to an exam: which, when, at what hour, how much; a preview; and the plan, which moves when its date does."""

from __future__ import annotations

import calendar as months
from collections import Counter
from dataclasses import replace
from datetime import date, time

from telegram import Update

from bot.chat import reminder_state, reminders_zone, says
from bot.chat.answer import say_day, say_month
from bot.chat.buttons import Address, Button, button
from bot.chat.context import Context
from bot.chat.reminder_state import Draft
from bot.chat.reminder_times import coming_of, schedule_of, study_prompts
from bot.chat.reminder_words import moment_words, spoken
from bot.chat.reminders_draft import opened, saved_rows, say, say_full
from bot.chat.reminders_list import find, number_of, screen
from bot.chat.texts import Html
from bot.knowledge.calendar import Event
from bot.reminders.schedule import coming
from bot.reminders.understand import understand
from bot.reminders.zones import to_zone
from bot.storage import reminders
from bot.storage.reminders import Reminder

#: Exams and what an event of the calendar is about where it is one of their sessions.
EXAMS = {"mccqe": "mccqe", "nac": "nac", "tdm": "tdm", "language": "language-test"}
HOURS = ("0700", "0900", "1200", "1500", "1800", "2000")
INTENSITIES = ("light", "steady", "intense")
SESSIONS = 4
FARTHEST = 3  # years ahead that the grid of months reaches
LONGEST_NAME = 80


async def choose_exam(update: Update, context: Context, address: Address) -> None:
    """Which exam?"""
    says.toast(context)
    rows = [[button(await context.plain(f"exam-{name}"), "rbe", name)] for name in (*EXAMS, "other")]
    rows.append([button(await context.plain("back"), "rnew"), button(await context.plain("menu"), "m", "", 0)])
    says.edit(context, await context.say_text("exam-ask"), rows)


async def chosen_exam(update: Update, context: Context, address: Address) -> None:
    """An exam of ours, or another that has to be named."""
    name = address.arg(0)
    if name not in (*EXAMS, "other"):
        says.toast(context, await context.plain("old-button"))
        return
    says.toast(context)
    person = await context.person()
    about = {"exam": name, "hour": person.hour, "intensity": person.intensity}
    if name == "other":
        draft = reminder_state.fresh(context, "exam-name", exam=about)
        reminder_state.keep(context, draft)
        says.edit(context, await context.say_text("exam-name-ask"), [await _bottom(context, draft, "rb")])
        return
    draft = reminder_state.fresh(context, "exam-date", exam={**about, "name": await context.plain(f"exam-{name}")})
    await ask_date(context, draft)


async def _opened(context: Context, address: Address) -> Draft | None:
    """The countdown in the making that a button belongs to."""
    draft = await opened(context, address)
    if draft is not None and not {"exam", "name", "hour", "intensity"} <= draft.exam.keys():
        says.toast(context, await context.plain("remind-old-draft"), alert=True)
        return None
    return draft


async def _bottom(context: Context, draft: Draft, back: str, *args: str | int) -> list[Button]:
    return [
        button(await context.plain("back"), back, *args),
        button(await context.plain("remind-cancel"), "rn", draft.n),
        button(await context.plain("menu"), "m", "", 0),
    ]


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
    language, today = await context.language(), _today(context, draft)
    rows = [
        [button(f"{event.title} · {say_day(event.start, language)}", "rbt", draft.n, event.id)]
        for event in sessions(context, draft.exam["exam"])
    ]
    rows.append([button(await context.plain("exam-pick-day"), "rbm", draft.n, f"{today:%Y-%m}")])
    rows.append(await _bottom(context, draft, "rb"))
    say(context, await context.say_text("exam-date-ask", name=draft.exam["name"]), rows)


def _today(context: Context, draft: Draft) -> date:
    return to_zone(context.turn.now, draft.zone or "UTC").date()


async def chosen_session(update: Update, context: Context, address: Address) -> None:
    """A session: one of a single day is the date; of a longer one the day is asked for."""
    draft = await _opened(context, address)
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
    draft = await _opened(context, address)
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
    rows.append(await _bottom(context, draft, "rbe", draft.exam["exam"]))
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
    draft = await _opened(context, address)
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
    if day < _today(context, draft):
        await _past(context, draft)
        return
    exam = {**draft.exam, "date": day.isoformat(), "at": at.isoformat("minutes") if at else draft.exam.get("at")}
    draft = replace(draft, exam=exam)
    if draft.edits:
        await show_preview(context, draft)
        return
    draft = replace(draft, step="exam-hour")
    reminder_state.keep(context, draft)
    usual = draft.exam["hour"].replace(":", "")
    labels = [button(f"{hour[:2]}:{hour[2:]}", "rbh", draft.n, hour) for hour in sorted({*HOURS, usual})]
    rows = [labels[index : index + 4] for index in range(0, len(labels), 4)]
    rows.append(await _bottom(context, draft, "rbe", draft.exam["exam"]))
    html = await context.say_text(
        "exam-hour-ask", name=draft.exam["name"], date=say_day(day, await context.language()), hour=draft.exam["hour"]
    )
    say(context, html, rows)


async def _past(context: Context, draft: Draft) -> None:
    reminder_state.keep(context, replace(draft, step="exam-date"))
    rows = [
        [button(await context.plain("exam-pick-day"), "rbm", draft.n, f"{_today(context, draft):%Y-%m}")],
        await _bottom(context, draft, "rbe", draft.exam["exam"]),
    ]
    say(context, await context.say_text("exam-past", name=draft.exam["name"]), rows)


async def chosen_hour(update: Update, context: Context, address: Address) -> None:
    """The hour of the reminders; then how much."""
    draft = await _opened(context, address)
    if draft is None:
        return
    said = address.arg(1)
    says.toast(context)
    try:
        hour = time.fromisoformat(f"{said[:2]}:{said[2:]}")
    except ValueError:
        await ask_date(context, draft)
        return
    draft = replace(draft, step="exam-intensity", exam={**draft.exam, "hour": hour.isoformat("minutes")})
    reminder_state.keep(context, draft)
    rows = [[button(await context.plain(f"intensity-{name}"), "rbi", draft.n, name)] for name in INTENSITIES]
    rows.append(await _bottom(context, draft, "rbe", draft.exam["exam"]))
    says.edit(context, await context.say_text("exam-intensity-ask"), rows)


async def chosen_intensity(update: Update, context: Context, address: Address) -> None:
    """How much; then the preview, in the person's zone."""
    draft = await _opened(context, address)
    if draft is None:
        return
    says.toast(context)
    name = address.arg(1)
    if name not in INTENSITIES or not draft.exam.get("date"):
        await ask_date(context, draft)
        return
    await show_preview(context, replace(draft, exam={**draft.exam, "intensity": name}))


async def go_on(context: Context, draft: Draft) -> None:
    """After the zone was told."""
    await show_preview(context, draft)


async def show_preview(context: Context, draft: Draft) -> None:
    """The plan before it is saved: how many of each, and when the first comes."""
    zone = draft.zone or (await context.person()).zone
    if zone is None:
        await reminders_zone.ask(context, replace(draft, then="exam"))
        return
    draft = replace(draft, step="exam-preview", zone=zone)
    reminder_state.keep(context, draft)
    language = await context.language()
    made = list(
        coming(
            schedule_of(exam_reminder(context, draft)),
            context.turn.now,
            study_prompts(context.services.knowledge),
        )
    )
    parts = [part for one in made for part in one.parts]
    counted = Counter(part["kind"] for part in parts)
    days = [str(part["days"]) for part in parts if part["kind"] == "milestone"]
    lines = []
    if days:
        lines.append(await context.say_text("exam-plan-milestones", days=", ".join(days)))
    if counted["study"]:
        lines.append(await context.say_text("exam-plan-study", number=counted["study"]))
    if counted["checklist"]:
        lines.append(await context.say_text("exam-plan-checklist"))
    if counted["wishes"]:
        lines.append(await context.say_text("exam-plan-wishes"))
    if not made:
        await _past(context, draft)
        return
    day, intensity = date.fromisoformat(draft.exam["date"]), draft.exam["intensity"]
    html = await context.say_text(
        "exam-preview",
        name=draft.exam["name"],
        date=say_day(day, language),
        hour=draft.exam["hour"],
        intensity=await context.plain(f"intensity-{intensity}"),
        lines=Html("\n".join(lines)),
        first=moment_words(made[0].at, zone, language),
    )
    rows = [
        [button(await context.plain("remind-save"), "rbs", draft.n)],
        await _bottom(context, draft, "rbe", draft.exam["exam"]),
    ]
    say(context, html, rows)


def exam_reminder(context: Context, draft: Draft) -> Reminder:
    """The countdown as it would be stored; its plan is made as of today."""
    exam = draft.exam
    detail = {key: exam.get(key) for key in ("exam", "name", "date", "at", "hour", "intensity")}
    wall = to_zone(context.turn.now, draft.zone).replace(tzinfo=None).isoformat(timespec="minutes")
    return Reminder(context.person_id, "exam", exam["name"], wall, draft.zone, None, detail)


async def save(update: Update, context: Context, address: Address) -> None:
    """Save: a new countdown, or the old one moved to its new date."""
    draft = await _opened(context, address)
    if draft is None:
        return
    if draft.step != "exam-preview":
        says.toast(context)
        await ask_date(context, draft)
        return
    reminder, prompts = exam_reminder(context, draft), study_prompts(context.services.knowledge)
    after, number = context.turn.now, draft.edits
    async with context.services.database.read() as connection:
        full = not number and await reminders.count(connection, context.person_id) >= reminders.MOST
        if number:
            after = max(after, await reminders.last_fired(connection, number) or after)
    if full:
        await say_full(context)
        return
    found = next(coming(schedule_of(reminder), after, prompts), None)
    first = coming_of(found) if found else None
    if first is None:
        says.toast(context)
        await _past(context, draft)
        return

    async def work(connection, now) -> None:  # type: ignore[no-untyped-def]
        if number:
            await reminders.change(
                connection,
                reminder.person_id,
                number,
                now,
                first,
                wall=reminder.wall,
                zone=reminder.zone,
                detail=reminder.detail,
            )
        else:
            await reminders.add(connection, reminder, first, now)

    context.turn.change(work)
    reminder_state.end(context)
    says.toast(context, await context.plain("remind-saved-toast"))
    html = await context.say_text(
        "exam-saved",
        name=reminder.text,
        date=say_day(date.fromisoformat(draft.exam["date"]), await context.language()),
        first=moment_words(first.at, draft.zone, await context.language()),
    )
    says.edit(context, html, await saved_rows(context))


async def change_date(update: Update, context: Context, address: Address) -> None:
    """Another date for a stored countdown."""
    found = await find(context, number_of(address))
    if found is None:
        return
    says.toast(context)
    if found.kind != "exam":
        html, rows = await screen(context, found)
        says.edit(context, html, rows)
        return
    draft = reminder_state.fresh(
        context, "exam-date", edits=found.id, zone=found.zone, exam={**found.detail, "name": found.text}
    )
    await ask_date(context, draft)


async def typed(context: Context, draft: Draft, text: str) -> bool:
    """The name of another exam, or a date in words."""
    if text.rstrip().endswith("?"):
        return False
    if draft.step == "exam-name":
        name = " ".join(text.split())[:LONGEST_NAME]
        await ask_date(context, replace(draft, exam={**draft.exam, "name": name}))
        return True
    zone = draft.zone or (await context.person()).zone or "UTC"
    meaning = understand(text, context.turn.now, zone, spoken(await context.language()), time(0, 1))
    days = {at.date() for at in (meaning.choices or meaning.next[:1])}
    if meaning.kind == "none" and meaning.trouble == "past":
        await _past(context, draft)
    elif meaning.kind in ("once", "ambiguous") and len(days) == 1:
        at = meaning.at.time() if meaning.at is not None and not meaning.default_hour else None
        await dated(context, draft, days.pop(), at)
    elif meaning.kind == "ambiguous":
        reminder_state.keep(context, draft)
        language = await context.language()
        rows = [[button(say_day(day, language), "rbd", draft.n, day.isoformat())] for day in sorted(days)]
        rows.append(await _bottom(context, draft, "rbe", draft.exam["exam"]))
        says.message(context, await context.say_text("exam-which-day"), rows)
    elif draft.tries:
        return False
    else:
        draft = replace(draft, tries=1)
        reminder_state.keep(context, draft)
        rows = [
            [button(await context.plain("exam-pick-day"), "rbm", draft.n, f"{context.turn.now:%Y-%m}")],
            await _bottom(context, draft, "rbe", draft.exam["exam"]),
        ]
        says.message(context, await context.say_text("exam-no-date"), rows)
    return True
