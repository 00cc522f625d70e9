"""The log: short lines for people, JSON for machines. No token and no text of a message ever stands in it."""

from __future__ import annotations

import logging
import re
import sys
from typing import Literal

import structlog

_TOKEN = re.compile(r"\b\d{3,}:[A-Za-z0-9_-]{20,}")

# What libraries say below these levels is noise, or holds addresses with the token in them.
_QUIET = {"httpx": "WARNING", "httpcore": "WARNING", "telegram": "WARNING", "uvicorn": "WARNING", "alembic": "WARNING"}


def configure(level: str = "INFO", form: Literal["text", "json"] = "text") -> None:
    """Sets the log up for the whole process; called once, by the command that runs."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso" if form == "json" else "%H:%M:%S", utc=form == "json"),
        _without_token,
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=24)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, quiet in _QUIET.items():
        logging.getLogger(name).setLevel(quiet)


def _without_token(logger: object, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {key: _TOKEN.sub("[token]", value) if isinstance(value, str) else value for key, value in event.items()}
