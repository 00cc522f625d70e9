"""Each error of Telegram's has one meaning, and no verdict holds a token."""

from __future__ import annotations

import os

import httpx
import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.serving.faults import TokenRefused
from bot.serving.marking import recast
from bot.serving.verdict import Kind, judge


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "PTB_TIMEDELTA", "true")


def caused(error: NetworkError, cause: Exception) -> NetworkError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (BadRequest("Message is not modified: specified new message content"), Kind.QUIET),
        (BadRequest("Query is too old and response timeout expired or query id is invalid"), Kind.QUIET),
        (BadRequest("Query_id_invalid or query ID is invalid"), Kind.QUIET),
        (BadRequest("Message to delete not found"), Kind.QUIET),
        (BadRequest("Not enough rights to send text messages to the chat"), Kind.QUIET),
        (BadRequest("Chat not found"), Kind.UNREACHABLE),
        (Forbidden("Forbidden: bot was blocked by the user"), Kind.UNREACHABLE),
        (Forbidden("Forbidden: user is deactivated"), Kind.UNREACHABLE),
        (Forbidden("Forbidden: bot was kicked from the group chat"), Kind.UNREACHABLE),
        (BadRequest("Message to edit not found"), Kind.AS_NEW),
        (BadRequest("Message can't be edited"), Kind.AS_NEW),
        (BadRequest("Can't parse entities: unsupported start tag"), Kind.AS_PLAIN),
        (BadRequest("Message to be replied not found"), Kind.WITHOUT_REPLY),
        (BadRequest("Message is too long"), Kind.FAILED),
        (NetworkError("Bad Gateway (502)"), Kind.AGAIN),
        (NetworkError("Request Entity Too Large (413)"), Kind.FAILED),
        (caused(NetworkError("x"), httpx.ConnectError("refused")), Kind.AGAIN),
        (caused(TimedOut(), httpx.ConnectTimeout("")), Kind.AGAIN),
        (caused(TimedOut(), httpx.PoolTimeout("")), Kind.AGAIN),
        (caused(NetworkError("x"), httpx.WriteError("")), Kind.AGAIN),
        (caused(TimedOut(), httpx.ReadTimeout("")), Kind.MAYBE),
        (caused(NetworkError("x"), httpx.ReadError("")), Kind.MAYBE),
        (caused(NetworkError("x"), httpx.RemoteProtocolError("disconnected")), Kind.MAYBE),
        (TelegramError("Invalid server response"), Kind.MAYBE),
        (TokenRefused(), Kind.REFUSED),
        (ValueError("ours"), Kind.FAILED),
    ],
)
def test_an_error_has_one_meaning(error: Exception, kind: Kind) -> None:
    assert judge(error).kind is kind


def test_a_flood_limit_says_how_long_and_a_migration_where_to() -> None:
    assert (judge(RetryAfter(7)).kind, judge(RetryAfter(7)).seconds) == (Kind.WAIT, 7)
    assert (judge(ChatMigrated(-1005)).kind, judge(ChatMigrated(-1005)).new_chat_id) == (Kind.MIGRATED, -1005)


def test_a_reason_is_one_short_line_without_a_token() -> None:
    reason = judge(BadRequest("no https://api.telegram.org/bot123456789:AAE-x_y/sendMessage\n" + "x" * 500)).reason
    assert "AAE" not in reason
    assert "\n" not in reason
    assert len(reason) <= 200


def test_an_edit_that_cannot_be_made_is_said_anew_with_its_buttons() -> None:
    payload = {
        "chat_id": 5,
        "message_id": 9,
        "text": "x",
        "parse_mode": "HTML",
        "reply_markup": {"inline_keyboard": []},
    }
    anew = recast("editMessageText", payload, Kind.AS_NEW)
    assert anew == (
        "sendMessage",
        {"chat_id": 5, "text": "x", "parse_mode": "HTML", "reply_markup": {"inline_keyboard": []}},
    )


@pytest.mark.parametrize("method", ["editMessageReplyMarkup", "editMessageMedia"])
def test_an_edit_without_a_text_is_not_said_anew(method: str) -> None:
    assert recast(method, {"chat_id": 5, "message_id": 9}, Kind.AS_NEW) is None


def test_html_that_telegram_refuses_is_said_as_plain_text() -> None:
    payload = {"chat_id": 5, "text": '<b>5 &lt; 6</b> <a href="https://x.org">here', "parse_mode": "HTML"}
    assert recast("sendMessage", payload, Kind.AS_PLAIN) == ("sendMessage", {"chat_id": 5, "text": "5 < 6 here"})


def test_plain_text_that_telegram_refuses_is_not_tried_for_ever() -> None:
    assert recast("sendMessage", {"chat_id": 5, "text": "x"}, Kind.AS_PLAIN) is None
