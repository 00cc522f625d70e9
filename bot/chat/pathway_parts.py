"""What lies behind the plan's first screen: the steps of a stage, the warnings, plan B, and each of them opened."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import markup
from bot.chat.answer import say_day
from bot.chat.buttons import Button, button
from bot.chat.context import Context
from bot.chat.pathway_plan import bottom, step_facts
from bot.chat.pathway_state import Saved
from bot.chat.pathway_words import date_words
from bot.chat.texts import Html
from bot.knowledge.pathway_file import Rules
from bot.knowledge.texts import say
from bot.pathway.dates import Span
from bot.pathway.fill import fill
from bot.pathway.plan import Alternative, Plan, PlanStep, Warning

Rows = list[list[Button]]

STAGES = ("now", "next", "later", "done")
PAGE = 6
WORDY_PAGE = 5
MOST_ENTRIES = 5


async def _paged(
    context: Context, title: str, lines: Sequence[str], ids: Sequence[str], size: int, page: int, verbs: tuple[str, ...]
) -> tuple[str, Rows]:
    """A numbered list with a button a number. `verbs` open one item, and turn the pages (with its own arguments)."""
    opens, turns, *args = verbs
    pages = max(1, -(-len(lines) // size))
    page = min(max(page, 0), pages - 1)
    here = range(page * size, min((page + 1) * size, len(lines)))
    html = "\n\n".join([title, *(f"<b>{index + 1}.</b> {lines[index]}" for index in here)])
    rows: Rows = [[button(str(index + 1), opens, ids[index]) for index in here]]
    if pages > 1:
        turn = [button("‹", turns, *args, page - 1)] if page > 0 else []
        turn.append(button(f"{page + 1}/{pages}", turns, *args, page))
        turn += [button("›", turns, *args, page + 1)] if page < pages - 1 else []
        rows.append(turn)
    rows.append(await bottom(context, "wl"))
    return html, rows


async def stage(context: Context, plan: Plan, name: str, page: int) -> tuple[str, Rows]:
    """The steps that stand at a stage."""
    language, texts = await context.language(), context.services.texts
    steps = plan.first(len(plan.steps)) if name == "now" else tuple(step for step in plan.steps if step.when == name)
    lines = [
        markup.escape(step.title)
        + ("" if name == "done" else f"\n📅 {markup.escape(date_words(step, language, texts))}")
        for step in steps
    ]
    title = await context.say_text(f"pathway-{name}-title" if steps else f"pathway-{name}-none")
    return await _paged(context, title, lines, [step.id for step in steps], PAGE, page, ("wo", "ws", name))


async def warnings(context: Context, plan: Plan, page: int) -> tuple[str, Rows]:
    """All that should be known, costliest first."""
    lines = [markup.escape(warning.text) for warning in plan.warnings]
    title = await context.say_text("pathway-warnings-title")
    ids = [warning.id for warning in plan.warnings]
    return await _paged(context, title, lines, ids, WORDY_PAGE, page, ("wx", "ww"))


async def plan_b(context: Context, plan: Plan, page: int) -> tuple[str, Rows]:
    """Other ways. Those that come before residency for this person stand first and say so."""
    lines = []
    for row in plan.plan_b:
        first = await context.say_text("pathway-plan-b-first") + " " if row.first else Html("")
        lines.append(first + markup.escape(row.title))
    title = await context.say_text("pathway-plan-b-title")
    ids = [row.id for row in plan.plan_b]
    return await _paged(context, title, lines, ids, WORDY_PAGE, page, ("wq", "wp"))


async def step(context: Context, saved: Saved, plan: Plan, found: PlanStep, *, follow: bool) -> tuple[str, Rows]:
    """A step opened: what it is about, its answers, and its tick."""
    language, texts = await context.language(), context.services.texts
    blocks = [
        f"<i>{markup.escape(await context.plain(f'pathway-{found.when}-word'))}</i>\n<b>{markup.escape(found.title)}</b>",
        await step_facts(context, found),
    ]
    if found.due is not None and found.date_kind is not None:
        about = [f"{found.about_date}: {date_words(found, language, texts)}."] if found.about_date else []
        if found.date_kind == "official":
            about.append(await context.plain("pathway-official-note"))
        elif found.date_kind == "estimated" and found.basis:
            about.append(await context.plain("pathway-basis-note", basis=found.basis))
        blocks.append(markup.escape(" ".join(about)))
    if found.window is not None and found.when != "done" and found.window.end >= plan.today:
        blocks.append(markup.escape(_window_words(found.window, context.services.rules, language)))
    if found.start is not None and found.start > plan.today and found.when != "done":
        blocks.append(await context.say_text("pathway-start", date=say_day(found.start, language)))
    waits = [other.title for other in plan.steps if other.id in found.after and other.when != "done"]
    if waits and found.when != "done":
        blocks.append(await context.say_text("pathway-waits", titles="; ".join(waits)))
    rows: Rows = []
    if found.id in saved.ticks:
        rows.append([button(await context.plain("pathway-untick"), "wk", found.id, 0)])
    elif found.when == "done":
        blocks.append(await context.say_text("pathway-done-by-answer"))
    else:
        rows.append([button(await context.plain("pathway-tick"), "wk", found.id, 1)])
    rows += await _entries(context, found.entries)
    if follow and found.due is not None and found.date_kind != "passed" and found.when != "done":
        rows.append([button(await context.plain("pathway-follow-one"), "wr", found.id)])
    back = ("wl",) if found.when == "now" else ("ws", found.when, str(_page_of(plan, found)))
    rows.append(await bottom(context, back[0], *back[1:]))
    return "\n\n".join(block for block in blocks if block), rows


def _window_words(window: Span, rules: Rules | None, language: str) -> str:
    """When to apply, as the planner's file says it."""
    if rules is None:
        return ""
    words = {
        "title": window.title,
        "start": say_day(window.start, language),
        "end": say_day(window.end, language),
        "kind": say(rules.pathway.texts[window.kind], language),
    }
    return fill(say(rules.pathway.texts["window"], language), words)


def _page_of(plan: Plan, found: PlanStep) -> int:
    return [item.id for item in plan.of(found.when)].index(found.id) // PAGE


async def warning(context: Context, plan: Plan, found: Warning) -> tuple[str, Rows]:
    """A warning with the answers behind it."""
    page = plan.warnings.index(found) // WORDY_PAGE
    rows = [*await _entries(context, found.entries), await bottom(context, "ww", page)]
    return await context.say_text("pathway-warning", text=found.text), rows


async def alternative(context: Context, plan: Plan, found: Alternative) -> tuple[str, Rows]:
    """Another way with the answers behind it."""
    page = plan.plan_b.index(found) // WORDY_PAGE
    rows = [*await _entries(context, found.entries), await bottom(context, "wp", page)]
    return await context.say_text("pathway-alternative", text=found.title), rows


async def _entries(context: Context, ids: Sequence[str]) -> Rows:
    """A button for each answer that exists."""
    language = await context.language()
    found = [context.services.knowledge.entry(name, language) for name in ids]
    return [[button(f"📖 {entry.short}", "a", entry.id)] for entry in found if entry is not None][:MOST_ENTRIES]
