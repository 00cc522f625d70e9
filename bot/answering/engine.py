"""The answer engine: a message in, a decision out. Synchronous, thread-safe and pure; everything it needs is handed in by `build`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bot.answering import features, split
from bot.answering.corpus import Corpus
from bot.answering.decision import Candidate, Decision, Explanation, Language, Part
from bot.answering.encoders import Encoder
from bot.answering.features import Facts
from bot.answering.known import Known
from bot.answering.levels import Worth, weigh
from bot.answering.plain import Plain
from bot.answering.ranker import ALL, Choice, outside_row, with_outside
from bot.answering.reading import Reader, Reading
from bot.answering.settle import Masses, settle
from bot.answering.signals import Dense, Lexical, judge
from bot.answering.topics import topic_chances
from bot.answering.words import words

TOPIC = 2
"""A message of so many words names a topic rather than asks a question."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Model:
    """Everything learned from one knowledge base.

    `choices` holds weights by the signals that speak, such as `lex+mini+e5`; French questions (`fr:lex+mini+e5`) and messages that may
    lean on what was shown before (`after:lex+mini+e5`) have their own where enough is known of them.
    """

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
    topic: bool


class Engine:
    """Decides what to say to a message. `encoders` are those that speak beside the words; without them the engine still works."""

    def __init__(self, model: Model, encoders: Mapping[str, Encoder]) -> None:
        self.model = model
        self.encoders = {name: encoder for name, encoder in encoders.items() if name in model.dense}
        self._reads_french = model.corpus.reads_french
        self._known = Known(model.corpus)
        self._plain = Plain(model.corpus.classes)
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
        if (known := self._by_heart(question, reading, spoken)) is not None:
            return known
        explanation = self._explain(question, self.weigh(reading), spoken)
        parts = self._several(reading, explanation)
        return explanation if parts is None else _joined(explanation, parts)

    def _by_heart(self, question: str, reading: Reading, spoken: Language) -> Explanation | None:
        """The entry in whose very words the question is put, or small talk told by its words; None if there is neither.

        Only words are weighed, to explain the rest.
        """
        talk = self._plain.talk(reading.raw)
        at = self._known.entry(reading) if talk is None else talk
        if at is None:
            return None
        found = self._explain(question, self.weigh(reading, ("lex",)), spoken)
        name = self.model.corpus.classes[at].id
        told = replace(found.decision, answers=(), offers=(), boundary=None, smalltalk=None)
        if talk is not None:
            decision = replace(told, kind="smalltalk", smalltalk=name)
            return replace(found, decision=decision, level="smalltalk", why="its words alone say so")
        others = tuple(item for item in told.candidates if item[0] != name)
        decision = replace(told, kind="answer", answers=(name,), confidence=1.0, candidates=((name, 1.0), *others)[:5])
        return replace(found, decision=decision, level="sure", why="an editor wrote these very words")

    def _several(self, reading: Reading, whole: Explanation) -> tuple[Part, ...] | None:
        """The parts of a message that asks several things, each decided alone; None where one answer serves better.

        A message is taken apart only when each part finds an entry of its own with fair confidence, and the entry that fits the whole
        best is among
        them or is itself in doubt.
        """
        kinds = self.model.reader.terms.kind
        provinces = tuple(span for span in reading.named.spans if kinds(span[2]) == "province")
        entities = tuple(span for span in reading.named.spans if kinds(span[2]) == "entity")
        texts = (
            split.parts(reading.text) or split.shared(reading.text, provinces) or split.shared(reading.text, entities)
        )
        if not texts or whole.decision.kind == "smalltalk" or reading.leans == 1.0:
            return None
        parts: list[Part] = []
        subject: tuple[str, ...] = ()
        for text in texts:
            named = self.model.reader.terms.find(text)
            own = (*named.entities, *named.provinces)
            # The second question often leaves its subject out: "what does the NAC cost, and where is it held?"
            said = f"{text.rstrip('?')} ({', '.join(self._title(term) for term in subject)})?"
            ways = [self._part(said if subject and not own else text, reading, whole)]
            if parts:
                ways.append(self._part(text, reading, whole, after=parts[-1].answers[0]))
            subject = own or subject
            part = max((way for way in ways if way is not None), key=lambda way: way.confidence, default=None)
            if part is None:
                return None
            parts.append(part)
        answers = {part.answers[0] for part in parts}
        if len(answers) < 2:
            return None
        top, chance = whole.decision.candidates[0]
        if top not in answers and chance > min(part.confidence for part in parts):
            return None
        return tuple(parts)

    def _part(self, text: str, reading: Reading, whole: Explanation, after: str | None = None) -> Part | None:
        """One of several questions, decided alone or as it would be after another answer; None without an entry of fair confidence."""
        part = self.model.reader.read(
            text,
            language=None,
            after=self._at[after] if after else None,
            classes=self.model.corpus.classes,
            province=reading.province,
        )
        part = replace(part, language=reading.language)
        signals = tuple(
            name for name in self._speaking(part) if name != "e5" or part.foreign or "mini" not in self.encoders
        )
        found = self._explain(text, self.weigh(part, signals), whole.decision.language).decision
        first, chance = found.candidates[0]
        if found.kind not in {"answer", "choose"} or chance < self.model.worth.part or first == after:
            return None
        return Part(text, (first,), found.offers[:2], chance)

    def _title(self, term: str) -> str:
        return self.model.reader.terms.titles.get(term, {}).get("en", term)

    # -- signals ---------------------------------------------------------------------------------------------------------------

    def weigh(self, reading: Reading, signals: tuple[str, ...] | None = None) -> Weighed:
        """The chances of all candidates for one reading."""
        signals = signals or self._speaking(reading)
        encode = {name: self.encoders[name].encode for name in signals if name in self.encoders}
        judged, context = judge(reading, signals, self.model.lexical, self.model.dense, encode)
        corpus, facts = self.model.corpus, self.model.facts
        chosen = features.candidates(judged, context, reading, corpus, facts)
        closes = {name: found.close(chosen) for name, found in judged.items()}
        rows = features.build(reading, judged, closes, context, chosen, corpus, facts)
        # The words of a language that nothing here is written in are all unknown; that says nothing of the question.
        known = 0.0 if "pivot" in signals else self.model.lexical.postings.known_share(reading.text)
        full = with_outside(rows, outside_row(judged, closes, chosen, reading, known))
        name = "+".join(signals)
        kinds = ("after:", f"{reading.language}:", "") if reading.leans else (f"{reading.language}:", "")
        choice = next(self.model.choices[kind + name] for kind in kinds if kind + name in self.model.choices)
        chances = choice.chances(full)
        topic = len(words(reading.text)) <= TOPIC and known == 1.0
        if topic:
            entries = np.array([corpus.classes[at].kind == "entry" for at in chosen])
            named = bool(reading.named.aspects or reading.named.entities)
            chances = topic_chances(chances, entries, named)
        return Weighed(reading, chosen, full, chances, signals, choice, topic)

    def _speaking(self, reading: Reading) -> tuple[str, ...]:
        """Words and every encoder for a language that phrasings are written in; names and the encoders for all others."""
        read = reading.language == "en" or (reading.language == "fr" and self._reads_french)
        if read or "e5" not in self.encoders:
            return tuple(name for name in features.SIGNALS if name == "lex" or name in self.encoders)
        return tuple(name for name in ("pivot", "mini", "e5") if name == "pivot" or name in self.encoders)

    # -- decisions -------------------------------------------------------------------------------------------------------------

    def _explain(self, question: str, weighed: Weighed, spoken: Language) -> Explanation:
        reading, corpus = weighed.reading, self.model.corpus
        order = np.argsort(-weighed.chances[:-1], kind="stable")
        ranked = [(corpus.classes[weighed.chosen[at]], float(weighed.chances[at])) for at in order]
        entries = [(item, chance) for item, chance in ranked if item.kind == "entry"]
        boundaries = [(item, chance) for item, chance in ranked if item.kind == "boundary"]
        talks = [(item, chance) for item, chance in ranked if item.kind == "smalltalk"]
        inside, talk, beyond = (sum(chance for _, chance in found) for found in (entries, talks, boundaries))
        caring = sum(chance for item, chance in talks if item.care)
        masses = Masses(inside, talk, beyond, max(0.0, 1.0 - inside - talk - beyond), caring)
        first = entries[0][0]
        shown = {item.id for item, _ in entries[:4]}
        follow_ups = sum(chance for item, chance in entries if item.id in first.follow_ups and item.id not in shown)
        levels = weigh([chance for _, chance in entries], 1.0 - inside, follow_ups, self.model.worth, weighed.topic)
        best = tuple((item.id, round(chance, 4)) for item, chance in entries[:5])
        province = reading.named.provinces[0] if reading.named.provinces else None
        reply = settle(levels, entries, boundaries, talks, masses, self.model.worth.care)
        decision = Decision(
            reply.kind,
            reply.answers,
            reply.offers,
            spoken,
            round(entries[0][1], 4),
            best,
            reply.boundary,
            reply.smalltalk,
            province,
            reading.language == "other",
        )
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
            levels[0].name if reply.kind != "smalltalk" else "smalltalk",
            inside,
            reply.why,
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


def _joined(whole: Explanation, parts: tuple[Part, ...]) -> Explanation:
    answers = tuple(dict.fromkeys(part.answers[0] for part in parts))
    offers = tuple(dict.fromkeys(offer for part in parts for offer in part.offers if offer not in answers))[:3]
    sure = all(part.confidence > 0.9 for part in parts)
    decision = replace(
        whole.decision,
        kind="answer",
        answers=answers,
        offers=() if sure else offers,
        confidence=min(part.confidence for part in parts),
        boundary=None,
        smalltalk=None,
        parts=parts,
    )
    return replace(whole, decision=decision, level="sure" if sure else "likely", why=f"it asks {len(parts)} things")


__all__ = ["Engine", "Model", "Part", "Weighed"]
