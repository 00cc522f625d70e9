"""Questions made from phrasings, as people would send them: with slips, in the middle of a story, or leaning on what was shown before."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from bot.answering.words import sentences, word_set, words

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SMALL = word_set(
    "the a an is are do does can i to of for in on at my me we it and be if that this with "
    "le la les l un une des du de d est ce que je j on il me mon ma mes a au aux en pour et si qui se s dans avec"
)
_TELLS = re.compile(r"\b(?:I|my|we|our|je|j'|mon|ma|mes|nous|notre)\b", re.IGNORECASE)


def slips(text: str, dice: random.Random) -> str:
    """The text with one or two words mistyped, in lower case as phones leave it."""
    parts = text.lower().split()
    long = [at for at, word in enumerate(parts) if len(word) > 4 and word.isalpha()]
    for at in dice.sample(long, min(len(long), dice.choice((1, 1, 2)))):
        word = parts[at]
        where = dice.randrange(1, len(word) - 1)
        kind = dice.randrange(4)
        if kind == 0:
            word = word[:where] + word[where + 1 :]
        elif kind == 1:
            word = word[:where] + word[where + 1] + word[where] + word[where + 2 :]
        elif kind == 2:
            word = word[:where] + dice.choice(_LETTERS) + word[where + 1 :]
        else:
            word = word[:where] + word[where] + word[where:]
        parts[at] = word
    return " ".join(parts).rstrip("?.!")


def keywords(text: str) -> str:
    """The bare words of a question, as people type into a search box."""
    return " ".join(word for word in words(text) if word not in _SMALL)


def backgrounds(texts: Sequence[str]) -> list[str]:
    """First sentences of stories: who writes, from where; they say little of what is asked."""
    found = []
    for text in texts:
        parts = sentences(text)
        if len(parts) >= 2 and not parts[0].endswith("?") and _TELLS.search(parts[0]):
            found.append(parts[0])
    return found


def story(text: str, told: Sequence[str], dice: random.Random) -> str:
    """The question inside a story made of other people's first sentences."""
    if not told:
        return text
    before = dice.sample(list(told), min(len(told), dice.choice((1, 1, 2))))
    middle = text if text[-1] in ".?!" else text + "?"
    after = [dice.choice(list(told))] if dice.random() < 0.3 else []
    return " ".join([*(line if line[-1] in ".?!" else line + "." for line in before), middle, *after])
