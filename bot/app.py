"""The one place where everything meets: the services, the handlers in their order, and how one update is handled."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.chat import answers, ask, errors, groups, inline, odd, pathway_ask, reminders, reminders_zone, router
from bot.chat.commands import COMMANDS
from bot.chat.context import Context, PathwayApplication
from bot.chat.incoming import read_update
from bot.chat.services import Services
from bot.chat.texts import LANGUAGES, Texts
from bot.chat.turn import Turn, current_turn
from bot.storage import people
from bot.storage.inbox import Claimed

PRIVATE = filters.ChatType.PRIVATE
GROUPS = filters.ChatType.GROUPS
TEXT = filters.TEXT & ~filters.COMMAND
EDITED = filters.UpdateType.EDITED_MESSAGE
NEW = filters.UpdateType.MESSAGE


def build_application(
    services: Services, token: str, *, base_url: str | None = None, request: BaseRequest | None = None
) -> Application[Any, Any, Any, Any, Any, Any]:
    """The router over a bot. `base_url` is where the Bot API lives (Telegram's own if None); `request` replaces the network."""
    builder = (
        ApplicationBuilder()
        .application_class(PathwayApplication, kwargs={"services": services})
        .token(token)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Context))
    )
    if base_url is not None:
        builder = builder.base_url(f"{base_url}/bot").base_file_url(f"{base_url}/file/bot")
    if request is not None:
        builder = builder.request(request)
    application = builder.build()
    add_handlers(application)
    return application


def add_handlers(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """The column of handlers. In group 0 the first that fits is the only one; the order says what wins."""
    add = application.add_handler
    # Everybody who writes or presses is known from then on, before anything else looks at the update.
    add(TypeHandler(Update, meet), group=-1)

    # Buttons and inline mode: their updates fit nothing else.
    add(CallbackQueryHandler(router.on_press))
    add(InlineQueryHandler(inline.on_inline))
    add(ChosenInlineResultHandler(inline.on_chosen))
    add(ChatMemberHandler(odd.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))

    # A group that moves says so in a message without text.
    add(MessageHandler(filters.StatusUpdate.MIGRATE, odd.on_migration))

    # Edited messages before new ones: a command that is edited is not run again, a live location that moves is no question.
    add(MessageHandler(EDITED & PRIVATE & (filters.TEXT | filters.CAPTION), ask.on_edited))
    add(MessageHandler(EDITED, ignore))

    # Commands, then commands that do not exist.
    for command in COMMANDS:
        handler = router.command_handler(command.name)
        if handler is not None:
            add(CommandHandler(command.name, handler, filters=NEW))
    add(MessageHandler(NEW & PRIVATE & filters.TEXT & filters.Regex(r"^/"), odd.on_unknown_command))
    add(MessageHandler(NEW & GROUPS & filters.COMMAND, group_command))

    # Words: in private a question, in a group only when it speaks to us.
    add(MessageHandler(NEW & PRIVATE & filters.TEXT, private_text))
    add(MessageHandler(NEW & GROUPS & (filters.TEXT | filters.CAPTION), groups.on_group_text))

    # A shared place may tell a time zone.
    add(MessageHandler(NEW & PRIVATE & filters.LOCATION, reminders_zone.on_location))

    # Everything else in a private chat; service messages of groups are none of our business.
    add(MessageHandler(NEW & PRIVATE & ~filters.StatusUpdate.ALL, odd.on_other))
    application.add_error_handler(errors.keep_error)


async def meet(update: Update, context: Context) -> None:
    """Records who speaks. In groups nothing about a person is kept until they write in private."""
    user = update.effective_user
    if user is None or user.is_bot or update.my_chat_member is not None or not context.private:
        return
    if update.chosen_inline_result is not None or update.inline_query is not None:
        return
    context.turn.change(lambda connection, now: people.met(connection, user.id, user.language_code, now))


async def private_text(update: Update, context: Context) -> None:
    """Words in private: the answer to something we asked, else a question."""
    if await answers.report_words(update, context):
        return
    if await pathway_ask.typed(update, context):
        return
    if await reminders.typed(update, context):
        return
    await ask.on_text(update, context)


async def group_command(update: Update, context: Context) -> None:
    """An unknown command in a group concerns us only if it names us."""
    message = update.effective_message
    if message is not None and groups.addressed(message, context.bot.username, context.bot.id):
        await odd.on_unknown_command(update, context)


async def ignore(update: Update, context: Context) -> None:
    """Nothing is to be said."""


def handler_of(application: Application[Any, Any, Any, Any, Any, Any]) -> Callable[[Claimed, Turn], Awaitable[None]]:
    """What the worker calls for each update it claimed."""

    async def handle(claimed: Claimed, turn: Turn) -> None:
        token = current_turn.set(turn)
        try:
            update = read_update(claimed.payload, application.bot)
            if update is not None:
                await application.process_update(update)
        finally:
            current_turn.reset(token)

    return handle


def command_menu(texts: Texts) -> list[dict[str, Any]]:
    """The calls of `setMyCommands`, one a scope and language, as keyword arguments."""
    listed = [command for command in COMMANDS if command.listed]
    calls: list[dict[str, Any]] = []
    for language in LANGUAGES:
        code = None if language == "en" else language
        for scope, chosen in (
            (BotCommandScopeAllPrivateChats(), listed),
            (BotCommandScopeAllGroupChats(), [command for command in listed if not command.private]),
        ):
            commands = [BotCommand(command.name, texts.plain(command.key, language)) for command in chosen]
            calls.append({"commands": commands, "scope": scope, "language_code": code})
    return calls
