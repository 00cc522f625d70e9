"""Text on a picture with the one font that needs no download.

Pillow's built-in font has no accented letters, so an accent is drawn as a stroke over its letter. Signs that it lacks too are said with
those it has.
"""

from __future__ import annotations

import unicodedata

from PIL import Image, ImageDraw, ImageFont

_SAID = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "‑": "-",
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "«": '"',
        "»": '"',
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "\u00a0": " ",
        "\u202f": " ",
    }
)
_ACUTE, _GRAVE, _CIRCUMFLEX, _DIAERESIS, _CEDILLA = "\u0301", "\u0300", "\u0302", "\u0308", "\u0327"

Colour = tuple[int, int, int]


def font(size: int) -> ImageFont.FreeTypeFont:
    """The built-in font. Raises `RuntimeError` where Pillow was built without FreeType."""
    found = ImageFont.load_default(size=size)
    if not isinstance(found, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType: the picture needs it")
    return found


def _letters(text: str) -> list[tuple[str, str]]:
    """Each letter with its accents."""
    found: list[tuple[str, str]] = []
    for char in unicodedata.normalize("NFD", text.translate(_SAID)):
        if unicodedata.combining(char) and found:
            base, marks = found[-1]
            found[-1] = (base, marks + char)
        else:
            found.append((char, ""))
    return found


def width(text: str, face: ImageFont.FreeTypeFont) -> float:
    """Width of a line in pixels."""
    return float(face.getlength("".join(base for base, _ in _letters(text))))


def draw_line(
    image: Image.Image, at: tuple[float, float], text: str, face: ImageFont.FreeTypeFont, colour: Colour
) -> None:
    """One line of text, its top left corner at `at`."""
    pen = ImageDraw.Draw(image)
    letters = _letters(text)
    plain = "".join(base for base, _ in letters)
    pen.text(at, plain, font=face, fill=colour)
    for index, (base, marks) in enumerate(letters):
        if marks:
            left = at[0] + face.getlength(plain[:index])
            _accents(pen, (left, at[1]), base, marks, face, colour)


def _accents(
    pen: ImageDraw.ImageDraw,
    at: tuple[float, float],
    base: str,
    marks: str,
    face: ImageFont.FreeTypeFont,
    colour: Colour,
) -> None:
    left, top, right, bottom = face.getbbox(base)
    size = face.size
    middle, over = at[0] + (left + right) / 2, at[1] + top - size * 0.09
    reach, rise, thick = size * 0.13, size * 0.15, max(2, round(size * 0.075))
    if base == "i":
        over += size * 0.03
    for mark in marks:
        if mark == _ACUTE:
            pen.line([(middle - reach / 2, over), (middle + reach, over - rise)], fill=colour, width=thick)
        elif mark == _GRAVE:
            pen.line([(middle + reach / 2, over), (middle - reach, over - rise)], fill=colour, width=thick)
        elif mark == _CIRCUMFLEX:
            points = [(middle - reach, over), (middle, over - rise), (middle + reach, over)]
            pen.line(points, fill=colour, width=thick, joint="curve")
        elif mark == _DIAERESIS:
            for side in (-reach, reach):
                box = (middle + side - thick * 0.7, over - thick * 1.6, middle + side + thick * 0.7, over - thick * 0.2)
                pen.ellipse(box, fill=colour)
        elif mark == _CEDILLA:
            under = at[1] + bottom
            box = (middle - reach, under - thick * 0.5, middle + reach, under + rise)
            pen.arc(box, 280, 120, fill=colour, width=thick)


def wrap(text: str, face: ImageFont.FreeTypeFont, most: float, lines: int = 2) -> list[str]:
    """`text` in at most so many lines of at most `most` pixels; what does not fit ends in dots."""
    found: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width(longer, face) > most:
            found.append(line)
            line = word
        else:
            line = longer
    found.append(line)
    if len(found) > lines:
        found = found[:lines]
        found[-1] += "..."
    return [_cut(one, face, most) for one in found]


def _cut(line: str, face: ImageFont.FreeTypeFont, most: float) -> str:
    if width(line, face) <= most:
        return line
    while line and width(line + "...", face) > most:
        line = line[:-1]
    return line.rstrip(" .") + "..."
