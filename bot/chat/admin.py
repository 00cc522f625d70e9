"""`/stats`, for the people who run the bot."""

from __future__ import annotations

from datetime import timedelta

from telegram import Update

from bot.chat import says
from bot.chat.context import Context
from bot.storage import stats


async def on_stats(update: Update, context: Context) -> None:
    """Numbers of the last seven days, without names. Anybody else hears that the command does not exist."""
    if context.person_id not in context.services.admins or not context.private:
        says.message(context, await context.say_text("command-unknown"))
        return
    async with context.services.database.read() as connection:
        numbers = await stats.since(connection, context.turn.now - timedelta(days=7))
    says.message(context, await context.say_text("stats", entries=len(context.services.knowledge.entries), **numbers))
