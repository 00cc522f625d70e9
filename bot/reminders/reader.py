"""A view of the tokens for the readers of clocks, days and series: words by place, and counts in digits or words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reminders.phrases import book_of
from bot.reminders.tokens import Token
from bot.reminders.words import Kind, Language, Sense, unit_near, vocabulary

_FEW = 6
_BEYOND = Token("sign", "", 0, 0)


@dataclass(frozen=True, slots=True)
class Reader:
    """The tokens of one message. Places beyond either end read as an empty sign."""

    text: str
    tokens: Sequence[Token]
    language: Language

    def token(self, i: int) -> Token:
        """The token at place `i`."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else _BEYOND

    def word(self, i: int) -> str:
        """The folded word at `i`."""
        return self.token(i).word

    def raw(self, i: int) -> str:
        """The word at `i` as it was typed."""
        return self.text[self.token(i).start : self.token(i).end]

    def words(self, i: int, *phrase: str) -> int | None:
        """The place after `phrase`, if it stands at `i`."""
        return i + len(phrase) if all(self.word(i + at) == word for at, word in enumerate(phrase)) else None

    def skip(self, i: int, *words: str) -> int:
        """The place after any of `words` from `i` on, but at most a few: no one types ten commas in a row for a reason."""
        end = i + _FEW
        while i < end and i < len(self.tokens) and self.tokens[i].word in words:
            i += 1
        return i

    def phrase(self, i: int, phrases: tuple[str, ...]) -> int | None:
        """The place after the longest of `phrases` (words parted by spaces) that stands at `i`."""
        found = book_of(phrases).longest(self, i)
        return found[0] if found else None

    def sense(self, i: int, *kinds: Kind) -> Sense | None:
        """The first meaning of one of these kinds of the word at `i`."""
        return self.token(i).sense(*kinds)

    def unit(self, i: int) -> str | None:
        """The unit of time at `i`: "minute", "week" ..."""
        found = self.sense(i, "unit")
        return str(found.value) if found else None

    def near_unit(self, i: int) -> str | None:
        """The unit that the word at `i` misspells. Only for places where nothing but a unit can stand: "in 2 moths", "every weak"."""
        return unit_near(self.word(i), self.language)

    def count(self, i: int, *, article: bool = False) -> tuple[int, int] | None:
        """(place after, value) of a whole number at `i`, in digits or words; with `article`, "a" and "an" are one."""
        token = self.token(i)
        if token.kind == "number":
            return (i + 1, token.number) if token.number is not None else None
        if article and self.language == "en" and token.word in {"a", "an"}:
            return i + 1, 1
        first = self._spelled(i)
        if first is None:
            return None
        end, value = i + 1, first
        if value == 10 and self._spelled(end) in {7, 8, 9} and self.language == "fr":
            return end + 1, value + (self._spelled(end) or 0)
        if value in {20, 30, 40, 50, 60}:
            more = end + 1 if self.word(end) == "et" and self._spelled(end + 1) == 1 else end
            small = self._spelled(more)
            if small is not None and 1 <= small <= 9:
                return more + 1, value + small
        return end, value

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """(place after, value) of "3rd", "1er", "third", "last" at `i`; "last" is -1."""
        token, after = self.token(i), self.token(i + 1)
        if token.kind == "number" and token.number is not None and after.glued and after.word in _ENDINGS:
            return i + 2, token.number
        found = token.sense("ordinal")
        if found:
            return i + 1, int(found.value)
        tens = token.sense("number")
        small = after.sense("ordinal")
        if tens and tens.value in {20, 30} and small and 1 <= int(small.value) <= 9:
            return i + 2, int(tens.value) + int(small.value)
        return None

    def weekday(self, i: int) -> int | None:
        """The full name of a weekday at `i`, singular."""
        found = self.sense(i, "weekday")
        return int(found.value) if found and not found.short else None

    def any_weekday(self, i: int) -> int | None:
        """A weekday at `i`, singular, plural or short ("mon")."""
        found = self.sense(i, "weekday", "weekdays")
        return int(found.value) if found else None

    def month(self, i: int) -> int | None:
        """The month named at `i`."""
        found = self.sense(i, "month")
        return int(found.value) if found else None

    def _spelled(self, i: int) -> int | None:
        # Numbers are not repaired: "for" is not four.
        word = self.word(i)
        found = next((s for s in vocabulary(self.language).get(word, ()) if s.kind == "number"), None)
        return int(found.value) if found else None


_ENDINGS = frozenset({"st", "nd", "rd", "th", "er", "ere", "e", "eme", "ieme", "ier", "nde"})
