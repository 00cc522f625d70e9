"""Days of the week: "friday", "next friday", "lundi prochain", "thursday the 15th", "vendredi en huit"."""

from __future__ import annotations

from bot.reminders.dates import Named, with_month, written
from bot.reminders.months import THINGS
from bot.reminders.phrases import Book, bag
from bot.reminders.pieces import Calendar, InWeek, MonthDay, Never, Weekday
from bot.reminders.reader import Reader

_COMING = {"this", "coming", "upcoming", "ce", "cette", "cet"}


PROCHAIN = {"prochain", "prochaine", "suivant", "suivante", "prochains", "prochian", "prochan"}


NEXT = {"next", "nxt", "nex", "nexr"}


_FEASTS = ("saint", "noir", "de paques", "de pentecote", "de la pentecote", "des rameaux", "gras")


_WEEK_OF = (
    "the week of", "week of", "of the week of", "in the week of", "on the week of", "during the week of", "that week of",
    "the week starting", "week starting", "of the week starting", "the week beginning", "week beginning", "of the week beginning",
    "the week commencing", "week commencing", "wk of", "the wk of", "of the wk of",
    "la semaine du", "semaine du", "de la semaine du", "dans la semaine du", "pendant la semaine du", "sem du",
    "la semaine commencant le", "de la semaine commencant le", "la semaine qui commence le", "de la semaine qui commence le",
)  # fmt: skip


_OF_WEEK: Book[int] = Book(
    (("this week", "cette semaine", "de cette semaine"), 0),
    (("next week", "of next week", "in the next week", "de la semaine prochaine", "la semaine prochaine",
      "semaine prochaine", "de la semaine prochain", "la semaine prochain", "semaine prochain", "d ici une semaine"), 1),
    (("the week after next",), 2),
)  # fmt: skip


def weekday_at(r: Reader, i: int) -> Named | None:
    start = i
    i = r.skip(i, "the", "le", "la")
    ahead = r.count(i)
    if (
        ahead
        and (day_ahead := r.sense(ahead[0], "weekdays", "weekday"))
        and (
            later := r.phrase(ahead[0] + 1, ("from now",))
            or (ahead[0] + 1 if r.word(i - 1) in {"in", "dans"} else None)
        )
    ):
        return (later, Weekday(int(day_ahead.value), "coming", ahead[1] - 1)) if 1 <= ahead[1] <= 60 else None
    if later := r.phrase(i, ("a week on", "one week on", "a week this", "a week next")):
        # British: "a week on monday" is the monday after the coming one.
        day_later = r.sense(later, "weekday")
        return (later + 1, Weekday(int(day_later.value), "coming", 1)) if day_later else None
    which = r.word(i)
    j = i + 1 if which in _COMING | NEXT | PROCHAIN | {"following"} else i
    j = r.skip(j, "coming", "following") if j > i else j
    found = r.sense(j, "weekday")
    if found is None or (found.short and not _short_is_day(r, j, j > i)):
        return weekday_of_week(r, start)
    if r.word(j - 1) in {"good", "happy", "bon", "joyeux", "easter", "black", "cyber", "palm", "ash"} or r.phrase(
        j + 1, _FEASTS
    ):
        # Days of the year that go by the name of a weekday.
        return None
    day, end = int(found.value), j + 1
    end = end + 1 if r.word(end) == "s" and r.token(end).joined else end
    end = r.skip(end, ".") if found.short else end
    after = r.word(end)
    # "Friday 8 May", "vendredi 8 mai": the date counts, the weekday checks it.
    dated = with_month(r, r.skip(end, ",", "the", "le")) or written(r, r.skip(end, ",", "the", "le"))
    if dated and isinstance(dated[1], Calendar):
        return dated[0], Calendar(dated[1].readings, day)
    if dated and isinstance(dated[1], Never):
        return dated
    k = r.skip(end, "the", "le", ",")
    numbered = r.ordinal(k) or (r.count(k) if r.language == "fr" and r.token(k).kind == "number" else None)
    if numbered and 1 <= numbered[1] <= 31 and r.token(k).kind == "number" and _ends_a_day(r, numbered[0]):
        return numbered[0], MonthDay(numbered[1], None, day)
    if in_week := week_of(r, r.skip(end, ","), day):
        return in_week
    if week := _OF_WEEK.longest(r, r.skip(end, ",")):
        return week[0], Weekday(day, "week", week[1])
    if after == "week" or r.phrase(end, ("en huit", "en 8")) or r.words(end, "in", "a", "week"):
        return end + (1 if after == "week" else 2 if after == "en" else 3), Weekday(day, "coming", 1)
    if later := r.phrase(end, ("after next", "after this one", "apres le prochain")):
        return later, Weekday(day, "coming", 1)
    if r.words(end, "en", "quinze") or r.words(end, "en", "15"):
        return end + 2, Weekday(day, "coming", 2)
    if (
        after in {"dans", "in", "ds"}
        and (found_count := r.count(end + 1, article=True))
        and r.unit(found_count[0]) == "week"
    ):
        return found_count[0] + 1, Weekday(day, "week", found_count[1])
    if which in NEXT and j > i:
        return end, Weekday(day, "next")
    if which in {"last", "dernier"} or after in {"dernier", "derniere", "passe"}:
        return end + (after in {"dernier", "derniere", "passe"}), Never("past")
    if after in PROCHAIN | NEXT:
        return end + 1, Weekday(day, "next" if after in NEXT else "coming")
    end = r.phrase(end, ("qui vient", "a venir")) or end
    if r.word(i - 1) in {"last"} and r.word(end) not in {"of", "in"}:
        return end, Never("past")
    return end, Weekday(day)


