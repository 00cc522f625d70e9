"""The answer engine: a message in, a decision out. Synchronous, thread-safe and pure; everything it needs is handed in by `build`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bot.answering import features
from bot.answering.corpus import Corpus
from bot.answering.decision import Candidate, Decision, Explanation, Language, Part
from bot.answering.encoders import Encoder
from bot.answering.features import Facts
from bot.answering.levels import Level, Worth, weigh
from bot.answering.ranker import ALL, Choice, outside_row, with_outside
from bot.answering.reading import Reader, Reading
from bot.answering.signals import Dense, Judged, Lexical
from bot.answering.words import words

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Model:
    """Everything learned from one knowledge base. `choices` holds weights by the signals that speak, such as `lex` or `lex+mini+e5`."""

    corpus: Corpus
    reader: Reader
    facts: Facts
    lexical: Lexical
    dense: Mapping[str, Dense]
    choices: Mapping[str, Choice]
    worth: Worth


@dataclass(frozen=True)
class Weighed:
    """One message after all signals spoke."""

    reading: Reading
    chosen: Ints
    rows: Floats
    chances: Floats
    signals: tuple[str, ...]
    choice: Choice


class Engine:
    """Decides what to say to a message. `encoders` are those that speak beside the words; without them the engine still works."""

    def __init__(self, model: Model, encoders: Mapping[str, Encoder]) -> None:
        self.model = model
        self.encoders = {name: encoder for name, encoder in encoders.items() if name in model.dense}
        self._at = {item.id: at for at, item in enumerate(model.corpus.classes) if item.kind == "entry"}

    def decide(
        self,
        question: str,
        *,
        after: str | None = None,
        language: Literal["en", "fr"] | None = None,
        province: str | None = None,
    ) -> Decision:
        """The reply to `question`. `after` is the entry shown last, `language` the person's own, `province` theirs (two letters)."""
        return self.explain(question, after=after, language=language, province=province).decision

    def explain(
        self,
        question: str,
        *,
        after: str | None = None,
        language: Literal["en", "fr"] | None = None,
        province: str | None = None,
    ) -> Explanation:
        """The decision together with everything that led to it."""
        reading = self.model.reader.read(
            question,
            language=language,
            after=self._at.get(after) if after else None,
            classes=self.model.corpus.classes,
            province=province.lower() if province else None,
        )
        spoken: Language = "fr" if reading.language == "fr" else "en"
        if reading.language == "other" and language:
            spoken = language
        if not words(reading.text):
            decision = Decision("none", language=language or "en")
            return Explanation(
                question, decision, language=reading.language, level="none", why="there is no word in it"
            )
        weighed = self.weigh(reading)
        return self._explain(question, weighed, spoken)

    # -- signals ---------------------------------------------------------------------------------------------------------------

    def weigh(self, reading: Reading) -> Weighed:
        """The chances of all candidates for one reading."""
        signals = self._speaking(reading)
        judged: dict[str, Judged] = {}
        context: dict[str, Judged] = {}
        if "lex" in signals:
            judged["lex"] = self.model.lexical.judge(reading.texts)
            if reading.context:
                context["lex"] = self.model.lexical.judge([reading.context])
        for name in signals:
            if name == "lex":
                continue
            texts = self._texts_for(name, reading, judged)
            vectors = self.encoders[name].encode([*texts, reading.context] if reading.context else texts)
            judged[name] = self.model.dense[name].judge(vectors[: len(texts)])
            if reading.context:
                context[name] = self.model.dense[name].judge(vectors[len(texts) :])
        corpus, facts = self.model.corpus, self.model.facts
        chosen = features.candidates(
            {**judged, **{f"{name} in context": found for name, found in context.items()}}, reading, corpus, facts
        )
        rows = features.build(reading, judged, context, chosen, corpus, facts)
        outside = outside_row(
            judged,
            chosen,
            self.model.lexical.postings.known_share(reading.text),
            len(words(reading.text)),
            len(reading.named.entities) + len(reading.named.provinces),
            len(reading.named.aspects),
            reading.leans,
        )
        choice = self.model.choices["+".join(signals)]
        full = with_outside(rows, outside)
        return Weighed(reading, chosen, full, choice.chances(full), signals, choice)

    def _speaking(self, reading: Reading) -> tuple[str, ...]:
        """Which signals speak: words and the English encoder for English, the multilingual one for all."""
        if reading.language == "en" or "e5" not in self.encoders:
            return tuple(name for name in features.SIGNALS if name == "lex" or name in self.encoders)
        return ("lex", "e5") if reading.language == "fr" and "lex+e5+fr" in self.model.choices else ("e5",)

    def _texts_for(self, name: str, reading: Reading, judged: Mapping[str, Judged]) -> list[str]:
        """The multilingual encoder is dear: it reads the whole, and of the segments only the one that looks most like a question known here."""
        if name != "e5" or len(reading.segments) < 2:
            return list(reading.texts)
        known = judged.get("mini") or judged.get("lex")
        if known is None:
            return [reading.text, reading.segments[-1]]
        return [reading.text, reading.segments[int(known.near[1:].max(axis=1).argmax())]]

    # -- decisions -------------------------------------------------------------------------------------------------------------

    def _explain(self, question: str, weighed: Weighed, spoken: Language) -> Explanation:
        reading, corpus = weighed.reading, self.model.corpus
        order = np.argsort(-weighed.chances[:-1], kind="stable")
        ranked = [(corpus.classes[weighed.chosen[at]], float(weighed.chances[at])) for at in order]
        entries = [(item, chance) for item, chance in ranked if item.kind == "entry"]
        boundaries = [(item, chance) for item, chance in ranked if item.kind == "boundary"]
        talks = [(item, chance) for item, chance in ranked if item.kind == "smalltalk"]
        inside = sum(chance for _, chance in entries)
        talk = sum(chance for _, chance in talks)
        beyond = sum(chance for _, chance in boundaries)
        outside = max(0.0, 1.0 - inside - talk - beyond)
        caring = sum(chance for item, chance in talks if item.care)
        first = entries[0][0]
        shown = {item.id for item, _ in entries[:4]}
        follow_ups = sum(chance for item, chance in entries if item.id in first.follow_ups and item.id not in shown)
        levels = weigh(
            [chance for _, chance in entries], 1.0 - inside, follow_ups, self.model.worth, len(words(reading.text)) <= 2
        )
        best = tuple((item.id, round(chance, 4)) for item, chance in entries[:5])
        province = reading.named.provinces[0] if reading.named.provinces else None
        common = {
            "language": spoken,
            "confidence": round(entries[0][1], 4),
            "candidates": best,
            "province": province,
            "other_language": reading.language == "other",
        }
        kind, answers, offers, boundary, smalltalk, why = _settle(
            levels, entries, boundaries, talks, inside, talk, beyond, outside, caring
        )
        decision = Decision(kind, answers, offers, boundary=boundary, smalltalk=smalltalk, **common)  # type: ignore[arg-type]
        return Explanation(
            question,
            decision,
            reading.repaired,
            reading.named.entities,
            reading.named.aspects,
            reading.named.provinces,
            reading.language,
            bool(reading.leans),
            reading.segments,
            weighed.signals,
            levels[0].name if kind != "smalltalk" else "smalltalk",
            inside,
            why,
            tuple((level.name, level.worth) for level in levels),
            tuple(self._candidate(weighed, int(at)) for at in order[:8]),
        )

    def _candidate(self, weighed: Weighed, row: int) -> Candidate:
        item = self.model.corpus.classes[weighed.chosen[row]]
        given = [
            (name, float(value), float(value * weight))
            for name, value, weight in zip(ALL, weighed.rows[row], weighed.choice.weights, strict=True)
            if value and weight
        ]
        return Candidate(
            item.id, item.kind, float(weighed.chances[row]), tuple(sorted(given, key=lambda signal: -abs(signal[2])))
        )


def _settle(
    levels: Sequence[Level],
    entries: list,
    boundaries: list,
    talks: list,
    inside: float,
    talk: float,
    beyond: float,
    outside: float,
    caring: float,
):  # type: ignore[no-untyped-def,type-arg]  # noqa: E501
    ids = [item.id for item, _ in entries]
    if talks and caring > 0.2:
        item = next(item for item, _ in talks if item.care)
        return "smalltalk", (), (), None, item.id, "it sounds like distress"
    if talks and talk > inside and talk > beyond and talk > outside:
        return "smalltalk", (), (), None, talks[0][0].id, "it is small talk"
    level = levels[0]
    if level.name == "none":
        boundary = boundaries[0][0].id if boundaries and beyond > 0.5 * outside else None
        return "none", (), tuple(ids[: level.offers]), boundary, None, "it lies outside of what is known here"
    if level.name == "choose":
        return "choose", (), tuple(ids[: level.offers]), None, None, "several entries fit"
    return "answer", (ids[0],), tuple(ids[1 : 1 + level.offers]), None, None, "one entry fits best"


__all__ = ["Engine", "Model", "Part", "Weighed"]
