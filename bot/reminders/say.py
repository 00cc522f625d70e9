"""Says a meaning back to the person, in English or French, with weekday, date, hour and zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Literal

from babel.core import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list

from bot.reminders.meaning import Meaning
from bot.reminders.recurrence import Rule

Language = Literal["en", "fr"]

# Canadian forms: "7:00 p.m." in English, "19 h 00" in French.
_LOCALES: dict[Language, str] = {"en": "en_CA", "fr": "fr_CA"}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EN_NTH = {-1: "last", 1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}
_FR_NTH = {-1: "dernier", 1: "premier", 2: "deuxième", 3: "troisième", 4: "quatrième", 5: "cinquième"}


def say(meaning: Meaning, language: Language | None = None) -> str:
    """One phrase for a meaning that is settled: "Monday, May 10, 2027 at 19:00 (Toronto time)" or "every Monday at 19:00 (...)".

    Empty where the meaning is not settled (its choices are said one by one with `say_moment`). `language` is that of the text unless given.
    """
    language = language or meaning.language
    if meaning.at is None:
        return ""
    when = say_rule(meaning.rule, language) if meaning.rule else say_moment(meaning.at, language)
    return f"{when} ({say_zone(meaning.at, language)})"


def say_moment(at: datetime, language: Language) -> str:
    """Weekday, date and hour of an aware or wall time: "Monday, May 10, 2027 at 19:00", "lundi 10 mai 2027 à 19 h 00"."""
    joined = " at " if language == "en" else " à "
    return say_day(at.date(), language) + joined + say_hour(at.time(), language)


def say_times(day: date, hours: Sequence[time], language: Language) -> str:
    """A day and its hours: "Monday, May 10, 2027 at 19:00 and 21:00"."""
    joined = " at " if language == "en" else " à "
    return say_day(day, language) + joined + _list([say_hour(hour, language) for hour in hours], language)


def say_day(day: date, language: Language) -> str:
    """Weekday and date: "Monday, May 10, 2027", "samedi 1er mai 2027"."""
    return _first(format_date(day, "full", locale=_LOCALES[language]), day, language)


def _first(text: str, day: date, language: Language) -> str:
    """French says "1er mai"; the locale data leaves that to the writer."""
    if language == "fr" and day.day == 1:
        return re.sub(r"(?<!\d)1 (?=\D)", "1er ", text, count=1)
    return text


def say_hour(hour: time, language: Language) -> str:
    """The hour in 24 hours, which no one can mistake: "19:00", "19 h 00"."""
    return format_time(hour, "HH:mm" if language == "en" else "H 'h' mm", locale=_LOCALES[language])


def say_city(at: datetime, language: Language) -> str:
    """The city that names the zone of an aware time: "Toronto"."""
    key = str(at.tzinfo)
    city = Locale.parse(_LOCALES[language]).time_zones.get(key, {}).get("city")
    return str(city) if city else key.rsplit("/", 1)[-1].replace("_", " ")


def say_zone(at: datetime, language: Language) -> str:
    """The zone of an aware time by its city: "Toronto time", "heure locale : Toronto"."""
    name = say_city(at, language)
    return f"{name} time" if language == "en" else f"heure locale : {name}"


def say_rule(rule: Rule, language: Language) -> str:
    """A series in words: "every Monday and Thursday at 19:00", "le dernier jour de chaque mois à 9 h 00, jusqu'au 3 juillet 2027"."""
    parts = rule.parts()
    words = (_english if language == "en" else _french)(rule, parts)
    if parts["FREQ"] not in {"HOURLY", "MINUTELY"}:
        words += (" at " if language == "en" else " à ") + _hours(rule, parts, language)
    else:
        start = say_moment(rule.start, language)
        words += f", from {start}" if language == "en" else f", à partir du {start}"
    if "UNTIL" in parts:
        end = datetime.strptime(parts["UNTIL"], "%Y%m%dT%H%M%S")
        last = _first(format_date(end.date(), "long", locale=_LOCALES[language]), end.date(), language)
        if end.time() < time(23, 59):
            last += (" at " if language == "en" else " à ") + say_hour(end.time(), language)
        words += f", until {last}" if language == "en" else f", jusqu’au {last}"
    if "COUNT" in parts:
        count = int(parts["COUNT"])
        words += f", {count} times" if language == "en" else f", {count} fois"
    return words


def _hours(rule: Rule, parts: dict[str, str], language: Language) -> str:
    hours = (
        [time(int(hour), rule.start.minute) for hour in parts["BYHOUR"].split(",")]
        if "BYHOUR" in parts
        else [rule.start.time()]
    )
    return format_list([say_hour(hour, language) for hour in hours], locale=_LOCALES[language])


def _weekday(code: str, language: Language) -> str:
    # 4 January 2027 was a Monday.
    return format_date(date(2027, 1, 4 + _DAYS.index(code)), "EEEE", locale=_LOCALES[language])


def _list(words: list[str], language: Language) -> str:
    return format_list(words, locale=_LOCALES[language])


def _month_days(rule: Rule, parts: dict[str, str]) -> list[int]:
    days = [int(day) for day in parts.get("BYMONTHDAY", str(rule.start.day)).split(",")]
    # "28,29,30 and the last of them" stands for the 30th.
    return [*(day for day in days if day < 28), max(days)] if "BYSETPOS" in parts else days


def _english(rule: Rule, parts: dict[str, str]) -> str:
    count = int(parts.get("INTERVAL", "1"))
    unit = {
        "MINUTELY": "minute",
        "HOURLY": "hour",
        "DAILY": "day",
        "WEEKLY": "week",
        "MONTHLY": "month",
        "YEARLY": "year",
    }[parts["FREQ"]]
    every = f"every {unit}" if count == 1 else f"every {count} {unit}s"
    if parts["FREQ"] == "WEEKLY":
        codes = parts.get("BYDAY", _DAYS[rule.start.weekday()]).split(",")
        if codes == list(_DAYS[:5]):
            return "every weekday" if count == 1 else f"{every} from Monday to Friday"
        days = _list([_weekday(code, "en") for code in codes], "en")
        return f"every {days}" if count == 1 else f"{every} on {days}"
    if parts["FREQ"] == "MONTHLY":
        if "BYDAY" in parts:
            return _of_months(_list(_nths(parts, "en"), "en"), every, count)
        days = _list(["last day" if day == -1 else _ordinal(day) for day in _month_days(rule, parts)], "en")
        return _of_months(days, every, count)
    if parts["FREQ"] == "YEARLY":
        return f"{every} on {format_date(_day_of_year(rule, parts), 'MMMM d', locale='en_CA')}"
    return every


def _of_months(days: str, every: str, count: int) -> str:
    return f"on the {days} of {every}" if count == 1 else f"{every} on the {days}"


def _french(rule: Rule, parts: dict[str, str]) -> str:
    count = int(parts.get("INTERVAL", "1"))
    unit = {
        "MINUTELY": "minute",
        "HOURLY": "heure",
        "DAILY": "jour",
        "WEEKLY": "semaine",
        "MONTHLY": "mois",
        "YEARLY": "an",
    }[parts["FREQ"]]
    plural = unit if unit == "mois" else unit + "s"
    all_of = "toutes les" if unit in {"minute", "heure", "semaine"} else "tous les"
    every = (f"chaque {unit}" if unit != "an" else "chaque année") if count == 1 else f"{all_of} {count} {plural}"
    if parts["FREQ"] == "WEEKLY":
        codes = parts.get("BYDAY", _DAYS[rule.start.weekday()]).split(",")
        if codes == list(_DAYS[:5]):
            return "du lundi au vendredi" if count == 1 else f"du lundi au vendredi, {every}"
        days = [_weekday(code, "fr") for code in codes]
        return f"chaque {_list(days, 'fr')}" if count == 1 else f"{every}, le {_list(days, 'fr')}"
    if parts["FREQ"] == "MONTHLY":
        if "BYDAY" in parts:
            days = _nths(parts, "fr")
        else:
            days = [
                "dernier jour" if day == -1 else "1er" if day == 1 else str(day) for day in _month_days(rule, parts)
            ]
        return f"le {_list(days, 'fr')} de {every}" if count == 1 else f"{every}, le {_list(days, 'fr')}"
    if parts["FREQ"] == "YEARLY":
        return f"{every}, le {format_date(_day_of_year(rule, parts), 'd MMMM', locale='fr_CA')}"
    return every


def _nths(parts: dict[str, str], language: Language) -> list[str]:
    names = _EN_NTH if language == "en" else _FR_NTH
    if "BYSETPOS" in parts:
        workday = "working day" if language == "en" else "jour ouvrable"
        return [f"{names[int(n)]} {workday}" for n in parts["BYSETPOS"].split(",")]
    return [f"{names[int(code[:-2])]} {_weekday(code[-2:], language)}" for code in parts["BYDAY"].split(",")]


def _day_of_year(rule: Rule, parts: dict[str, str]) -> date:
    # A leap year, so that 29 February can be said.
    return date(2028, int(parts.get("BYMONTH", str(rule.start.month))), _month_days(rule, parts)[0])


def _ordinal(day: int) -> str:
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
