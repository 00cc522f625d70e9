"""The Bot API side: `/bot<token>/<method>` and `/file/bot<token>/<path>`, as python-telegram-bot asks them."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from pathlib import PurePosixPath
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground import answering, describing, editing, polling, sending
from bot.playground.body import read_body
from bot.playground.params import Params, read_params
from bot.playground.refusals import Refused
from bot.playground.world import World

Method = Callable[[World, Params], Any]

_MOST_BODY = (50 << 20) + (1 << 20)
_log = logging.getLogger(__name__)

METHODS: dict[str, Method] = {
    "getMe": describing.get_me,
    "getUpdates": polling.get_updates,
    "setWebhook": polling.set_webhook,
    "deleteWebhook": polling.delete_webhook,
    "getWebhookInfo": polling.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendLocation": sending.send_location,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": answering.answer_callback_query,
    "answerInlineQuery": answering.answer_inline_query,
    "setMessageReaction": answering.set_message_reaction,
    "setMyCommands": describing.set_my_commands,
    "getMyCommands": describing.get_my_commands,
    "deleteMyCommands": describing.delete_my_commands,
    "setMyName": describing.set_text("name"),
    "getMyName": describing.get_text("name"),
    "setMyDescription": describing.set_text("description"),
    "getMyDescription": describing.get_text("description"),
    "setMyShortDescription": describing.set_text("short_description"),
    "getMyShortDescription": describing.get_text("short_description"),
    "setChatMenuButton": describing.set_chat_menu_button,
    "getChatMenuButton": describing.get_chat_menu_button,
    "getChat": describing.get_chat,
    "getChatMember": describing.get_chat_member,
    "getFile": describing.get_file,
}


def api_routes(world: World, token: str) -> list[Route]:
    """The routes of the Bot API side; whoever knows the token may ask."""
    methods = {name.lower(): method for name, method in METHODS.items()}

    def check(request: Request) -> None:
        if not hmac.compare_digest(request.path_params["token"].encode(), token.encode()):
            raise Refused(401, "Unauthorized")

    async def call(request: Request) -> Response:
        name = request.path_params["method"]
        try:
            check(request)
            method = methods.get(name.lower())
            if method is None:
                raise Refused(404, "Not Found: method not found")
            body = await read_body(request, _MOST_BODY)
            result = method(world, read_params(request.headers.get("content-type", ""), body, request.url.query))
            if isawaitable(result):
                result = await _while_asked(request, result)
        except Refused as refusal:
            _log.warning("%s was refused: %s", name if name.lower() in methods else "A method", refusal.description)
            return JSONResponse(refusal.body(), refusal.code)
        return JSONResponse({"ok": True, "result": result})

    async def download(request: Request) -> Response:
        try:
            check(request)
            stored = world.files.get(PurePosixPath(request.path_params["path"]).stem)
            if stored is None or stored.path != request.path_params["path"]:
                raise Refused(404, "Not Found")
        except Refused as refusal:
            return JSONResponse(refusal.body(), refusal.code)
        return Response(stored.data, media_type="application/octet-stream")

    return [
        Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
    ]


async def _while_asked(request: Request, answer: Awaitable[Any]) -> Any:
    """Waits for an answer only as long as the asker is there: a poll whose bot has gone must not meet the next bot as a rival."""
    waiting = asyncio.ensure_future(answer)
    gone = asyncio.ensure_future(request.receive())
    try:
        await asyncio.wait((waiting, gone), return_when=asyncio.FIRST_COMPLETED)
        return waiting.result() if waiting.done() else None
    finally:
        waiting.cancel()
        gone.cancel()
        await asyncio.gather(waiting, gone, return_exceptions=True)
