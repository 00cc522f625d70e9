"""What is to be done: the message without the words about time and without "remind me to"."""

from __future__ import annotations

import re

from bot.reminders.phrases import bag
from bot.reminders.pieces import Found
from bot.reminders.reader import Reader
from bot.reminders.tokens import fold

_OPENINGS = (
    "remind me", "remindme", "reminder", "remember", "remind", "set a reminder", "set reminder",
    "set me a reminder", "create a reminder", "add a reminder", "set up a reminder",
    "make a reminder", "send me a reminder", "give me a reminder", "reminders", "put a reminder",
    "schedule a reminder", "a reminder", "please remind me", "ping me",
    "tell me", "notify me", "nudge me", "alert me", "let me know", "don t forget", "dont forget", "do not forget",
    "don t let me forget", "dont let me forget",
    "i need to be reminded", "i want to be reminded", "i d like to be reminded", "i would like to be reminded",
    "remember me",
    "can you", "could you", "would you", "will you", "can u", "could u", "please", "pls", "plz", "hey", "hi",
    "hello", "ok", "okay", "yo", "kindly",
    "i want you to", "i d like you to", "i need you to", "thanks", "thank you", "so", "bot", "dear bot", "just",
    "rappelle moi", "rappelles moi", "rappel moi", "rappelez moi", "rapelle moi", "rappele moi", "rapele moi",
    "rapel moi", "rappeler moi", "me rappeler", "me rapeler", "rappel",
    "rappelle", "un rappel", "rappels", "mets un rappel", "mets moi un rappel", "mettre un rappel",
    "mettez un rappel", "cree un rappel", "creer un rappel", "ajoute un rappel", "envoie moi un rappel",
    "programme un rappel", "fais moi un rappel",
    "fais moi penser", "faites moi penser", "fais moi souvenir", "pense a me dire", "pense a me rappeler",
    "n oublie pas de me dire", "n oublie pas de me rappeler",
    "n oublie pas", "noublie pas", "ne pas oublier", "pas oublier", "previens moi", "avertis moi", "dis moi",
    "avise moi", "pense a", "penser a",
    "peux tu", "pourrais tu", "tu peux", "tu pourrais", "peut tu", "pouvez vous", "pourriez vous",
    "est ce que tu peux", "stp", "svp", "s il te plait", "s il vous plait",
    "bonjour", "salut", "coucou", "allo", "merci", "merci de me rappeler", "merci de", "veuillez",
    "veuillez me rappeler", "j aimerais que tu me rappelles", "je veux que tu me rappelles", "il faut me rappeler",
    "me le rappeler", "me rappelles", "que tu me rappelles", "me dire",
)  # fmt: skip
_CLOSINGS = (
    "please",
    "pls",
    "plz",
    "thanks",
    "thank you",
    "thx",
    "ty",
    "stp",
    "svp",
    "merci",
    "merci d'avance",
    "s'il te plait",
    "s'il vous plait",
)
_LINKING_START = re.compile(
    r"^(?:(?:that i (?:need|have|must|should)(?: to)?|i (?:need|have|must) to|to|that|about|of|for|and|then|on|at|in"
    r"|the day of|by|que je dois|que je devrais|qu['’]il faut"
    r"|de ne pas oublier de|de|que|pour|et|puis|à|a (?=\w+er\b)|ensuite)\b\s*|d['’]\s*|qu['’]\s*|[\s,;:.!?–—-]+)+",
    re.I,
)
_LINKING_END = bag(
    "on at by in the and for from to of or with starting is once until le la à a de du et pour dès vers au aux "
    "dans est jusqu'au jusqu'à à partir"
)
_EDGES = ' \t\r\n,;:–—-"“”«»'


def opening(r: Reader) -> frozenset[int]:
    """The places of the words that ask for a reminder ("hey can you remind me", "rappelle-moi"), wherever they stand."""
    places: set[int] = set()
    i = 0
    while i < len(r.tokens):
        end = r.phrase(i, _OPENINGS) if i == 0 or _asks(r, i, places) else None
        if end:
            places.update(range(i, end))
            i = end
        else:
            i += 1
    return frozenset(places)


_ASKING = {"remind", "rappelle", "rappelles", "rappelez", "rapelle", "rappele", "notify", "ping"}


def _asks(r: Reader, i: int, places: set[int]) -> bool:
    """Politeness counts only at the beginning; "remind me" anywhere."""
    before = i - 1
    while before >= max(0, i - 8) and r.token(before).kind == "sign":
        before -= 1
    return before < 0 or before in places or (r.word(i) in _ASKING and r.word(i + 1) in {"me", "moi"})


def errand(r: Reader, used: list[tuple[int, int]], opened: frozenset[int]) -> str:
    """The text without the tokens of `used` ((first, end) places) and without the words that ask, tidied; as typed otherwise."""
    gone = set(opened)
    for first, end in used:
        gone.update(range(first, end))
    if not gone:
        return " ".join(r.text.split())
    kept: list[str] = []
    start = 0
    for i, token in enumerate(r.tokens):
        if i in gone:
            kept.append(r.text[start : token.start])
            kept.append("\0")
            start = token.end
    kept.append(r.text[start:])
    return tidy("".join(kept))


def tidy(text: str) -> str:
    """Words joined again where something was taken out (the null marks), linking words at either end dropped."""
    parts = [part for part in (piece.strip() for piece in text.split("\0")) if part]
    # A part that is only a preposition led to what was taken out.
    parts = [part for part in parts if not re.fullmatch(_LOST, fold(part))]
    joined = " ".join(_without_end(part) if i < len(parts) - 1 else part for i, part in enumerate(parts))
    joined = re.sub(r" ([,.;!?])", r"\1", " ".join(joined.split()))
    return _without_end(_without_closing(_LINKING_START.sub("", _brackets(joined)))).strip(_EDGES)


def _brackets(text: str) -> str:
    """Without a bracket whose other half was taken out."""
    text = text.replace("()", "").replace("( )", "").strip(_EDGES)
    if text.startswith(")"):
        text = text[1:]
    return text[:-1] if text.endswith("(") else text


def _without_end(text: str) -> str:
    """Without the linking words that are left hanging at the end. (A loop: a pattern for this could take for ever.)"""
    while True:
        text = text.rstrip(_EDGES)
        head, _, last = text.rpartition(" ")
        if not head or last.lower() not in _LINKING_END:
            return text
        text = head


def _without_closing(text: str) -> str:
    """Without "please" and "merci" at the end."""
    while True:
        bare = text.rstrip(_EDGES + ".!")
        low = bare.lower().replace("’", "'").replace("î", "i")
        closing = next((one for one in _CLOSINGS if low == one or low.endswith((" " + one, "," + one))), None)
        if closing is None:
            return text
        text = bare[: len(bare) - len(closing)]


_LOST = (
    r"(?:on|at|by|in|the|and|for|from|to|of|or|le|la|l|a|de|d|du|et|pour|que|that|est|is|it|s|me|moi|[^\w]+)"
    r"(?:\s+(?:the|le|la|l|a|me|to|de))?"
)


def between(r: Reader, found: Found, end: int) -> str:
    """The words from after `found` up to the place `end`, tidied: the event of "3 days before my exam on ..."."""
    if found.end >= end:
        return ""
    return tidy(r.text[r.token(found.end).start : r.token(end - 1).end])
