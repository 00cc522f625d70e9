"""Everything that is no question: pictures, voices, places, contacts, commands that do not exist, news about chats."""

from __future__ import annotations

from rapidfuzz import fuzz, process
from telegram import ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.chat import says
from bot.chat.ask import Question, answer
from bot.chat.buttons import Address, button
from bot.chat.commands import BY_NAME, COMMANDS
from bot.chat.context import Context
from bot.storage import groups, outbox, people

NEAR_ENOUGH = 70

# Which text answers which kind of message, first match first.
_KINDS = (
    ("voice", "odd-voice"),
    ("video_note", "odd-voice"),
    ("audio", "odd-voice"),
    ("video", "odd-video"),
    ("animation", "odd-sticker"),
    ("sticker", "odd-sticker"),
    ("photo", "odd-photo"),
    ("document", "odd-document"),
    ("contact", "odd-contact"),
    ("venue", "odd-location"),
    ("location", "odd-location"),
    ("poll", "odd-poll"),
    ("dice", "odd-dice"),
    ("game", "odd-dice"),
    ("story", "odd-photo"),
    ("pinned_message", ""),
    ("new_chat_members", ""),
    ("left_chat_member", ""),
)


async def on_other(update: Update, context: Context) -> None:
    """A message without text of its own, in a private chat."""
    message = update.effective_message
    if message is None:
        return
    if message.caption and message.caption.strip():
        await answer(context, Question(message.caption.strip(), message.message_id))
        return
    key = _kind(message)
    if key:
        says.message(context, await context.say_text(key), [[button(await context.plain("menu"), "m", "", 0)]])


def _kind(message: Message) -> str:
    for name, key in _KINDS:
        if getattr(message, name, None):
            return key
    return "odd-other"


async def on_unknown_command(update: Update, context: Context) -> None:
    """`/meny`: did you mean /menu? Anything farther away is taken as a question."""
    message = update.effective_message
    text = (message.text or "") if message else ""
    name, _, rest = text.lstrip("/").partition(" ")
    name = name.partition("@")[0].lower()
    listed = [command.name for command in COMMANDS if not command.admin]
    near = process.extractOne(name, listed, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    if near is not None:
        rows = [
            [button(f"/{near[0]}", "c", near[0])],
            [button(await context.plain("menu"), "m", "", 0)],
        ]
        says.message(context, await context.say_text("command-near", near=near[0]), rows)
        return
    if not context.private:
        return
    words = f"{name.replace('_', ' ')} {rest}".strip()
    if words:
        await answer(context, Question(words, message.message_id if message else None))
        return
    says.message(
        context, await context.say_text("command-unknown"), [[button(await context.plain("menu"), "m", "", 0)]]
    )


async def press_command(update: Update, context: Context, address: Address) -> None:
    """The button of "did you mean /menu"."""
    from bot.chat.router import command_handler

    says.toast(context)
    handler = command_handler(address.arg(0)) if address.arg(0) in BY_NAME else None
    if handler is None:
        says.message(context, await context.say_text("command-unknown"))
        return
    await handler(update, context)


async def on_migration(update: Update, context: Context) -> None:
    """A group became a supergroup: its settings and waiting messages move to the new chat."""
    message = update.effective_message
    if message is None:
        return
    if message.migrate_to_chat_id is not None:
        old, new = message.chat_id, message.migrate_to_chat_id
    elif message.migrate_from_chat_id is not None:
        old, new = message.migrate_from_chat_id, message.chat_id
    else:
        return
    context.turn.change(lambda connection, now: groups.migrate(connection, old, new, now))


async def on_membership(update: Update, context: Context) -> None:
    """Somebody blocked or unblocked the bot, or a group took it in or let it go."""
    change = update.my_chat_member
    if change is None:
        return
    gone = change.new_chat_member.status in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
    chat_id = change.chat.id
    if change.chat.type == ChatType.PRIVATE:
        if gone:
            context.turn.change(lambda connection, now: people.blocked(connection, chat_id, now))
            context.turn.change(lambda connection, now: outbox.give_up_on(connection, chat_id, now, "blocked"))
        else:
            code = change.from_user.language_code
            context.turn.change(lambda connection, now: people.met(connection, chat_id, code, now))
        return
    title = change.chat.title
    context.turn.change(lambda connection, now: groups.met(connection, chat_id, title, now, left=gone))
    if change.chat.type != ChatType.CHANNEL and not gone and _was_out(change):
        says.message(context, await context.say_text("group-hello", name=context.bot.username))


def _was_out(change: ChatMemberUpdated) -> bool:
    return change.old_chat_member.status in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
