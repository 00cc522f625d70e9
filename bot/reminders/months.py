"""Months and days of a month: "in june", "end of june", "the 15th", "le 1er du mois prochain", "first monday of july"."""

from __future__ import annotations

from calendar import monthrange

from bot.reminders.dates import Named, date_of, year_at
from bot.reminders.phrases import bag
from bot.reminders.pieces import Loose, MonthDay, Never, Nth
from bot.reminders.reader import Reader


def month_alone(r: Reader, i: int) -> Named | None:
    """ "in june", "end of june", "mi-mai", "first monday of june"."""
    led = r.phrase(i, ("in", "en", "in early", "in late", "early", "au mois de", "au mois d", "courant", "during"))
    if led is None and r.word(i) in {"of", "de", "d"} and r.any_weekday(i - 1) is not None:
        # "every monday of july"
        led = i + 1
    if led and (month := r.month(led)) and r.token(led).word not in {"second"}:
        end, year = year_at(r, led + 1)
        return end, Loose("named month", 0, month, year)
    for phrases, day in (
        (("end of", "the end of", "late", "fin", "la fin de", "fin de", "la fin d", "last day of",
          "the last day of", "le dernier jour de",
          "dernier jour de", "le dernier jour d", "fin d"), -1),
        (("mid", "middle of", "the middle of", "mi", "la mi"), 15),
        (("beginning of", "the beginning of", "start of", "the start of", "debut", "le debut de"), 1),
    ):  # fmt: skip
        led = r.phrase(i, phrases)
        if led and (month := r.month(led)):
            end, year = year_at(r, led + 1)
            if day == -1 and year:
                return end, date_of(year, month, monthrange(year, month)[1]) if year > 0 else Loose(
                    "named month", 0, month, year
                )
            # The last day of February is found later, with the year.
            return end, Nth(-1, -1, month, year) if day == -1 else date_of(year, month, day)
    j = r.skip(i, "the", "le")
    nth = r.ordinal(j)
    day_of_week = r.any_weekday(nth[0]) if nth else None
    if nth is None or day_of_week is None:
        # French says "le lundi premier" never, but "le dernier vendredi" and "le premier lundi" the same way round.
        return None
    k = r.skip(nth[0] + 1, "of", "in", "de", "d", "du")
    if k == nth[0] + 1 or not (nth[1] == -1 or 1 <= nth[1] <= 5):
        return None
    if (month := r.month(k)) is not None:
        end, year = year_at(r, k + 1)
        return end, Nth(nth[1], day_of_week, month, year)
    later = r.phrase(k, ("next month", "mois prochain"))
    if later:
        return later, Nth(nth[1], day_of_week, None, None, 1)
    later = r.phrase(k, ("this month", "ce mois"))
    return (later, Nth(nth[1], day_of_week, None, None, 0)) if later else None


# "the 3rd chapter", "on the 2nd floor": an ordinal before one of these is no day of the month.
THINGS = bag(
    "floor attempt chapter page edition part time year week day month line block section semester "
    "question lecture module case version exam person avenue choice option dose "
    "half one aid class year round grade opinion etage chapitre fois partie annee semaine mois ligne bloc tour essai "
    "tentative rang candidat "
    "module cours cas examen etape"
)


def month_day(r: Reader, i: int) -> Named | None:
    """ "the 15th", "le 12", "on the 1st", "the 5th of next month", "le 1er du mois prochain"."""
    article = r.word(i) in {"the", "le"}
    j = r.skip(i, "the", "le")
    led = r.word(i - 1) in {"on", "by", "until", "till", "before", "from", "starting", "jusqu", "avant", "me"}
    ordinal = r.ordinal(j)
    day = ordinal if ordinal and ordinal[1] > 0 and r.token(j).sense("ordinal") is None else None
    if day is None and ordinal and ordinal[1] > 0 and article and (r.word(ordinal[0]) in {"of", "du", "de"} or led):
        # "on the first", but not "from the first verification".
        day = ordinal if _closes(r, ordinal[0]) else None
    if day is None and r.language == "fr" and (article or r.word(i - 1) in {"au", "du"}):
        number = r.count(j)
        spelled = number is not None and number[1] > 1 and article and r.word(number[0]) in {"a", "au"}
        day = number if number and (spelled or (r.token(j).kind == "number" and len(r.word(j)) <= 2)) else None
    if (
        day is None
        and r.language == "en"
        and r.word(i) == "the"
        and led
        and r.token(j).kind == "number"
        and len(r.word(j)) <= 2
    ):
        day = r.count(j)
    french = r.language == "fr" and (article or r.word(i - 1) in {"au", "du"})
    if day is None or not (french or led or _alone(r, i, day[0])):
        return None
    end, number_of_day = day
    for phrases, months in (
        (("of next month", "du mois prochain", "next month", "le mois prochain", "of the next month"), 1),
        (("of this month", "of the month", "de ce mois", "du mois", "this month", "du mois courant"), None),
    ):
        later = r.phrase(end, phrases)
        if later:
            end = later
            return end, MonthDay(number_of_day, months) if 1 <= number_of_day <= 31 else Never("impossible")
    after = r.token(end)
    if (
        after.word in THINGS
        or r.unit(end)
        or r.word(end) in {"%", "/", ":", "h", "-"}
        or r.any_weekday(end) is not None
    ):
        return None
    plural = (
        after.kind == "word"
        and len(after.word) > 3
        and after.word.endswith(("s", "x"))
        and r.token(j).sense("ordinal") is None
    )
    if (
        plural
        and r.language == "fr"
        and r.ordinal(j) is None
        and not r.token(end).senses
        and after.word not in {"vers", "dans", "apres"}
    ):
        return None
    if not 1 <= number_of_day <= 31:
        return (end, Never("impossible")) if led and number_of_day < 100 else None
    return end, MonthDay(number_of_day)


def _alone(r: Reader, i: int, end: int) -> bool:
    """An ordinal without a preposition is a day only at the edge of the text or before an hour."""
    month = r.phrase(end, ("of next month", "next month", "of this month", "of the month", "this month"))
    clock = r.token(end).number is not None and r.word(end + 1) in {"am", "pm", ":", "h"}
    return i == 0 or end >= len(r.tokens) or r.word(end) in {"at", "@"} or month is not None or clock


def _closes(r: Reader, end: int) -> bool:
    """Whether nothing follows that the ordinal before `end` could count."""
    after = r.token(end)
    return (
        after.kind != "word"
        or bool(after.senses)
        or after.word in {"of", "du", "de", "at", "a", "to", "each", "every", "in"}
    )
