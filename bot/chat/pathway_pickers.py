"""The answers to choose from: options, months, years, countries and provinces, as rows of buttons."""

from __future__ import annotations

from datetime import date

from bot.chat.buttons import Button, button, pairs
from bot.chat.pathway_places import LIKELY, abroad, place_name
from bot.chat.pathway_state import Saved
from bot.chat.pathway_words import code, month_short
from bot.chat.texts import Texts
from bot.knowledge.condition import PROVINCES
from bot.knowledge.pathway_file import Part
from bot.knowledge.texts import say
from bot.pathway import questions

Rows = list[list[Button]]

# A screen has eight rows: "I don't know" and Back stand below, Next where several can be chosen.
MOST_CHOICES = 6
COUNTRIES = 10
YEARS = 12
FIRST_YEAR = 1960
YEARS_AHEAD = 8
BOOKED_MONTHS = 16
NUMBERS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30)
ABROAD = "abroad"
BOOKED = "booked"


def choices(saved: Saved, part: Part, page: str, today: date, language: str, texts: Texts) -> Rows:
    """The answers of a question; at most six rows, so that the two below still fit."""
    if part.kind in ("choice", "several"):
        if page == BOOKED:
            return _coming_months(part, today, language)
        return _options(saved, part, language, texts)
    if part.kind == "month":
        return _month(saved, part, page, today, language, texts)
    if part.kind == "year":
        first = today.year + (1 if today.month >= 7 else 0)
        return _grid([button(str(year), "wa", part.field, year) for year in range(first, first + 6)], 3)
    if part.kind == "number":
        return _grid([button(str(number), "wa", part.field, number) for number in NUMBERS], 4)
    return _places(part, page, language, texts)


def _grid(items: list[Button], wide: int) -> Rows:
    return [items[index : index + wide] for index in range(0, len(items), wide)]


def _options(saved: Saved, part: Part, language: str, texts: Texts) -> Rows:
    value = questions.value_of(saved.profile, part.field)
    items: list[Button] = []
    for option in part.options:
        label = say(option.label, language)
        if part.kind == "several":
            if part.field == "provinces":
                label = place_name(str(option.value), language, texts, province=True)
            mark = "✅ " if option.value in saved.picks else ""
            items.append(button(mark + label, "wt", part.field, code(option.value)))
            continue
        said = code(str(value).partition(":")[0] if isinstance(value, str) else value)
        same = value is not None and (value == option.value or said == code(option.value))
        items.append(button(f"✓ {label}" if same else label, "wa", part.field, code(option.value)))
    if len(items) > 8:
        return _grid(items, 3 if len(items) <= 15 else 4)
    rows = pairs(items, longest=22)
    return rows if len(rows) <= MOST_CHOICES else _grid(items, 2)


def _coming_months(part: Part, today: date, language: str) -> Rows:
    """The months from now on, for an exam that is booked."""
    items = []
    for ahead in range(BOOKED_MONTHS):
        year, month = today.year + (today.month - 1 + ahead) // 12, (today.month - 1 + ahead) % 12 + 1
        items.append(button(f"{month_short(month, language)} {year}", "wa", part.field, f"booked-{year}-{month:02}"))
    return _grid(items, 4)


def looks_ahead(part: Part) -> bool:
    """Whether a month may lie in the future: a graduation may, what was done last may not."""
    return part.field != "last_practice"


def _month(saved: Saved, part: Part, page: str, today: date, language: str, texts: Texts) -> Rows:
    if page.startswith("m"):
        year = int(page[1:])
        last = 12 if looks_ahead(part) or year < today.year else today.month
        items = [
            button(month_short(month, language), "wa", part.field, f"{year}-{month:02}") for month in range(1, last + 1)
        ]
        return _grid(items, 4)
    last_year = today.year + (YEARS_AHEAD if looks_ahead(part) else 0)
    value = questions.value_of(saved.profile, part.field)
    first = int(page) if page else _first_year(saved, part, today, int(value[:4]) if value else None)
    first = min(max(first, FIRST_YEAR), last_year - YEARS + 1)
    rows = _grid([button(str(y), "wm", part.field, y) for y in range(first, first + YEARS)], 4)
    turn: list[Button] = []
    if first > FIRST_YEAR:
        turn.append(button(f"‹ {max(first - YEARS, FIRST_YEAR)}-{first - 1}", "wy", part.field, first - YEARS))
    if first + YEARS <= last_year:
        turn.append(
            button(f"{first + YEARS}-{min(first + 2 * YEARS - 1, last_year)} ›", "wy", part.field, first + YEARS)
        )
    rows.append(turn)
    if not looks_ahead(part):
        rows.append([button(texts.plain("pathway-still", language), "wa", part.field, f"{today:%Y-%m}")])
    return rows


def _first_year(saved: Saved, part: Part, today: date, known: int | None) -> int:
    """The first of the twelve years shown first: those that most people need."""
    if known is not None:
        return known - YEARS // 2
    if not looks_ahead(part):
        return today.year - YEARS + 1
    return today.year if saved.profile.stage == "student" else today.year - YEARS + 2


def _places(part: Part, page: str, language: str, texts: Texts) -> Rows:
    province = part.kind == "place"
    if province and not page:
        named = [
            button(place_name(option, language, texts, province=True), "wa", part.field, option) for option in PROVINCES
        ]
        return [*_grid(named, 3), [button(texts.plain("pathway-abroad", language), "wy", part.field, ABROAD)]]
    options = tuple(str(option.value) for option in part.options) or LIKELY
    pages = -(-len(options) // COUNTRIES)
    number = int(page) % pages if page.isdigit() else 0
    here = options[number * COUNTRIES : (number + 1) * COUNTRIES]
    rows = _grid(country_buttons(part, here, language, texts), 2)
    if pages > 1:
        rows.append([button(texts.plain("pathway-more-countries", language), "wy", part.field, (number + 1) % pages)])
    return rows


def country_buttons(part: Part, codes: tuple[str, ...], language: str, texts: Texts) -> list[Button]:
    """One button a country."""
    province = part.kind == "place"
    kept = [abroad(name) if province and name not in PROVINCES else name for name in codes]
    return [button(place_name(name, language, texts, province=province), "wa", part.field, name) for name in kept]
