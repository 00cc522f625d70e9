"""The plan of a countdown: shown before it is saved, moved when the date of the exam does."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from telegram import Update

from bot.chat import reminder_state, reminders_zone, says
from bot.chat.answer import say_day
from bot.chat.buttons import Address, button
from bot.chat.context import Context
from bot.chat.reminder_making import back_row, may_come_after, opened, saved_rows, say, say_full, say_old, store
from bot.chat.reminder_state import Draft
from bot.chat.reminder_times import coming_of, schedule_of, study_prompts
from bot.chat.reminder_words import moment_words
from bot.chat.texts import Html
from bot.reminders.schedule import Next, coming
from bot.reminders.zones import to_zone
from bot.storage.reminders import Reminder


async def exam_of(context: Context, address: Address) -> Draft | None:
    """The countdown in the making that a button belongs to."""
    draft = await opened(context, address)
    if draft is not None and not {"exam", "name", "hour", "intensity"} <= draft.exam.keys():
        await say_old(context)
        return None
    return draft


def today_of(context: Context, draft: Draft) -> date:
    return to_zone(context.turn.now, draft.zone or "UTC").date()


async def say_past(context: Context, draft: Draft) -> None:
    reminder_state.keep(context, replace(draft, step="exam-date"))
    rows = [
        [button(await context.plain("exam-pick-day"), "rbm", draft.n, f"{today_of(context, draft):%Y-%m}")],
        await back_row(context, draft, "rbe", draft.exam["exam"]),
    ]
    say(context, await context.say_text("exam-past", name=draft.exam["name"]), rows)


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
    if not made:
        await say_past(context, draft)
        return
    day, intensity = date.fromisoformat(draft.exam["date"]), draft.exam["intensity"]
    html = await context.say_text(
        "exam-preview",
        name=draft.exam["name"],
        date=say_day(day, language),
        hour=draft.exam["hour"],
        intensity=await context.plain(f"intensity-{intensity}"),
        lines=Html("\n".join(await _plan_lines(context, made))),
        first=moment_words(made[0].at, zone, language),
    )
    rows = [
        [button(await context.plain("remind-save"), "rbs", draft.n)],
        await back_row(context, draft, "rbe", draft.exam["exam"]),
    ]
    say(context, html, rows)


async def _plan_lines(context: Context, made: list[Next]) -> list[str]:
    """How many of each: a line a kind."""
    parts = [part for one in made for part in one.parts]
    counted = Counter(part["kind"] for part in parts)
    days = [str(part["days"]) for part in parts if part["kind"] == "milestone"]
    lines: list[str] = []
    if days:
        lines.append(await context.say_text("exam-plan-milestones", days=", ".join(days)))
    if counted["study"]:
        lines.append(await context.say_text("exam-plan-study", number=counted["study"]))
    lines += [await context.say_text(f"exam-plan-{kind}") for kind in ("checklist", "wishes") if counted[kind]]
    return lines


def exam_reminder(context: Context, draft: Draft) -> Reminder:
    """The countdown as it would be stored; its plan is made as of today."""
    exam = draft.exam
    detail = {key: exam.get(key) for key in ("exam", "name", "date", "at", "hour", "intensity")}
    wall = to_zone(context.turn.now, draft.zone).replace(tzinfo=None).isoformat(timespec="minutes")
    return Reminder(context.person_id, "exam", exam["name"], wall, draft.zone, None, detail)


async def save(update: Update, context: Context, address: Address) -> None:
    """Save: a new countdown, or the old one moved to its new date."""
    draft = await exam_of(context, address)
    if draft is None:
        return
    if draft.step != "exam-preview":
        await say_old(context)
        return
    reminder, prompts = exam_reminder(context, draft), study_prompts(context.services.knowledge)
    after = await may_come_after(context, draft.edits)
    if after is None:
        await say_full(context)
        return
    found = next(coming(schedule_of(reminder), after, prompts), None)
    first = coming_of(found) if found else None
    if first is None:
        says.toast(context)
        await say_past(context, draft)
        return
    await store(context, reminder, first, draft.edits)
    html = await context.say_text(
        "exam-saved",
        name=reminder.text,
        date=say_day(date.fromisoformat(draft.exam["date"]), await context.language()),
        first=moment_words(first.at, draft.zone, await context.language()),
    )
    says.edit(context, html, await saved_rows(context))
