"""The plan as a short screen: what to know first, what to do now, what it takes; the rest by buttons."""

from __future__ import annotations

from datetime import date

from bot.chat import markup
from bot.chat.answer import say_day
from bot.chat.buttons import Button, button
from bot.chat.context import Context
from bot.chat.pathway_screens import sharper, what_changes
from bot.chat.pathway_state import Saved
from bot.chat.pathway_totals import months_until, work
from bot.chat.pathway_words import cost_words, date_words, lead_words, money_range, span_words
from bot.knowledge.pathway_file import Rules
from bot.knowledge.texts import say
from bot.pathway.plan import Plan, PlanStep
from bot.pathway.questions import Question

Rows = list[list[Button]]

FIRST_WARNINGS = 3
FIRST_STEPS = 3


async def overview(
    context: Context, saved: Saved, plan: Plan, rules: Rules, *, moved: str = "", follow: bool = False
) -> tuple[str, Rows]:
    """The first screen of a plan. `moved` says what changed since it was seen last; `follow`: its dates can be followed."""
    open_questions = await sharper(context, saved, rules)
    first = plan.first(FIRST_STEPS)
    blocks = [
        await _title(context, plan, rules),
        moved,
        await _warnings(context, plan),
        await _now(context, first, plan),
    ]
    if any(row.first for row in plan.plan_b):
        blocks.append(await context.say_text("pathway-plan-b-hint"))
    blocks += [await _numbers(context, plan, rules), await _open(context, open_questions, rules)]
    blocks.append(await context.say_text("pathway-advice"))
    rows: Rows = [[button(str(place), "wo", step.id) for place, step in enumerate(first, 1)]]
    stages = await _stages(context, plan)
    # Four in a row are cut off on a small phone.
    rows += [stages] if len(stages) < 4 else [stages[:2], stages[2:]]
    rows.append(
        [
            button(await context.plain("pathway-warnings-button", number=len(plan.warnings)), "ww", 0),
            button(await context.plain("pathway-plan-b-button"), "wp", 0),
        ]
    )
    change = button(await context.plain("pathway-change-button"), "wh", 0)
    sharpen = button(await context.plain("pathway-sharper-button"), "wz")
    rows.append([sharpen, change] if open_questions else [change])
    rows.append(
        [
            button(await context.plain("pathway-picture-button"), "wi"),
            button(await context.plain("pathway-calendar-button"), "we"),
            button(await context.plain("pathway-forward-button"), "wf"),
        ]
    )
    if follow:
        rows.append([button(await context.plain("pathway-follow-button"), "wr")])
    rows.append(await bottom(context, "m", "", 0))
    return "\n\n".join(block for block in blocks if block), rows


async def bottom(context: Context, verb: str, *args: str | int) -> list[Button]:
    """The last row of every screen."""
    return [button(await context.plain("back"), verb, *args), button(await context.plain("menu"), "m", "", 0)]


async def in_english(context: Context, rules: Rules) -> str:
    """A line for somebody whose language the planner's file does not have yet."""
    language = await context.language()
    return "" if language in rules.pathway.screens[0].title else await context.say_text("pathway-in-english")


async def _title(context: Context, plan: Plan, rules: Rules) -> str:
    lines: list[str] = [await context.say_text("pathway-title", year=plan.match_year)]
    if plan.if_pr:
        lines[0] += " " + await context.say_text("pathway-if-pr")
    today = say_day(plan.today, await context.language())
    lines.append(await context.say_text("pathway-as-of", today=today))
    if plan.aimed_year is not None and plan.aimed_year != plan.match_year:
        lines.append(await context.say_text("pathway-other-year", aimed=plan.aimed_year, year=plan.match_year))
    lines.append(await in_english(context, rules))
    return "\n".join(line for line in lines if line)


async def _warnings(context: Context, plan: Plan) -> str:
    if not plan.warnings:
        return ""
    lines: list[str] = [await context.say_text("pathway-first-know")]
    lines += [f"• {markup.escape(warning.text)}" for warning in plan.warnings[:FIRST_WARNINGS]]
    rest = len(plan.warnings) - FIRST_WARNINGS
    if rest > 0:
        lines.append(await context.say_text("pathway-more-warnings", number=rest))
    return "\n".join(lines)


async def _now(context: Context, first: tuple[PlanStep, ...], plan: Plan) -> str:
    if not first:
        return await context.say_text("pathway-nothing-now")
    blocks: list[str] = [await context.say_text("pathway-now-title")]
    for place, step in enumerate(first, 1):
        blocks.append(f"<b>{place}. {markup.escape(step.title)}</b>\n{await step_facts(context, step)}")
    return "\n\n".join(blocks)


async def step_facts(context: Context, step: PlanStep) -> str:
    """Why, how long, how much, until when."""
    language, texts = await context.language(), context.services.texts
    facts = [
        f"⏳ {lead_words(step, language, texts)}",
        f"💲 {cost_words(step, language, texts)}",
        f"📅 {date_words(step, language, texts)}",
    ]
    return f"{markup.escape(step.why)}\n{markup.escape(' · '.join(facts))}"


async def _stages(context: Context, plan: Plan) -> list[Button]:
    """A button for each stage that holds more than the screen shows."""
    row = []
    for stage in ("now", "next", "later", "done"):
        number = len(plan.of(stage))
        if number > (FIRST_STEPS if stage == "now" else 0):
            row.append(button(await context.plain(f"pathway-{stage}-button", number=number), "ws", stage, 0))
    return row


async def _numbers(context: Context, plan: Plan, rules: Rules) -> str:
    """What it costs and takes, as ranges."""
    language, texts = await context.language(), context.services.texts
    low, high = plan.cost_range()
    lines = []
    if high:
        years = dict.fromkeys(step.cost.year for step in plan.steps if step.cost and step.when != "done")
        amount = money_range(low, high, language, texts)
        lines.append(await context.say_text("pathway-total-cost", amount=amount, years=", ".join(years)))
    low, high = work(plan, rules)
    if high:
        months = span_words(low, high, language, texts)
        lines.append(await context.say_text("pathway-total-time", months=months))
    july = months_until(plan.today, date(plan.match_year, 7, 1))
    if july > 0:
        away = span_words(july, july, language, texts)
        lines.append(await context.say_text("pathway-july", year=plan.match_year, months=away))
    if any(step.id == "status" and step.when != "done" for step in plan.steps):
        lines.append(await context.say_text("pathway-total-status"))
    return "\n".join(lines)


async def _open(context: Context, found: tuple[Question, ...], rules: Rules) -> str:
    """What is not known, and what an answer would change."""
    if not found:
        return ""
    language = await context.language()
    lines = [await context.say_text("pathway-open-title")]
    for question in found[:2]:
        ask = say(question.part.ask, language)
        lines.append(await context.say_text("pathway-open-line", ask=ask, what=what_changes(question, rules, language)))
    return "\n".join(lines)
