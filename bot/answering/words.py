"""Text taken apart: folded, cut into words, sentences and segments. Nothing here knows the knowledge base."""

from __future__ import annotations

import itertools
import re
import unicodedata

LONGEST = 4096
"""Characters that are read of one message; Telegram sends no more."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?…。؟？])\s+|(?<=[。？])|\n+")
_SPACE = re.compile(r"\s+")
_QUESTION = re.compile(
    r"[?؟？]|\b(?:how|what|which|when|where|who|whom|whose|why|can|could|do|does|did|is|are|am|should|must|may|will|would|need"
    r"|comment|combien|quel|quels|quelle|quelles|quand|o[uù]|qui|pourquoi|puis|peut|faut|dois|est-ce|quoi)\b",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """One line of at most `LONGEST` characters: surrogates, control characters and runs of space are gone, ligatures undone."""
    text = text[:LONGEST].encode("utf-8", "ignore").decode("utf-8")
    text = unicodedata.normalize("NFKC", text)
    text = "".join(
        " " if unicodedata.category(mark) in {"Cc", "Cf", "Zl", "Zp"} and mark != "\n" else mark for mark in text
    )
    return text[:LONGEST].strip()


def fold(text: str) -> str:
    """Lower case, no accents, straight apostrophes; letters of other scripts stay as they are."""
    if text.isascii():  # most of what is read, a hundred thousand times when the knowledge base is compiled
        return text.lower()
    text = text.lower().replace("’", "'").replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if unicodedata.category(mark) != "Mn")


def words(text: str) -> list[str]:
    """The words of a text, folded, apostrophes dropped (`don't` is `dont`, `l'examen` is `l` and `examen`)."""
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        head, mark, tail = word.partition("'")
        if mark and len(head) <= 2 and len(tail) > 2:  # French elision: l'examen, d'Alger, qu'un
            found += [head, *tail.split("'")]
        else:
            found.append(word.replace("'", ""))
    return found


def word_set(text: str) -> frozenset[str]:
    """The words of a list written as one text."""
    return frozenset(text.split())


def squeeze(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def sentences(text: str) -> list[str]:
    """The sentences of a message in order, pieces of fewer than three words joined to the one before."""
    found: list[str] = []
    for piece in _SENTENCE.split(text):
        piece = squeeze(piece)
        if not piece or not _WORD.search(piece):
            continue
        if found and (len(piece.split()) < 3 or len(found[-1].split()) < 3):
            found[-1] += " " + piece
        else:
            found.append(piece)
    return found


def asks(text: str) -> bool:
    """Whether a sentence has the shape of a question in English or French."""
    return bool(_QUESTION.search(text))


def segments(text: str, most: int = 8) -> list[str]:
    """Parts of a long message worth judging on their own: sentences and pairs of neighbours, at most `most`; none for a short message.

    In a story the question is one sentence of four; where there are too many sentences, those that ask come first, then the last ones.
    """
    parts = sentences(text)
    if len(parts) < 2:
        return []
    pairs = [f"{first} {second}" for first, second in itertools.pairwise(parts)] if len(parts) > 2 else []
    every = parts + pairs
    order = sorted(range(len(every)), key=lambda at: (not asks(every[at]), at >= len(parts), -(at % len(parts))))
    return [every[at] for at in sorted(order[:most])]
