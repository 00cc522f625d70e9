"""The features by which a candidate is judged, one row a candidate; the names say what each column means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answering.corpus import OVERVIEW, Corpus
from bot.answering.reading import Reading
from bot.answering.signals import Close, Judged
from bot.answering.terms import Terms

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

SIGNALS = ("lex", "mini", "e5")
_PARTS = ("head", "head_best", "near", "near_best", "soft_best", "mean", "passage", "first", "context", "recast")
_TERMS = (
    "entity_hit", "entity_main", "entity_other", "entity_share", "aspect_hit", "aspect_main", "aspect_other",
    "province_hit", "province_other", "province_unasked", "province_ignored", "person_hit", "person_other", "names_fit",
)  # fmt: skip
_AFTER = ("after_same", "after_next", "after_back", "after_entity", "after_section", "after_province", "after_sibling",
          "after_asked", "after_switch")  # fmt: skip
_KINDS = ("is_boundary", "is_smalltalk", "is_overview", "short_overview")

NAMES: tuple[str, ...] = (
    *(f"{signal}_{part}" for signal in SIGNALS for part in _PARTS),
    *_TERMS,
    *_AFTER,
    *_KINDS,
)
_WORDS = np.float32(6)
"""A head of words gives about 0 to 1 where that of an encoder gives logarithms of chances."""
COLUMN = {name: at for at, name in enumerate(NAMES)}


def columns_for(signals: Sequence[str]) -> Ints:
    """The columns that mean something where only these signals speak."""
    return np.array(
        [at for at, name in enumerate(NAMES) if name.split("_")[0] not in SIGNALS or name.split("_")[0] in signals],
        np.int64,
    )


@dataclass(frozen=True)
class Facts:
    """What is known of every class before any question: its entities and aspects, and how often its phrasings name each."""

    entities: tuple[frozenset[str], ...]
    main: tuple[str | None, ...]
    aspects: tuple[frozenset[str], ...]
    main_aspect: tuple[str | None, ...]
    provinces: tuple[str | None, ...]
    shares: Floats
    term_at: dict[str, int]
    counts: Ints

    @classmethod
    def of(cls, corpus: Corpus, terms: Terms) -> Facts:
        names = [terms.find(text.text) for text in corpus.phrasings]
        every = sorted({term for named in names for term in (*named.entities, *named.aspects, *named.provinces)})
        term_at = {term: at for at, term in enumerate(every)}
        shares = np.zeros((len(corpus.classes), len(every)), np.float32)
        counts = np.bincount(corpus.labels, minlength=len(corpus.classes))
        for text, named in zip(corpus.phrasings, names, strict=True):
            for term in (*named.entities, *named.aspects, *named.provinces):
                shares[text.of, term_at[term]] += 1
        entities, main, aspects, main_aspect = [], [], [], []
        for item in corpus.classes:
            own = [term for term in item.about if terms.kind(term) == "entity"]
            asked = [term for term in item.about if terms.kind(term) == "aspect"]
            titled = terms.find(f"{item.title} {item.label}").entities if item.kind == "entry" else ()
            entities.append(frozenset(own) | frozenset(titled))
            main.append(own[0] if own else None)
            aspects.append(frozenset(asked))
            main_aspect.append(asked[0] if asked else None)
        provinces = tuple(item.province for item in corpus.classes)
        return cls(tuple(entities), tuple(main), tuple(aspects), tuple(main_aspect), provinces, shares, term_at, counts)


def candidates(
    judged: Mapping[str, Judged],
    context: Mapping[str, Floats],
    reading: Reading,
    corpus: Corpus,
    facts: Facts,
    most: int = 28,
) -> Ints:
    """Classes worth a closer look: the best of every signal, and the neighbourhood of the entry shown before where the message leans on
    it."""
    total = np.zeros(len(corpus.classes), np.float32)
    heads = {name: found.head for name, found in judged.items()}
    for name, head in (*heads.items(), *context.items()):
        total += (_WORDS if name == "lex" else np.float32(1)) * head.max(axis=0)
    chosen = dict.fromkeys(np.argsort(-total)[:most].tolist())
    chosen.update(dict.fromkeys(np.argsort(-total[: corpus.entries])[:8].tolist()))
    for head in heads.values():
        chosen.update(dict.fromkeys(np.argsort(-head[0])[:4].tolist()))
    if reading.after is not None and reading.leans:
        before = corpus.classes[reading.after]
        at = {item.id: index for index, item in enumerate(corpus.classes) if item.kind == "entry"}
        chosen[reading.after] = None
        chosen.update(dict.fromkeys(at[entry] for entry in before.follow_ups if entry in at))
        main = facts.main[reading.after]
        for index in range(corpus.entries):
            if (main and facts.main[index] == main) or (
                facts.provinces[index] and facts.provinces[index] in reading.named.provinces
            ):
                chosen[index] = None
    return np.array(list(chosen), np.int64)


def build(
    reading: Reading,
    judged: Mapping[str, Judged],
    closes: Mapping[str, Close],
    context: Mapping[str, Floats],
    chosen: Ints,
    corpus: Corpus,
    facts: Facts,
) -> Floats:
    """(candidates, len(NAMES)) features of the classes `chosen`; `closes` is what each signal says of them from close by."""
    out = np.zeros((len(chosen), len(NAMES)), np.float32)
    for name, found in judged.items():
        head, close = found.head[:, chosen], closes[name]
        best = head.max(axis=0)
        columns = {
            "head": head[0],
            "head_best": best,
            "near": close.near[0],
            "near_best": close.near.max(axis=0),
            "soft_best": close.soft.max(axis=0),
            "mean": head.mean(axis=0) if len(head) > 1 else np.zeros_like(best),
            "passage": close.passage.max(axis=0),
        }
        for part, values in columns.items():
            out[:, COLUMN[f"{name}_{part}"]] = values
        ranks = np.empty(len(chosen), np.float32)
        ranks[np.argsort(-best, kind="stable")] = np.arange(len(chosen))
        out[:, COLUMN[f"{name}_first"]] = 1 / (1 + ranks)
        if name in context:
            out[:, COLUMN[f"{name}_context"]], out[:, COLUMN[f"{name}_recast"]] = context[name][:, chosen]
    _terms(out, reading, chosen, facts)
    if reading.after is not None and reading.leans:
        _after(out, reading, chosen, corpus, facts)
    for row, at in enumerate(chosen.tolist()):
        item = corpus.classes[at]
        out[row, COLUMN["is_boundary"]] = item.kind == "boundary"
        out[row, COLUMN["is_smalltalk"]] = item.kind == "smalltalk"
        overview = OVERVIEW in item.about
        out[row, COLUMN["is_overview"]] = overview
        out[row, COLUMN["short_overview"]] = overview and len(reading.text.split()) <= 3
    return out


def _terms(out: Floats, reading: Reading, chosen: Ints, facts: Facts) -> None:
    named = reading.named
    entities, aspects, provinces = frozenset(named.entities), frozenset(named.aspects), frozenset(named.provinces)
    terms = np.array(
        [facts.term_at[term] for term in (*named.entities, *named.aspects, *named.provinces) if term in facts.term_at],
        np.int64,
    )
    for row, at in enumerate(chosen.tolist()):
        theirs, asked, home = facts.entities[at], facts.aspects[at], facts.provinces[at]
        if entities and theirs:
            hit = entities & theirs
            out[row, COLUMN["entity_hit"]] = bool(hit)
            out[row, COLUMN["entity_main"]] = facts.main[at] in entities
            out[row, COLUMN["entity_other"]] = not hit
            out[row, COLUMN["entity_share"]] = len(hit) / len(entities)
        if aspects and asked:
            out[row, COLUMN["aspect_hit"]] = bool(aspects & asked)
            out[row, COLUMN["aspect_main"]] = facts.main_aspect[at] in aspects
            out[row, COLUMN["aspect_other"]] = not aspects & asked
        if provinces:
            out[row, COLUMN["province_hit"]] = home in provinces
            out[row, COLUMN["province_other"]] = home is not None and home not in provinces
            out[row, COLUMN["province_ignored"]] = home is None
        elif home is not None:
            out[row, COLUMN["province_unasked"]] = 1
            if reading.province:
                out[row, COLUMN["person_hit"]] = home == reading.province
                out[row, COLUMN["person_other"]] = home != reading.province
        if len(terms):
            shares = facts.shares[at, terms]
            out[row, COLUMN["names_fit"]] = float(np.mean(np.log((shares + 0.25) / (float(facts.counts[at]) + 0.5))))


def _after(out: Floats, reading: Reading, chosen: Ints, corpus: Corpus, facts: Facts) -> None:
    assert reading.after is not None
    before = corpus.classes[reading.after]
    about = frozenset(before.about)
    named = frozenset((*reading.named.entities, *reading.named.provinces))
    aspects = frozenset(reading.named.aspects)
    main, main_aspect = facts.main[reading.after], facts.main_aspect[reading.after]
    for row, at in enumerate(chosen.tolist()):
        item = corpus.classes[at]
        if item.kind != "entry":
            continue
        values = {
            "after_same": at == reading.after,
            "after_next": item.id in before.follow_ups,
            "after_back": before.id in item.follow_ups,
            "after_entity": main is not None and facts.main[at] == main,
            "after_section": item.section == before.section,
            "after_province": item.province is not None and item.province == before.province,
            "after_sibling": (
                len(about & frozenset(item.about)) / len(about)
                if named and about and (item.province in named or named & facts.entities[at]) and at != reading.after
                else 0.0
            ),
            # "and how much?": the same thing, another aspect; "and the NAC?": the same aspect of another thing.
            "after_asked": not named
            and main is not None
            and facts.main[at] == main
            and bool(aspects & facts.aspects[at]),
            "after_switch": (
                bool(named)
                and main_aspect is not None
                and facts.main_aspect[at] == main_aspect
                and (facts.main[at] in named or item.province in named)
            ),
        }
        for name, value in values.items():
            out[row, COLUMN[name]] = float(value) * reading.leans