def week_of(r: Reader, i: int, weekday: int | None = None) -> Named | None:
    """ "(monday) of the week of july 5", "(lundi de) la semaine du 5 juillet"."""
    start = r.phrase(i, _WEEK_OF)
    if start is None:
        return None
    start = r.skip(start, "the", "le")
    start = start + 1 if r.any_weekday(start) is not None else start
    dated = with_month(r, start) or written(r, start)
    if dated is None or not isinstance(dated[1], Calendar):
        return dated
    return dated[0], InWeek(dated[1], weekday)


def _ends_a_day(r: Reader, end: int) -> bool:
    """Whether the number before `end` can be a day of the month: "jeudi 15 à 9h", not "jeudi 15h" or "jeudi 15 questions"."""
    after = r.token(end)
    plural = after.kind == "word" and len(after.word) > 3 and after.word.endswith(("s", "x"))
    return not (
        r.unit(end)
        or after.word in THINGS
        or after.word in {":", "h", "/", "-", ".", "am", "pm", "%"}
        or (plural and not after.senses and after.word != "vers")
    )


def weekday_of_week(r: Reader, i: int) -> Named | None:
    """ "next week on monday", "la semaine prochaine, lundi", "in two weeks on monday"."""
    end = r.phrase(
        i, ("next week", "la semaine prochaine", "semaine prochaine", "la semaine prochain", "semaine prochain")
    )
    weeks = 1
    if end is None:
        weeks_at = r.phrase(i, ("in", "dans"))
        counted = r.count(weeks_at, article=True) if weeks_at else None
        if counted and r.unit(counted[0]) == "week":
            end, weeks = counted[0] + 1, counted[1]
    if end is None:
        return None
    j = r.skip(end, "on", ",", "le", "the")
    day = r.any_weekday(j) if r.sense(j, "weekday") else None
    if day is None or weeks > 520:
        return None
    return j + 1, Weekday(day, "week", weeks)


_BEFORE_A_DAY = bag("on by until till every each and before , / - & + chaque starting from eod cob business am pm h")


_PLAIN_SHORT = bag("tue tues thu thur thurs fri wedn jeud samd")


def _short_is_day(r: Reader, i: int, led: bool) -> bool:
    """ "sun", "mon", "mar", "sam" are days only in company."""
    if led or r.word(i - 1) in _BEFORE_A_DAY:
        return True
    name = r.word(i)
    if name in _PLAIN_SHORT or len(name) > 4 or r.word(i + 1) in PROCHAIN | NEXT or _OF_WEEK.longest(r, i + 1):
        return True
    # "lun mer ven", "mar et jeu": one short name keeps another company.
    if any(r.any_weekday(k) is not None for k in (r.skip(i + 1, "et", "and", ",", "&", "/", "+"), i - 1)) or (
        r.word(i - 1) in {"et", "and", ",", "&", "/", "+"} and r.any_weekday(i - 2) is not None
    ):
        return True
    end = i + 2 if r.word(i + 1) == "." else i + 1
    at = {"at", "@"} if r.language == "en" else {"a", "matin", "soir"}
    timed = r.sense(end, "part") is not None or r.word(end) in at or r.token(end).number is not None
    return timed or (name == "wed" and i == 0)
