"""Bot API methods about updates and webhooks."""

from __future__ import annotations

from typing import Any

from bot.playground.params import Params
from bot.playground.refusals import bad
from bot.playground.world import World

_LONGEST_POLL = 50


async def get_updates(world: World, params: Params) -> list[dict[str, Any]]:
    """https://core.telegram.org/bots/api#getupdates"""
    allowed = params.value("allowed_updates")
    if allowed is not None:
        if not isinstance(allowed, list):
            raise bad("can't parse allowed updates JSON object")
        world.updates.allow([str(kind) for kind in allowed])
    limit = params.integer("limit", 100)
    timeout = min(max(params.integer("timeout"), 0), _LONGEST_POLL)
    return await world.updates.poll(params.integer("offset"), limit if 1 <= limit <= 100 else 100, timeout)


def delete_webhook(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#deletewebhook"""
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    return True


def set_webhook(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setwebhook: an empty address removes the webhook; the playground takes no other."""
    if params.text("url"):
        raise bad(
            "bad webhook: the playground hands out updates through getUpdates only; take TELEGRAM_BOT_TOKEN for webhooks"
        )
    return delete_webhook(world, params)


def get_webhook_info(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#getwebhookinfo"""
    return {"url": "", "has_custom_certificate": False, "pending_update_count": len(world.updates)}
