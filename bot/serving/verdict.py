"""What an error of Telegram's means for the message that met it. Pure: an exception in, a verdict out.

The texts are those of Telegram's server (https://github.com/tdlib/telegram-bot-api, Client.cpp); it has no finer codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.serving.faults import TokenRefused, brief


class Kind(StrEnum):
    """What is to be done with a message."""

    QUIET = "quiet"  # nothing is left to do, and nothing is wrong
    WAIT = "wait"  # 429: leave the chat alone for `seconds`
    AGAIN = "again"  # surely not sent
    MAYBE = "maybe"  # perhaps sent: the answer did not come
    UNREACHABLE = "unreachable"  # nobody can be reached in this chat
    MIGRATED = "migrated"  # the chat is now `new_chat_id`
    AS_NEW = "as_new"  # an edit of what cannot be edited: say it anew
    AS_PLAIN = "as_plain"  # Telegram cannot read our HTML: say it without
    WITHOUT_REPLY = "without_reply"  # what it replies to is gone
    FAILED = "failed"  # a fault of ours
    REFUSED = "refused"  # the token is no longer ours


@dataclass(frozen=True)
class Verdict:
    """`reason` is one line for the record and the log, without token or message text."""

    kind: Kind
    reason: str
    seconds: float = 0.0
    new_chat_id: int | None = None


# Errors of httpx that come before the last byte of the request was written: Telegram cannot have acted on it.
_BEFORE = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.WriteError,
    httpx.WriteTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)

_QUIET = (
    "message is not modified",
    "query is too old",
    "query id is invalid",
    "message to delete not found",
    "message can't be deleted",
    "message identifier is not specified",
)
_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user is deactivated",
    "user_is_blocked",
    "group chat was deactivated",
    "group chat was deleted",
    "bot is not a member",
    "bot was kicked",
)
_MUTED = (
    "have no rights to send",
    "not enough rights to send",
    "chat_write_forbidden",
    "topic_closed",
    "chat_restricted",
)
_AS_NEW = ("message to edit not found", "message can't be edited", "message_id_invalid")
_NO_REPLY = ("message to be replied not found", "replied message not found", "message to reply not found")


def judge(error: BaseException) -> Verdict:
    """The verdict on a failed call."""
    if isinstance(error, TokenRefused):
        return Verdict(Kind.REFUSED, "token refused")
    if isinstance(error, RetryAfter):
        return Verdict(Kind.WAIT, "flood limit", seconds=_seconds(error.retry_after))
    if isinstance(error, ChatMigrated):
        return Verdict(Kind.MIGRATED, "group became a supergroup", new_chat_id=error.new_chat_id)
    if isinstance(error, Forbidden):
        muted = any(words in str(error).lower() for words in _MUTED)
        return Verdict(Kind.QUIET if muted else Kind.UNREACHABLE, brief(error))
    if isinstance(error, BadRequest):
        return _bad_request(error)
    if isinstance(error, NetworkError):
        return _network(error)
    if isinstance(error, TelegramError) and "invalid server response" in str(error).lower():
        # 200, but what followed was no JSON: it was carried out, or something between us and Telegram spoke.
        return Verdict(Kind.MAYBE, "unreadable answer")
    return Verdict(Kind.FAILED, brief(error))


def _bad_request(error: BadRequest) -> Verdict:
    text = str(error).lower()
    for kind, words in (
        (Kind.QUIET, _QUIET),
        (Kind.UNREACHABLE, _GONE),
        (Kind.QUIET, _MUTED),
        (Kind.AS_NEW, _AS_NEW),
        (Kind.WITHOUT_REPLY, _NO_REPLY),
        (Kind.AS_PLAIN, ("can't parse entities", "can't find end tag")),
    ):
        if any(part in text for part in words):
            return Verdict(kind, brief(error))
    return Verdict(Kind.FAILED, brief(error))


def _network(error: NetworkError) -> Verdict:
    cause = error.__cause__
    if isinstance(cause, _BEFORE):
        return Verdict(Kind.AGAIN, type(cause).__name__)
    if isinstance(cause, httpx.HTTPError):
        return Verdict(Kind.MAYBE, type(cause).__name__)
    text = str(error)
    if "(413)" in text or "too large" in text.lower():
        return Verdict(Kind.FAILED, brief(error))
    # Telegram (or what stands before it) answered with 5xx or a 429 without a time: it did not act.
    return Verdict(Kind.AGAIN, brief(error))


def _seconds(value: int | timedelta) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else float(value)
