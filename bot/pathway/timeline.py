"""The plan as a timeline that reads at the width of a phone, on light and on dark."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

from babel.dates import format_date
from PIL import Image, ImageDraw

from bot.pathway.lettering import Colour, draw_line, font, width, wrap

#: Twice the width of a small phone; Telegram shows it at half its size there.
WIDTH = 720
_EDGE = 36
_TEXT = 92
_PAPER: Colour = (250, 250, 247)
_INK: Colour = (28, 33, 40)
_SOFT: Colour = (92, 99, 110)
_LINE: Colour = (200, 205, 212)
_COLOURS: dict[str, Colour] = {
    "now": (193, 59, 42),
    "next": (189, 120, 10),
    "later": (43, 98, 176),
    "done": (45, 125, 70),
}


def paint(plan: Mapping[str, Any], texts: Mapping[str, str]) -> bytes:
    """The PNG, drawn in this process."""
    big, title, small = font(40), font(28), font(24)
    rows: list[tuple[str, list[str], str]] = []
    for stage in ("now", "next", "later"):
        rows += [
            (stage, wrap(step["title"], title, WIDTH - _TEXT - _EDGE), _when(step, texts))
            for step in plan["steps"]
            if step["when"] == stage
        ]
    heading = wrap(texts["picture_title"].replace("{match}", str(plan["match_year"])), big, WIDTH - 2 * _EDGE)
    done = sum(1 for step in plan["steps"] if step["when"] == "done")
    stages = len({stage for stage, _, _ in rows})
    height = 40 + 50 * len(heading) + (44 if done else 0) + 56 * stages + 70
    height += sum(34 * len(lines) + 50 for _, lines, _ in rows)
    image = Image.new("RGB", (WIDTH, height), _PAPER)
    pen = ImageDraw.Draw(image)
    y = 32
    for line in heading:
        draw_line(image, (_EDGE, y), line, big, _INK)
        y += 50
    if done:
        draw_line(image, (_EDGE, y), texts["done_count"].replace("{count}", str(done)), small, _COLOURS["done"])
        y += 44
    before = ""
    for stage, lines, date in rows:
        colour = _COLOURS[stage]
        if stage != before:
            label = texts[stage].upper()
            pen.rounded_rectangle((_EDGE, y + 8, _EDGE + width(label, small) + 32, y + 46), radius=19, fill=colour)
            draw_line(image, (_EDGE + 16, y + 12), label, small, (255, 255, 255))
            y += 56
            before = stage
        bottom = y + 34 * len(lines) + 50
        pen.line([(_EDGE + 16, y), (_EDGE + 16, bottom)], fill=_LINE, width=4)
        pen.ellipse((_EDGE + 4, y + 8, _EDGE + 28, y + 32), fill=colour, outline=_PAPER, width=3)
        for line in lines:
            draw_line(image, (_TEXT, y + 2), line, title, _INK)
            y += 34
        draw_line(image, (_TEXT, y + 2), date, small, _SOFT)
        y = bottom
    draw_line(image, (_EDGE, y + 16), texts["not_advice"], small, _SOFT)
    out = io.BytesIO()
    # Few colours: an eighth of the bytes of a full-colour picture, and no visible loss.
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _when(step: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    def day(text: str) -> str:
        return format_date(dt.date.fromisoformat(text), "d MMM y", locale=texts["language"])

    if step["due"] is None:
        return texts["no_date"]
    kind = texts[step["date_kind"]]
    return f"{texts['by'].replace('{date}', day(step['due']))} · {kind}"
