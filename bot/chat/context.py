"""The typed context that every handler gets: the turn, the services, and who is speaking."""

from __future__ import annotations

from typing import Any, cast

from telegram import Chat, Message, Update, User
from telegram.constants import ChatType
from telegram.ext import Application, CallbackContext, ExtBot

from bot.chat.services import Services
from bot.chat.texts import Html
from bot.chat.turn import Turn, current_turn
from bot.storage import people, talk
from bot.storage.people import Person

Nothing = dict[Any, Any]


class PathwayApplication(Application):  # type: ignore[type-arg]
    """An Application that carries our services, so that no handler needs an untyped `bot_data`."""

    def __init__(self, *, services: Services, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.services = services


class Context(CallbackContext[ExtBot[None], Nothing, Nothing, Nothing]):
    """One update's context."""

    def __init__(self, application: Any, chat_id: int | None = None, user_id: int | None = None) -> None:
        super().__init__(application, chat_id, user_id)
        self.services: Services = cast(PathwayApplication, application).services
        self.turn: Turn = current_turn.get()
        self._person: Person | None = None
        self._language: str | None = None
        self.incoming: Update | None = None

    @classmethod
    def from_update(cls, update: object, application: Any) -> Context:
        made = super().from_update(update, application)
        if isinstance(update, Update):
            made.incoming = update
        return made

    @property
    def chat(self) -> Chat | None:
        return self.incoming.effective_chat if self.incoming else None

    @property
    def user(self) -> User | None:
        return self.incoming.effective_user if self.incoming else None

    @property
    def message(self) -> Message | None:
        return self.incoming.effective_message if self.incoming else None

    @property
    def chat_id(self) -> int:
        """Where to answer: the chat, or the person where there is none. Raises `LookupError` for an update of nobody."""
        if self.chat is not None:
            return self.chat.id
        if self.user is not None:
            return self.user.id
        raise LookupError("this update belongs to no chat")

    @property
    def person_id(self) -> int:
        """Who speaks; somebody who writes in the name of a group counts as the group."""
        return self.user.id if self.user is not None else self.chat_id

    @property
    def private(self) -> bool:
        return self.chat is None or self.chat.type == ChatType.PRIVATE

    async def person(self) -> Person:
        """The person as stored, read once a turn."""
        if self._person is None:
            async with self.services.database.read() as connection:
                self._person = await people.get(connection, self.person_id)
        return self._person

    async def language(self) -> str:
        """The language to speak: what the person chose, else Telegram's, else English."""
        if self._language is None:
            person = await self.person()
            code = person.language or (self.user.language_code if self.user else None) or person.telegram_language
            self._language = "fr" if (code or "").lower().startswith("fr") else "en"
        return self._language

    def speak(self, language: str) -> None:
        """Speaks this language for the rest of the turn."""
        self._language = language

    async def after(self) -> str | None:
        """The entry that was shown last here."""
        async with self.services.database.read() as connection:
            return await talk.after(connection, self.chat_id, self.person_id, self.turn.now)

    async def say_text(self, key: str, /, **values: Any) -> Html:
        """A text of the catalogue in the person's language, as HTML."""
        return self.services.texts.say(key, await self.language(), **values)

    async def plain(self, key: str, /, **values: Any) -> str:
        return self.services.texts.plain(key, await self.language(), **values)
