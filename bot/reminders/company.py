"""Whether the words around a bare number make it an hour: "7 in the evening", "tomorrow 6", "0930 hrs"."""

from __future__ import annotations

from bot.reminders.phrases import bag
from bot.reminders.reader import Reader

# "chapter 7 tonight", "block 7 in the morning": the number names one of these.
LABELS = bag(
    "chapter chapters chap ch block unit step part q question questions section lecture module station case day week page pages room "
    "ward bus train flight gate level lesson class exam test book volume phase round apt apartment flat no number lot group "
    "version attempt file grade dose bed top the these those my all last first another over about than step "
    "chapitre chapitres bloc etape partie cours module cas salle chambre bureau vol page niveau lecon examen livre tome numero "
    "ep eps episode episodes season saison groupe dossier quai porte les mes ces ses"
)
_MORE = bag(
    "more new old big short long full of out or to extra people children kids men women mcq mcqs q qs x other different hard easy "
    "small times time hour hours minutes min de d fois et"
)
_MEASURES = bag("mg ml kg g km % $ € cad usd . / - percent points")
_NO_PLURAL = bag("this his us as yes bus pass process discuss focus access assess address press always class dress")
_HOURS = {"hrs", "hours", "hour", "hr"}


def before_part(r: Reader, i: int, end: int) -> bool:
    """Whether a part of the day follows the number at `i`: "7 in the evening", "8 tonight", "7 du matin"."""
    if r.word(i - 1) in LABELS or r.word(i - 1) in {"$", "€", "#"}:
        return False
    if (tonight := r.sense(end, "part")) and tonight.value == "tonight":
        return True
    led = r.phrase(end, ("in the", "du", "de l", "de la", "in"))
    part = r.sense(led, "part") if led else None
    if led and (r.word(led) in {"apres", "apresmidi"} or r.words(led, "after", "noon")):
        return True
    return part is not None and part.value not in {"noon", "midnight", "tonight"}


def after_day(r: Reader, i: int, end: int) -> bool:
    """Whether the bare number at `i`, right after a day, is more likely an hour than a count: "saturday 6 football", "tonight 9".

    English only where the day is a weekday: "samedi 6" is a date.
    """
    found = r.count(i)
    number, before = (found[1] if found else None), r.token(i - 1)
    end = found[0] if found else end
    after = r.token(end)
    if (
        i == 0
        or number is None
        or (r.token(i).kind == "word" and number < 2)
        or len(before.word) < 3
        or r.word(i - 2) in {"every", "each", "chaque", "les"}
    ):
        return False
    part = before.sense("part")
    named = before.sense("day") is not None or (part is not None and part.value not in {"noon", "midnight"})
    weekday = before.sense("weekday") is not None and r.language == "en"
    if weekday or named:
        second = r.count(end)
        pointed = after.word == "." and after.glued and r.token(end + 1).glued and len(r.word(end + 1)) == 2
        if (
            pointed
            and r.unit(end + 2) is None
            and r.word(end + 2) not in _MEASURES
            and (r.token(end + 1).number or 0) < 60
        ):
            # "saturday 10.30"
            return r.token(i).kind == "number"
        if second and r.token(i).kind == r.token(end).kind == "word" and second[1] in {15, 30, 45}:
            # "saturday ten thirty"
            return True
    if r.token(i).kind == "number" and r.word(end) in {"00", "15", "30", "45"} and (named or weekday) and number <= 23:
        # "tomorrow morning 6 30"
        end, after = end + 1, r.token(end + 1)
        return not (r.unit(end) or after.word in _MORE or any(_plural(r.word(k)) for k in range(end, end + 3)))
    last = end >= len(r.tokens) or (after.kind == "sign" and after.word in {",", ";", "!", "?"})
    if not (named or weekday) or number > (23 if named and last else 12) or number < 1:
        return False
    later = r.token(end + 1).number
    if last or (after.word in {"to", "-"} and later is not None and number < later <= 24):
        return True
    if after.kind != "word" or after.senses or after.word in _MORE:
        return False
    return not any(_plural(r.word(k)) for k in range(end, end + 3))


def _plural(word: str) -> bool:
    return len(word) > 3 and word.endswith(("s", "x")) and not word.endswith("ss") and word not in _NO_PLURAL


def military(r: Reader, i: int) -> bool:
    """Four figures that are an hour by themselves: "0930 hrs", "1830 hours" (but not "1500 hours of practice")."""
    end = i + 1
    return (
        clock_figures(r, i)
        and r.word(end) in _HOURS
        and (r.word(end) != "hour")
        and r.word(end + 1) not in {"of", "in", "de", "d"}
    )


def padded(r: Reader, i: int) -> bool:
    """Four figures with a leading nought, alone among words: "tomorrow 0930"."""
    lone = r.token(i + 1).number is None and r.token(i - 1).number is None and r.token(i - 1).word != "+"
    return clock_figures(r, i) and r.word(i)[0] == "0" and lone


def clock_figures(r: Reader, i: int) -> bool:
    """Whether the four figures at `i` are hours and minutes."""
    word = r.word(i)
    return r.token(i).number is not None and len(word) == 4 and int(word[:2]) < 24 and int(word[2:]) < 60


_QUARTERS = bag("00 15 30 45 05 10 20 40 50 55")


def beside_day(r: Reader, i: int) -> bool:
    """Three or four figures right after a day that are an hour without its sign: "tonight 1130", "tomorrow 745 clinic".

    Not where they count ("tomorrow 1500 words") or could ("tomorrow 300 qbank").
    """
    word, before = r.word(i), r.token(i - 1)
    if r.token(i).number is None or not 3 <= len(word) <= 4 or word[-2:] not in _QUARTERS or i == 0:
        return False
    if (len(word) == 3 and word.endswith("00")) or not 1 <= int(word[:-2]) < 24:
        return False
    part = before.sense("part")
    dated = (
        len(word) == 4
        and any(r.month(k) for k in range(max(0, i - 3), i))
        and (before.kind == "number" or before.sense("month"))
    )
    if not (dated or before.sense("day", "weekday") or (part and part.value not in {"noon", "midnight"})):
        return False
    after = r.token(i + 1)
    if after.kind == "number" or after.word in _MORE or after.word in _MEASURES or r.unit(i + 1) or r.month(i + 1):
        return False
    return not any(_plural(r.word(k)) for k in range(i + 1, i + 4))
