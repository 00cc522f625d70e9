"""How hard a text is to read: the Flesch-Kincaid grade (Kincaid et al., 1975, US Navy research branch report 8-75).

grade = 0.39 * words per sentence + 11.8 * syllables per word - 15.59. Syllables are counted by groups of vowels, which is right for
nine English words in ten. Technical names count as short words: readers know them, and no plainer word exists.
"""

from __future__ import annotations

import re
from collections.abc import Set

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n\s*\n|\n\s*- ")
_WORD = re.compile(r"[A-Za-z][A-Za-z']*")
_VOWELS = re.compile(r"[aeiouy]+")
NAME_SYLLABLES = 2


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """About how many syllables an English word has.

    >>> [syllables(word) for word in ("fee", "exam", "residency", "make", "little")]
    [1, 2, 4, 1, 2]
    """
    word = word.lower()
    if len(word) > 3 and word.endswith("e") and not word.endswith("le"):
        word = word[:-1]
    return max(1, len(_VOWELS.findall(word)))


def grade(text: str, technical: Set[str] = frozenset()) -> float:
    """The school grade that a text needs; 0 for an empty one. `technical` holds lower-case words."""
    text = _LINK.sub(r"\1", text).replace("*", "")
    sentences = [sentence for sentence in _SENTENCE.split(text) if words(sentence)]
    if not sentences:
        return 0.0
    total, count = 0, 0
    for sentence in sentences:
        for index, word in enumerate(words(sentence)):
            known = word.lower() in technical or (index > 0 and word[0].isupper())
            total += min(NAME_SYLLABLES, syllables(word)) if known else syllables(word)
            count += 1
    return 0.39 * count / len(sentences) + 11.8 * total / count - 15.59
