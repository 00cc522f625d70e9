"""The plan as a picture, drawn in a process of its own.

Drawing takes memory and time that a serving process should not spend, so `draw` starts `python -m bot.pathway.picture`, which reads
the plan as JSON on standard input and writes a PNG to standard output.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.knowledge.texts import say

if TYPE_CHECKING:
    from bot.knowledge.pathway_file import Rules

_WORDS = (
    "picture_title",
    "by",
    "no_date",
    "done_count",
    "now",
    "next",
    "later",
    "estimated",
    "official",
    "passed",
    "not_advice",
)


class PictureError(RuntimeError):
    """The picture could not be drawn."""


def picture_texts(rules: Rules, language: str = "en") -> dict[str, str]:
    """The words that a picture shows, and `language` for its dates."""
    return {name: say(rules.pathway.texts[name], language) for name in _WORDS} | {"language": language}


async def draw(plan_json: Mapping[str, Any], texts: Mapping[str, str], *, timeout: float = 30) -> bytes:
    """A PNG of the plan (the form of `pathway --json`), `texts` from `picture_texts`. Raises `PictureError`; `timeout` in seconds."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.pathway.picture",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    asked = json.dumps({"plan": plan_json, "texts": dict(texts)}).encode()
    try:
        png, said = await asyncio.wait_for(process.communicate(asked), timeout)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise PictureError(f"drawing took longer than {timeout:g} seconds") from None
    if process.returncode != 0:
        last = said.decode(errors="replace").strip().splitlines()[-1:] or ["no reason given"]
        raise PictureError(f"drawing failed: {last[0]}")
    return png


def main() -> None:
    """Standard input to standard output."""
    # Imported here alone, so that a serving process never loads the drawing library.
    from bot.pathway.timeline import paint

    asked = json.load(sys.stdin)
    sys.stdout.buffer.write(paint(asked["plan"], asked["texts"]))


if __name__ == "__main__":
    main()
