"""The chip "Showing Ontario · change", and the screen that changes it."""

from __future__ import annotations

import re

from telegram import Update

from bot.chat import says
from bot.chat.buttons import Address, Button, button
from bot.chat.context import Context
from bot.knowledge.model import PROVINCES
from bot.storage import people

NONE = "any"


def choices(context: Context, language: str, verb: str, *args: str) -> list[list[Button]]:
    """One button a province, and one for none."""
    texts = context.services.texts
    named = [button(texts.plain(f"province-{code}", language), verb, code, *args) for code in PROVINCES]
    rows = [named[index : index + 3] for index in range(0, len(named), 3)]
    rows[-1].append(button(texts.plain("province-any", language), verb, NONE, *args))
    return rows


async def choose(update: Update, context: Context, address: Address) -> None:
    """The chip was pressed: which province instead? The answer stays; only its buttons change."""
    entry_id = address.arg(0)
    language = await context.language()
    rows = choices(context, language, "ps", entry_id)
    rows.append([button(await context.plain("back"), "ob", entry_id), button(await context.plain("menu"), "m", "", 0)])
    says.toast(context, await context.plain("province-ask"))
    says.rebutton(context, rows)


async def chosen(update: Update, context: Context, address: Address) -> None:
    """A province was chosen under an answer."""
    code, entry_id = address.arg(0), address.arg(1)
    if code not in (*PROVINCES, NONE):
        says.toast(context, await context.plain("old-button"))
        return
    await remember(context, None if code == NONE else code)
    name = await context.plain("province-any" if code == NONE else f"province-{code}")
    says.toast(context, await context.plain("province-set", province=name))
    entry = context.services.knowledge.entry(entry_id, await context.language())
    if entry is not None:
        from bot.chat.answers import show_again  # the two rooms lead to each other

        await show_again(context, entry)


_LIVES = re.compile(
    r"\b(?:liv(?:e|es|ing)|(?:now |based |settled |landed |moved |moving |relocat\w+ |staying )(?:in|to)|(?:i'?m|i am|we'?re|we are) in"
    r"|my province|habit\w+|je vis|nous vivons|d[\u00e9e]m[\u00e9e]nag\w+|install\w+ [\u00e0a]|je suis [\u00e0ae]n?|ma province)\b",
    re.IGNORECASE,
)


def settles(text: str, known: str | None) -> bool:
    """Whether the province that `text` names becomes the person's: always if they say that they live there, else only if none is `known`.

    Somebody from Alberta who asks `and Ontario?` once still lives in Alberta.
    """
    return known is None or bool(_LIVES.search(text))


async def remember(context: Context, code: str | None) -> None:
    """Keeps the province for this person; in a group nothing personal is kept."""
    if not context.private:
        return
    person_id = context.person_id
    context.turn.change(lambda connection, now: people.change(connection, person_id, now, province=code))
