"""What Telegram makes clickable by itself: commands, links, mentions, e-mail addresses."""

from __future__ import annotations

import re

from bot.playground.entities import Entity, Formatted, utf16_length

# In the order in which they win where two could match: an address is not a mention, a path in a link is not a command.
_PATTERNS = (
    ("url", re.compile(r"https?://[^\s<>\"«»]+[^\s<>\"«».,;:!?'()\[\]]", re.IGNORECASE)),
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "url",
        re.compile(
            r"\b(?:[a-z0-9-]+\.)+(?:ca|com|org|net|gov|edu|info|me|io)\b(?:/[^\s<>\"]*[^\s<>\".,;:!?'()])?", re.I
        ),
    ),
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?(?![\w/])")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z]\w{2,31}\b")),
)
_CLOSED = {"code", "pre", "text_link", "url", "email", "bot_command", "mention"}


def with_links(given: Formatted) -> Formatted:
    """The same text with its automatic entities added, none inside code or another link."""
    taken = [(e["offset"], e["offset"] + e["length"]) for e in given.entities if e["type"] in _CLOSED]
    found = list[Entity]()
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(given.text):
            start = utf16_length(given.text[: match.start()])
            stop = start + utf16_length(match[0])
            if all(stop <= a or start >= b for a, b in taken):
                taken.append((start, stop))
                found.append({"type": kind, "offset": start, "length": stop - start})
    entities = sorted([*given.entities, *found], key=lambda e: (e["offset"], -e["length"]))
    return Formatted(given.text, tuple(entities))
