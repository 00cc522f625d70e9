"""A reminder being made: words understood, repeated, and saved only when the person says yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from telegram import Update

from bot.chat import reminder_state, reminders_zone, says
from bot.chat.buttons import Address, Button, button
from bot.chat.context import Context
from bot.chat.reminder_making import cancel, cancel_row, is_aside, opened, say
from bot.chat.reminder_state import Draft
from bot.chat.reminder_words import moment_words, rule_words, short_moment, spoken
from bot.chat.texts import Html
from bot.reminders.asking import is_question
from bot.reminders.meaning import Meaning, local
from bot.reminders.schedule import Schedule, coming
from bot.reminders.understand import understand
from bot.reminders.wish import needs_no_zone
from bot.reminders.zones import at_wall, to_utc
from bot.storage import reminders

# So many coming times of a series are shown before it is saved.
SHOWN = 3
NO_ZONE = "UTC"


async def words(context: Context, said: str, draft: Draft | None = None, *, zone: str | None = None) -> None:
    """Words that hold a time: understood and repeated, or asked about. `zone` is one that was chosen in this turn."""
    draft = replace(draft or reminder_state.fresh(context, "words"), said=said)
    person, language = await context.person(), spoken(await context.language())
    zone = zone or person.zone
    meaning = understand(said, context.turn.now, zone or NO_ZONE, language, time.fromisoformat(person.hour))
    instant = zone is None and needs_no_zone(said, context.turn.now, language)
    draft = replace(draft, zone=zone or NO_ZONE, instant=instant, text=draft.text or meaning.what)
    if zone is None and meaning.kind != "none" and not instant:
        await reminders_zone.ask(context, replace(draft, then="words"))
        return
    await _understood(context, meaning, draft)


async def _understood(context: Context, meaning: Meaning, draft: Draft) -> None:
    match meaning.kind:
        case "none":
            await ask_when(context, draft, meaning.trouble)
        case "ambiguous":
            await _ask_which(context, meaning, draft)
        case _:
            await settled(context, _with(draft, meaning))


def _with(draft: Draft, meaning: Meaning) -> Draft:
    assert meaning.at is not None
    if meaning.rule is not None:
        return replace(draft, wall=local(meaning.rule.start), rule=meaning.rule.rrule, zone=meaning.rule.zone)
    return replace(draft, wall=local(meaning.at), rule=None)


async def settled(context: Context, draft: Draft) -> None:
    """The time is known: are there words too? Then it is repeated before it is saved."""
    if not draft.wall:
        await ask_when(context, draft)
    elif not draft.text:
        await ask_what(context, draft)
    elif len(draft.text) > reminders.LONGEST:
        await ask_what(context, draft, key="remind-too-long")
    else:
        await confirm(context, draft)


async def ask_when(context: Context, draft: Draft, trouble: str = "") -> None:
    """No time was said, or one that cannot be."""
    key = {"past": "remind-past", "impossible": "remind-impossible"}.get(trouble, "remind-when")
    draft = replace(draft, step="when", tries=draft.tries + 1)
    reminder_state.keep(context, draft)
    about = await context.say_text("remind-about", text=draft.text) if draft.text else ""
    html = await context.say_text(key, about=Html(f"\n{about}" if about else ""))
    say(context, html, [await cancel_row(context, draft)])


async def ask_what(context: Context, draft: Draft, key: str = "remind-what") -> None:
    reminder_state.keep(context, replace(draft, step="what", text=""))
    say(
        context,
        await context.say_text(key, most=reminders.LONGEST, length=len(draft.text)),
        [await cancel_row(context, draft)],
    )


async def _ask_which(context: Context, meaning: Meaning, draft: Draft) -> None:
    """The words can mean several times: a button for each, and nothing is guessed."""
    language = await context.language()
    options = [_with(draft, option) for option in meaning.options]
    draft = replace(draft, step="which", choices=[{"wall": one.wall, "rule": one.rule} for one in options])
    reminder_state.keep(context, draft)
    rows: list[list[Button]] = []
    for index, option in enumerate(options):
        label = short_moment(meaning.choices[index], draft.zone, language)
        if option.rule is not None:
            label = rule_words(option.rule, option.wall, draft.zone, language).partition(" (")[0]
            if any(other.rule == option.rule for other in options if other is not option):
                label = await context.plain(
                    "remind-first", rule=label, first=short_moment(meaning.choices[index], draft.zone, language)
                )
        rows.append([button(label, "rc", draft.n, index)])
    rows.append(await cancel_row(context, draft))
    say(context, await context.say_text("remind-which", said=draft.said), rows)


async def confirm(context: Context, draft: Draft) -> None:
    """What was understood, with weekday, date, hour and zone. Nothing is stored before Save."""
    draft = replace(draft, step="confirm")
    reminder_state.keep(context, draft)
    html = await context.say_text(
        "remind-confirm",
        text=draft.text,
        when=await when(context, draft),
        next=Html(await _next_lines(context, draft)),
    )
    rows = [
        [button(await context.plain("remind-save"), "rs", draft.n)],
        [button(await context.plain("remind-change"), "rg", draft.n), await cancel(context, draft)],
        [button(await context.plain("menu"), "m", "", 0)],
    ]
    say(context, html, rows)


async def when(context: Context, draft: Draft) -> str:
    """When the draft comes, in words."""
    language = await context.language()
    if draft.rule is not None:
        return rule_words(draft.rule, draft.wall, draft.zone, language)
    at = at_wall(datetime.fromisoformat(draft.wall), draft.zone)
    if draft.instant:
        minutes = max(1, round((to_utc(at) - context.turn.now).total_seconds() / 60))
        if minutes < 120:
            return await context.plain("remind-in-minutes", number=minutes)
        return await context.plain("remind-in-hours", hours=minutes // 60, minutes=minutes % 60)
    return moment_words(at, draft.zone, language)


async def _next_lines(context: Context, draft: Draft) -> str:
    if draft.rule is None:
        return ""
    language = await context.language()
    schedule = Schedule("own", datetime.fromisoformat(draft.wall), draft.zone, draft.rule)
    times = []
    for one in coming(schedule, context.turn.now):
        times.append(one.at)
        if len(times) == SHOWN:
            break
    lines = "\n".join(f"• {short_moment(at, draft.zone, language)}" for at in times)
    return "\n" + await context.say_text("remind-next", lines=lines)


async def choose(update: Update, context: Context, address: Address) -> None:
    """One of several readings."""
    draft = await opened(context, address)
    if draft is None:
        return
    says.toast(context)
    number = int(address.arg(1)) if address.arg(1).isdigit() else -1
    if not 0 <= number < len(draft.choices):
        await confirm_or_ask(context, draft)
        return
    chosen = draft.choices[number]
    await settled(context, replace(draft, wall=chosen["wall"], rule=chosen["rule"], choices=[]))


async def confirm_or_ask(context: Context, draft: Draft) -> None:
    """The screen on which the draft stands."""
    if draft.wall:
        await settled(context, draft)
    else:
        await ask_when(context, draft)


async def typed(context: Context, draft: Draft, text: str) -> bool:
    """Words for the open question of a draft. False if they are rather a question to the bot."""
    match draft.step:
        case "words":
            if is_question(text):
                return False
            await words(context, text, replace(draft, text=""))
        case "what":
            said = " ".join(text.split())
            if draft.edits and not draft.wall:
                return False
            await settled(context, replace(draft, text=said))
        case "when":
            if draft.tries > 2 or is_aside(text):
                return False
            await words(context, text, draft)
        case "which" | "confirm":
            # Somebody who types instead of pressing says it anew, or asks something.
            return False
        case _:
            return False
    return True
