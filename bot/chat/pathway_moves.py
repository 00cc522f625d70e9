"""What moved in a plan since it was seen last, and why."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from bot.chat.answer import say_day
from bot.chat.context import Context
from bot.chat.pathway_state import Saved, effective
from bot.knowledge.pathway_file import Rules
from bot.knowledge.texts import say
from bot.pathway.match_year import obstacles
from bot.pathway.moved import Move, moved
from bot.pathway.plan import Plan

Cause = Literal["time", "answer", "tick"]

MOST_LINES = 5
#: Where a step that now stands there is worth a line: what is done or far off needs none.
_TOLD_STAGES = ("now", "next")


def digest(plan: Plan) -> dict[str, Any]:
    """The part of a plan by which it is known later what moved."""
    steps = [{name: step[name] for name in ("id", "title", "when", "due")} for step in plan.as_json()["steps"]]
    return {"match_year": plan.match_year, "today": plan.today.isoformat(), "steps": steps}


async def what_moved(context: Context, saved: Saved, plan: Plan, rules: Rules, cause: Cause) -> str:
    """A block of lines, or nothing where all stands as it stood. `cause` is why this plan was made: a day later, an answer, a tick."""
    if saved.told is None:
        return ""
    moves = [move for move in moved(saved.told, digest(plan)) if _worth_telling(move, saved, cause)]
    # One line a step: that its time has come says more than that it now has a date.
    turned = {move.step for move in moves if move.kind == "when"}
    moves = [move for move in moves if not (move.kind == "due" and move.before is None and move.step in turned)]
    if not moves:
        return ""
    lines = [await _line(context, move, saved, plan, rules, cause) for move in moves[:MOST_LINES]]
    if len(moves) > MOST_LINES:
        lines.append(await context.say_text("pathway-moved-more", number=len(moves) - MOST_LINES))
    since = say_day(date.fromisoformat(saved.told["today"]), await context.language())
    title = await context.say_text(f"pathway-moved-{cause}", since=since)
    return "\n".join([title, *(f"• {line}" for line in lines)])


def _worth_telling(move: Move, saved: Saved, cause: Cause) -> bool:
    if move.kind == "when":
        return move.after in _TOLD_STAGES
    # What a person has just ticked or answered away is no news to them.
    return not (move.kind == "gone" and cause == "tick") and not (move.kind == "due" and move.step in saved.ticks)


async def _line(context: Context, move: Move, saved: Saved, plan: Plan, rules: Rules, cause: Cause) -> str:
    language = await context.language()
    if move.kind == "year":
        return await _year(context, move, saved, plan, rules, cause)
    if move.kind in ("new", "gone"):
        return await context.say_text(f"pathway-moved-{move.kind}", title=move.title)
    if move.kind == "when":
        return await context.say_text(f"pathway-moved-to-{move.after}", title=move.title)
    step = next(step for step in plan.steps if step.id == move.step)
    if move.after is None:
        return await context.say_text("pathway-moved-no-date", title=move.title)
    kind = step.date_kind or "estimated"
    after = await context.plain(f"pathway-kind-{kind}", date=say_day(date.fromisoformat(move.after), language))
    if move.before is None:
        return await context.say_text("pathway-moved-dated", title=move.title, after=after)
    old = date.fromisoformat(move.before)
    if old < plan.today:
        key = "pathway-moved-passed"
    elif cause == "time" and saved.told is not None and saved.told["match_year"] == plan.match_year:
        key = f"pathway-moved-{step.date_kind}" if step.date_kind == "official" else "pathway-moved-estimate"
    else:
        key = "pathway-moved-due"
    return await context.say_text(key, title=move.title, before=say_day(old, language), after=after)


async def _year(context: Context, move: Move, saved: Saved, plan: Plan, rules: Rules, cause: Cause) -> str:
    """The July that the plan is for moved; later ones are explained by what is in the way of the earlier."""
    before, after = int(move.before or plan.match_year), plan.match_year
    found = obstacles(effective(saved, rules), plan.today, before, rules) if after > before else ()
    if not found:
        return await context.say_text("pathway-moved-year", before=before, after=after)
    language = await context.language()
    reason = "; ".join(say(rules.pathway.reasons[name], language) for name in found)
    return await context.say_text("pathway-moved-year-why", before=before, after=after, reason=reason)
