"""Every command, once: what is handled, what `/help` lists and what Telegram's command menu shows come from here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """`key` names its description in the catalogue (`command-<name>`). `listed` puts it into Telegram's menu and `/help`.

    `private` ones do something personal: in a group they become a button that leads to the private chat.
    """

    name: str
    listed: bool = True
    private: bool = False
    admin: bool = False

    @property
    def key(self) -> str:
        return f"command-{self.name}"


COMMANDS = (
    Command("start", listed=False),
    Command("menu"),
    Command("ask"),
    Command("pathway", private=True),
    Command("remind", private=True),
    Command("reminders", private=True),
    Command("saved", private=True),
    Command("settings", private=True),
    Command("privacy"),
    Command("export", private=True),
    Command("forget", private=True),
    Command("help"),
    Command("cancel", listed=False),
    Command("stats", listed=False, admin=True),
)

BY_NAME = {command.name: command for command in COMMANDS}
