"""Several questions in one message, taken apart: `what does it cost, and where is it held?` is two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.words import asks, sentences, squeeze, word_set, words

MOST = 4
"""Questions that one message may hold; more are answered one at a time."""

_ASKING = (
    r"(?:how|what|whats|which|when|where|who|whose|why|can|could|do|does|did|is|are|am|should|must|may|will|would|if|whether"
    r"|in (?:which|what)|on what|for how|by when|until when|at what|to whom|from when"
    r"|comment|combien|quels?|quelles?|quand|o[uù]|qui|pourquoi|est-ce|faut-il|peut-on|puis-je|dois-je|c'est|y a-t-il"
    r"|dans quelle?s?|[àa] quelle?s?|si)"
)
_JOINT = re.compile(
    r"(?:[,;]\s*|\s+)(?:and|plus|&|\+|or also|as well as|et|puis|ou bien)\s+"
    rf"(?:also\s+|then\s+|aussi\s+|second(?:ly)?,?\s+)?(?={_ASKING}\b)"
    rf"|[,;]\s*(?:also|second(?:ly)?|then|aussi|ensuite)?,?\s*(?={_ASKING}\b)"
    r"|\s*[,;]?\s+(?:and also|also|et aussi|ainsi que)\s+(?=\w)"
    r"|;\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:two|three|2|3|deux|trois|several|a few|plusieurs)\s+(?:\w+\s+)?(?:things|questions|points|choses)\s*[:,.-]\s*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:^|(?<=\s))\(?[1-9][.)]\s*(?=[^\W\d])")
_JOINING = word_set("and or in for the at about of et ou en au pour la le l de plus both")
_TOLD = word_set(
    "i im ive my me we our he she his her je j ai jai mon ma mes nous am was hi hello bonjour thanks please"
)


def parts(text: str) -> list[str]:
    """The questions of a message in order, two to `MOST`; empty for a message that holds only one, or too many."""
    text = _NUMBERED.sub("\n", _LEAD.sub("", squeeze(text)))
    found: list[str] = []
    brief = len(words(text)) <= 30  # in a story a few words are told, not asked
    for sentence in sentences(text):
        pieces = [piece.strip(" ,;") for piece in _JOINT.split(sentence)]
        pieces = [piece for piece in pieces if len(words(piece)) >= 2]
        # "I passed in May, can I apply?" is one question with its reason before it; "next NAC dates, and is there a fee?" is two.
        if len(pieces) > 1 and not (asks(pieces[0]) or (brief and _heading(pieces[0]))):
            pieces = [" ".join(pieces[:2]), *pieces[2:]]
        found += pieces if len(pieces) > 1 else [sentence]
    asked = [
        piece
        for piece in found
        if (asks(piece) or (brief and len(found) > 1 and _heading(piece))) and len(words(piece)) >= 2
    ]
    return asked if 2 <= len(asked) <= MOST else []


def _heading(piece: str) -> bool:
    """A bare topic of a few words (`PGY1 pay in Ontario`) rather than something told."""
    found = words(piece)
    return 2 <= len(found) <= 6 and not _TOLD.intersection(found)


def shared(text: str, spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """One question asked of several names (`how many seats in BC, Alberta and Ontario?`): the question once for each of two or three names.

    `spans` are the names as (first word, word after the last, id). Names count as listed where only joining words stand between them.
    """
    found = words(text)
    for start in range(len(spans)):
        run = [spans[start]]
        for span in spans[start + 1 :]:
            if not set(found[run[-1][1] : span[0]]) <= _JOINING or span[0] - run[-1][1] > 3:
                break
            run.append(span)
        if len({name for _, _, name in run}) == len(run) and 2 <= len(run) <= MOST:
            first, last = run[0][0], run[-1][1]
            return [" ".join([*found[:first], *found[own[0] : own[1]], *found[last:]]) for own in run]
    return []
