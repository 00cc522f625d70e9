"""Bot API methods about the bot itself, about chats and about files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.playground.files import MOST_DOWNLOAD
from bot.playground.params import Params
from bot.playground.profile import Commands
from bot.playground.refusals import bad
from bot.playground.world import World


def get_me(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#getme"""
    can = {"can_join_groups": False, "can_read_all_group_messages": False, "supports_inline_queries": True}
    return {**world.bot.user(), **can, "can_connect_to_business": False, "has_main_web_app": False}


def set_my_commands(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setmycommands"""
    world.profile.set_commands(params.value("commands"), params.value("scope"), params.text("language_code"))
    return _told(world)


def get_my_commands(world: World, params: Params) -> Commands:
    """https://core.telegram.org/bots/api#getmycommands"""
    return world.profile.commands(params.value("scope"), params.text("language_code"))


def delete_my_commands(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#deletemycommands"""
    world.profile.set_commands([], params.value("scope"), params.text("language_code"))
    return _told(world)


def set_text(kind: str) -> Callable[[World, Params], bool]:
    """setMyDescription, setMyShortDescription and setMyName, by the name of their text."""

    def method(world: World, params: Params) -> bool:
        world.profile.set_text(kind, params.text(kind), params.text("language_code"))
        return _told(world)

    return method


def get_text(kind: str) -> Callable[[World, Params], dict[str, str]]:
    """getMyDescription, getMyShortDescription and getMyName, by the name of their text."""

    def method(world: World, params: Params) -> dict[str, str]:
        return {
            kind: world.profile.text(kind, params.text("language_code")) or (world.bot.name if kind == "name" else "")
        }

    return method


def set_chat_menu_button(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setchatmenubutton"""
    world.profile.set_button(params.integer("chat_id"), params.value("menu_button") or {"type": "default"})
    return _told(world)


def get_chat_menu_button(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#getchatmenubutton"""
    return world.profile.button(params.integer("chat_id"))


def get_chat(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#getchat"""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    more = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
    return {**world.chat(params.integer("chat_id")).person.chat(), **more}


def get_chat_member(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#getchatmember"""
    person, user_id = world.chat(params.integer("chat_id")).person, params.integer("user_id")
    for member in (person, world.bot):
        if member.id == user_id:
            return {"status": "member", "user": member.user()}
    raise bad("member not found")


def get_file(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#getfile"""
    stored = world.files.get(params.text("file_id"))
    if stored is None:
        raise bad("invalid file_id")
    if len(stored.data) > MOST_DOWNLOAD:
        raise bad("file is too big")
    size = {"file_size": len(stored.data), "file_path": stored.path}
    return {"file_id": stored.file_id, "file_unique_id": f"u{stored.file_id}", **size}


def _told(world: World) -> bool:
    for person_id, chat in world.chats.items():
        seen = world.profile.seen_by(person_id, chat.person.language)
        world.feed.publish(person_id, "profile", person=chat.person.user(), **seen)
    return True
