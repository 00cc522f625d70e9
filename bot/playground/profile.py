"""What the bot says about itself: commands, descriptions, the menu button; by scope and language."""

from __future__ import annotations

import re
from typing import Any

from telegram.constants import BotCommandLimit, BotDescriptionLimit

from bot.playground.entities import utf16_length
from bot.playground.refusals import bad

Commands = list[dict[str, str]]

_LANGUAGE = re.compile(r"[a-z]{2}|")


class Profile:
    """Settings of the bot; an empty language stands for every language without its own."""

    def __init__(self) -> None:
        self._commands: dict[tuple[str, int, str], Commands] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._buttons: dict[int, dict[str, Any]] = {}

    def set_commands(self, commands: Any, scope: dict[str, Any] | None, language: str) -> None:
        """Checks and keeps a list of commands; an empty one takes them away."""
        if not isinstance(commands, list):
            raise bad("can't parse commands JSON object")
        if len(commands) > BotCommandLimit.MAX_COMMAND_NUMBER:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", ""))):
                raise bad("BOT_COMMAND_INVALID")
            if not 1 <= utf16_length(str(command.get("description", ""))) <= BotCommandLimit.MAX_DESCRIPTION:
                raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        key = _scope(scope, language)
        if commands:
            self._commands[key] = commands
        else:
            self._commands.pop(key, None)

    def commands(self, scope: dict[str, Any] | None, language: str) -> Commands:
        """Exactly what was set for that scope and language."""
        return self._commands.get(_scope(scope, language), [])

    def set_text(self, kind: str, text: str, language: str) -> None:
        """`kind` is "description", "short_description" or "name"; an empty text takes it away."""
        most = {
            "description": BotDescriptionLimit.MAX_DESCRIPTION_LENGTH,
            "short_description": BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH,
            "name": 64,
        }[kind]
        if utf16_length(text) > most:
            raise bad(f"BOT_{kind.upper()}_TOO_LONG")
        self._texts[kind, _language(language)] = text

    def text(self, kind: str, language: str) -> str:
        """The text for a language, or the one for every language."""
        return self._texts.get((kind, language)) or self._texts.get((kind, ""), "")

    def set_button(self, chat_id: int, button: dict[str, Any]) -> None:
        """The menu button of a chat, or of every chat (0)."""
        if button.get("type") not in ("commands", "default", "web_app"):
            raise bad("can't parse menu button")
        self._buttons[chat_id] = button

    def button(self, chat_id: int) -> dict[str, Any]:
        """The menu button that a chat has."""
        return self._buttons.get(chat_id) or self._buttons.get(0) or {"type": "commands"}

    def seen_by(self, person_id: int, language: str) -> dict[str, Any]:
        """What a client in that language shows. The order of the scopes is
        https://core.telegram.org/bots/api#determining-list-of-commands"""
        scopes = (("chat", person_id), ("all_private_chats", 0), ("default", 0))
        keys = [(kind, chat_id, code) for kind, chat_id in scopes for code in (language[:2], "")]
        return {
            "commands": next((self._commands[key] for key in keys if key in self._commands), []),
            "description": self.text("description", language[:2]),
            "menu_button": self.button(person_id),
        }


def _scope(scope: dict[str, Any] | None, language: str) -> tuple[str, int, str]:
    scope = scope or {"type": "default"}
    if not isinstance(scope, dict) or "type" not in scope:
        raise bad("can't parse BotCommandScope")
    return str(scope["type"]), int(scope.get("chat_id", 0)), _language(language)


def _language(language: str) -> str:
    if not _LANGUAGE.fullmatch(language):
        raise bad("invalid language code specified")
    return language
