"""People, the bot and what they say to each other, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.playground.entities import Formatted
from bot.playground.keyboards import Row


@dataclass(frozen=True)
class Person:
    """Somebody at the page. The id is also the id of the private chat; `language` is the `language_code` of a Telegram client."""

    id: int
    first_name: str
    language: str

    def user(self) -> dict[str, Any]:
        """https://core.telegram.org/bots/api#user"""
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": self.language}

    def chat(self) -> dict[str, Any]:
        """https://core.telegram.org/bots/api#chat"""
        return {"id": self.id, "type": "private", "first_name": self.first_name}


@dataclass(frozen=True)
class BotUser:
    """The bot as people see it."""

    id: int
    name: str
    username: str

    def user(self) -> dict[str, Any]:
        """https://core.telegram.org/bots/api#user"""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}


@dataclass(frozen=True)
class Message:
    """One message of a private chat; `content` holds the fields that differ by kind (text, entities, photo, caption, location, ...).

    Dates are Unix seconds. `inline_id` is set when the message came through inline mode. `reactions` maps a user id to an emoji.
    """

    message_id: int
    person: Person
    by_bot: bool
    date: int
    content: Mapping[str, Any]
    inline_keyboard: list[Row] | None = None
    reply_to: Message | None = None
    edit_date: int = 0
    inline_id: str = ""
    reactions: Mapping[int, str] = field(default_factory=dict)

    def to_api(self, bot: BotUser) -> dict[str, Any]:
        """https://core.telegram.org/bots/api#message"""
        out: dict[str, Any] = {
            "message_id": self.message_id,
            "from": bot.user() if self.by_bot else self.person.user(),
            "chat": self.person.chat(),
            "date": self.date,
            **self.content,
        }
        if self.edit_date:
            out["edit_date"] = self.edit_date
        if self.inline_id:
            out["via_bot"] = bot.user()
        if self.inline_keyboard:
            out["reply_markup"] = {"inline_keyboard": self.inline_keyboard}
        if self.reply_to:
            out["reply_to_message"] = {k: v for k, v in self.reply_to.to_api(bot).items() if k != "reply_to_message"}
        return out

    def to_page(self, bot: BotUser) -> dict[str, Any]:
        """The same for the page, which also shows reactions."""
        return {**self.to_api(bot), "reactions": [{"by": by, "emoji": emoji} for by, emoji in self.reactions.items()]}


def text_content(formatted: Formatted, name: str = "text") -> dict[str, Any]:
    """The fields of a message for a text or, with `name` "caption", for a caption."""
    if not formatted.text:
        return {}
    entities = "entities" if name == "text" else "caption_entities"
    return {name: formatted.text, **({entities: list(formatted.entities)} if formatted.entities else {})}
