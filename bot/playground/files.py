"""The files that people and the bot sent, in memory."""

from __future__ import annotations

import io
import mimetypes
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from PIL import Image, UnidentifiedImageError

from bot.playground.refusals import bad

Kind = Literal["photo", "document"]

# https://core.telegram.org/bots/api#sending-files and #getfile
MOST_PHOTO, MOST_DOCUMENT, MOST_DOWNLOAD = 10 << 20, 50 << 20, 20 << 20


@dataclass(frozen=True)
class Stored:
    """A file as it lies here; `width` and `height` in pixels, 0 for what is no picture."""

    file_id: str
    kind: Kind
    name: str
    mime: str
    data: bytes
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """The `file_path` of getFile."""
        return f"{self.kind}s/{self.file_id}{PurePosixPath(self.name).suffix}"

    def field(self) -> Any:
        """What a message shows in its `photo` or `document` field."""
        common = {"file_id": self.file_id, "file_unique_id": f"u{self.file_id}", "file_size": len(self.data)}
        if self.kind == "photo":
            return [{**common, "width": self.width, "height": self.height}]
        return {**common, "file_name": self.name, "mime_type": self.mime}


class Files:
    """Keeps files up to `most` bytes in all; the oldest go first."""

    def __init__(self, most: int = 256 << 20) -> None:
        self._most = most
        self._files: OrderedDict[str, Stored] = OrderedDict()
        self._last = 0
        self._size = 0

    def add(self, kind: Kind, name: str, data: bytes) -> Stored:
        """Takes a file in, or refuses it as Telegram would: empty, too big, no picture, too long and thin."""
        if not data:
            raise bad("file must be non-empty")
        if len(data) > (MOST_PHOTO if kind == "photo" else MOST_DOCUMENT):
            raise bad("file is too big")
        mime, width, height = mimetypes.guess_type(name)[0] or "application/octet-stream", 0, 0
        if kind == "photo":
            mime, width, height = _look_at(data)
        self._last += 1
        stored = Stored(f"file{self._last}", kind, name, mime, data, width, height)
        self._files[stored.file_id] = stored
        self._size += len(data)
        while self._size > self._most and len(self._files) > 1:
            self._size -= len(self._files.popitem(last=False)[1].data)
        return stored

    def get(self, file_id: str) -> Stored | None:
        """The file of that id, None when there is none (any more)."""
        return self._files.get(file_id)


def _look_at(data: bytes) -> tuple[str, int, int]:
    try:
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            mime = Image.MIME.get(picture.format or "", "application/octet-stream")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        raise bad("IMAGE_PROCESS_FAILED") from None
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return mime, width, height
