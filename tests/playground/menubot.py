"""A very small bot of python-telegram-bot: the other side of the page in the browser's tests."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from PIL import Image
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.playground.server import Playground

Context = ContextTypes.DEFAULT_TYPE

WELCOME = (
    "👋 <b>Welcome!</b> Ask me about the <i>path to residency</i> in Canada, or pick a topic.\n\n"
    "<blockquote expandable>The first line of a long quote about exams.\nA second line about fees and dates.\n"
    "A third line about the places.\nA fourth line, which is hidden at first.\nA fifth line.\nThe very last line.</blockquote>\n"
    'Read <a href="https://mcc.ca/">the Council\'s page</a>, type /where or <code>mccqe</code>. <tg-spoiler>Good luck!</tg-spoiler>'
)
TOPICS = {"exams": "Exams", "match": "The match", "money": "Costs"}


def menu() -> tuple[str, InlineKeyboardMarkup]:
    rows = [
        [
            InlineKeyboardButton("📝 Exams", callback_data="exams"),
            InlineKeyboardButton("🏥 The match", callback_data="match"),
        ],
        [InlineKeyboardButton("💰 Costs", callback_data="money")],
        [
            InlineKeyboardButton("Website", url="https://mcc.ca/"),
            InlineKeyboardButton("Deep link", url="https://t.me/pathway_bot?start=deep"),
        ],
    ]
    return WELCOME, InlineKeyboardMarkup(rows)


async def start(update: Update, context: Context) -> None:
    assert update.message is not None
    if context.args:
        await update.message.reply_text(f"You came by {context.args[0]}.")
        return
    text, keyboard = menu()
    await update.message.reply_chat_action("typing")
    await update.message.reply_text(text, parse_mode="HTML", reply_markup=keyboard)


async def pressed(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query is not None
    if query.data == "back":
        await query.answer()
        text, keyboard = menu()
        await query.edit_message_text(text, parse_mode="HTML", reply_markup=keyboard)
    elif query.data == "alert":
        await query.answer("<img src=x onerror=alert(1)> is only text", show_alert=True)
    else:
        await query.answer("Opened")
        rows = [
            [InlineKeyboardButton("Tell me", callback_data="alert")],
            [InlineKeyboardButton("« Back", callback_data="back")],
        ]
        title = TOPICS[query.data or ""]
        await query.edit_message_text(
            f"<b>{title}</b>\nAll about it.", parse_mode="HTML", reply_markup=InlineKeyboardMarkup(rows)
        )


async def where(update: Update, context: Context) -> None:
    assert update.message is not None
    keys = [
        [KeyboardButton("Share my place", request_location=True)],
        [KeyboardButton("Skip"), KeyboardButton("Never mind")],
    ]
    await update.message.reply_text(
        "Where do you live?", reply_markup=ReplyKeyboardMarkup(keys, resize_keyboard=True, one_time_keyboard=True)
    )


async def pictures(update: Update, context: Context) -> None:
    assert update.message is not None
    out = io.BytesIO()
    Image.linear_gradient("L").resize((480, 300)).save(out, "PNG")
    await update.message.reply_photo(out.getvalue(), caption="A <b>map</b> of fees", parse_mode="HTML")
    await update.message.reply_document(b"BEGIN:VCALENDAR", filename="plan.ics", caption="Your plan")


async def echo(update: Update, context: Context) -> None:
    message = update.effective_message
    assert message is not None
    if update.edited_message:
        await message.reply_text(f"Now it says: {message.text}")
    elif message.location:
        await message.reply_text(f"Near {message.location.latitude:.1f}, {message.location.longitude:.1f}.")
    elif message.text == "forget it":
        await context.bot.delete_message(message.chat_id, message.message_id)
    elif message.text:
        await message.reply_text(f"You said: {message.text}", do_quote=True)
    else:
        await message.reply_text("A file, thank you.")


async def found(update: Update, context: Context) -> None:
    query = update.inline_query
    assert query is not None
    articles = [
        InlineQueryResultArticle(
            key,
            title,
            InputTextMessageContent(f"<b>{title}</b>: shared", parse_mode="HTML"),
            description="Share this answer",
        )
        for key, title in TOPICS.items()
        if query.query.lower() in title.lower()
    ]
    await query.answer(articles)


@asynccontextmanager
async def running(playground: Playground) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    """The bot polls the playground until the block ends."""
    url = playground.api_url
    application = (
        Application.builder().token(playground.token).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    )
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CommandHandler("where", where))
    application.add_handler(CommandHandler("pictures", pictures))
    application.add_handler(CallbackQueryHandler(pressed))
    application.add_handler(InlineQueryHandler(found))
    application.add_handler(MessageHandler(filters.ALL & ~filters.VIA_BOT, echo))
    async with application:
        commands = [("start", "Begin"), ("where", "Say where you live"), ("pictures", "A photo and a file")]
        await application.bot.set_my_commands([BotCommand(*c) for c in commands])
        french = [("start", "Commencer"), ("where", "Dire où vous habitez"), ("pictures", "Une photo et un fichier")]
        await application.bot.set_my_commands([BotCommand(*c) for c in french], language_code="fr")
        await application.bot.set_my_description(
            "I answer questions about the way to a Canadian residency.\n\nNothing here is medical advice."
        )
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(poll_interval=0, timeout=5, allowed_updates=Update.ALL_TYPES)
        try:
            yield application
        finally:
            await application.updater.stop()
            await application.stop()
