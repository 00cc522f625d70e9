"""Everything that the playground knows: people, their private chats with the bot, and what waits to be answered.

In memory and bounded; it ends with the process. The clock is handed in, so that a later one can be moved forward.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from bot.playground.feed import Event, Feed
from bot.playground.files import Files
from bot.playground.keyboards import Markup
from bot.playground.message import BotUser, Message, Person
from bot.playground.profile import Profile
from bot.playground.refusals import Refused, bad
from bot.playground.updates import Updates

Clock = Callable[[], datetime]

_MOST_PEOPLE, _MOST_MESSAGES, _MOST_QUERIES = 200, 2000, 1000
_NAMES = ("Amina", "Rahul", "Chloé", "Omar", "Mei", "Lucía", "Kwame", "Noor", "Tomasz", "Priya", "Élise", "Samuel")
# https://core.telegram.org/bots/api#deletemessage
_DELETABLE_SECONDS = 48 * 3600


def utc_now() -> datetime:
    """The clock of an ordinary playground."""
    return datetime.now(UTC)


@dataclass
class Chat:
    """A private chat. `keyboard` is the reply keyboard or forced reply that the person sees below the input field."""

    person: Person
    messages: OrderedDict[int, Message] = field(default_factory=OrderedDict)
    keyboard: dict[str, Any] | None = None
    last_id: int = 0


@dataclass
class Query:
    """A pressed button or an inline query; `answer` stays None until the bot answers."""

    person_id: int
    text: str = ""
    answer: dict[str, Any] | None = None


class World:
    """The state that both sides change: the Bot API through its methods, people through `acts`."""

    def __init__(self, bot: BotUser, *, first_id: int, now: Clock = utc_now) -> None:
        """`first_id` starts the ids of people, updates and queries: it must be higher at every start, since the bot remembers them."""
        self.bot = bot
        self.now = now
        self.updates = Updates(first_id)
        self.files = Files()
        self.feed = Feed()
        self.profile = Profile()
        self.chats: OrderedDict[int, Chat] = OrderedDict()
        self.presses: OrderedDict[str, Query] = OrderedDict()
        self.inlines: OrderedDict[str, Query] = OrderedDict()
        self._last_person = self._last_query = first_id
        self._met = 0

    def timestamp(self) -> int:
        """Now, in Unix seconds."""
        return int(self.now().timestamp())

    # People

    def new_person(self, language: str) -> Person:
        """Somebody whom the bot has never met, with an empty chat."""
        self._last_person += 1
        person = Person(self._last_person, _NAMES[self._met % len(_NAMES)], language)
        self._met += 1
        self.chats[person.id] = Chat(person)
        if len(self.chats) > _MOST_PEOPLE:
            self.chats.popitem(last=False)
        return person

    def chat(self, chat_id: int) -> Chat:
        """A chat by its id, which is the person's."""
        if chat_id not in self.chats:
            raise bad("chat not found")
        return self.chats[chat_id]

    def snapshot(self, person_id: int) -> Event:
        """All that a page needs to show a person's chat."""
        chat = self.chat(person_id)
        return {
            "kind": "state",
            "bot": self.bot.user(),
            "person": chat.person.user(),
            "messages": [message.to_page(self.bot) for message in chat.messages.values()],
            "keyboard": chat.keyboard,
            **self.profile.seen_by(person_id, chat.person.language),
        }

    # Messages

    def post(
        self,
        chat: Chat,
        content: dict[str, Any],
        *,
        by_bot: bool,
        markup: Markup | None = None,
        reply_to: Message | None = None,
        inline_id: str = "",
    ) -> Message:
        """A new message in a chat, shown on its pages."""
        markup = markup or Markup()
        chat.last_id += 1
        message = Message(
            chat.last_id,
            chat.person,
            by_bot,
            self.timestamp(),
            content,
            markup.inline,
            replace(reply_to, reply_to=None) if reply_to else None,
            inline_id=inline_id,
        )
        self._keep(chat, message)
        if markup.reply is not None:
            self.set_keyboard(chat, None if markup.reply.get("remove_keyboard") else markup.reply)
        return message

    def set_keyboard(self, chat: Chat, keyboard: dict[str, Any] | None) -> None:
        """What stands below the input field from now on."""
        chat.keyboard = keyboard
        self.feed.publish(chat.person.id, "keyboard", keyboard=keyboard)

    def change(self, chat: Chat, old: Message, new: Message) -> Message:
        """An edited message takes its place; Telegram refuses an edit that changes nothing."""
        if (old.content, old.inline_keyboard) == (new.content, new.inline_keyboard):
            raise bad(
                "message is not modified: specified new message content and reply markup are exactly the same "
                "as a current content and reply markup of the message"
            )
        new = replace(new, edit_date=self.timestamp())
        self._keep(chat, new)
        return new

    def react(self, chat: Chat, message: Message, user_id: int, emoji: str | None) -> None:
        """Sets or takes back what one user put on a message."""
        reactions = {by: sign for by, sign in message.reactions.items() if by != user_id}
        self._keep(chat, replace(message, reactions={**reactions, user_id: emoji} if emoji else reactions))

    def delete(self, chat: Chat, message_id: int) -> None:
        """A message vanishes for both."""
        message = chat.messages.get(message_id)
        if message is None:
            raise bad("message to delete not found")
        if message.date < self.timestamp() - _DELETABLE_SECONDS:
            raise bad("message can't be deleted for everyone")
        del chat.messages[message_id]
        self.feed.publish(chat.person.id, "deleted", message_id=message_id)

    def inline_message(self, inline_id: str) -> tuple[Chat, Message]:
        """A message that came through inline mode, which the bot knows only by its inline id."""
        for chat in self.chats.values():
            for message in chat.messages.values():
                if message.inline_id == inline_id:
                    return chat, message
        raise bad("MESSAGE_ID_INVALID")

    def _keep(self, chat: Chat, message: Message) -> None:
        chat.messages[message.message_id] = message
        if len(chat.messages) > _MOST_MESSAGES:
            chat.messages.popitem(last=False)
        self.feed.publish(chat.person.id, "message", message=message.to_page(self.bot))

    # Queries

    def ask(self, queries: OrderedDict[str, Query], query: Query) -> str:
        """Notes a pressed button or an inline query; returns its id."""
        self._last_query += 1
        queries[str(self._last_query)] = query
        if len(queries) > _MOST_QUERIES:
            queries.popitem(last=False)
        return str(self._last_query)

    def answer(self, queries: OrderedDict[str, Query], query_id: str, answer: dict[str, Any]) -> Query | None:
        """The bot's answer to a query; None when it was answered before: the first answer is the one that people see."""
        if query_id not in queries:
            raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        query = queries[query_id]
        if query.answer is not None:
            return None
        query.answer = answer
        return query

    def close(self) -> None:
        """Ends whatever waits, so that the server can stop."""
        self.updates.close()
        self.feed.close()
