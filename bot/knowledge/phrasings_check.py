"""What `knowledge check` says of phrasings: each belongs to one entry, and what was heard belongs to entries that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.knowledge.findings import Finding, say
from bot.knowledge.model import Entry, Knowledge

_WORDS = re.compile(r"[a-z0-9àâäçéèêëîïôöùûüœ]+")
_LITTLE = frozenset(
    "a an the is are am be was were do does did i my me we our you your it its of to for in on at and or please".split()  # noqa: SIM905
)


def _bag(text: str) -> tuple[str, ...]:
    return tuple(sorted(set(_WORDS.findall(text.lower())) - _LITTLE))


def check_phrasings(knowledge: Knowledge) -> Iterator[Finding]:
    """Phrasings that two entries share, that one says twice, or that are the same words in another order."""
    exact: dict[str, Entry] = {}
    alike: dict[tuple[str, ...], tuple[Entry, str]] = {}
    for entry in knowledge.entries.values():
        own: set[str] = set()
        for text in (*entry.phrasings, *entry.asked_fr):
            plain = " ".join(_WORDS.findall(text.lower()))
            if plain in own:
                if text != entry.question:
                    yield say(entry, "warning", f"says {text!r} twice")
                continue
            own.add(plain)
            if plain in exact:
                yield say(
                    entry, "error", f"{text!r} is a phrasing of {exact[plain].id} too: which one should answer it?"
                )
                continue
            exact[plain] = entry
            bag = _bag(text)
            if len(bag) >= 2 and bag in alike and alike[bag][0].id != entry.id:
                other, words = alike[bag]
                yield say(entry, "warning", f"{text!r} has the words of {words!r} of {other.id}")
            alike.setdefault(bag, (entry, text))


def check_heard(knowledge: Knowledge) -> Iterator[Finding]:
    """What was heard for entries that do not exist, after such, or for two entries at once."""
    seen = {
        ("", " ".join(_WORDS.findall(text.lower()))): entry.id
        for entry in knowledge.entries.values()
        for text in (*entry.phrasings, *entry.asked_fr)
    }
    for heard in knowledge.heard:
        if knowledge.resolve(heard.id) is None:
            yield say(heard, "error", "is no entry")
        said = [("", text) for text in (*heard.asked, *heard.asked_fr, *heard.stories)]
        for leaning in heard.leaning:
            if knowledge.resolve(leaning.after) is None:
                yield say(heard, "error", f"leans on {leaning.after}, which does not exist")
            said += [(leaning.after, text) for text in (*leaning.asked, *leaning.asked_fr)]
        for after, text in said:
            plain = after, " ".join(_WORDS.findall(text.lower()))
            if plain in seen:
                yield say(heard, "warning", f"{text[:60]!r} is said for {seen[plain]} already")
            seen.setdefault(plain, heard.id)
