"""The body of a request: JSON, a form or a multipart form, read into one shape."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl

from bot.playground.refusals import bad


@dataclass(frozen=True)
class Upload:
    """A file that came with a request."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Params:
    """Parameters by name; in a form everything is text, in JSON it may have its type already."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A text; empty when it is absent."""
        value = self.fields.get(name)
        if value is None:
            return ""
        # Lone surrogates cannot be sent on, and Telegram does not keep them either.
        return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; `default` when it is absent."""
        value = self.fields.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad(f'parameter "{name}" must be an Integer') from None

    def number(self, name: str) -> float:
        """A finite number; it has to be there."""
        try:
            value = float(self.fields[name])
        except (KeyError, TypeError, ValueError):
            value = math.nan
        if not math.isfinite(value):
            raise bad(f'parameter "{name}" must be a Float')
        return value

    def flag(self, name: str) -> bool:
        """A boolean; false when it is absent."""
        return str(self.fields.get(name, "")).lower() in ("true", "1", "yes")

    def value(self, name: str) -> Any:
        """An object or a list, which a form carries as JSON text; None when it is absent."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None


def read_params(content_type: str, body: bytes, query: str = "") -> Params:
    """Reads a request's query and body by its content type."""
    fields: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
    header = Message()
    header["content-type"] = content_type or "application/octet-stream"
    kind = header.get_content_type()
    if not body:
        return Params(fields)
    if kind == "application/json":
        try:
            given = json.loads(body)
        except ValueError:
            raise bad("can't parse JSON object") from None
        if not isinstance(given, dict):
            raise bad("object expected")
        return Params({**fields, **given})
    if kind == "application/x-www-form-urlencoded":
        return Params({**fields, **dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))})
    if kind == "multipart/form-data":
        boundary = header.get_boundary()
        if not boundary:
            raise bad("multipart form without a boundary")
        return _multipart(body, boundary, fields)
    return Params(fields)


def _multipart(body: bytes, boundary: str, fields: dict[str, Any]) -> Params:
    uploads = dict[str, Upload]()
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:]:
        head, found, data = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        if not found:
            continue  # the end mark
        header = head.decode("utf-8", "replace")
        name = re.search(r'[; ]name="((?:[^"\\]|\\.)*)"', header)
        file_name = re.search(r'filename="((?:[^"\\]|\\.)*)"', header)
        if name is None:
            raise bad("a part of the multipart form has no name")
        if file_name is None:
            fields[name[1]] = data.decode("utf-8", "replace")
        else:
            uploads[name[1]] = Upload(re.sub(r"\\(.)|%22", lambda m: m[1] or '"', file_name[1]), data)
    return Params(fields, uploads)
