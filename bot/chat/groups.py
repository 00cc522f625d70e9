"""In a group the bot speaks only when it is commanded, mentioned or replied to, and shows nothing personal."""

from __future__ import annotations

import re

from telegram import Message, Update

from bot.chat import says
from bot.chat.ask import Question, answer
from bot.chat.buttons import Button
from bot.chat.context import Context


def addressed(message: Message, username: str, bot_id: int) -> bool:
    """Whether a message of a group speaks to the bot."""
    text = message.text or message.caption or ""
    if re.search(rf"(?<!\w)@{re.escape(username)}(?!\w)", text, re.IGNORECASE):
        return True
    answered = message.reply_to_message
    return answered is not None and answered.from_user is not None and answered.from_user.id == bot_id


async def on_group_text(update: Update, context: Context) -> None:
    """A mention or a reply is a question; everything else in a group is none of our business."""
    message = update.effective_message
    if message is None or not addressed(message, context.bot.username, context.bot.id):
        return
    text = message.text or message.caption or ""
    words = re.sub(rf"@{re.escape(context.bot.username)}(?!\w)", " ", text, flags=re.IGNORECASE).strip()
    if not words:
        says.message(
            context, await context.say_text("group-hello", name=context.bot.username), reply_to=message.message_id
        )
        return
    await answer(context, Question(words, message.message_id, reply=True))


async def lead_to_private(context: Context, payload: str) -> None:
    """What is personal becomes a button that opens the private chat."""
    link = Button(await context.plain("open-private"), url=f"https://t.me/{context.bot.username}?start={payload}")
    message = context.message
    says.message(
        context,
        await context.say_text("group-private-only"),
        [[link]],
        reply_to=message.message_id if message and context.incoming and not context.incoming.callback_query else None,
    )
